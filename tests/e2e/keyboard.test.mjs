// The way of the Tab key through the page, and the arrow keys within what is one stop.
import assert from 'node:assert/strict';
import { control, inBrowser, ready, setState, shows, stateOf } from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

/** The name of the control that has the focus. @param {Page} page @returns {Promise<string>} */
const focused = async (page) => {
  await page.calm();
  return page.evaluate(() => {
    const active = /** @type {HTMLElement|null|undefined} */ (
      document.querySelector('quant-scope')?.shadowRoot?.activeElement
    );
    return active?.dataset.control ?? active?.parentElement?.dataset.control ?? active?.localName ?? 'nothing';
  });
};

/** The stops of the Tab key, up to a control. @param {Page} page @param {string} end */
async function stopsTo(page, end) {
  const stops = [];
  while (stops.at(-1) !== end && stops.length < 100) {
    await page.keyboard.press('Tab');
    stops.push(await focused(page));
  }
  return stops;
}

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 1440, height: 1200 },
  { width: 390, height: 844 },
])
  visit(
    `at ${viewport.width} × ${viewport.height} the picture is reached within ten stops`,
    { fresh: true, viewport },
    async (page) => {
      await ready(page);
      const stops = await stopsTo(page, 'plot');
      assert.ok(stops.length <= 10, stops.join(', '));
      assert.equal(stops[0], 'skip');
    },
  );

visit('every view’s picture is reached within ten stops', {}, async (page) => {
  await ready(page);
  for (const view of ['errors', 'codes', 'blocks', 'sweeps', 'tradeoff', 'stream', 'integers']) {
    await setState(page, { view });
    await control(page, 'skip').focus();
    const stops = await stopsTo(page, 'plot');
    assert.ok(stops.length < 10, `${view}: ${stops.join(', ')}`);
  }
});

visit('after the picture come the data, A, B and the numbers, as they are read', { fresh: true }, async (page) => {
  await ready(page);
  const stops = await stopsTo(page, 'measure-sqnr_db');
  const places = ['plot', 'kind', 'a', 'a-bits', 'b', 'b-bits', 'measure-sqnr_db'].map((name) => stops.indexOf(name));
  assert.ok(
    places.every((place, i) => place >= 0 && (i === 0 || place > places[i - 1])),
    stops.join(', '),
  );
});

visit('the top bar is one stop: arrows go through it, Home and End to its ends', {}, async (page) => {
  await ready(page);
  await control(page, 'skip').focus();
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'lessons');
  const passed = [];
  for (let i = 0; i < 9; i += 1) {
    await page.keyboard.press('ArrowRight');
    passed.push(await focused(page));
  }
  assert.deepEqual(passed, ['undo', 'redo', 'present', 'reset', 'export', 'share', 'language', 'theme', 'help']);
  await page.keyboard.press('ArrowRight');
  assert.equal(await focused(page), 'help', 'an end is an end');
  await page.keyboard.press('Home');
  assert.equal(await focused(page), 'lessons');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await focused(page), 'theme');
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'view-grid');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focused(page), 'theme', 'it is entered where it was left');
});

visit('what is hidden of the top bar is no stop of it', {}, async (page) => {
  await ready(page);
  await setState(page, { hide: 'top.lessons,top.history' });
  await control(page, 'skip').focus();
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'present');
  await setState(page, { hide: 'top,-top.share' });
  await control(page, 'skip').focus();
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'share');
});

visit('the tools of a picture are one stop, with the counts among them', {}, async (page) => {
  await ready(page);
  await control(page, 'plot').focus();
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focused(page), 'counts-log');
  await page.keyboard.press('ArrowRight');
  assert.equal(await focused(page), 'counts-linear');
  assert.equal((await stateOf(page)).counts, 'log', 'the arrows only go there');
  await page.keyboard.press('Space');
  await shows(page, { counts: 'linear' });
  await page.keyboard.press('End');
  assert.equal(await focused(page), 'zoom-whole');
  await page.keyboard.press('Home');
  assert.equal(await focused(page), 'counts-log');
  // Left at a choice that does not hold, it is entered at the one that does.
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'plot');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focused(page), 'counts-linear');
});

visit('a row of choices is one stop: arrows choose, Home and End choose its ends', {}, async (page) => {
  await ready(page);
  await control(page, 'a-symmetry-sym').focus();
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'a-granularity-tensor');
  await page.keyboard.press('ArrowRight');
  await shows(page, { a: 'int4:row' });
  await page.keyboard.press('End');
  await shows(page, { a: 'int4:b128x128' });
  assert.equal(await focused(page), 'a-granularity-tile');
  await page.keyboard.press('Home');
  await shows(page, { a: 'int4' });
});

visit('the tabs of the views are one stop', {}, async (page) => {
  await ready(page);
  await control(page, 'view-grid').focus();
  await page.keyboard.press('ArrowRight');
  await shows(page, { view: 'errors' });
  assert.equal(await focused(page), 'view-errors');
  await page.keyboard.press('End');
  await shows(page, { view: 'model' });
  await page.keyboard.press('Home');
  await shows(page, { view: 'grid' });
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'counts-log');
});
