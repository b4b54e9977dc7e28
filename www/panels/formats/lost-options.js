// Options that a format has no place for: they come back with the next format that has.

import { parsedScheme, slotsOf } from '../../state/schemes.js';

/** @typedef {import('../../engine/pkg.js').Pkg} Pkg */
/** @typedef {import('../../engine/records.js').SchemeParts} SchemeParts */

/** @param {() => Pkg} drawing */
export function lostOptions(drawing) {
  /** What each slot had, with the numbers of its word. @type {Map<string, Record<string, any>>} */
  const lost = new Map();
  /** The scheme that came of the last choice, or what a person has made of it since. */
  let format = '';

  return {
    /** The scheme with another format. @param {string} text @param {Partial<SchemeParts>} means the format @returns {string} */
    withFormat(text, means) {
      const pkg = drawing();
      /** @type {Record<string, any>} */
      const before = parsedScheme(pkg, text).parts;
      // Its format came from somewhere else, and so did its options.
      if (before.format !== format) lost.clear();
      const next = pkg.change_scheme(text, Object.assign({}, ...lost.values(), means));
      /** @type {Record<string, any>} */
      const after = parsedScheme(pkg, next).parts;
      for (const { slot, words } of slotsOf(pkg).slice(1)) {
        if (after[slot] === lost.get(slot)?.[slot]) lost.delete(slot);
        if (after[slot] === before[slot] || lost.has(slot)) continue;
        const numbers = words.find(({ name }) => name === before[slot])?.numbers ?? [];
        lost.set(slot, Object.fromEntries([slot, ...numbers.map(({ key }) => key)].map((key) => [key, before[key]])));
      }
      format = after.format;
      return next;
    },
    /** A person has chosen options, which hold from now on. @param {Partial<SchemeParts>} change */
    chosen(change) {
      for (const slot of Object.keys(change)) lost.delete(slot);
    },
  };
}
