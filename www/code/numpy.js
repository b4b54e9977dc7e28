// The scheme in NumPy alone.

import { blocks, grid, head, input, isReal, measures, range, rounding, strings } from './numpy-parts.js';

/** @param {import('./index.js').Subject} subject */
export function numpyScript(subject) {
  const { parts, qMin, qMax } = subject;
  const real = isReal(parts);
  const codes = `# Codes, and the levels they decode to: all in float32. Infinities get the last code, NaN gets ${real ? 'the code 0' : 'the zero-point'}.
def code(values):
    with np.errstate(invalid="ignore", over="ignore"):
        v = ${real ? 'rounded(values / scale[:, None] + zero_point[:, None])' : 'rounded(values / scale[:, None]) + zero_point[:, None]'}
    v = np.clip(v, ${qMin}, ${qMax})
    return np.where(np.isnan(v), ${real ? 'np.float32(0)' : 'zero_point[:, None]'}, v).astype(np.int16)

def decode(codes):
    return (codes.astype(np.float32) - zero_point[:, None]) * scale[:, None]

q = code(blocks)
decoded = decode(q)
quantized = from_blocks(decoded)  # in the shape of x`;
  const parted = [
    head(subject, 'NumPy'),
    'import numpy as np',
    strings(subject),
    input(subject),
    blocks(subject),
    range(subject),
    grid(subject),
    rounding(parts),
    codes,
    measures(subject),
  ];
  return `${parted.join('\n\n')}\n`;
}
