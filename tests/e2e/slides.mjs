// What the tests of slides share: the windows, and what is measured of a slide.
import assert from 'node:assert/strict';
import { GUESSING } from './guessing.mjs';
import { control, painted, until } from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

export const PROJECTORS = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
];
export const PHONES = [
  { width: 390, height: 844 },
  { width: 844, height: 390 },
];
export const named = (/** @type {{width: number, height: number}} */ { width, height }) => `${width} × ${height}`;

/** What a slide looks like: the picture's share of the window, and what is cut off or scrolls. @param {Page} page */
export async function measured(page) {
  await page.calm();
  await painted(page);
  return page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
    const seen = [...root.querySelectorAll('.quant-scope *')].filter((node) => {
      const { width, height } = node.getBoundingClientRect();
      return width > 1 && height > 1 && !node.closest('.visually-hidden, svg, dialog');
    });
    const outside = seen.filter((node) => {
      const { left, top, right, bottom } = node.getBoundingClientRect();
      return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
    });
    const rolls = (/** @type {Element} */ node, /** @type {'overflowX'|'overflowY'} */ way) =>
      node === document.documentElement || ['auto', 'scroll'].includes(getComputedStyle(node)[way]);
    const scrolls = [document.documentElement, ...seen].filter(
      (node) =>
        (node.scrollHeight > node.clientHeight + 1 && rolls(node, 'overflowY')) ||
        (node.scrollWidth > node.clientWidth + 1 && rolls(node, 'overflowX')),
    );
    // A control is cut off by the box of its choices, or stands under what is beside it.
    const beside = [...root.querySelectorAll('.slide-head, .slide-numbers, .slide-nav')].map((node) =>
      node.getBoundingClientRect(),
    );
    const cut = seen.filter((node) => {
      if (!node.matches('.controls :is(.choice, input[type="range"], output), .question *, .walk *')) return false;
      const { left, top, right, bottom } = node.getBoundingClientRect();
      const box = node.closest('.segments')?.getBoundingClientRect();
      const covers = (/** @type {DOMRect} */ other) =>
        left < other.right - 1 && right > other.left + 1 && top < other.bottom - 1 && bottom > other.top + 1;
      return (box && right > box.right + 1) || beside.some(covers);
    });
    const pictures = seen
      .filter((node) => node.matches('[data-control="plot"]'))
      .map((node) => node.getBoundingClientRect());
    const name = (/** @type {Element} */ node) => `${node.localName}.${node.getAttribute('class') ?? ''}`;
    return {
      share: pictures.reduce((sum, { width, height }) => sum + width * height, 0) / (innerWidth * innerHeight),
      pictured: pictures.length > 0,
      outside: outside.map(name),
      scrolls: scrolls.map(name),
      cut: cut.map(name),
    };
  });
}

/** @param {Page} page @param {{share?: number, at: string}} expected */
export async function isWhole(page, { share = 0, at }) {
  const slide = await measured(page);
  assert.deepEqual(slide.outside, [], `${at}: outside the window`);
  assert.deepEqual(slide.scrolls, [], `${at}: scrolls`);
  assert.deepEqual(slide.cut, [], `${at}: controls that are cut off or covered`);
  if (slide.pictured) assert.ok(slide.share >= share, `${at}: the picture takes ${slide.share.toFixed(3)}`);
  return slide.pictured;
}

/** Guesses, if a question waits for a guess. @param {Page} page @param {import('../../www/lessons/types.js').LessonStep} step */
export async function guess(page, { question }) {
  if (!question || question.kind === 'challenge') return false;
  await GUESSING[question.kind].pointer(page, question);
  await control(page, 'commit').click();
  await page.locator('.reveal').waitFor();
  return true;
}

export const headline = (/** @type {Page} */ page) => page.locator('.slide-headline').innerText();
/** Waits until a lesson says something on its slide. @param {Page} page */
export const begun = (page) =>
  until(
    'the slide says something',
    async () => ((await control(page, 'slide-notes').isVisible()) ? headline(page) : '…'),
    (text) => text.length > 1,
  );

/** Waits until a lesson says something beside the page's controls. @param {Page} page */
export const textShown = (page) =>
  until(
    'the step has its text',
    () => page.locator('.step-text').innerText(),
    (text) => text.length > 5,
  );
