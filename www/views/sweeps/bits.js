// The sweep over bits, and the gain per bit.

import { decibels } from '../../numbers/format.js';

const BITS = [2, 3, 4, 5, 6, 7, 8];
/** The gain of halving the step, in dB. */
const HALVING = 20 * Math.log10(2);

/** The gain of each further bit, in dB, between measured neighbours. @param {(Record<string, number>|undefined)[]} measured */
export function gains(measured) {
  return measured.flatMap((metrics, i) => {
    const before = measured[i - 1];
    const gain = metrics && before ? metrics.sqnr_db - before.sqnr_db : NaN;
    return Number.isFinite(gain) ? [gain] : [];
  });
}

/** @type {import('./types.js').SweepKind} */
export const SWEEP_BITS = {
  name: 'bits',
  priced: false,
  gain: HALVING,
  stops: (t) =>
    BITS.map((bits) => ({
      at: bits,
      label: String(bits),
      words: t('ui.bits.value', { bits }),
      change: { bits },
      is: (parts) => parts.bits === bits,
    })),
  summary(t, letter, _, { own }) {
    const each = gains(own);
    if (each.length < BITS.length - 1) return '';
    const mean = each.reduce((sum, gain) => sum + gain, 0) / each.length;
    return t('sweeps.bits.gain', {
      letter,
      from: BITS[0],
      to: BITS[BITS.length - 1],
      mean: decibels(mean),
      least: decibels(Math.min(...each)),
      most: decibels(Math.max(...each)),
    });
  },
  remark: (t) => t('sweeps.bits.expected', { gain: decibels(HALVING) }),
};
