// Advice from measured numbers: the Pareto front of a list of schemes, and the cheapest scheme that reaches a target. Pure functions; the
// Trade-off view shows their results.

import { csv as separated } from '../../export/csv.js';

/** @typedef {import('../../engine/types.js').Found} Found */
/** @typedef {import('../../engine/records.js').Measures} Measures */
/** @typedef {{scheme: string, bits: number, sqnr: number, metrics: Measures}} Entry */
/** @typedef {{goal: 'sqnr'|'bits', value: number}} Target */

/** @param {Iterable<string>} schemes @param {Found} found @returns {Entry[]} those that are measured */
export function entries(schemes, found) {
  return [...new Set(schemes)].flatMap((scheme) => {
    const metrics = found.get(scheme);
    return metrics ? [{ scheme, bits: metrics.bits_per_value, sqnr: metrics.sqnr_db, metrics }] : [];
  });
}

/** Better in one and no worse in the other. @param {Entry} p @param {Entry} q */
function dominates(p, q) {
  return p.bits <= q.bits && p.sqnr >= q.sqnr && (p.bits < q.bits || p.sqnr > q.sqnr);
}

/** The Pareto front: the schemes that no other of the list dominates, by rising bits. @param {readonly Entry[]} list @returns {Entry[]} */
export function front(list) {
  return list.filter((q) => !list.some((p) => dominates(p, q))).sort((p, q) => p.bits - q.bits || q.sqnr - p.sqnr);
}

/**
 * The cheapest scheme that reaches an SQNR, or the best within a number of bits; of equals the one with the shorter notation.
 * @param {readonly Entry[]} list @param {Target} target @returns {Entry|null}
 */
export function cheapest(list, { goal, value }) {
  const reaches =
    goal === 'sqnr'
      ? (/** @type {Entry} */ { sqnr }) => sqnr >= value
      : (/** @type {Entry} */ { bits }) => bits <= value + 1e-9;
  const order =
    goal === 'sqnr'
      ? (/** @type {Entry} */ p, /** @type {Entry} */ q) => p.bits - q.bits || q.sqnr - p.sqnr
      : (/** @type {Entry} */ p, /** @type {Entry} */ q) => q.sqnr - p.sqnr || p.bits - q.bits;
  return list.filter(reaches).sort((p, q) => order(p, q) || p.scheme.length - q.scheme.length)[0] ?? null;
}

/** The scheme nearest to the target when none reaches it. @param {readonly Entry[]} list @param {Target} target @returns {Entry|null} */
export function nearest(list, { goal }) {
  const least = (/** @type {(entry: Entry) => number} */ of) =>
    list.reduce(
      (/** @type {Entry|null} */ best, entry) => (best === null || of(entry) < of(best) ? entry : best),
      null,
    );
  return least(goal === 'sqnr' ? ({ sqnr }) => -sqnr : ({ bits }) => bits);
}

/**
 * The scheme of the list that just misses the target: the best of the smaller ones, or the smallest of the better ones.
 * @param {readonly Entry[]} list @param {Entry} chosen @param {Target} target @returns {Entry|null}
 */
export function neighbor(list, chosen, { goal }) {
  return goal === 'sqnr'
    ? cheapest(
        list.filter(({ bits }) => bits < chosen.bits),
        { goal: 'bits', value: chosen.bits },
      )
    : cheapest(
        list.filter(({ sqnr }) => sqnr > chosen.sqnr),
        { goal: 'sqnr', value: chosen.sqnr },
      );
}

/** The measures in the columns of the table, and of what is copied. */
export const COLUMNS = Object.freeze([
  'bits_per_value',
  'sqnr_db',
  'mse',
  'rmse_per_scale',
  'max_abs_error',
  'clipped',
  'zeroed',
  'codes_used',
  'entropy_bits',
]);

/** A measure that a format does not have comes last. @param {readonly Entry[]} list @param {string} column `scheme` or a measure @param {boolean} rising @returns {Entry[]} */
export function sorted(list, column, rising) {
  const sign = rising ? 1 : -1;
  const key = (/** @type {Entry} */ entry) => (column === 'scheme' ? entry.scheme : entry.metrics[column]);
  const compare = (/** @type {any} */ p, /** @type {any} */ q) => (p < q ? -1 : p > q ? 1 : 0);
  const lacks = (/** @type {Entry} */ entry) => key(entry) === null;
  const order = (/** @type {Entry} */ p, /** @type {Entry} */ q) =>
    lacks(p) || lacks(q) ? compare(lacks(p), lacks(q)) : sign * compare(key(p), key(q));
  return [...list].sort((p, q) => order(p, q) || compare(p.scheme, q.scheme));
}

/** Comma-separated values with all digits. @param {readonly Entry[]} list */
export function csv(list) {
  return separated([
    ['scheme', ...COLUMNS],
    ...list.map(({ scheme, metrics }) => [scheme, ...COLUMNS.map((column) => metrics[column])]),
  ]);
}

/**
 * A Markdown table, numbers to the right.
 * @param {readonly string[]} head @param {readonly (readonly string[])[]} rows the first cell of each is a scheme
 */
export function markdown(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return (
    [
      line(head),
      line(head.map((_, i) => (i === 0 ? '---' : '---:'))),
      ...rows.map(([scheme, ...rest]) => line([`\`${scheme}\``, ...rest])),
    ].join('\n') + '\n'
  );
}
