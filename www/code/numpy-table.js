// The steps of a NumPy script for an element format: the scale of each block, and the levels that values take. The format itself is
// data: its levels, their codes and where each begins.

import { isNested } from './found-file.js';
import { pyFloat, pyList } from './python.js';
import { dividing, numpyScale, reaches, reachesFurther } from './scales.js';

/** @typedef {import('./index.js').Subject} Subject */
/** @typedef {import('../engine/records.js').Table} Table */

/** @param {Subject} subject @param {Table} table */
export function numpyTable(subject, table) {
  return [numpyFormat(table), tableGrid(subject, table), codes(subject, table)];
}

/** Levels and their codes. @param {Table} table @param {string} array how the library makes an array of a list @param {string} library its name */
export function tableLevels({ levels, codes }, array = 'np.array', library = 'np') {
  return `# The format: its levels before the scale, ascending, and their codes.
levels = ${array}(${pyList(levels)}, dtype=${library}.float32)
codes = ${array}([${codes.join(', ')}], dtype=${library}.uint8)`;
}

/** The rank of each code, as `rank_of`. @param {Table} table */
export function codeRanks({ second_zero: second }) {
  const zero =
    second === undefined ? '' : `\nrank_of[${second}] = np.flatnonzero(levels == 0)[0]  # the second code of zero`;
  return `rank_of = np.zeros(256, dtype=np.int16)\nrank_of[codes] = np.arange(len(codes))${zero}`;
}

/** Whole numbers by value, in blocks; a group that is filled up has zeros there. @param {Subject} subject @param {string} numbers */
export const inBlocks = ({ parts }, numbers) =>
  parts.granularity === 'group'
    ? `np.nan_to_num(to_blocks(${numbers}.astype(np.float32))).astype(np.int16)`
    : `to_blocks(${numbers}).astype(np.int16)`;

/** Levels, codes, and where levels begin. @param {Table} table */
export function numpyFormat(table) {
  return `${tableLevels(table)}
# The smallest ratio x / scale that takes each level but the first. It decides which level a ratio halfway between two takes.
starts = np.array(${pyList(table.starts)}, dtype=np.float32)`;
}

/** The scale of a block of zeros: any where 0 is a level, else a tiny one. @param {Pick<Table, 'levels'>} table */
export const scaleOfZeros = ({ levels }) => (levels.includes(0) ? '1' : '2.0**-64');

/** The scale of each block. @param {Subject} subject @param {Table} table */
export function tableGrid(subject, table) {
  const { parts, divisor } = subject;
  return `# Grid: the scale brings the level of the largest magnitude to the end of the range.
amax = np.maximum(np.abs(lo), np.abs(hi))
alpha, beta = -amax, amax
scale = np.where(amax == 0, np.float32(${scaleOfZeros(table)}), np.clip(amax / np.float32(${pyFloat(divisor)}), np.float32(2.0**-149), np.finfo(np.float32).max))
${coder(subject)}${numpyScale(subject, 'amax')}${held(parts, table)}`.trimEnd();
}

/** The name of the scale that codes are found by: that of bitsandbytes is not nested yet. @param {Subject} subject */
export const codedBy = ({ parts }) => (isNested(parts) ? 'coding' : 'scale');

/** Keeps the scale that codes are found by, where another one decodes. @param {Subject} subject */
export const coder = (subject) =>
  isNested(subject.parts) ? `${codedBy(subject)} = scale  # codes are found by it\n` : '';

/** Where values saturate: what lies beyond is clipped. @param {Subject['parts']} parts @param {Table} table */
function held(parts, table) {
  if (reaches(parts, table)) return '';
  const further = 'alpha, beta = np.minimum(alpha, lowest), np.maximum(beta, highest)\n';
  return `# The range that the grid covers: values more than half a gap beyond the outermost levels are clipped.
lowest, second, last, highest = (level * scale for level in levels[[0, 1, -2, -1]])
${reachesFurther(parts) ? further : ''}low, high = lowest - (second - lowest) / np.float32(2), highest + (highest - last) / np.float32(2)
alpha, beta = np.clip(alpha, low, high), np.clip(beta, low, high)`;
}

/** @param {Subject} subject @param {Table} table */
function codes(subject, table) {
  const { second_zero: second, positive_second: positive } = table;
  const stored =
    second === undefined
      ? 'q = codes[rank]  # as they are stored'
      : `second = ${positive ? '(ratio > 0)' : 'np.signbit(ratio) & ~np.isnan(ratio)'} & (levels[rank] == 0)
q = np.where(second, np.uint8(${second}), codes[rank])  # as they are stored: zero has a second code, for ${positive ? 'positive' : 'negative'} values`;
  return `# Levels by rank, their position among all: in float32. Infinities get the outermost levels, NaN gets that of 0.
with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
${ratio(subject, table)}
rank = np.searchsorted(starts, ratio, side="right")
rank = np.where(np.isnan(ratio), np.searchsorted(starts, np.float32(0), side="right"), rank)
${stored}
decoded = levels[rank] * scale[:, None]
quantized = from_blocks(decoded)  # in the shape of x`;
}

/** x / s, indented. @param {Subject} subject @param {Table} table */
function ratio(subject, table) {
  const by = codedBy(subject);
  const divided = `blocks / ${by}[:, None]`;
  const multiplied = `blocks * (np.float32(1) / ${by})[:, None]`;
  const which = dividing(subject, table);
  if (which === 'all') return `    ratio = ${divided}`;
  if (which === 'none') return `    ratio = ${multiplied}  # not always x / scale to the last bit`;
  return `    # A whole block is multiplied by 1 / scale, the shorter last one of a row is divided by its scale.
    short = np.arange(len(blocks)) % (len(blocks) // rows) == len(blocks) // rows - 1
    ratio = np.where(short[:, None], ${divided}, ${multiplied})`;
}
