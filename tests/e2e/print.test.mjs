// On paper: dark on white, each picture in its proportions, and nothing that is worked with.
import assert from 'node:assert/strict';
import { control, inBrowser, painted, ready, setState, settled } from './lab.mjs';
import { openModel } from './model.mjs';
import { VIEWS } from '../../www/views/index.js';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

/** The size of the picture on the screen. @param {Page} page */
const onScreen = (page) =>
  page.locator('.stage').evaluateAll((stages) => {
    const shown = stages.find((stage) => stage.checkVisibility());
    const { width, height } = shown?.getBoundingClientRect() ?? { width: 0, height: 0 };
    return { width, height };
  });

/** What the paper shows: the copy of the picture, the lightness of the page and of texts, and what should not be there. @param {Page} page */
const onPaper = async (page) => {
  await page.calm();
  return page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
    const lightness = (/** @type {string} */ colour) => {
      const [r, g, b] = (colour.match(/[\d.]+/g) ?? []).map(Number);
      return (r + g + b) / 3;
    };
    const copy = root.querySelector('.on-paper');
    const box = copy?.getBoundingClientRect();
    const element = /** @type {Element} */ (root.querySelector('.quant-scope'));
    const texts = [...root.querySelectorAll('.verdict p, .number, .measure, .says, .hint, .inspected')];
    const seen = texts.filter((node) => node.checkVisibility() && node.textContent);
    return {
      ratio: box && box.height / box.width,
      width: box?.width,
      ground: lightness(getComputedStyle(element).backgroundColor),
      text: Math.max(...seen.map((node) => lightness(getComputedStyle(node).color))),
      fills: [...(copy?.querySelectorAll('text') ?? [])].map((node) => lightness(node.getAttribute('fill') ?? '')),
      worked: [...root.querySelectorAll('button, input, select, textarea')]
        .filter((node) => node.checkVisibility() && !node.matches('.name, .sort'))
        .map((node) => node.getAttribute('data-control') ?? node.textContent),
      wide: [document.documentElement.scrollWidth, innerWidth],
    };
  });
};

visit(
  'every view is printed dark on white from a dark page, its picture in the proportions of the screen',
  { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  async (page) => {
    await ready(page);
    for (const { name: view } of VIEWS) {
      await page.emulateMedia({ media: 'screen' });
      await page.setViewportSize({ width: 1280, height: 800 });
      await setState(page, { view, theme: 'dark' });
      await painted(page);
      const screen = await onScreen(page);
      await page.emulateMedia({ media: 'print' });
      // About the width of A4 between its margins.
      await page.setViewportSize({ width: 718, height: 1000 });
      await painted(page);
      const paper = await onPaper(page);
      assert.ok(paper.ground > 250 && paper.text < 130, `${view}: ${JSON.stringify(paper)}`);
      assert.deepEqual(paper.worked, [], view);
      assert.ok(paper.wide[0] <= paper.wide[1], `${view} is cut: ${paper.wide}`);
      if (screen.height === 0) continue;
      const ratio = screen.height / screen.width;
      assert.ok(
        Math.abs(Number(paper.ratio) - ratio) < 0.02 * ratio,
        `${view}: ${paper.ratio}, on the screen ${ratio}`,
      );
      assert.ok(Number(paper.width) > 650, `${view} has the width of the paper`);
      assert.ok(
        paper.fills.every((light) => light < 170),
        `${view}: ${Math.max(...paper.fills)}`,
      );
    }
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: 1280, height: 800 });
    await painted(page);
    assert.equal(await page.locator('.on-paper').count(), 0);
    assert.equal(await page.locator('div.quant-scope').getAttribute('data-theme'), 'dark', 'the screen is as it was');
  },
);

visit('print shows the picture and the numbers, without the controls', {}, async (page) => {
  await ready(page);
  await page.emulateMedia({ media: 'print' });
  await painted(page);
  assert.equal(await page.locator('.controls').isVisible(), false);
  assert.ok(await page.locator('.on-paper').isVisible());
  assert.ok(await page.locator('.scoreboard').isVisible());
  assert.equal(await control(page, 'plot').isVisible(), false, 'what would be stretched is not shown');
});

visit('a model and its budget are printed without what they are worked with', {}, async (page) => {
  await openModel(page, { a: 'int4:g64', b: 'int8:row' });
  for (const budget of ['', '4.5']) {
    await page.emulateMedia({ media: 'screen' });
    await setState(page, { budget });
    await settled(page);
    await page.emulateMedia({ media: 'print' });
    await painted(page);
    assert.deepEqual((await onPaper(page)).worked, [], budget);
    assert.ok(await page.locator('.on-paper').isVisible(), budget);
  }
});
