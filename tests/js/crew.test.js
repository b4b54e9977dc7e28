import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { MessageChannel as Channel } from 'node:worker_threads';
import { Crew } from '../../www/engine/crew.js';
import { Engine } from '../../www/engine/engine.js';
import { serveLanes } from '../../www/engine/lanes.js';
import { Workers } from '../../www/engine/workers.js';
import { importPkg } from '../../www/instance.js';
import { request, until } from './fakes.js';
import './texts.js';

const wasm = WebAssembly.compile(await readFile(new URL('../../www/pkg/quantscope_bg.wasm', import.meta.url)));
/** 1.3 million values: enough to be dealt. */
const DATA = 'normal:1300x1000:seed=7:outliers=0.001x20';

/**
 * An engine on a machine with so many cores, whose workers run in this process, each with an instance of its own.
 * @param {any} t @param {number} cores
 */
function engineOf(t, cores) {
  /** What was sent to workers. @type {any[]} */
  const sent = [];
  /** Workers by the lane that was opened first. @type {any[]} */
  const workers = [];
  /** How many shards were measured. */
  let measured = 0;
  const counted = async () => {
    const pkg = await importPkg(true);
    class Shard extends pkg.Shard {
      step() {
        const found = super.step();
        if (typeof found === 'object' && 'measured' in found) measured += 1;
        return found;
      }
    }
    return { ...pkg, Shard };
  };
  const spawn = () => {
    const { port1, port2 } = new Channel();
    const pkg = counted();
    const stop = serveLanes(/** @type {any} */ (port2), { importPkg: () => pkg });
    const post = port1.postMessage.bind(port1);
    const worker = Object.assign(port1, {
      onerror: null,
      terminate() {
        stop();
        port1.close();
      },
      postMessage(/** @type {any} */ call, /** @type {any} */ transfer) {
        sent.push(call);
        post(call, transfer);
      },
    });
    workers.push(worker);
    return /** @type {any} */ (worker);
  };
  const engine = new Engine({ compile: () => wasm, workers: new Workers(spawn), cores });
  t.after(() => engine.dispose());
  return { engine, workers, crews: () => sent.filter(({ type }) => type === 'crew'), measured: () => measured };
}

/** What does not depend on who computed it. @param {import('../../www/engine/records.js').Frame} frame */
const numbers = ({ a, b, counts }) =>
  JSON.stringify({ a, b, counts }, (_, value) => (ArrayBuffer.isView(value) ? [.../** @type {any} */ (value)] : value));

/** Chance goes by the order of values, so that no sum comes from the sorted view, which may be there or not: its last digits are others. */
const SCHEMES = [
  ['int4:g64:p99', 'int8:row'],
  ['int4:asym:g32:sd3', 'int4:g64:se4m3'],
  ['int4:g64:stochastic(7)', 'nf4:g64'],
  ['int8:stochastic(7)', 'int4:col'],
];

/** @param {Engine} engine */
async function frames(engine) {
  const all = [];
  for (const [a, b] of SCHEMES) all.push(numbers(await engine.show({ ...request(DATA, a), b })));
  return all;
}

test('frames are the same to the last bit with 1, 2 and 8 workers', async (t) => {
  const alone = engineOf(t, 1);
  const expected = await frames(alone.engine);
  assert.equal(alone.workers.length, 1);
  for (const cores of [2, 8]) {
    const { engine, workers, crews, measured } = engineOf(t, cores);
    // The crew is opened when the first of them finds work for it.
    await frames(engine);
    await until(() => crews().length === 1);
    assert.deepEqual(await frames(engine), expected);
    // The data makes five pieces with rows of a thousand. The first scheme may be under way before it is dealt.
    assert.ok(measured() >= 5 * (Math.min(cores, 5) - 1), `${cores} cores: ${measured()}`);
    assert.equal(workers.length, cores);
    assert.deepEqual(
      crews().map(({ ports }) => ports.length),
      [cores - 1],
    );
  }
});

test('a worker of the crew that dies costs nothing, and after a second death nobody is asked', async (t) => {
  const { engine, workers, crews } = engineOf(t, 3);
  const expected = await frames(engineOf(t, 1).engine);
  assert.deepEqual(await frames(engine), expected);
  for (const [deaths, opened] of [
    [1, 5],
    [2, 5],
  ]) {
    await until(() => (crews().at(-1)?.ports.length ?? 0) > 0);
    workers[workers.length - 1].onerror(new Event('error'));
    assert.equal(crews()[crews().length - 1].ports.length, 0, 'the host works alone');
    void engine.show(request(DATA, `int5:g${16 * deaths}`)).catch(() => {});
    assert.deepEqual(await frames(engine), expected);
    assert.equal(workers.length, opened);
  }
});

test('a worker that ends without a word is missed, and its part is done by the worker that was asked', async (t) => {
  const { engine, workers, crews, measured } = engineOf(t, 2);
  const expected = await engineOf(t, 1).engine.show(request(DATA, 'int4:g16:p99'));
  await engine.show(request(DATA, 'int5:g64:mse'));
  await until(() => workers.length === 2 && crews().length === 1);
  await engine.show(request(DATA, 'int6:g64:mse'));
  assert.ok(measured() > 0);
  workers[1].terminate();
  assert.equal(numbers(await engine.show(request(DATA, 'int4:g16:p99'))), numbers(expected));
});

/** A crew of one with a Lab that notes what it is asked to do. */
function crewOfOne() {
  /** @type {string[]} */
  const log = [];
  const lab = /** @type {any} */ ({
    wants_crew: () => !log.includes('deal'),
    deal: () => (log.push('deal'), [{ of: [2, 2], start: 2, rows: 1, columns: 2 }]),
    copy_shard: () => log.push('copy'),
    task: () => undefined,
    put: () => log.push('put'),
    alone: () => log.push('alone'),
  });
  const crew = new Crew(lab, () => log.push('want'));
  const { port1, port2 } = new MessageChannel();
  crew.join([port1]);
  return { crew, lab, log, port: port2 };
}

test('news of the crew wakes every question that waits for it', async (t) => {
  const { crew, log, port } = crewOfOne();
  t.after(() => crew.close());
  crew.tend();
  const both = Promise.all([crew.news(), crew.news()]);
  port.postMessage({ dealing: 1, found: {} });
  await both;
  assert.deepEqual(log, ['deal', 'copy', 'put']);
  const again = Promise.all([crew.news(), crew.news()]);
  crew.drop();
  await again;
});

test('where there is no memory for shards, the Lab goes on alone', (t) => {
  const { crew, lab, log } = crewOfOne();
  t.after(() => crew.close());
  lab.copy_shard = () => {
    throw new RangeError('Array buffer allocation failed');
  };
  crew.tend();
  crew.tend();
  assert.deepEqual(log, ['deal', 'alone']);
});

test('small data ends the crew, and large data opens another', async (t) => {
  const { engine, workers, crews } = engineOf(t, 2);
  await engine.show(request(DATA, 'int4:g32:p99'));
  await until(() => crews().length === 1);
  await engine.show(request('values(1,2,3)'));
  assert.deepEqual(
    crews().map(({ ports, again }) => [ports.length, again]),
    [
      [1, false],
      [0, true],
    ],
  );
  await engine.show(request(DATA, 'int4:g64:p98'));
  await until(() => crews().length === 3);
  assert.equal(workers.length, 3);
});
