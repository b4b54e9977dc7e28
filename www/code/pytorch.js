// The scheme in PyTorch, by plain arithmetic of tensors. torch.quantize_per_tensor and fake_quantize would give other numbers: they
// multiply by 1 / s, which moves values at ties, and have neither narrow codes nor other roundings.

import { zeroFitted } from './fitted.js';
import { foundImports, isNested } from './found-file.js';
import { pytorchFound } from './found.js';
import {
  AS_MATRIX,
  bitsPerValue,
  blocks,
  counted,
  head,
  inSteps,
  isMirrored,
  isReal,
  ofBlocks,
  printed,
  pyShape,
  strings,
} from './numpy-parts.js';
import { pyComment, pyFloat, pyFloat32, pyList, pyString } from './python.js';
import { pytorchTable } from './pytorch-table.js';
import { storageOf } from '../numbers/storage.js';
import { pytorchScale, reachesFurther } from './scales.js';

/** @typedef {import('./index.js').Subject} Subject */

/** @param {Subject} subject */
export function pytorchScript(subject) {
  const { found, table } = subject;
  const notes =
    table || found
      ? []
      : [
          'Plain arithmetic of tensors: torch.quantize_per_tensor and fake_quantize multiply by 1 / s, which moves values at ties.',
        ];
  const files = found || [subject.values, subject.ranges].some((each) => typeof each === 'string');
  const imports = `${foundImports(found)}import math\n\n${files ? 'import numpy as np  # reads files\n' : ''}import torch`;
  const parted = [
    head(subject, 'PyTorch', notes),
    imports,
    strings(subject),
    input(subject),
    blocks(subject, BLOCKS),
    ...(found && !isNested(subject.parts) ? pytorchFound(subject, found) : quantizing(subject)),
    measures(subject),
  ];
  return `${parted.join('\n\n')}\n`;
}

/** From ranges to decoded values. @param {Subject} subject */
function quantizing(subject) {
  const { table } = subject;
  const steps = table ? pytorchTable(subject, table) : [grid(subject), rounding(subject), codes(subject)];
  return [range(subject), ...steps];
}

/** @param {string} name */
const loaded = (name) => `torch.from_numpy(np.load(${pyString(name)}))`;

/** @param {Subject} subject */
function input({ values, shape }) {
  const x =
    typeof values === 'string'
      ? `# The file is saved next to the script.\nx = ${loaded(values)}`
      : `nan, inf = math.nan, math.inf\nx = torch.tensor(${pyList(values)}, dtype=torch.float32).reshape(${pyShape(shape)})`;
  return `${x}\n${AS_MATRIX}`;
}

/** What PyTorch writes differently about blocks. @type {import('./numpy-parts.js').BlockTexts} */
const BLOCKS = Object.freeze({
  transposed: 'm.T.contiguous()',
  filled: (size) => `torch.nn.functional.pad(m, (0, -columns % ${size}), value=math.nan)`,
  tiled: (tall, wide) => `torch.nn.functional.pad(m, (0, -columns % ${wide}, 0, -rows % ${tall}), value=math.nan)`,
  finite: 'torch.isfinite(blocks)',
  axis: 'dim',
});

const EXTREMES = `def extremes():
    lo = blocks.masked_fill(~finite, math.inf).amin(dim=1)
    hi = blocks.masked_fill(~finite, -math.inf).amax(dim=1)
    return lo.masked_fill(count == 0, 0.0), hi.masked_fill(count == 0, 0.0)`;

/** @param {Subject} subject */
function range(subject) {
  const { parts, ranges, scheme } = subject;
  const sym = isMirrored(subject);
  const p = pyFloat(parts.percentile);
  const k = pyFloat(parts.deviations);
  switch (parts.calibration) {
    case 'max':
      return `# Calibration: the range holds every value.\n${EXTREMES}\n\nlo, hi = extremes()`;
    case 'percentile':
      return `# Calibration: ${sym ? `the ${p}-th percentile of |x|` : `the (100 - ${p})-th and the ${p}-th percentile`} of each block, interpolated in float64.
def percentile_of(values, p):
    if len(values) == 0:
        return 0.0
    ordered = values.double().sort().values
    rank = (len(ordered) - 1) * (p / 100)
    below = math.floor(rank)
    a, b = float(ordered[below]), float(ordered[min(below + 1, len(ordered) - 1)])
    t = rank - below
    return a + (b - a) * t if t < 0.5 else b - (b - a) * (1 - t)

def percentile(values, p):
    return torch.tensor([percentile_of(b[f], p) for b, f in zip(values, finite)], dtype=torch.float64).float()

${sym ? `hi = percentile(blocks.abs(), ${p})\nlo = -hi` : `lo, hi = percentile(blocks, 100.0 - ${p}), percentile(blocks, ${p})`}`;
    case 'deviations':
      return `# Calibration: mean ± ${k} standard deviations, but not beyond the data.
${EXTREMES}

low, high = extremes()
n = count.clamp(min=1)
wide = blocks.masked_fill(~finite, 0.0).double()
mean = wide.sum(dim=1) / n
sd = ((wide - mean[:, None]) ** 2).masked_fill(~finite, 0.0).sum(dim=1).div(n).sqrt()
reach = ${k} * sd
${sym ? 'hi = torch.minimum(torch.maximum(-low, high), (mean.abs() + reach).float())\nlo = -hi' : 'lo, hi = torch.maximum(low, (mean - reach).float()), torch.minimum(high, (mean + reach).float())'}
# A block of equal values has its own range.
lo, hi = torch.where(sd == 0, low, lo), torch.where(sd == 0, high, hi)`;
    case 'ratio':
      return `# Calibration: the range of the values of each block, times ${pyFloat(parts.ratio)}.
${EXTREMES}

lo, hi = ((end.double() * ${pyFloat(parts.ratio)}).float() for end in extremes())`;
    case 'clip':
      return `# Calibration: this range, for every block.
lo = torch.full((len(blocks),), ${pyFloat32(parts.lo)}, dtype=torch.float32)
hi = torch.full((len(blocks),), ${pyFloat32(parts.hi)}, dtype=torch.float32)`;
    default:
      return `# Calibration: "${pyComment(scheme)}" finds the range of each block by searching. QuantScope has done that: here are the
# ranges found, a lower and an upper end for each block.
lo, hi = ${typeof ranges === 'string' ? loaded(ranges) : `torch.tensor(${pyList(ranges ?? [])}, dtype=torch.float32).reshape(-1, 2)`}.T`;
  }
}

/** @param {Subject} subject */
function grid(subject) {
  const { parts, qMin, qMax, divisor } = subject;
  const { scales, symmetry, codes: kind } = parts;
  const sym = symmetry === 'sym';
  const real = isReal(subject);
  const lines = ['# Grid: the scale is the distance between two levels; the zero-point is the code that decodes to 0.'];
  if (sym)
    lines.push(
      'amax = torch.maximum(lo.abs(), hi.abs())',
      'alpha, beta = -amax, amax',
      `scale = amax / ${pyFloat(divisor)}`,
    );
  else
    lines.push(
      ...(real
        ? ['alpha, beta = lo, hi']
        : [
            '# The range is widened to contain 0, so 0 is a level.',
            'alpha, beta = lo.clamp(max=0.0), hi.clamp(min=0.0)',
          ]),
      `scale = (beta - alpha) / ${pyFloat(divisor)}`,
    );
  lines.push('scale = torch.where(scale == 0, torch.ones_like(scale), scale)');
  lines.push(...pytorchScale(subject, sym ? 'amax' : 'beta - alpha'));
  if (sym) lines.push('zero_point = torch.zeros_like(scale)');
  else if (!real) lines.push(`zero_point = torch.round(-alpha / scale).clamp(${qMin}, ${qMax})`);
  else lines.push(`zero_point = ${pyFloat(qMin)} - alpha / scale  # a real number, added before rounding`);
  if (real && scales === 's16') lines.push('zero_point = zero_point.half().float().clamp(-65504.0, 65504.0)');
  if (real && scales === 'sbf16') lines.push('zero_point = zero_point.bfloat16().float()');
  const [exact, power] = [storageOf(parts) === 's32', reachesFurther(parts)];
  const further = (sym && kind !== 'narrow') || power;
  if (further || !exact)
    lines.push(
      '# The range that the grid covers: values beyond it are clipped.',
      `lowest, highest = (${pyFloat(qMin)} - zero_point) * scale, (${pyFloat(qMax)} - zero_point) * scale`,
    );
  if (further) lines.push('alpha = torch.minimum(alpha, lowest)');
  if (power) lines.push('beta = torch.maximum(beta, highest)');
  if (!exact)
    lines.push(
      'half = scale / 2',
      'alpha, beta = (torch.minimum(torch.maximum(end, lowest - half), highest + half) for end in (alpha, beta))',
    );
  return lines.join('\n');
}

/** @param {Subject} subject */
function rounding({ parts: { rounding: how, seed } }) {
  const texts = {
    even: 'def rounded(v):  # to the nearest, ties to the even one\n    return torch.round(v)',
    away: `def rounded(v):  # to the nearest, ties away from 0
    whole = torch.trunc(v)
    return torch.where((v - whole).abs() >= 0.5, whole + torch.sign(v), whole)`,
    floor: 'def rounded(v):  # down\n    return torch.floor(v)',
    stochastic: `# Up or down at random. The random number is a hash ("lowbias32") of the seed, the block and the place of the value in the block,
# in 32 bits, for which 64 are kept in bounds.
def mix(h):
    h = ((h ^ (h >> 16)) * 0x7FEB352D) & 0xFFFFFFFF
    h = ((h ^ (h >> 15)) * 0x846CA68B) & 0xFFFFFFFF
    return h ^ (h >> 16)

key = mix(${seed} ^ mix(torch.arange(len(blocks))))[:, None]
place = torch.cumsum(finite, dim=1) - finite.long()

def rounded(v):
    noise = (mix((key + place[:, : v.shape[1]]) & 0xFFFFFFFF) >> 8).float() * 2.0**-24
    down = torch.floor(v)
    return torch.where(noise < v - down, down + 1, down)`,
  };
  return texts[how];
}

/** @param {Subject} subject */
function codes(subject) {
  const { qMin, qMax } = subject;
  const real = isReal(subject);
  return `# Codes, and the levels they decode to: all in float32. Infinities get the last code, NaN gets ${real ? 'the code 0' : 'the zero-point'}.
def code(values):
    v = ${real ? 'rounded(values / scale[:, None] + zero_point[:, None])' : 'rounded(values / scale[:, None]) + zero_point[:, None]'}
    v = v.clamp(${qMin}, ${qMax})
    return torch.where(torch.isnan(v), ${real ? 'torch.zeros_like(v)' : 'zero_point[:, None].expand_as(v)'}, v).to(torch.int16)

def decode(codes):
    return (codes.float() - zero_point[:, None]) * scale[:, None]

q = code(blocks)
decoded = decode(q)
quantized = from_blocks(decoded)  # in the shape of x`;
}

const BLOCK_SSE = `block_sse = ((decoded.double() - blocks.double()) ** 2).masked_fill(~finite, 0.0).sum(dim=1)
`;

/** @param {Subject} subject */
function measures(subject) {
  const { table, fitted } = subject;
  const { numbers, less, total } = counted(subject);
  const perScale = '((block_sse / scale.double() ** 2).sum() / n).sqrt()';
  const atZero = fitted
    ? zeroFitted(subject, ',')
    : table && !table.levels.includes(0)
      ? '(levels[torch.searchsorted(starts, torch.zeros(1), right=True)] * scale).abs().max(),'
      : isReal(subject)
        ? 'decode(code(torch.zeros(len(blocks), 1))).abs().max(),'
        : '0.0,  # 0 is a level';
  return `# Measures: over the finite values, in float64.
X, Y = blocks[finite].double(), decoded[finite].double()
E = Y - X
outside = ((blocks < alpha[:, None]) | (blocks > beta[:, None]))[finite]
n = max(X.numel(), 1)
sse, signal = float((E**2).sum()), float((X**2).sum())
${ofBlocks(subject, BLOCK_SSE)}used = torch.bincount(${numbers}[finite].long()${less}, minlength=${total})
share = used[used > 0].double() / n
decoded_norm = float((Y**2).sum())
measures = {
    "sqnr_db": 10 * math.log10(signal / sse) if sse > 0 else math.inf,
    "mse": sse / n,
    "rmse": math.sqrt(sse / n),
    "mae": E.abs().sum() / n,
    "max_abs_error": E.abs().max() if len(E) else 0.0,
    "cosine": (X * Y).sum() / math.sqrt(signal * decoded_norm) if signal * decoded_norm > 0 else math.nan,
    "bias": E.sum() / n,
    "clipped": outside.sum().double() / n,
    "zeroed": ((X != 0) & (Y == 0)).sum().double() / n,
    "rmse_per_scale": ${inSteps(subject, perScale)}
    "error_at_zero": ${atZero}
    "rounding_sse": (E[~outside] ** 2).sum(),
    "clipping_sse": (E[outside] ** 2).sum(),
    "codes_used": torch.count_nonzero(used),
    "codes_total": ${total},
    "entropy_bits": -(share * torch.log2(share)).sum(),
    "bits_per_value": ${bitsPerValue(subject, 'x.numel()')},
}
print(DATA, SCHEME, sep="\\n")
for name, value in measures.items():
    print(${printed(subject)})`;
}
