// A model and what it became in a second file: which of two is which, and what a link waits for.

import { dataOf, dataOfFile, firstOf, isAbout } from './opened.js';
import { AFRESH } from '../state/state.js';

/** @typedef {import('./types.js').Opened} Opened */
/** @typedef {import('../state/state.js').State} State */
/** @typedef {import('../engine/model-became.js').Pair} Pair */

/** With fewer tensors a file is no model: one called `weight` is in many. */
const FEWEST = 2;
/** Two files are of one model if so much of the smaller one is in the other. */
const COMMON = 0.5;
/** Of two files of about one size, the one that is not GGUF is what was there first. */
const ABOUT = 1.1;

/**
 * What a drop of files changes besides the data, or in its place: null where that is nothing.
 * @param {object} of
 * @param {readonly Opened[]} of.data what was dropped and has values
 * @param {boolean} of.second whether a person opens it as what the model became
 * @param {State} of.shown
 * @param {State|null} of.link that waits for its file
 * @param {Pair} of.pair
 * @returns {Promise<Partial<State>|null>}
 */
export async function twoFiles({ data, second, shown, link, pair }) {
  if (second) return data.length > 0 ? { became: dataOfFile(data[0]) } : null;
  const { became, data: of } = link ?? shown;
  const awaited = data.filter((file) => became !== '' && isAbout(became, [file]));
  // The second file of a link comes by itself: the first stays.
  if (awaited.length > 0 && !data.some((file) => isAbout(of, [file]))) return link ? {} : { became };
  if (link || data.length !== 2) return null;
  const [model, other] = inOrder(data);
  if (!(await areOne(model, other, pair))) return null;
  return { data: dataOf(model, firstOf(model)), became: dataOfFile(other), ...AFRESH };
}

/** @param {Opened} file */
const weightsOf = ({ entries }) => entries.filter(({ surveyed }) => surveyed);

/** Whether two files are of one model. @param {Opened} one @param {Opened} other @param {Pair} pair */
async function areOne(one, other, pair) {
  const [ours, theirs] = [one, other].map(weightsOf);
  const fewer = Math.min(ours.length, theirs.length);
  if (fewer < FEWEST) return false;
  const { of } = await pair(ours, theirs);
  return of.filter((found) => found && !found.unlike).length >= COMMON * fewer;
}

/** The file that a model was, and the one that it became: quantized, it is smaller. @param {readonly Opened[]} two */
function inOrder([one, other]) {
  const [small, large] = [one.size, other.size].sort((p, q) => p - q);
  const isGguf = (/** @type {Opened} */ { name }) => /\.gguf$/i.test(name);
  const turned = large > ABOUT * small ? other.size === large : isGguf(one) && !isGguf(other);
  return turned ? [other, one] : [one, other];
}
