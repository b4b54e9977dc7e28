// The dialog that saves, and what its buttons save.
import { control } from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

/** @param {Page} page @param {string} [part] */
export async function openDialog(page, part = 'picture') {
  // The dialog lists what has been measured when it opens.
  await page.calm();
  await control(page, 'export').click();
  await page.locator('dialog.export[open]').waitFor();
  await control(page, `export-part-${part}`).check({ force: true });
}

/** What a button saves. @param {Page} page @param {string} name of the button */
export function saved(page, name) {
  return page.download(() => control(page, name).click());
}
