// What the Errors view makes of a profile, and when an RMSE in steps says little.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTranslator } from '../../www/i18n/index.js';
import { blockHolds } from '../../www/numbers/block-values.js';
import { lossOf } from '../../www/numbers/lost.js';
import { mostOf, profileOf } from '../../www/views/errors/profile.js';
import { errors } from '../../www/views/errors/index.js';
import { errorWords } from '../../www/views/errors/words.js';
import { openEngine } from './crate.js';
import { defaults } from '../../www/state/state.js';
import './texts.js';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
before(async () => {
  engine = await openEngine();
});
after(() => engine.dispose());

/** @param {string} data @param {string} a @param {string} b */
async function shown(data, a, b) {
  const state = { ...defaults(), data, a, b, view: 'errors' };
  const question = errors.ask(state, { width: 800, height: 400 });
  const request = { data, a, b, view: null, bins: question.bins, block_a: 0, block_b: 0, question };
  const frame = await engine.show(/** @type {any} */ (request));
  return { frame, answer: /** @type {any} */ (frame.answer) };
}

/** What the view says of both schemes. @param {string} data @param {string} a @param {string} b */
async function said(data, a, b) {
  const { frame, answer } = await shown(data, a, b);
  const words = errorWords(createTranslator('en', { strict: true }));
  return /** @type {const} */ (['a', 'b']).map((role) =>
    words.summary(role, frame[role], profileOf(answer, role), frame.view),
  );
}

test('the middle stretch that holds half of the squared error', () => {
  const profile = (/** @type {number[]} */ rounding) => ({
    rounding: new Float64Array(rounding),
    clipping: new Float64Array(rounding.length),
    errors: new Float64Array(),
  });
  assert.deepEqual(mostOf(profile([0, 1, 2, 6, 2, 1, 0]), [0, 5]), [2, 3]);
  assert.deepEqual(mostOf(profile([0, 4, 1, 1, 1, 4, 0]), [0, 5]), [0.6875, 4.3125]);
  assert.deepEqual(mostOf(profile([2, 1, 1, 6, 1, 1, 2]), [0, 5]), [1.5, 3.5]);
  assert.equal(mostOf(profile([9, 1, 1, 0]), [0, 2]), null, 'most of it lies outside');
});

test('most values are lost when they become 0 or share one code, not when they are zeros', () => {
  const scheme = (/** @type {number[]} */ usage, /** @type {number} */ zeroed) => ({
    usage: new Float64Array(usage),
    levels: new Float32Array([-1, 0, 1]),
    metrics: { zeroed },
  });
  assert.deepEqual(lossOf(scheme([1, 98, 1], 0.9)), { kind: 'zeroed', share: 0.9 });
  assert.deepEqual(lossOf(scheme([1, 98, 1], 0.1)), null, 'they are zeros before');
  assert.deepEqual(lossOf(scheme([1, 9, 90], 0)), { kind: 'one', share: 0.9 });
  assert.deepEqual(lossOf(scheme([30, 40, 30], 0.4)), null);
});

test('nothing good is said of an RMSE near 1/√12 when most values are lost, nor of uneven levels', async () => {
  const DATA = 'normal:seed=7:outliers=0.001x200';
  const [zeroed, uneven] = await said(DATA, 'int4', 'nf4');
  assert.match(zeroed, /become 0, so RMSE\/s = \S+ says little\.$/);
  assert.match(uneven, /have become 0\. RMSE = .* need not be evenly spaced/);
  const [one] = await said('values(3,3.1,3.2,3.05,100,-100)', 'int3:asym:zfloat', 'int4');
  assert.match(one, /share one code, so RMSE\/s = \S+ says little/);
  const [healthy, four] = await said('normal', 'int8', 'fp4_e2m1');
  assert.match(healthy, /close to the 1\/√12/);
  assert.doesNotMatch(four, /√12/);
});

test('a sentence tells from measured numbers where the error comes from', async () => {
  const [clipped, rounded] = await said('normal:seed=7:outliers=0.0001x100', 'int8:p99.9', 'int8');
  const { frame } = await shown('normal:seed=7:outliers=0.0001x100', 'int8:p99.9', 'int8');
  const { metrics, usage } = frame.a;
  const all = usage.reduce((sum, n) => sum + n, 0);
  const count = Math.round(metrics.clipped * all);
  assert.ok(count > 0 && clipped.replaceAll('\u202f', '').includes(`clipped values: ${count} of ${all}`), clipped);
  assert.match(rounded, /^B: Half of the squared error lies between/);
});

test('more than half a step is said only where a value is off by that much', async () => {
  // Two values, one of them in the middle between two levels: RMSE/s is 0.35, though no error is larger than half a step.
  const [middle, floored] = await said('values(1,2)', 'int4', 'int4:floor');
  assert.match(middle, /RMSE\/s = 0\.3536, above .*: many values lie near the middle between two levels\.$/);
  const [stochastic, clipped] = await said('values(1,2,1,2,1,2,1,2)', 'int4:stochastic(3)', 'int4:clip(-1.9,1.9)');
  for (const text of [floored, stochastic, clipped]) assert.doesNotMatch(text, /near the middle/);
});

test('a value is of the block that is shown only where that block has values', async () => {
  const { frame } = await shown('values(0.1,-0.1,0.2,0.05,9,-8,7,6):2x4', 'int4:row', 'int4');
  assert.equal(blockHolds(frame.a, frame.view, 0.1), true);
  assert.equal(blockHolds(frame.a, frame.view, 9), false, 'it is of the second row');
  assert.equal(blockHolds(frame.b, frame.view, 9), true, 'one block holds all values');
});

test('the error of a float is said in shares of a value, and no value is off by more', async () => {
  const [e4m3, e2m1] = await said('values(3,-7,100,448)', 'fp8_e4m3:clip(-448,448)', 'fp4_e2m1:clip(-6,6)');
  assert.match(e4m3, /off by at most 5\.88.% of itself/);
  assert.match(e2m1, /off by at most 20.% of itself/);
  for (const [format, share] of /** @type {const} */ ([
    ['fp8_e4m3:clip(-448,448)', 1 / 17],
    ['fp8_e5m2:clip(-57344,57344)', 1 / 9],
    ['fp6_e2m3:clip(-7.5,7.5)', 1 / 17],
  ])) {
    const { frame } = await shown('values(1,2)', format, format);
    assert.equal(frame.a.params.scale, 1, format);
    for (let x = 1; x < 7.5; x += 0.013) {
      const { error } = /** @type {any} */ (engine.drawing).inspect(x, frame.a.params);
      assert.ok(Math.abs(error) <= share * x * (1 + 1e-6), `${format}: ${x} is off by ${error}`);
    }
  }
});
