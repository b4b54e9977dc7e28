import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draggedLimits } from '../../www/plot/view-range.js';

/** @param {string} symmetry @param {string} zero @param {'lo'|'hi'} end @param {number} value */
function dragged(symmetry, zero, end, value) {
  const parts = /** @type {any} */ ({ symmetry, zero });
  const { lo, hi } = draggedLimits({ parts, mirrored: symmetry === 'sym', alpha: 1, beta: 4 }, end, value, [-10, 10]);
  return [lo, hi];
}

test('a dragged limit keeps 0 inside where the zero-point is a code, and only there', () => {
  assert.deepEqual(dragged('asym', 'zint', 'lo', 2), [0, 4]);
  assert.deepEqual(dragged('asym', 'zint', 'lo', -2), [-2, 4]);
  assert.deepEqual(dragged('asym', 'zfloat', 'lo', 2), [2, 4]);
  assert.deepEqual(dragged('asym', 'zfloat', 'hi', 3), [1, 3]);
  assert.deepEqual(dragged('sym', 'zint', 'lo', -2), [-2, 2]);
});

test('a dragged limit does not pass the other one', () => {
  const [lo, hi] = dragged('asym', 'zfloat', 'lo', 6).map(Number);
  assert.ok(lo < hi && hi === 4);
});
