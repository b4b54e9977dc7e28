// The scoreboard: every measure, what it says, and the error split into rounding and clipping.
import assert from 'node:assert/strict';
import { control, inBrowser, metricsOf, painted, ready, says, setState } from './lab.mjs';
import { compareWithNative, shown } from './native.mjs';
import { CATALOGUES } from '../../www/i18n/index.js';
import { FIRST, MEASURES, MORE } from '../../www/numbers/measures.js';
import '../js/texts.js';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const explanation = (/** @type {Page} */ page) => page.locator('.explanation');
const rows = (/** @type {Page} */ page) =>
  page.locator('.measures .number').evaluateAll((cells) =>
    cells
      .filter((cell) => cell.checkVisibility())
      .map((cell) => /** @type {HTMLElement} */ (cell).dataset.measure)
      .filter(Boolean),
  );
const cellsOf = (/** @type {readonly {key: string}[]} */ measures) =>
  measures.flatMap(({ key }) => ['a', 'b', 'delta'].map((column) => `${key}-${column}`));

visit(
  'every measure of the report is on the board, as the library computes it',
  { hash: '#a=int4:p99&b=int3:asym:zfloat:floor' },
  async (page) => {
    await ready(page);
    assert.deepEqual(await rows(page), cellsOf(MEASURES));
    const known = Object.keys((await metricsOf(page)).a).filter((key) => key !== 'codes_total');
    assert.deepEqual(MEASURES.map(({ key }) => key).sort(), known.sort());
    const views = [await shown(page)];
    for (const part of [
      { data: 'values(0,0,0)' },
      { data: 'values(5)', a: 'int8:asym:zfloat' },
      { data: 'sample(silero_conv4_weight)', a: 'int4:g64:mse:s16', b: 'int2:stochastic(9)' },
    ]) {
      await setState(page, part);
      views.push(await shown(page));
    }
    for (const column of ['a', 'b', 'delta'])
      assert.equal(views[1].cells[`cosine-${column}`], '–', 'a cosine of nothing is none');
    await compareWithNative(views);
  },
);

visit(
  'the squared error is split into rounding and clipping, in numbers that add up and in bars of that length',
  { hash: '#a=int4:p99&b=int4' },
  async (page) => {
    await ready(page);
    const all = await metricsOf(page);
    const most = Math.max(all.a.mse, all.b.mse);
    for (const role of /** @type {const} */ (['a', 'b'])) {
      const { rounding_sse: rounding, clipping_sse: clipping, mse } = (await metricsOf(page))[role];
      assert.ok(Math.abs(rounding + clipping - mse * 65536) < 1e-9 * (rounding + clipping));
      const share = (100 * rounding) / (rounding + clipping);
      const bar = control(page, `split-${role}`);
      const [whole, part] = await bar.evaluate((node) => [
        node.clientWidth,
        node.children[0].getBoundingClientRect().width,
      ]);
      assert.match(
        (await bar.getAttribute('aria-label')) ?? '',
        /% of the squared error from rounding, .*% from clipping/,
      );
      const shares = [`rounding_sse-${role}`, `clipping_sse-${role}`].map((cell) =>
        page.locator(`[data-measure="${cell}"]`).innerText(),
      );
      const [p, q] = (await Promise.all(shares)).map((text) => Number(/\(([\d.]+)/.exec(text)?.[1]));
      assert.ok(Math.abs(p - share) < 0.1 && Math.abs(p + q - 100) < 0.11, `${p} and ${q}`);
      // Both bars are on one scale, so the smaller error is the shorter bar.
      const long = (share * mse) / most;
      assert.ok(whole > 40 && Math.abs((100 * part) / whole - long) < 3, `${part} of ${whole}: ${long}`);
    }
    const hatched = await control(page, 'split-a')
      .locator('.clipping')
      .evaluate((node) => getComputedStyle(node).backgroundImage);
    assert.match(hatched, /repeating-linear-gradient/, 'not by colour alone');
  },
);

for (const lang of ['en', 'zh-CN']) {
  visit(
    `what a measure says is read by pointing, by keys and by touching, and nothing moves (${lang})`,
    { hash: `#lang=${lang}` },
    async (page) => {
      await ready(page);
      const help = (/** @type {string} */ key) => CATALOGUES[lang][`measure.${key}.help`];
      const hint = await explanation(page).innerText();
      /** Where the numbers end on the page, wherever that is scrolled to: the explanation under them stays in sight. */
      const place = () =>
        page.locator('.measures.more').evaluate((node) => Math.round(node.getBoundingClientRect().bottom + scrollY));
      const before = await place();
      for (const { key } of MEASURES) {
        await control(page, `measure-${key}`).hover();
        // What is to be said in this case stands behind it.
        assert.ok((await explanation(page).innerText()).includes(help(key)), key);
      }
      await control(page, 'a').hover();
      assert.equal(await explanation(page).innerText(), hint);
      await control(page, 'measure-sqnr_db').focus();
      await page.keyboard.press('Tab');
      assert.ok((await explanation(page).innerText()).endsWith(help('mse')), 'the next by Tab');
      await control(page, 'measure-cosine').click();
      await control(page, 'a').focus();
      await control(page, 'a').hover();
      assert.ok((await explanation(page).innerText()).endsWith(help('cosine')), 'kept');
      assert.equal(await place(), before);
      const described = await control(page, 'measure-bias').evaluate(
        (button) =>
          /** @type {ShadowRoot} */ (button.getRootNode()).getElementById(button.getAttribute('aria-describedby') ?? '')
            ?.textContent,
      );
      assert.equal(described, help('bias'), 'and by a screen reader');
      await control(page, 'measure-cosine').click();
      await control(page, 'a').focus();
      await control(page, 'a').hover();
      assert.equal(await explanation(page).innerText(), hint, 'let go');
    },
  );
}

visit(
  'on a phone the first measures are seen, the others unfold, and a touch says what one is',
  { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  async (page) => {
    await ready(page);
    assert.deepEqual(await rows(page), cellsOf(FIRST));
    const unfold = control(page, 'more-measures');
    assert.equal(await unfold.getAttribute('aria-expanded'), 'false');
    await unfold.tap();
    assert.equal(await unfold.getAttribute('aria-expanded'), 'true');
    assert.deepEqual(await rows(page), cellsOf([...FIRST, ...MORE]));
    await control(page, 'measure-entropy_bits').tap();
    await says(explanation(page), /Bits that a code carries/);
    await painted(page);
    const box = await explanation(page).boundingBox();
    assert.ok(box && box.y + box.height <= 844.5, `it is in sight: ${JSON.stringify(box)}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await unfold.tap();
    assert.deepEqual(await rows(page), cellsOf(FIRST));
  },
);

visit(
  'an RMSE near 1/√12 steps is not praised when most values are lost',
  { hash: '#lang=en&data=normal:seed=7:outliers=0.001x20&a=int4&b=int8' },
  async (page) => {
    await ready(page);
    const { a, b } = await metricsOf(page);
    assert.ok(a.zeroed > 0.5 && b.zeroed < 0.5);
    await control(page, 'measure-rmse_per_scale').click();
    await says(explanation(page), /It says little of A: 84\.8.% of the values have become 0\./);
    assert.doesNotMatch(await explanation(page).innerText(), /little of B/);
    await setState(page, { a: 'int8' });
    await says(explanation(page), /many values lie on a level\.$/);
  },
);
