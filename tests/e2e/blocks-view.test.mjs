// The Blocks view, worked by mouse, by touch and by keyboard alone.
import assert from "node:assert/strict";
import { control, inBrowser, ready, stateOf, until } from "./lab.mjs";
import { boxOf } from "./picture.mjs";

/** @typedef {import("playwright-core").Page} Page */

const visit = inBrowser();
const HASH = "#view=blocks&lang=en&a=int4:row&b=int4:asym:g64&data=normal:64x128:seed=7:channels=2x20";
const says = (/** @type {Page} */ page) => page.locator(".says").innerText();

visit("columns that stand out are named, in the sentence and in the table", { hash: HASH }, async (page) => {
  await ready(page);
  assert.match(await says(page), /column \d+: \d+ times the median · column \d+: \d+ times the median/);
  await page.locator("details.behind summary").click();
  assert.equal(await page.locator("details.behind tbody tr").count(), 2);
});

visit("by keyboard: a place is told with its blocks, chosen, and zoomed to", { hash: HASH }, async (page) => {
  await ready(page);
  await control(page, "plot").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  for (let i = 0; i < 7; i += 1) await page.keyboard.press("Shift+ArrowRight");
  await until("a place", () => says(page), (text) => text.startsWith("Row 1, column 70: x = ") && text.includes("A block 1:") && text.includes("B block 3:"));
  await page.keyboard.press("Enter");
  await until("its blocks are shown in the Grid view", () => stateOf(page), ({ blocka, blockb }) => blocka === 1 && blockb === 3);
  await page.keyboard.press("+");
  const { at } = await until("it is zoomed", () => stateOf(page), (state) => state.at !== "");
  const [top, bottom, left, right] = at.split(",").map(Number);
  assert.deepEqual([bottom - top, right - left], [32, 64]);
  assert.ok(left <= 70 && 70 < right && top <= 1);
  await page.keyboard.press("0");
  await until("all of it", () => stateOf(page), (state) => state.at === "");
});

for (const [way, options] of /** @type {const} */ ([["mouse", {}], ["touch", { hasTouch: true, viewport: { width: 390, height: 844 } }]])) {
  visit(`by ${way}: choosing a place shows its block`, { hash: HASH, ...options }, async (page) => {
    await ready(page);
    const box = await boxOf(control(page, "plot"));
    const spot = { x: box.x + box.width * 0.3, y: box.y + box.height * 0.25 };
    if (way === "mouse") await page.mouse.click(spot.x, spot.y);
    else await page.touchscreen.tap(spot.x, spot.y);
    const text = await until("a place", () => says(page), (said) => said.startsWith("Row "));
    const row = Number(/Row (\d+)/.exec(text)?.[1]);
    await until("its block", () => stateOf(page), ({ blocka }) => blocka === row);
  });
}

visit("each map can be chosen, and a block's numbers are those of the scoreboard when it is the only one", { hash: "#view=blocks&lang=en&a=int4&b=int4:asym" }, async (page) => {
  await ready(page);
  for (const map of ["scale", "sqnr", "absmax", "values"]) {
    await control(page, `map-${map}`).check({ force: true });
    await until(map, () => stateOf(page), (state) => state.map === map);
  }
  await control(page, "plot").focus();
  await page.keyboard.press("End");
  const text = await until("a place", () => says(page), (said) => said.startsWith("Row "));
  const { a } = await page.evaluate(() => /** @type {any} */ (document.querySelector("quant-scope")).metrics());
  assert.ok(text.includes(`${a.sqnr_db.toFixed(2)}\u202fdB`), text);
});
