// A survey as a file: the rows of a model under A and B as JSON, which the page and the command line write alike (docs/models.md). JSON has
// no infinity: an SQNR without error is null.

import { SentenceError } from '../../../engine/errors.js';
import { linesOf, sumOf } from '../lines.js';
import { Form } from './form.js';

/** @typedef {import('../../../engine/model-records.js').SavedSurvey} SavedSurvey */
/** @typedef {import('../lines.js').Line} Line */

const FAMILY = 'quantscope-survey/';
/** The version that is written and read. */
export const VERSION = 1;
/** What the numbers are, for who reads the file without the page. */
const SAYS =
  'Errors of the weights themselves, measured for each tensor: what a format does to the values, not to the perplexity of the model. SQNR in dB; null where there is no error.';

/** What of a name a sentence quotes. */
const QUOTED = 60;

/** The text of a survey. @param {Omit<SavedSurvey, 'file'>} survey */
export function savedText({ model, files, a, b, rows, became }) {
  const lines = linesOf(rows, { a, b }, became);
  const about = {
    schema: `${FAMILY}${VERSION}`,
    says: SAYS,
    model,
    files,
    a,
    b,
    became: became?.model.listing.name,
    total_a: totalOf(lines, 'a', a),
    total_b: totalOf(lines, 'b', b),
    total_became: became ? totalOf(lines, 'became', became.word) : undefined,
    unpaired: became?.alone,
    unpaired_became: became?.left,
  };
  const tensors = lines.map((line) => {
    const { sides, ...row } = line.row;
    const side = (/** @type {string} */ scheme) => sides.get(scheme);
    return {
      ...row,
      a: side(a)?.measures ?? null,
      b: side(b)?.measures ?? null,
      problem_a: side(a)?.problem ?? null,
      problem_b: side(b)?.problem ?? null,
      difference_db: line.difference,
      share_a: line.a.share,
      share_b: line.b.share,
      ...(became ? becameOf(line, became) : {}),
    };
  });
  // A line for each tensor: to be read by people and to be compared by programs.
  const head = JSON.stringify(about, null, 1).replace(/\n\}$/, '');
  return `${head},\n "tensors": [\n${tensors.map((tensor) => `  ${JSON.stringify(tensor)}`).join(',\n')}\n ]\n}\n`;
}

/** What a tensor became; nothing where it has no partner. @param {Line} line @param {import('../../../engine/model-records.js').ShownBecame} became */
function becameOf({ row, became: { share } }, { word, partners }) {
  const partner = partners.get(row.name);
  if (!partner) return {};
  const { measures = null, problem = null, signal = row.signal, left_out = row.non_finite } = row.sides.get(word) ?? {};
  return {
    partner: partner.entry.name,
    became: measures,
    ...(measures
      ? { became_signal: signal, became_left_out: left_out }
      : { problem_became: partner.unlike ?? problem }),
    share_became: share,
  };
}

/** The model as one vector under a scheme. @param {readonly Line[]} lines @param {'a'|'b'|'became'} role @param {string} scheme */
function totalOf(lines, role, scheme) {
  const measured = lines.filter((line) => line[role].sse !== null);
  const { values, [role]: sum } = sumOf(measured);
  const finite = measured.reduce((all, { row }) => all + row.values - row.non_finite, 0);
  const sse = sum.sse ?? 0;
  return {
    tensors: measured.length,
    values,
    finite,
    signal: measured.reduce((all, { row }) => all + row.signal, 0),
    sse,
    sqnr_db: sum.sqnr,
    mse: sse / Math.max(1, finite),
    max_abs_error: Math.max(0, ...measured.map(({ row }) => row.sides.get(scheme)?.measures?.max_abs_error ?? 0)),
    bits_per_value: sum.bits ?? 0,
  };
}

/** Whether a text is, or was, a saved survey, by its beginning. @param {string} beginning */
export const isSavedSurvey = (beginning) => /^\s*\{[^]*"schema"\s*:\s*"quantscope-survey\//.test(beginning);

/**
 * A survey from its text. Throws a sentence where it is none.
 * @param {string} text @param {string} file its name, for sentences
 * @param {(scheme: string) => string} canonical a scheme as the page writes it; throws where there is none of that notation
 * @returns {SavedSurvey}
 */
export function readSurvey(text, file, canonical) {
  const read = new Form(file);
  const about = read.object(parsed(text, file), '');
  const schema = read.text(about.schema, 'schema');
  if (schema !== `${FAMILY}${VERSION}`)
    throw new SentenceError('error.survey.version', { file, found: quoted(schema), known: `${FAMILY}${VERSION}` });
  const [a, b] = /** @type {const} */ (['a', 'b']).map((role) => {
    const scheme = read.text(about[role], role);
    try {
      return canonical(scheme);
    } catch {
      throw new SentenceError('error.survey.scheme', { file, scheme: quoted(scheme) });
    }
  });
  const tensors = read.list(about.tensors, 'tensors');
  if (tensors.length === 0) throw new SentenceError('error.survey.empty', { file });
  const rows = tensors.map((tensor, nth) => read.row(tensor, `tensors[${nth}]`, a, b));
  const names = new Set(rows.map(({ name }) => name));
  if (names.size < rows.length) read.refuse('tensors[].name');
  const files = read.list(about.files ?? [], 'files').map((part, nth) => {
    const { name, size } = read.object(part, `files[${nth}]`);
    return { name: read.name(name, `files[${nth}].name`), size: read.count(size, `files[${nth}].size`) };
  });
  const became = read.second(about, tensors, rows);
  return { file, model: read.name(about.model, 'model'), files, a, b, rows, became };
}

/** @param {string} text @param {string} file @returns {unknown} */
function parsed(text, file) {
  try {
    return JSON.parse(text);
  } catch {
    throw new SentenceError('error.survey.syntax', { file });
  }
}

/** @param {string} text */
const quoted = (text) => (text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text);
