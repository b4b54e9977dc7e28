// The scale of a block as a formula: what the range is divided by, how the quotient is stored, and why the grid then ends elsewhere.

import { number } from './format.js';
import { h } from '../controls/dom.js';
import { equation, fn, frac, goingOn, row, sub, sup, tuple } from './mathml.js';
import { endsElsewhere, isOfZeros, n } from './range-formula.js';
import { isE8m0, storageOf } from './storage.js';

/** @typedef {import('../engine/records.js').SchemeFrame} SchemeFrame */
/** @typedef {import('./mathml.js').Piece} Piece */

/** Storages whose scales are chosen by their error. @type {readonly string[]} */
const SEARCHED = ['fs46', 'search'];
/** The floats of 16 bits that scales are stored in, as functions of a formula. @type {Partial<Record<import('./storage.js').Storage, string>>} */
export const FLOATS = { s16: 'f16', sbf16: 'bf16' };
/** The largest E4M3 number. */
const LARGEST = '448';
/** What is said of a grid that ends elsewhere than its range, where the storage of scales has words of its own. @type {Record<'further'|'short', readonly string[]>} */
const WORDED = { further: ['xfloor', 'xceil', 'xeven'], short: ['xfloor', 'xeven'] };
/** Bits behind the point of an element of MXINT8. */
const FRACTION = 6;

/** Why the grid ends elsewhere than the chosen range: with another scale than the range needs, it ends before it or reaches further. @param {SchemeFrame} scheme */
function why({ parts, levels, params }) {
  const storage = storageOf(parts);
  if (storage === 's32') return 'uneven';
  const further = storage === 'spow2' || (isE8m0(storage) && params.beta === levels[levels.length - 1]);
  const how = further ? 'further' : 'short';
  return WORDED[how].includes(storage) ? `${how}.${storage}` : how;
}

/** That the grid ends elsewhere than the chosen range, why, and where. @param {import('../i18n/types.js').Translator} t @param {SchemeFrame} scheme */
function elsewhere(t, scheme) {
  const { levels } = scheme;
  const ends = t('ui.how.ends', { lo: n(levels[0]), hi: n(levels[levels.length - 1]) });
  return h('p', { class: 'found', text: [t(`ui.how.${why(scheme)}`), ends].join(t('ui.space')) });
}

/** The exponent of a scale that is a power of two, as its eight bits hold it. @param {SchemeFrame} scheme @param {Piece} inline the range over the divisor */
function exponent({ parts, divisor }, inline) {
  const log = (/** @type {Piece} */ of) => row(sub('log', '2'), tuple('(', ')', of));
  // An integer element is a number of 2⁻⁶; what is stored is the exponent without this.
  const fraction = parts.format === 'mxint8' ? FRACTION : 0;
  const less = fraction - Math.floor(Math.log2(divisor));
  const plus = (/** @type {number} */ more) => (more === 0 ? [] : [more < 0 ? '−' : '+', n(Math.abs(more))]);
  const stored = {
    xceil: () => row('⌈', log('β'), '⌉', ...plus(less)),
    xrceil: () => row('⌈', log(inline), '⌉', ...plus(fraction)),
    xeven: () => row('⌊', log(fn('round', 'β')), '⌋', ...plus(less)),
    xfloor: () => row('⌊', log('β'), '⌋', ...plus(less)),
    spow2: () => row('⌈', log(inline), '⌉'),
  }[/** @type {'xfloor'} */ (storageOf(parts))]();
  return row(fn('clamp', stored, '−127', '127'), ...plus(-fraction));
}

/** ⌊log₂⌋ of a positive number of float32. @param {number} value */
const floorLog2 = (value) => Math.floor(Math.log2(value));
/** @param {number} value */
const ceilLog2 = (value) => Math.ceil(Math.log2(value));

/** What that exponent comes to. @param {SchemeFrame} scheme @param {number} width of the range */
function exponentOf({ parts, divisor, table }, width) {
  const fraction = parts.format === 'mxint8' ? FRACTION : 0;
  const less = fraction - floorLog2(divisor);
  const mantissa = table?.float?.mantissa_bits ?? FRACTION;
  const stored = {
    xceil: () => ceilLog2(width) + less,
    xrceil: () => ceilLog2(Math.fround(width / divisor)) + fraction,
    xeven: () => floorLog2(width + 2 ** (floorLog2(width) - mantissa - 1)) + less,
    xfloor: () => floorLog2(width) + less,
    spow2: () => ceilLog2(Math.fround(width / divisor)),
  }[/** @type {'xfloor'} */ (storageOf(parts))]();
  return Math.min(127, Math.max(-127, stored)) - fraction;
}

/** The E4M3 number next to a quotient, within the numbers that a scale can be. @param {Piece} quotient @param {string} least the exponent of the smallest */
const e4m3 = (quotient, least) => fn('E4M3', fn('clamp', quotient, sup('2', least), LARGEST));

/** The equations of the scale, and what is to be said of it. @param {import('../i18n/types.js').Translator} t @param {SchemeFrame} scheme */
export function scale(t, scheme) {
  const { parts, params, divisor } = scheme;
  const { scale: s } = params;
  const [alpha, beta] = scheme.range;
  const symmetric = scheme.mirrored;
  const width = symmetric ? beta : beta - alpha;
  const by = n(divisor);
  const said = (/** @type {string} */ key) => h('p', { class: 'found', text: t(key) });
  const storage = storageOf(parts);
  if (isOfZeros(scheme)) {
    const power = Math.log2(s);
    return [equation('s', ...(Number.isInteger(power) ? [sup('2', n(power))] : []), n(s)), said('ui.how.zeros')];
  }
  if (Math.fround(width / divisor) === 0) return [equation('s', n(s)), said('ui.how.no_width')];
  const reach = () => (symmetric ? 'β' : row('β', '−', 'α'));
  const symbols = frac(reach(), by);
  const inline = row(symmetric ? 'β' : tuple('(', ')', reach()), '/', by);
  const low = alpha < 0 ? tuple('(', ')', n(alpha)) : n(alpha);
  const numbers = frac(symmetric ? n(beta) : row(n(beta), '−', low), by);
  const exact = number(width / divisor, { digits: 6, trim: true });
  const held = number(s, { digits: 6, trim: true });
  const notes = endsElsewhere(scheme) ? [elsewhere(t, scheme)] : [];
  if (storage === 'spow2' || isE8m0(storage)) {
    const [power, stored] = [exponentOf(scheme, width), Math.log2(s)];
    // A scale whose levels are not all numbers of float32 is smaller than the rule has it.
    if (power > stored) {
      const limited = goingOn('→', sup('2', n(stored)));
      return [
        equation('s', sup('2', exponent(scheme, inline)), sup('2', n(power)), limited, held),
        said('ui.how.limited'),
      ];
    }
    return [equation('s', sup('2', exponent(scheme, inline)), sup('2', n(stored)), held), ...notes];
  }
  if (scheme.outer != null) {
    const largest = row(fn('max', reach()), '/', tuple('(', ')', row(by, '·', LARGEST)));
    const inner = row(symmetric ? 'β' : tuple('(', ')', reach()), '/', tuple('(', ')', row(by, '·', 'S')));
    return [
      equation('S', largest, number(scheme.outer, { digits: 6, trim: true })),
      // A scale that was chosen by its error is not that of the range.
      equation('s', row('S', '·', SEARCHED.includes(storage) ? n(s / scheme.outer) : e4m3(inner, '−9')), held),
      ...notes,
    ];
  }
  if (storage === 'single') return [equation('s', e4m3(inline, '−6'), held), ...notes];
  const format = FLOATS[storage];
  if (format) return [equation('s', fn(format, inline), fn(format, exact), held), ...notes];
  return [equation('s', symbols, numbers, n(s)), ...notes];
}
