// Where most values lie on the axis, and when they crowd there.
import assert from 'node:assert/strict';
import test from 'node:test';
import { bulkOf, isCrowded } from '../../www/plot/bulk.js';

/** @typedef {import('../../www/engine/records.js').Frame} Frame */

/** A frame with a bell of σ = 1 about `middle` on an axis to ±`reach`, and some values at its upper end. @param {number} reach @param {number} [middle] */
function frame(reach, middle = 0) {
  const n = 4000;
  const counts = Array.from({ length: n }, (_, i) => {
    const x = -reach + ((i + 0.5) * 2 * reach) / n - middle;
    return 1e5 * Math.exp((-x * x) / 2);
  });
  counts[n - 1] += 5;
  const data = { sd: 9, min: middle - 5, max: reach };
  return /** @type {Frame} */ (
    /** @type {unknown} */ ({ counts, view: [-reach, reach], below: 0, above: 0, data, whole: [-reach, reach] })
  );
}

test('most values are those within four deviations of the median, whatever the outliers', () => {
  for (const [reach, middle] of [
    [20, 0],
    [200, 0],
    [20, 3],
  ]) {
    const [lo, hi] = bulkOf(frame(reach, middle));
    assert.ok(Math.abs(lo - middle + 4) < 0.3 && Math.abs(hi - middle - 4) < 0.3, `${lo} ${hi}`);
  }
});

test('values crowd where the axis is many times as wide', () => {
  assert.deepEqual(
    [10, 20, 60, 500].map((reach) => isCrowded(frame(reach))),
    [false, false, true, true],
  );
});
