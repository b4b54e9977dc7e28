// The measures of A and B as CSV and as JSON, with all digits.

import { csv } from './csv.js';

/** @typedef {import('../engine/records.js').Frame} Frame */

/** One row per measure; empty where a format has no such measure. @param {Frame} frame */
export function measuresCsv({ data, a, b }) {
  const keys = Object.keys(a.metrics);
  return csv([
    ['measure', `A ${a.text}`, `B ${b.text}`],
    ['data', data.text, data.text],
    ...keys.map((key) => [key, a.metrics[key], b.metrics[key]]),
  ]);
}

/** JSON has no infinity and no NaN: those are null, as are measures that a format does not have. @param {Frame} frame */
export function measuresJson({ data, a, b }) {
  const { text, shape, count, nan, positive, negative, min, max, mean, sd } = data;
  const scheme = (/** @type {Frame['a']} */ { text, blocks, metrics }) => ({ scheme: text, blocks, measures: metrics });
  return `${JSON.stringify({ data: { data: text, shape, count, nan, positive, negative, min, max, mean, sd }, a: scheme(a), b: scheme(b) }, null, 2)}\n`;
}
