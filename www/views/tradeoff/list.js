// The list of schemes of the trade-off: a table to sort and to copy as CSV or Markdown, and the list itself to edit.

import { scrollBox } from '../../controls/scroll-box.js';
import { COLUMNS, csv, markdown, sorted } from './advice.js';
import { button } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';
import { schemeList } from '../../controls/scheme-list.js';
import { measureText } from '../../numbers/measures.js';
import { parsedScheme } from '../../state/schemes.js';
import { letterOf } from '../../state/roles.js';
import { knownOf } from './usual.js';

/** @typedef {import('./advice.js').Entry} Entry */

/**
 * @param {{
 *   t: import('../../i18n/types.js').Translator,
 *   drawing: () => import('../../engine/pkg.js').Pkg,
 *   choose: (scheme: string, role: 'a'|'b') => void,
 *   onList: (text: string) => void,
 *   onPoint: (scheme: string|null) => void,
 * }} context
 */
export function tradeOffList({ t, drawing, choose, onList, onPoint }) {
  let column = 'bits_per_value';
  let rising = true;
  /** @type {{entries: Entry[], best: string|null, a: string, b: string, noted: (scheme: string) => string}} */
  let now = { entries: [], best: null, a: '', b: '', noted: () => '' };

  const columns = ['scheme', ...COLUMNS];
  const title = (/** @type {string} */ name) => (name === 'scheme' ? t('ui.tradeoff.scheme') : t(`measure.${name}`));
  const heads = columns.map((name) => {
    const sort = h('button', {
      type: 'button',
      class: 'sort',
      text: title(name),
      'data-control': `sort-${name}`,
      on: { click: () => sortBy(name) },
    });
    return h('th', { scope: 'col' }, sort);
  });
  const body = h('tbody');
  const table = h(
    'table',
    { class: 'schemes' },
    h('caption', { class: 'visually-hidden', text: t('ui.tradeoff.table') }),
    h('thead', {}, h('tr', {}, ...heads, h('th', { scope: 'col', text: t('ui.tradeoff.set') }))),
    body,
  );
  const copied = h('span', { role: 'status', class: 'hint' });
  const fallback = h('textarea', { readOnly: true, rows: 6, hidden: true, 'aria-label': t('ui.copy.fallback') });
  const list = schemeList({
    t,
    label: t('ui.tradeoff.edit'),
    name: 'list',
    rows: 8,
    canonical: (text) => parsedScheme(drawing(), text).text,
    onList,
  });
  const element = h(
    'details',
    { class: 'schemes-list', 'data-control': 'schemes' },
    h('summary', { text: t('ui.tradeoff.list') }),
    h(
      'div',
      { class: 'row' },
      button({ text: t('ui.copy.csv'), name: 'copy-csv', onClick: () => copy(csv(rows())) }),
      button({ text: t('ui.copy.markdown'), name: 'copy-markdown', onClick: () => copy(asMarkdown()) }),
      copied,
    ),
    fallback,
    scrollBox(t('ui.tradeoff.table'), table),
    ...list.elements,
    h(
      'div',
      { class: 'row' },
      button({ text: t('ui.tradeoff.default'), name: 'list-default', onClick: () => onList('') }),
    ),
  );
  element.addEventListener('toggle', show);

  /** @param {string} name */
  function sortBy(name) {
    rising = name === column ? !rising : true;
    column = name;
    show();
  }
  const rows = () => sorted(now.entries, column, rising);
  const cells = (/** @type {Entry} */ { scheme, metrics }) => [
    scheme,
    ...COLUMNS.map((name) => measureText(name, metrics[name])),
  ];
  const asMarkdown = () => markdown(columns.map(title), rows().map(cells));

  /** The name that people know a scheme by. @param {string} scheme */
  function known(scheme) {
    const found = knownOf(scheme);
    return found && h('span', { class: 'hint', text: ` ${t(`known.${found.name}`)}`, title: now.noted(scheme) });
  }

  /** @param {string} text */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      fallback.hidden = true;
      setText(copied, t('ui.copy.done'));
    } catch {
      // Where the page may not use the clipboard, the text is shown to be copied by hand.
      fallback.hidden = false;
      fallback.value = text;
      fallback.focus();
      fallback.select();
      setText(copied, t('ui.copy.by-hand'));
    }
  }

  function show() {
    if (!element.open) return;
    heads.forEach((head, i) =>
      head.setAttribute('aria-sort', columns[i] !== column ? 'none' : rising ? 'ascending' : 'descending'),
    );
    body.replaceChildren(
      ...rows().map((entry) => {
        const { scheme } = entry;
        const [name, ...numbers] = cells(entry);
        const set = (/** @type {'a'|'b'} */ role) =>
          button({
            text: letterOf(role),
            name: `set-${role}-${scheme}`,
            title: t('ui.advice.take', { letter: letterOf(role) }),
            class: `quiet ${now[role] === scheme ? role : ''}`,
            onClick: () => choose(scheme, role),
          });
        const row = h(
          'tr',
          { class: scheme === now.best ? 'best' : '' },
          h('th', { scope: 'row' }, h('code', { text: name }), known(scheme)),
          ...numbers.map((text) => h('td', { text })),
          h('td', { class: 'row' }, set('a'), set('b')),
        );
        row.addEventListener('pointerenter', () => onPoint(scheme));
        return row;
      }),
    );
  }

  return {
    element,
    /** The schemes of the current list. */
    schemes: list.schemes,
    /** Reads a list. */
    read: list.read,
    /** @param {typeof now} next */
    update(next) {
      now = next;
      show();
    },
  };
}
