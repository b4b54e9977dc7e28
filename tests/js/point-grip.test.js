import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rounded } from '../../www/plot/point-grip.js';
import { withRoomFor } from '../../www/plot/view-range.js';

test('an axis is extended only to a value outside it, which then has room to go on', () => {
  assert.deepEqual(withRoomFor(3, [-2, 6]), [-2, 6]);
  assert.deepEqual(withRoomFor(6, [-2, 6]), [-2, 6]);
  assert.deepEqual(withRoomFor(7, [-2, 6]), [-2, 10]);
  assert.deepEqual(withRoomFor(-3, [-2, 6]), [-6, 6]);
});

test('values have as few digits as the view tells apart', () => {
  assert.equal(rounded(1.23456789, [-4, 4]), 1.235);
  assert.equal(rounded(12345.678, [0, 20000]), 12350);
  assert.equal(rounded(-0.0000123456, [-1e-4, 1e-4]), -0.0000123);
});
