// What the tests may ask of a browser, whichever it is. No test knows what drives it.
//
// `launch` starts one. `browser.open(address, options)` opens a page in a window of its own; a page finds elements by CSS
// selectors, which also see into open shadow roots, and `page.evaluate` runs a function within it. Elements are found anew
// whenever something is asked of them. An action waits until its element can be acted on. `waitFor` waits until there is one;
// lab.mjs has waits for what a page says and shows.
//
// QUANTSCOPE_ENGINE names the engine: `chromium`, `firefox` or `webkit`. Each is a module with the class `Browser`, whose pages have
// the methods of those in playwright.mjs. remote/ has the pages of drivers that speak a protocol of the W3C.

import { Between } from './between.mjs';
import { Browser as Firefox } from './firefox.mjs';
import { Browser as Chromium } from './playwright.mjs';
import { Browser as WebKit } from './webkit.mjs';

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

export const ENGINE = process.env.QUANTSCOPE_ENGINE || 'chromium';
const between = ENGINE === 'chromium' ? null : await Between.before(setting('QUANTSCOPE_URL'));

/** The address of the page, ending in "/". */
export function pageAddress() {
  return between?.address ?? setting('QUANTSCOPE_URL');
}

/** Starts the browser; the test file that started it closes it. @returns {Promise<Browser>} */
export async function launch() {
  const program = setting('QUANTSCOPE_BROWSER');
  if (!between) return Chromium.launch(program);
  const Remote = { firefox: Firefox, webkit: WebKit }[ENGINE];
  if (!Remote) throw new Error(`QUANTSCOPE_ENGINE is ${ENGINE}; there are chromium, firefox and webkit`);
  // The classes have the same methods, and TypeScript takes private fields for a difference.
  return /** @type {any} */ (new Remote(program, between));
}
