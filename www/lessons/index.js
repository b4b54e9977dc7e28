// The course: its lessons in order. A lesson is fetched when it is asked for.

/** @typedef {import('./types.js').Lesson} Lesson */

/** By the lessons' ids. Each import is written out, so that a bundler finds it. @type {Record<string, () => Promise<{default: unknown}>>} */
const IMPORTS = Object.freeze({
  'one-value': () => import('./01-one-value.js'),
  'half-the-codes': () => import('./02-half-the-codes.js'),
  'one-outlier': () => import('./03-one-outlier.js'),
  'exact-zero': () => import('./04-exact-zero.js'),
  padding: () => import('./05-padding.js'),
  clipping: () => import('./06-clipping.js'),
  searching: () => import('./07-searching.js'),
  'per-channel': () => import('./08-per-channel.js'),
  'per-group': () => import('./09-per-group.js'),
  'static-dynamic': () => import('./10-static-dynamic.js'),
  'cost-of-asymmetry': () => import('./11-cost-of-asymmetry.js'),
  choosing: () => import('./12-choosing.js'),
  photograph: () => import('./13-photograph.js'),
  'how-libraries-disagree': () => import('./14-how-libraries-disagree.js'),
  'four-bit-floats': () => import('./15-four-bit-floats.js'),
  'scales-of-scales': () => import('./16-scales-of-scales.js'),
});

/** In the order they are taught. */
export const LESSONS = Object.freeze(Object.keys(IMPORTS));

/** @type {Map<string, Promise<Lesson>>} */
const fetched = new Map();

/** @param {string} id one of `LESSONS` @returns {Promise<Lesson>} */
export function lesson(id) {
  let known = fetched.get(id);
  if (!known) {
    known = IMPORTS[id]().then((module) => /** @type {Lesson} */ (module.default));
    known.catch(() => fetched.delete(id));
    fetched.set(id, known);
  }
  return known;
}
