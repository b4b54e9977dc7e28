// The steps of a PyTorch script for an element format: the scale of each block, and the levels that values take. The format itself
// is data: its levels, their codes and where each begins.

import { codedBy, coder, scaleOfZeros, tableLevels } from './numpy-table.js';
import { pyFloat, pyList } from './python.js';
import { dividing, pytorchScale, reaches, reachesFurther } from './scales.js';

/** @typedef {import('./index.js').Subject} Subject */
/** @typedef {import('../engine/records.js').Table} Table */

/** @param {Subject} subject @param {Table} table */
export function pytorchTable(subject, table) {
  return [pytorchFormat(table), grid(subject, table), codes(subject, table)];
}

/** Levels, codes, and where levels begin. @param {Table} table */
export function pytorchFormat(table) {
  return `${tableLevels(table, 'torch.tensor', 'torch')}
# The smallest ratio x / scale that takes each level but the first. It decides which level a ratio halfway between two takes.
starts = torch.tensor(${pyList(table.starts)}, dtype=torch.float32)`;
}

/** @param {Subject} subject @param {Table} table */
function grid(subject, table) {
  const { parts, divisor } = subject;
  const lines = [
    '# Grid: the scale brings the level of the largest magnitude to the end of the range.',
    'amax = torch.maximum(lo.abs(), hi.abs())',
    'alpha, beta = -amax, amax',
    `scale = torch.where(amax == 0, torch.full_like(amax, ${scaleOfZeros(table)}), (amax / ${pyFloat(divisor)}).clamp(2.0**-149, torch.finfo(torch.float32).max))`,
    ...coder(subject).split('\n').filter(Boolean),
    ...pytorchScale(subject, 'amax'),
  ];
  if (!reaches(parts, table))
    lines.push(
      '# The range that the grid covers: values more than half a gap beyond the outermost levels are clipped.',
      'lowest, second, last, highest = (level * scale for level in levels[[0, 1, -2, -1]])',
      ...(reachesFurther(parts) ? ['alpha, beta = torch.minimum(alpha, lowest), torch.maximum(beta, highest)'] : []),
      'low, high = lowest - (second - lowest) / 2, highest + (highest - last) / 2',
      'alpha, beta = (torch.minimum(torch.maximum(end, low), high) for end in (alpha, beta))',
    );
  return lines.join('\n');
}

/** @param {Subject} subject @param {Table} table */
function codes(subject, table) {
  const { second_zero: second, positive_second: positive } = table;
  const stored =
    second === undefined
      ? 'q = codes[rank]  # as they are stored'
      : `second = ${positive ? '(ratio > 0)' : 'torch.signbit(ratio) & ~torch.isnan(ratio)'} & (levels[rank] == 0)
q = codes[rank].masked_fill(second, ${second})  # as they are stored: zero has a second code, for ${positive ? 'positive' : 'negative'} values`;
  return `# Levels by rank, their position among all: in float32. Infinities get the outermost levels, NaN gets that of 0.
${ratio(subject, table)}
rank = torch.searchsorted(starts, ratio.contiguous(), right=True)
rank = torch.where(torch.isnan(ratio), torch.searchsorted(starts, torch.zeros(1), right=True), rank)
${stored}
decoded = levels[rank] * scale[:, None]
quantized = from_blocks(decoded)  # in the shape of x`;
}

/** x / s. @param {Subject} subject @param {Table} table */
function ratio(subject, table) {
  const by = codedBy(subject);
  const divided = `blocks / ${by}[:, None]`;
  const multiplied = `blocks * (1.0 / ${by})[:, None]`;
  const which = dividing(subject, table);
  if (which === 'all') return `ratio = ${divided}`;
  if (which === 'none') return `ratio = ${multiplied}  # not always x / scale to the last bit`;
  return `# A whole block is multiplied by 1 / scale, the shorter last one of a row is divided by its scale.
short = torch.arange(len(blocks)) % (len(blocks) // rows) == len(blocks) // rows - 1
ratio = torch.where(short[:, None], ${divided}, ${multiplied})`;
}
