// Which tensors of a model a worker gets one behind another.

import assert from 'node:assert/strict';
import test from 'node:test';
import { bytesOfRun, largeFirst, runOf } from '../../www/engine/model-runs.js';
import { NAMES, begun, settle, workers } from './model-workers.js';

/** @param {Record<string, number>} counts */
const subjects = (counts) => Object.entries(counts).map(([name, count]) => ({ name, count }));
/** @param {Record<string, number>} counts */
const queueOf = (counts) => subjects(counts).map((subject) => ({ subject, schemes: ['int4'] }));
/** @param {{subject: {name: string}}[]} jobs */
const names = (jobs) => jobs.map(({ subject }) => subject.name).join('');

test('a tensor that is much of the model comes first; one worker keeps to the order of the files', () => {
  const model = subjects({ a: 1, b: 5, c: 60, d: 5, e: 29 });
  const order = (/** @type {number} */ workers) => largeFirst(model, workers).map(({ name }) => name);
  assert.equal(order(2).join(''), 'ceabd');
  assert.equal(order(1).join(''), 'abcde');
  assert.deepEqual(largeFirst([], 4), []);
});

test('runs are a part of what is left, so that they get shorter; a large tensor is a run of its own', () => {
  const queue = queueOf({ a: 100, b: 10, c: 10, d: 10, e: 10, f: 10, g: 5, h: 5 });
  const runs = [];
  while (queue.length > 0) runs.push(names(runOf(queue, 2)));
  assert.deepEqual(runs, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  const many = queueOf(Object.fromEntries([...'abcdefghijklmnop'].map((name) => [name, 10])));
  while (many.length > 0) runs.push(names(runOf(many, 2)));
  assert.deepEqual(runs.slice(8), ['abcd', 'efg', 'hi', 'j', 'k', 'l', 'm', 'n', 'o', 'p']);
  assert.deepEqual(runOf([], 2), []);
});

test('no run has more than 4 Mi values, unless it is one tensor', () => {
  const queue = queueOf({ a: 3 << 20, b: 1 << 20, c: 1 << 20, d: 9 << 20, e: 99 << 20 });
  assert.equal(names(runOf(queue, 1)), 'ab');
  assert.equal(names(runOf(queue, 1)), 'c');
  assert.equal(names(runOf(queue, 1)), 'd');
});

test('the bytes of a run are those that the file has, or those of float32', () => {
  const [a, b] = queueOf({ a: 10, b: 10 });
  assert.equal(bytesOfRun([{ ...a, subject: { ...a.subject, bytes: 20 } }, b]), 60);
});

/** A model of one large tensor and many small ones, so that the small ones are a run of the second worker. @param {ReturnType<typeof workers>} of */
async function mixed({ survey }) {
  const found = await survey.of('file(m)');
  assert.ok(found);
  const [like] = found.listing.entries;
  const small = Array.from({ length: 8 }, (_, i) => ({ ...like, name: `s${i}`, count: 1 }));
  const entries = [{ ...like, name: 'large', count: 100 }, ...small];
  return { ...found, listing: { ...found.listing, entries } };
}

test('a worker that has nothing left does not keep another from the rest of its run', async () => {
  const of = workers();
  const model = await mixed(of);
  /** @type {import('../../www/engine/model-records.js').ModelProgress[]} */
  const heard = [];
  of.survey.ask({ model, schemes: ['int4'] }, (_, progress) => heard.push(progress));
  await settle();
  assert.deepEqual(
    of.calls.map(({ tensor, worker }) => [tensor, worker]),
    [
      ['large', 'model 0'],
      ['s0', 'model 1'],
    ],
  );
  const open = new Set(of.calls);
  for (let done = 1; done <= 9; done += 1) {
    // The second worker is the slower one.
    const call = [...open].find(({ worker }) => worker === 'model 0') ?? [...open][0];
    open.delete(call);
    const asked = of.calls.length;
    call.done();
    await settle();
    of.calls.slice(asked).forEach((each) => open.add(each));
    assert.deepEqual([heard.at(-1)?.done, heard.at(-1)?.active], [done, done < 9]);
  }
  assert.equal(of.survey.known(model.key).size, 9);
});

test('what was to follow in a run is not measured for another survey, and is when this one goes on', async () => {
  const of = workers();
  const model = await mixed(of);
  const first = of.survey.ask({ model, schemes: ['int4'] }, () => {});
  await settle();
  first.pause();
  await settle();
  first.resume();
  await settle();
  assert.deepEqual(
    of.calls
      .slice(2)
      .map(({ tensor }) => tensor)
      .sort(),
    ['large', 's0'],
  );
  const second = await begun(of, ['int8']);
  for (let nth = 4; nth < of.calls.length; nth += 1) {
    of.calls[nth].done();
    await settle();
  }
  assert.deepEqual(second.heard.rows.sort(), NAMES);
});
