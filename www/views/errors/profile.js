// Takes the errors of a scheme apart, which come from the worker as three runs of numbers in one array.

import { number } from '../../numbers/format.js';

/**
 * Σe² of rounding and of clipping by value, and the number of values by error; each below the axis, in its bins, and above it.
 * @param {import('./types.js').ErrorsAnswer} answer @param {'a'|'b'} role
 */
export function profileOf(answer, role) {
  const numbers = answer[role];
  const each = answer.bins + 2;
  return {
    rounding: numbers.subarray(0, each),
    clipping: numbers.subarray(each, 2 * each),
    errors: numbers.subarray(2 * each),
  };
}

/**
 * The middle part of the view that causes half of the squared error: as much comes from below it as from above. The error of a bin is
 * taken as spread evenly over it, so that the part hardly depends on the width of bins. Null where most of the error comes from values
 * outside the view.
 * @param {Pick<ReturnType<typeof profileOf>, 'rounding'|'clipping'>} profile @param {[number, number]} view @returns {[number, number]|null}
 */
export function mostOf({ rounding, clipping }, [lo, hi]) {
  const each = rounding.map((sum, i) => sum + clipping[i]);
  const half = each.reduce((sum, x) => sum + x, 0) / 2;
  const shown = each.subarray(1, each.length - 1);
  const spare = (shown.reduce((sum, x) => sum + x, 0) - half) / 2;
  if (spare < 0) return null;
  /** How many bins at one end, the last in part, cause as much as may be left out. @param {Float64Array} bins */
  const left = (bins) => {
    let sum = 0;
    const first = Math.max(
      0,
      bins.findIndex((x) => (sum += x) > spare),
    );
    return bins[first] > 0 ? first + 1 - (sum - spare) / bins[first] : first;
  };
  const edge = (/** @type {number} */ i) => lo + ((hi - lo) * i) / shown.length;
  return [edge(left(shown)), edge(shown.length - left(shown.toReversed()))];
}

/**
 * Sums over at most `most` stretches of an axis, and below and above it where there is something.
 * @param {[number, number]} ends of the axis @param {Float64Array[]} columns of the same length @param {number} most
 * @returns {{range: string, sums: number[]}[]}
 */
export function inBins([lo, hi], columns, most) {
  const bins = columns[0].length - 2;
  const n = Math.min(most, bins);
  const edge = (/** @type {number} */ i) => number(lo + ((hi - lo) * i) / bins, { digits: 4, trim: true });
  const sums = (/** @type {number} */ from, /** @type {number} */ to) =>
    columns.map((column) => column.subarray(from, to).reduce((sum, x) => sum + x, 0));
  const inside = Array.from({ length: n }, (_, i) => {
    const [from, to] = [Math.round((i * bins) / n), Math.round(((i + 1) * bins) / n)];
    return { range: `${edge(from)} … ${edge(to)}`, sums: sums(from + 1, to + 1) };
  });
  const outside = [
    { range: `< ${edge(0)}`, sums: sums(0, 1) },
    { range: `> ${edge(bins)}`, sums: sums(bins + 1, bins + 2) },
  ].map((row) => (row.sums.some((sum) => sum > 0) ? [row] : []));
  return [...outside[0], ...inside, ...outside[1]];
}
