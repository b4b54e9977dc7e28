// The sentence that recommends a scheme, or names the nearest where none reaches the target.

import { isExact, sqnrWords } from '../../numbers/exact.js';
import { decibels, number } from '../../numbers/format.js';

const bitsText = (/** @type {number} */ bits) => number(bits, { digits: 4, trim: true });

/**
 * @param {import('../../i18n/types.js').Translator} t
 * @param {{entry: import('./advice.js').Entry, reaches: boolean, target: import('./advice.js').Target}} what
 * @param {(scheme: string) => string} named a scheme as sentences name it
 */
export function recommendation(t, { entry, reaches, target: { goal, value } }, named) {
  const way = !reaches ? 'none' : isExact(entry.metrics) ? 'found.exact' : 'found';
  return t(`advice.${way}.${goal}`, {
    scheme: named(entry.scheme),
    target: goal === 'sqnr' ? decibels(value) : t('ui.advice.bits', { bits: bitsText(value) }),
    bits: bitsText(entry.bits),
    sqnr: sqnrWords(t, entry.metrics),
  });
}
