// What scripts for both libraries know about scales: how one is stored, in fewer than 32 bits or as it is, which blocks divide by one,
// and whether levels reach the ends of the range under one.

import { isE8m0, storageOf } from '../numbers/storage.js';
import { foundFile, isNested } from './found-file.js';
import { pyFloat } from './python.js';

/** @typedef {import('../engine/records.js').SchemeParts} SchemeParts */
/** @typedef {import('./index.js').Subject} Subject */

const NESTED =
  '# A scale is stored in 8 bits, in units of a scale that a run of blocks shares. QuantScope has found these.';

/** The scales found. @param {import('./found-file.js').Found} found */
const nested = (found) => `np.load(${foundFile(found)})["scales"]`;

/** In NumPy: a text that ends with a line break, or nothing. `width` is what the range is divided to give the scale. @param {Subject} subject @param {string} width */
export function numpyScale({ parts, divisor, found }, width) {
  if (found && isNested(parts)) return `${NESTED}\nscale = ${nested(found)}.reshape(-1)\n`;
  const storage = storageOf(parts);
  if (isE8m0(storage)) {
    const { emax, fraction, how } = e8m0(parts, divisor);
    const exponents = {
      floor: 'exponent - 1',
      ceil: 'np.where(mantissa == 0.5, exponent - 1, exponent)',
      even: `np.where(mantissa >= ${pyFloat(roundsUp(parts))}, exponent, exponent - 1)`,
      rceil: 'np.where(mantissa == 0.5, exponent - 1, exponent)',
    };
    const scaled = how === 'rceil' ? `${width} / np.float32(${pyFloat(divisor)})` : width;
    return `# A scale is stored as a power of two from 2^-127 to 2^127, by the rule ${storage} of the MX formats.
mantissa, exponent = np.frexp(${scaled})
exponent = np.where(${width} == 0, -1000, ${exponents[how]}${how === 'rceil' ? '' : ` - ${emax}`})
${fraction === 0 ? 'scale = np.ldexp(np.float32(1), np.clip(exponent, -127, 127))' : `# An element is a number of 2^-${fraction}.\nscale = np.ldexp(np.float32(1), np.clip(exponent + ${fraction}, -127, 127) - ${fraction})`}
`;
  }
  const rounded = `step = np.ldexp(np.float32(1), np.maximum(np.frexp(inner)[1] - 1, -6) - 3)
scale = np.rint(inner / step) * step`;
  const texts = {
    s32: '',
    s16: '# A scale is stored in 16 bits.\nwith np.errstate(over="ignore"):\n    scale = np.clip(scale.astype(np.float16).astype(np.float32), np.float32(2.0**-24), np.float32(65504))\n',
    sbf16: `# A scale is stored as the upper half of a float, rounded to the nearest even one.
def bfloat16(a):
    bits = a.astype(np.float32).view(np.uint32)
    bits = bits + np.uint32(0x7FFF) + ((bits >> np.uint32(16)) & np.uint32(1))
    return (bits & np.uint32(0xFFFF0000)).view(np.float32)

scale = np.clip(bfloat16(scale), np.float32(2.0**-133), np.float32(2.0**127 * (2 - 2.0**-7)))
`,
    spow2: `# A scale is stored as a power of two, rounded up.
mantissa, exponent = np.frexp(scale)
scale = np.ldexp(np.float32(1), np.clip(np.where(mantissa == 0.5, exponent - 1, exponent), -127, 127))
`,
    se4m3: `# A scale is stored as an E4M3 float times one scale for the whole tensor, under which the largest scale is 448.
divisor = np.float32(${pyFloat(divisor)})
largest = np.max(${width})
outer = largest / (divisor * np.float32(448)) if largest > 0 else np.float32(1)
inner = ${width} / (divisor * outer)
inner = np.clip(np.where(inner == 0, np.float32(1), inner), np.float32(2.0**-9), np.float32(448))
${rounded} * outer
`,
    single: `# A scale is stored as an E4M3 float.
inner = np.clip(scale, np.float32(2.0**-6), np.float32(448))
${rounded}
`,
  };
  return texts[/** @type {keyof typeof texts} */ (storage)];
}

/** In PyTorch: lines. @param {Subject} subject @param {string} width */
export function pytorchScale({ parts, divisor, found }, width) {
  if (found && isNested(parts)) return [NESTED, `scale = torch.from_numpy(${nested(found)}).reshape(-1)`];
  const storage = storageOf(parts);
  if (isE8m0(storage)) {
    const { emax, fraction, how } = e8m0(parts, divisor);
    const exponents = {
      floor: 'exponent - 1',
      ceil: 'torch.where(mantissa == 0.5, exponent - 1, exponent)',
      even: `torch.where(mantissa >= ${pyFloat(roundsUp(parts))}, exponent, exponent - 1)`,
      rceil: 'torch.where(mantissa == 0.5, exponent - 1, exponent)',
    };
    const scaled = how === 'rceil' ? `${width} / ${pyFloat(divisor)}` : width;
    return [
      `# A scale is stored as a power of two from 2^-127 to 2^127, by the rule ${storage} of the MX formats.`,
      `mantissa, exponent = torch.frexp(${scaled})`,
      `exponent = (${exponents[how]})${how === 'rceil' ? '' : ` - ${emax}`}`,
      `exponent = exponent.masked_fill(${width} == 0, -1000)`,
      ...(fraction === 0
        ? ['exponent = exponent.clamp(-127, 127)']
        : [
            `# An element is a number of 2^-${fraction}.`,
            `exponent = (exponent + ${fraction}).clamp(-127, 127) - ${fraction}`,
          ]),
      '# In float64, because the smallest are no normal numbers of float32.',
      'scale = torch.ldexp(torch.ones_like(exponent, dtype=torch.float64), exponent).float()',
    ];
  }
  const rounded = 'step = torch.ldexp(torch.ones_like(inner), (torch.frexp(inner)[1] - 1).clamp(min=-6) - 3)';
  const lines = {
    s32: [],
    s16: ['# A scale is stored in 16 bits.', 'scale = scale.half().float().clamp(2.0**-24, 65504.0)'],
    sbf16: [
      '# A scale is stored as the upper half of a float.',
      'scale = scale.bfloat16().float().clamp(2.0**-133, 2.0**127 * (2 - 2.0**-7))',
    ],
    spow2: [
      '# A scale is stored as a power of two, rounded up.',
      'mantissa, exponent = torch.frexp(scale)',
      'exponent = torch.where(mantissa == 0.5, exponent - 1, exponent).clamp(-127, 127)',
      'scale = torch.ldexp(torch.ones_like(scale), exponent)',
    ],
    se4m3: [
      '# A scale is stored as an E4M3 float times one scale for the whole tensor, under which the largest scale is 448.',
      `divisor = torch.tensor(${pyFloat(divisor)})`,
      `largest = (${width}).max()`,
      'outer = largest / (divisor * 448) if largest > 0 else torch.ones(())',
      `inner = (${width}) / (divisor * outer)`,
      'inner = torch.where(inner == 0, torch.ones_like(inner), inner).clamp(2.0**-9, 448.0)',
      rounded,
      'scale = torch.round(inner / step) * step * outer',
    ],
    single: [
      '# A scale is stored as an E4M3 float.',
      'inner = scale.clamp(2.0**-6, 448.0)',
      rounded,
      'scale = torch.round(inner / step) * step',
    ],
  };
  return lines[/** @type {keyof typeof lines} */ (storage)];
}

/** What a rule of the MX formats needs: the exponent of the largest element, and the bits behind the point of integers. @param {SchemeParts} parts @param {number} divisor */
function e8m0({ format, rule }, divisor) {
  const how = /** @type {'floor'|'ceil'|'even'|'rceil'} */ (rule.slice(1));
  return { how, emax: Math.floor(Math.log2(divisor)), fraction: format === 'mxint8' ? 6 : 0 };
}

/** The mantissa, from 0.5 to 1, from which a number that is rounded to the bits of an element has a larger exponent. @param {SchemeParts} parts */
function roundsUp({ format }) {
  const bits = format === 'mxint8' ? 6 : Number(/m(\d)$/.exec(format)?.[1] ?? 1);
  return 1 - 2 ** -(bits + 2);
}

/**
 * Which blocks of a format of levels divide x by the scale, instead of multiplying by 1 / scale.
 * @param {import('./index.js').Subject} subject
 * @param {import('../engine/records.js').Table} table
 * @returns {'all'|'short'|'none'} `short`: the shorter last one of each row
 */
export function dividing({ parts, columns }, { divides }) {
  const { granularity, group } = parts;
  if (storageOf(parts) === 'single') return 'none';
  const grouped = granularity === 'group';
  if (divides || (grouped && group > columns)) return 'all';
  return grouped && columns % group !== 0 ? 'short' : 'none';
}

/**
 * Whether the levels reach both ends of the range: the scale is stored as it is, and they reach equally far on both sides.
 * @param {SchemeParts} parts @param {import('../engine/records.js').Table} table
 */
export function reaches(parts, { levels }) {
  return storageOf(parts) === 's32' && levels[0] === -levels[levels.length - 1];
}

/** Whether levels can reach further than the range. @param {SchemeParts} parts */
export function reachesFurther(parts) {
  const storage = storageOf(parts);
  return storage === 'spow2' || isE8m0(storage);
}
