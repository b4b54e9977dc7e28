// The course: followed by mouse and by keys, with guesses, alone and presented, in both languages.
import assert from 'node:assert/strict';
import { control, fragment, inBrowser, metricsOf, ready, setState, shows, stateOf, until } from './lab.mjs';

const visit = inBrowser();

/** @typedef {import('./browser/index.mjs').Page} Page */

const textOf = (/** @type {Page} */ page) => page.locator('.step-text').innerText();
const placeOf = (/** @type {Page} */ page) => page.locator('.lesson .leaf').innerText();

/** @param {Page} page @param {string} id */
async function start(page, id) {
  await control(page, 'lessons').click();
  await control(page, `lesson-${id}`).click();
  await shows(page, { lesson: id, step: 1 });
  await until(
    'the first step is told',
    () => textOf(page),
    (text) => text.length > 10,
  );
}

for (const [locale, wrong] of /** @type {const} */ ([
  ['en-US', /[一-鿿]/],
  ['zh-CN', /^[A-Za-z ,.]+$/],
])) {
  visit(`every lesson is walked through, and no text lacks its numbers (${locale})`, { locale }, async (page) => {
    await ready(page);
    await control(page, 'lessons').click();
    await page.locator('.lessons button').first().waitFor();
    const ids = await page
      .locator('.lessons button')
      .evaluateAll((buttons) =>
        buttons.map((button) => /** @type {HTMLElement} */ (button).dataset.control?.replace('lesson-', '') ?? ''),
      );
    assert.equal(ids.length, 12);
    await control(page, 'close-lessons').click();
    let answered = 0;
    for (const id of ids) {
      await start(page, id);
      const steps = Number(/(\d+)\D*$/.exec(await placeOf(page))?.[1]);
      assert.ok(steps >= 2, `${id} has ${steps} steps`);
      for (let step = 1; step <= steps; step += 1) {
        await shows(page, { lesson: id, step });
        let text = await until(
          `${id} ${step} is told`,
          () => textOf(page),
          (now) => now.length > 10,
        );
        if (await page.locator('.question').isVisible()) {
          const first = page.locator('.guesses input:enabled').first();
          if (await first.isVisible()) await first.click();
          else if (await control(page, 'commit').isVisible()) await control(page, 'commit').click();
          else await control(page, 'solution').click();
          text += await until(
            `${id} ${step} tells the answer`,
            () => page.locator('.reveal').innerText(),
            (now) => now.length > 10,
          );
          text += await page.locator('.question').innerText();
          answered += 1;
        }
        assert.doesNotMatch(text, /[{}]|NaN|undefined/, `${id} ${step}`);
        assert.doesNotMatch(text, wrong, `${id} ${step}`);
        if (step < steps) await control(page, 'lesson-next').click();
      }
      assert.equal(await control(page, 'lesson-next').isVisible(), false, 'after the last step there is none');
    }
    assert.ok(answered > 30, `${answered} questions`);
    await control(page, 'lesson-close').click();
    await shows(page, { lesson: '' });
    assert.equal(await page.locator('.lesson').isVisible(), false);
  });
}

visit('by keys: space and arrows turn the leaf, the link says where one is, and Back goes back', {}, async (page) => {
  await ready(page);
  await start(page, 'one-outlier');
  await page.keyboard.press('Space');
  await shows(page, { step: 2 });
  await page.keyboard.press('ArrowRight');
  await shows(page, { step: 3 });
  const { data, a, b } = await stateOf(page);
  assert.equal((await fragment(page)).step, '3');
  await page.keyboard.press('PageUp');
  await shows(page, { step: 2 });
  await page.goBack();
  await shows(page, { step: 3, data, a, b });
});

visit(
  'a link that names a lesson and a step shows that step',
  { hash: '#lesson=half-the-codes&step=2&lang=en' },
  async (page) => {
    await ready(page);
    await until(
      'it is told',
      () => textOf(page),
      (text) => text.length > 10,
    );
    assert.match(await placeOf(page), /^step 2 of/);
    const { data } = await stateOf(page);
    assert.notEqual(data, 'normal:seed=7:outliers=0.001x20');
  },
);

visit(
  'the last step leads to the next lesson, and the last lesson nowhere',
  { hash: '#lesson=one-value&step=6&lang=en' },
  async (page) => {
    await ready(page);
    await control(page, 'lesson-following').click();
    await shows(page, { lesson: 'half-the-codes', step: 1 });
    await until(
      'the next lesson is told',
      () => page.locator('.lesson h2').innerText(),
      (text) => text === 'Half the codes unused',
    );
    await setState(page, { lesson: 'choosing', step: 6 });
    await until(
      'the last step is told',
      () => placeOf(page),
      (text) => text === 'step 6 of 6',
    );
    assert.equal(await control(page, 'lesson-following').isVisible(), false);
  },
);

visit(
  'what a person changes meanwhile leaves the text its numbers, and can be undone',
  { hash: '#lang=en' },
  async (page) => {
    await ready(page);
    await start(page, 'one-outlier');
    const before = [await textOf(page), await stateOf(page)];
    await setState(page, { a: 'int2' });
    await control(page, 'lesson-restore').waitFor();
    assert.equal(await textOf(page), before[0]);
    await control(page, 'lesson-restore').click();
    await shows(page, { a: /** @type {any} */ (before[1]).a });
    assert.deepEqual(await stateOf(page), before[1]);
  },
);

visit(
  'a question waits for a guess before it tells; the measures are kept back until then',
  { hash: '#lang=en' },
  async (page) => {
    await ready(page);
    await start(page, 'one-outlier');
    while (!(await page.locator('.question').isVisible())) await control(page, 'lesson-next').click();
    assert.equal(await page.locator('.scoreboard').evaluate((board) => getComputedStyle(board).visibility), 'hidden');
    assert.equal(
      await page.locator('.shows').evaluate((sentence) => getComputedStyle(sentence).visibility),
      'hidden',
      'what the data shows would tell',
    );
    assert.equal(await page.locator('.reveal').count(), 0);
    const choices = page.locator('.guesses input');
    if ((await choices.count()) > 0) await choices.first().click();
    else await control(page, 'commit').click();
    await page.locator('.reveal').waitFor();
    assert.equal(await page.locator('.scoreboard').evaluate((board) => getComputedStyle(board).visibility), 'visible');
    assert.ok((await metricsOf(page)).a.mse > 0);
  },
);

visit(
  'presented, nothing is shown but the step and its picture; keys need no focus; Escape ends it',
  { hash: '#lesson=one-outlier&present=on&lang=en' },
  async (page) => {
    await ready(page);
    await until(
      'it is told',
      () => textOf(page),
      (text) => text.length > 10,
    );
    for (const hidden of ['.controls', '.top-bar']) assert.equal(await page.locator(hidden).isVisible(), false, hidden);
    await page.evaluate(() => /** @type {HTMLElement|null} */ (document.activeElement)?.blur());
    await page.keyboard.press('PageDown');
    await shows(page, { step: 2, present: 'on' });
    await page.locator('.step-text').click();
    await shows(page, { step: 3 });
    await page.keyboard.press('Escape');
    await shows(page, { present: 'off', step: 3 });
    assert.equal(await page.locator('.controls').isVisible(), true);
  },
);

for (const lang of ['en', 'zh-CN']) {
  visit(
    `the hand-out has every step with its picture as SVG, and the answers at the end (${lang})`,
    { hash: `#lesson=choosing&lang=${lang}` },
    async (page) => {
      await ready(page);
      await until(
        'it is told',
        () => textOf(page),
        (text) => text.length > 10,
      );
      const before = await stateOf(page);
      const steps = Number(/(\d+)\D*$/.exec(await placeOf(page))?.[1]);
      await control(page, 'hand-out').click();
      // The element that draws the pictures has such a button, too.
      const print = control(page, 'hand-out-print').first();
      await until('it is written', () => print.isEnabled(), Boolean);
      const leaves = page.locator('.paper > .leaf');
      assert.equal(await leaves.count(), steps);
      for (let i = 0; i < steps; i += 1) {
        const leaf = leaves.nth(i);
        const drawn = await leaf.locator('svg path, svg rect, svg text, svg polygon').count();
        assert.ok(drawn > 40, `a picture of ${drawn} shapes`);
      }
      const text = await page.locator('.paper').innerText();
      assert.doesNotMatch(text, /[{}]|undefined|NaN/);
      assert.ok((await page.locator('.answers .leaf').count()) >= 3);
      assert.match(text, /int4:g64/, 'a solution of the challenge');
      assert.deepEqual(await stateOf(page), before, 'what is shown stays');
      assert.equal(await page.locator('.scribe').evaluate((desk) => desk.childElementCount), 0);
      await page.emulateMedia({ media: 'print' });
      assert.equal(await print.isVisible(), false);
      await page.emulateMedia({ media: 'screen' });
      await control(page, 'hand-out-close').click();
      assert.equal(await page.locator('.paper').isVisible(), false);
      assert.ok(await page.locator('.step-text').isVisible());
    },
  );
}
