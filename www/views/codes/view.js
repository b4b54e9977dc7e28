// The Codes view: how often each code of both schemes is used.
//
// Pointing at a code, or ← → while the picture has focus (↑ ↓ for the other scheme), points at the value it decodes to.

import { briefNotation } from '../../numbers/brief-notation.js';
import { count, number, percent } from '../../numbers/format.js';
import { optionsOf, segmented } from '../../controls/controls.js';
import { h } from '../../controls/dom.js';
import { liveSentence } from '../../controls/live-sentence.js';
import { codeNames } from '../../numbers/code-names.js';
import { nonFiniteTexts } from '../../numbers/non-finite.js';
import { codeText, otherCodes, specialText } from '../../numbers/float-code.js';
import { table } from '../../panels/tables.js';
import { plotMaps } from '../../plot/plot-map.js';
import { sliderPlot } from '../../plot/slider-plot.js';
import { ROLES, letterOf } from '../../state/roles.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../engine/records.js').SchemeFrame} SchemeFrame */
/** @typedef {import('../../plot/plot-map.js').PlotMap} PlotMap */
/** @typedef {import('../../state/roles.js').Role} Role */

/** How many codes of the format are used, and how many bits that many codes need. @param {SchemeFrame} scheme */
export function codesUsed({ usage }) {
  const used = usage.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0);
  return { used, total: usage.length, bits: Math.log2(Math.max(1, used)) };
}

/** The share of all values that `n` are. @param {number} n @param {Float64Array} usage */
function share(n, usage) {
  const total = usage.reduce((sum, each) => sum + each, 0);
  return total === 0 ? 0 : n / total;
}

/** How a scheme uses its codes, as a sentence. @param {import('../../i18n/types.js').Translator} t @param {SchemeFrame} scheme */
function summary(t, scheme) {
  const { used, total, bits } = codesUsed(scheme);
  const entropy = t('codes.entropy', {
    entropy: number(scheme.metrics.entropy_bits, { digits: 3, trim: true }),
    bits: count(scheme.parts.bits),
  });
  if (used === total) return `${t('codes.all', { total: count(total) })} ${entropy}`;
  const worth = bits === 1 ? t('codes.one-bit') : t('codes.bits', { bits: number(bits, { digits: 2, trim: true }) });
  return `${t('codes.unused', { used: count(used), total: count(total), worth })} ${entropy}`;
}

/** What codes of a format mean that are no levels of their own, in sentences. @param {import('../../i18n/types.js').Translator} t @param {SchemeFrame} scheme */
function otherSentences(t, { table, parts }) {
  if (!table) return [];
  const format = t(`ui.format.${parts.format}`);
  const { zeros, infinite, nan } = otherCodes(table);
  const listed = (/** @type {number[]} */ codes) => ({ format, codes: codes.map(count).join(', ') });
  return [
    ...zeros.map((code) => t('codes.other.zero', { format, code: count(code), zero: specialText(table.values[code]) })),
    ...(infinite.length > 0 ? [t('codes.other.infinite', listed(infinite))] : []),
    ...(nan.length > 0 ? [t('codes.other.nan', listed(nan))] : []),
  ];
}

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function codesView({ t, set, drawing, look, recover, point, quiet }) {
  /** @type {Frame|null} */
  let frame = null;
  let log = true;
  /** @type {PlotMap[]} */
  let maps = [];
  /** @type {import('../types.js').Steps|null} */
  let steps = null;
  /** @type {Role} the scheme whose codes the arrow keys go through */
  let role = 'a';
  /** @type {{role: Role, rank: number}|null} the code pointed at in this view, by its rank */
  let at = null;

  const picture = sliderPlot({ label: t('ui.codes.plot'), draw, recover, keys, press, quiet });
  const live = liveSentence();
  const counts = segmented({
    label: t('ui.counts'),
    name: 'counts',
    options: optionsOf(t, 'ui.counts', ['log', 'linear']),
    onChange: (value) => set({ counts: value }),
  });

  /** @param {Role} which @param {number} rank */
  function pointAt(which, rank) {
    if (!frame) return;
    const { levels } = frame[which];
    role = which;
    at = { role: which, rank: Math.min(levels.length - 1, Math.max(0, rank)) };
    point(levels[at.rank]);
  }
  function pointAway() {
    at = null;
    point(null);
  }
  /** The rank of the code that is marked. @param {Role} which @returns {number|null} */
  function marked(which) {
    if (at?.role === which) return at.rank;
    return steps && !steps[which].elsewhere ? steps[which].rank : null;
  }
  /** Which code is used most. @param {Role} which */
  function most(which) {
    const { usage, codes, table } = /** @type {Frame} */ (frame)[which];
    const n = Math.max(...usage);
    const words = {
      letter: letterOf(which),
      code: codeText(codes[usage.indexOf(n)], table),
      share: percent(share(n, usage)),
    };
    return t('codes.most', words);
  }
  function say() {
    if (!frame) return;
    const { usage, codes, levels, table, text, blocks, block } = frame[role];
    const rank = marked(role);
    if (rank !== null && at) {
      const n = usage[rank];
      const words = {
        letter: letterOf(role),
        scheme: text,
        code: codeText(codes[rank], table),
        level: number(levels[rank], { digits: 4, trim: true }),
        block: count(block + 1),
        count: count(n),
        share: percent(share(n, usage)),
      };
      // Codes are counted over all blocks, but only one of them has this level.
      live.say(t(`codes.${n === 0 ? 'never' : 'often'}${blocks > 1 ? '.blocks' : ''}`, words));
    } else {
      const { a, b } = frame;
      const unused = [a, b].some((scheme) => codesUsed(scheme).used < scheme.usage.length);
      const others = new Set([...otherSentences(t, a), ...otherSentences(t, b)]);
      live.say(
        [...ROLES.map(most), ...(unused ? [t('codes.hatched')] : []), ...others, ...nonFiniteTexts(t, frame)].join(
          '\n',
        ),
      );
    }
    picture.describe({
      min: 0,
      max: levels.length - 1,
      now: rank ?? 0,
      text: live.element.textContent ?? '',
    });
  }
  /** @param {MouseEvent} event */
  function under(event) {
    const { x, y } = picture.position(event);
    const i = maps.findIndex(({ bottom }) => y <= bottom + 24);
    const map = maps[i];
    if (!map || x < map.left || x > map.right) return null;
    return { role: ROLES[i], rank: Math.round(map.valueAt(x)) };
  }

  picture.plot.addEventListener('pointermove', (event) => {
    const code = event.buttons === 0 || event.pointerType === 'touch' ? under(event) : null;
    if (code) pointAt(code.role, code.rank);
  });
  /** @param {PointerEvent} event */
  function press(event) {
    const code = under(event);
    if (code) pointAt(code.role, code.rank);
    else pointAway();
  }
  function keys() {
    if (!frame) return null;
    const now = marked(role) ?? -1;
    return {
      ArrowLeft: () => pointAt(role, now - 1),
      ArrowRight: () => pointAt(role, now + 1),
      ArrowUp: () => pointAt('a', marked('a') ?? 0),
      ArrowDown: () => pointAt('b', marked('b') ?? 0),
      Home: () => pointAt(role, 0),
      End: () => pointAt(role, Infinity),
      Escape: pointAway,
      l: () => set({ counts: log ? 'linear' : 'log' }),
    };
  }

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function draw(canvas, scale) {
    if (!frame) return;
    const shown = frame;
    const panel = (/** @type {Role} */ which) => {
      return {
        role: which,
        codes: codeNames(shown[which]),
        title: `${letterOf(which)}  ${briefNotation(shown[which].text)}`,
        subtitle: quiet() ? '' : summary(t, shown[which]),
        marked: marked(which),
      };
    };
    const panels = ROLES.map(panel);
    const inRow = panels.every(({ codes }) => codes.names === undefined);
    const record = {
      look: look(scale),
      log,
      titles: [t(inRow ? 'figure.code' : 'figure.code.order'), t('figure.code-count')],
      panels,
    };
    maps = plotMaps(drawing().draw_codes(canvas, record, shown.a.usage, shown.b.usage), scale);
    const used = quiet() ? [] : ROLES.map((which) => `${letterOf(which)}: ${summary(t, shown[which])}`);
    const words = { a: shown.a.text, b: shown.b.text, data: shown.data.text, used: used.join(' ') };
    return t('ui.codes.picture', words).trim();
  }

  return {
    picture,
    element: h(
      'section',
      { class: 'codes-view fits', 'aria-label': t('ui.view.codes') },
      h('div', { class: 'tools row' }, counts.element),
      picture.stage(),
      live.element,
    ),
    update(next, state) {
      frame = next;
      log = state.counts === 'log';
      counts.update(state.counts);
      if (at && at.rank >= next[at.role].levels.length) at = null;
      picture.draw();
      say();
    },
    mark(next) {
      steps = next;
      if (next === null) at = null;
      picture.schedule();
      say();
    },
    tables: (shown) =>
      ROLES.map((which) => {
        const { text, codes, levels, usage, table: book, blocks, block } = shown[which];
        const level = blocks > 1 ? t('codes.level.block', { block: count(block + 1) }) : t('ui.tables.level');
        const rows = [...usage].map((n, i) => [
          codeText(codes[i], book),
          number(levels[i], { digits: 5, trim: true }),
          count(n),
          percent(share(n, usage)),
        ]);
        if (book) {
          const { zeros, infinite, nan } = otherCodes(book);
          for (const code of [...zeros, ...infinite, ...nan]) {
            const counted = t(zeros.includes(code) ? 'codes.with-zero' : 'codes.no-level');
            rows.push([codeText(code, book), specialText(book.values[code]), counted, '']);
          }
        }
        return table(
          t('ui.codes.table', { letter: letterOf(which), scheme: text }),
          [t('ui.tables.code'), level, t('ui.tables.count'), t('ui.codes.share')],
          rows,
        );
      }),
    dispose: picture.dispose,
  };
}
