import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LASTING, transition } from '../../www/plot/transition.js';
import { gridMotion, slid } from '../../www/views/grid/motion.js';

/** A screen whose frames a test shows. */
function screen({ resting = false } = {}) {
  /** @type {((time: number) => void)[]} */
  const waiting = [];
  /** @type {number[]} */
  const shares = [];
  const moving = transition(() => shares.push(moving.share()), {
    next: (step) => waiting.push(step),
    cancel: () => void waiting.pop(),
    resting: () => resting,
  });
  return { moving, shares, waiting, frame: (/** @type {number} */ time) => waiting.pop()?.(time) };
}

test('a transition begins where the picture was and ends in time', () => {
  const { moving, shares, waiting, frame } = screen();
  moving.begin();
  assert.equal(moving.share(), 0);
  for (let time = 1000; waiting.length > 0; time += 16) frame(time);
  assert.equal(shares[0], 0);
  assert.equal(shares.at(-1), 1);
  assert.ok(shares.length - 1 <= Math.ceil(LASTING / 16) && LASTING <= 300);
  assert.deepEqual(
    shares,
    [...shares].sort((p, q) => p - q),
  );
});

test('a late frame ends it, and it can be ended at once', () => {
  const { moving, shares, frame } = screen();
  moving.begin();
  frame(0);
  frame(5000);
  assert.deepEqual(shares, [0, 1]);
  moving.begin();
  frame(6000);
  moving.finish();
  assert.deepEqual(shares, [0, 1, 0, 1]);
  moving.finish();
  assert.equal(shares.length, 4, 'nothing is drawn without need');
});

test('who prefers less motion sees the end at once', () => {
  const { moving, waiting } = screen({ resting: true });
  moving.begin();
  assert.equal(moving.share(), 1);
  assert.equal(waiting.length, 0);
});

test('levels slide from the same place of the old grid', () => {
  const [from, to] = [Float32Array.of(-4, 0, 4), Float32Array.of(-2, -1, 0, 1, 2)];
  assert.deepEqual([...slid(from, to, 0)], [-4, -2, 0, 2, 4]);
  assert.deepEqual([...slid(from, to, 0.5)], [-3, -1.5, 0, 1.5, 3]);
  assert.deepEqual([...slid(from, to, 1)], [...to]);
  assert.deepEqual([...slid(Float32Array.of(1), Float32Array.of(3), 0.5)], [2]);
});

test('only another grid over the same data moves, and nothing does while a limit is dragged', () => {
  const scheme = (/** @type {number} */ scale) => ({
    levels: Float32Array.of(-scale, 0, scale),
    params: { alpha: -scale, beta: scale },
  });
  const frame = (/** @type {number} */ a, data = 'normal') =>
    /** @type {any} */ ({ data: { text: data }, view: [-4, 4], a: scheme(a), b: scheme(1) });
  globalThis.matchMedia = /** @type {any} */ (() => ({ matches: false }));
  globalThis.document = /** @type {any} */ ({ hidden: false });
  globalThis.requestAnimationFrame = () => 1;
  globalThis.cancelAnimationFrame = () => {};
  const motion = gridMotion(() => {});
  const moves = (/** @type {any[]} */ [before, after], dragged = false) => {
    motion.follow(before, after, dragged);
    return [motion.of('a', after.a) !== null, motion.of('b', after.b) !== null];
  };
  assert.deepEqual(moves([null, frame(1)]), [false, false]);
  assert.deepEqual(moves([frame(1), frame(2)]), [true, false]);
  assert.deepEqual(motion.of('a', /** @type {any} */ (scheme(2)))?.range, [-1, 1]);
  assert.deepEqual(moves([frame(2), frame(1)], true), [false, false]);
  assert.deepEqual(moves([frame(1), frame(2, 'laplace')]), [false, false]);
  assert.deepEqual(moves([frame(1), frame(1)]), [false, false]);
  motion.dispose();
});
