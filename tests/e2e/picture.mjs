// Where things are on the picture, and what the inspector says, read from outside.
import assert from 'node:assert/strict';
import { control, until } from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */
/** @typedef {{x: number, y: number}} Point */

/** @param {import('./browser/index.mjs').Elements} locator */
export async function boxOf(locator) {
  const box = await locator.boundingBox();
  assert.ok(box, 'it is seen');
  return box;
}

/** @param {Page} page */
export async function plotBox(page) {
  return boxOf(control(page, 'plot'));
}

/** A point of the plot by shares of its width and height. @param {Page} page @param {number} across @param {number} down @returns {Promise<Point>} */
export async function inPlot(page, across, down) {
  const box = await plotBox(page);
  return { x: box.x + box.width * across, y: box.y + box.height * down };
}

/** What an element with the role of a slider says of itself. @param {Page} page @param {string} name */
export function sliderOf(page, name) {
  return control(page, name).evaluate((element) => {
    const value = (/** @type {string} */ which) => Number(element.getAttribute(`aria-value${which}`));
    return {
      role: element.getAttribute('role'),
      label: element.getAttribute('aria-label'),
      text: element.getAttribute('aria-valuetext'),
      min: value('min'),
      max: value('max'),
      now: value('now'),
    };
  });
}

/** The view: the range of the axis. @param {Page} page @returns {Promise<[number, number]>} */
export async function viewOf(page) {
  const { min, max } = await sliderOf(page, 'plot');
  return [min, max];
}

/** Hovers over a point and returns the value there. @param {Page} page @param {Point} point */
export async function valueAt(page, { x, y }) {
  await page.mouse.move(x, y - 1);
  await page.mouse.move(x, y);
  await until(
    'the inspector follows',
    () => page.locator('.inspected').innerText(),
    (text) => text.startsWith('x ='),
  );
  return (await sliderOf(page, 'plot')).now;
}

/** The axis as a line through two hovered points. @param {Page} page @returns {Promise<{valueOf: (x: number) => number, xOf: (value: number) => number, perPixel: number}>} */
export async function axisOf(page) {
  const [p, q] = [await inPlot(page, 0.3, 0.2), await inPlot(page, 0.7, 0.2)];
  const [v, w] = [await valueAt(page, p), await valueAt(page, q)];
  const perPixel = (w - v) / (q.x - p.x);
  return { perPixel, valueOf: (x) => v + (x - p.x) * perPixel, xOf: (value) => p.x + (value - v) / perPixel };
}

/** Presses at one point, goes to another, and lets go. @param {Page} page @param {Point} from @param {Point} to @param {{halfway?: () => Promise<unknown>}} [options] */
export async function drag(page, from, to, { halfway } = {}) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await halfway?.();
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
}

/** The middle of a clip handle. @param {Page} page @param {string} name such as "a-lo" */
export async function gripOf(page, name) {
  const box = await boxOf(control(page, `handle-${name}`));
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A number as the page writes it: true minus, narrow spaces, powers of ten. @param {string} text */
export function parsed(text) {
  const raised = (/** @type {string} */ digits) =>
    [...digits].map((c) => (c === '⁻' ? '-' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c)))).join('');
  const plain = text
    .replace(/[\u202F\s]/g, '')
    .replaceAll('−', '-')
    .replace(/(×|^|-)10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/, (_, sign, power) => `${sign === '×' ? '' : `${sign}1`}e${raised(power)}`);
  const value = plain === '∞' ? Infinity : Number(plain);
  assert.ok(!Number.isNaN(value), `${text} is a number`);
  return value;
}

const NUMBER = '[−\\d.\\u202F×⁻⁰¹²³⁴⁵⁶⁷⁸⁹∞]+';

/**
 * The arithmetic of one value as the inspector says it.
 * @param {Page} page @param {"a"|"b"} role
 */
export async function arithmetic(page, role) {
  const line = await page.locator(`.arithmetic.${role}`).innerText();
  const text = line.replace(/\s*\n\s*/g, ' ');
  const find = (/** @type {string} */ pattern) =>
    new RegExp(pattern.replaceAll('N', `(${NUMBER})`)).exec(text)?.slice(1).map(parsed);
  const ratio = find('x / s = N / N = N');
  const decoded = find('x̂ = .*?· s = N');
  const error = find('e = x̂ − x = N');
  assert.ok(ratio && decoded && error, text);
  const rounding = /** @type {RegExpExecArray} */ (
    new RegExp(`q = round\\((${NUMBER})\\)(?: \\+ (${NUMBER}))? = (${NUMBER})`).exec(text)
  );
  assert.ok(rounding, text);
  const clamp = new RegExp(`(?:clamped to q|钳位为 q) = (${NUMBER})`).exec(text);
  const unclamped = parsed(rounding[3]);
  return {
    text,
    x: ratio[0],
    scale: ratio[1],
    ratio: ratio[2],
    rounded: parsed(rounding[1]),
    zeroPoint: rounding[2] === undefined ? 0 : parsed(rounding[2]),
    unclamped,
    q: clamp ? parsed(clamp[1]) : unclamped,
    decoded: decoded[0],
    error: error[0],
    clipped: (await page.locator(`.arithmetic.${role} .tag`).count()) === 1,
  };
}

/**
 * Whether an arithmetic follows the formulas, within the digits that are shown.
 * @param {Awaited<ReturnType<typeof arithmetic>>} step @param {[number, number]} codes the smallest and the largest
 */
export function follows({ text, x, scale, ratio, rounded, zeroPoint, unclamped, q, decoded, error }, [least, most]) {
  const near = (
    /** @type {number} */ value,
    /** @type {number} */ exact,
    /** @type {number} */ slack,
    /** @type {string} */ what,
  ) =>
    assert.ok(Math.abs(value - exact) <= slack + 1e-12, `${what}: ${value}, from the numbers shown ${exact} (${text})`);
  // Five digits are shown: each is off by 5e-5 of itself at most.
  const five = 1.2e-4;
  near(ratio, x / scale, Math.abs(ratio) * five, 'x / s');
  assert.equal(rounded, ratio, text);
  assert.ok(Math.abs(unclamped - zeroPoint - ratio) <= 0.5 + Math.abs(ratio) * five, `q is the nearest code (${text})`);
  assert.equal(q, Math.min(most, Math.max(least, unclamped)), text);
  near(decoded, (q - zeroPoint) * scale, Math.abs(decoded) * five, 'x̂');
  near(error, decoded - x, (Math.abs(decoded) + Math.abs(x)) * five, 'e');
}
