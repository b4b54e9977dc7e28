// What the tests may ask of a browser, whichever it is. No test knows what drives it.
//
// `launch` starts one. `browser.open(address, options)` opens a page in a window of its own; a page finds elements by CSS
// selectors, which also see into open shadow roots, and `page.evaluate` runs a function within it. Elements are found anew
// whenever something is asked of them. An action waits until its element can be acted on. `waitFor` waits until there is one;
// lab.mjs has waits for what a page says and shows.
//
// Another engine is a module like playwright.mjs with the same classes: `Browser`, `Page`, `Frame` and `Elements`.

import { Browser as Chromium } from './playwright.mjs';

/** @typedef {import('./playwright.mjs').Browser} Browser */
/** @typedef {import('./playwright.mjs').Page} Page */
/** @typedef {import('./playwright.mjs').Frame} Frame */
/** @typedef {import('./elements.mjs').Elements} Elements */
/** @typedef {import('./playwright.mjs').Options} Options */

/** @param {string} name */
function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run \`cargo xtask test browser\``);
  return value;
}

/** The address of the page, ending in "/". */
export function pageAddress() {
  return setting('QUANTSCOPE_URL');
}

/** Starts the browser; the test file that started it closes it. */
export function launch() {
  return Chromium.launch(setting('QUANTSCOPE_BROWSER'));
}
