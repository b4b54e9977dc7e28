import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workersFor } from '../../www/engine/survey.js';
import { request, setUp, until } from './fakes.js';

/** @typedef {import('../../www/engine/types.js').Found} Found */
/** @typedef {import('../../www/engine/types.js').SurveyProgress} SurveyProgress */

/** Collects what a survey tells. */
function listener() {
  /** @type {{found: Record<string, any>, progress: SurveyProgress}[]} */
  const heard = [];
  return {
    heard,
    last: () => heard[heard.length - 1],
    told: (/** @type {Found} */ found, /** @type {SurveyProgress} */ progress) =>
      void heard.push({ found: Object.fromEntries(found), progress }),
  };
}

const measured = (/** @type {string[]} */ log) => log.filter((line) => line.startsWith('measure')).length;

test('schemes are measured one after the other, and each is told when it is there', async (t) => {
  const { engine } = setUp(t, { cores: 2 });
  const { heard, last, told } = listener();
  engine.survey('normal', ['int4', 'int8', 'int4'], told);
  assert.deepEqual(heard[0], { found: {}, progress: { done: 0, total: 2, active: true } });
  await until(() => !last().progress.active);
  assert.deepEqual(last(), {
    found: { int4: { sqnr_db: 4 }, int8: { sqnr_db: 4 } },
    progress: { done: 2, total: 2, active: false },
  });
  assert.equal(heard.length, 3);
});

test('as many workers share the work as the machine has cores to spare', async (t) => {
  assert.deepEqual([1, 2, 3, 8, 64, undefined].map(workersFor), [1, 1, 2, 4, 4, 1]);
  const { engine, world } = setUp(t, { cores: 4 });
  const { last, told } = listener();
  await engine.show(request('normal'));
  engine.survey('normal', ['a', 'b', 'c', 'd', 'e'], told);
  await until(() => !last().progress.active);
  assert.equal(world.workers, 1 + 3);
  assert.equal(world.log.filter((line) => line === 'begin normal').length, 1 + 3);
});

test('large data is measured by the worker that holds it already', async (t) => {
  const { engine, world } = setUp(t, { cores: 4 });
  const { last, told } = listener();
  await engine.show(request('large'));
  engine.survey('large', ['a', 'b', 'c'], told);
  await until(() => !last().progress.active);
  assert.deepEqual(last().found, { a: { sqnr_db: 1 }, b: { sqnr_db: 1 }, c: { sqnr_db: 1 } });
  assert.equal(world.workers, 1);
  assert.equal(world.log.filter((line) => line === 'begin large').length, 1);
  await engine.show(request('normal'));
  engine.survey('normal', ['a'], told);
  await until(() => !last().progress.active);
  assert.equal(world.workers, 2);
});

test('a survey of large data that is no longer held is given up, not asked for again and again', async (t) => {
  const { engine, world } = setUp(t, { cores: 2 });
  const { last, told } = listener();
  await engine.show(request('large'));
  // The Lab holds other data, and its frame never comes.
  const other = engine.show(request('normal', 'slow'));
  await until(() => world.log.includes('prepare slow'));
  engine.cancel();
  await assert.rejects(other);
  engine.survey('large', ['a', 'b'], told);
  await until(() => !last().progress.active);
  assert.equal(last().progress.done, 0);
  await engine.show(request('large'));
  engine.survey('large', ['a', 'b'], told);
  await until(() => last().progress.done === 2);
});

test('what is known is not measured again; other data is', async (t) => {
  const { engine, world } = setUp(t, { cores: 2 });
  const { heard, last, told } = listener();
  engine.survey('normal', ['int4', 'int8'], told);
  await until(() => !last().progress.active);
  engine.survey('normal', ['int8', 'int2'], told);
  assert.equal(last().progress.done, 1);
  await until(() => !last().progress.active);
  assert.equal(measured(world.log), 3);
  heard.length = 0;
  await engine.show(request('other'));
  engine.survey('other', ['int8'], told);
  assert.deepEqual(heard[0].found, {});
  await until(() => !last().progress.active);
  assert.ok(world.log.includes('measure other int8'));
});

test('a survey that is given up stops, and goes on where it was', async (t) => {
  const { engine, world } = setUp(t, { cores: 2 });
  const { heard, last, told } = listener();
  const cancel = engine.survey('normal', ['int4', 'slow', 'int8'], told);
  await until(() => world.log.includes('prepare slow'));
  cancel();
  const calls = heard.length;
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(heard.length, calls);
  assert.equal(measured(world.log), 1);
  world.parts = 3;
  engine.survey('normal', ['int4', 'slow', 'int8'], told);
  assert.equal(last().progress.done, 1);
  await until(() => !last().progress.active);
  assert.equal(measured(world.log), 3);
});

test('frames do not wait for a survey', async (t) => {
  const { engine, world } = setUp(t, { cores: 2 });
  const { told } = listener();
  engine.survey('normal', ['slow'], told);
  await until(() => world.log.includes('prepare slow'));
  assert.equal((await engine.show(request('normal', 'int3'))).a.text, 'int3');
});

test('a scheme that breaks a worker is tried by a fresh one, and one that cannot be measured is left out', async (t) => {
  const { engine, world } = setUp(t, { cores: 2 });
  const { last, told } = listener();
  world.panics = 1;
  engine.survey('normal', ['int4', 'wrong', 'int8'], told);
  await until(() => !last().progress.active);
  assert.deepEqual(Object.keys(last().found), ['int4', 'int8']);
});

test('a variant of the data is measured beside the data, and let go when other data is shown', async (t) => {
  const { engine, world } = setUp(t, { cores: 2 });
  await engine.show(request('normal'));
  const own = listener();
  const probe = listener();
  engine.survey('normal', ['int4'], own.told);
  engine.probe('normal:point=9', ['int4'], probe.told);
  await until(() => own.heard.length > 0 && !own.last().progress.active && !probe.last().progress.active);
  assert.ok(world.log.includes('measure normal int4') && world.log.includes('measure normal:point=9 int4'));
  await engine.show(request('other'));
  engine.probe('normal:point=9', ['int4'], probe.told);
  assert.deepEqual(probe.last().found, {});
});
