// What scripts for both libraries know about scales: how one is stored, in fewer than 32 bits or as it is, which blocks divide by one,
// and whether levels reach the ends of the range under one.

/** @typedef {import('../engine/records.js').SchemeParts['scales']} Scales */

/** In NumPy: a text that ends with a line break, or nothing. @param {Scales} scales */
export function numpyScale(scales) {
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
largest = np.max(np.where(alpha == beta, np.float32(0), scale))
outer = largest / np.float32(448) if largest > 0 else np.float32(1)
inner = np.clip(scale / outer, np.float32(2.0**-9), np.float32(448))
step = np.ldexp(np.float32(1), np.maximum(np.frexp(inner)[1] - 1, -6) - 3)
scale = np.rint(inner / step) * step * outer
`,
  };
  return texts[scales];
}

/** In PyTorch: lines. @param {Scales} scales */
export function pytorchScale(scales) {
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
      'largest = torch.where(alpha == beta, torch.zeros_like(scale), scale).max()',
      'outer = largest / 448 if largest > 0 else torch.ones(())',
      'inner = (scale / outer).clamp(2.0**-9, 448.0)',
      'step = torch.ldexp(torch.ones_like(inner), (torch.frexp(inner)[1] - 1).clamp(min=-6) - 3)',
      'scale = torch.round(inner / step) * step * outer',
    ],
  };
  return lines[scales];
}

/**
 * Which blocks of a format of levels divide x by the scale, instead of multiplying by 1 / scale.
 * @param {import('./index.js').Subject} subject
 * @param {import('../engine/records.js').Table} table
 * @returns {'all'|'short'|'none'} `short`: the shorter last one of each row
 */
export function dividing({ parts: { granularity, group }, columns }, { divides }) {
  const grouped = granularity === 'group';
  if (divides || (grouped && group > columns)) return 'all';
  return grouped && columns % group !== 0 ? 'short' : 'none';
}

/**
 * Whether the levels reach both ends of the range: the scale is stored as it is, and they reach equally far on both sides.
 * @param {Scales} scales @param {import('../engine/records.js').Table} table
 */
export function reaches(scales, { levels }) {
  return scales === 's32' && levels[0] === -levels[levels.length - 1];
}
