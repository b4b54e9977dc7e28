// What 20, 30 and 40 dB look like: some values of these data, what they decode to under a surveyed scheme of about that SQNR, and the error.

import { decibels, percent, withUnit } from '../../numbers/format.js';
import { h, svg, settle } from '../../controls/dom.js';

/** @typedef {import('./advice.js').Entry} Entry */
/** @typedef {{start: number, values: Float32Array, decoded: Float32Array[]}} Excerpt */
/** @typedef {{hi: number, reach: number, unit: number}} Scale the largest value, how far errors reach, and heights of a picture for 1 */

const LEVELS = [20, 30, 40];
/** A scheme further from a level, in dB, does not stand for it. */
const NEAR_DB = 3;
const LENGTH = 24;
/** Errors are drawn so many times as large as values: at 20 dB they are then about as large as these. */
const TIMES = 10;
const TALL = 100;

/** The surveyed scheme nearest to each level, if one is near. @param {readonly Entry[]} entries */
export function examples(entries) {
  return LEVELS.map((level) => {
    const far = (/** @type {Entry} */ { sqnr }) => Math.abs(sqnr - level);
    const near = entries.filter((entry) => far(entry) <= NEAR_DB);
    const entry = near.sort((p, q) => far(p) - far(q) || p.bits - q.bits)[0] ?? null;
    return { level, entry };
  });
}

/** The error as a share of the data's root mean square. @param {number} sqnr in dB */
export function relativeError(sqnr) {
  return 10 ** (-sqnr / 20);
}

/** @param {Pick<import('../types.js').ViewContext, 't'|'ask'> & {named: (scheme: string) => string}} context */
export function levelStrips({ t, ask, named }) {
  const strips = h('div', { class: 'strips' });
  const element = h(
    'section',
    { class: 'levels', 'aria-label': t('ui.levels'), hidden: true },
    h('h2', { text: t('ui.levels') }),
    h('p', { class: 'hint', text: t('ui.levels.how', { count: String(LENGTH), times: String(TIMES) }) }),
    strips,
  );
  let shown = '';
  let given = new AbortController();
  /** @type {Promise<void>} */
  let drawn = Promise.resolve();

  /** @param {{level: number, entry: Entry|null}[]} list */
  async function draw(list) {
    const { signal } = (given = new AbortController());
    const examplesOf = list.flatMap(({ level, entry }) => (entry ? [{ level, entry }] : []));
    const schemes = examplesOf.map(({ entry }) => [entry.scheme, entry.metrics.mse]);
    /** @type {Excerpt} */
    let excerpt;
    try {
      excerpt = await ask({ kind: 'excerpt', schemes, length: LENGTH }, { signal, onprogress: () => {} });
    } catch {
      // It was given up, or other data is shown by now.
      if (!signal.aborted) shown = '';
      return;
    }
    if (signal.aborted) return;
    const { values, decoded } = excerpt;
    const scale = scaleOf(values, decoded);
    element.hidden = decoded.length === 0;
    settle(
      strips,
      examplesOf.map(({ level, entry }, i) =>
        strip(level, entry, (label) => picture({ values, decoded: decoded[i] }, scale, label)),
      ),
    );
  }

  /** @param {number} level @param {Entry} entry @param {(label: string) => SVGElement} draw */
  function strip(level, entry, draw) {
    const words = { level: withUnit(String(level), 'dB'), error: percent(Number(relativeError(level).toPrecision(2))) };
    const about = {
      scheme: named(entry.scheme),
      sqnr: decibels(entry.sqnr),
      error: percent(relativeError(entry.sqnr)),
    };
    return h(
      'figure',
      { class: 'strip', 'data-level': String(level) },
      h('figcaption', {}, h('b', { text: t('ui.levels.level', words) })),
      draw(t('ui.levels.picture', about)),
      h('p', { class: 'hint', text: t('ui.levels.by', about) }),
    );
  }

  return {
    element,
    /** Shows the levels once everything is measured. @param {{data: string, entries: readonly Entry[]}} what */
    update({ data, entries }) {
      const list = examples(entries);
      const key = [data, ...list.map(({ entry }) => entry?.scheme ?? '')].join(' ');
      if (key === shown) return;
      shown = key;
      given.abort();
      drawn = draw(list);
    },
    /** Hides them: they are of other data, or of an older list. */
    clear() {
      if (shown === '') return;
      shown = '';
      given.abort();
      element.hidden = true;
    },
    settled: () => drawn,
    dispose: () => given.abort(),
  };
}

/** The scale of all pictures: the range of values and how far errors reach. @param {Float32Array} values @param {readonly Float32Array[]} decoded @returns {Scale} */
function scaleOf(values, decoded) {
  const all = [values, ...decoded].flatMap((list) => [...list]).filter(Number.isFinite);
  const [lo, hi] = [Math.min(0, ...all), Math.max(0, ...all)];
  const errors = decoded.flatMap((list) => [...list].map((y, i) => Math.abs(y - values[i])));
  const reach = Math.min(hi - lo, TIMES * Math.max(0, ...errors.filter(Number.isFinite)));
  const whole = hi - lo + 2 * reach;
  return { hi, reach, unit: whole > 0 ? TALL / whole : 0 };
}

/** Values as bars, what they decode to as marks across them, and the error below. @param {{values: Float32Array, decoded: Float32Array}} of @param {Scale} scale @param {string} label */
function picture({ values, decoded }, { hi, reach, unit }, label) {
  const y = (/** @type {number} */ x) => (hi - x) * unit;
  const middle = TALL - reach * unit;
  const box = `0 0 ${values.length} ${TALL}`;
  const drawing = svg('svg', { viewBox: box, preserveAspectRatio: 'none', role: 'img', 'aria-label': label });
  const bar = (
    /** @type {number} */ i,
    /** @type {number} */ from,
    /** @type {number} */ to,
    /** @type {string} */ name,
  ) =>
    svg('rect', {
      class: name,
      x: (i + 0.15).toFixed(2),
      width: 0.7,
      y: Math.min(from, to).toFixed(2),
      height: Math.abs(to - from).toFixed(2),
    });
  const line = (
    /** @type {string} */ name,
    /** @type {number} */ from,
    /** @type {number} */ to,
    /** @type {number} */ at,
  ) => svg('line', { class: name, x1: from, x2: to, y1: at.toFixed(2), y2: at.toFixed(2) });
  for (const at of [y(0), middle]) drawing.append(line('base', 0, values.length, at));
  values.forEach((x, i) => {
    if (!Number.isFinite(x)) return;
    const error = Math.min(reach, Math.max(-reach, TIMES * (decoded[i] - x)));
    drawing.append(bar(i, y(0), y(x), 'value'), line('decoded', i, i + 1, y(decoded[i])));
    drawing.append(bar(i, middle, middle - error * unit, 'error'));
  });
  return drawing;
}
