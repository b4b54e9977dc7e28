// Saves the survey that is shown.

import { fileName } from '../../../export/names.js';
import { save, textFile } from '../../../export/save.js';
import { savedText } from './format.js';

/** @typedef {import('../../../engine/model-records.js').KnownRow} KnownRow */

/**
 * What of a model goes into its survey: its name and its files. Of files at an address the address is the name.
 * @param {import('../../../engine/model-survey.js').Model} model
 */
export const aboutModel = ({ source, listing }) => ({
  model: listing.name,
  files: source.parts ?? [{ name: source.name, size: source.size }],
});

/** @param {Omit<import('../../../engine/model-records.js').SavedSurvey, 'file'>} survey */
export function saveSurvey(survey) {
  const { model, a, b } = survey;
  save(textFile(savedText(survey), 'application/json'), fileName(['survey', model, a, b], 'json'));
}
