// The map of a model: layers from top to bottom, roles from left to right, a number in each cell.

import { difference, number, percent } from '../../numbers/format.js';
import { layerText } from './columns.js';
import { groupsOf, sumOf } from './lines.js';

/** @typedef {import('./lines.js').Line} Line */
/** @typedef {{row: number, column: number, value: number|null, text: string, lines: Line[]}} Cell */
/** @typedef {{rows: string[], columns: string[], cells: Cell[]}} Cells */

/**
 * What the map can show, by its word among `HEATS` of index.js: the number of a cell's lines, how it is written, and how colours read: dark is bad.
 * @type {Record<string, {value: (lines: Line[]) => number|null, text: (value: number) => string, low?: boolean, diverging?: boolean}>}
 */
const SHOWN = {
  sqnr_a: { value: (lines) => sumOf(lines).a.sqnr, text: tenths, low: true },
  sqnr_b: { value: (lines) => sumOf(lines).b.sqnr, text: tenths, low: true },
  difference: {
    value: (lines) => sumOf(lines).difference,
    text: (value) => difference(value, tenths),
    diverging: true,
  },
  share_a: { value: (lines) => sumOf(lines).a.share, text: percent },
  share_b: { value: (lines) => sumOf(lines).b.share, text: percent },
  bits_a: { value: (lines) => sumOf(lines).a.bits, text: short },
  bits_b: { value: (lines) => sumOf(lines).b.bits, text: short },
  kurtosis: { value: (lines) => most(lines.map(({ row }) => row.kurtosis)), text: short },
  max_per_sigma: { value: (lines) => most(lines.map(({ row }) => row.max_per_sigma)), text: short },
  sqnr_became: { value: (lines) => sumOf(lines).became.sqnr, text: tenths, low: true },
  gain: { value: (lines) => sumOf(lines).gain, text: (value) => difference(value, tenths), diverging: true },
  share_became: { value: (lines) => sumOf(lines).became.share, text: percent },
  bits_became: { value: (lines) => sumOf(lines).became.bits, text: short },
};

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
  const { value, text } = SHOWN[heat];
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
    return { ...place, value: found, text: found === null ? '' : text(found), lines };
  });
  // As they are read: from left to right, from top to bottom.
  cells.sort((one, other) => one.row - other.row || one.column - other.column);
  return { rows, columns, cells };
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

/** What the map can show; what a model became only where there is a second file. @param {readonly string[]} heats @param {boolean} compared */
export const shownHeats = (heats, compared) =>
  heats.filter((heat) => compared || !(heat.endsWith('_became') || heat === 'gain'));
