// A first visit on a slow line, or to data that take long: what is seen before the wasm is here, and while the first picture is
// computed, stays where it is when the picture comes.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ready } from '../lab.mjs';
import { launch } from '../browser/index.mjs';
import { host } from './static-host.mjs';

/** @typedef {import('../browser/index.mjs').Page} Page */

const SITE = fileURLToPath(new URL('../../../dist/site', import.meta.url));
const LANGUAGES = ['en-US', 'zh-CN'];
const WINDOWS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
/** So many values that the progress is shown on any machine. */
const LONG = '#data=normal:4096x4096&a=int4:g32:mse';

/** @type {import('../browser/index.mjs').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Notes how far what is seen moves, but for what a person's input moves. @param {Page} page */
const watch = (page) =>
  page.addInitScript(() => {
    /** @type {string[]} */
    const shifts = [];
    /** What moved, from where to where. @param {any} source */
    const moved = ({ node, previousRect: from, currentRect: to }) =>
      `${node?.nodeName} ${node?.dataset?.control ?? node?.className ?? ''} “${node?.textContent?.slice(0, 40)}” ${[from.x, from.y, from.width, from.height]} → ${[to.x, to.y, to.width, to.height]}`;
    const note = (/** @type {any[]} */ entries) => {
      for (const { value, hadRecentInput, sources } of entries)
        if (!hadRecentInput) shifts.push(`${value.toFixed(4)} ${sources.map(moved).join('; ')}`);
    };
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    /** @type {any} */ (globalThis).shifts = () => {
      note(observer.takeRecords());
      return shifts;
    };
  });

/** The box of the picture's place in the window, once there is one. @param {Page} page @returns {Promise<number[]>} */
async function placeOf(page) {
  const box = () => {
    const place = document.querySelector('quant-scope')?.shadowRoot?.querySelector('canvas')?.getBoundingClientRect();
    return place && [place.x, place.y, place.width, place.height];
  };
  await page.waitForFunction(box);
  // Until it has been painted.
  await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => setTimeout(seen))));
  return /** @type {number[]} */ (await page.evaluate(box));
}

/** Whether the progress of the first picture is seen. */
const isComputing = () => {
  const progress = document.querySelector('quant-scope')?.shadowRoot?.querySelector('.progress');
  return (progress?.getBoundingClientRect().height ?? 0) > 0;
};

for (const locale of LANGUAGES) {
  for (const [viewport, hash] of WINDOWS.flatMap(
    (each) =>
      /** @type {const} */ ([
        [each, ''],
        [each, LONG],
      ]),
  )) {
    const at = `in ${locale} at ${viewport.width} × ${viewport.height}${hash && ', with progress'}`;
    test(`nothing moves until the picture stands, ${at}`, async (t) => {
      const server = await host(t, SITE);
      /** @type {() => void} */
      let send = () => {};
      /** @type {Promise<void>} */
      const sent = new Promise((resolve) => (send = resolve));
      server.state.before = (name) => (path.extname(name) === '.wasm' ? sent : Promise.resolve());
      t.after(() => send());
      const page = await browser.open('about:blank', { viewport, locale });
      page.origins = [server.origin];
      try {
        await watch(page);
        await page.goto(server.address + hash);
        const before = await placeOf(page);
        assert.ok(before[2] > viewport.width / 2 && before[3] > 300, `the picture has its place: ${before}`);
        const computing = hash && page.waitForFunction(isComputing);
        send();
        await computing;
        await ready(page);
        assert.deepEqual(await placeOf(page), before);
        assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).shifts()), []);
        assert.deepEqual(page.noise, []);
      } finally {
        await page.close();
      }
    });
  }
}
