// What the Grid says of a scheme beside its name.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTranslator } from '../../www/i18n/index.js';
import { notesOf } from '../../www/views/grid/picture.js';
import { openEngine } from './crate.js';
import './texts.js';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
before(async () => {
  engine = await openEngine();
});
after(() => engine.dispose());

/** The sentences on A, the full one first. @param {string} data @param {string} a */
async function said(data, a) {
  const request = { data, a, b: a, view: null, bins: 64, block_a: 0, block_b: 0, question: null };
  const frame = await engine.show(/** @type {any} */ (request));
  return notesOf(createTranslator('en', { strict: true }), frame.a);
}

test('values that become 0 stand apart from values that were 0 before', async () => {
  // Of ten values, five are 0, and only 10 is on another level than 0.
  const data = 'values(0,0,0,0,0,1,1,1,-1,10)';
  const [full, short] = await said(data, 'int3');
  assert.equal(full, '40\u202f% of the values become 0, 50\u202f% were 0 before: 7 levels have to reach ±10');
  assert.equal(short, '40\u202f% become 0 (before: 50\u202f%)');
  const [none] = await said('values(1,1,1,-1,10)', 'int3');
  assert.equal(none, '80\u202f% of the values become 0: 7 levels have to reach ±10');
});

test('zeros that stay zeros are not spoken of as lost', async () => {
  const [full] = await said('values(0,0,0,0,0,5,-5,5,-5,10)', 'int3');
  assert.doesNotMatch(full, /become 0/);
});

test('where no value of many blocks becomes 0, that is not counted', async () => {
  const [full, short] = await said('values(1,2,3,4):2x2', 'int8:row');
  assert.deepEqual([full, short], ['each of 2 blocks has a grid of its own', '2 grids']);
  const [some] = await said('values(1,1000,3,4):2x2', 'int8:row');
  assert.equal(some, '25\u202f% of the values become 0; each of 2 blocks has a grid of its own');
});

test('a range factor of 1 is spoken of as the range of all values', async () => {
  const data = 'normal:16x16:seed=3';
  const max = await said(data, 'int4:g8');
  const once = await said(data, 'int4:g8:r1');
  const wider = await said(data, 'int4:g8:r2');
  assert.deepEqual(once, max);
  assert.match(wider[0], /^range of every block × 2: /);
});
