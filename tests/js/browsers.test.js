// The engine in browsers and pages that lack or forbid something.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { test } from 'node:test';
import { spawnWorker } from '../../www/beside.js';
import { World, Clock, isObsolete, isSentence, request, setUp, until } from './fakes.js';

for (const [how, spawn] of /** @type {[string, (world: () => import('./fakes.js').World) => any][]} */ ([
  [
    'throw',
    () => {
      throw new Error('forbidden');
    },
  ],
  [
    'fail',
    () => {
      const w = dumb();
      setImmediate(() => w.onerror({ message: '' }));
      return w;
    },
  ],
  ['stay silent', () => dumb()],
])) {
  test(`the page computes itself where workers ${how}`, async (t) => {
    const clock = new Clock();
    const world = new World();
    const { engine } = setUp(t, { world, spawn: () => spawn(() => world), timers: clock });
    const frame = engine.show(request('normal'));
    if (how === 'stay silent') {
      await until(() => clock.waiting.size === 2);
      clock.pass(10_000);
    }
    assert.equal((await frame).data.text, 'normal');
    world.panics = 1;
    assert.equal((await engine.show(request('normal', 'int2'))).a.text, 'int2');
    const slow = assert.rejects(engine.show(request('slow')), isObsolete);
    await until(() => world.log.includes('begin slow'));
    engine.cancel();
    await slow;
    assert.equal(world.workers, 0);
  });
}

/** A worker that never says anything. @returns {any} */
function dumb() {
  return { postMessage() {}, terminate() {}, onmessage: null, onerror: null };
}

test('a browser without WebAssembly or SIMD is told so', async (t) => {
  for (const [wasm, key] of /** @type {[any, string][]} */ ([
    [undefined, 'error.browser.wasm'],
    [{ validate: () => false }, 'error.browser.simd'],
  ])) {
    const { engine } = setUp(t, { wasm });
    await assert.rejects(engine.ready, isSentence(key));
    await assert.rejects(engine.show(request('normal')), isSentence(key));
  }
});

test('a module that cannot be compiled is told', async (t) => {
  const { engine } = setUp(t, {
    compile: async () => {
      throw new Error('blocked by CSP');
    },
  });
  await assert.rejects(engine.show(request('normal')), isSentence('error.engine.start'));
});

test('a worker script of another origin is imported by a worker of ours', async (t) => {
  /** @type {string[]} */
  const addresses = [];
  /** @type {any} */ (globalThis).Worker = class {
    /** @param {URL|string} address */
    constructor(address) {
      addresses.push(String(address));
      if (!String(address).startsWith('blob:')) throw new DOMException('another origin', 'SecurityError');
    }
  };
  t.after(() => Reflect.deleteProperty(globalThis, 'Worker'));
  spawnWorker();
  assert.match(addresses[0], /\/www\/worker\.js$/);
  const script = await (await fetch(addresses[1])).text();
  assert.ok(script.includes(`import(${JSON.stringify(addresses[0])})`));
});

test('the worker loads no catalogue', async () => {
  /** @type {Set<string>} */
  const loaded = new Set();
  /** @param {string} path within www */
  const follow = async (path) => {
    if (loaded.has(path)) return;
    loaded.add(path);
    const text = await readFile(new URL(`../../www/${path}`, import.meta.url), 'utf8');
    for (const [, next] of text.matchAll(/^import .*'(\..+)';$/gm)) await follow(posix.join(posix.dirname(path), next));
  };
  await follow('worker.js');
  assert.deepEqual([...loaded].sort(), [
    'engine/compute.js',
    'engine/crew.js',
    'engine/file-reading.js',
    'engine/lanes.js',
    'engine/product-timing.js',
    'engine/read-ahead.js',
    'engine/shard.js',
    'engine/started.js',
    'engine/turns.js',
    'engine/wire.js',
    'files/names.js',
    'instance.js',
    'worker.js',
  ]);
});

test('every module imports without a window', async () => {
  const names = ['worker', 'instance', 'beside', 'engine/engine', 'engine/host', 'engine/wasm', 'host/url'];
  for (const name of names) await import(`../../www/${name}.js`);
});
