// The keys that begin, turn and leave slides, and how they are switched off.
import assert from 'node:assert/strict';
import { stateAt } from '../../www/lessons/following.js';
import { lesson } from '../../www/lessons/index.js';
import { GUESSING } from './guessing.mjs';
import { hosting } from './hosting.mjs';
import { changes, control, focused, inBrowser, links, painted, ready, setState, shows, stateOf } from './lab.mjs';
import { begun, textShown } from './slides.mjs';

const visit = inBrowser();

visit(
  'keys work at once on a fresh page, where nothing has the focus',
  { fresh: true, hash: '#lang=en' },
  async (page) => {
    await ready(page);
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
    await page.keyboard.press('3');
    await shows(page, { view: 'codes' });
    await page.keyboard.press('?');
    await page.locator('dialog.help[open]').waitFor();
    await page.keyboard.press('p');
    await page.keyboard.press('Escape');
    await page.locator('dialog.help[open]').waitFor({ state: 'detached' });
    await shows(page, { present: 'off' });
    await page.evaluate(() => /** @type {HTMLElement|null} */ (document.activeElement)?.blur());
    await page.keyboard.press('p');
    await shows(page, { present: 'on' });
    await page.keyboard.press('p');
    await shows(page, { present: 'off' });
    await page.keyboard.press('r');
    await painted(page);
    assert.equal((await stateOf(page)).view, 'codes', 'what cannot be undone by the next key needs the focus');
  },
);

visit('the keys of a lesson, too', { fresh: true, hash: '#lesson=clipping&step=1&lang=en' }, async (page) => {
  await ready(page);
  await textShown(page);
  let step = 1;
  for (const [key, by] of /** @type {const} */ ([
    ['ArrowRight', 1],
    ['Space', 1],
    ['PageDown', 1],
    ['PageUp', -1],
    ['ArrowLeft', -1],
  ])) {
    await page.evaluate(() =>
      /** @type {any} */ (document.querySelector('quant-scope')).shadowRoot.activeElement?.blur(),
    );
    await page.keyboard.press(key);
    step += by;
    await shows(page, { step });
  }
});

visit(
  'a clicker turns the slide also where a slider has the focus, and elsewhere leaves the slider its keys',
  { hash: '#lesson=clipping&step=1&lang=en' },
  async (page) => {
    await ready(page);
    await textShown(page);
    await control(page, 'b-bits').focus();
    await changes(page, 'b', () => page.keyboard.press('PageDown'));
    await shows(page, { step: 1 });
    await setState(page, { present: 'on', view: 'stream' });
    await page.locator('.transport input').focus();
    await page.keyboard.press('PageDown');
    await shows(page, { step: 2, present: 'on' });
  },
);

visit(
  'the space bar turns the slide after a control of it was set, but not a question that waits for its guess',
  { hash: '#lesson=one-outlier&step=7&present=on&lang=en' },
  async (page) => {
    await ready(page);
    await begun(page);
    await control(page, 'b-granularity-col').press(' ');
    await shows(page, { b: 'int8:col' });
    await page.keyboard.press(' ');
    await shows(page, { lesson: 'exact-zero', step: 1 });
    await setState(page, stateAt(await lesson('one-value'), 4, false));
    await shows(page, { lesson: 'one-value', step: 4 });
    await begun(page);
    await control(page, 'a-bits').press('ArrowRight');
    await shows(page, { a: 'int5' });
    await page.keyboard.press(' ');
    await shows(page, { step: 5 });
    await control(page, 'guess-1').click();
    await page.keyboard.press(' ');
    await shows(page, { step: 5 });
    assert.equal(await control(page, 'guess-1').isChecked(), true);
  },
);

visit(
  'a clicker turns the slide also where a mark of a guess has the focus',
  { hash: '#lesson=clipping&step=1&present=on&lang=en' },
  async (page) => {
    await ready(page);
    await page.locator('.question .drawn').waitFor();
    await GUESSING.place.pointer(page, {});
    assert.match(String(await focused(page)), /^guess-/);
    await page.keyboard.press('PageDown');
    await shows(page, { step: 2 });
  },
);

visit(
  'keys of a single character can be switched off',
  { fresh: true, hash: '#lesson=clipping&step=1&lang=en' },
  async (page) => {
    await ready(page);
    await textShown(page);
    await control(page, 'help').click();
    const box = control(page, 'keys');
    assert.ok(await box.isChecked());
    await box.uncheck();
    await links(page, 'keys', 'off');
    await page.keyboard.press('Escape');
    await page.locator('dialog.help[open]').waitFor({ state: 'detached' });
    const before = await stateOf(page);
    for (const where of ['the button that has the focus', 'the page']) {
      for (const key of ['p', 'P', '2', '?', 'n', 'f', 'r']) await page.keyboard.press(key);
      await painted(page);
      assert.deepEqual(await stateOf(page), before, where);
      assert.equal(await page.locator('dialog[open]').count(), 0, where);
      assert.equal(await page.locator('.lesson .notes').isVisible(), false, where);
      await page.evaluate(() =>
        /** @type {any} */ (document.querySelector('quant-scope')).shadowRoot.activeElement?.blur(),
      );
    }
    await page.keyboard.press('PageDown');
    await shows(page, { step: 2, keys: 'off' });
    await control(page, 'reset').click();
    await shows(page, { step: 1, lesson: '', keys: 'off' });
    await page.keyboard.press('Control+z');
    await shows(page, { lesson: 'clipping', keys: 'off' });
  },
);

visit(
  'in another page keys are taken only where the element has the focus, and a slide stays in its box',
  {
    viewport: { width: 1000, height: 700 },
    prepare: hosting(
      '<p>text</p><div style="height: 420px; width: 800px"><quant-scope style="display: block; height: 100%" lang="en" page="https://example.org/"></quant-scope></div><quant-scope id="bare" lang="en"></quant-scope><p style="height: 2000px"><button>a button</button></p>',
    ),
  },
  async (page) => {
    await ready(page);
    const all = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('quant-scope')].map((element) => {
          const { present, view } = /** @type {any} */ (element).getState();
          return { present, view };
        }),
      );
    await page.evaluate(() =>
      Promise.all([...document.querySelectorAll('quant-scope')].map((each) => /** @type {any} */ (each).ready)),
    );
    const before = await all();
    for (const key of ['p', '3', '?']) await page.keyboard.press(key);
    await painted(page);
    assert.deepEqual(await all(), before);
    await setState(page, { present: 'on', lesson: 'clipping', step: 1 });
    await page.keyboard.press('PageDown');
    await page.keyboard.press('Escape');
    await painted(page);
    await shows(page, { present: 'on', step: 1 });
    const boxes = await page.evaluate(() =>
      ['quant-scope', '.quant-scope'].map((name, i) => {
        const host = /** @type {Element} */ (document.querySelector('quant-scope'));
        const { width, height } = (
          i === 0 ? host : /** @type {Element} */ (host.shadowRoot?.querySelector(name))
        ).getBoundingClientRect();
        return { width, height };
      }),
    );
    assert.deepEqual(boxes[0], { width: 800, height: 420 });
    assert.deepEqual(boxes[1], boxes[0]);
    await page.locator('.slide-headline').first().click();
    await page.keyboard.press('PageDown');
    await shows(page, { step: 2 });
    await page.keyboard.press('Escape');
    await shows(page, { present: 'off' });
  },
);
