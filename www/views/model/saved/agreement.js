// A saved survey beside a model that is open: which of its rows are of tensors of this model.
//
// A number is taken over for a tensor of the same name, shape and type, under the same scheme, where no importance weighs either. Everything
// else is measured.

/** @typedef {import('../../../engine/model-records.js').KnownRow} KnownRow */
/** @typedef {import('../../../engine/model-records.js').SavedSurvey} SavedSurvey */
/** @typedef {import('../../../engine/model-survey.js').Model} Model */

/** @param {readonly number[]} one @param {readonly number[]} other */
const sameShape = (one, other) => one.length === other.length && one.every((size, axis) => size === other[axis]);

/** What was found last: it is asked for with each row that comes. @type {{survey: SavedSurvey, model: Model, rows: KnownRow[]}|null} */
let latest = null;

/** The rows of a survey that are of tensors of a model, by name and shape. @param {SavedSurvey} survey @param {Model} model */
export function agreeing(survey, model) {
  if (latest?.survey !== survey || latest.model !== model) latest = { survey, model, rows: found(survey, model) };
  return latest.rows;
}

/** @param {SavedSurvey} survey @param {Model} model */
function found(survey, model) {
  const entries = new Map(model.listing.entries.map((entry) => [entry.name, entry]));
  return survey.rows.filter(({ name, shape }) => {
    const entry = entries.get(name);
    return entry !== undefined && sameShape(entry.shape, shape);
  });
}

/**
 * Takes over what a survey has measured; what was measured here counts more.
 * @param {import('../../../engine/model-survey.js').ModelSurvey} models @param {Model} model @param {SavedSurvey} survey
 * @returns {number} how many tensors have numbers of it
 */
export function adopt(models, model, survey) {
  if (model.source.beside) return 0;
  const schemes = [survey.a, survey.b];
  const types = new Map(model.listing.entries.map(({ name, dtype }) => [name, dtype]));
  const taken = agreeing(survey, model).filter(
    ({ name, dtype, importance, sides }) =>
      dtype === types.get(name) && importance === null && schemes.some((scheme) => sides.get(scheme)?.measures),
  );
  // What a tensor became is measured again: whether the second file is the same is not known.
  for (const row of taken)
    for (const side of schemes.flatMap((scheme) => row.sides.get(scheme) ?? []))
      if (side.measures && !models.known(model.key).get(row.name)?.sides.has(side.scheme))
        models.adopt(model.key, row, side);
  return taken.length;
}

/** Whether files of one name have other sizes now: then they are others than those that were surveyed. @param {SavedSurvey} survey @param {Model} model */
export function haveChanged(survey, { source, listing }) {
  const now = source.parts ?? [{ name: listing.name, size: source.size }];
  const sizes = new Map(now.map(({ name, size }) => [name, size]));
  return survey.files.some(({ name, size }) => (sizes.get(name) ?? size) !== size);
}
