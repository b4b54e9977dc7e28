// The scoreboard: the measures of A and B and their difference, and one sentence that says it in words.

import { count, decibels, difference, number, percent } from '../format.js';
import { h, setText } from './dom.js';

/**
 * The measures shown, in order. `better`: which direction is good; 0 where neither is.
 * @type {readonly {key: string, better: 1|-1|0, format: (value: number, metrics: Record<string, number>) => string, delta?: (value: number) => string}[]}
 */
export const MEASURES = [
  { key: 'sqnr_db', better: 1, format: decibels },
  { key: 'mse', better: -1, format: (value) => number(value, { digits: 3 }) },
  { key: 'max_abs_error', better: -1, format: (value) => number(value, { digits: 3 }) },
  { key: 'clipped', better: 0, format: percent },
  { key: 'zeroed', better: -1, format: percent },
  { key: 'codes_used', better: 0, format: (value, { codes_total: total }) => `${count(value)} / ${count(total)}`, delta: count },
  { key: 'bits_per_value', better: -1, format: (value) => number(value, { digits: 4 }) },
];

/** How long nothing changes before a change is spoken. */
const REST_MS = 700;

/** @param {{t: import('../types.js').Translator}} context */
export function scoreboard({ t }) {
  const cells = MEASURES.map((measure) => {
    const name = h('div', { role: 'rowheader', class: 'measure', title: t(`measure.${measure.key}.help`) }, t(`measure.${measure.key}`));
    const [a, b, delta] = ['a', 'b', 'delta'].map((column) => h('div', { role: 'cell', class: `number ${column}`, 'data-measure': `${measure.key}-${column}` }));
    return { measure, row: h('div', { role: 'row', class: 'measure-row' }, name, a, b, delta), a, b, delta };
  });
  const heading = (/** @type {string} */ text, /** @type {string} */ className) => h('div', { role: 'columnheader', class: className, text });
  const head = h(
    'div',
    { role: 'row', class: 'measure-row head' },
    heading('', 'measure'),
    heading('A', 'a'),
    heading('B', 'b'),
    heading(t('ui.difference'), 'delta'),
  );
  const sentence = h('p', { class: 'verdict' });
  // A screen reader hears the sentence once a change has come to rest, not at every step of a drag.
  const spoken = h('p', { class: 'visually-hidden', role: 'status' });
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let rest;
  return {
    element: h(
      'section',
      { class: 'scoreboard', 'aria-label': t('ui.scoreboard') },
      sentence,
      spoken,
      h('div', { class: 'measures', role: 'table', 'aria-label': t('ui.scoreboard') }, head, ...cells.map(({ row }) => row)),
    ),
    /** @param {import('../types.js').Frame} frame */
    update({ a: { metrics: ma }, b: { metrics: mb } }) {
      for (const { measure, a, b, delta } of cells) {
        const [x, y] = [ma[measure.key], mb[measure.key]];
        setText(a, measure.format(x, ma));
        setText(b, measure.format(y, mb));
        // Two infinities have no difference to speak of.
        const change = x === y ? 0 : y - x;
        setText(delta, difference(change, measure.delta ?? ((value) => measure.format(value, mb))));
        // What reads the same is the same to a reader.
        const better = a.textContent === b.textContent ? 0 : change * measure.better;
        a.classList.toggle('better', better < 0);
        b.classList.toggle('better', better > 0);
      }
      const text = verdict(t, ma, mb);
      setText(sentence, text);
      clearTimeout(rest);
      rest = setTimeout(() => setText(spoken, text), REST_MS);
    },
    dispose() {
      clearTimeout(rest);
    },
  };
}

/** Less than this in dB is no difference a person should act on. */
const SAME_DB = 0.005;

/** @param {import('../types.js').Translator} t @param {Record<string, number>} a @param {Record<string, number>} b */
function verdict(t, a, b) {
  const gain = a.sqnr_db === b.sqnr_db ? 0 : b.sqnr_db - a.sqnr_db;
  const [best, worse] = gain >= 0 ? ['B', 'A'] : ['A', 'B'];
  const price = (gain >= 0 ? 1 : -1) * (b.bits_per_value - a.bits_per_value);
  const words = {
    best,
    worse,
    gain: decibels(Math.abs(gain)),
    sqnr: decibels(Math.max(a.sqnr_db, b.sqnr_db)),
    bits: number(Math.abs(price), { digits: 3, trim: true }),
  };
  const bits = Math.abs(price) < 0.0005 ? 'same' : price > 0 ? 'more' : 'fewer';
  if (Math.abs(gain) < SAME_DB) return t(`ui.verdict.equal.${bits}`, words);
  return t(`ui.verdict.${bits}`, words);
}
