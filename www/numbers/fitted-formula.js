// How a format that fits its own scales is computed: the scales of a super-block and of the block shown, what a code stands for, and
// the bits of it all, with their numbers.

import { count, number } from './format.js';
import { h } from '../controls/dom.js';
import { abs, equation, fn, frac, of, row, sub, sup, tuple, words } from './mathml.js';

/** @typedef {import('../engine/records.js').SchemeFrame} SchemeFrame */
/** @typedef {import('../engine/records.js').Fitted} Fitted */
/** @typedef {import('./mathml.js').Piece} Piece */

/** Bits of a byte. */
const BYTE = 8;

/** @param {number} value */
const n = (value) => number(value, { digits: 5, trim: true });

/**
 * The equations of the scale and of the minimum: of a stored grid its numbers; from the values of the block where a rule gives them, as they are stored where a search does, or as products of
 * what the block and its super-block store.
 * @param {SchemeFrame} scheme
 * @param {Fitted} fitted
 * @param {import('../i18n/types.js').Translator} [t] says what letters stand for; without it nothing does
 */
export function fittedScales(scheme, fitted, t) {
  const { d, d_min, scale_code: scale, minimum_code: minimum, step, base, searched, layout, zero_point } = fitted;
  if (layout !== undefined)
    return [
      equation('s', n(step)),
      ...(zero_point == null ? [] : [equation('z', n(zero_point))]),
      ...(d_min == null ? [] : [equation('m', n(base))]),
    ];
  if (!searched) return ruled(scheme, fitted, t);
  const d_m = sub('d', 'm');
  const scales = [equation('s', ...(scale == null ? [] : [row('d', '·', 'S'), row(n(d), '·', count(scale))]), n(step))];
  if (d_min == null) return scales;
  const product = minimum == null ? [] : [row('−', d_m, '·', 'M'), row('−', n(d_min), '·', count(minimum))];
  return [...scales, equation('m', ...product, n(base))];
}

/** The same where they follow from the values of the block by the rule of the format. @param {SchemeFrame} scheme @param {Fitted} fitted @param {import('../i18n/types.js').Translator} [t] */
function ruled({ parts: { format }, extrema: [lo, hi] }, { numbers, step, base }, t) {
  const [first, last] = [numbers[0], numbers[numbers.length - 1]];
  const largest = Math.max(-lo, hi);
  const reach = () => of('max', abs('x'));
  const half = (/** @type {Piece} */ value) => fn('f16', value);
  switch (format) {
    case 'q4_0':
    case 'q5_0': {
      // With a value of either sign that large, the first one counts.
      const m = -lo === hi ? -Math.sign(step) * largest : -lo > hi ? lo : hi;
      return [
        equation('s', half(row('m', '/', n(first))), half(row(n(m), '/', n(first))), n(step)),
        ...(t ? [h('p', { class: 'found', text: t('ui.how.largest') })] : []),
      ];
    }
    case 'q4_1':
    case 'q5_1': {
      const width = tuple('(', ')', row(of('max', 'x'), '−', of('min', 'x')));
      return [
        equation('s', half(row(width, '/', n(last))), half(row(n(hi - lo), '/', n(last))), n(step)),
        equation('m', half(of('min', 'x')), n(base)),
      ];
    }
    case 'ggml_mxfp4': {
      // The numbers of its codes are twice those of E2M1.
      const power = row('⌊', sub('log', '2'), tuple('(', ')', reach()), '⌋', '−', '3');
      return [equation('s', sup('2', fn('clamp', power, '−128', '124')), n(step))];
    }
    case 'ggml_nvfp4': {
      const stored = fn('E4M3', fn('min', row(reach(), '/', '6'), '448'));
      return [equation('s', row(stored, '/', '2'), n(step))];
    }
    default: {
      const ratio =
        last === 1
          ? [half(reach()), half(n(largest))]
          : [half(row(reach(), '/', n(last))), half(row(n(largest), '/', n(last)))];
      return [equation('s', ...ratio, n(step))];
    }
  }
}

/** What the numbers of codes decode to. @param {Fitted} fitted */
export function fittedDecoding({ d_min, step, base }) {
  const minimum = d_min == null ? [] : ['+', 'm'];
  const value = d_min == null ? [] : [base < 0 ? '−' : '+', n(Math.abs(base))];
  return equation('x̂', row(sub('L', 'q'), '·', 's', ...minimum), row(sub('L', 'q'), '·', n(step), ...value));
}

/**
 * Bits per value: those of a super-block over its values; where rows are not whole super-blocks, those of a padded row over its values, and how far it is padded.
 * @param {import('../i18n/types.js').Translator} t @param {Fitted} fitted @param {number} block values of a block @param {number} total measured over the whole tensor
 */
export function fittedBits(t, { bytes, super_block: values, columns }, block, total) {
  const blocks = Math.ceil(columns / values);
  const padded = blocks * values;
  const whole = padded === columns;
  const stored = row(count(bytes), '·', String(BYTE), ...(whole ? [] : ['·', count(blocks)]));
  const share = frac(stored, count(whole ? values : columns));
  const bits = equation(words(t('measure.bits_per_value')), share, number(total, { digits: 6, trim: true }));
  if (whole) return [bits];
  const key = values > block ? 'ui.how.padded' : 'ui.how.padded.plain';
  const text = t(key, { size: count(values), columns: count(columns), padded: count(padded) });
  return [bits, h('p', { class: 'found', text })];
}
