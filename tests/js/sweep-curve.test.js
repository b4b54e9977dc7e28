import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axisOf, leastOf, nearestPoint, partsAt, placeOf } from '../../www/views/sweep-curve.js';

/** @param {number[]} at @param {number[]} errors @returns {import('../../www/types.js').CurveRecord} */
function curve(at, errors) {
  const f = (/** @type {number[]} */ numbers) => Float64Array.from(numbers);
  return { count: 10, at: f(at), lo: f(at.map((r) => -r * 3)), hi: f(at.map((r) => r / 3)), clipped: f(at), rounding: f(errors), clipping: f(errors.map(() => 1)), marks: [] };
}

const RATIO = curve([0.01, 0.1, 0.5, 1], [4, 1, 2, 9]);
const PERCENTILE = curve([50, 90, 99, 99.95, 100], [4, 3, 2, 1, 5]);

test('by percentile the axis counts nines, and 100 stands beyond the last', () => {
  const { ends, ticks } = axisOf([PERCENTILE], true);
  assert.deepEqual(ticks?.map(([, label]) => label), ['p50', 'p90', 'p99', 'p99.9', 'p100']);
  assert.ok(Math.abs((ticks?.[2][0] ?? 0) - 2) < 1e-12 && ends[1] > 3.3);
  const places = [...PERCENTILE.at].map((at) => placeOf({ ratio: at, percentile: at }, PERCENTILE, true));
  assert.deepEqual(places, [...places].sort((p, q) => p - q));
  assert.equal(places.at(-1), ends[1]);
  assert.deepEqual(axisOf([RATIO, RATIO], false), { ends: [0.01, 1], ticks: null });
});

test('every point is the nearest to its own place', () => {
  for (const [line, percentile] of /** @type {const} */ ([[RATIO, false], [PERCENTILE, true]])) {
    line.at.forEach((at, i) => assert.equal(nearestPoint(line, placeOf({ ratio: at, percentile: at }, line, percentile), percentile), i));
  }
  assert.equal(nearestPoint(RATIO, 0.03, false), 0, 'on a logarithmic axis');
  assert.equal(nearestPoint(RATIO, 0.04, false), 1);
});

test('the least error, and the scheme a point stands for', () => {
  assert.deepEqual(leastOf(RATIO), { index: 1, mse: 2 });
  assert.deepEqual(partsAt(RATIO, 1, false), { calibration: 'clip', lo: -0.3, hi: 0.033333 });
  assert.deepEqual(partsAt(RATIO, 3, false), { calibration: 'max' });
  assert.deepEqual(partsAt(PERCENTILE, 3, true), { calibration: 'percentile', percentile: 99.95 });
  assert.deepEqual(partsAt(PERCENTILE, 4, true), { calibration: 'percentile', percentile: 100 });
});
