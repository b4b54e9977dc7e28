// The measures of the scoreboard: how each is written, and which direction is good.

import { cosine, count, decibels, number, percent } from './format.js';

/** @typedef {Record<string, number>} Metrics */
/**
 * @typedef {object} Measure
 * @property {string} key
 * @property {1|-1|0} better which direction is good; 0 where neither is
 * @property {(value: number, metrics: Metrics) => string} format
 * @property {(value: number) => string} [delta] how a difference is written, if differently
 */

const short = (/** @type {number} */ value) => number(value, { digits: 3 });
/** One source of the squared error, and its share. @param {number} value @param {Metrics} metrics */
const source = (value, metrics) => `${short(value)} (${percent(errorShare(value, metrics))})`;

/** The share of the squared error that comes from one source. @param {number} sse of that source @param {Metrics} metrics */
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
  { key: 'bits_per_value', better: -1, format: (value) => number(value, { digits: 4 }) },
];

/** The others. @type {readonly Measure[]} */
export const MORE = [
  { key: 'rounding_sse', better: 0, format: source, delta: short },
  { key: 'clipping_sse', better: 0, format: source, delta: short },
  { key: 'rmse', better: -1, format: short },
  { key: 'mae', better: -1, format: short },
  { key: 'bias', better: 0, format: short },
  { key: 'cosine', better: 1, format: cosine, delta: short },
  { key: 'rmse_per_scale', better: 0, format: number },
  { key: 'error_at_zero', better: -1, format: short },
  { key: 'entropy_bits', better: 0, format: number },
];

/** All of them. */
export const MEASURES = [...FIRST, ...MORE];

/** How each measure is written, by its key. @type {Record<string, (value: number) => string>} */
export const MEASURE_FORMATS = Object.fromEntries(
  MEASURES.map(({ key, format, delta }) => [key, delta ?? ((/** @type {number} */ value) => format(value, {}))]),
);
