import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World, isObsolete, isSentence, request, setUp, until } from './fakes.js';
import './texts.js';

test('a frame is computed in the worker, and the same data is made only once', async (t) => {
  const { engine, world } = setUp(t);
  const first = await engine.show(request('normal'));
  assert.equal(first.data.text, 'normal');
  assert.deepEqual(first.notes, []);
  assert.equal((await engine.show(request('normal', 'int2'))).a.text, 'int2');
  assert.deepEqual(world.log, ['begin normal', 'frame normal int4', 'frame normal int2']);
  await engine.ready;
  assert.ok(engine.drawing);
});

test('data is sorted while nothing is asked', async (t) => {
  const { engine, world } = setUp(t);
  await engine.show(request('normal'));
  await until(() => world.sorts === 3);
});

test('the newest wins: one runs, one waits, what lies between is obsolete', async (t) => {
  const { engine, world } = setUp(t);
  const [p, q, r] = [
    engine.show(request('normal', 'p')),
    engine.show(request('normal', 'q')),
    engine.show(request('normal', 'r')),
  ];
  await assert.rejects(q, isObsolete);
  assert.equal((await p).a.text, 'p');
  assert.equal((await r).a.text, 'r');
  assert.ok(!world.log.includes('frame normal q'));
});

test('a request for other data interrupts generating, and the last good data is still there', async (t) => {
  const { engine, world } = setUp(t);
  await engine.show(request('normal'));
  const slow = engine.show(request('slow'));
  await until(() => world.log.includes('begin slow'));
  const back = engine.show(request('normal', 'int3'));
  await assert.rejects(slow, isObsolete);
  assert.equal((await back).data.text, 'normal');
  assert.equal(world.log.filter((line) => line === 'begin normal').length, 1);
});

test('other schemes of the same data do not interrupt its generating', async (t) => {
  const { engine, world } = setUp(t);
  world.steps = 50;
  const [p, q] = [engine.show(request('slow', 'p')), engine.show(request('slow', 'q'))];
  assert.equal((await p).a.text, 'p');
  assert.equal((await q).a.text, 'q');
  assert.equal(world.log.filter((line) => line === 'begin slow').length, 1);
});

test('schemes are prepared in steps, between which a request for other data is heard', async (t) => {
  const { engine, world } = setUp(t);
  const slow = engine.show(request('normal', 'slow'));
  await until(() => world.log.includes('prepare slow'));
  const other = engine.show(request('laplace'));
  await assert.rejects(slow, isObsolete);
  assert.equal((await other).data.text, 'laplace');
});

test('a slow request is given up for a newer one, whichever comes first: the newer one or its 200 ms', async (t) => {
  const { engine, world, clock } = setUp(t);
  for (const [name, late] of /** @type {[string, boolean][]} */ ([
    ['int3', true],
    ['int5', false],
  ])) {
    const slow = engine.show(request('normal', `slow ${name}`));
    await until(() => world.log.includes(`prepare slow ${name}`));
    if (late) clock.pass(200);
    const next = engine.show(request('normal', name));
    if (!late) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      assert.ok(!world.log.includes(`frame normal ${name}`), 'what may still be quick is waited for');
      clock.pass(200);
    }
    await assert.rejects(slow, isObsolete);
    assert.equal((await next).a.text, name);
  }
});

test('what is quick enough is finished, however many newer requests there are', async (t) => {
  const { engine, world, clock } = setUp(t);
  world.parts = 40;
  let shown = 0;
  for (let i = 0; i < 5; i += 1) {
    const frame = engine.show(request('normal', `slow${i}`));
    await until(() => world.log.includes(`prepare slow${i}`));
    clock.pass(150);
    const next = engine.show(request('normal', `int${i}`));
    shown += Number((await frame).a.text === `slow${i}`);
    await next;
  }
  assert.equal(shown, 5);
});

test('data in the making is not given up for another scheme, however slow; its schemes are', async (t) => {
  const { engine, world, clock } = setUp(t);
  const first = engine.show(request('slow', 'slow'));
  await until(() => world.log.includes('begin slow'));
  clock.pass(500);
  const next = engine.show(request('slow', 'int3'));
  world.steps = 1;
  await assert.rejects(first, isObsolete);
  assert.equal((await next).a.text, 'int3');
  assert.equal(world.log.filter((line) => line === 'begin slow').length, 1);
});

test('cancel gives up what runs and what waits; the worker stays', async (t) => {
  const { engine, world, clock } = setUp(t);
  const [p, q] = [engine.show(request('slow')), engine.show(request('slow', 'q'))];
  const both = Promise.all([assert.rejects(p, isObsolete), assert.rejects(q, isObsolete)]);
  await until(() => world.log.includes('begin slow'));
  engine.cancel();
  await both;
  await engine.show(request('normal'));
  clock.pass(5000);
  assert.equal(world.workers, 1);
  engine.cancel();
});

test('a cancel that the worker does not hear ends the worker', async (t) => {
  /** @type {any[]} */
  const deaf = [];
  const world = new World();
  const { engine, clock } = setUp(t, {
    world,
    spawn: () => {
      const worker = world.spawn();
      if (deaf.length === 0) {
        const post = worker.postMessage.bind(worker);
        worker.postMessage = (/** @type {any} */ call, /** @type {any} */ list) =>
          call.type === 'start' && post(call, list);
      }
      deaf.push(worker);
      return worker;
    },
  });
  engine.onpanic = () => assert.fail('a cancel is no panic');
  const stuck = assert.rejects(engine.show(request('normal')), isObsolete);
  await engine.ready;
  // What tells that it is slow, and what asks for a sign of life.
  await until(() => world.workers === 1 && clock.waiting.size === 2);
  engine.cancel();
  await stuck;
  const next = engine.show(request('normal'));
  await until(() => clock.waiting.size > 0);
  clock.pass(1000);
  assert.equal((await next).data.text, 'normal');
  assert.equal(world.workers, 2);
});

/** Workers of which the second, which reads files, hears nothing once it has started; the next one is whole. @param {import('./fakes.js').World} world */
function deafReader(world) {
  let spawned = 0;
  return () => {
    const worker = world.spawn();
    const post = worker.postMessage.bind(worker);
    spawned += 1;
    if (spawned === 2) {
      worker.postMessage = (/** @type {any} */ call, /** @type {any} */ list) =>
        call.type === 'start' && post(call, list);
    }
    return worker;
  };
}

test('a reader that does not hear that its file is given up is ended, and nothing else', async (t) => {
  const world = new World();
  const { engine, clock } = setUp(t, { world, spawn: deafReader(world) });
  await engine.show(request('normal'));
  const given = assert.rejects(engine.addFile(new File([new Uint8Array(3)], 'w.csv')), isObsolete);
  await until(() => [...clock.waiting.values()].some(({ at }) => at >= 30_000));
  engine.cancel();
  await given;
  clock.pass(1000);
  await until(() => world.log.includes('terminated'));
  assert.equal((await engine.show(request('normal', 'int3'))).a.text, 'int3');
  assert.equal(world.log.filter((line) => line === 'begin normal').length, 1, 'the data was never lost');
  assert.equal((await engine.addFile(new File([new Uint8Array(3)], 'w.csv'))).size, 3);
  assert.equal(world.workers, 3);
});

test('a reader that hangs is ended with a sentence, and nothing else', async (t) => {
  const world = new World();
  const { engine, clock } = setUp(t, { world, spawn: deafReader(world) });
  await engine.show(request('normal'));
  const opening = engine.addFile(new File([new Uint8Array(3)], 'w.csv'));
  const refused = assert.rejects(opening, isSentence('error.file.stuck'));
  await until(() => [...clock.waiting.values()].some(({ at }) => at >= 30_000));
  clock.pass(30_000);
  await refused;
  assert.equal((await engine.show(request('normal', 'int3'))).a.text, 'int3');
  assert.equal(world.log.filter((line) => line === 'begin normal').length, 1, 'the data was never lost');
  assert.equal((await engine.addFile(new File([new Uint8Array(3)], 'w.csv'))).size, 3);
});

test('a file that breaks its reader twice is given up in a sentence, and nothing else', async (t) => {
  const { engine, world } = setUp(t);
  await engine.show(request('normal'));
  world.breaking = true;
  const opening = engine.addFile(new File([new Uint8Array(3)], 'w.csv'));
  await assert.rejects(opening, isSentence('error.file.broke'));
  world.breaking = false;
  assert.equal((await engine.show(request('normal', 'int3'))).a.text, 'int3');
  assert.equal(world.log.filter((line) => line === 'begin normal').length, 1, 'the data was never lost');
  assert.equal((await engine.addFile(new File([new Uint8Array(3)], 'w.csv'))).size, 3);
});

test('an answer that arrives after it was given up is obsolete', async (t) => {
  const world = new World();
  const { engine } = setUp(t, {
    world,
    spawn: () => {
      const worker = world.spawn();
      const post = worker.postMessage.bind(worker);
      // As when the worker has finished by the time it hears of it.
      worker.postMessage = (/** @type {any} */ call) => call.type !== 'cancel' && post(call);
      return worker;
    },
  });
  world.parts = 2;
  await engine.show(request('normal'));
  const given = new AbortController();
  const question = /** @type {any} */ ({ kind: 'quantized', scheme: 'slow' });
  const how = { signal: given.signal, onprogress: () => given.abort() };
  await assert.rejects(engine.ask('normal', question, how), isObsolete);
});

test('progress is told after 200 ms, and its end', async (t) => {
  const { engine, world, clock } = setUp(t);
  /** @type {import('../../www/engine/types.js').Progress[]} */
  const told = [];
  engine.onprogress = (progress) => told.push(progress);
  const frame = engine.show(request('slow'));
  await until(() => world.log.includes('begin slow'));
  clock.pass(199);
  assert.equal(told.length, 0);
  clock.pass(1);
  await until(() => told.length > 3);
  assert.deepEqual(told.at(-1), { fraction: 0.25, since: 200, active: true });
  world.steps = 1;
  await frame;
  assert.equal(told.at(-1)?.active, false);
  const count = told.length;
  await engine.show(request('normal'));
  assert.equal(told.length, count, 'nothing is told of what is quick');
});

test('a panic restarts the worker and asks once more', async (t) => {
  const { engine, world } = setUp(t);
  /** @type {string[]} */
  const panics = [];
  engine.onpanic = (message) => panics.push(message);
  await engine.show(request('normal'));
  world.panics = 1;
  assert.equal((await engine.show(request('normal', 'int3'))).a.text, 'int3');
  assert.deepEqual(panics, ['unreachable']);
  assert.equal(world.workers, 2);
  assert.equal(world.log.filter((line) => line === 'begin normal').length, 2);
});

test('a second panic is told, and the next request works', async (t) => {
  const { engine, world } = setUp(t);
  world.panics = 2;
  await assert.rejects(engine.show(request('normal')), isSentence('error.engine.panic'));
  assert.equal((await engine.show(request('normal'))).data.text, 'normal');
  assert.equal(world.workers, 3);
});

test('a crash of the worker is like a panic', async (t) => {
  /** @type {any} */
  let worker;
  const world = new World();
  const { engine } = setUp(t, { world, spawn: () => (worker = world.spawn()) });
  const frame = engine.show(request('slow'));
  await until(() => world.log.includes('begin slow'));
  world.steps = 1;
  worker.onerror({ message: 'out of memory' });
  assert.equal((await frame).data.text, 'slow');
  assert.equal(world.workers, 2);
});

test('a data string that fails is told and leaves the last good data', async (t) => {
  const { engine, world } = setUp(t);
  await engine.show(request('normal'));
  await assert.rejects(engine.show(request('wrong')), isSentence('error.sample.unknown'));
  await engine.show(request('normal', 'int5'));
  assert.equal(world.log.filter((line) => line === 'begin normal').length, 1);
});

test('a file is asked for, then listed, shown, and shown again after a panic', async (t) => {
  const { engine, world } = setUp(t);
  await assert.rejects(engine.show(request('file(w (1).npz/a/b)')), (/** @type {any} */ error) => {
    return isSentence('error.file.missing')(error) && error.message.startsWith('Drop the file w (1).npz on the page');
  });
  const listing = await engine.addFile(new File([new Uint8Array([1, 2])], 'w (1).npz'));
  assert.equal(listing.entries[0].count, 2);
  const frame = await engine.show(request('file(w (1).npz/a/b)'));
  assert.equal(frame.notes[0].text, 'a note');
  world.panics = 1;
  await engine.show(request('file(w (1).npz/a/b)', 'int2'));
  assert.deepEqual(
    world.log.filter((line) => line.startsWith('load')),
    Array(2).fill('load w (1).npz 1,2 a/b'),
  );
  await engine.show(request('file(w (1).npz/a/b):axis=1:point=2', 'int2'));
  assert.equal(
    world.log.filter((line) => line.startsWith('load')).at(-1),
    'load w (1).npz 1,2 a/b',
    'an axis and a value placed by hand make no raw file of it',
  );
  await engine.addFile(new File([new Uint8Array([9])], 'w (1).npz'));
  await engine.show(request('file(w (1).npz/a/b)', 'int2'));
  assert.ok(world.log.includes('load w (1).npz 9 a/b'), 'another file of the same name is other data');
});

test("a file that is no good takes no good one's place; it can still be read as raw numbers", async (t) => {
  const { engine, world } = setUp(t);
  await engine.addFile(new File([new Uint8Array([7])], 'w.npy'));
  await assert.rejects(engine.addFile(new File([], 'w.npy')), isSentence('error.file.read'));
  await engine.show(request('file(w.npy)'));
  assert.ok(world.log.includes('load w.npy 7 undefined'));
  await assert.rejects(engine.addFile(new File([], 'w.bin')), isSentence('error.file.read'));
  await assert.rejects(engine.show(request('file(w.bin)')), isSentence('error.file.read'));
  await engine.show(request('file(w.bin):f16:n=0:axis=0'));
  assert.ok(world.log.includes('load file(w.bin):f16:n=0:axis=0  raw'));
});

test('a file is looked at with progress, and given up', async (t) => {
  const { engine, world, clock } = setUp(t);
  /** @type {boolean[]} */
  const told = [];
  engine.onprogress = ({ active }) => told.push(active);
  await engine.ready;
  world.endless = true;
  const opening = engine.addFile(new File([new Uint8Array(3)], 'w.csv'));
  clock.pass(200);
  engine.cancel();
  await assert.rejects(opening, isObsolete);
  assert.deepEqual(told, [true, false]);
  clock.pass(1000);
  world.endless = false;
  assert.equal((await engine.addFile(new File([new Uint8Array(3)], 'w.csv'))).size, 3);
});

test('a sample is fetched by its exact name only', async (t) => {
  /** @type {string[]} */
  const fetched = [];
  const { engine, world } = setUp(t, {
    fetchSample: async (name) => {
      fetched.push(name);
      return name.endsWith('index.json') ? Response.json([{ name: 'relu' }]) : new Response(new Uint8Array([5]));
    },
  });
  await engine.show(request('sample(relu)'));
  await assert.rejects(engine.show(request('sample(../relu)')), isSentence('error.sample.unknown'));
  assert.deepEqual(fetched, ['index.json', 'relu.safetensors']);
  assert.ok(world.log.includes('load relu.safetensors 5 undefined'));
  assert.deepEqual(await engine.samples(), [{ name: 'relu' }]);
});

test('a sample that cannot be fetched is told, and asked for again the next time', async (t) => {
  let calls = 0;
  const { engine } = setUp(t, { fetchSample: async () => new Response('', { status: (calls += 1) && 503 }) });
  for (const expected of [1, 2]) {
    await assert.rejects(engine.show(request('sample(relu)')), isSentence('error.sample.fetch'));
    assert.equal(calls, expected);
  }
});

test('a request overtaken while its sample is fetched is obsolete at once', async (t) => {
  const { engine } = setUp(t, { fetchSample: () => new Promise(() => {}) });
  const sample = assert.rejects(engine.show(request('sample(relu)')), isObsolete);
  const normal = engine.show(request('normal'));
  await sample;
  assert.equal((await normal).data.text, 'normal');
});

test('the drawing instance can be replaced by a fresh one', async (t) => {
  const { engine } = setUp(t);
  await engine.ready;
  const before = engine.drawing;
  assert.equal(/** @type {any} */ (before).fresh, false);
  await engine.resetDrawing();
  assert.equal(/** @type {any} */ (engine.drawing).fresh, true);
});

test('after dispose everything is obsolete', async (t) => {
  const { engine, world } = setUp(t);
  const running = assert.rejects(engine.show(request('slow')), isObsolete);
  await until(() => world.log.includes('begin slow'));
  engine.dispose();
  await running;
  await assert.rejects(engine.show(request('normal')), isObsolete);
  await until(() => world.log.includes('terminated'));
});
