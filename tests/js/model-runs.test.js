// Which tensors of a model a worker gets one behind another.

import assert from 'node:assert/strict';
import test from 'node:test';
import { bytesOfRun, inOrder, runOf } from '../../www/engine/model-runs.js';

/** @param {Record<string, number>} counts */
const subjects = (counts) => Object.entries(counts).map(([name, count]) => ({ name, count }));
/** @param {Record<string, number>} counts */
const queueOf = (counts) => subjects(counts).map((subject) => ({ subject, schemes: ['int4'] }));
/** @param {{subject: {name: string}}[]} jobs */
const names = (jobs) => jobs.map(({ subject }) => subject.name).join('');

test('a tensor that is much of the model comes first; one worker keeps to the order of the files', () => {
  const model = subjects({ a: 1, b: 5, c: 60, d: 5, e: 29 });
  const order = (/** @type {number} */ workers) => inOrder(model, workers).map(({ name }) => name);
  assert.equal(order(2).join(''), 'ceabd');
  assert.equal(order(1).join(''), 'abcde');
  assert.deepEqual(inOrder([], 4), []);
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
