// The Model view in each engine: the reference errors of every tensor, its keys, a click that opens a tensor, and a survey that is saved and
// opened again.
import assert from 'node:assert/strict';
import { dropMade } from '../drop.mjs';
import { control, inBrowser, ready, says, setState, shows, until } from '../lab.mjs';
import { INDEX, PAIRS, isAsExpected, names, openModel, rows } from '../model.mjs';

/** @typedef {import('../browser/index.mjs').Page} Page */

const visit = inBrowser();
/** Waits until all tensors are measured, and the table has them. @param {Page} page */
async function measured(page) {
  await page.evaluate(async () => {
    await /** @type {any} */ (document.querySelector('quant-scope')).survey();
  });
  await until(
    'the end',
    () => page.locator('.model-view .survey').isVisible(),
    (goes) => !goes,
  );
}
/** The row that keys are at. @param {Page} page */
const active = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('quant-scope')?.shadowRoot;
    return root?.querySelector('.tensors-table tr[tabindex="0"] th')?.textContent;
  });

visit('survey() gives the reference errors of every tensor', {}, async (page) => {
  for (const [i, [a, b]] of PAIRS.entries()) {
    if (i === 0) await openModel(page, { a, b });
    else await setState(page, { a, b });
    await isAsExpected(page, a, b);
  }
});

visit('rows are gone through and opened by keys, and the row is found again', {}, async (page) => {
  await openModel(page, { a: 'int4', b: 'int8' });
  await measured(page);
  await page.locator('.tensors-table tr[data-index="0"]').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
  const name = (await names(page))[2];
  assert.equal(await active(page), name);
  await page.keyboard.press('End');
  assert.notEqual(await active(page), name);
  await page.keyboard.press('Home');
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await shows(page, { view: 'grid', data: `file(${INDEX}/${name})` });
  await page.keyboard.press('0');
  await shows(page, { view: 'model' });
  await until(
    'the row',
    () => active(page),
    (found) => found === name,
  );
});

visit('rows are sorted by a click, and a click opens a tensor', {}, async (page) => {
  await openModel(page, { a: 'int4', b: 'int8' });
  await measured(page);
  await control(page, 'model-order-sqnr_a').click();
  await shows(page, { order: 'sqnr_a' });
  const [name] = await names(page);
  await page.locator('.tensors-table tr[data-index="0"]').click();
  await shows(page, { view: 'grid', data: `file(${INDEX}/${name})` });
});

visit('a survey is saved, and opened again without the model', { fresh: true }, async (page) => {
  await openModel(page, { a: 'int4', b: 'int8' });
  await measured(page);
  const shown = await rows(page);
  const { name, bytes } = await page.download(() => control(page, 'model-save').click());
  await setState(page, { view: 'grid', data: 'normal' });
  await page.reload();
  await ready(page);
  await dropMade(page, [{ name, bytes }]);
  await shows(page, { view: 'model', saved: name, data: 'normal' });
  assert.deepEqual(await rows(page), shown);
  await says(page.locator('.model-saved'), /The model itself is not open/);
});
