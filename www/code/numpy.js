// The scheme in NumPy alone.

import { foundImports, isNested } from './found-file.js';
import { numpyFound } from './found.js';
import { numpyTable } from './numpy-table.js';
import { blocks, grid, head, input, isReal, measures, range, rounding, strings } from './numpy-parts.js';

/** @param {import('./index.js').Subject} subject */
export function numpyScript(subject) {
  const { found } = subject;
  const parted = [
    head(subject, 'NumPy'),
    `${foundImports(found)}import numpy as np`,
    strings(subject),
    input(subject),
    blocks(subject),
    ...(found && !isNested(subject.parts) ? numpyFound(subject, found) : quantizing(subject)),
    measures(subject),
  ];
  return `${parted.join('\n\n')}\n`;
}

/** From ranges to decoded values. @param {import('./index.js').Subject} subject */
function quantizing(subject) {
  const { parts, table } = subject;
  const steps = table ? numpyTable(subject, table) : [grid(subject), rounding(parts), codes(subject)];
  return [range(subject), ...steps];
}

/** Codes of integers, and what they decode to. @param {import('./index.js').Subject} subject */
function codes(subject) {
  const { qMin, qMax } = subject;
  const real = isReal(subject);
  return `# Codes, and the levels they decode to: all in float32. Infinities get the last code, NaN gets ${real ? 'the code 0' : 'the zero-point'}.
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
}
