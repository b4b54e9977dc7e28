// The sweep over the bits of integers, and the gain per bit. A table of levels has one number of bits: its mark stands beside the curve of
// integers with its other options.

import { isExact } from '../../numbers/exact.js';
import { decibels } from '../../numbers/format.js';
import { joined } from '../../i18n/index.js';

/** The word of the format that has several numbers of bits. */
const INTEGERS = 'int';
const BITS = [2, 3, 4, 5, 6, 7, 8];
/** The gain of halving the step, in dB. */
const HALVING = 20 * Math.log10(2);

/** The gain of each further bit, in dB, between measured neighbours. @param {({sqnr_db: number}|undefined|null)[]} measured */
export function gains(measured) {
  return measured.flatMap((metrics, i) => {
    const before = measured[i - 1];
    const gain = metrics && before ? metrics.sqnr_db - before.sqnr_db : NaN;
    return Number.isFinite(gain) ? [gain] : [];
  });
}

/** The bits with which every value is decoded exactly; none before all are measured. @param {({max_abs_error: number}|undefined|null)[]} measured */
const exactWith = (measured) =>
  measured.includes(undefined) ? [] : BITS.filter((_, i) => measured[i] && isExact(measured[i]));

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
      change: { format: INTEGERS, bits },
      is: (parts) => parts.format === INTEGERS && parts.bits === bits,
    })),
  beside: ({ format, bits }) => (format === INTEGERS ? null : bits),
  summary(t, letter, _, { own, beside }) {
    const apart = beside
      ? t(isExact(beside.metrics) ? 'sweeps.bits.beside.exact' : 'sweeps.bits.beside', {
          letter,
          scheme: beside.scheme,
          sqnr: decibels(beside.metrics.sqnr_db),
        })
      : '';
    const exact = exactWith(own);
    if (exact.length > 0) {
      const on = exact.length === BITS.length - BITS.indexOf(exact[0]);
      const key = `sweeps.bits.exact${on ? '' : '.some'}${beside ? '.integers' : ''}`;
      return joined([apart, t(key, { letter, bits: on ? exact[0] : exact.join(', ') })]);
    }
    const each = gains(own);
    if (each.length < BITS.length - 1) return apart;
    const mean = each.reduce((sum, gain) => sum + gain, 0) / each.length;
    const gain = t(beside ? 'sweeps.bits.gain.integers' : 'sweeps.bits.gain', {
      letter,
      from: BITS[0],
      to: BITS[BITS.length - 1],
      mean: decibels(mean),
      least: decibels(Math.min(...each)),
      most: decibels(Math.max(...each)),
    });
    return joined([apart, gain]);
  },
  remark: (t) => t('sweeps.bits.expected', { gain: decibels(HALVING) }),
};
