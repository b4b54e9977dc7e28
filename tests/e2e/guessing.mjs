// Steps of the course with questions, and how a person guesses, by pointer or by keys.
import assert from 'node:assert/strict';
import { LESSONS, lesson as lessonOf } from '../../www/lessons/index.js';
import { control, setState } from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */
/** @typedef {'pointer'|'keys'} Means */

export const course = await Promise.all(LESSONS.map(async (id) => ({ id, steps: (await lessonOf(id)).steps })));
/** The steps with a kind of question. @param {string} kind */
export const stepsWith = (kind) =>
  course.flatMap(({ id, steps }) =>
    steps.flatMap((step, i) => (step.question?.kind === kind ? [{ id, number: i + 1, step }] : [])),
  );

/** Drags across a drawing, through places given as shares of it. @param {Page} page @param {readonly [number, number][]} places */
async function drag(page, places) {
  const box = await page.locator('.question .drawn').boundingBox();
  assert.ok(box);
  const at = places.map(([x, y]) => /** @type {const} */ ([box.x + x * box.width, box.y + y * box.height]));
  await page.mouse.move(...at[0]);
  await page.mouse.down();
  for (const [x, y] of at) await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
}

/** How each kind is guessed. @type {Record<string, Record<Means, (page: Page, question: any) => Promise<unknown>>>} */
export const GUESSING = {
  choice: {
    pointer: (page) => page.locator('.guesses label').first().click(),
    keys: (page) => control(page, 'guess-0').press(' '),
  },
  slider: {
    pointer: (page) => control(page, 'guess').click(),
    keys: (page) => control(page, 'guess').press('ArrowRight'),
  },
  curve: {
    pointer: (page) =>
      drag(page, [
        [0.08, 0.7],
        [0.5, 0.4],
        [0.97, 0.2],
      ]),
    async keys(page, { points }) {
      for (let i = 0; i < points.length; i += 1) {
        await control(page, `guess-point-${i}`).press('ArrowUp');
        await control(page, `guess-point-${i}`).press('ArrowUp');
        if (i + 1 < points.length) await control(page, `guess-point-${i}`).press('ArrowRight');
      }
    },
  },
  place: {
    pointer: (page) =>
      drag(page, [
        [0.4, 0.5],
        [0.6, 0.5],
      ]),
    async keys(page, { answers }) {
      for (const name of answers.length === 1 ? ['line'] : ['low', 'high']) {
        await control(page, `guess-${name}`).press('ArrowRight');
        await control(page, `guess-${name}`).press('ArrowRight');
      }
    },
  },
  codes: {
    async pointer(page) {
      await control(page, 'guess-code-0').click();
      await control(page, 'guess-code-3').click();
    },
    async keys(page) {
      await control(page, 'guess-code-0').press(' ');
      await control(page, 'guess-code-3').press('Enter');
    },
  },
};

/** Nothing is guessed yet, and nothing can be committed. @param {Page} page @param {string} place */
export async function isEmpty(page, place) {
  assert.equal(await control(page, 'commit').isEnabled(), false, `${place}: a guess to be made`);
  assert.equal(await page.locator('.question :checked').count(), 0, `${place}: nothing is chosen`);
  assert.equal(await page.locator('.question [aria-pressed="true"]').count(), 0, `${place}: no code is chosen`);
  assert.equal(await page.locator('.question .dot:not([hidden])').count(), 0, `${place}: nothing is drawn`);
  assert.equal(await page.locator('.question input[type="range"]:not(.untouched)').count(), 0, `${place}: no thumb`);
  assert.equal(await page.locator('.reveal').count(), 0, `${place}: no answer`);
}

/** What a person can read: of the page, and in the picture. @param {Page} page */
export async function readable(page) {
  const picture = await page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('quant-scope'));
    const printed = await element.printed({ width: 1100, height: 560 });
    const texts =
      printed instanceof SVGElement ? [...printed.querySelectorAll('text')].map((each) => each.textContent) : [];
    const sliders = [...element.shadowRoot.querySelectorAll('.view [aria-valuetext], .view [aria-label]')];
    const said = sliders.map((each) => `${each.getAttribute('aria-valuetext')} ${each.getAttribute('aria-label')}`);
    return [...texts, ...said].join('\n');
  });
  return `${await page.locator('.quant-scope').innerText()}\n${picture}`;
}

/** Numbers that nobody would read elsewhere by chance. @param {string} text */
export const telling = (text) => [...text.matchAll(/\d+\.\d{2,}/g)].map(([number]) => number);

/** @param {Page} page @param {string} id @param {number} number */
export async function openStep(page, id, number) {
  await setState(page, { lesson: '', step: 1 });
  await setState(page, { data: 'normal:seed=7', a: 'int8', b: 'int8', view: 'grid', lesson: id, step: number });
  await control(page, 'lesson-restore').waitFor();
  await control(page, 'lesson-restore').click();
  await control(page, 'lesson-restore').waitFor({ state: 'hidden' });
  await page.calm();
}
