// Which codes values take that are not finite. Ranges, errors and counts leave these values out, but each has a code.

import { joined } from '../i18n/index.js';
import { count } from './format.js';
import { letterOf } from '../state/roles.js';

/** @typedef {import('../engine/records.js').Frame} Frame */
/** @typedef {import('../i18n/types.js').Translator} Translator */

/** What becomes of NaN and infinities under a scheme; nothing where the data has none. @param {Translator} t @param {Pick<Frame['data'], 'nan'|'positive'|'negative'>} data @param {Frame['a']} scheme */
export function nonFiniteText(t, { nan, positive, negative }, { parts, table, fitted }) {
  const infinite = positive + negative;
  const real = !table && !fitted && parts.symmetry === 'asym' && parts.zero === 'zfloat';
  return joined([
    ...(nan === 0 ? [] : [t(real ? 'nonfinite.nan.zfloat' : 'nonfinite.nan', { count: count(nan) })]),
    ...(infinite === 0 ? [] : [t('nonfinite.infinite', { count: count(infinite) })]),
  ]);
}

/** The same of both schemes, and that they are not counted: said once where it is the same. @param {Translator} t @param {Frame} frame @returns {string[]} */
export function nonFiniteTexts(t, { data, a, b }) {
  const [ofA, ofB] = [a, b].map((scheme) => nonFiniteText(t, data, scheme));
  if (ofA === '') return [];
  const each =
    ofA === ofB
      ? [ofA]
      : [
          ['a', ofA],
          ['b', ofB],
        ].map(([role, text]) => t('ui.headed', { head: letterOf(/** @type {'a'} */ (role)), text }));
  return [...each, t('nonfinite.uncounted')];
}
