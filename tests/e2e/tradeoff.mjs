// What the tests of the Trade-off view share.
import { openEngine } from '../js/crate.js';
import { defaults } from '../../www/state/state.js';
import { wordsOf } from '../../www/state/schemes.js';
import { usualList } from '../../www/views/tradeoff/usual.js';
import { ready, until } from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

/** How many schemes are measured unless a list is given, A and B among them: it depends on the formats there are. */
async function usualCount() {
  const engine = await openEngine();
  const list = usualList('16', wordsOf(engine.drawing, 'format'));
  engine.dispose();
  const { a, b } = defaults();
  return new Set([...list, a, b]).size;
}
/** The number of the usual schemes, once it is known. @type {Promise<number>|null} */
let usual = null;

/** Waits until the list is measured. @param {Page} page @param {number} [schemes] those of the usual list, if it is left out */
export async function measured(page, schemes) {
  const count = schemes ?? (await (usual ??= usualCount()));
  await ready(page);
  await until(
    'all schemes are measured',
    () => page.locator('.says').innerText(),
    (text) => text.startsWith(`Schemes measured: ${count};`),
  );
}
