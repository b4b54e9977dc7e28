// What is given up while a worker does not hear, or waits for the network.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World, isObsolete, request, setUp, until } from './fakes.js';
import './texts.js';

test('a newer request that a worker does not hear of ends the worker: other data, or other schemes once the work is slow', async (t) => {
  for (const [data, a] of [
    ['laplace', 'int4'],
    ['normal', 'int5'],
  ]) {
    const world = new World();
    let deaf = false;
    const { engine, clock } = setUp(t, {
      world,
      spawn: () => {
        const worker = world.spawn();
        const post = worker.postMessage.bind(worker);
        const first = world.workers === 1;
        worker.postMessage = (/** @type {any} */ call, /** @type {any} */ list) =>
          first && deaf ? undefined : post(call, list);
        return worker;
      },
    });
    engine.onpanic = () => assert.fail('it is no panic');
    await engine.show(request('normal'));
    deaf = true;
    const stuck = assert.rejects(engine.show(request('normal', 'int3')), isObsolete);
    await until(() => clock.waiting.size > 0);
    const next = engine.show(request(data, a));
    // What is slow is given up after 200 ms, and has a second to hear of it.
    clock.pass(200);
    await stuck;
    clock.pass(1000);
    const frame = await next;
    assert.deepEqual([frame.data.text, frame.a.text], [data, a]);
    assert.equal(world.workers, 2);
  }
});

test('a call that waits for a part over the network can be given up, and the worker stays', async (t) => {
  const world = new World();
  const { importPkg } = world;
  let asked = 0;
  world.importPkg = async (fresh) => ({
    ...(await importPkg.call(world, fresh)),
    whole: () => {
      asked += 1;
      return new Promise(() => {});
    },
  });
  const { engine, clock } = setUp(t, { world });
  await engine.show(request('normal'));
  await until(() => asked > 0);
  const before = asked;
  const waits = engine.show({ ...request('normal'), question: { kind: 'blocks' } });
  await until(() => asked > before);
  engine.cancel();
  await assert.rejects(waits, isObsolete);
  assert.equal((await engine.show(request('normal', 'int5'))).a.text, 'int5');
  clock.pass(5000);
  assert.equal(world.workers, 1);
});

/** A world whose first worker can end without a word. @param {World} world */
function silentOnce(world) {
  const state = { silent: false, pings: 0, pongs: 0 };
  const spawn = () => {
    const worker = world.spawn();
    const post = worker.postMessage.bind(worker);
    const first = world.workers === 1;
    worker.addEventListener('message', (/** @type {any} */ { data }) => {
      if (data.type === 'pong') state.pongs += 1;
    });
    worker.postMessage = (/** @type {any} */ call, /** @type {any} */ list) => {
      if (call.type === 'ping') state.pings += 1;
      if (!(first && state.silent)) post(call, list);
    };
    return worker;
  };
  return { state, spawn };
}

/** Lets time pass until a ping was sent. @param {import('./fakes.js').Clock} clock @param {{pings: number}} state @param {number} ms */
async function untilPing(clock, state, ms) {
  const before = state.pings;
  await until(() => clock.waiting.size > 0);
  clock.pass(ms);
  await until(() => state.pings > before || clock.waiting.size === 0);
}

test('a worker that ends without a word is replaced, and what was asked is asked again', async (t) => {
  const world = new World();
  const { state, spawn } = silentOnce(world);
  const { engine, clock } = setUp(t, { world, spawn });
  /** @type {string[]} */
  const said = [];
  engine.onpanic = (message) => said.push(message);
  await engine.show(request('normal'));
  state.silent = true;
  const next = engine.show(request('normal', 'int5'));
  for (let ping = 0; ping < 9 && said.length === 0; ping += 1) await untilPing(clock, state, 5000);
  assert.equal((await next).a.text, 'int5');
  assert.deepEqual([said.length, world.workers, state.pings], [1, 2, 8]);
  assert.match(said[0], /without a word/);
});

test('a computer that slept for an hour, and a tab in the background, keep their worker', async (t) => {
  const world = new World();
  const { state, spawn } = silentOnce(world);
  const { engine, clock } = setUp(t, { world, spawn });
  engine.onpanic = (message) => assert.fail(message);
  await engine.show(request('normal'));
  const slow = engine.show(request('slow'));
  for (let hour = 0; hour < 12; hour += 1) {
    await untilPing(clock, state, 3_600_000);
    await until(() => state.pongs === state.pings);
  }
  assert.equal(world.workers, 1);
  world.steps = 0;
  assert.equal((await slow).data.text, 'slow');
});
