// On a phone: the picture stays in sight while the controls are moved, and nothing is cut.
import assert from 'node:assert/strict';
import { drawnTexts, keepDrawnTexts } from './drawn.mjs';
import { control, inBrowser, metricsOf, painted, ready, setState } from './lab.mjs';
import { VIEWS } from '../../www/views/index.js';
import { faults } from './faults.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

/** Where the picture ends in the window, how much of the window it takes, and where a control and the verdict are. @param {Page} page @param {string} selector */
const places = (page, selector) =>
  page
    .locator(selector)
    .filter({ visible: true })
    .last()
    .evaluate((element) => {
      const root = element.getRootNode();
      const of = (/** @type {Element} */ node) => node.getBoundingClientRect();
      const stage = of(root.querySelector('.stage'));
      const top = Math.max(0, stage.top);
      const { top: from, bottom: to } = of(element);
      return {
        picture: Math.max(0, Math.min(innerHeight, stage.bottom) - top) / innerHeight,
        stage: stage.bottom,
        verdict: of(root.querySelector('.columns > .verdict')).bottom,
        control: [from, to],
        window: innerHeight,
      };
    });

/** The controls of a scheme that are moved most. */
const MOVED = ['bits', 'symmetry', 'granularity', 'calibration', 'percentile', 'limits'];

/** The views that have a picture in sight; without a model the Model view has none. @param {Page} page */
const pictured = async (page) => (await page.locator('.stage').filter({ visible: true }).count()) > 0;

for (const [width, height] of [
  [390, 844],
  [360, 640],
]) {
  visit(
    `at ${width} × ${height} the picture and the verdict are in sight while any control of A and B is used, in every view`,
    { viewport: { width, height } },
    async (page) => {
      await ready(page);
      for (const { name: view } of VIEWS) {
        await setState(page, { view });
        if (!(await pictured(page))) continue;
        for (const role of ['a', 'b']) {
          for (const part of [...MOVED, ...(role === 'b' ? ['group'] : [])]) {
            const selector = `[data-part="${role}.${part}"]`;
            await page
              .locator(selector)
              .filter({ visible: true })
              .last()
              .evaluate((element) => element.scrollIntoView({ block: 'center' }));
            await painted(page);
            const at = await places(page, selector);
            const where = `${view}, ${role}.${part}: ${JSON.stringify(at)}`;
            assert.ok(at.picture >= 0.35, where);
            assert.ok(at.control[0] >= at.stage - 1 && at.control[0] >= at.verdict - 1, `nothing covers it: ${where}`);
            assert.ok(at.control[1] <= at.window + 1, where);
          }
        }
      }
    },
  );
}

visit(
  'a control is used under the picture, and the picture shows it',
  { viewport: { width: 390, height: 844 } },
  async (page) => {
    await ready(page);
    const before = (await metricsOf(page)).b.sqnr_db;
    await control(page, 'b-bits').focus();
    await page.keyboard.press('ArrowRight');
    assert.ok((await metricsOf(page)).b.sqnr_db > before);
    const at = await places(page, '[data-control="b-bits"]');
    assert.ok(at.picture >= 0.35 && at.control[0] >= at.verdict - 1, JSON.stringify(at));
  },
);

for (const [width, height] of [
  [320, 640],
  [390, 844],
]) {
  for (const lang of ['en', 'zh-CN']) {
    visit(
      `at ${width} × ${height} nothing of the page and of its pictures is cut in any view (${lang})`,
      { viewport: { width, height }, hash: `#lang=${lang}`, prepare: keepDrawnTexts },
      async (page) => {
        await ready(page);
        /** @type {Record<string, string[]>} */
        const found = {};
        for (const { name: view } of VIEWS) {
          await setState(page, { view });
          await painted(page);
          const wrong = await faults(page);
          const cut = (await drawnTexts(page)).filter((text) => text.endsWith('…')).map((text) => `“${text}” is cut`);
          if (wrong.length + cut.length > 0) found[view] = [...wrong, ...cut];
        }
        assert.deepEqual(found, {});
      },
    );
  }
}

visit(
  'on a phone the sentences of Grid stand under the picture, whole',
  { viewport: { width: 390, height: 844 } },
  async (page) => {
    await ready(page);
    assert.match(
      await page.locator('.noted').innerText(),
      /A\s+84\.8\s% of the values become 0: 15 levels have to reach ±20/,
    );
    await page.setViewportSize({ width: 1280, height: 800 });
    // A wide picture has them itself.
    await page.locator('.noted').waitFor({ state: 'hidden' });
  },
);
