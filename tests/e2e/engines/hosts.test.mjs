// The element in the pages of others, in each engine: two in one page, one in a frame, and properties that were set before.
import assert from 'node:assert/strict';
import { hosting } from '../hosting.mjs';
import { inBrowser, until } from '../lab.mjs';

/** @typedef {import('../browser/index.mjs').Page} Page */
/** @typedef {import('../browser/index.mjs').Frame} Frame */

const visit = inBrowser();

/** @param {Page|Frame} place */
const allMetrics = (place) =>
  place.evaluate(async () => {
    await customElements.whenDefined('quant-scope');
    const elements = /** @type {any[]} */ ([...document.querySelectorAll('quant-scope')]);
    await Promise.all(elements.map((element) => element.ready));
    await Promise.all(elements.map((element) => element.settled()));
    return elements.map((element) => element.metrics());
  });

const two = `<style>body { color: rgb(1, 2, 3); background: rgb(250, 240, 230); letter-spacing: 3px; }</style>
<p id="beside">text</p>
<quant-scope id="one" data="relu:seed=7" a="int4" b="int4:asym" lang="en"></quant-scope>
<quant-scope id="two" data="relu:seed=7" a="int4:asym" b="int4" lang="zh-CN" theme="dark" hide="all,-a.bits,-scoreboard"></quant-scope>`;

visit(
  'two elements compute apart, look as they are asked to, tell of changes, and leave the page its address',
  { prepare: hosting(two) },
  async (page) => {
    const [first, second] = await allMetrics(page);
    assert.deepEqual([first.a, first.b], [second.b, second.a]);
    const told = await page.evaluate(async () => {
      const one = /** @type {any} */ (document.querySelector('#one'));
      const change = new Promise((done) => one.addEventListener('change', done, { once: true }));
      one.a = 'int6';
      const { detail } = /** @type {any} */ (await change);
      await one.settled();
      return {
        a: one.getState().a,
        attribute: one.getAttribute('a'),
        transient: detail.transient,
        hash: location.hash,
      };
    });
    assert.deepEqual([told.a, told.hash, told.transient], ['int6', '', false]);
    assert.match(await page.locator('#two .scoreboard').innerText(), /\p{Script=Han}/u);
    assert.equal(await page.locator('#beside').evaluate((beside) => getComputedStyle(beside).color), 'rgb(1, 2, 3)');
    await page.evaluate(() => document.querySelector('#one')?.remove());
    assert.equal((await allMetrics(page)).length, 1);
  },
);

visit(
  'the frame shows the same numbers as the element',
  {
    prepare: hosting(
      '<iframe id="frame" src="/embed.html#data=relu:seed=7&a=int4&b=int4:asym" width="900" height="600"></iframe>',
    ),
  },
  async (page) => {
    const frame = await page.frame('embed.html');
    const [framed] = await allMetrics(frame);
    await until(
      'the picture in the frame',
      () =>
        frame
          .locator('.stage canvas')
          .first()
          .evaluate((canvas) => canvas.width),
      (width) => width > 100,
    );
    await page.evaluate(() => {
      const element = document.createElement('quant-scope');
      for (const [name, value] of Object.entries({ data: 'relu:seed=7', a: 'int4', b: 'int4:asym' }))
        element.setAttribute(name, value);
      document.body.append(element);
    });
    assert.deepEqual((await allMetrics(page))[0], framed);
  },
);
