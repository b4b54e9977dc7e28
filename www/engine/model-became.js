// What a model became in a second file: which tensor there is whose partner. The crate pairs them by names and shapes (src/survey/partners.rs).

import { SentenceError } from './errors.js';

/** @typedef {import('./model-survey.js').Model} Model */
/** @typedef {import('../files/types.js').FileListing['entries'][number]} Entry */
/** @typedef {(...models: Parameters<import('./pkg.js').Pkg['partners']>) => Promise<ReturnType<import('./pkg.js').Pkg['partners']>>} Pair */
/** @typedef {{entry: Entry, interleaved: string|null, unlike: import('./model-records.js').ModelSide['problem']}} Partner unlike: why the two cannot be compared */
/**
 * @typedef {object} Became
 * @property {string} word what its measures are kept under, in the place of a scheme
 * @property {string} data the second file as a data string
 * @property {Model} model what it holds
 * @property {ReadonlyMap<string, Partner>} partners by the names of the first model's tensors
 * @property {readonly string[]} alone names of its tensors without a partner
 * @property {readonly string[]} left names of tensors of the second file that are nobody's partner
 */

/** Whether a tensor can be a weight, also where its type cannot be read: its row then says why. @param {Entry} entry */
const isWeight = ({ surveyed, readable, of, count }) => surveyed || (!readable && !of && count > 0);
/** @param {Entry} entry */
const named = ({ name, shape }) => ({ name, shape });

/**
 * Rejects with a sentence where nothing of the second file is in the model.
 * @param {Model} model @param {Model} second @param {string} data @param {Pair} pair
 * @returns {Promise<Became>}
 */
export async function becameOf(model, second, data, pair) {
  const ours = model.listing.entries.filter(({ surveyed }) => surveyed);
  const theirs = second.listing.entries.filter(isWeight);
  const { of, left } = await pair(ours.map(named), theirs.map(named));
  /** @type {Map<string, Partner>} */
  const partners = new Map();
  of.forEach((found, i) => {
    if (found) partners.set(ours[i].name, { ...found, entry: theirs[found.place] });
  });
  if (partners.size === 0)
    throw new SentenceError('error.became.none', { name: second.listing.name, model: model.listing.name });
  return {
    word: `became(${second.key})`,
    data,
    model: second,
    partners,
    alone: ours.filter(({ name }) => !partners.has(name)).map(({ name }) => name),
    left: left.map((place) => theirs[place].name),
  };
}

/** The source of a tensor with that of its partner, where there is something to compare. @param {import('../files/types.js').Source} source @param {Became} became @returns {import('../files/types.js').Source} */
export function withPartner(source, { word, model, partners }) {
  const partner = partners.get(source.tensor ?? '');
  if (!partner) return source;
  const { beside: _, ...second } = model.source;
  return { ...source, became: { ...second, tensor: partner.entry.name, word, interleaved: partner.interleaved } };
}
