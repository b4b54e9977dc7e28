// How a format that fits its own scales is computed: the scales of a super-block and of the block shown, what a code stands for, and
// the bits of it all, with their numbers.

import { count, number } from './format.js';
import { equation, fn, frac, row, sub, words } from './mathml.js';

/** @typedef {import('../engine/records.js').SchemeFrame} SchemeFrame */
/** @typedef {import('../engine/records.js').Fitted} Fitted */

/** Bits of a byte. */
const BYTE = 8;

/** @param {number} value */
const n = (value) => number(value, { digits: 5, trim: true });

/**
 * The equations of the scale and of the minimum: as they are stored, or as products of what the block and its super-block store.
 * @param {Fitted} fitted
 */
export function fittedScales({ d, d_min, scale_code: scale, minimum_code: minimum, step, base }) {
  const d_m = sub('d', 'm');
  const scales =
    scale == null
      ? [equation('s', ...(d === 1 ? [] : [fn('f16', 's')]), n(step))]
      : [equation('s', row('d', '·', 'S'), row(n(d), '·', count(scale)), n(step))];
  if (d_min == null) return scales;
  const minimums =
    minimum == null
      ? [equation('m', fn('f16', 'm'), n(base))]
      : [equation('m', row('−', d_m, '·', 'M'), row('−', n(d_min), '·', count(minimum)), n(base))];
  return [...scales, ...minimums];
}

/** What the numbers of codes decode to. @param {Fitted} fitted */
export function fittedDecoding({ d_min, step, base }) {
  const minimum = d_min == null ? [] : ['+', 'm'];
  const value = d_min == null ? [] : [base < 0 ? '−' : '+', n(Math.abs(base))];
  return equation('x̂', row(sub('L', 'q'), '·', 's', ...minimum), row(sub('L', 'q'), '·', n(step), ...value));
}

/** Bits per value: those of a super-block over its values. @param {import('../i18n/types.js').Translator} t @param {Fitted} fitted @param {number} total measured over the whole tensor */
export function fittedBits(t, { bytes, super_block: values }, total) {
  const share = frac(row(count(bytes), '·', String(BYTE)), count(values));
  return equation(words(t('measure.bits_per_value')), share, number(total, { digits: 6, trim: true }));
}
