// What an element knows of the steps of its lessons while the page is open: the guesses made, and the numbers that the steps had.
//
// It outlives a layout in another language or theme. An undo or the browser's Back may show a step in a state that is not its own; its
// text and its question then still have their numbers. Each element of a page has its own, so that a guess in one answers no other.

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../lessons/expression.js').Scope} Scope */
/** @typedef {import('./guesses/types.js').Guess} Guess */

/** @typedef {{scope: Scope, frame: Frame}} Measured */
/**
 * @typedef {object} Known what is known of a step
 * @property {Guess|null} guess the one that was made
 * @property {import('./guesses/types.js').Draft|null} draft the one that was begun
 * @property {Measured|null} before its numbers before the guess
 * @property {Measured[]} frames the numbers of each frame of its walk; without a walk it has one frame
 * @property {Map<string, import('../../engine/records.js').Measures>} measured what its question measured beside them, by scheme
 */

/** @returns {Known} */
export const nothingKnown = () => ({ guess: null, draft: null, before: null, frames: [], measured: new Map() });

/** By lesson and step. @type {WeakMap<Element, Map<string, Known>>} */
const memories = new WeakMap();

/** @param {Element} host the element that shows the lessons */
export function memoryOf(host) {
  const steps = memories.get(host) ?? new Map();
  memories.set(host, steps);
  return {
    /** @param {string} key of a step @returns {Known} */
    of(key) {
      const known = steps.get(key) ?? nothingKnown();
      steps.set(key, known);
      return known;
    },
  };
}
