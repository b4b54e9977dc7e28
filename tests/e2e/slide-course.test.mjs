// Slides one after the other: from lesson to lesson, and headlines that are true of the picture under them.
import assert from 'node:assert/strict';
import { LESSONS, lesson } from '../../www/lessons/index.js';
import { stateAt } from '../../www/lessons/following.js';
import { control, inBrowser, metricsOf, ready, setState, shows, until } from './lab.mjs';
import { PHONES, PROJECTORS, begun, guess, headline, isWhole } from './slides.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const [first, second] = LESSONS;
const last = /** @type {string} */ (LESSONS.at(-1));
const ends = (await lesson(first)).steps.length;

for (const [way, go] of /** @type {[string, (page: Page) => Promise<unknown>][]} */ ([
  ['by its button', (page) => control(page, 'slide-next').click()],
  ['by an arrow key', (page) => page.keyboard.press('ArrowRight')],
  ['by a clicker', (page) => page.keyboard.press('PageDown')],
]))
  visit(
    `Next on the last slide of a lesson leads to the next lesson, and Back from there (${way})`,
    { viewport: PROJECTORS[0], fresh: true, hash: `#lesson=${first}&step=${ends}&present=on&lang=en` },
    async (page) => {
      await ready(page);
      await begun(page);
      const { title } = await lesson(second);
      assert.match(await control(page, 'slide-next').innerText(), /^Next lesson/);
      await until(
        'the button says which lesson comes',
        () => control(page, 'slide-next').getAttribute('title'),
        (text) => text === `Next lesson: ${title.en}`,
      );
      await go(page);
      await shows(page, { lesson: second, step: 1, present: 'on' });
      await until(
        'the slide is one of the next lesson',
        () => page.locator('.slide-place').innerText(),
        (text) => text.startsWith(title.en),
      );
      assert.match(await control(page, 'slide-next').innerText(), /^Next\s›/);
      await page.keyboard.press('PageUp');
      await shows(page, { lesson: first, step: ends, present: 'on' });
    },
  );

for (const viewport of [PROJECTORS[0], ...PHONES])
  visit(
    `the last slide of the course says that it is the last one, at ${viewport.width} × ${viewport.height}`,
    { viewport, hash: '#present=on&lang=en' },
    async (page) => {
      await ready(page);
      const followed = await lesson(last);
      const { length } = followed.steps;
      await setState(page, stateAt(followed, length, false));
      await begun(page);
      assert.equal(await page.locator('.slide-end').innerText(), 'The last lesson ends here.');
      assert.equal(await control(page, 'slide-next').isVisible(), false);
      await page.keyboard.press('PageDown');
      await page.calm();
      await shows(page, { lesson: last, step: length });
      await isWhole(page, { share: 0.25, at: 'the last slide' });
    },
  );

visit(
  'before the first lesson there is none',
  { viewport: PROJECTORS[0], hash: '#present=on&lang=en' },
  async (page) => {
    await ready(page);
    await setState(page, stateAt(await lesson(first), 1, false));
    await begun(page);
    assert.equal(await control(page, 'slide-back').getAttribute('aria-disabled'), 'true');
    await page.keyboard.press('PageUp');
    await page.calm();
    await shows(page, { lesson: first, step: 1 });
  },
);

visit(
  'after an undo of a guess the question is the headline again, and the slide can be restored',
  { viewport: PROJECTORS[0], fresh: true, hash: '#lesson=one-outlier&step=2&present=on&lang=en' },
  async (page) => {
    await ready(page);
    const [, step] = (await lesson('one-outlier')).steps;
    await begun(page);
    await guess(page, step);
    await page.calm();
    const answered = await headline(page);
    assert.match(answered, /become zero/);
    assert.equal(await control(page, 'slide-restore').isVisible(), false);
    await page.keyboard.press('Control+z');
    await shows(page, { b: 'int8' });
    await page.calm();
    assert.equal(await headline(page), step.question?.ask.en);
    assert.match(await page.locator('.before').innerText(), /^Before your guess: A int8, B int8$/);
    await isWhole(page, { share: 0.6, at: 'after an undo' });
    await control(page, 'slide-restore').click();
    await shows(page, { b: 'int4' });
    await page.calm();
    assert.equal(await headline(page), answered);
    assert.equal(await control(page, 'slide-restore').isVisible(), false);
    assert.equal(await page.locator('.before').isVisible(), false);
  },
);

visit(
  'the headline of a slide whose state was changed, also by a link, is about what it shows',
  {
    viewport: PROJECTORS[0],
    fresh: true,
    hash: '#lesson=one-value&step=1&data=uniform&a=int5&b=int3&present=on&lang=en',
  },
  async (page) => {
    await ready(page);
    await begun(page);
    await page.calm();
    const { a } = await metricsOf(page);
    assert.match(await headline(page), new RegExp(`^A reaches ${a.sqnr_db.toFixed(2)}\\sdB`));
    await control(page, 'slide-restore').click();
    await shows(page, { b: 'int8' });
    await page.calm();
    const own = await headline(page);
    assert.doesNotMatch(own, /…|reaches/);
    await control(page, 'a-bits').press('ArrowRight');
    await page.calm();
    assert.match(await headline(page), /^B reaches/);
    await control(page, 'slide-restore').click();
    await until(
      'the step is restored',
      () => headline(page),
      (text) => text === own,
    );
  },
);

visit(
  'a link of a changed state whose question waits for a guess says so, and tells no measures',
  {
    viewport: PROJECTORS[0],
    fresh: true,
    hash: '#lesson=one-outlier&step=2&data=uniform&a=int5&b=int3&present=on&lang=en',
  },
  async (page) => {
    await ready(page);
    await begun(page);
    await page.calm();
    assert.match(await headline(page), /^This is not the picture of the step/);
    await control(page, 'slide-restore').click();
    await shows(page, { b: 'int8' });
    await page.calm();
    assert.equal(await headline(page), (await lesson('one-outlier')).steps[1].question?.ask.en);
  },
);
