// The Sweeps view, worked by mouse, by touch and by keyboard alone.
import assert from "node:assert/strict";
import { control, inBrowser, ready, stateOf, until } from "./lab.mjs";
import { boxOf } from "./picture.mjs";

/** @typedef {import("playwright-core").Page} Page */

const visit = inBrowser();
const HASH = "#view=sweeps&lang=en&a=int4&b=int4:asym";
const says = (/** @type {Page} */ page) => page.locator(".says").innerText();
const metricsOf = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (document.querySelector("quant-scope")).metrics());

/** The number behind a word, as the page writes it. @param {string} text @param {RegExp} pattern */
function numberIn(text, pattern) {
  const found = pattern.exec(text)?.[1] ?? "";
  const exponents = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const plain = found.replace(/\u202f/g, "").replace("−", "-").replace(/×10(⁻?)([⁰¹²³⁴-⁹]+)/, (_, minus, digits) => `e${minus ? "-" : ""}${[...digits].map((d) => exponents.indexOf(d)).join("")}`);
  return Number(plain);
}

visit("by keyboard: Enter sets the range of least error, arrows move it, and the scoreboard agrees with the curve", { hash: `${HASH}&data=laplace:seed=7` }, async (page) => {
  await ready(page);
  const least = numberIn(await says(page), /A: the least MSE, (\S+), is/);
  await control(page, "plot").focus();
  await page.keyboard.press("Enter");
  await until("A clips", () => stateOf(page), ({ a }) => a.startsWith("int4:clip("));
  const { a } = await metricsOf(page);
  assert.ok(Math.abs(a.mse / least - 1) < 0.01, `${a.mse} ${least}`);
  const before = (await stateOf(page)).a;
  await page.keyboard.press("ArrowLeft");
  await until("a narrower range", () => stateOf(page), (state) => state.a !== before);
  assert.ok((await metricsOf(page)).a.clipped > a.clipped);
  await page.keyboard.press("End");
  await until("the whole range", () => stateOf(page), (state) => state.a === "int4");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await until("B clips", () => stateOf(page), ({ b }) => b.startsWith("int4:asym:clip("));
});

visit("by mouse: a drag across B's curve sets B's percentile", { hash: `${HASH}&by=percentile` }, async (page) => {
  await ready(page);
  const box = await boxOf(control(page, "plot"));
  const y = box.y + box.height * 0.75;
  await page.mouse.move(box.x + box.width * 0.8, y);
  await until("what is under the pointer is said", () => says(page), (text) => text.startsWith("B: range"));
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 4 });
  await page.mouse.move(box.x + box.width * 0.45, y, { steps: 4 });
  await page.mouse.up();
  const { b } = await until("B has a percentile", () => stateOf(page), (state) => /^int4:asym:p9\d/.test(state.b));
  assert.equal((await stateOf(page)).a, "int4");
  const p = Number(/:p([\d.]+)/.exec(b)?.[1]);
  const { b: measured } = await metricsOf(page);
  assert.ok(Math.abs(measured.clipped - 2 * (1 - p / 100)) < 0.002, `${b} clips ${measured.clipped} on both sides together`);
});

visit("by touch: a tap sets the range", { hash: HASH, hasTouch: true, viewport: { width: 390, height: 844 } }, async (page) => {
  await ready(page);
  const box = await boxOf(control(page, "plot"));
  await page.touchscreen.tap(box.x + box.width * 0.5, box.y + box.height * 0.25);
  await until("A clips", () => stateOf(page), ({ a }) => a.startsWith("int4:clip("));
});

visit("every calibrator's mark is its scheme's measured error", { hash: HASH }, async (page) => {
  await ready(page);
  await page.locator("details.behind summary").click();
  const rows = await page.locator("details.behind table").nth(0).locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));
  assert.deepEqual(rows.map(([name]) => name), ["max", "p99", "p99.9", "p99.99", "mse", "kl", "aciq", "octav"]);
  for (const [name, mse] of rows) {
    await page.evaluate((a) => /** @type {any} */ (document.querySelector("quant-scope")).setState({ a }), `int4:${name}`);
    const { a } = await metricsOf(page);
    const said = numberIn(mse, /^(.*)$/);
    assert.ok(Math.abs(a.mse / said - 1) < 0.006, `${name}: ${mse} ${a.mse}`);
  }
});
