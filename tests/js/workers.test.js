// Several engines of one page, which share its workers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Workers } from '../../www/engine/workers.js';
import { World, isObsolete, isSentence, request, setUp, until } from './fakes.js';

/** Engines that share their workers. @param {any} t @param {number} count */
function several(t, count, world = new World()) {
  const workers = new Workers(() => world.spawn());
  const engines = Array.from({ length: count }, () => setUp(t, { world, workers }));
  return { world, engines: engines.map(({ engine }) => engine), clocks: engines.map(({ clock }) => clock) };
}
const ended = (/** @type {World} */ world) => world.log.filter((line) => line === 'terminated').length;

test('six engines share one worker and one instance in it, each with data of its own', async (t) => {
  const { world, engines } = several(t, 6);
  const frames = await Promise.all(engines.map((engine, i) => engine.show(request(`normal${i}`, `int${i}`))));
  assert.deepEqual(
    frames.map(({ data, a }) => [data.text, a.text]),
    engines.map((_, i) => [`normal${i}`, `int${i}`]),
  );
  assert.equal(world.workers, 1);
  assert.equal((await engines[2].show(request('normal2', 'int8'))).data.text, 'normal2');
  assert.equal(world.log.filter((line) => line.startsWith('begin')).length, 6, 'nobody has taken the data of another');
});

test('a panic loses nothing of the others: their requests are asked again, and only whoever caused it is told', async (t) => {
  const {
    world,
    engines: [one, two, three],
  } = several(t, 3);
  /** @type {string[]} */
  const told = [];
  one.onpanic = () => told.push('one');
  two.onpanic = three.onpanic = () => told.push('another');
  await Promise.all([one, two, three].map((engine, i) => engine.show(request(`normal${i}`))));
  const slow = two.show(request('slow'));
  await until(() => world.log.includes('begin slow'));
  // Twice: a bystander that loses its worker is never held to have broken it.
  world.panics = 2;
  await assert.rejects(one.show(request('normal0', 'int3')), isSentence('error.engine.panic'));
  world.steps = 1;
  assert.equal((await slow).data.text, 'slow');
  assert.equal((await three.show(request('normal2', 'int2'))).data.text, 'normal2');
  assert.equal((await one.show(request('normal0', 'int2'))).data.text, 'normal0');
  assert.deepEqual([...new Set(told)], ['one']);
  assert.equal(world.workers, 3);
  assert.equal(ended(world), 2);
});

test('an engine that is disposed of frees what it held; the last one ends the worker', async (t) => {
  const {
    world,
    engines: [one, two],
  } = several(t, 2);
  await Promise.all([one.show(request('normal')), two.show(request('other'))]);
  one.dispose();
  await until(() => world.log.includes('free normal'));
  assert.equal(ended(world), 0);
  assert.equal((await two.show(request('other', 'int2'))).a.text, 'int2');
  two.dispose();
  await until(() => ended(world) === 1);
});

test('what is cancelled or obsolete in one lane is so for no other', async (t) => {
  const {
    world,
    engines: [one, two],
    clocks,
  } = several(t, 2);
  const gone = assert.rejects(one.show(request('slow')), isObsolete);
  await until(() => world.log.includes('begin slow'));
  const other = two.show(request('normal', 'slow'));
  await until(() => world.log.includes('prepare slow'));
  one.cancel();
  await gone;
  world.parts = 2;
  assert.equal((await other).data.text, 'normal');
  clocks[0].pass(5000);
  assert.equal(world.workers, 1, 'whoever hears a cancel is not ended for it');
});

test('surveys have workers of their own, which are shared too and are there only while there is something to measure', async (t) => {
  const {
    world,
    engines: [one, two],
  } = several(t, 2);
  await Promise.all([one.show(request('normal')), two.show(request('other'))]);
  assert.equal(world.workers, 1);
  const most = world.workers + 4;
  const done = (/** @type {import('../../www/engine/engine.js').Engine} */ engine, /** @type {string} */ data) =>
    new Promise(
      (resolve) =>
        void engine.survey(
          data,
          ['a', 'b', 'c', 'd', 'e'],
          (found, { active }) => !active && resolve([...found.keys()].sort()),
        ),
    );
  assert.deepEqual(
    await Promise.all([done(one, 'normal'), done(two, 'other')]),
    Array(2).fill(['a', 'b', 'c', 'd', 'e']),
  );
  assert.ok(world.workers > 1 && world.workers <= most, `${world.workers}`);
  const count = world.workers;
  one.dispose();
  two.dispose();
  await until(() => ended(world) === count);
});
