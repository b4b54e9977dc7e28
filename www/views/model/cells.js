// The map of a model: layers from top to bottom, roles from left to right, a number in each cell.

import { count, difference, number, percent } from '../../numbers/format.js';
import { layerText } from './columns.js';
import { groupsOf, sumOf } from './lines.js';

/** @typedef {import('./lines.js').Line} Line */
/** @typedef {{row: number, column: number, value: number|null, text: string, short: string, lines: Line[]}} Cell short: for a cell without room for the text */
/** @typedef {{rows: string[], columns: string[], cells: Cell[]}} Cells */

/** @typedef {'a'|'b'|'became'} Role */
/** @param {Role} role */
const sqnr = (role) => ({
  value: (/** @type {Line[]} */ lines) => sumOf(lines)[role].sqnr,
  text: tenths,
  brief: few,
  ends: /** @type {const} */ (['worse', 'better']),
  of: [role],
  low: true,
});
/** @param {Role} role */
const share = (role) => ({
  value: (/** @type {Line[]} */ lines) => sumOf(lines)[role].share,
  text: percent,
  brief: (/** @type {number} */ share) => percent(share < 0.1 ? share : Math.round(share * 100) / 100),
  ends: /** @type {const} */ (['better', 'worse']),
  of: [role],
});
/** @param {Role} role */
const stored = (role) => ({
  value: (/** @type {Line[]} */ lines) => sumOf(lines)[role].bits,
  text: short,
  brief: few,
  ends: /** @type {const} */ (['less', 'more']),
  of: [role],
});
/** @param {'kurtosis'|'max_per_sigma'} key */
const described = (key) => ({
  value: (/** @type {Line[]} */ lines) => most(lines.map(({ row }) => row[key])),
  text: short,
  brief: few,
  ends: /** @type {const} */ (['less', 'more']),
  of: [],
});
/** How a difference is written. */
const signed = {
  text: (/** @type {number} */ value) => difference(value, tenths),
  brief: (/** @type {number} */ value) => difference(value, few),
  diverging: true,
};

/**
 * What the map can show, by its word among `HEATS` of index.js: the number of a cell's lines, how it is written, and how colours read: what stands
 * out is bad. `ends` are the words for the lower and the upper end; `of` are the sides that it needs, and where it needs none, it has no number
 * where all values are equal.
 * @type {Record<string, {value: (lines: Line[]) => number|null, text: (value: number) => string, brief: (value: number) => string, ends: readonly [string, string], of: readonly ('a'|'b'|'became')[], low?: boolean, diverging?: boolean}>}
 */
const SHOWN = {
  sqnr_a: sqnr('a'),
  sqnr_b: sqnr('b'),
  difference: {
    value: (lines) => sumOf(lines).difference,
    ...signed,
    ends: ['b-better', 'a-better'],
    of: ['a', 'b'],
  },
  share_a: share('a'),
  share_b: share('b'),
  bits_a: stored('a'),
  bits_b: stored('b'),
  kurtosis: described('kurtosis'),
  max_per_sigma: described('max_per_sigma'),
  sqnr_became: sqnr('became'),
  gain: { value: (lines) => sumOf(lines).gain, ...signed, ends: ['a-better', 'became-better'], of: ['became', 'a'] },
  share_became: share('became'),
  bits_became: stored('became'),
};

/** What is rounded to ten or more. */
const TEN = 9.95;

/** The order of roles, that of a model (src/survey/naming.rs). */
export const ROLES = [
  'embedding',
  'position',
  'q',
  'k',
  'v',
  'kv',
  'qkv',
  'o',
  'gate',
  'up',
  'gate_up',
  'down',
  'expert_gate',
  'expert_up',
  'expert_gate_up',
  'expert_down',
  'router',
  'head',
  'norm',
  'bias',
  'conv',
  'other',
];

/** Cells have room for few digits; the table has all. @param {number} value */
function tenths(value) {
  if (!Number.isFinite(value)) return number(value);
  const rounded = Math.round(value * 10) / 10;
  const size = Math.abs(rounded);
  return number(rounded, { digits: size < 1 ? 1 : size < 10 ? 2 : 3 });
}

/** @param {number} value */
function short(value) {
  return number(value, { digits: 3 });
}

/** Where that has no room: no digit after a point, if there are two before it. @param {number} value */
function few(value) {
  return Math.abs(value) < TEN ? number(value, { digits: Math.abs(value) < 1 ? 1 : 2 }) : count(value);
}

/** @param {(number|null)[]} values */
function most(values) {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** The key of a line's cell. @param {Line} line */
const cellOf = ({ row }) => `${layerText(row)} ${row.role}`;

/**
 * The cells of a model's lines. Layers stand in the order of the model, what belongs to no layer above them.
 * @param {readonly Line[]} lines @param {string} heat @returns {Cells}
 */
export function cellsOf(lines, heat) {
  const { value, text, brief } = SHOWN[heat];
  const layers = groupsOf(lines, ({ row }) => layerText(row)).sort(
    ({ lines: [{ row: one }] }, { lines: [{ row: other }] }) =>
      (one.stack ?? '').localeCompare(other.stack ?? '') || (one.layer ?? -1) - (other.layer ?? -1),
  );
  const rows = layers.map(({ key }) => key);
  const used = new Set(lines.map(({ row }) => row.role));
  const columns = ROLES.filter((role) => used.has(role));
  const cells = groupsOf(lines, cellOf).map(({ lines }) => {
    const found = value(lines);
    const [{ row }] = lines;
    const place = { row: rows.indexOf(layerText(row)), column: columns.indexOf(row.role) };
    if (found === null) return { ...place, value: found, text: '', short: '', lines };
    return { ...place, value: found, text: text(found), short: brief(found), lines };
  });
  // As they are read: from left to right, from top to bottom.
  cells.sort((one, other) => one.row - other.row || one.column - other.column);
  return { rows, columns, cells };
}

/**
 * Why cells have no number, as the ends of keys of texts.
 * @param {readonly Cell[]} cells @param {string} heat @returns {string[]}
 */
export function lacksOf(cells, heat) {
  const { of } = SHOWN[heat];
  const why = (/** @type {Line} */ { row, ...sides }) => {
    // What could not be read has no shape.
    if (of.length === 0) return row.shape.length > 0 ? 'constant' : 'refused';
    return of.some((role) => sides[role].problem) ? 'refused' : 'waiting';
  };
  const without = cells.filter(({ value }) => value === null);
  return [...new Set(without.flatMap(({ lines }) => lines.map(why)))];
}

/** @param {string} low @param {string} high @returns {[string, string]} */
const ends = (low, high) => [low, high];

/** The ends of the colours, over finite numbers. @param {readonly Cell[]} cells @param {string} heat */
export function scaleOf(cells, heat) {
  const { text, low = false, diverging = false } = SHOWN[heat];
  const values = cells.map(({ value }) => value ?? NaN).filter(Number.isFinite);
  const [lo, hi] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return { lo: 0, hi: 1, ends: ends('', ''), reversed: low, diverging };
  if (!diverging) return { lo, hi, ends: ends(text(lo), text(hi)), reversed: low, diverging };
  const far = Math.max(Math.abs(lo), Math.abs(hi)) || 1;
  return { lo: -far, hi: far, ends: ends(text(-far), text(far)), reversed: low, diverging };
}

/** The words for the ends of the colours, as the ends of keys of texts. @param {string} heat */
export const endsOf = (heat) => SHOWN[heat].ends;

/** What the map can show; what a model became only where there is a second file. @param {readonly string[]} heats @param {boolean} compared */
export const shownHeats = (heats, compared) =>
  heats.filter((heat) => compared || !(heat.endsWith('_became') || heat === 'gain'));
