// What the Blocks view says of the errors it shows, and how it labels its colours.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTranslator } from '../../www/i18n/index.js';
import { comparisonOf, findingOf } from '../../www/views/blocks/finding.js';
import { colorsOf, endsOf } from '../../www/views/blocks/maps.js';
import './texts.js';

const en = createTranslator('en', { strict: true });
const zh = createTranslator('zh-CN', { strict: true });

/** @param {object} scheme @param {object} [panel] @param {typeof en} [t] */
const found = (scheme, panel = {}, t = en) =>
  findingOf(
    t,
    'error',
    /** @type {any} */ ({ blocks: 8, metrics: { mse: 1, zeroed: 0 }, params: { scale: 11.53 }, ...scheme }),
    {
      cells: new Float32Array(0),
      .../** @type {any} */ (panel),
    },
  ).replace(/[\u00a0\u202f]/g, ' ');
/** @typedef {[first: number, end: number, share: number, of: number]} Line */
const lines = (/** @type {Line} */ row, /** @type {Line} */ column) => {
  const line = (/** @type {Line} */ [first, end, share, of]) => ({ first, end, share, of });
  return { lost: { row: line(row), column: line(column) } };
};

test('one scale for all values is said with its step, and how many values it sets to 0', () => {
  assert.equal(found({ blocks: 1 }), 'One scale for all values: s = 11.5');
  const zeroed = { blocks: 1, metrics: { mse: 1, zeroed: 0.97 } };
  assert.equal(found(zeroed), 'One scale for all values, s = 11.5: 97 % become 0');
  assert.match(found(zeroed, {}, zh), /11\.5.*97 %/);
});

test('the row or column of blocks that loses most against its even share is named', () => {
  assert.equal(
    found({}, lines([3, 4, 0.05, 64], [64, 128, 0.55, 2])),
    '5 % of the squared error in row 3 (even share 1.56 %)',
  );
  assert.equal(
    found({}, lines([3, 4, 0.016, 64], [64, 128, 0.96, 2])),
    '96 % of the squared error in columns 64–127 (even share 50 %)',
  );
  assert.match(found({}, lines([3, 4, 0.016, 64], [64, 128, 0.96, 2]), zh), /第 64–127 列/);
  // Of two that are uneven, the one that holds more beyond its share.
  assert.match(found({}, lines([38, 39, 0.068, 64], [192, 256, 0.45, 8])), /^45 % of .* columns 192–255/);
  assert.equal(
    found({}, lines([3, 4, 0.02, 64], [0, 64, 0.55, 2])),
    'No row or column of blocks stands out in the squared error',
  );
  assert.match(found({}, lines([229, 230, 0.007, 256], [0, 64, 0.26, 4])), /^No row or column of blocks stands out/);
  // A single row of blocks holds everything by itself.
  assert.equal(
    found({}, lines([0, 9, 1, 1], [0, 1, 0.2, 8])),
    '20 % of the squared error in column 0 (even share 12.5 %)',
  );
  assert.equal(found({ metrics: { mse: 0, zeroed: 0 } }), 'Every value is kept exactly');
});

test('what is decoded has few levels', () => {
  const decoded = (/** @type {number} */ blocks) => {
    const metrics = { codes_used: 3, codes_total: 4, sqnr_db: 16.5 };
    return findingOf(en, 'decoded', /** @type {any} */ ({ blocks, metrics }), /** @type {any} */ ({}));
  };
  assert.match(decoded(1), /^3 of 4 levels used: 16\.50\sdB$/);
  assert.match(decoded(8), /^4 levels in each of 8 blocks: 16\.50\sdB$/);
  assert.equal(findingOf(en, 'values', /** @type {any} */ ({}), /** @type {any} */ ({})), '');
});

test('A and B are compared', () => {
  const compared = (/** @type {number} */ a, /** @type {number} */ b) =>
    comparisonOf(en, /** @type {any} */ ({ a: { metrics: { mse: a } }, b: { metrics: { mse: b } } }));
  assert.equal(compared(12, 1), 'The squared error of A is 12 times that of B.');
  assert.equal(compared(1, 2), 'The squared error of B is 2 times that of A.');
  assert.equal(compared(1, 1.05), 'A and B lose about the same.');
  assert.equal(compared(0, 0), 'A and B keep every value exactly.');
  assert.equal(compared(0, 1), 'Only B loses anything; A keeps every value exactly.');
});

test('the ends of the colours say whether numbers lie beyond', () => {
  const ends = (/** @type {number[]} */ a, /** @type {number[]} */ b) =>
    endsOf(
      /** @type {any} */ ({ ends: [-1, 2], a: { cells: Float32Array.from(a) }, b: { cells: Float32Array.from(b) } }),
      String,
    );
  assert.deepEqual(ends([-1, 0], [2]), ['-1', '2']);
  assert.deepEqual(ends([-3, NaN], [2]), ['≤ -1', '2']);
  assert.deepEqual(ends([0], [5]), ['-1', '≥ 2']);
});

test('magnitudes grow in one hue, signed numbers have two, a photograph is gray', () => {
  assert.deepEqual(
    ['error', 'scale', 'values', 'decoded'].map((map) => [colorsOf(map, false), colorsOf(map, true)]),
    [
      ['sequential', 'sequential'],
      ['sequential', 'sequential'],
      ['diverging', 'gray'],
      ['diverging', 'gray'],
    ],
  );
});
