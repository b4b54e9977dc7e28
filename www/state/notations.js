// Data and schemes as a person, a link or a program wrote them; the crate reads them and prints them canonically.

import { isSentence } from '../engine/wire.js';
import { parsedScheme } from './schemes.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {{name: 'data'|'a'|'b', error: import('../engine/errors.js').SentenceError, typed: string}} Refusal */

/**
 * Makes the notations of a state canonical. One that does not parse is replaced by the one held before.
 * @param {import('../engine/pkg.js').Pkg} pkg
 * @param {State} next
 * @param {State} held whose notations are canonical
 * @returns {Refusal[]} what was refused
 */
export function makeCanonical(pkg, next, held) {
  /** @type {Refusal[]} */
  const refusals = [];
  for (const [name, parse] of /** @type {[Refusal['name'], (text: string) => {text: string}][]} */ ([
    ['data', (text) => pkg.parse_data(text)],
    ['a', (text) => parsedScheme(pkg, text)],
    ['b', (text) => parsedScheme(pkg, text)],
  ])) {
    if (next[name] === held[name]) continue;
    try {
      next[name] = parse(next[name]).text;
    } catch (error) {
      if (!isSentence(error)) throw error;
      refusals.push({
        name,
        error: /** @type {import('../engine/errors.js').SentenceError} */ (error),
        typed: next[name],
      });
      next[name] = held[name];
    }
  }
  return refusals;
}
