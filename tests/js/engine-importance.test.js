// An importance matrix beside the data.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { request, setUp } from './fakes.js';
import './texts.js';

test('an importance matrix weighs the files beside it until it is taken away, and takes no place of theirs', async (t) => {
  const { engine, world } = setUp(t);
  const loads = () => world.log.filter((line) => line.startsWith('load'));
  await engine.addFile(new File([new Uint8Array([7, 8])], 'w.npy'));
  const before = await engine.show(request('file(w.npy)'));
  assert.deepEqual(
    before.notes.map(({ text }) => text),
    ['a note'],
  );
  const listing = await engine.addFile(new File([new Uint8Array(5)], 'all.imatrix'));
  assert.equal(listing.importance, true);
  const weighed = await engine.show(request('file(w.npy)'));
  assert.deepEqual(
    weighed.notes.map(({ text }) => text),
    ['a note', 'weighed'],
  );
  assert.deepEqual(loads(), ['load w.npy 7,8 undefined', 'load w.npy 7,8 undefined by 5']);
  await engine.show(request('file(w.npy)', 'int2'));
  assert.equal(loads().length, 2, 'it is the same data until one of the files is another');
  await engine.show(request('normal'));
  await engine.show(request('file(w.npy)'));
  assert.equal(loads().at(-1), 'load w.npy 7,8 undefined by 5', 'it stays beside other data');
  await engine.addFile(new File([new Uint8Array(3)], 'other.imatrix'));
  await engine.show(request('file(w.npy)'));
  assert.equal(loads().at(-1), 'load w.npy 7,8 undefined by 3', 'a newer one takes its place');
  engine.unweigh();
  assert.deepEqual(
    (await engine.show(request('file(w.npy)'))).notes.map(({ text }) => text),
    ['a note'],
  );
  assert.equal(loads().at(-1), 'load w.npy 7,8 undefined');
});

test('an importance matrix that cannot be read any more takes no data with it', async (t) => {
  const { engine, world } = setUp(t);
  await engine.addFile(new File([new Uint8Array([7])], 'w.npy'));
  await engine.addFile(new File([new Uint8Array(5)], 'all.imatrix'));
  // Looking at it opened it as a file of data, which the next one closes.
  world.gone = 'all.imatrix';
  const { notes } = await engine.show(request('file(w.npy)'));
  assert.deepEqual(
    notes.map(({ key }) => key),
    ['note.x', 'error.file.read'],
  );
});
