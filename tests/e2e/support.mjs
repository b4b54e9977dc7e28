// What every browser test needs: a Chromium, the page in it, and an ear for whatever goes wrong unseen.
//
// `cargo xtask test browser` gives the browser's path (QUANTSCOPE_BROWSER) and the page's address (QUANTSCOPE_URL).
import { chromium } from 'playwright-core';

/** Chromium in a container, as root and without a display, that calls nobody. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

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

/** A browser; the test that launched it closes it. */
export function launch() {
  return chromium.launch({ executablePath: setting('QUANTSCOPE_BROWSER'), args: FLAGS });
}

/**
 * Opens the page in a window of its own.
 *
 * `noise` collects console errors and warnings, uncaught errors, failed requests and requests to other origins;
 * `failOnNoise()` throws if there are any, and empties the list, so that a test that expects some can look first.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} [hash] what follows the page's address, with its "#"
 * @param {import("playwright-core").BrowserContextOptions} [options] window size, pixel ratio, colour scheme, language …
 * @param {(page: import("playwright-core").Page) => Promise<unknown>} [prepare] what has to be done before the page is opened
 */
export async function open(browser, hash = '', options = {}, prepare = async () => {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await prepare(page);
  const noise = listen(page, new URL(pageAddress()).origin);
  await page.goto(pageAddress() + hash);
  return {
    page,
    noise,
    failOnNoise() {
      const heard = noise.splice(0);
      if (heard.length > 0) throw new Error(`the page was not quiet:\n  ${heard.join('\n  ')}`);
    },
    close: () => context.close(),
  };
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} origin
 */
function listen(page, origin) {
  /** @type {string[]} */
  const noise = [];
  page.on('console', (message) => {
    const type = message.type();
    const loud = type === 'error' || type === 'warning';
    if (loud) noise.push(`console ${type}: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => noise.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('crash', () => noise.push('the page crashed'));
  page.on('request', (request) => {
    const url = new URL(request.url());
    const inside = ['data:', 'blob:'].includes(url.protocol) || url.origin === origin;
    if (!inside) noise.push(`request to another origin: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    noise.push(`request failed: ${request.url()} (${request.failure()?.errorText ?? 'unknown'})`);
  });
  return noise;
}
