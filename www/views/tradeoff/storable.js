// Which schemes advice counts. Files of a format with super-blocks hold only rows of whole ones; others are measured, but not recommended.

import { count } from '../../numbers/format.js';
import { knownOf, noteKey } from './usual.js';

/**
 * @template {{scheme: string}} T
 * @param {readonly T[]} list @param {number} columns values of a row @param {(scheme: string) => number} superBlockOf
 * @returns {{counted: T[], left: string[]}} left: the schemes whose files cannot hold such rows
 */
export function storable(list, columns, superBlockOf) {
  const fits = (/** @type {T} */ { scheme }) => columns % superBlockOf(scheme) === 0;
  return { counted: list.filter(fits), left: list.filter((entry) => !fits(entry)).map(({ scheme }) => scheme) };
}

/**
 * What is to be known of a scheme: that files of its format cannot hold such rows, or else what differs from the format of the name that people know it by.
 * @param {import('../../i18n/types.js').Translator} t @param {string} scheme @param {number} columns @param {(scheme: string) => number} superBlockOf
 */
export function noteOf(t, scheme, columns, superBlockOf) {
  const size = superBlockOf(scheme);
  if (columns % size !== 0) return t('remark.not_stored', { columns: count(columns), super_block: count(size) });
  const known = knownOf(scheme);
  return known ? t(noteKey(known)) : '';
}
