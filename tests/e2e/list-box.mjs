// List boxes: what of them is active while the focus is in their field.

import { control } from './lab.mjs';

/**
 * The choice that is active, as a screen reader announces it.
 * @param {import('./browser/index.mjs').Page} page
 * @param {string} field the control that has the focus
 */
export async function activeChoice(page, field) {
  const id = await control(page, field).getAttribute('aria-activedescendant');
  return page.locator(`#${id}`).getAttribute('data-choice');
}
