// The steps of a script in NumPy, each a text of its own: data, blocks, ranges, grids, rounding, measures. What a scheme does not
// need is left out.

import { pyComment, pyFloat, pyFloat32, pyList, pyString } from './python.js';
import { storageOf } from '../numbers/storage.js';
import { zeroFitted } from './fitted.js';
import { numpyScale, reachesFurther } from './scales.js';

/** @typedef {import('./index.js').Subject} Subject */

/** Bits per value, as an expression. @param {Subject} subject @param {string} values how many there are */
export function bitsPerValue({ parts, stored, fitted, columns }, values) {
  if (fitted) return `8.0 * ${fitted.bytes} * rows * ${Math.ceil(columns / fitted.super_block)} / ${values}`;
  const { scale, zero_point, run, tensor } = stored;
  const sums = [`len(blocks) * ${scale + zero_point}`];
  if (run.bits > 0) sums.push(`-(-len(blocks) // ${run.blocks}) * ${run.bits}`);
  if (tensor > 0) sums.push(String(tensor));
  return `${parts.bits} + ${sums.length > 1 ? `(${sums.join(' + ')})` : sums[0]} / ${values}`;
}

/** Whether only magnitudes count in calibration: a range is symmetric around 0. @param {Subject} subject */
export const isMirrored = ({ parts, table }) => table !== null || parts.symmetry === 'sym';

/** Whether all levels of a block are one scale apart, so that an error can be stated in steps. @param {Subject} subject */
const hasSteps = ({ table, fitted }) => !table && !fitted;

/** How levels are counted: the array with a number for each value, what makes it a rank, and how many ranks there are. @param {Subject} subject */
export function counted({ qMin, qMax, table, fitted }) {
  const levels = table?.levels ?? fitted?.numbers;
  if (levels) return { numbers: 'rank', less: '', total: levels.length };
  return { numbers: 'q', less: qMin < 0 ? ` - (${qMin})` : ` - ${qMin}`, total: qMax - qMin + 1 };
}

/** Whether zero-points are real numbers. @param {Subject} subject */
export const isReal = ({ parts, table }) => table === null && parts.symmetry === 'asym' && parts.zero === 'zfloat';

/** @param {Subject} subject @param {string} what the libraries used @param {readonly string[]} [notes] */
export function head({ data, scheme }, what, notes = []) {
  const lines = [`QuantScope: ${pyComment(scheme)} on ${pyComment(data)}, computed with ${what}.`, ...notes];
  return `${lines.map((line) => `# ${line}`).join('\n')}`;
}

/** @param {Subject} subject */
export function strings({ data, scheme }) {
  return `DATA = ${pyString(data)}\nSCHEME = ${pyString(scheme)}`;
}

/** The data, as `x` and as the matrix it is read as. @param {Subject} subject */
export function input({ values, shape }) {
  const x =
    typeof values === 'string'
      ? `# The file is saved next to the script.\nx = np.load(${pyString(values)})`
      : `nan, inf = float("nan"), float("inf")\nx = np.array(${pyList(values)}, dtype=np.float32).reshape(${pyShape(shape)})`;
  return `${x}\n${AS_MATRIX}`;
}

/** How `x` is read as a matrix, alike in NumPy and PyTorch. */
export const AS_MATRIX = `# Axis 0 gives the rows, all other axes the columns.
matrix = x.reshape(x.shape[0] if x.ndim > 1 else 1, -1)
rows, columns = matrix.shape`;

/** @param {readonly number[]} shape */
export function pyShape(shape) {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

/**
 * What libraries write differently about blocks: a transposed matrix, one padded to whole groups or tiles, which values are finite, the name of
 * an axis.
 * @typedef {{transposed: string, filled: (size: number) => string, tiled: (tall: number, wide: number) => string, finite: string, axis: string}} BlockTexts
 */

/** @type {BlockTexts} */
const BLOCKS = Object.freeze({
  transposed: 'm.T',
  filled: (size) => `np.pad(m, ((0, 0), (0, -columns % ${size})), constant_values=np.nan)`,
  tiled: (tall, wide) => `np.pad(m, ((0, -rows % ${tall}), (0, -columns % ${wide})), constant_values=np.nan)`,
  finite: 'np.isfinite(blocks)',
  axis: 'axis',
});

/**
 * From the matrix to blocks and back; the values of a block, which share one scale, are a row of an array.
 * @param {Subject} subject @param {BlockTexts} [library]
 */
export function blocks({ parts, columns }, { transposed, filled, tiled, finite, axis } = BLOCKS) {
  const size = Math.min(parts.group, columns);
  const { tall, wide } = parts;
  const across = `-(-columns // ${wide})`;
  const texts = {
    tensor: ['All values share one scale.', 'm.reshape(1, -1)', 'b.reshape(x.shape)'],
    row: ['The values of a row share one scale.', 'm', 'b.reshape(x.shape)'],
    col: ['The values of a column share one scale.', transposed, 'b.T.reshape(x.shape)'],
    group: [
      `${size} consecutive values of a row share one scale; its last group may be shorter, and is filled up with NaN.`,
      `${filled(size)}.reshape(-1, ${size})`,
      'b.reshape(rows, -1)[:, :columns].reshape(x.shape)',
    ],
    tile: [
      `The values of a tile of ${tall} rows and ${wide} columns share one scale; tiles at the ends are filled up with NaN.`,
      `${tiled(tall, wide)}.reshape(-1, ${tall}, ${across}, ${wide}).swapaxes(1, 2).reshape(-1, ${tall * wide})`,
      `b.reshape(-1, ${across}, ${tall}, ${wide}).swapaxes(1, 2).reshape(-1, ${across} * ${wide})[:rows, :columns].reshape(x.shape)`,
    ],
  };
  const [comment, to, from] = texts[parts.granularity];
  return `# ${comment}
def to_blocks(m):
    return ${to}

def from_blocks(b):
    return ${from}

blocks = to_blocks(matrix)
finite = ${finite}  # what is not takes no part in calibration and error
count = finite.sum(${axis}=1)`;
}

const EXTREMES = `def extremes():
    lo = np.min(blocks, axis=1, where=finite, initial=np.inf)
    hi = np.max(blocks, axis=1, where=finite, initial=-np.inf)
    return np.where(count > 0, lo, np.float32(0)), np.where(count > 0, hi, np.float32(0))`;

/** The range of each block. @param {Subject} subject */
export function range(subject) {
  const { parts, ranges, scheme } = subject;
  const sym = isMirrored(subject);
  const p = pyFloat(parts.percentile);
  switch (parts.calibration) {
    case 'max':
      return `# Calibration: the range holds every value.\n${EXTREMES}\n\nlo, hi = extremes()`;
    case 'percentile':
      return `# Calibration: ${sym ? `the ${p}-th percentile of |x|` : `the (100 - ${p})-th and the ${p}-th percentile`} of each block.
def percentile(values, p):
    wide = values.astype(np.float64)
    return np.array([np.percentile(b[f], p) if f.any() else 0.0 for b, f in zip(wide, finite)]).astype(np.float32)

${sym ? `hi = percentile(np.abs(blocks), ${p})\nlo = -hi` : `lo, hi = percentile(blocks, 100.0 - ${p}), percentile(blocks, ${p})`}`;
    case 'deviations':
      return `# Calibration: mean ± ${pyFloat(parts.deviations)} standard deviations, but not beyond the data.
${EXTREMES}

low, high = extremes()
n = np.maximum(count, 1)
wide = np.where(finite, blocks, np.float32(0)).astype(np.float64)
mean = wide.sum(axis=1) / n
sd = np.sqrt(np.where(finite, (wide - mean[:, None]) ** 2, 0.0).sum(axis=1) / n)
reach = ${pyFloat(parts.deviations)} * sd
${
  sym
    ? `hi = np.minimum(np.maximum(-low, high), (np.abs(mean) + reach).astype(np.float32))
lo = -hi`
    : `lo = np.maximum(low, (mean - reach).astype(np.float32))
hi = np.minimum(high, (mean + reach).astype(np.float32))`
}
# A block of equal values has its own range.
lo, hi = np.where(sd == 0, low, lo), np.where(sd == 0, high, hi)`;
    case 'ratio':
      return `# Calibration: the range of the values of each block, times ${pyFloat(parts.ratio)}.
${EXTREMES}

lo, hi = ((end.astype(np.float64) * ${pyFloat(parts.ratio)}).astype(np.float32) for end in extremes())`;
    case 'clip':
      return `# Calibration: this range, for every block.
lo = np.full(len(blocks), ${pyFloat32(parts.lo)}, dtype=np.float32)
hi = np.full(len(blocks), ${pyFloat32(parts.hi)}, dtype=np.float32)`;
    default: {
      const given =
        typeof ranges === 'string'
          ? `np.load(${pyString(ranges)})`
          : `np.array(${pyList(ranges ?? [])}, dtype=np.float32).reshape(-1, 2)`;
      return `# Calibration: "${pyComment(scheme)}" finds the range of each block by searching. QuantScope has done that: here are the
# ranges found, a lower and an upper end for each block.
lo, hi = ${given}.T`;
    }
  }
}

/** Scale and zero-point of each block of integers. @param {Subject} subject */
export function grid(subject) {
  const { parts, qMin, qMax, divisor } = subject;
  const real = isReal(subject);
  const steps = `np.float32(${pyFloat(divisor)})`;
  const scale =
    parts.symmetry === 'sym'
      ? `amax = np.maximum(np.abs(lo), np.abs(hi))\nalpha, beta = -amax, amax\nscale = amax / ${steps}`
      : real
        ? `alpha, beta = lo, hi\nscale = (beta - alpha) / ${steps}`
        : `# The range is widened to contain 0, so 0 is a level.\nalpha, beta = np.minimum(lo, np.float32(0)), np.maximum(hi, np.float32(0))\nscale = (beta - alpha) / ${steps}`;
  const zero =
    parts.symmetry === 'sym'
      ? 'zero_point = np.zeros_like(scale)'
      : real
        ? `zero_point = np.float32(${qMin}) - alpha / scale  # a real number, added before rounding${storedZero(parts.scales)}`
        : `zero_point = np.clip(np.rint(-alpha / scale), ${qMin}, ${qMax})`;
  return `# Grid: the scale is the distance between two levels; the zero-point is the code that decodes to 0.
${scale}
scale = np.where(scale == 0, np.float32(1), scale)
${numpyScale(subject, parts.symmetry === 'sym' ? 'amax' : '(beta - alpha)')}${zero}
${held(parts, qMin, qMax)}`;
}

/** How a real zero-point is stored beside the scale. @param {Subject['parts']['scales']} scales */
function storedZero(scales) {
  if (scales === 's16')
    return '\nwith np.errstate(over="ignore"):\n    zero_point = np.clip(zero_point.astype(np.float16).astype(np.float32), np.float32(-65504), np.float32(65504))';
  return scales === 'sbf16' ? '\nzero_point = bfloat16(zero_point)' : '';
}

/** Where values saturate: what lies beyond is clipped. @param {Subject['parts']} parts @param {number} qMin @param {number} qMax */
function held(parts, qMin, qMax) {
  const { symmetry, codes } = parts;
  const [exact, power] = [storageOf(parts) === 's32', reachesFurther(parts)];
  const further = (symmetry === 'sym' && codes !== 'narrow') || power;
  const lines = [];
  if (further || !exact)
    lines.push(
      '# The range that the grid covers: values beyond it are clipped.',
      `lowest, highest = (np.float32(${qMin}) - zero_point) * scale, (np.float32(${qMax}) - zero_point) * scale`,
    );
  if (further) lines.push('alpha = np.minimum(alpha, lowest)');
  if (power) lines.push('beta = np.maximum(beta, highest)');
  if (!exact) {
    lines.push(
      'half = scale / np.float32(2)',
      'alpha, beta = np.clip(alpha, lowest - half, highest + half), np.clip(beta, lowest - half, highest + half)',
    );
  }
  return lines.join('\n');
}

/** A function that rounds x / s. @param {Subject['parts']} parts */
export function rounding({ rounding: how, seed }) {
  const texts = {
    even: 'def rounded(v):  # to the nearest, ties to the even one\n    return np.rint(v)',
    away: `def rounded(v):  # to the nearest, ties away from 0
    whole = np.trunc(v)
    return np.where(np.abs(v - whole) >= np.float32(0.5), whole + np.sign(v), whole)`,
    floor: 'def rounded(v):  # down\n    return np.floor(v)',
    stochastic: `# Up or down at random. The random number is a hash ("lowbias32") of the seed, the block and the place of the value in the block.
def mix(h):
    h = (h ^ (h >> np.uint32(16))) * np.uint32(0x7FEB352D)
    h = (h ^ (h >> np.uint32(15))) * np.uint32(0x846CA68B)
    return h ^ (h >> np.uint32(16))

key = mix(np.uint32(${seed}) ^ mix(np.arange(len(blocks), dtype=np.uint32)))[:, None]
place = (np.cumsum(finite, axis=1) - finite).astype(np.uint32)

def rounded(v):
    noise = (mix(key + place[:, : v.shape[1]]) >> np.uint32(8)).astype(np.float32) * np.float32(2.0**-24)
    down = np.floor(v)
    return np.where(noise < v - down, down + np.float32(1), down)`,
  };
  return texts[how];
}

const BLOCK_SSE = `block_sse = np.where(finite, (decoded.astype(np.float64) - np.where(finite, blocks, np.float32(0))) ** 2, 0.0).sum(axis=1)
`;

/** The RMSE in steps, as the lines of both libraries say it. @param {Subject} subject @param {string} expression */
export function inSteps(subject, expression) {
  if (hasSteps(subject)) return `${expression},`;
  return `None,  # ${subject.table ? 'levels of a table need not be evenly spaced' : 'the format has none'}`;
}

/** The squared error of each block, which only a measure in steps needs. @param {Subject} subject @param {string} lines */
export const ofBlocks = (subject, lines) => (hasSteps(subject) ? lines : '');

/** What is printed of a measure. @param {Subject} subject */
export const printed = (subject) =>
  `f"{name:16} {${hasSteps(subject) ? 'float(value)' : 'None if value is None else float(value)'}!r}"`;

/** The measures of `decoded` and of `q` or `rank`, all in blocks, and what is printed. @param {Subject} subject */
export function measures(subject) {
  const { table, fitted } = subject;
  const { numbers, less, total } = counted(subject);
  const perScale = 'np.sqrt(np.sum(block_sse / scale.astype(np.float64) ** 2) / n)';
  const atZero = fitted
    ? `at_zero = ${zeroFitted(subject)}`
    : table && !table.levels.includes(0)
      ? 'at_zero = np.abs(levels[np.searchsorted(starts, np.float32(0), side="right")] * scale).max()'
      : isReal(subject)
        ? 'at_zero = np.abs(decode(code(np.zeros((len(blocks), 1), dtype=np.float32)))).max()'
        : 'at_zero = 0.0  # 0 is a level';
  return `# Measures: over the finite values, in float64.
X, Y = blocks[finite].astype(np.float64), decoded[finite].astype(np.float64)
E = Y - X
outside = ((blocks < alpha[:, None]) | (blocks > beta[:, None]))[finite]
n = max(X.size, 1)
sse, signal = np.sum(E**2), np.sum(X**2)
${ofBlocks(subject, BLOCK_SSE)}used = np.bincount(${numbers}[finite]${less}, minlength=${total})
share = used[used > 0] / n
${atZero}
with np.errstate(divide="ignore", invalid="ignore"):
    measures = {
        "sqnr_db": 10 * np.log10(signal / sse) if sse > 0 else np.inf,
        "mse": sse / n,
        "rmse": np.sqrt(sse / n),
        "mae": np.sum(np.abs(E)) / n,
        "max_abs_error": np.max(np.abs(E), initial=0.0),
        "cosine": np.sum(X * Y) / np.sqrt(signal * np.sum(Y**2)),
        "bias": np.sum(E) / n,
        "clipped": np.sum(outside) / n,
        "zeroed": np.sum((X != 0) & (Y == 0)) / n,
        "rmse_per_scale": ${inSteps(subject, perScale)}
        "error_at_zero": at_zero,
        "rounding_sse": np.sum(E[~outside] ** 2),
        "clipping_sse": np.sum(E[outside] ** 2),
        "codes_used": np.count_nonzero(used),
        "codes_total": ${total},
        "entropy_bits": -np.sum(share * np.log2(share)),
        "bits_per_value": ${bitsPerValue(subject, 'x.size')},
    }
print(DATA, SCHEME, sep="\\n")
for name, value in measures.items():
    print(${printed(subject)})`;
}
