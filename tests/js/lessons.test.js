import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { evaluate, fill } from '../../www/lessons/expression.js';
import { normalize, VIEWS } from '../../www/state/state.js';

/** @typedef {import('../../www/types.js').Lesson} Lesson */

const MEASURES = [
  'sqnr_db',
  'mse',
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
const STREAM = ['first', 'all', 'average', 'dynamic'].flatMap((name) =>
  ['sqnr_db', 'clipped', 'batches_clipped'].map((key) => `${name}_${key}`),
);
/** @param {string[]} keys */
const numbers = (keys) => Object.fromEntries(keys.map((key, i) => [key, i + 1.5]));
const SCOPE = {
  a: numbers(MEASURES),
  b: numbers(MEASURES),
  data: numbers(['min', 'max', 'mean', 'sd', 'count']),
  stream: numbers([...STREAM, 'count']),
};

/** What only claims may name: the page does not evaluate them. */
const CLAIMED = {
  ...SCOPE,
  padding: numbers(
    ['symmetric', 'asymmetric', 'mistaken'].flatMap((way) =>
      ['border_rmse', 'border_max', 'inner_rmse', 'inner_max'].map((key) => `${way}_${key}`),
    ),
  ),
  bias: numbers(['wide_error', 'narrow_error']),
  product: numbers(['sum', 'defined', 'za', 'zw']),
};

const folder = new URL('../../www/lessons/', import.meta.url);
const names = readdirSync(folder).filter((name) => /^\d\d-.*\.js$/.test(name));
/** @type {[string, Lesson][]} */
const lessons = await Promise.all(
  names.map(async (name) => [name, (await import(new URL(name, folder).href)).default]),
);
const steps = lessons.flatMap(([name, lesson]) =>
  lesson.steps.map((step, i) => /** @type {const} */ ([`${name}, step ${i + 1}`, step])),
);

test('a state of a step is a state of the element', () => {
  assert.ok(steps.length > 48);
  for (const [place, { state, question }] of steps) {
    const before = question && 'before' in question ? question.before : {};
    for (const part of [state, { ...state, ...before }]) {
      const known = VIEWS.includes(part.view ?? '') ? part : { ...part, view: 'grid' };
      const { state: legal, notes } = normalize(known);
      assert.deepEqual(notes, [], place);
      assert.deepEqual(legal, known, place);
    }
  }
});

test('every text can be filled, in both languages', () => {
  for (const [place, { text, question }] of steps) {
    const texts = [text, ...(question ? [question.ask, question.reveal] : [])];
    for (const lang of /** @type {const} */ (['en', 'zh-CN'])) {
      for (const one of texts) assert.doesNotMatch(fill(one[lang], SCOPE), /[{}]/, place);
    }
  }
});

test('every claim is a comparison, and every answer a number', () => {
  for (const [place, { claims, question }] of steps) {
    const goals = question?.kind === 'challenge' ? question.goals : [];
    const options = question?.kind === 'choice' ? question.options.flatMap(({ when }) => when ?? []) : [];
    for (const claim of claims) assert.equal(typeof evaluate(claim, CLAIMED), 'boolean', `${place}: ${claim}`);
    for (const claim of [...goals, ...options])
      assert.equal(typeof evaluate(claim, SCOPE), 'boolean', `${place}: ${claim}`);
    if (question?.kind === 'slider') assert.equal(typeof evaluate(question.answer, SCOPE), 'number', place);
  }
});
