// What the Errors view says of a scheme, in sentences with measured numbers.

import { count, number, percent } from '../../numbers/format.js';
import { lossOf } from '../../numbers/lost.js';
import { errorShare } from '../../numbers/measures.js';
import { letterOf } from '../../state/roles.js';
import { mostOf } from './profile.js';

/** @typedef {import('../../engine/records.js').SchemeFrame} SchemeFrame */

/** The RMSE in steps of errors spread evenly over a step. */
export const EVEN = 1 / Math.sqrt(12);
/** A share of the squared error that is worth a sentence of its own. */
const NOTABLE = 0.1;

/** An end of a stretch, which is known as well as values are spread evenly over a bin. */
const about = (/** @type {number} */ value) => number(value, { digits: 2, trim: true });
const short = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });
const sum = (/** @type {SchemeFrame['metrics']} */ { rounding_sse, clipping_sse }) => rounding_sse + clipping_sse;

/** Whether no value is off by more than half a step: none is clipped, and each goes to the nearest level. @param {SchemeFrame} scheme */
const isWithinHalf = ({ metrics, parts }) =>
  metrics.clipping_sse === 0 && (parts.rounding === 'even' || parts.rounding === 'away');

/** @param {import('../../i18n/types.js').Translator} t */
export function errorWords(t) {
  /** Where the squared error comes from. @param {SchemeFrame} scheme @param {ReturnType<typeof import('./profile.js').profileOf>} profile @param {[number, number]} view */
  function source({ metrics, usage }, profile, view) {
    const share = errorShare(metrics.clipping_sse, metrics);
    if (share > NOTABLE) {
      // Values that are not finite have no code.
      const all = usage.reduce((sum, n) => sum + n, 0);
      const words = { share: percent(share), count: count(Math.round(metrics.clipped * all)), all: count(all) };
      return t('errors.from.clipped', words);
    }
    const half = mostOf(profile, view);
    return half ? t('errors.from.between', { lo: about(half[0]), hi: about(half[1]) }) : t('errors.from.outside');
  }
  /** What its RMSE in steps tells. @param {SchemeFrame} scheme */
  function ratio(scheme) {
    const { metrics, fitted } = scheme;
    const steps = metrics.rmse_per_scale;
    const loss = lossOf(scheme);
    const words = { ratio: number(steps ?? 0), even: number(EVEN), rmse: short(metrics.rmse) };
    if (typeof steps !== 'number') {
      const { float } = scheme.table ?? {};
      // Farthest off is the middle between a power of two and the next level, half of the last bit of the mantissa above it.
      const relative = float ? percent(1 / (1 + 2 ** (float.mantissa_bits + 1))) : '';
      const rmse = t(float ? 'errors.says.float' : fitted ? 'errors.says.fitted' : 'errors.says.uneven', {
        ...words,
        relative,
      });
      return loss ? t(`errors.lost.uneven.${loss.kind}`, { share: percent(loss.share), rmse }) : rmse;
    }
    if (loss) return t(`errors.lost.${loss.kind}`, { ...words, share: percent(loss.share) });
    if (metrics.clipping_sse > metrics.rounding_sse) return t('errors.says.clipping', words);
    if (steps > 1.1 * EVEN) return t(`errors.says.${isWithinHalf(scheme) ? 'middle' : 'above'}`, words);
    return t(`errors.says.${steps < 0.9 * EVEN ? 'below' : 'even'}`, words);
  }
  return {
    /** A scheme's errors. @param {'a'|'b'} role @param {SchemeFrame} scheme @param {ReturnType<typeof import('./profile.js').profileOf>} profile @param {[number, number]} view */
    summary(role, scheme, profile, view) {
      const letter = letterOf(role);
      if (sum(scheme.metrics) === 0) return t('errors.says.none', { letter });
      return t('errors.says', { letter, source: source(scheme, profile, view), ratio: ratio(scheme) });
    },
    /** The squared error and its parts. @param {SchemeFrame} scheme */
    parts({ metrics }) {
      if (sum(metrics) === 0) return t('errors.none');
      return t('errors.parts', {
        sum: short(sum(metrics)),
        rounding: percent(errorShare(metrics.rounding_sse, metrics)),
        clipping: percent(errorShare(metrics.clipping_sse, metrics)),
      });
    },
    /** How much smaller one squared error is than the other, whose scale it shares; empty where it is not. @param {SchemeFrame} own @param {SchemeFrame} other @param {'a'|'b'} than */
    smaller({ metrics: own }, { metrics: other }, than) {
      const times = sum(other) / sum(own);
      if (!(times > 1) || !Number.isFinite(times)) return '';
      return t('errors.smaller', { times: number(times, { digits: 2, trim: true }), letter: letterOf(than) });
    },
    /** The RMSE in steps; alone where levels are not one scale apart. @param {SchemeFrame} scheme */
    spread(scheme) {
      const { rmse, rmse_per_scale: steps } = scheme.metrics;
      if (typeof steps !== 'number') return t('errors.rmse', { rmse: short(rmse) });
      const loss = lossOf(scheme);
      return t(loss ? `errors.ratio.${loss.kind}` : 'errors.ratio', { ratio: number(steps), even: number(EVEN) });
    },
  };
}
