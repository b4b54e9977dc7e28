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
