// Names of files and of what they hold, and text that is pasted.

import assert from 'node:assert/strict';
import test from 'node:test';
import { named, withDistinctNames } from '../../www/files/dropped.js';
import { Files, referenceOf } from '../../www/files/files.js';
import { withName } from '../../www/files/names.js';
import { arrived, dataOf, firstOf, ownOf } from '../../www/files/opened.js';
import { written } from '../../www/panels/data/paste-form.js';
import { defaults } from '../../www/state/state.js';

const COMPOSED = 'caf\u00e9.csv';
const DECOMPOSED = 'cafe\u0301.csv';
const file = (/** @type {string} */ name) => /** @type {File} */ (/** @type {unknown} */ ({ name, size: 1 }));

function filesWith(/** @type {string[]} */ ...names) {
  const files = new Files(() => Promise.reject(new Error('no samples')));
  for (const name of names) files.keep(files.candidate([file(name)], name));
  return files;
}

test('a name is never trimmed', () => {
  assert.equal(referenceOf('file( a.csv)')?.name, ' a.csv');
  assert.equal(referenceOf('file(a.json/w )')?.name, 'a.json/w ');
  assert.equal(referenceOf('file(a(1).json):axis=1')?.name, 'a(1).json');
});

test('brackets of full width are those of ASCII', () => {
  assert.deepEqual(referenceOf('file（a.csv）：axis＝1'), { kind: 'file', name: 'a.csv', options: ':axis=1' });
});

test('names are compared by their characters, and exactly where both forms are there', async () => {
  const one = filesWith(DECOMPOSED);
  assert.equal((await one.resolve(`file(${COMPOSED})`))?.name, DECOMPOSED);
  assert.equal((await one.resolve(`file(${COMPOSED}/t )`))?.tensor, 't ');
  assert.equal(one.has({ name: COMPOSED }), true);
  const both = filesWith(DECOMPOSED, COMPOSED);
  for (const name of [COMPOSED, DECOMPOSED]) assert.equal((await both.resolve(`file(${name})`))?.name, name);
  assert.equal(withName([{ name: DECOMPOSED }, { name: COMPOSED }], COMPOSED)?.name, COMPOSED);
  assert.equal(withName([{ name: 'w ' }], 'w'), undefined);
});

test('a link about a file arrives with the file, whichever form its name has', () => {
  const link = { ...defaults(), data: `file(${COMPOSED}/w)` };
  assert.equal(arrived(link, [{ name: DECOMPOSED }])?.data, link.data);
  assert.equal(arrived(link, [{ name: 'caf' }]), null);
});

test('a chosen decimal mark opens the file anew, other options do not', async () => {
  const files = filesWith('a.csv');
  const key = async (/** @type {string} */ data) => (await files.resolve(data))?.key;
  assert.equal(await key('file(a.csv)'), await key('file(a.csv/x):axis=1:point=2'));
  assert.notEqual(await key('file(a.csv)'), await key('file(a.csv):decimal=comma'));
  const source = await files.resolve('file(a.csv/x):decimal=comma');
  assert.deepEqual([source?.tensor, source?.raw, source?.data], ['x', undefined, 'file(a.csv/x):decimal=comma']);
});

test('two files of one name are both within reach', () => {
  assert.deepEqual(
    named([file('a.b.csv'), file('a.b.csv'), file('a.b (2).csv')]).map(({ name }) => name),
    ['a.b.csv', 'a.b (3).csv', 'a.b (2).csv'],
  );
  const found = [
    { file: file('x'), path: 'one/x' },
    { file: file('x'), path: 'two/x' },
  ];
  assert.deepEqual(
    withDistinctNames(found).map(({ name }) => name),
    ['one › x', 'two › x'],
  );
});

test('what a listing says is first is shown first', () => {
  const entry = (/** @type {string} */ name) => ({
    name,
    shape: [1],
    dtype: 'float32',
    count: 1,
    readable: true,
    surveyed: true,
  });
  const listing = { name: 'a.npz', size: 1, entries: [entry('indices'), entry('data')], first: 1 };
  assert.equal(dataOf(listing, firstOf(listing)), 'file(a.npz/data)');
});

test('arrays of a quantized tensor are no tensors of their own', () => {
  const entry = (/** @type {string} */ name, of = '') => ({
    name,
    shape: [1],
    dtype: 'x',
    count: 1,
    readable: true,
    of,
  });
  const [weight, part] = [entry('m.weight'), entry('m.scales', 'm.weight')];
  const listing = { name: 'a.safetensors', size: 1, entries: [weight, part], first: 0 };
  assert.deepEqual(ownOf(listing), [weight]);
  assert.equal(dataOf(listing, weight), 'file(a.safetensors)');
  assert.equal(dataOf(listing, part), 'file(a.safetensors/m.scales)');
});

test('pasted numbers become typed values unless they can be read in two ways', () => {
  for (const [text, data] of /** @type {[string, string|null][]} */ ([
    ['0.5, -1\n', 'values(0.5,-1)'],
    ['3 1 2', 'values(3,1,2)'],
    ['1;2;3', 'values(1,2,3)'],
    ['1\n2\n3\n', 'values(1,2,3)'],
    ['1.234, 2.345', 'values(1.234,2.345)'],
    ['0.234 2.345', 'values(0.234,2.345)'],
    ['1,5;2,5', null],
    ['1,5; 2,5', null],
    ['1,5 2,5', null],
    ['1,5', null],
    ['1,5\n2,7', null],
    ['1.234;2.345', null],
    ['array([1., 2.])', null],
    ['１，２', null],
    ['1,2\n3,4,5', null],
  ]))
    assert.equal(written(text), data, text);
});
