// What the measured remedies come to, in sentences: the largest gain, and what follows for weights and for activations. An exact scheme
// has an infinite SQNR, so no difference from it is said.

import { isExact } from '../../numbers/exact.js';
import { decibels, difference, number } from '../../numbers/format.js';
import { verdicts } from './remedies.js';

/** @typedef {import('../../i18n/types.js').Translator} Translator */
/** @typedef {import('./remedies.js').Row} Row */
/** @typedef {NonNullable<ReturnType<typeof verdicts>>} Verdicts */

/** @param {Translator} t @param {string} name */
export const nameOf = (t, name) => t(`comparison.name.${name}`);

/** The text on how gains are measured, by the name of the scheme that is compared with. @param {string} base */
export const howKey = (base) => (base === 'sym' ? 'comparison.how' : `comparison.how.${base}`);

/** @param {Row} row */
const words = ({ scheme, metrics }) => ({
  scheme,
  sqnr: decibels(metrics.sqnr_db),
  bits: number(metrics.bits_per_value, { digits: 4, trim: true }),
});

/**
 * The sentences, that of the largest gain first; none before the table is full.
 * @param {Translator} t @param {readonly Row[]} rows @param {readonly import('./remedies.js').Remedy[]} remedies of the format
 */
export function sentences(t, rows, remedies) {
  if (remedies.length === 1) return [t('comparison.nothing', { scheme: remedies[0].scheme })];
  const found = verdicts(rows, remedies);
  return found ? [aboutLargest(t, found), aboutWeights(t, found), aboutActivations(t, found)] : [];
}

/** @param {Translator} t @param {Verdicts} found */
function aboutLargest(t, { base, largest, asym }) {
  const all = asym ? '' : '.plain';
  if (isExact(base.metrics)) return t(`comparison.largest${all}.exact`);
  const gained = { name: nameOf(t, largest.name), gain: difference(largest.gain, decibels) };
  if (isExact(largest.metrics)) {
    const key = largest === asym ? '.asym' : all;
    return t(`comparison.largest${key}.decodes`, { ...gained, sqnr: decibels(base.metrics.sqnr_db) });
  }
  const none = largest.gain <= 0;
  if (!asym) return t(none ? 'comparison.largest.plain.none' : 'comparison.largest.plain', gained);
  if (largest === asym) return t(none ? 'comparison.largest.asym.none' : 'comparison.largest.asym', gained);
  const both = { ...gained, asym: difference(asym.gain, decibels) };
  return t(none ? 'comparison.largest.none' : 'comparison.largest.other', both);
}

/** @param {Translator} t @param {Verdicts} found */
function aboutWeights(t, { weights, withZero }) {
  if (isExact(weights.metrics))
    return t(withZero ? 'comparison.weights.exact' : 'comparison.weights.plain.exact', words(weights));
  if (!withZero) return t('comparison.weights.plain', words(weights));
  if (isExact(withZero.metrics)) return t('comparison.weights.zero-exact', words(weights));
  const gain = difference(withZero.metrics.sqnr_db - weights.metrics.sqnr_db, decibels);
  return t('comparison.weights', { ...words(weights), gain });
}

/** @param {Translator} t @param {Verdicts} found */
function aboutActivations(t, { fixed, dynamic }) {
  if (isExact(fixed.metrics)) return t('comparison.activations.exact', words(fixed));
  const both = { ...words(fixed), dynamic: dynamic.scheme };
  if (isExact(dynamic.metrics)) return t('comparison.activations.dynamic-exact', both);
  return t('comparison.activations', {
    ...both,
    reached: decibels(dynamic.metrics.sqnr_db),
    gain: difference(dynamic.metrics.sqnr_db - fixed.metrics.sqnr_db, decibels),
  });
}
