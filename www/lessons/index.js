// The course: its lessons in order. A lesson is fetched when it is asked for.

/** @typedef {import('../types.js').Lesson} Lesson */

/** Files in this folder, by the lessons' ids. */
const FILES = Object.freeze({
  'one-value': '01-one-value.js',
  'half-the-codes': '02-half-the-codes.js',
  'one-outlier': '03-one-outlier.js',
  'exact-zero': '04-exact-zero.js',
  padding: '05-padding.js',
  clipping: '06-clipping.js',
  searching: '07-searching.js',
  'per-channel': '08-per-channel.js',
  'per-group': '09-per-group.js',
  'static-dynamic': '10-static-dynamic.js',
  'cost-of-asymmetry': '11-cost-of-asymmetry.js',
  choosing: '12-choosing.js',
});

/** In the order they are taught. */
export const LESSONS = Object.freeze(Object.keys(FILES));

/** @type {Map<string, Promise<Lesson>>} */
const fetched = new Map();

/** @param {string} id one of `LESSONS` @returns {Promise<Lesson>} */
export function lesson(id) {
  const file = FILES[/** @type {keyof typeof FILES} */ (id)];
  let known = fetched.get(id);
  if (!known) {
    known = import(`./${file}`).then((module) => module.default);
    known.catch(() => fetched.delete(id));
    fetched.set(id, known);
  }
  return known;
}
