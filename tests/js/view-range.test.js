import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pinched } from '../../www/plot/view-range.js';
import { wheelFactor } from '../../www/plot/zoom-gestures.js';

test('two fingers keep what is between them, and their distance is the zoom', () => {
  const axis = { left: 100, right: 300 };
  /** @param {...number} xs */
  const at = (...xs) => /** @type {any} */ (xs.map((x) => ({ x, y: 5 })));
  assert.deepEqual(pinched([-10, 10], axis, at(150, 250), at(150, 250)), [-10, 10]);
  assert.deepEqual(pinched([-10, 10], axis, at(150, 250), at(100, 300)), [-5, 5], 'twice as far apart');
  assert.deepEqual(pinched([-10, 10], axis, at(150, 250), at(170, 270)), [-12, 8], 'both to the right');
  const [lo, hi] = pinched([-10, 10], axis, at(100, 150), at(100, 200));
  assert.ok(Math.abs(lo - -10) < 1e-9 && Math.abs(hi - 0) < 1e-9, `${lo}, ${hi}: both fingers stay on their values`);
  assert.ok(pinched([-10, 10], axis, at(200, 200), at(200, 200)).every(Number.isFinite), 'fingers on one spot');
});

test('a notch of a wheel is a small zoom, and a pinch on a trackpad its own factor', () => {
  assert.equal(wheelFactor({ deltaY: -100, deltaMode: 0 }), Math.exp(-0.25));
  assert.equal(wheelFactor({ deltaY: 3, deltaMode: 1 }), Math.exp(0.25));
  assert.equal(wheelFactor({ deltaY: 2, deltaMode: 0 }), Math.exp(0.02));
});
