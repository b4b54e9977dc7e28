// The sentence that sums up A and B: which is nearer to the data, and what that costs.

import { isExact } from '../numbers/exact.js';
import { decibels, number } from '../numbers/format.js';

/** @typedef {import('../numbers/measures.js').Metrics} Metrics */

/** A smaller difference of bits per value is none. */
const SAME_BITS = 0.0005;
/** Whether a difference of bits per value is none to a reader. @param {number} difference */
export const areSameBits = (difference) => Math.abs(difference) < SAME_BITS;

/** @param {import('../i18n/types.js').Translator} t @param {Metrics} a @param {Metrics} b */
export function verdict(t, a, b) {
  const gain = a.sqnr_db === b.sqnr_db ? 0 : b.sqnr_db - a.sqnr_db;
  const [best, worse] = gain >= 0 ? ['B', 'A'] : ['A', 'B'];
  const price = (gain >= 0 ? 1 : -1) * (b.bits_per_value - a.bits_per_value);
  const words = {
    best,
    worse,
    gain: decibels(Math.abs(gain)),
    sqnr: decibels(Math.max(a.sqnr_db, b.sqnr_db)),
    behind: decibels(Math.min(a.sqnr_db, b.sqnr_db)),
    bits: number(Math.abs(price), { digits: 3, trim: true }),
  };
  const bits = areSameBits(price) ? 'same' : price > 0 ? 'more' : 'fewer';
  // Without an error there is no SQNR to compare.
  const exact = [a, b].filter(isExact).length;
  if (exact > 0) return t(`ui.verdict.exact.${exact === 2 ? 'both.' : ''}${bits}`, words);
  // Numbers that read the same are the same to a reader.
  if (words.sqnr === words.behind) return t(`ui.verdict.equal.${bits}`, words);
  return t(`ui.verdict.${bits}`, words);
}
