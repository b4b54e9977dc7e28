// What a person does to a lesson while something of it is on its way: nothing is lost, and nobody is stuck.
import assert from 'node:assert/strict';
import { GUESSING } from './guessing.mjs';
import { control, focused, inBrowser, painted, ready, setState, shows, stateOf, until } from './lab.mjs';
import { begun, textShown } from './slides.mjs';

const visit = inBrowser();

/** Presses the buttons of these names in one go, so that no picture comes in between; `undo` undoes. @param {import('./browser/index.mjs').Page} page @param {...string} names */
const atATime = (page, ...names) =>
  page.evaluate((all) => {
    const element = /** @type {any} */ (document.querySelector('quant-scope'));
    for (const name of all) {
      if (name === 'undo') element.undo();
      else element.shadowRoot.querySelector(`[data-control="${name}"]`).click();
    }
  }, names);

visit(
  'a guess that is undone before its answer is there can be made again',
  { fresh: true, hash: '#lesson=one-outlier&step=1&lang=en' },
  async (page) => {
    await ready(page);
    await textShown(page);
    await control(page, 'guess').press('ArrowRight');
    await page.calm();
    await atATime(page, 'commit', 'undo');
    await page.calm();
    assert.equal(await page.locator('.reveal').count(), 0);
    assert.ok(await control(page, 'commit').isEnabled(), 'the guess is still there');
    assert.equal(await page.locator('.question input.untouched').count(), 0);
    await control(page, 'commit').click();
    await page.locator('.reveal').waitFor();
  },
);

visit(
  'a curve is measured on the data of its step, whatever is shown, and only once',
  { fresh: true, hash: '#lesson=one-value&step=6&lang=en' },
  async (page) => {
    await ready(page);
    await textShown(page);
    await GUESSING.curve.keys(page, { points: { length: await page.locator('.question .point').count() } });
    await control(page, 'commit').click();
    const gap = () => page.locator('.question .measured').innerText();
    const told = await until('the curve is measured', gap, (text) => /dB/.test(text));
    await setState(page, { data: 'laplace:seed=3:outliers=0.01x40', lang: 'zh-CN' });
    await setState(page, { lang: 'en' });
    await page.calm();
    const again = await until('the curve is measured again', gap, (text) => /dB/.test(text));
    assert.equal(again, told);
  },
);

visit(
  'a place is asked for on the data of its step, also after another language',
  { fresh: true, hash: '#lesson=clipping&step=1&lang=en' },
  async (page) => {
    await ready(page);
    await textShown(page);
    const numbers = async () => {
      await page.calm();
      return page.evaluate(() =>
        [...(document.querySelector('quant-scope')?.shadowRoot?.querySelectorAll('.question .drawn text') ?? [])]
          .map((text) => text.textContent ?? '')
          .filter((text) => /\d/.test(text)),
      );
    };
    const before = await numbers();
    assert.ok(before.length > 2);
    await setState(page, { data: 'normal:mean=150', lang: 'zh-CN' });
    await page.calm();
    assert.deepEqual(await numbers(), before);
  },
);

visit(
  'a lesson chosen again from the list shows the answer to a guess that was made',
  { fresh: true, hash: '#lesson=one-outlier&step=1&lang=en' },
  async (page) => {
    await ready(page);
    await textShown(page);
    await control(page, 'guess').press('ArrowRight');
    await control(page, 'commit').click();
    await page.locator('.reveal').waitFor();
    await control(page, 'lessons').click();
    await control(page, 'lesson-one-outlier').click();
    await page.calm();
    assert.equal(await control(page, 'lesson-restore').isVisible(), false);
    assert.equal(await page.locator('.before').isVisible(), false);
    assert.equal(await focused(page), 'lesson');
  },
);

visit(
  'under an open dialog the page takes no key',
  { fresh: true, hash: '#lesson=clipping&step=2&lang=en' },
  async (page) => {
    await ready(page);
    await textShown(page);
    for (const present of /** @type {const} */ (['off', 'on'])) {
      await setState(page, { present });
      await page.keyboard.press('?');
      await page.locator('dialog.help[open]').waitFor();
      // What has no focus of its own in a dialog takes the focus away from its buttons.
      await page.locator('dialog.help h2').first().click();
      for (const key of ['PageDown', ' ', 'ArrowRight', '3', 'p', '.']) await page.keyboard.press(key);
      await painted(page);
      const { step, view, present: still } = await stateOf(page);
      assert.deepEqual({ step, view, still }, { step: 2, view: 'sweeps', still: present });
      await page.keyboard.press('Escape');
      await page.locator('dialog.help[open]').waitFor({ state: 'detached' });
      await shows(page, { present, step: 2 });
    }
  },
);

visit(
  'a walk that plays stops where a person changes something',
  { fresh: true, hash: '#lesson=clipping&step=2&lang=en' },
  async (page) => {
    await ready(page);
    await textShown(page);
    await control(page, 'walk-play').click();
    await setState(page, { b: 'int8' });
    await until(
      'it does not play',
      () => control(page, 'walk-play').innerText(),
      (text) => /play/i.test(text),
    );
    await shows(page, { b: 'int8' });
  },
);

visit(
  'who goes elsewhere while another lesson is fetched stays there',
  {
    hash: '#lesson=clipping&step=1&present=on&lang=en',
    prepare: (page) =>
      page.answer(/05-padding/, async (original) => {
        await page.waitForFunction(() => /** @type {any} */ (window).released);
        return original();
      }),
  },
  async (page) => {
    await ready(page);
    await begun(page);
    await page.keyboard.press('PageUp');
    await page.keyboard.press('PageDown');
    await shows(page, { lesson: 'clipping', step: 2 });
    await page.evaluate(() => Object.assign(window, { released: true }));
    await page.evaluate(() => import(/** @type {any} */ ('/www/lessons/05-padding.js')));
    await painted(page);
    const { lesson, step } = await stateOf(page);
    assert.deepEqual({ lesson, step }, { lesson: 'clipping', step: 2 });
  },
);

visit(
  'a lesson that cannot be fetched leaves no panel with buttons that do nothing',
  { hash: '#lang=en', prepare: (page) => page.answer(/13-photograph/, () => ({ status: 503, body: '' })) },
  async (page) => {
    await ready(page);
    await setState(page, { lesson: 'photograph', step: 1 });
    await page.locator('.notice.problem').waitFor();
    assert.equal(await page.locator('.lesson').isVisible(), false);
    await setState(page, { view: 'codes' });
    assert.equal(await page.locator('.lesson').isVisible(), false);
    assert.ok(page.noise.splice(0).every((said) => said.includes('13-photograph')));
  },
);
