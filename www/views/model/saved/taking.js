// Saved surveys among the files that a person opens.

import { SentenceError } from '../../../engine/errors.js';
import { isSentence } from '../../../engine/wire.js';
import { problemOf } from '../../../files/opened.js';
import { fetchTexts } from '../../../i18n/index.js';
import { bytesText } from '../../../numbers/format.js';
import { parsedScheme } from '../../../state/schemes.js';
import { isSavedSurvey, readSurvey } from './format.js';

/** @typedef {import('../../../files/dropped.js').Named} Named */
/** @typedef {import('../../../files/types.js').Opened} Opened */
/** @typedef {import('../../../engine/model-records.js').SavedSurvey} SavedSurvey */

/** What of a file is looked at, in bytes: a survey says in it that it is one. */
const BEGINNING = 1 << 16;
/** Larger surveys are not read, in bytes. One of a model of a hundred thousand tensors has about half of it. */
export const LARGEST = 1 << 28;

/**
 * Takes the saved surveys out of files: the others are to be opened as ever.
 * @param {readonly Named[]} files
 * @param {{drawing: import('../../../engine/pkg.js').Pkg|null, models: import('../../../engine/model-survey.js').ModelSurvey}} engine keeps them by their names
 * @param {string} lang
 * @returns {Promise<{others: Named[], bad: Opened[], show: {view: 'model', saved: string, a: string, b: string}|null}>} bad: damaged ones; show: the state that shows the first
 */
export async function takeSurveys(files, engine, lang) {
  /** @type {Named[]} */
  const others = [];
  /** @type {Opened[]} */
  const bad = [];
  /** @type {SavedSurvey[]} */
  const found = [];
  for (const named of files) {
    const { name } = named;
    try {
      const survey = await taken(named, engine.drawing);
      if (survey) found.push(survey);
      else others.push(named);
    } catch (error) {
      bad.push({ name, size: 0, entries: [], first: 0, problem: problemOf(name, error) });
      if (!isSentence(error)) reportError(error);
    }
  }
  if (found.length + bad.length > 0) await fetchTexts('model', lang);
  for (const survey of found) engine.models.saved.set(survey.file, survey);
  const [first] = found;
  return { others, bad, show: first ? { view: 'model', saved: first.file, a: first.a, b: first.b } : null };
}

/** @param {Named} named @param {import('../../../engine/pkg.js').Pkg|null} pkg @returns {Promise<SavedSurvey|null>} null where it is no survey */
async function taken({ file, name }, pkg) {
  if (!/\.json$/i.test(file.name) || !pkg) return null;
  // What cannot be read now is said when it is opened.
  const beginning = await file
    .slice(0, BEGINNING)
    .text()
    .catch(() => '');
  if (!isSavedSurvey(beginning)) return null;
  if (file.size > LARGEST) throw new SentenceError('error.survey.large', { file: name, limit: bytesText(LARGEST) });
  return readSurvey(await file.text(), name, (scheme) => parsedScheme(pkg, scheme).text);
}
