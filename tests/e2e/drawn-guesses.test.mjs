// Guesses on their way: a drawing follows its box, and nothing that was guessed is lost when the page is laid out anew.
import assert from 'node:assert/strict';
import { GUESSING, stepsWith } from './guessing.mjs';
import { control, inBrowser, painted, ready, setState, shows } from './lab.mjs';
import { PROJECTORS, PHONES, begun } from './slides.mjs';
import { stateAt } from '../../www/lessons/following.js';
import { lesson } from '../../www/lessons/index.js';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

/** Shows a step whose question has no guess yet. @param {Page} page @param {{id: string, number: number}} place */
async function open(page, { id, number }) {
  await setState(page, stateAt(await lesson(id), number, false));
  await shows(page, { lesson: id, step: number });
  await control(page, 'commit').waitFor();
  await page.calm();
}

/** A drawing as it is seen: its box, its units, the size of its letters, and where its data and lines stand as shares of it. @param {Page} page */
async function drawing(page) {
  await page.calm();
  await painted(page);
  return page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
    const svg = /** @type {SVGSVGElement} */ (root.querySelector('.question .drawn'));
    const { left, width, height } = svg.getBoundingClientRect();
    const { viewBox } = svg;
    const text = /** @type {SVGTextElement} */ (svg.querySelector('text'));
    const unit = width / viewBox.baseVal.width;
    const axis = /** @type {Element} */ (svg.querySelector('.rule')).getBoundingClientRect();
    const lines = [...svg.querySelectorAll('.limit:not([hidden]), .dot:not([hidden])')].map((node) => {
      const box = node.getBoundingClientRect();
      return (box.left + box.width / 2 - axis.left) / axis.width;
    });
    return {
      width,
      height,
      stretched: width / height / (viewBox.baseVal.width / viewBox.baseVal.height),
      letters: (parseFloat(getComputedStyle(text).fontSize) * unit) / parseFloat(getComputedStyle(svg).fontSize),
      inside: [...svg.querySelectorAll('text')].every((each) => {
        const box = each.getBoundingClientRect();
        return box.left >= left - 1 && box.right <= left + width + 1;
      }),
      lines,
      values: [...svg.querySelectorAll('[role="slider"]')].map((slider) => slider.getAttribute('aria-valuetext')),
    };
  });
}

/** @param {number[]} one @param {number[]} other */
const near = (one, other) => one.length === other.length && one.every((share, i) => Math.abs(share - other[i]) < 0.01);

for (const kind of /** @type {const} */ (['curve', 'place']))
  visit(
    `a drawn guess (${kind}) is drawn anew in a box of another size, before the guess and after it`,
    { viewport: PROJECTORS[0], hash: '#present=on&lang=en', fresh: true },
    async (page) => {
      await ready(page);
      const [place] = stepsWith(kind);
      await open(page, place);
      await begun(page);
      await GUESSING[kind].pointer(page, place.step.question);
      const sizes = [...PHONES, PROJECTORS[1]];
      for (const guessed of [false, true]) {
        if (guessed) {
          await control(page, 'commit').click();
          await page.locator('.reveal').waitFor();
        }
        const before = await drawing(page);
        for (const size of sizes) {
          await page.setViewportSize(size);
          const now = await drawing(page);
          const at = `${kind}, ${size.width} × ${size.height}, guessed: ${guessed}`;
          assert.notEqual(now.width, before.width, at);
          assert.ok(Math.abs(now.stretched - 1) < 0.01, `${at}: it fills its box: ${now.stretched}`);
          assert.ok(
            now.letters > 0.85 && now.letters < 1.05,
            `${at}: letters as large as those around: ${now.letters}`,
          );
          assert.ok(now.inside, `${at}: every label is inside`);
          assert.ok(near(now.lines, before.lines), `${at}: ${now.lines}, ${before.lines}`);
          assert.deepEqual(now.values, before.values, at);
        }
        await page.setViewportSize(PROJECTORS[0]);
      }
    },
  );

for (const [kind, means] of /** @type {const} */ ([
  ['curve', 'pointer'],
  ['place', 'pointer'],
  ['codes', 'pointer'],
  ['choice', 'pointer'],
  ['slider', 'keys'],
]))
  visit(
    `a guess that is not checked yet (${kind}) outlives another language and another theme`,
    { hash: '#lang=en&theme=light', fresh: true },
    async (page) => {
      await ready(page);
      const [place] = stepsWith(kind);
      await open(page, place);
      await GUESSING[kind][means](page, place.step.question);
      const guessed = async () => {
        await control(page, 'commit').waitFor();
        await page.calm();
        return page.evaluate(() => {
          const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
          const marks = [...root.querySelectorAll('.question :is([role="slider"], [aria-pressed], input)')];
          return marks.map((mark) => [
            mark.getAttribute('data-control'),
            mark.getAttribute('aria-valuenow') ?? mark.getAttribute('aria-pressed'),
            mark instanceof HTMLInputElement && [mark.value, mark.checked],
          ]);
        });
      };
      const before = await guessed();
      assert.ok(await control(page, 'commit').isEnabled());
      for (const part of [{ lang: 'zh-CN' }, { theme: 'dark' }]) {
        await setState(page, part);
        if (kind === 'codes') await control(page, 'guess-code-0').waitFor();
        assert.deepEqual(await guessed(), before, JSON.stringify(part));
        assert.ok(await control(page, 'commit').isEnabled(), 'it can be checked');
      }
      await control(page, 'commit').click();
      await page.locator('.reveal').waitFor();
    },
  );
