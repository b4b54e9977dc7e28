// Rows and columns that stand out: buttons that name them and go to them.

import { count, number } from '../../numbers/format.js';
import { button } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';
import { table } from '../../panels/tables.js';

/** @typedef {import('./types.js').BlocksAnswer} BlocksAnswer */
/** @typedef {import('./types.js').OutlyingLine & {column: boolean}} Line */

/** The most lines named, and listed in the table. */
const NAMED = 3;
const LISTED = 20;
/** More lines than this that stand out by few of their values are scattered outliers, not to be named one by one. */
const SCATTERED = 8;

/** All that stand out, the largest first; lines with scattered outliers come last. @param {BlocksAnswer} answer @returns {Line[]} */
export function linesOf({ rows, columns }) {
  const scattered = rows.few + columns.few > SCATTERED;
  const last = (/** @type {Line} */ { by }) => Number(scattered && by > 0);
  const lines = [
    ...columns.first.map((line) => ({ ...line, column: true })),
    ...rows.first.map((line) => ({ ...line, column: false })),
  ];
  return lines.sort((p, q) => last(p) - last(q) || q.rms - p.rms);
}

/** @param {{t: import('../../i18n/types.js').Translator, choose: (line: Line|null) => void}} context */
export function outlyingLines({ t, choose }) {
  const label = h('span', { class: 'hint' });
  const list = h('span', { class: 'row' });
  const more = h('span', { class: 'hint' });
  const element = h(
    'div',
    { class: 'outlying row', role: 'group', 'aria-label': t('ui.blocks.outlying') },
    label,
    list,
    more,
  );
  /** @type {Line[]} */
  let lines = [];
  /** @type {Line|null} */
  let chosen = null;

  const times = (/** @type {number} */ ratio) => number(ratio, { digits: 2, trim: true });
  /** @param {Line} line */
  const name = ({ column, index }) => t(column ? 'blocks.column' : 'blocks.row', { index: count(index) });
  /** What makes a line stand out. @param {Line} line */
  const why = ({ column, at, by }) =>
    by === 0
      ? t('blocks.throughout')
      : by > 1
        ? t('blocks.by-few', { count: count(by) })
        : t('blocks.by-one', { where: name(/** @type {Line} */ ({ column: !column, index: at })) });
  const same = (/** @type {Line|null} */ p, /** @type {Line|null} */ q) =>
    p?.column === q?.column && p?.index === q?.index;

  function show() {
    const buttons = lines.slice(0, NAMED).map((line) => {
      const on = same(line, chosen);
      const made = button({
        text: t('blocks.line', { line: name(line), ratio: times(line.most) }),
        name: `line-${line.column ? 'column' : 'row'}-${line.index}`,
        onClick: () => choose(on ? null : line),
        class: 'line',
      });
      made.setAttribute('aria-pressed', String(on));
      return made;
    });
    // Buttons that do not change stay, and keep their focus.
    const text = (/** @type {Element} */ made) => `${made.textContent}${made.getAttribute('aria-pressed')}`;
    const old = [...list.children];
    if (old.length === buttons.length && buttons.every((made, i) => text(made) === text(old[i]))) return;
    const focused = old.findIndex((made) => made === /** @type {ShadowRoot} */ (list.getRootNode()).activeElement);
    list.replaceChildren(...buttons);
    buttons[focused]?.focus();
  }

  return {
    element,
    /** @param {BlocksAnswer} answer @param {Line|null} line the one chosen */
    update(answer, line) {
      const all = linesOf(answer);
      const few = answer.rows.few + answer.columns.few;
      const scattered = few > SCATTERED;
      lines = scattered ? all.filter(({ by }) => by === 0) : all;
      chosen = line;
      const named = Math.min(NAMED, lines.length);
      const rest = answer.rows.throughout + answer.columns.throughout + (scattered ? 0 : few) - named;
      setText(label, t(named > 0 ? 'blocks.outlying' : 'blocks.none'));
      const and = [
        ...(rest > 0 ? [t('blocks.more', { count: count(rest) })] : []),
        ...(scattered
          ? [t('blocks.scattered', { rows: count(answer.rows.few), columns: count(answer.columns.few) })]
          : []),
      ];
      setText(more, and.join(' '));
      show();
    },
    /** A line in words. @param {Line} line */
    text: (line) =>
      t('blocks.told', { line: name(line), most: times(line.most), rms: times(line.rms), why: why(line) }),
    /** @param {BlocksAnswer} answer */
    table: (answer) =>
      table(
        t('ui.blocks.outlying'),
        [t('ui.blocks.line'), t('ui.blocks.most'), t('ui.blocks.rms'), t('ui.blocks.by')],
        linesOf(answer)
          .slice(0, LISTED)
          .map((line) => [name(line), times(line.most), times(line.rms), why(line)]),
      ),
  };
}
