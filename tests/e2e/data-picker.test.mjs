import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  chooseData,
  control,
  enter,
  focused,
  inBrowser,
  ready,
  says,
  setState,
  shows,
  stateOf,
  until,
} from './lab.mjs';
import { activeChoice } from './list-box.mjs';
import { PRESETS } from '../../www/panels/data/presets.js';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

/** The list, when it is open. @param {Page} page */
const list = (page) => page.locator('.picker [role="listbox"]');
/** @param {Page} page */
const closed = (page) => list(page).waitFor({ state: 'hidden' });
/** @param {Page} page */
const active = (page) => activeChoice(page, 'find-data');
/** Options that are shown, by their ids. @param {Page} page */
const offered = (page) =>
  page
    .locator('[data-choice]:not([hidden])')
    .evaluateAll((all) => all.map((option) => /** @type {HTMLElement} */ (option).dataset.choice));

visit(
  'each preset sets its data and resets the window and the blocks; the button shows its name and the page describes it',
  { hash: '#x=-1,1&blocka=1&a=int4:row&at=8,16,0,8' },
  async (page) => {
    await ready(page);
    for (const { id, data } of PRESETS.toReversed()) {
      await chooseData(page, `preset:${id}`);
      await shows(page, { data, x: '', blocka: 0, blockb: 0, at: '' });
      await closed(page);
      await control(page, 'kind').click();
      const option = page.locator(`[data-choice="preset:${id}"]`);
      assert.equal(await option.getAttribute('aria-selected'), 'true');
      assert.equal(await page.locator('.picker [aria-selected="true"]').count(), 1);
      assert.equal(await control(page, 'kind').innerText(), await option.locator('.name').innerText());
      assert.equal(await page.locator('.panel.data .shows').innerText(), await option.locator('.hint').innerText());
      assert.equal(await control(page, 'kind').locator('svg').count(), 1);
      await page.keyboard.press('Escape');
    }
  },
);

visit('a generator keeps seed, shape and options, a sample is itself, and what is typed is named', {}, async (page) => {
  await ready(page);
  await setState(page, { data: 'normal:64x128:seed=9:outliers=0.01x5xpos:channels=2x3' });
  await says(control(page, 'kind'), /^Normal$/);
  await chooseData(page, 'kind:gelu');
  await shows(page, { data: 'gelu:64x128:seed=9:outliers=0.01x5xpos:channels=2x3' });
  await says(control(page, 'kind'), /^GELU output$/);
  await chooseData(page, 'sample:silero_conv4_weight');
  await shows(page, { data: 'sample(silero_conv4_weight)' });
  await says(control(page, 'kind'), /^Silero VAD weight: conv 4$/);
  assert.equal(await control(page, 'kind').locator('svg').count(), 0);
  await enter(page, 'data', 'values(1,2,3)');
  await says(control(page, 'kind'), /^Typed values$/);
  assert.equal(await page.locator('.panel.data .shows').isVisible(), false);
  await enter(page, 'data', PRESETS[2].data);
  await says(control(page, 'kind'), /^LLM weights, heavy-tailed$/);
});

visit('the keys open the list, move in it, choose and close', {}, async (page) => {
  await ready(page);
  const { data } = await stateOf(page);
  for (const key of ['Enter', 'Space', 'ArrowDown']) {
    await control(page, 'kind').focus();
    assert.equal(await control(page, 'kind').getAttribute('aria-expanded'), 'false');
    await page.keyboard.press(key);
    await list(page).waitFor();
    assert.equal(await control(page, 'kind').getAttribute('aria-expanded'), 'true');
    assert.equal(await active(page), 'preset:outliers', 'what is chosen');
    await page.keyboard.press('ArrowDown');
    assert.equal(await active(page), 'preset:linear');
    await page.keyboard.press('Escape');
    await closed(page);
    assert.equal(await focused(page), 'kind');
  }
  assert.equal((await stateOf(page)).data, data, 'closing chooses nothing');
  await page.keyboard.press('Enter');
  await list(page).waitFor();
  await page.keyboard.press('End');
  assert.equal(await active(page), 'file');
  await page.keyboard.press('ArrowDown');
  assert.equal(await active(page), 'file', 'the end is the end');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  assert.equal(await active(page), 'preset:outliers');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await shows(page, { data: PRESETS[1].data });
  assert.equal(await focused(page), 'kind');
});

visit('typing finds by name, sentence and notation, and leaves the keys of the page alone', {}, async (page) => {
  await ready(page);
  const { view } = await stateOf(page);
  await control(page, 'kind').press('Enter');
  await list(page).waitFor();
  await page.keyboard.type('attention prob');
  assert.deepEqual(await offered(page), ['preset:attention', 'sample:minilm_act_l0_attention_probs']);
  assert.equal(await active(page), 'preset:attention');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await shows(page, { data: 'sample(minilm_act_l0_attention_probs)' });
  await control(page, 'kind').press('Enter');
  await list(page).waitFor();
  assert.equal(await control(page, 'find-data').inputValue(), '', 'each time anew');
  assert.equal(await active(page), 'sample:minilm_act_l0_attention_probs');
  await page.keyboard.type('xyzzy 2');
  await says(page.locator('.picker [role="status"]'), /^No data matches these words\.$/);
  assert.deepEqual(await offered(page), []);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.ok(await list(page).isVisible(), 'there is nothing to choose');
  assert.equal((await stateOf(page)).view, view);
  assert.equal((await stateOf(page)).data, 'sample(minilm_act_l0_attention_probs)');
});

visit(
  'a letter typed at the list itself goes to the field that finds',
  { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } },
  async (page) => {
    await ready(page);
    await control(page, 'kind').tap();
    await list(page).waitFor();
    assert.equal(
      await list(page).evaluate((node) => node === /** @type {ShadowRoot} */ (node.getRootNode()).activeElement),
      true,
      'no keyboard covers the list',
    );
    await page.keyboard.press('b');
    assert.equal(await control(page, 'find-data').inputValue(), 'b');
    await page.keyboard.press('Escape');
    await control(page, 'kind').tap();
    await list(page).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await shows(page, { data: PRESETS[1].data });
  },
);

visit('a click outside closes, and one on the button', {}, async (page) => {
  await ready(page);
  await control(page, 'kind').click();
  await list(page).waitFor();
  await page.mouse.click(1430, 1190);
  await closed(page);
  const button = await control(page, 'kind').boundingBox();
  await control(page, 'kind').click();
  await list(page).waitFor();
  await page.mouse.click((button?.x ?? 0) + 10, (button?.y ?? 0) + 10);
  await closed(page);
  await control(page, 'kind').click();
  await list(page).waitFor();
  await page.keyboard.press('Tab');
  await until(
    'the list closed',
    () => list(page).isVisible(),
    (visible) => !visible,
  );
});

visit('your own file is asked for', {}, async (page) => {
  await ready(page);
  const path = join(mkdtempSync(join(tmpdir(), 'quantscope-')), 'mine.csv');
  writeFileSync(path, '1,2\n3,4\n');
  await page.chooseFiles(() => chooseData(page, 'file'), [path]);
  await until(
    'the file',
    async () => (await stateOf(page)).data,
    (data) => data.startsWith('file(mine.csv'),
  );
  await says(control(page, 'kind'), /^mine\.csv$/);
  rmSync(dirname(path), { recursive: true });
});

const WINDOWS = /** @type {const} */ ([
  [1440, 900],
  [1024, 768],
  [390, 844],
  [360, 480],
  [844, 300],
]);
for (const [width, height] of WINDOWS) {
  visit(
    `the list lies within a window of ${width} × ${height}, wherever its button is, and is large enough to touch`,
    { viewport: { width, height } },
    async (page) => {
      await ready(page);
      for (const block of /** @type {const} */ (['start', 'center', 'end'])) {
        await control(page, 'kind').evaluate((button, block) => button.scrollIntoView({ block }), block);
        await control(page, 'kind').press('Enter');
        await list(page).waitFor();
        const box = await page.locator('.picker').boundingBox();
        assert.ok(
          box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height,
          JSON.stringify(box),
        );
        assert.ok(box.height >= Math.min(220, height - 20), `${box.height} high`);
        await page.keyboard.press('End');
        const last = await page.locator('[data-choice="file"]').boundingBox();
        assert.ok(
          last && last.y >= box.y && last.y + last.height <= box.y + box.height,
          'the keys scroll to where they are',
        );
        const heights = await page
          .locator('[data-choice], [data-control=kind], [data-control=find-data]')
          .evaluateAll((all) => all.map((node) => node.getBoundingClientRect().height));
        assert.ok(Math.min(...heights) >= 36, `${Math.min(...heights)}`);
        await page.keyboard.press('Escape');
      }
    },
  );
}

visit('every preset and generator has a picture, and few of them are alike', {}, async (page) => {
  await ready(page);
  assert.equal(await page.locator('.option svg').count(), 0, 'made when they are first seen');
  await control(page, 'kind').click();
  const paths = await page
    .locator('.option')
    .evaluateAll((all) =>
      all.map((option) => [...option.querySelectorAll('path.body')].map((path) => path.getAttribute('d')).join(' ')),
    );
  const pictures = paths.filter(Boolean);
  assert.equal(pictures.length, PRESETS.length + 11);
  // What differs by a factor only has the same shape.
  assert.ok(new Set(pictures).size >= pictures.length - 2, `${new Set(pictures).size}`);
  assert.deepEqual(
    pictures.filter((path) => /NaN|Infinity/.test(path)),
    [],
  );
});
