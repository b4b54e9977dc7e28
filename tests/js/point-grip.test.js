import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placed, rounded } from '../../www/plot/point-grip.js';

const AXIS = { left: 100, right: 500 };

test('inside the axis a grip is where it is held, and the axis holds still', () => {
  assert.deepEqual(placed(300, AXIS, [-2, 6]), { value: 2, range: [-2, 6], grows: false });
});

test('held at an end, the axis goes on there, the faster the farther out, and the value with it', () => {
  const near = placed(500, AXIS, [-2, 6]);
  const far = placed(700, AXIS, [-2, 6]);
  assert.ok(near.grows && near.range[0] === -2 && near.range[1] > 6 && near.value > 5.9 && near.value < near.range[1]);
  assert.ok(far.range[1] > near.range[1]);
  const below = placed(90, AXIS, [-2, 6]);
  assert.ok(below.grows && below.range[1] === 6 && below.range[0] < -2 && below.value < -1.9);
  let range = /** @type {[number, number]} */ ([-4, 4]);
  let frames = 0;
  for (; range[1] < 4000; frames += 1) range = placed(600, AXIS, range).range;
  assert.ok(frames < 240, `a thousand times as far takes ${frames} frames`);
});

test('values have as few digits as the view tells apart', () => {
  assert.equal(rounded(1.23456789, [-4, 4]), 1.235);
  assert.equal(rounded(12345.678, [0, 20000]), 12350);
  assert.equal(rounded(-0.0000123456, [-1e-4, 1e-4]), -0.0000123);
});
