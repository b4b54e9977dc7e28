// The page in each engine: the first picture and its numbers, every view, both languages, light and dark, and what is said where the
// engine lacks what the page computes with.
import assert from 'node:assert/strict';
import { openEngine } from '../../js/crate.js';
import { LessonMeasures } from '../../js/lesson-measures.js';
import { VIEWS } from '../../../www/views/index.js';
import { pixels } from '../drawn.mjs';
import { faults } from '../faults.mjs';
import {
  chooseData,
  control,
  inBrowser,
  metricsOf,
  openTables,
  ready,
  says,
  setState,
  shows,
  stateOf,
  until,
} from '../lab.mjs';
import { compareWithNative, measure, shown } from '../native.mjs';

/** @typedef {import('../browser/index.mjs').Page} Page */

const visit = inBrowser();

visit('the first picture is drawn, and its numbers are those of the crate to the last bit', {}, async (page) => {
  await ready(page);
  await page.calm();
  const { a, b, colours } = await pixels(page);
  assert.ok(a > 100 && b > 100 && colours > 10, `drawn: ${a} pixels of A, ${b} of B, ${colours} colours`);
  await compareWithNative([await shown(page)]);
  const engine = await openEngine();
  try {
    const crate = new LessonMeasures(engine);
    for (const [data, ...schemes] of [
      ['normal:seed=7:outliers=0.001x20', 'int4', 'int4:asym:g64'],
      ['laplace:96x33', 'int8:asym:row:p99.9', 'nf4:g16'],
      ['llm:seed=3', 'int4:kl', 'fp4_e2m1:g32:se4m3'],
      ['student:df=3', 'int3:mse:row:stochastic(5)', 'int6:octav'],
    ]) {
      await setState(page, { data, a: schemes[0], b: schemes[1] });
      const metrics = await metricsOf(page);
      const frame = await crate.frame({ data, a: schemes[0], b: schemes[1] });
      assert.deepEqual(metrics, { a: frame.a.metrics, b: frame.b.metrics }, `in Node: ${data}`);
      const native = await measure(data, schemes);
      schemes.forEach((scheme, i) => {
        // With one scale for all, a sum comes from the sorted view here and from the kernels natively.
        if (/:(g\d+|row)/.test(scheme)) assert.deepEqual(metrics[i === 0 ? 'a' : 'b'], native.get(scheme), scheme);
      });
    }
  } finally {
    engine.dispose();
  }
});

/** The lightness of the ground of the page. @param {Page} page @returns {Promise<number>} from 0 to 255 */
const lightness = (page) =>
  page.locator('div.quant-scope').evaluate((root) => {
    const [r, g, b] = (getComputedStyle(root).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
    return (r + g + b) / 3;
  });

const CHINESE = /\p{Script=Han}/u;

for (const [lang, theme] of /** @type {const} */ ([
  ['en', 'light'],
  ['zh-CN', 'dark'],
]))
  visit(
    `every view is drawn, laid out and put in words: ${lang}, ${theme}`,
    { hash: '#b=int4:asym:g64' },
    async (page) => {
      await ready(page);
      await setState(page, { lang, theme });
      for (const { name: view } of VIEWS) {
        await setState(page, { view });
        await shows(page, { view });
        assert.deepEqual(
          await page.locator('p.error, .notice.problem').filter({ visible: true }).allInnerTexts(),
          [],
          view,
        );
        assert.deepEqual(await faults(page), [], view);
        const tab = await control(page, `view-${view}`).innerText();
        assert.equal(CHINESE.test(tab), lang === 'zh-CN', tab);
        assert.ok(
          lang === 'zh-CN' ? (await lightness(page)) < 60 : (await lightness(page)) > 240,
          `${view}: the ground`,
        );
        if ((await page.locator('.stage canvas').filter({ visible: true }).count()) === 0) continue;
        const drawn = await page
          .locator('.stage canvas')
          .filter({ visible: true })
          .first()
          .evaluate((canvas) => {
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            const seen = new Set();
            for (let i = 0; i < data.length; i += 4) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
            return seen.size;
          });
        assert.ok(drawn > 10, `${view}: ${drawn} colours`);
      }
      await setState(page, { view: 'grid' });
      await openTables(page);
    },
  );

visit(
  'the page takes the language and the colours that a person has chosen for the browser',
  { locale: 'zh-CN', colorScheme: 'dark' },
  async (page) => {
    await ready(page);
    assert.match(await page.locator('.scoreboard').innerText(), CHINESE);
    assert.ok((await lightness(page)) < 60);
    await control(page, 'language').click();
    await until(
      'English',
      () => page.locator('.scoreboard').innerText(),
      (text) => !CHINESE.test(text),
    );
    assert.equal((await stateOf(page)).lang, 'en');
  },
);

visit(
  'an engine without popovers has the list of data all the same',
  {
    prepare: (page) =>
      page.addInitScript(() => {
        for (const name of ['showPopover', 'hidePopover', 'togglePopover', 'popover'])
          Reflect.deleteProperty(HTMLElement.prototype, name);
      }),
  },
  async (page) => {
    await ready(page);
    await chooseData(page, 'kind:laplace');
    await until(
      'the data',
      async () => (await stateOf(page)).data,
      (data) => data.startsWith('laplace'),
    );
    await page.locator('.picker').waitFor({ state: 'hidden' });
    assert.deepEqual(await faults(page), []);
  },
);

for (const { what, take, sentence } of [
  {
    what: 'SIMD',
    take: () => {
      WebAssembly.validate = () => false;
    },
    sentence: /SIMD instructions.*Chrome, Edge, Firefox and Safari/,
  },
  {
    what: 'WebAssembly',
    take: () => void Reflect.deleteProperty(globalThis, 'WebAssembly'),
    sentence: /needs WebAssembly, and this browser does not run it/,
  },
])
  visit(
    `an engine without ${what} gets a sentence, not a blank page`,
    { prepare: (page) => page.addInitScript(take) },
    async (page) => {
      await says(page.locator('[role=alert]').filter({ visible: true }), sentence);
      assert.equal(await page.locator('.scoreboard').isVisible(), false, 'there is no empty board');
      const needless = page.requests.filter((address) => /\/worker\.js|\.wasm/.test(address));
      assert.deepEqual(needless, [], 'nothing is fetched and no worker begun that could not run');
    },
  );
