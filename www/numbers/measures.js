// The measures of the scoreboard: how each is written, and which direction is good.

import { cosine, count, decibels, number, percent } from './format.js';

/** @typedef {import('../engine/records.js').Measures} Metrics */
/**
 * @typedef {object} Measure
 * @property {string} key
 * @property {1|-1|0} better which direction is good; 0 where neither is
 * @property {(value: number, metrics: Pick<Metrics, 'rounding_sse'|'clipping_sse'|'codes_total'>) => string} format
 * @property {(value: number) => string} [delta] how a difference is written, if differently
 */

const plain = (/** @type {number} */ value) => number(value);
const short = (/** @type {number} */ value) => number(value, { digits: 3 });
/**
 * Bits to four decimals: one scale for 65536 values is 0.0005 of them, and with fewer decimals the difference of A and B would not be
 * that of the numbers beside it.
 * @param {number} value
 */
export const bits = (value) => number(value, { digits: Math.abs(value) < 1 ? 4 : 5 });
/** One source of the squared error, and its share. @param {number} value @param {Pick<Metrics, 'rounding_sse'|'clipping_sse'>} metrics */
const source = (value, metrics) => `${short(value)} (${percent(errorShare(value, metrics))})`;

/** The share of the squared error that comes from one source. @param {number} sse of that source @param {Pick<Metrics, 'rounding_sse'|'clipping_sse'>} metrics */
export function errorShare(sse, { rounding_sse: rounding, clipping_sse: clipping }) {
  return rounding + clipping === 0 ? 0 : sse / (rounding + clipping);
}

/** Those that come first. @type {readonly Measure[]} */
export const FIRST = [
  { key: 'sqnr_db', better: 1, format: decibels },
  { key: 'mse', better: -1, format: short },
  { key: 'max_abs_error', better: -1, format: short },
  { key: 'clipped', better: 0, format: percent },
  { key: 'zeroed', better: -1, format: percent },
  {
    key: 'codes_used',
    better: 0,
    format: (value, { codes_total: total }) => `${count(value)} / ${count(total)}`,
    delta: count,
  },
  { key: 'bits_per_value', better: -1, format: bits },
];

/** The others. @type {readonly Measure[]} */
export const MORE = [
  { key: 'rounding_sse', better: 0, format: source, delta: short },
  { key: 'clipping_sse', better: 0, format: source, delta: short },
  { key: 'rmse', better: -1, format: short },
  { key: 'mae', better: -1, format: short },
  { key: 'bias', better: 0, format: short },
  { key: 'cosine', better: 1, format: cosine, delta: short },
  { key: 'rmse_per_scale', better: 0, format: plain },
  { key: 'error_at_zero', better: -1, format: short },
  { key: 'entropy_bits', better: 0, format: plain },
];

/** All of them. */
export const MEASURES = [...FIRST, ...MORE];

/** What is measured only beside an importance matrix. @type {Measure} */
export const WEIGHTED = { key: 'weighted_mse', better: -1, format: short };

/** What is written where a format has no such measure. */
export const NO_MEASURE = '–';

/** A measure alone in a cell. @param {string} key @param {number|null} value null where the format has no such measure */
export function measureText(key, value) {
  const measure = MEASURES.find((each) => each.key === key);
  if (value === null || !measure) return NO_MEASURE;
  return measure.delta?.(value) ?? measure.format(value, { rounding_sse: 0, clipping_sse: 0, codes_total: 0 });
}
