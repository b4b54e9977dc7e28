// What a hand-out computes without a page: round numbers for an axis, stretches of codes, and pages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ticks } from '../../www/dialogs/hand-out/drawing-room.js';
import { pagesOf } from '../../www/dialogs/hand-out/fitting.js';
import { runs } from '../../www/dialogs/hand-out/guesses.js';
import './texts.js';

test('an axis has round numbers within its range, at most as many as asked', () => {
  assert.deepEqual(ticks(0, 60, 5), [0, 20, 40, 60]);
  assert.deepEqual(ticks(-1.5, 2.8, 8), [-1, 0, 1, 2]);
  assert.deepEqual(ticks(0.01, 0.7529, 8), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
  for (const [lo, hi] of [
    [-4.536, 3.332],
    [1e-6, 3e-6],
    [-200, 1000],
    [7, 7.5],
  ])
    for (const most of [5, 8]) {
      const found = ticks(lo, hi, most);
      assert.ok(found.length >= 2 && found.length <= most + 1, `${lo} to ${hi}: ${found}`);
      assert.ok(found[0] >= lo && Number(found.at(-1)) <= hi, `${lo} to ${hi}: ${found}`);
    }
});

test('codes in a row are one stretch', () => {
  assert.deepEqual(runs([-7, -2, -1, 0, 3, 4]), ['−7', '−2 … 0', '3 … 4']);
  assert.deepEqual(runs([]), []);
});

test('parts that are not broken fill pages one after the other', () => {
  assert.equal(pagesOf([]), 1);
  assert.equal(pagesOf([979]), 1);
  assert.equal(pagesOf([900, 80]), 2);
  assert.equal(pagesOf([600, 400, 300, 400]), 3);
  // One that is higher than a page begins on a page of its own.
  assert.equal(pagesOf([100, 2000, 100]), 3);
});
