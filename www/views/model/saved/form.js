// The parts of a saved survey, checked one by one. Nothing is taken on trust: what is not of the form gets a sentence that names its
// place, and only what the form knows is taken over, as numbers and text.

import { SentenceError } from '../../../engine/errors.js';
import { ROLES } from '../cells.js';

/** @typedef {import('../../../engine/model-records.js').KnownRow} KnownRow */
/** @typedef {import('../../../engine/records.js').Measures} Measures */
/** @typedef {Record<string, unknown>} Json */

/** The measures of a side, in their order. */
const MEASURES = [
  'sqnr_db',
  'mse',
  'weighted_mse',
  'rmse',
  'mae',
  'max_abs_error',
  'cosine',
  'bias',
  'clipped',
  'zeroed',
  'rmse_per_scale',
  'error_at_zero',
  'rounding_sse',
  'clipping_sse',
  'codes_used',
  'codes_total',
  'entropy_bits',
  'bits_per_value',
];
/** Those that the view computes with, and so must be numbers. */
const SURE = ['mse', 'bits_per_value'];
/** Of values that a second file stores: those that ask for a grid are not known, and the bits may not be. */
const SURE_OF_STORED = ['mse'];
const OF_GRIDS = [
  'clipped',
  'rmse_per_scale',
  'error_at_zero',
  'rounding_sse',
  'clipping_sse',
  'codes_used',
  'codes_total',
  'entropy_bits',
  'bits_per_value',
];
/** What the measures of a second file are kept under, in the place of a scheme. */
export const BECAME = 'became';
/** Longest name, and longest text of another kind. */
const LONGEST_NAME = 65_536;
const LONGEST_WORD = 200;

/** What null stands for, which JSON has for all that is no finite number. @param {string} key @param {Json} measures @param {boolean} stored */
function absent(key, { mse }, stored) {
  // An SQNR is ∞ without an error, and −∞ without a signal.
  if (key === 'sqnr_db') return mse === 0 ? Infinity : -Infinity;
  if (stored && OF_GRIDS.includes(key)) return null;
  return key === 'rmse_per_scale' || key === 'weighted_mse' ? null : NaN;
}

/** Reads the parts of a survey, each named by its place. */
export class Form {
  #file;
  /** @param {string} file */
  constructor(file) {
    this.#file = file;
  }

  /** @param {string} place @returns {never} */
  refuse(place) {
    throw new SentenceError('error.survey.field', { file: this.#file, place: place || '{}' });
  }

  /** @param {unknown} value @param {string} place @returns {Json} */
  object(value, place) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? /** @type {Json} */ (value)
      : this.refuse(place);
  }

  /** @param {unknown} value @param {string} place @returns {unknown[]} */
  list(value, place) {
    return Array.isArray(value) ? value : this.refuse(place);
  }

  /** @param {unknown} value @param {string} place @param {number} [longest] @returns {string} */
  text(value, place, longest = LONGEST_WORD) {
    return typeof value === 'string' && value.length <= longest ? value : this.refuse(place);
  }

  /** @param {unknown} value @param {string} place */
  name(value, place) {
    return this.text(value, place, LONGEST_NAME);
  }

  /** @param {unknown} value @param {string} place @returns {number} */
  number(value, place) {
    return typeof value === 'number' && Number.isFinite(value) ? value : this.refuse(place);
  }

  /** @param {unknown} value @param {string} place @returns {number|null} */
  optional(value, place) {
    return value === null || value === undefined ? null : this.number(value, place);
  }

  /** @param {unknown} value @param {string} place @returns {number} */
  count(value, place) {
    return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : this.refuse(place);
  }

  /** Rows or columns that stand out. @param {unknown} value @param {string} place */
  standing(value, place) {
    const { throughout, by_few } = this.object(value, place);
    return {
      throughout: this.count(throughout, `${place}.throughout`),
      by_few: this.count(by_few, `${place}.by_few`),
    };
  }

  /** @param {unknown} value @param {string} place @param {string} a @param {string} b @returns {KnownRow} */
  row(value, place, a, b) {
    const row = this.object(value, place);
    const at = (/** @type {string} */ key) => `${place}.${key}`;
    const word = (/** @type {string} */ key) => this.text(row[key], at(key));
    const optional = (/** @type {string} */ key) => this.optional(row[key], at(key));
    const count = (/** @type {string} */ key) => this.count(row[key], at(key));
    const layer = row.layer === null || row.layer === undefined ? null : count('layer');
    /** @type {KnownRow['sides']} */
    const sides = new Map();
    for (const [role, scheme] of /** @type {const} */ ([
      ['a', a],
      ['b', b],
    ])) {
      const measures = row[role] === null ? null : this.measures(row[role], at(role));
      const problem = this.problem(row[`problem_${role}`], at(`problem_${role}`));
      if (measures || problem) sides.set(scheme, { scheme, measures, problem });
    }
    const became = this.#became(row, at);
    if (became) sides.set(BECAME, became);
    return {
      name: this.name(row.name, at('name')),
      role: ROLES.includes(word('role')) ? word('role') : 'other',
      layer,
      stack: row.stack === null || row.stack === undefined ? null : word('stack'),
      shape: this.list(row.shape, at('shape')).map((size, axis) => this.count(size, at(`shape[${axis}]`))),
      dtype: word('dtype'),
      stored_bits_per_value: optional('stored_bits_per_value') ?? NaN,
      values: count('values'),
      non_finite: count('non_finite'),
      signal: optional('signal') ?? NaN,
      kurtosis: optional('kurtosis'),
      max_per_sigma: optional('max_per_sigma'),
      rows_out: this.standing(row.rows_out, at('rows_out')),
      columns_out: this.standing(row.columns_out, at('columns_out')),
      importance: optional('importance'),
      sides,
    };
  }

  /** What a tensor became. @param {Json} row @param {(key: string) => string} at @returns {import('../../../engine/model-records.js').ModelSide|null} */
  #became(row, at) {
    if (row.became === undefined) return null;
    const measures = row.became === null ? null : this.measures(row.became, at('became'), true);
    const problem = this.problem(row.problem_became, at('problem_became'));
    if (!measures) return problem ? { scheme: BECAME, measures, problem } : null;
    const signal = this.number(row.became_signal, at('became_signal'));
    const left_out = this.count(row.became_left_out, at('became_left_out'));
    return { scheme: BECAME, measures, problem, signal, left_out };
  }

  /**
   * What a model became in a second file, from the document, its rows in the form of the document, and the rows that were read.
   * @param {Json} about @param {readonly unknown[]} tensors @param {readonly KnownRow[]} rows
   * @returns {import('../../../engine/model-records.js').ShownBecame|null}
   */
  second(about, tensors, rows) {
    if (about.became === undefined || about.became === null) return null;
    const names = (/** @type {string} */ key) =>
      this.list(about[key] ?? [], key).map((name, nth) => this.name(name, `${key}[${nth}]`));
    const partners = rows.flatMap(({ name, sides }, nth) => {
      const { partner } = /** @type {Json} */ (tensors[nth]);
      if (partner === undefined || partner === null) return [];
      const entry = { name: this.name(partner, `tensors[${nth}].partner`) };
      const { measures = null, problem = null } = sides.get(BECAME) ?? {};
      return [/** @type {const} */ ([name, { entry, unlike: measures ? null : problem }])];
    });
    return {
      word: BECAME,
      model: { listing: { name: this.name(about.became, 'became') } },
      partners: new Map(partners),
      alone: names('unpaired'),
      left: names('unpaired_became'),
    };
  }

  /** @param {unknown} value @param {string} place @param {boolean} [stored] values that a second file stores @returns {Measures} */
  measures(value, place, stored = false) {
    const sure = stored ? SURE_OF_STORED : SURE;
    const given = this.object(value, place);
    /** @type {Record<string, number|null>} */
    const measures = {};
    for (const key of MEASURES) {
      const there = given[key];
      // It is there only under an importance.
      if (key === 'weighted_mse' && there === undefined) continue;
      measures[key] =
        there === null && !sure.includes(key) ? absent(key, given, stored) : this.number(there, `${place}.${key}`);
    }
    return /** @type {any} */ (measures);
  }

  /** Why a side has no measures: a sentence, whose words are texts. @param {unknown} value @param {string} place */
  problem(value, place) {
    if (value === null || value === undefined) return null;
    const { key, words, text } = this.object(value, place);
    const said = Object.entries(this.object(words ?? {}, `${place}.words`)).map(([word, text]) => [
      word,
      this.name(text, `${place}.words`),
    ]);
    return {
      key: this.text(key, `${place}.key`),
      words: Object.fromEntries(said),
      ...(text === null || text === undefined ? {} : { text: this.name(text, `${place}.text`) }),
    };
  }
}
