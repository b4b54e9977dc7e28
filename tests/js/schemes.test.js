// The notation of schemes on the page: the table is read once, and so is each scheme.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberOf, parsedScheme, slotsOf, wordsOf } from '../../www/state/schemes.js';

/** A module that counts its calls, and takes ` int4 ` for `int4`. */
function counting() {
  const calls = { words: 0, parse: 0 };
  /** @type {any} */
  const pkg = {
    scheme_words() {
      calls.words += 1;
      const numbers = [{ key: 'group', least: 1, most: 99, default: 64, stops: [8, 16] }];
      return [
        { slot: 'format', words: [{ name: 'int', pattern: 'int4', numbers: [] }] },
        { slot: 'granularity', words: [{ name: 'group', pattern: 'gN', numbers }] },
      ];
    },
    parse_scheme(/** @type {string} */ text) {
      calls.parse += 1;
      if (text === '') throw new Error('no scheme');
      return { text: text.trim(), parts: {} };
    },
  };
  return { pkg, calls };
}

test('the table is read once from a module, and is empty before there is one', () => {
  const { pkg, calls } = counting();
  assert.deepEqual(
    slotsOf(pkg).map(({ slot }) => slot),
    ['format', 'granularity'],
  );
  assert.equal(wordsOf(pkg, 'granularity')[0].pattern, 'gN');
  assert.deepEqual(numberOf(pkg, 'group').stops, [8, 16]);
  assert.equal(calls.words, 1);
  assert.deepEqual([slotsOf(null), wordsOf(null, 'format'), numberOf(null, 'group').stops], [[], [], []]);
  slotsOf(counting().pkg);
});

test('a scheme is parsed once, and its canonical notation with it', () => {
  const { pkg, calls } = counting();
  const parsed = parsedScheme(pkg, ' int4 ');
  assert.equal(parsedScheme(pkg, ' int4 '), parsed);
  assert.equal(parsedScheme(pkg, 'int4'), parsed);
  assert.equal(calls.parse, 1);
  assert.throws(() => parsedScheme(pkg, ''));
  assert.throws(() => parsedScheme(pkg, ''), 'a refusal is not kept');
  assert.equal(calls.parse, 3);
  for (let i = 0; i < 2000; i += 1) parsedScheme(pkg, `int4:g${i + 1}`);
  parsedScheme(pkg, 'int4');
  assert.equal(calls.parse, 2004, 'what is kept is bounded');
});
