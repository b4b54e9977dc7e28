// Several workers share the work on one tensor.
import assert from 'node:assert/strict';
import { enter, inBrowser, ready, setState, shows, until } from '../lab.mjs';
import { compareWithNative, shown } from '../native.mjs';

/** @typedef {import('../browser/index.mjs').Page} Page */

const visit = inBrowser();
/** 1.3 million values: enough to be dealt. */
const DATA = 'normal:1300x1000:seed=7:outliers=0.001x20';

/** Runs before a page, so that its workers can be found. @param {Page} page */
const withWorkers = (page) =>
  page.addInitScript(() => {
    const all = /** @type {Worker[]} */ ([]);
    Object.assign(window, { allWorkers: all });
    window.Worker = class extends Worker {
      /** @param {string|URL} address @param {WorkerOptions} [options] */
      constructor(address, options) {
        super(address, options);
        all.push(this);
      }
    };
  });

/** Shows schemes until the crew is there, and then others. @param {Page} page @param {number} workers */
async function workTogether(page, workers) {
  await ready(page);
  await until(
    'the crew is there',
    async () => page.workers().length,
    (count) => count === workers,
  );
  await enter(page, 'a', 'int4:g64:mse');
  await shows(page, { a: 'int4:g64:mse' });
}

for (const cores of [1, 2, 8]) {
  visit(
    `on ${cores} cores every number is that of the native crate`,
    { cores, fresh: true, hash: `#data=${DATA}&a=int4:g32:mse&b=int8:row` },
    async (page) => {
      await workTogether(page, cores);
      const views = [await shown(page)];
      await setState(page, { a: 'int4:asym:g32:mse', b: 'nf4:g64' });
      await shows(page, { a: 'int4:asym:g32:mse', b: 'nf4:g64' });
      views.push(await shown(page));
      await compareWithNative(views);
      assert.equal(page.workers().length, cores);
    },
  );
}

visit(
  'a worker that is gone costs nothing but a while',
  { cores: 3, prepare: withWorkers, hash: `#data=${DATA}&a=int4:g32:mse` },
  async (page) => {
    await workTogether(page, 3);
    await page.evaluate(() => /** @type {any} */ (window).allWorkers.at(-1).terminate());
    await enter(page, 'a', 'int4:g16:mse');
    await shows(page, { a: 'int4:g16:mse' });
    await compareWithNative([await shown(page)]);
  },
);
