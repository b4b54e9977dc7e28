import assert from 'node:assert/strict';
import { drawnTexts, keepDrawnTexts } from './drawn.mjs';
import { control, inBrowser, metricsOf, painted, ready, setState } from './lab.mjs';
import { parsed } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const COUNT = 256 * 256;

/** The number in the first drawn text that matches; 0 if there is none. @param {string[]} texts @param {RegExp} pattern */
function numberIn(texts, pattern) {
  const found = texts.map((text) => pattern.exec(text)).find(Boolean);
  return found ? parsed(found[1]) : 0;
}

/** How many values the histogram behind the picture holds. @param {Page} page */
async function inView(page) {
  const details = page.locator('details.behind');
  if (!(await details.evaluate((node) => /** @type {HTMLDetailsElement} */ (node).open)))
    await details.locator('summary').click();
  await details.locator('table').nth(2).waitFor();
  const cells = await details.locator('table').nth(2).locator('tbody td:last-child').allInnerTexts();
  return cells.map(parsed).reduce((sum, n) => sum + n, 0);
}

for (const { locale, below, above, clipped } of [
  { locale: 'en-US', below: /^([\d\u202F]+) below/, above: /^([\d\u202F]+) above/, clipped: /^([\d\u202F]+) clipped/ },
  {
    locale: 'zh-CN',
    below: /^([\d\u202F]+) 个在左侧之外/,
    above: /^([\d\u202F]+) 个在右侧之外/,
    clipped: /^截断 ([\d\u202F]+) 个/,
  },
]) {
  visit(`a tray counts what lies outside the view (${locale})`, { locale, prepare: keepDrawnTexts }, async (page) => {
    await ready(page);
    let texts = await drawnTexts(page);
    assert.equal(numberIn(texts, below) + numberIn(texts, above), 0, 'nothing is outside the whole range');
    assert.equal(await inView(page), COUNT);
    for (const x of ['-5,5', '-1,2', '10,30']) {
      await setState(page, { x });
      await painted(page);
      texts = await drawnTexts(page);
      const outside = numberIn(texts, below) + numberIn(texts, above);
      assert.ok(outside > 0, texts.join(' | '));
      assert.equal(outside + (await inView(page)), COUNT, `${x}: ${texts.join(' | ')}`);
    }
  });

  visit(
    `clipped tails are counted on the picture (${locale})`,
    { locale, prepare: keepDrawnTexts, hash: '#a=int4:clip(-2,2)&b=int4:asym:clip(-1,3)' },
    async (page) => {
      await ready(page);
      const texts = await drawnTexts(page);
      const counts = texts.filter((text) => clipped.test(text)).map((text) => numberIn([text], clipped));
      assert.equal(counts.length, 4, texts.join(' | '));
      const metrics = await metricsOf(page);
      const sums = [Math.round(metrics.a.clipped * COUNT), Math.round(metrics.b.clipped * COUNT)];
      const pairs = counts.flatMap((p, i) => counts.slice(i + 1).map((q) => p + q));
      for (const sum of sums) assert.ok(pairs.includes(sum), `${sum} is the sum of two of ${counts}`);
    },
  );
}

visit(
  'the picture names both schemes, their scales, the zero-point and the block that is shown',
  { prepare: keepDrawnTexts },
  async (page) => {
    await ready(page);
    const texts = (await drawnTexts(page)).join(' | ');
    assert.match(texts, /A\s+int4(?!:)/);
    assert.match(texts, /B\s+int4:asym:g64/);
    assert.match(texts, /grid of block 1 of 1024/);
    assert.match(texts, /z = 0/);
    assert.match(texts, /value x/);
    await control(page, 'b-block-next').click();
    await page.waitForFunction(() =>
      /** @type {any} */ (window).drawn.some((/** @type {string} */ text) => /grid of block 2 of 1024/.test(text)),
    );
  },
);
