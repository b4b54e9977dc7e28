// What the maps of the Blocks view show: the error first, and photographs as they are decoded.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drop } from './drop.mjs';
import { chooseData, control, inBrowser, openTables, ready, until, setState } from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const TESTS = fileURLToPath(new URL('../', import.meta.url));
const HASH = '#v=2&view=blocks&lang=en&a=int4:row&b=int4:asym:g64&data=normal:64x128:seed=7:channels=2x20';
const says = (/** @type {Page} */ page) => page.locator('.says').innerText();

const PHOTOGRAPH = join(TESTS, '../www/samples/photo_cat.jpg');

/** The pixels of the picture's middle rows between two shares of its width: the mean of green, and the number of grays. @param {Page} page @param {number} from @param {number} to */
function pixelsIn(page, from, to) {
  return page.locator('canvas').evaluate((source, [left, right]) => {
    const { width, height } = /** @type {HTMLCanvasElement} */ (source);
    const copy = new OffscreenCanvas(width, height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (copy.getContext('2d'));
    context.drawImage(/** @type {HTMLCanvasElement} */ (source), 0, 0);
    const x = Math.round(left * width);
    const y = Math.round(0.4 * height);
    const { data } = context.getImageData(x, y, Math.round(right * width) - x, Math.round(0.7 * height) - y);
    const grays = new Set();
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) {
      sum += data[i + 1];
      if (data[i] === data[i + 1] && data[i + 1] === data[i + 2]) grays.add(data[i]);
    }
    return { mean: (4 * sum) / data.length, grays: grays.size };
  }, /** @type {const} */ ([from, to]));
}

visit(
  'the error is shown first, on one scale: A and B differ, and a sentence says where most of it is',
  { hash: HASH.replace('a=int4:row', 'a=int4') },
  async (page) => {
    await ready(page);
    const texts = await page.evaluate(async () => {
      const svg = await /** @type {any} */ (document.querySelector('quant-scope')).exportImage('svg');
      const parsed = new DOMParser().parseFromString(await svg.text(), 'image/svg+xml');
      return [...parsed.querySelectorAll('text')].map(({ textContent }) => (textContent ?? '').trim());
    });
    const has = (/** @type {RegExp} */ pattern) =>
      assert.ok(
        texts.some((text) => pattern.test(text)),
        `${pattern} in ${texts.join(' | ')}`,
      );
    has(/^error \|x̂ − x\|$/);
    has(/^max \|x\| \d/);
    has(/^One scale for all values, s = \S+: \S+\s%\sbecome 0$/);
    has(/of the squared error in columns (0–63|64–127) \(even share 50\s%\)$/);
    assert.match(await says(page), /^The squared error of A is \S+ times that of B\./);
    const [a, b] = [await pixelsIn(page, 0.1, 0.4), await pixelsIn(page, 0.6, 0.9)];
    assert.ok(a.mean < b.mean - 10, `A, which loses more, is darker: ${a.mean} against ${b.mean}`);
    await openTables(page);
    assert.equal(await page.locator('details.behind table').first().locator('tbody tr').count(), 4);
  },
);

visit(
  'a link of the first version to a part of the map keeps showing the data, and any other the error',
  { hash: '#view=blocks&at=0,64,0,64&lang=en' },
  async (page) => {
    await ready(page);
    assert.equal(await control(page, 'map-values').isChecked(), true);
    await setState(page, { map: 'auto' });
    assert.equal(await control(page, 'map-error').isChecked(), true);
  },
);

for (const [how, bring] of /** @type {const} */ ([
  ['dropped', (/** @type {Page} */ page) => drop(page, PHOTOGRAPH)],
  ['chosen from the samples', (/** @type {Page} */ page) => chooseData(page, 'sample:photo_cat')],
])) {
  visit(
    `a photograph that is ${how} is shown as it is decoded, in grays and its proportions`,
    { hash: '#v=2&view=blocks&lang=en&a=int8:asym&b=int2:asym', viewport: { width: 1440, height: 900 } },
    async (page) => {
      await ready(page);
      await bring(page);
      await until(
        'what is decoded',
        () => control(page, 'map-decoded').isChecked(),
        (checked) => checked,
      );
      await page.evaluate(async () => {
        const element = /** @type {any} */ (document.querySelector('quant-scope'));
        await element.settled();
      });
      const [a, b] = [await pixelsIn(page, 0, 0.5), await pixelsIn(page, 0.5, 1)];
      assert.ok(a.grays > 100, `A has ${a.grays} grays`);
      assert.ok(b.grays < 60, `four levels, and what lies between them at edges: ${b.grays}`);
      assert.match(await says(page), /Each cell is one value|Each pixel shows one of about/);
    },
  );
}
