// What the crate is asked about a budget: candidates, rules, and what is known of a model's tensors. Arithmetic is the crate's
// (src/survey/budget/).

import { parsedScheme } from '../../../state/schemes.js';
import { RULES } from '../index.js';

/** @typedef {import('../../../engine/model-records.js').BudgetAsked} BudgetAsked */
/** @typedef {import('../../../engine/model-records.js').BudgetRow} BudgetRow */
/** @typedef {import('../../../engine/model-records.js').KnownRow} KnownRow */
/** @typedef {import('../../../engine/model-survey.js').Model} Model */
/** @typedef {import('../index.js').ModelState} ModelState */
/** @typedef {{candidates: readonly string[]} & Pick<BudgetAsked, 'keep'|'criterion'|'counted'>} Settings */
/** @typedef {Model['listing']['entries'][number]} Entry */
/** @typedef {{kept?: string, formats: readonly string[]}} Wanted why a tensor is kept, and else what it has to be measured under */

/** Candidates that are no schemes. */
const WORDS = Object.freeze(['keep', 'bf16', 'f16']);

/** Lists of candidates that go together, each the formats of some programs; the first one is the usual list. */
export const LISTS = Object.freeze({
  gguf: 'q2_k;q3_k;q4_k;q5_k;q6_k;q8_0;bf16',
  integers: 'int4:full:g128:s16;int4:full:g32:s16;int8:full:row:s16;bf16',
  floats: 'nvfp4;mxfp4;mxfp8_e4m3;fp8_e4m3:row;bf16',
});

/** A candidate as the crate writes it; throws a sentence when it is none. @param {import('../../../engine/pkg.js').Pkg} pkg @param {string} text */
export function candidateOf(pkg, text) {
  const word = text.toLowerCase();
  return WORDS.includes(word) ? word : parsedScheme(pkg, text).text;
}

/** Whether a candidate is a scheme. @param {string} candidate */
export const isScheme = (candidate) => !WORDS.includes(candidate);

/** @param {ModelState} state @param {readonly string[]} candidates @returns {Settings} */
export function settingsOf({ kept, least, counted }, candidates) {
  const rules = kept.split(',');
  const keep = /** @type {Settings['keep']} */ (Object.fromEntries(RULES.map((rule) => [rule, rules.includes(rule)])));
  return { candidates, keep, criterion: least, counted };
}

/** A tensor that nothing is known of yet but what its file lists. @param {Entry} entry @returns {BudgetRow} */
export const listed = ({ name, shape, dtype, count }) => ({
  name,
  shape,
  dtype,
  stored_bits_per_value: NaN,
  values: count,
  non_finite: 0,
  signal: NaN,
  importance: null,
  sides: [],
});

/** @param {Entry} entry @param {KnownRow} row @param {readonly string[]} formats those it is planned with @returns {BudgetRow} */
function measured({ name, shape, dtype }, row, formats) {
  const { stored_bits_per_value, values, non_finite, signal, importance = null } = row;
  const sides = formats.flatMap((format) => row.sides.get(format) ?? []);
  return {
    name,
    shape,
    dtype,
    stored_bits_per_value,
    values,
    non_finite,
    signal,
    importance,
    sides: sides.map(({ scheme, measures, sse }) => ({ scheme, measures, sse })),
  };
}

/**
 * The tensors that can be planned by now, and how many are waited for: a tensor that is kept has to be known, any other one measured under all that
 * it may become.
 * @param {readonly Entry[]} entries @param {ReadonlyMap<string, KnownRow>} known @param {ReadonlyMap<string, Wanted>} wanted
 * @returns {{rows: BudgetRow[], known: KnownRow[], waiting: number}}
 */
export function plannable(entries, known, wanted) {
  const ready = entries.flatMap((entry) => {
    const row = known.get(entry.name);
    const { formats } = wanted.get(entry.name) ?? { formats: [] };
    return row && formats.every((format) => row.sides.has(format)) ? [{ entry, row, formats }] : [];
  });
  return {
    rows: ready.map(({ entry, row, formats }) => measured(entry, row, formats)),
    known: ready.map(({ row }) => row),
    waiting: entries.length - ready.length,
  };
}
