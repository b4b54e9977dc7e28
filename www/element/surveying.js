// The survey of the model that an element shows, for programs: its rows as plain objects.

import { Obsolete, SentenceError } from '../engine/errors.js';
import { isSentence, toRecord } from '../engine/wire.js';

/** @typedef {import('../engine/model-records.js').KnownRow} KnownRow */
/** @typedef {import('../engine/model-survey.js').Became} Became */

/**
 * Measures all tensors of the model under A and B, and what they became in a second file where the state names one. Each row that is found is an event `survey` of the element, with the row and how many of
 * how many tensors are done. Rejects with a sentence where the data is of no model, and with Obsolete when another survey takes its place.
 * @param {HTMLElement} element
 * @param {import('../engine/model-survey.js').ModelSurvey|undefined} models
 * @param {{data: string, a: string, b: string, became: string}} state
 */
export async function surveyed(element, models, { data, a, b, became: second }) {
  const model = await models?.of(data);
  if (!models || !model) throw new SentenceError('error.model.none', { data });
  /** @type {Became|null} */
  let became = null;
  /** Why there is nothing of a second file. @type {KnownProblem} */
  let why = null;
  if (second !== '')
    await models.became(model, second).then(
      (found) => (became = found),
      (error) => {
        if (!isSentence(error)) throw error;
        why = toRecord(error);
      },
    );
  const plain = plainly({ a, b }, became, why);
  const schemes = [...new Set([a, b]), ...wordOf(became)];
  /** @type {ReturnType<typeof models.ask>|undefined} */
  let handle;
  await /** @type {Promise<void>} */ (
    new Promise((done, failed) => {
      const asked = { model, schemes, became };
      handle = models.ask(
        asked,
        (row, { done: count, total, active }) => {
          const detail = { row: row && plain(row), done: count, total };
          if (row) element.dispatchEvent(new CustomEvent('survey', { bubbles: true, composed: true, detail }));
          if (!active) done();
        },
        () => failed(new Obsolete()),
      );
      // A program that asks for all rows wants a model at an address to be read as a whole.
      if (model.source.remote) handle.resume();
    })
  );
  handle?.stop();
  const known = models.known(model.key);
  return model.listing.entries.flatMap(({ name }) => {
    const row = known.get(name);
    return row ? [plain(row)] : [];
  });
}

/** @typedef {import('../engine/model-records.js').ModelSide['problem']} KnownProblem */

/** @param {Became|null} became */
const wordOf = (became) => (became ? [became.word] : []);

/**
 * Makes rows plain objects: what the tensor is, and under `a`, `b` and `became` its measures with the keys of `metrics()`, or null and why.
 * @param {{a: string, b: string}} schemes @param {Became|null} became @param {KnownProblem} why
 */
function plainly({ a, b }, became, why) {
  return (/** @type {KnownRow} */ { sides, ...about }) => {
    const partner = became?.partners.get(about.name);
    const [of_a, of_b, of_became] = [a, b, ...wordOf(became)].map((scheme) => sides.get(scheme));
    return {
      ...about,
      a: of_a?.measures ?? null,
      b: of_b?.measures ?? null,
      became: of_became?.measures ?? null,
      partner: partner?.entry.name ?? null,
      problem: of_a?.problem ?? of_b?.problem ?? of_became?.problem ?? partner?.unlike ?? why,
    };
  };
}
