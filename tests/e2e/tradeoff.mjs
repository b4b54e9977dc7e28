// What the tests of the Trade-off view share.
import { ready, until } from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

/** Waits until the list is measured. @param {Page} page @param {number} count */
export async function measured(page, count) {
  await ready(page);
  await until(
    'all schemes are measured',
    () => page.locator('.says').innerText(),
    (text) => text.startsWith(`Schemes measured: ${count};`),
  );
}
