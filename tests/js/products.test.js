import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Obsolete } from '../../www/engine/errors.js';
import { Crash } from '../../www/engine/host.js';
import { ProductTiming } from '../../www/engine/product-timing.js';
import { ProductClient } from '../../www/engine/product-client.js';

const VARIANTS = ['symmetric', 'folded', 'naive'];
/** How long a product takes, in milliseconds of the test's clock. @type {Record<string, number>} */
const COST = { symmetric: 1, folded: 1.5, naive: 3 };
const REQUEST = { size: 64, activations: 'int8:asym', weights: 'int8:asym' };

/** Products on a clock that goes on while they run, and a little whenever it is looked at. @param {{wrong?: string, jump?: (runs: number) => number}} [options] */
function world({ wrong, jump = () => 0 } = {}) {
  const log = { runs: /** @type {string[]} */ ([]), made: 0, freed: 0, time: 0 };
  const now = () => (log.time += 1e-4);
  class Products {
    static variants() {
      return VARIANTS;
    }
    constructor(/** @type {unknown[]} */ ...given) {
      log.made += 1;
      this.given = given;
    }
    run(/** @type {string} */ variant) {
      log.runs.push(variant);
      log.time += COST[variant] + jump(log.runs.length);
      return 0;
    }
    agrees(/** @type {string} */ variant) {
      return variant !== wrong;
    }
    terms(/** @type {number} */ row, /** @type {number} */ column) {
      return { row, column, given: this.given };
    }
    factors() {
      return {};
    }
    free() {
      log.freed += 1;
    }
  }
  return { log, multiplication: new ProductTiming(/** @type {any} */ ({ Products }), now) };
}

test('every variant is timed in every round, each first in turn', async () => {
  const { log, multiplication } = world();
  /** @type {number[]} */
  const told = [];
  const result = await multiplication.time(REQUEST, async (fraction) => told.push(fraction) > 0);
  assert.ok(result);
  const { times, repeats, agree, variants, size } = result;
  assert.deepEqual([agree, variants, size], [true, VARIANTS, 64]);
  assert.ok(times.length % 3 === 0 && times.length >= 36);
  times.forEach((time, i) => assert.ok(Math.abs(time - Object.values(COST)[i % 3]) < 1e-2, `${i}: ${time}`));
  const timed = log.runs.slice(-times.length * repeats).filter((_, i) => i % repeats === 0);
  assert.deepEqual(timed.slice(0, 9), [
    'symmetric',
    'folded',
    'naive',
    'folded',
    'naive',
    'symmetric',
    'naive',
    'symmetric',
    'folded',
  ]);
  assert.ok(
    told.every((fraction, i) => fraction < 1 && (i === 0 || fraction >= told[i - 1])),
    told.join(),
  );
  assert.deepEqual([log.made, log.freed], [1, 1]);
});

test('a run lasts as long as the clock needs to see it', async () => {
  const { multiplication } = world();
  const quick = await multiplication.time(REQUEST, async () => true);
  assert.equal(quick?.repeats, 4, 'four milliseconds of the quickest');
});

test('a variant that is wrong is told', async () => {
  const { multiplication } = world({ wrong: 'folded' });
  assert.equal((await multiplication.time(REQUEST, async () => true))?.agree, false);
});

test('a machine that is slow makes fewer rounds, but some', async () => {
  const { multiplication } = world({ jump: () => 400 });
  const result = await multiplication.time(REQUEST, async () => true);
  assert.equal(result?.times.length, 12 * 3);
});

test('what is given up stops between two runs, and its memory is freed', async () => {
  const { log, multiplication } = world();
  let left = 8;
  assert.equal(await multiplication.time(REQUEST, async () => (left -= 1) > 0), null);
  assert.deepEqual([log.made, log.freed, left], [1, 1, 0]);
});

test('elements of the same product are taken from the same matrices', () => {
  const { log, multiplication } = world();
  multiplication.element({ ...REQUEST, row: 1, column: 2 });
  const other = /** @type {any} */ (multiplication.element({ ...REQUEST, row: 3, column: 4 }));
  assert.deepEqual([other.row, other.column, other.given.slice(0, 3), log.made], [3, 4, [64, 64, 64], 1]);
  multiplication.element({ ...REQUEST, weights: 'int8', row: 0, column: 0 });
  assert.deepEqual([log.made, log.freed], [2, 1]);
});

/** A host whose answers the test gives. */
function fakeHost() {
  const log = { opened: 0, cancelled: /** @type {number[]} */ ([]), closed: 0, latest: /** @type {any} */ (null) };
  /** @type {{call: any, told?: (fraction: number) => void, resolve: (value: any) => void, reject: (error: unknown) => void}[]} */
  const asked = [];
  const open = async () => {
    log.opened += 1;
    return (log.latest = /** @type {any} */ ({
      ask: (/** @type {any} */ call, /** @type {any} */ told) => ({
        id: asked.length,
        answer: new Promise((resolve, reject) => asked.push({ call, told, resolve, reject })),
      }),
      cancel: (/** @type {number} */ id) => log.cancelled.push(id),
      close: () => (log.closed += 1),
    }));
  };
  return { log, asked, products: new ProductClient(open) };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('times are kept by size, and the worker is opened once and only when it is needed', async () => {
  const { log, asked, products } = fakeHost();
  assert.equal(log.opened, 0);
  const answer = products.time(REQUEST, () => {}, new AbortController().signal);
  await turn();
  asked[0].resolve({ size: 64 });
  await answer;
  const element = products.element({ ...REQUEST, row: 0, column: 0 });
  await turn();
  asked[1].resolve({ sum: 1 });
  assert.deepEqual(
    [await element, products.known(64), products.known(128), log.opened],
    [{ sum: 1 }, { size: 64 }, null, 1],
  );
  products.dispose();
  await turn();
  assert.equal(log.closed, 1);
});

test('a measurement that is given up is cancelled and not kept; a worker that died is replaced', async () => {
  const { log, asked, products } = fakeHost();
  const giving = new AbortController();
  const answer = products.time(REQUEST, () => {}, giving.signal);
  await turn();
  giving.abort();
  assert.deepEqual(log.cancelled, [0]);
  asked[0].reject(new Obsolete());
  await assert.rejects(answer, Obsolete);
  assert.equal(products.known(64), null);
  const dead = products.element({ ...REQUEST, row: 0, column: 0 });
  await turn();
  asked[1].reject(new Crash('unreachable'));
  log.latest.ondeath('unreachable');
  await assert.rejects(dead, Crash);
  const again = products.element({ ...REQUEST, row: 0, column: 0 });
  await turn();
  asked[2].resolve({ sum: 2 });
  assert.deepEqual([await again, log.opened], [{ sum: 2 }, 2]);
  // Lost for another's sake, while nothing was asked of it.
  log.latest.ondeath(null);
  const third = products.element({ ...REQUEST, row: 0, column: 0 });
  await turn();
  asked[3].resolve({ sum: 3 });
  assert.deepEqual([await third, log.opened], [{ sum: 3 }, 3]);
});
