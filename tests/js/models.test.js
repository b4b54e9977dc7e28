// Which files are opened as one model, over a stand-in for what the crate says of their names.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Models } from '../../www/files/models.js';

const INDEX = 'm.safetensors.index.json';
const LACKS = [{ key: 'note.model.shard_missing' }];

/** @param {string} name @param {string} [folder] */
const named = (name, folder) => ({ file: new File(['{}'], name), name, ...(folder ? { folder } : {}) });

/** Everything in a folder is one model, named like the index among it. @param {string[]} names @param {(string|undefined)[]} texts */
async function together(names, texts) {
  const index = names.findIndex((name) => name === INDEX);
  assert.deepEqual(
    texts.map((text) => text !== undefined),
    names.map((name) => name === INDEX),
    'an index comes with its text',
  );
  const first = Math.max(index, 0);
  return [{ name: names[first], files: [first, ...names.keys()].filter((place, i) => i === 0 || place !== first) }];
}

/** @param {import('../../www/files/types.js').Grouped[]} groups */
const shown = (groups) => groups.map(({ name, files, replaces }) => [name, files.map((file) => file.name), replaces]);

test('a file alone asks nothing of the crate', async () => {
  const models = new Models();
  const groups = await models.grouped([named('a.npy')], () => assert.fail('it was asked'));
  assert.deepEqual(shown(groups), [['a.npy', ['a.npy'], []]]);
});

test('files that come later complete a model, and take its place', async () => {
  const models = new Models();
  const [first] = await models.grouped([named('m-1.safetensors'), named('m-2.safetensors')], together);
  models.opened(first, LACKS);
  const [second] = await models.grouped([named(INDEX)], together);
  assert.deepEqual(shown([second]), [[INDEX, [INDEX, 'm-1.safetensors', 'm-2.safetensors'], ['m-1.safetensors']]]);
  models.opened(second, []);
  const third = await models.grouped([named('other.safetensors')], () => assert.fail('nothing is missing any more'));
  assert.deepEqual(shown(third), [['other.safetensors', ['other.safetensors'], []]]);
});

test('a file of the same name takes the place of the one before', async () => {
  const models = new Models();
  const [first] = await models.grouped([named(INDEX), named('a.safetensors')], together);
  models.opened(first, LACKS);
  const again = named('a.safetensors');
  const [second] = await models.grouped([again], together);
  assert.equal(second.files.filter((file) => file.name === 'a.safetensors').length, 1);
  assert.ok(second.files.includes(again.file));
});

test('models of different folders are not mixed', async () => {
  const models = new Models();
  const files = ['one', 'two'].flatMap((folder) => [
    { ...named(INDEX, folder), name: `${folder} › ${INDEX}` },
    { ...named('a.safetensors', folder), name: `${folder} › a.safetensors` },
  ]);
  assert.deepEqual(shown(await models.grouped(files, together)), [
    [`one › ${INDEX}`, [INDEX, 'a.safetensors'], []],
    [`two › ${INDEX}`, [INDEX, 'a.safetensors'], []],
  ]);
});

test('where the crate cannot group them, files are opened alone', async () => {
  const files = [named('a.safetensors'), named('b.safetensors')];
  const groups = await new Models().grouped(files, () => Promise.reject(new Error('it broke')));
  assert.deepEqual(shown(groups), [
    ['a.safetensors', ['a.safetensors'], []],
    ['b.safetensors', ['b.safetensors'], []],
  ]);
});
