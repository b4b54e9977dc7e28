// The survey of the model that an element shows, for programs: its rows as plain objects.

import { Obsolete, SentenceError } from '../engine/errors.js';

/** @typedef {import('../engine/model-records.js').KnownRow} KnownRow */

/**
 * Measures all tensors of the model under A and B. Each row that is found is an event `survey` of the element, with the row and how many of
 * how many tensors are done. Rejects with a sentence where the data is of no model, and with Obsolete when another survey takes its place.
 * @param {HTMLElement} element
 * @param {import('../engine/model-survey.js').ModelSurvey|undefined} models
 * @param {{data: string, a: string, b: string}} state
 */
export async function surveyed(element, models, { data, a, b }) {
  const model = await models?.of(data);
  if (!models || !model) throw new SentenceError('error.model.none', { data });
  const schemes = [...new Set([a, b])];
  /** @type {ReturnType<typeof models.ask>|undefined} */
  let handle;
  await /** @type {Promise<void>} */ (
    new Promise((done, failed) => {
      const asked = { model, schemes };
      handle = models.ask(
        asked,
        (row, { done: count, total, active }) => {
          const detail = { row: row && plain(row, { a, b }), done: count, total };
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
    return row ? [plain(row, { a, b })] : [];
  });
}

/** A row as a plain object: what the tensor is, and under `a` and `b` its measures with the keys of `metrics()`, or null and why. @param {KnownRow} row @param {{a: string, b: string}} schemes */
function plain({ sides, ...about }, { a, b }) {
  const [of_a, of_b] = [a, b].map((scheme) => sides.get(scheme));
  return {
    ...about,
    a: of_a?.measures ?? null,
    b: of_b?.measures ?? null,
    problem: of_a?.problem ?? of_b?.problem ?? null,
  };
}
