// Slides: how they use a window, and how they are turned and left.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LESSONS, lesson } from '../../www/lessons/index.js';
import { stateAt } from '../../www/lessons/following.js';
import { launch, pageAddress } from './browser/index.mjs';
import { control, focused, fragment, inBrowser, links, ready, setState, settled, shows } from './lab.mjs';
import { stepsWith } from './guessing.mjs';
import { PROJECTORS, PHONES, named, isWhole, guess, headline, begun, textShown } from './slides.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

for (const viewport of PROJECTORS)
  visit(
    `at ${named(viewport)} the picture of each view takes 60 % of a slide, and nothing scrolls`,
    { viewport, hash: '#present=on&lang=en' },
    async (page) => {
      await ready(page);
      for (const view of ['grid', 'errors', 'codes', 'blocks', 'sweeps', 'tradeoff', 'comparison', 'stream']) {
        await setState(page, { view });
        assert.ok(await isWhole(page, { share: 0.6, at: view }), `${view} has a picture`);
      }
    },
  );

visit(
  'every step of every lesson fits its slide at 1280 × 720, before and after the guess',
  { viewport: PROJECTORS[0], hash: '#present=on&lang=en' },
  async (page) => {
    await ready(page);
    for (const id of LESSONS) await turnThrough(page, id, 0.6);
  },
);

for (const viewport of PROJECTORS.slice(1))
  visit(
    `at ${named(viewport)} a slide with a guess to draw fits, too, and its picture takes 60 %`,
    { viewport, hash: '#present=on&lang=zh-CN' },
    async (page) => {
      await ready(page);
      for (const { id, number, step } of [...stepsWith('curve'), ...stepsWith('place')]) {
        await setState(page, stateAt(await lesson(id), number, false));
        await shows(page, { lesson: id, step: number });
        await control(page, 'commit').waitFor();
        await isWhole(page, { share: 0.6, at: `${id} ${number}` });
        await guess(page, step);
        await isWhole(page, { share: 0.6, at: `${id} ${number} after the guess` });
      }
    },
  );

visit(
  'a slide of a walk has the buttons of the walk only, and one of a stream those of the stream',
  { viewport: PROJECTORS[0], fresh: true, hash: '#lesson=static-dynamic&step=6&present=on&lang=en' },
  async (page) => {
    await ready(page);
    await begun(page);
    await isWhole(page, { share: 0.7, at: 'a walk in a stream' });
    assert.equal(await page.locator('.walk').isVisible(), true);
    assert.equal(await page.locator('.transport').isVisible(), false);
    await control(page, 'slide-back').click();
    await shows(page, { step: 5 });
    await guess(page, (await lesson('static-dynamic')).steps[4]);
    await page.calm();
    assert.equal(await page.locator('.transport').isVisible(), true);
  },
);

for (const [half, viewport, lang] of /** @type {const} */ ([
  [0, PHONES[0], 'zh-CN'],
  [1, PHONES[1], 'en'],
]))
  visit(
    `on a phone, ${named(viewport)}, nothing of a slide scrolls or is cut off (${lang})`,
    { viewport, hasTouch: true, hash: `#present=on&lang=${lang}` },
    async (page) => {
      await ready(page);
      // Each lesson on a phone that is held in one way, or in both where QUANTSCOPE_LOOKS says so.
      const all = process.env.QUANTSCOPE_LOOKS === 'all';
      for (const id of LESSONS.filter((_, nth) => all || nth % 2 === half)) await turnThrough(page, id, 0.25);
    },
  );

/** Shows every step of a lesson, each before and after its guess. @param {Page} page @param {string} id @param {number} share of the picture */
async function turnThrough(page, id, share) {
  const followed = await lesson(id);
  const { steps } = followed;
  await setState(page, stateAt(followed, 1, false));
  for (let step = 1; step <= steps.length; step += 1) {
    await shows(page, { lesson: id, step });
    await begun(page);
    await isWhole(page, { share, at: `${id} ${step}` });
    if (await guess(page, steps[step - 1])) await isWhole(page, { share, at: `${id} ${step} after the guess` });
    if (step < steps.length) await control(page, 'slide-next').click();
  }
}

test('text, the letters of the picture and the controls grow with the window', async () => {
  const browser = await launch();
  try {
    const sizes = [];
    for (const viewport of PROJECTORS) {
      const page = await browser.open(`${pageAddress()}#present=on&lang=en`, { viewport }, async (fresh) => {
        await fresh.addInitScript(() => {
          const fonts = /** @type {Set<number>} */ (new Set());
          Object.assign(window, { fonts });
          const { fillText } = CanvasRenderingContext2D.prototype;
          CanvasRenderingContext2D.prototype.fillText = function (...given) {
            fonts.add(Number(/([\d.]+)px/.exec(this.font)?.[1]));
            fillText.apply(this, given);
          };
        });
      });
      page.calm = () => settled(page);
      await ready(page);
      await page.calm();
      const type = (/** @type {string} */ selector) =>
        page.locator(selector).evaluate((node) => parseFloat(getComputedStyle(node).fontSize));
      sizes.push({
        headline: await type('.slide-headline'),
        numbers: await type('.slide-numbers'),
        exit: (await control(page, 'slide-exit').boundingBox())?.height ?? 0,
        picture: await page.evaluate(() => Math.max(.../** @type {any} */ (window).fonts)),
      });
      await page.close();
    }
    const [small, middle, large] = sizes;
    for (const name of /** @type {const} */ (['headline', 'numbers', 'picture'])) {
      assert.ok(Math.abs(middle[name] / small[name] - 1.5) < 0.12, `${name}: ${JSON.stringify(sizes)}`);
      assert.ok(Math.abs(large[name] / small[name] - 3) < 0.2, `${name}: ${JSON.stringify(sizes)}`);
    }
    assert.ok(small.picture >= 14, 'letters of a picture can be read from afar');
    assert.ok(small.exit >= 44 && large.exit >= 2 * small.exit);
  } finally {
    await browser.close();
  }
});

visit(
  'a phone that opens the link of a slide turns and leaves it by touch',
  { viewport: PHONES[0], hasTouch: true, hash: '#lesson=one-value&step=1&present=on&lang=en' },
  async (page) => {
    await ready(page);
    await begun(page);
    for (const name of ['slide-back', 'slide-next', 'slide-notes', 'slide-exit']) {
      const box = await control(page, name).boundingBox();
      assert.ok(box && box.width >= 44 && box.height >= 44, `${name}: ${JSON.stringify(box)}`);
    }
    await control(page, 'slide-next').tap();
    await shows(page, { step: 2 });
    await control(page, 'slide-back').tap();
    await shows(page, { step: 1 });
    await control(page, 'slide-exit').tap();
    await shows(page, { present: 'off', step: 1 });
    await textShown(page);
    assert.equal(await page.locator('.slide-nav').isVisible(), false);
  },
);

visit(
  'leaving brings back the link, the place on the page and the focus; the step that was reached stays',
  { viewport: { width: 1280, height: 720 }, fresh: true, hash: '#lesson=one-outlier&step=1&lang=en' },
  async (page) => {
    await ready(page);
    await textShown(page);
    await control(page, 'present').focus();
    await page.evaluate(() => scrollTo(0, 150));
    const before = await fragment(page);
    await page.keyboard.press('p');
    await links(page, 'present', 'on');
    assert.equal(await page.evaluate(() => scrollY), 0);
    await control(page, 'slide-next').click();
    await shows(page, { step: 2 });
    await control(page, 'slide-exit').click();
    await shows(page, { present: 'off', step: 2 });
    await links(page, 'present', undefined);
    assert.equal((await fragment(page)).step, '2');
    assert.equal((await fragment(page)).lesson, before.lesson);
    assert.equal(await page.evaluate(() => scrollY), 150);
    assert.equal(await focused(page), 'present');
    assert.ok(await control(page, 'a-bits').isVisible());
  },
);

visit(
  'a slide has the controls that its step names, and no others; what is hidden otherwise comes back',
  { viewport: PROJECTORS[0], hash: '#present=on&lang=en&hide=data' },
  async (page) => {
    await ready(page);
    for (const name of [
      '.top-bar',
      '.tabs',
      '.panel.data',
      '.panel.a',
      '.panel.b',
      '.scoreboard',
      '.verdict',
      '.behind',
    ])
      assert.equal(await page.locator(name).isVisible(), false, name);
    assert.match(await headline(page), /^B reaches 18\.49\sdB/);
    assert.match(await page.locator('.slide-number.a').innerText(), /^A int4 3\.64\sdB$/);
    await page.keyboard.press('Escape');
    await shows(page, { present: 'off' });
    assert.equal(await page.locator('.panel.data').isVisible(), false, 'it is hidden by the link');
    assert.ok(await page.locator('.panel.a').isVisible());
  },
);

visit(
  'a question is the headline, and the measures are kept back until there is a guess',
  { viewport: PROJECTORS[0], fresh: true, hash: '#lesson=one-outlier&step=2&present=on&lang=en' },
  async (page) => {
    await ready(page);
    const { steps } = await lesson('one-outlier');
    await page.locator('.question').waitFor();
    assert.equal(await headline(page), steps[1].question?.ask.en);
    assert.equal(await page.locator('.slide-number.a .sqnr').isVisible(), false);
    for (const panel of ['.panel.a', '.panel.b']) assert.equal(await page.locator(panel).isVisible(), false, panel);
    assert.equal(await page.locator('.ask').isVisible(), false, 'it is not said twice');
    await guess(page, steps[1]);
    assert.ok(await page.locator('.slide-number.a .sqnr').isVisible());
    assert.notEqual(await headline(page), steps[1].question?.ask.en);
    const { controls = [] } = steps[1];
    assert.equal(
      await page.locator('.panel.a').isVisible(),
      controls.some((name) => name.startsWith('a.')),
    );
  },
);

test('a frame is filled, and does not scroll', async () => {
  const browser = await launch();
  try {
    const viewport = { width: 800, height: 560 };
    const page = await browser.open(`${pageAddress()}embed.html#present=on&lang=en`, { viewport });
    page.calm = () => settled(page);
    await ready(page);
    await isWhole(page, { share: 0.5, at: 'a frame' });
    const box = await page.locator('.quant-scope').boundingBox();
    assert.deepEqual(box, { x: 0, y: 0, ...viewport });
    assert.deepEqual(page.noise, []);
  } finally {
    await browser.close();
  }
});
