// The steps of a script that decodes instead of quantizing, for schemes whose scales come from a search: codes, scales, and levels or
// zero-points are what QuantScope has found. They are the `.npz` of quantized data, in the script as base64 or beside it.

import { storageOf } from '../numbers/storage.js';
import { numpyFitted, pytorchFitted } from './fitted.js';
import { foundFile, isNested } from './found-file.js';
import { pyFloat } from './python.js';
import { codeRanks, inBlocks, numpyFormat, tableLevels } from './numpy-table.js';
import { pytorchFormat } from './pytorch-table.js';

/** @typedef {import('./index.js').Subject} Subject */
/** @typedef {import('./found-file.js').Found} Found */

/** Storages of scales that are chosen by the error they give. */
const SEARCHED = ['fs46', 'search'];

/** Whether a scheme finds more than ranges: codes or scales, which a script takes as they are. @param {Pick<Subject, 'parts'|'fitted'>} scheme */
export const isFound = ({ parts, fitted }) => Boolean(fitted) || isNested(parts) || SEARCHED.includes(storageOf(parts));

/** The arrays found, by NumPy. @param {Found} found */
function arrays(found) {
  return `# What QuantScope has found: codes, scales, and what they mean. Nothing is searched for again.
with np.load(${foundFile(found)}) as file:
    found = dict(file)
stored = found["codes"].reshape(rows, columns)`;
}

/** Whether 0 is a level: if not, a measure asks which level it takes. @param {import('../engine/records.js').Table} table */
const hasZero = ({ levels }) => levels.includes(0);

/** Codes as ranks or as integers, by NumPy. @param {Subject} subject */
function counts(subject) {
  const { table } = subject;
  if (!table) return `q = ${inBlocks(subject, 'stored')}`;
  return `${codeRanks(table)}\nrank = ${inBlocks(subject, 'rank_of[stored]')}`;
}

/** What libraries write differently about the steps of four over six. @typedef {{largest: string, step: string, nearest: string, most: (most: string) => string}} StepTexts */

/** @type {StepTexts} */
const NUMPY = Object.freeze({
  largest: 'np.max(np.abs(blocks), where=finite, initial=0)',
  step: 'np.ldexp(np.float32(1), np.maximum(np.frexp(inner)[1] - 1, -6) - 3)',
  nearest: 'np.rint',
  most: (most) => `np.float32(${most})`,
});

/** @type {StepTexts} */
const PYTORCH = Object.freeze({
  largest: 'blocks.abs().masked_fill(~finite, 0.0).max()',
  step: 'torch.ldexp(torch.ones_like(inner), (torch.frexp(inner)[1] - 1).clamp(min=-6) - 3)',
  nearest: 'torch.round',
  most: (most) => most,
});

/** How four over six scales a level, where its numbers are far enough from the smallest ones; a text that begins with a line break, or nothing. @param {Subject} subject @param {StepTexts} library */
function inSteps({ parts, divisor }, { largest, step, nearest, most }) {
  if (storageOf(parts) !== 'fs46') return '';
  const over = most(pyFloat(256 * divisor));
  return `
# Four over six scales a level by the E4M3 scale of the block, then by max|x|, and divides last, each rounded.
largest = ${largest}
if largest > 1e-30:
    inner = scale * ${over} / largest
    step = ${step}
    decoded = level * (${nearest}(inner / step) * step)[:, None] * largest / ${over}`;
}

/** @param {Subject} subject @param {Found} found */
export function numpyFound(subject, found) {
  const { table, fitted, qMin, qMax } = subject;
  if (fitted) return numpyFitted(fitted, arrays(found));
  const decoded = table
    ? `level = to_blocks(found["levels"][stored])
decoded = level * scale[:, None]${inSteps(subject, NUMPY)}`
    : `zero_point = found["zero_points"].reshape(-1).astype(np.float32)
decoded = (to_blocks(stored.astype(np.float32)) - zero_point[:, None]) * scale[:, None]`;
  const ends = table
    ? 'lowest, second, last, highest = (level * scale for level in levels[[0, 1, -2, -1]])'
    : `lowest, second, last, highest = ((np.float32(code) - zero_point) * scale for code in (${qMin}, ${qMin + 1}, ${qMax - 1}, ${qMax}))`;
  return [
    ...(table ? [hasZero(table) ? tableLevels(table) : numpyFormat(table)] : []),
    arrays(found),
    `scale = found["scales"].reshape(-1)
${counts(subject)}
${decoded}
quantized = from_blocks(decoded)  # in the shape of x`,
    `# Values more than half a gap beyond the outermost levels are clipped.
${ends}
alpha, beta = lowest - (second - lowest) / np.float32(2), highest + (highest - last) / np.float32(2)`,
  ];
}

/** @param {Subject} subject @param {Found} found */
export function pytorchFound(subject, found) {
  const { table, fitted, qMin, qMax } = subject;
  if (fitted) return pytorchFitted(fitted, arrays(found));
  const decoded = table
    ? `level = to_blocks(torch.from_numpy(found["levels"])[stored])
decoded = level * scale[:, None]${inSteps(subject, PYTORCH)}`
    : `zero_point = torch.from_numpy(found["zero_points"]).reshape(-1).float()
decoded = (to_blocks(stored.float()) - zero_point[:, None]) * scale[:, None]`;
  const ends = table
    ? 'lowest, second, last, highest = (level * scale for level in levels[[0, 1, -2, -1]])'
    : `lowest, second, last, highest = ((code - zero_point) * scale for code in (${qMin}.0, ${qMin + 1}.0, ${qMax - 1}.0, ${qMax}.0))`;
  const ranks = table
    ? `rank_of = torch.zeros(256)
rank_of[codes.long()] = torch.arange(len(codes)).float()${second(table)}
rank = to_blocks(rank_of[stored])`
    : 'q = to_blocks(stored.float())';
  return [
    ...(table ? [hasZero(table) ? tableLevels(table, 'torch.tensor', 'torch') : pytorchFormat(table)] : []),
    `${arrays(found)}
stored = torch.from_numpy(stored).long()
scale = torch.from_numpy(found["scales"]).reshape(-1)
${ranks}
${decoded}
quantized = from_blocks(decoded)  # in the shape of x`,
    `# Values more than half a gap beyond the outermost levels are clipped.
${ends}
alpha, beta = lowest - (second - lowest) / 2, highest + (highest - last) / 2`,
  ];
}

/** @param {import('../engine/records.js').Table} table */
function second({ second_zero: code }) {
  return code === undefined ? '' : `\nrank_of[${code}] = torch.nonzero(levels == 0)[0, 0]  # the second code of zero`;
}
