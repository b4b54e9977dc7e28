import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate, fill } from '../../www/lessons/expression.js';

const SCOPE = {
  a: { sqnr_db: 20.5, mse: 0.01, codes_used: 120, clipped: 0 },
  b: { sqnr_db: 26.52, mse: 0.0025, codes_used: 12345, clipped: 0.00101 },
  data: { min: -3, max: 2.5 },
};

const value = (/** @type {string} */ text) => evaluate(text, SCOPE);
const visible = (/** @type {string} */ text) => text.replaceAll('\u202F', '_');

test('arithmetic binds as usual', () => {
  for (const [text, expected] of /** @type {[string, number][]} */ ([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['7 - 2 - 1', 4],
    ['8 / 4 / 2', 1],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['2 ^ -1', 0.5],
    ['--3', 3],
    ['1e-3 * 2.5e0', 0.0025],
    ['6 - -1', 7],
  ]))
    assert.equal(value(text), expected, text);
});

test('names are measures of a and b and the summary of the data', () => {
  assert.equal(value('a.mse / b.mse'), 4);
  assert.equal(value('max(abs(data.min), abs(data.max))'), 3);
  assert.equal(value('log2(8) + log10(100) + sqrt(9) + min(4, 1, 2)'), 9);
});

test('a comparison is true or false', () => {
  assert.equal(value('b.sqnr_db - a.sqnr_db > 5.5'), true);
  assert.equal(value('a.clipped == 0'), true);
  assert.equal(value('1 < 1'), false);
  assert.equal(value('1 <= 1'), true);
  assert.equal(value('abs(-1) >= 2'), false);
});

test('what is not of the language is refused', () => {
  for (const text of [
    '',
    '1 +',
    '(1',
    '1 2',
    'c.mse',
    'a.nothing',
    'a',
    'a.constructor',
    'abs',
    'abs 1',
    'eval(1)',
    'a.mse = 1',
    '1 < 2 < 3',
    'constructor.name',
    '"x"',
    '1 ; 2',
    '[1]',
    'min(1,)',
    '()',
  ])
    assert.throws(() => value(text), Error, text);
});

test('placeholders are numbers in their format', () => {
  const say = (/** @type {string} */ text) => visible(fill(text, SCOPE));
  assert.equal(say('gains {b.sqnr_db - a.sqnr_db|db}'), 'gains 6.02_dB');
  assert.equal(say('{b.sqnr_db - a.sqnr_db|gain} and {a.sqnr_db - b.sqnr_db|gain}'), '+6.02_dB and −6.02_dB');
  assert.equal(say('{a.mse} {b.codes_used|count} {b.clipped|percent} {a.mse / 3|short}'), '0.01 12_345 0.101_% 0.0033');
  assert.equal(say('no placeholder'), 'no placeholder');
});

test('a placeholder that says no number is refused', () => {
  for (const text of ['{a.mse > 1}', '{a.mse|nothing}', '{a.mse|constructor}', '{}', '{what}']) {
    assert.throws(() => fill(text, SCOPE), Error, text);
  }
});
