// Which of two files is what the other became, and what a link about two files waits for.

import assert from 'node:assert/strict';
import test from 'node:test';
import { defaults } from '../../www/state/state.js';
import { twoFiles } from '../../www/files/two-files.js';

/** @param {string} name @param {number} size @param {string[]} [tensors] @returns {import('../../www/files/types.js').Opened} */
const file = (name, size, tensors = ['p', 'q', 'r']) => ({
  name,
  size,
  first: 0,
  entries: tensors.map((name) => ({ name, shape: [2], dtype: 'float32', count: 2, readable: true, surveyed: true })),
});

/** @type {import('../../www/engine/model-became.js').Pair} */
const pair = async (ours, theirs) => ({
  of: ours.map(({ name }) => {
    const place = theirs.findIndex((other) => other.name === name);
    return place < 0 ? null : { place, interleaved: null, unlike: null };
  }),
  left: [],
});

/** @param {Partial<Parameters<typeof twoFiles>[0]>} of */
const changed = (of) => twoFiles({ data: [], second: false, shown: defaults(), link: null, pair, ...of });
/** @param {Partial<import('../../www/state/state.js').State>} part */
const state = (part) => ({ ...defaults(), ...part });

test('of two files of one model, the smaller is what the larger became; of one size, GGUF', async () => {
  for (const data of [
    [file('m.safetensors', 100), file('m-Q4_K.gguf', 30)],
    [file('m-Q4_K.gguf', 30), file('m.safetensors', 100)],
    [file('m-Q4_K.gguf', 102), file('m.safetensors', 100)],
  ]) {
    const part = await changed({ data });
    assert.deepEqual([part?.data, part?.became], ['file(m.safetensors/p)', 'file(m-Q4_K.gguf)']);
  }
});

test('files that have little in common, or hold one tensor, are opened as any', async () => {
  const other = file('other.gguf', 10, ['p', 'x', 'y']);
  assert.equal(await changed({ data: [file('m', 100), other] }), null);
  assert.equal(await changed({ data: [file('a', 9, ['weight']), file('b', 9, ['weight'])] }), null);
  assert.equal(await changed({ data: [file('m', 100)] }), null);
  assert.equal(await changed({ data: [file('m', 3), file('n', 2), file('o', 1)] }), null);
});

test('the button opens any file as what the model became', async () => {
  assert.deepEqual(await changed({ data: [file('any.npz', 1)], second: true }), { became: 'file(any.npz)' });
  assert.equal(await changed({ second: true }), null, 'nothing was read');
});

test('the second file of a link comes before or after the first, which stays', async () => {
  const said = state({ data: 'file(m/p)', became: 'file(s)' });
  assert.deepEqual(await changed({ data: [file('s', 1)], link: said }), {});
  assert.deepEqual(await changed({ data: [file('s', 1)], shown: said }), { became: 'file(s)' });
  assert.equal(await changed({ data: [file('m', 1)], link: said }), null);
  assert.equal(await changed({ data: [file('m', 9), file('s', 1)], link: said }), null, 'the link sets both');
  assert.equal(await changed({ data: [file('x', 1)], shown: said }), null);
});
