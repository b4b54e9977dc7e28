// What the tests of the Sweeps view read of it.

/** @typedef {import('./browser/index.mjs').Page} Page */

/** What is said under the picture. */
export const says = (/** @type {Page} */ page) => page.locator('.says').innerText();

/** The number behind a word, as the page writes it. @param {string} text @param {RegExp} pattern */
export function numberIn(text, pattern) {
  const found = pattern.exec(text)?.[1] ?? '';
  const exponents = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const plain = found
    .replace(/\u202f/g, '')
    .replace('−', '-')
    .replace(
      /×10(⁻?)([⁰¹²³⁴-⁹]+)/,
      (_, minus, digits) => `e${minus ? '-' : ''}${[...digits].map((d) => exponents.indexOf(d)).join('')}`,
    );
  return Number(plain);
}

/** The rows of a table behind the picture, by their first cell. @param {Page} page @param {number} which */
export async function rowsOf(page, which) {
  const fold = page.locator('details.behind');
  if (!(await fold.evaluate((element) => /** @type {HTMLDetailsElement} */ (element).open)))
    await fold.locator('summary').click();
  // The tables are filled when the browser says the fold has opened, which is a little after the click.
  await fold.locator('table').nth(which).locator('tbody tr').first().waitFor({ state: 'attached' });
  const rows = await fold
    .locator('table')
    .nth(which)
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  return new Map(rows.map(([first, ...rest]) => [first, rest]));
}
