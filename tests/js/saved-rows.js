// Rows of a made-up survey, for the tests of saved ones.

import assert from 'node:assert/strict';
import { SentenceError } from '../../www/engine/errors.js';
import { readSurvey } from '../../www/views/model/saved/format.js';

/** @typedef {import('../../www/engine/model-records.js').KnownRow} KnownRow */
/** @typedef {import('../../www/engine/model-records.js').SavedSurvey} SavedSurvey */

export const LINES = { throughout: 1, by_few: 2 };
export const SCHEMES = ['int4', 'int8:row'];
export const same = (/** @type {string} */ scheme) => scheme;

/** @param {number} mse @param {object} [more] */
export const measures = (mse, more = {}) => ({
  sqnr_db: mse === 0 ? Infinity : 10 * Math.log10(1 / mse),
  mse,
  ...more,
  rmse: Math.sqrt(mse),
  mae: 0.1,
  max_abs_error: 0.3,
  cosine: mse === 0 ? NaN : 0.9,
  bias: -1e-9,
  clipped: 0,
  zeroed: 0.25,
  rmse_per_scale: null,
  error_at_zero: 0,
  rounding_sse: 1,
  clipping_sse: 0,
  codes_used: 3,
  codes_total: 15,
  entropy_bits: 1.5,
  bits_per_value: 4.5,
});

/** @param {string} name @param {Partial<KnownRow>} [of] @returns {KnownRow} */
export function row(name, of = {}) {
  const sides = SCHEMES.map(
    (scheme, nth) => /** @type {const} */ ([scheme, side(scheme, measures(nth === 0 ? 0.01 : 0))]),
  );
  return {
    name,
    role: 'down',
    layer: 3,
    stack: '',
    shape: [2, 5],
    dtype: 'bfloat16',
    stored_bits_per_value: 16,
    values: 10,
    non_finite: 0,
    signal: 12.5,
    kurtosis: 3.1,
    max_per_sigma: null,
    rows_out: LINES,
    columns_out: LINES,
    importance: null,
    sides: new Map(sides),
    ...of,
  };
}
/** @param {string} scheme @param {any} measures @param {any} [problem] */
export const side = (scheme, measures, problem = null) => ({ scheme, measures, problem });

export const LACKS = {
  key: 'note.survey.together',
  words: { scheme: 'int4', values: '10', limit: '5' },
};
/** @type {Omit<SavedSurvey, 'file'>} */
export const SURVEY = {
  model: 'm.safetensors',
  files: [{ name: 'm.safetensors', size: 1234 }],
  a: 'int4',
  b: 'int8:row',
  rows: [
    row('blk.0.ffn_down.weight'),
    row('norm "é"\n</script>', {
      role: 'norm',
      layer: null,
      shape: [],
      values: 1,
      importance: 2,
      sides: new Map([
        ['int4', side('int4', null, LACKS)],
        ['int8:row', side('int8:row', measures(0.5, { weighted_mse: 0.25 }))],
      ]),
    }),
    // What could not be read has no numbers.
    row('broken', { shape: [], dtype: '', signal: NaN, stored_bits_per_value: NaN, kurtosis: null, sides: new Map() }),
  ],
  became: null,
};

/** @param {string} text */
export const read = (text, canonical = same) => readSurvey(text, 's.json', canonical);

/** The sentence that a text gets. @param {string} text @param {(scheme: string) => string} [canonical] */
export function refusal(text, canonical) {
  try {
    read(text, canonical);
  } catch (error) {
    assert.ok(error instanceof SentenceError, String(error));
    return { key: error.key, ...error.words, message: error.message };
  }
  return assert.fail('it was read');
}
