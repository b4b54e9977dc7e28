// What the tests of the built page ask of it, whether it is the one file or the site.
import { control, metricsOf, ready, says, setState, shows } from '../lab.mjs';

/** @typedef {import('../browser/index.mjs').Page} Page */

/** A sample whose numbers are compared. */
export const SAMPLE = 'sample(effnet_act_class_probs)';

/** The measures of the first picture and of a sample, to the last digit. @param {Page} page */
export async function numbers(page) {
  await ready(page);
  const first = await metricsOf(page);
  await setState(page, { data: SAMPLE });
  return [first, await metricsOf(page)];
}

/** @param {Page} page */
export async function followsALesson(page) {
  await control(page, 'lessons').click();
  await control(page, 'lesson-clipping').click();
  await shows(page, { lesson: 'clipping', step: 1 });
  await says(page.locator('.step-text'), /\w{4}/);
}
