// Advice from measured numbers: the Pareto front of a list of schemes, the cheapest scheme that reaches a target, and the reasons. Pure
// functions; the Trade-off view shows their results.

import { csv as separated } from '../../export/csv.js';

/** @typedef {import('../../engine/types.js').Found} Found */
/** @typedef {import('../../engine/records.js').SchemeParts} SchemeParts */
/** @typedef {import('../../i18n/types.js').Note} Note */
/** @typedef {import('../../engine/records.js').Measures} Measures */
/** @typedef {{scheme: string, bits: number, sqnr: number, metrics: Measures}} Entry */
/** @typedef {{goal: 'sqnr'|'bits', value: number}} Target */
/** @typedef {{parse: (scheme: string) => SchemeParts, print: (parts: SchemeParts) => string, other: (scheme: string) => string|null}} Notation */

const BITS = [2, 3, 4, 5, 6, 8];
const GRANULARITIES = ['', ':row', ':g128', ':g32'];
const SYMMETRIES = ['', ':asym'];

/** Bits × granularity × symmetry. @type {readonly string[]} */
export const DEFAULT_LIST = Object.freeze(
  BITS.flatMap((bits) =>
    SYMMETRIES.flatMap((symmetry) => GRANULARITIES.map((granularity) => `int${bits}${symmetry}${granularity}`)),
  ),
);

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
 * The schemes that the reasons compare a scheme with: the other symmetry if the format has one, one scale for all, one scale clipped where
 * the error is least, and small groups.
 * @param {string} scheme @param {Notation} notation
 */
export function comparisons(scheme, { parse, print, other }) {
  const parts = parse(scheme);
  const whole = /** @type {SchemeParts} */ ({ ...parts, granularity: 'tensor', calibration: 'max' });
  return {
    other: other(scheme),
    whole: print(whole),
    clipped: print({ ...whole, calibration: 'mse' }),
    groups: print({ ...whole, granularity: 'group', group: 32 }),
  };
}

/**
 * Up to two sentences: about the grid's symmetry and how one-sided the data is, where the format has two symmetries, and about the cost of
 * outliers and the gain of blocks.
 * @param {Entry} chosen @param {Found} found with what `comparisons` names @param {Notation} notation
 * @param {{min: number, max: number}} data
 * @returns {Note[]} with numbers in their words, not yet as text
 */
export function reasons(chosen, found, notation, data) {
  const names = comparisons(chosen.scheme, notation);
  const asymmetric = notation.parse(chosen.scheme).symmetry === 'asym';
  const other = names.other === null ? undefined : found.get(names.other);
  const [whole, clipped, groups] = [names.whole, names.clipped, names.groups].map((name) => found.get(name));
  /** @type {Note[]} */
  const notes = [];
  if (other) {
    const gain = chosen.sqnr - other.sqnr_db;
    const sided = data.min >= 0 || data.max <= 0 ? 'one' : 'both';
    const symmetric = asymmetric ? other : chosen.metrics;
    const behind = !asymmetric && gain < 0;
    const words = {
      gain: Math.abs(gain),
      bits: other.bits_per_value - chosen.bits,
      min: data.min,
      max: data.max,
      unused: symmetric.codes_total - symmetric.codes_used,
      total: symmetric.codes_total,
      other: names.other,
    };
    notes.push({
      key: behind ? 'advice.sym.behind' : `advice.${asymmetric ? 'asym' : 'sym'}.${sided}`,
      words: /** @type {any} */ (words),
    });
  }
  if (whole && clipped) {
    const blocks = notation.parse(chosen.scheme).granularity !== 'tensor';
    const rival = blocks ? chosen.metrics : groups;
    if (rival) {
      const words = {
        whole: whole.sqnr_db,
        clipped: clipped.sqnr_db,
        cost: clipped.sqnr_db - whole.sqnr_db,
        gain: rival.sqnr_db - whole.sqnr_db,
        bits: rival.bits_per_value - whole.bits_per_value,
      };
      notes.push({ key: blocks ? 'advice.blocks' : 'advice.whole', words: /** @type {any} */ (words) });
    }
  }
  return notes;
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

/** The schemes in a typed list or a link, separated by line breaks, semicolons or blanks. @param {string} text */
export function splitList(text) {
  return text.split(/[;\s]+/).filter((part) => part !== '');
}
