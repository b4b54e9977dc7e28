// The formats that there are: the integers of each number of bits, and every other word of the notation.

import { numberOf, wordsOf } from './schemes.js';

/** @typedef {import('../engine/pkg.js').Pkg} Pkg */
/** @typedef {import('../engine/records.js').SchemeParts} SchemeParts */
/** @typedef {{id: string, format: string, group: string, means: Partial<SchemeParts>, notation: string}} FormatEntry format: its word; means: what puts a scheme at it; notation: the shortest scheme of it */

/** Which entry a scheme's format is. @param {Pick<SchemeParts, 'format'|'bits'>} parts */
export const formatId = ({ format, bits }) => (format === 'int' ? `int${bits}` : format);

/**
 * Every format, the integers with the most bits first. The grid that a file stores the data on is one of them only where there is one.
 * @param {Pkg} pkg @param {string} levels those of a person's own @param {boolean} [stored] whether the data has such a grid
 * @returns {FormatEntry[]}
 */
export function formatEntries(pkg, levels, stored = false) {
  const words = wordsOf(pkg, 'format').filter(({ name }) => stored || name !== 'stored');
  return words.flatMap(({ name: format, group = '' }) => {
    if (format !== 'int') {
      const own = format === 'levels';
      const means = own ? { format, levels } : { format };
      return [{ id: format, format, group, means, notation: own ? `levels(${levels})` : format }];
    }
    return numberOf(pkg, 'bits')
      .stops.toReversed()
      .map((bits) => ({ id: `int${bits}`, format, group, means: { format, bits }, notation: `int${bits}` }));
  });
}

/** What an entry is called. @param {import('../i18n/types.js').Translator} t @param {FormatEntry} entry */
export const formatName = (t, { id, format }) => (format === 'int' ? id : t(`ui.format.${format}`));
