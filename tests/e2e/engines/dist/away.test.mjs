// What `cargo xtask dist` makes, in each engine: the one file from a disk, and the site without its host after a first visit.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch, pageAddress } from '../../browser/index.mjs';
import { followsALesson, numbers } from '../../dist/built.mjs';
import { host } from '../../dist/static-host.mjs';
import { ready, says, setState, settled, stateOf, until } from '../../lab.mjs';

/** @typedef {import('../../browser/index.mjs').Page} Page */

const DIST = fileURLToPath(new URL('../../../../dist/', import.meta.url));
const SITE = path.join(DIST, 'site');

/** @type {import('../../browser/index.mjs').Browser} */
let browser;
/** The numbers of the page as `cargo xtask serve` has it. @type {any[]} */
let served;
before(async () => {
  browser = await launch();
  await visit(pageAddress(), async (page) => {
    served = await numbers(page);
  });
});
after(() => browser.close());

/** @param {string} address @param {(page: Page) => Promise<unknown>} body */
async function visit(address, body) {
  const page = await browser.open(address, { viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  page.calm = () => settled(page);
  try {
    await body(page);
    await page.heard();
    assert.deepEqual(page.noise, []);
  } finally {
    await page.close();
  }
}

test('the one file works from a disk, by its own address, with lessons and other views', async () => {
  await visit(`${pathToFileURL(path.join(DIST, 'quantscope.html')).href}#a=int6`, async (page) => {
    await ready(page);
    assert.equal((await stateOf(page)).a, 'int6');
    await setState(page, { a: 'int4' });
    assert.deepEqual(await numbers(page), served);
    await followsALesson(page);
    await setState(page, { lesson: '', view: 'tradeoff', list: 'int4;int8' });
    await says(page.locator('.says'), /Schemes measured/);
    await until(
      'the address',
      () => page.evaluate(() => location.hash),
      (hash) => hash.includes('view=tradeoff'),
    );
  });
});

test('after a first visit the site works without its host', async (t) => {
  const server = await host(t, SITE, '/docs/tools/quantscope/');
  await visit(server.address, async (page) => {
    assert.deepEqual(await numbers(page), served);
    const wanted = (await readdir(SITE, { recursive: true, withFileTypes: true })).filter(
      (entry) =>
        entry.isFile() &&
        !/^(icon-.*|service-worker\.js)$|\.(br|gz)$/.test(entry.name) &&
        !(entry.name === 'quant-scope.js' && entry.parentPath === SITE),
    );
    const kept = () =>
      page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        const [name] = await caches.keys();
        return (await (await caches.open(name)).keys()).length;
      });
    await until('all files are kept', kept, (count) => count === wanted.length);
    await server.stop();
    await page.goto(`${server.address}index.html?from=home#a=int4`);
    assert.deepEqual(await numbers(page), served);
    await setState(page, { data: 'sample(silero_conv4_weight)' });
    await followsALesson(page);
  });
});
