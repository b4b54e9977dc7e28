// The course: followed by mouse and by keys, with guesses, in both languages.
import assert from 'node:assert/strict';
import { GUESSING, course, isEmpty, openStep, readable, stepsWith, telling } from './guessing.mjs';
import { control, inBrowser, links, metricsOf, ready, setState, shows, stateOf, until } from './lab.mjs';

const visit = inBrowser();

/** @typedef {import('./browser/index.mjs').Page} Page */

const textOf = (/** @type {Page} */ page) => page.locator('.step-text').innerText();
const placeOf = (/** @type {Page} */ page) => page.locator('.lesson .lesson-place').innerText();

/** @param {Page} page @param {string} id */
async function start(page, id) {
  await control(page, 'lessons').click();
  await control(page, `lesson-${id}`).click();
  await shows(page, { lesson: id, step: 1 });
  await until(
    'the first step has its text',
    () => textOf(page),
    (text) => text.length > 10,
  );
}

const READERS = /** @type {const} */ ([
  { locale: 'en-US', wrong: /[一-鿿]/, means: 'pointer' },
  { locale: 'zh-CN', wrong: /^[A-Za-z ,.]+$/, means: 'keys' },
]);
for (const [nth, { id, steps }] of course.entries()) {
  // Each lesson has one of them, or both where QUANTSCOPE_LOOKS says so.
  const readers = process.env.QUANTSCOPE_LOOKS === 'all' ? READERS : [READERS[nth % READERS.length]];
  for (const { locale, wrong, means } of readers) {
    visit(
      `${id} is walked through, before and after each guess, and no text lacks its numbers (${locale})`,
      { locale, fresh: true },
      async (page) => {
        await ready(page);
        await start(page, id);
        assert.equal(Number(/(\d+)\D*$/.exec(await placeOf(page))?.[1]), steps.length);
        for (const [i, step] of steps.entries()) {
          const place = `${id} ${i + 1}`;
          await shows(page, { lesson: id, step: i + 1 });
          let text = await until(
            `${place} has its text`,
            () => textOf(page),
            (now) => now.length > 10,
          );
          const { question } = step;
          if (question && question.kind !== 'challenge') {
            await page.calm();
            await isEmpty(page, place);
            const { a, b } = await stateOf(page);
            const label = await page.locator('.lesson .before').innerText();
            assert.ok(label.includes(a) && label.includes(b), `${place}: “${label}” says what is shown`);
            assert.equal(await page.locator('.headline').isVisible(), false, `${place}: the headline would tell`);
            const early = await readable(page);
            // What is known of the data, and what is asked, is no answer.
            const facts = (await page.locator('.panel.data, .question').allInnerTexts()).join(' ');
            await until(
              `${place} has what is guessed with`,
              () => page.locator('.question [data-control^="guess"]').count(),
              (count) => count > 0,
            );
            await GUESSING[question.kind][means](page, question);
            await control(page, 'commit').click();
            await page.locator('.reveal').waitFor();
            await page.calm();
            const known = `${text} ${facts}`;
            const answer = (await page.locator('.question :is(.measured, .reveal)').allInnerTexts()).join(' ');
            for (const number of telling(answer))
              assert.ok(
                known.includes(number) || !early.includes(number),
                `${place}: ${number} was on the page before: ${early.slice(early.indexOf(number) - 60, early.indexOf(number) + 30)}`,
              );
            assert.equal(await page.locator('.lesson .before').isVisible(), false, place);
            text += await until(
              `${place} tells its text`,
              () => textOf(page),
              (now) => now.length > 10,
            );
          } else if (question) {
            await control(page, 'solution').click();
            await page.locator('.reveal').waitFor();
          }
          text += await page.locator('.headline').innerText();
          text += (await page.locator('.question').allInnerTexts()).join(' ');
          assert.doesNotMatch(text, /[{}]|NaN|undefined|…$/, place);
          assert.doesNotMatch(text, wrong, place);
          if (i + 1 < steps.length) await control(page, 'lesson-next').click();
        }
        assert.equal(await control(page, 'lesson-next').isVisible(), false, 'after the last step there is none');
        await control(page, 'lesson-close').click();
        await shows(page, { lesson: '' });
        assert.equal(await page.locator('.lesson').isVisible(), false);
      },
    );
  }
}

visit('by keys: space and arrows turn the leaf, the link says where one is, and Back goes back', {}, async (page) => {
  await ready(page);
  await start(page, 'one-outlier');
  await page.keyboard.press('Space');
  await shows(page, { step: 2 });
  await page.keyboard.press('ArrowRight');
  await shows(page, { step: 3 });
  const { data, a, b } = await stateOf(page);
  await links(page, 'step', '3');
  await page.keyboard.press('PageUp');
  await shows(page, { step: 2 });
  await page.goBack();
  await shows(page, { step: 3, data, a, b });
});

const LOW = { viewport: { width: 1440, height: 900 } };
visit('the limits and options that a step sets do not open the further controls of a scheme', LOW, async (page) => {
  await ready(page);
  const open = page.locator('.scheme [data-control$="-rest"][open]');
  for (const [id, number, scheme] of /** @type {const} */ ([
    ['how-libraries-disagree', 3, 'int4:clip(-4.9,4.9)'],
    ['choosing', 4, 'int4'],
  ])) {
    await openStep(page, id, number);
    assert.equal((await stateOf(page)).a, scheme);
    await GUESSING.choice.pointer(page, null);
    await control(page, 'commit').click();
    await page.locator('.reveal').waitFor();
    await page.calm();
    assert.equal(await open.count(), 0, `${id} ${number}`);
  }
  await setState(page, { lesson: '', step: 1, b: 'int4:clip(-1,1)' });
  await until(
    'the limits are shown',
    () => open.count(),
    (count) => count === 1,
  );
});

visit(
  'a link that names a lesson and a step shows that step',
  { hash: '#lesson=half-the-codes&step=2&lang=en' },
  async (page) => {
    await ready(page);
    await until(
      'it has its text',
      () => textOf(page),
      (text) => text.length > 10,
    );
    assert.match(await placeOf(page), /^step 2 of/);
    const { data } = await stateOf(page);
    assert.notEqual(data, 'normal:seed=7:outliers=0.001x20');
  },
);

visit(
  'a link to another step of the lesson that is open shows that step',
  { hash: '#lesson=clipping&step=1&lang=en' },
  async (page) => {
    await ready(page);
    const { steps } = /** @type {import('../../www/lessons/types.js').Lesson} */ (
      course.find(({ id }) => id === 'clipping')
    );
    await shows(page, { step: 1, data: steps[0].state.data });
    await page.evaluate(() => {
      location.hash = 'lesson=clipping&step=2&lang=en';
    });
    await shows(page, { lesson: 'clipping', step: 2, data: steps[1].state.data, view: steps[1].state.view });
    await until(
      'it has its text',
      () => textOf(page),
      (text) => text.length > 10,
    );
  },
);

visit('settled waits for the lesson that a link names', { hash: '#lesson=photograph&step=3&lang=en' }, async (page) => {
  const { data, step } = await page.evaluate(async () => {
    await customElements.whenDefined('quant-scope');
    const element = /** @type {any} */ (document.querySelector('quant-scope'));
    await element.ready;
    await element.settled();
    return element.getState();
  });
  assert.deepEqual({ data, step }, { data: 'sample(photo_cat)', step: 3 });
});

visit(
  'the last step leads to the next lesson, and the last lesson nowhere',
  { hash: '#lesson=one-value&step=6&lang=en' },
  async (page) => {
    await ready(page);
    await control(page, 'lesson-following').click();
    await shows(page, { lesson: 'half-the-codes', step: 1 });
    await until(
      'the next lesson is shown',
      () => page.locator('.lesson h2').innerText(),
      (text) => text === 'Half the codes unused',
    );
    const { id, steps } = course[course.length - 1];
    await setState(page, { lesson: id, step: steps.length });
    await until(
      'the last step is shown',
      () => placeOf(page),
      (text) => text === `step ${steps.length} of ${steps.length}`,
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
  'a question waits for a guess before it tells; the measures are kept back until then, also by a link',
  { hash: '#lang=en', fresh: true },
  async (page) => {
    await ready(page);
    const [{ id, number }] = stepsWith('choice');
    await openStep(page, id, number);
    const visibility = (/** @type {string} */ part) =>
      page.locator(part).evaluate((element) => getComputedStyle(element).visibility);
    for (const part of ['.scoreboard', '.columns > .verdict', '.shows'])
      assert.equal(await visibility(part), 'hidden', `${part} would tell`);
    assert.equal(await page.locator('.reveal').count(), 0);
    await page.locator('.guesses input').first().click();
    assert.equal(await page.locator('.reveal').count(), 0, 'who chooses can still change it');
    await control(page, 'commit').click();
    await page.locator('.reveal').waitFor();
    assert.equal(await visibility('.scoreboard'), 'visible');
    assert.ok((await metricsOf(page)).a.mse > 0);
  },
);
