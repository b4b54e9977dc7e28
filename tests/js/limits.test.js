import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked, draggedLimits } from '../../www/views/grid/limits.js';

/** A scheme whose shown block goes from −2 to 4. @param {Record<string, any>} [change] */
const scheme = ({ parts = {}, ...change } = {}) => ({
  ...{ mirrored: false, blocks: 1, extrema: /** @type {[number, number]} */ ([-2, 4]), alpha: 1, beta: 4 },
  parts: /** @type {any} */ ({ zero: 'zint', calibration: 'max', ...parts }),
  ...change,
});
/** @param {ReturnType<typeof scheme>} of @param {'lo'|'hi'} end @param {number} value */
const dragged = (of, end, value) => draggedLimits(of, end, value, [-10, 10]);

test('a dragged limit keeps 0 inside where the zero-point is a code, and only there', () => {
  const real = scheme({ parts: { zero: 'zfloat' } });
  const clip = (/** @type {number} */ lo, /** @type {number} */ hi) => ({ calibration: 'clip', lo, hi });
  assert.deepEqual(dragged(scheme(), 'lo', 2), clip(0, 4));
  assert.deepEqual(dragged(scheme(), 'lo', -2), clip(-2, 4));
  assert.deepEqual(dragged(real, 'lo', 2), clip(2, 4));
  assert.deepEqual(dragged(real, 'hi', 3), clip(1, 3));
  assert.deepEqual(dragged(scheme({ mirrored: true }), 'lo', -2), clip(-2, 2));
});

test('a dragged limit does not pass the other one', () => {
  const { lo, hi } = dragged(scheme({ parts: { zero: 'zfloat' } }), 'lo', 6) ?? {};
  assert.ok(Number(lo) < Number(hi) && hi === 4);
});

test('with several blocks a dragged limit scales the range of every block', () => {
  const ratio = (/** @type {number} */ value) => ({ calibration: 'ratio', ratio: value });
  const blocks = scheme({ blocks: 8 });
  assert.deepEqual(dragged(blocks, 'hi', 3), ratio(0.75));
  assert.deepEqual(dragged(blocks, 'lo', -1), ratio(0.5));
  assert.deepEqual(dragged(blocks, 'hi', 6), ratio(1.5), 'wider than the data, too');
  assert.deepEqual(dragged(blocks, 'hi', -3), ratio(0.001), 'and never empty');
  // A symmetric range has the larger magnitude at both ends.
  const mirrored = scheme({ blocks: 8, mirrored: true, extrema: [-5, 4] });
  assert.deepEqual(dragged(mirrored, 'hi', 4), ratio(0.8));
  assert.deepEqual(dragged(mirrored, 'lo', -4), ratio(0.8));
  assert.equal(dragged(scheme({ blocks: 8, extrema: [0, 4] }), 'lo', -1), null, 'an end at 0 cannot be scaled');
  const positive = { blocks: 8, extrema: [3, 5] };
  assert.equal(dragged(scheme(positive), 'lo', 1), null, 'nor one that the zero-point holds at 0');
  assert.deepEqual(dragged(scheme({ ...positive, parts: { zero: 'zfloat' } }), 'lo', 1.5), ratio(0.5));
});

test('keys that are faster than frames go on from what was asked for last', () => {
  const shown = /** @type {any} */ ({
    mirrored: false,
    blocks: 8,
    extrema: [-2, 4],
    divisor: 7,
    params: { alpha: -2, beta: 4, scale: 0.5 },
  });
  const of = (/** @type {any} */ parts, change = {}) => {
    const { alpha, beta } = asked({ zero: 'zint', ...parts }, { ...shown, ...change });
    return [alpha, beta];
  };
  assert.deepEqual(of({ calibration: 'max' }), [-2, 4]);
  assert.deepEqual(of({ calibration: 'ratio', ratio: 0.5 }), [-1, 2]);
  assert.deepEqual(of({ calibration: 'ratio', ratio: 0.5 }, { mirrored: true }), [-2, 2]);
  assert.deepEqual(of({ calibration: 'ratio', ratio: 0.5 }, { extrema: [1, 4] }), [0, 2]);
  // The grid of wide codes goes one level further down than its range; that of a stored scale may go further on both sides.
  assert.deepEqual(of({ calibration: 'max' }, { mirrored: true, params: { alpha: -4.6, beta: 4 } }), [-4, 4]);
  assert.deepEqual(of({ calibration: 'mse' }), [-2, 4]);
  assert.deepEqual(of({ calibration: 'mse' }, { mirrored: true }), [-3.5, 3.5]);
  assert.deepEqual(of({ calibration: 'clip', lo: -3, hi: 1 }), [-3, 1]);
  assert.deepEqual(of({ calibration: 'clip', lo: -3, hi: 1 }, { mirrored: true }), [-3, 3]);
});
