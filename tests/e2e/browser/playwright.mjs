// Chromium, driven by Playwright, which only this module, elements.mjs and renderers.mjs know. index.mjs says what each class is for.

import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { Elements } from './elements.mjs';
import { renderersMemory } from './renderers.mjs';
import { within } from './within.mjs';

/**
 * @typedef {object} Options how a page's window is
 * @property {{width: number, height: number}} [viewport] in CSS pixels
 * @property {string} [locale] the language the browser asks for
 * @property {'light'|'dark'} [colorScheme] of the system
 * @property {boolean} [hasTouch] whether it has a touch screen
 * @property {boolean} [isMobile] whether it lays out pages as a phone does
 * @property {'reduce'} [reducedMotion] whether a person wants less motion
 * @property {'active'} [forcedColors] whether the system forces its own colours
 * @property {number} [deviceScaleFactor] device pixels for a CSS pixel
 * @property {number} [cores] how many processor cores the page sees; by default QUANTSCOPE_WORKERS, or those of the machine
 * @property {string[]} [permissions] what a person has allowed, such as `clipboard-read`
 */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {{status?: number, headers?: Record<string, string>, type?: string, body: string}} Reply what a page gets in the place of a file */
/** @typedef {() => Promise<{status: number, headers: Record<string, string>, body: string}>} Original fetches the file itself */
/** @typedef {import('./elements.mjs').Having} Having */

/** Chromium in a container, as root and without a display, that calls nobody. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page that a test answers comes from no network, and may then ask no server of this machine.
  '--disable-features=LocalNetworkAccessChecks',
];

/** How long an action or a wait may take on a busy machine, in milliseconds. */
const PATIENCE = 30_000;

export class Browser {
  #browser;

  /** @param {import('playwright-core').Browser} browser */
  constructor(browser) {
    this.#browser = browser;
  }

  /** @param {string} executablePath */
  static async launch(executablePath) {
    return new Browser(await chromium.launch({ executablePath, args: FLAGS }));
  }

  /**
   * Opens a page in a window and a profile of its own.
   * @param {string} address @param {Options} [options] @param {(page: Page) => Promise<unknown>} [prepare] runs before the page is opened
   */
  async open(
    address,
    { cores = Number(process.env.QUANTSCOPE_WORKERS ?? 0), ...options } = {},
    prepare = async () => {},
  ) {
    const context = await this.#browser.newContext(options);
    if (cores > 0) await context.addInitScript(onCores, cores);
    const page = new Page(await context.newPage(), [new URL(address).origin]);
    await prepare(page);
    await page.goto(address);
    page.spoilt = false;
    return page;
  }

  close() {
    return this.#browser.close();
  }
}

/** Runs in a page: the machine says that it has so many cores. @param {number} cores */
function onCores(cores) {
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: cores });
}

/** What can be asked of a page and of a frame in it. */
class Document {
  /** Runs before anything is read from an element, so that a reading is not one of something about to be replaced. */
  calm = async () => {};
  #frame;

  /** @param {import('playwright-core').Frame} frame */
  constructor(frame) {
    this.#frame = frame;
  }

  /** Elements by a CSS selector. @param {string} selector @param {Having} [having] */
  locator(selector, having = {}) {
    return new Elements(this.#frame.locator(selector), this).filter(having);
  }

  /**
   * Runs a function, or a script, in the page, and returns what it returns.
   * @template T, [A=undefined] @param {((given: A) => T|Promise<T>)|string} body @param {A} [given] @returns {Promise<T>}
   */
  evaluate(body, given) {
    return within(/** @type {any} */ (this.#frame.evaluate(/** @type {any} */ (body), given)), String(body));
  }

  /**
   * Waits until a function in the page returns something true.
   * @template [A=undefined] @param {(given: A) => unknown} body @param {A} [given] @param {{timeout?: number}} [options]
   */
  async waitForFunction(body, given, { timeout = PATIENCE } = {}) {
    await this.#frame.waitForFunction(/** @type {any} */ (body), given, { timeout, polling: 25 });
  }

  /** The address. */
  url() {
    return this.#frame.url();
  }

  title() {
    return this.#frame.title();
  }
}

/** A document within a page. */
export class Frame extends Document {}

export class Page extends Document {
  /** Whether something was done that the next test would notice. */
  spoilt = false;
  /** Console errors and warnings, uncaught errors, failed requests and requests to other origins. @type {string[]} */
  noise = [];
  /** Addresses that were asked for. @type {string[]} */
  requests = [];
  /** What dialogs of the browser said; they are dismissed. @type {string[]} */
  dialogs = [];
  /** Origins that may be asked. */
  origins;
  #page;
  /** @type {Promise<import('playwright-core').CDPSession>|null} */
  #fingers = null;
  #moves = 0;

  /** @param {import('playwright-core').Page} page @param {string[]} origins */
  constructor(page, origins) {
    super(page.mainFrame());
    this.#page = page;
    this.origins = origins;
    page.setDefaultTimeout(PATIENCE);
    this.#listen();
  }

  #listen() {
    const page = this.#page;
    const say = (/** @type {string} */ text) => void this.noise.push(text);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        say(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => say(`uncaught: ${error.stack ?? error.message}`));
    page.on('crash', () => say('the page crashed'));
    page.on('dialog', (dialog) => {
      this.dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    page.context().on('request', (request) => {
      this.requests.push(request.url());
      const { protocol, origin } = new URL(request.url());
      const inside = ['data:', 'blob:'].includes(protocol) || this.origins.includes(origin);
      if (!inside) say(`request to another origin: ${request.url()}`);
    });
    page.context().on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? 'unknown';
      // A page that is left gives up what it was fetching.
      if (why !== 'net::ERR_ABORTED') say(`request failed: ${request.url()} (${why})`);
    });
  }

  // Addresses

  /** @param {string} address */
  async goto(address) {
    this.spoilt = true;
    await this.#page.goto(address);
  }
  async reload() {
    this.spoilt = true;
    // The browser learns of an address that the page has written a little later.
    const written = await this.evaluate(() => location.href);
    await this.#page.waitForURL(({ href }) => href === written);
    await this.#page.reload();
  }
  async goBack() {
    await this.#page.goBack();
  }
  async goForward() {
    await this.#page.goForward();
  }
  /** Whether the window is gone, such as one that its opener has closed. */
  isClosed() {
    return this.#page.isClosed();
  }
  /** Closes the page and its window. */
  close() {
    return within(this.#page.context().close(), 'to be closed', PATIENCE);
  }
  /** The frame whose address contains a text, once there is one. @param {string} part @returns {Promise<Frame>} */
  async frame(part) {
    for (const end = Date.now() + PATIENCE; Date.now() < end;) {
      const found = this.#page.frames().find((frame) => frame !== this.#page.mainFrame() && frame.url().includes(part));
      if (found) return new Frame(found);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`there is no frame of ${part}`);
  }
  /** The addresses of the workers that run. */
  workers() {
    return this.#page.workers().map((worker) => worker.url());
  }

  // Surroundings

  /** Runs a function in each document before its own scripts. @template [A=undefined] @param {(given: A) => unknown} body @param {A} [given] */
  async addInitScript(body, given) {
    this.spoilt = true;
    await this.#page.addInitScript(/** @type {any} */ (body), given);
  }
  /** Answers requests in the place of the server. @param {RegExp|((url: URL) => boolean)} which @param {(original: Original) => Reply|Promise<Reply>} reply */
  async answer(which, reply) {
    this.spoilt = true;
    await this.#page.context().route(which, async (route) => {
      const original = async () => {
        const response = await route.fetch();
        return { status: response.status(), headers: response.headers(), body: await response.text() };
      };
      const { status, headers, type, body } = await reply(original);
      await route.fulfill({ status, headers, contentType: type, body });
    });
  }
  /** @param {{colorScheme?: 'light'|'dark', media?: 'screen'|'print'}} media */
  async emulateMedia(media) {
    this.spoilt = true;
    await this.#page.emulateMedia(media);
  }
  /** @param {{width: number, height: number}} size */
  async setViewportSize(size) {
    this.spoilt = true;
    await this.#page.setViewportSize(size);
  }
  /** What the browser finds wrong with the page as an application that can be installed, and where it would start. */
  async installation() {
    const session = await this.#page.context().newCDPSession(this.#page);
    const { errors, manifest } = /** @type {any} */ (await session.send('Page.getAppManifest'));
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    await session.detach();
    const others = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito');
    return { errors: [...errors, ...others], start: manifest?.startUrl };
  }

  /** Memory of the processes that run pages of this browser, in MB. */
  async memory() {
    return renderersMemory(/** @type {import('playwright-core').Browser} */ (this.#page.context().browser()));
  }

  /** Waits until the noise of what has happened until now is heard. */
  async heard() {
    // Events come before the answer to a later command.
    await this.evaluate(() => 0).catch(() => {});
  }

  // A person's hands

  /** Keys go to what has the focus. A key may have modifiers before it: `Shift+Tab`. */
  keyboard = {
    press: (/** @type {string} */ key) => this.#page.keyboard.press(key),
    down: (/** @type {string} */ key) => this.#page.keyboard.down(key),
    up: (/** @type {string} */ key) => this.#page.keyboard.up(key),
    type: (/** @type {string} */ text) => this.#page.keyboard.type(text),
  };
  /** Places are CSS pixels of the window. A move may go in steps. */
  mouse = {
    move: (/** @type {number} */ x, /** @type {number} */ y, /** @type {{steps?: number}} */ how = {}) =>
      this.#page.mouse.move(x, y, how),
    down: () => this.#page.mouse.down(),
    up: () => this.#page.mouse.up(),
    click: (/** @type {number} */ x, /** @type {number} */ y) => this.#page.mouse.click(x, y),
    dblclick: (/** @type {number} */ x, /** @type {number} */ y) => this.#page.mouse.dblclick(x, y),
    wheel: (/** @type {number} */ right, /** @type {number} */ down) => this.#page.mouse.wheel(right, down),
  };
  touchscreen = { tap: (/** @type {number} */ x, /** @type {number} */ y) => this.#page.touchscreen.tap(x, y) };
  /** Fingers on the screen, as the browser itself gets them. @param {'touchStart'|'touchMove'|'touchEnd'} type @param {...Point} points */
  async touch(type, ...points) {
    // The fingers of one session are not those of another.
    const session = await (this.#fingers ??= this.#page.context().newCDPSession(this.#page));
    const touchPoints = points.map(({ x, y }, id) => ({ x, y, id }));
    await session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
  /**
   * Moves the window to a screen with so many pixels for a CSS pixel. Its height changes by a pixel, because Chromium 156 tells a page of
   * another ratio only where a size changes, too.
   * @param {number} ratio
   */
  async moveToScreen(ratio) {
    this.spoilt = true;
    const session = await this.#page.context().newCDPSession(this.#page);
    const { width, height } = /** @type {{width: number, height: number}} */ (this.#page.viewportSize());
    this.#moves += 1;
    const metrics = { width, height: height + (this.#moves % 2), deviceScaleFactor: ratio, mobile: false };
    await session.send('Emulation.setDeviceMetricsOverride', metrics);
  }
  /** Drags files of the disk over a point and lets go there, as the system does. @param {Point} point @param {string[]} files */
  async dropFiles({ x, y }, files) {
    this.spoilt = true;
    const session = await this.#page.context().newCDPSession(this.#page);
    const data = { items: [], files, dragOperationsMask: 1 };
    for (const type of /** @type {const} */ (['dragEnter', 'dragOver', 'drop']))
      await session.send('Input.dispatchDragEvent', { type, x, y, data });
    await session.detach();
  }
  /** Chooses files of the disk in the dialog that an act opens. @param {() => Promise<unknown>} act @param {string[]} files */
  async chooseFiles(act, files) {
    this.spoilt = true;
    const [chooser] = await Promise.all([this.#page.waitForEvent('filechooser'), act()]);
    await chooser.setFiles(files);
  }

  // What comes out

  /** A picture of the window as PNG. @param {{path?: string, fullPage?: boolean}} [options] */
  screenshot(options) {
    return this.#page.screenshot(options);
  }
  /** How many pages the page takes on paper, within the margins that it asks for. @param {'A4'|'Letter'} format */
  async pagesOnPaper(format) {
    const pdf = await this.#page.pdf({ format });
    return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  }
  /** The file that an act saves. @param {() => Promise<unknown>} act */
  async download(act) {
    const [download] = await Promise.all([this.#page.waitForEvent('download'), act()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
  /** The page that an act opens in another window. @param {() => Promise<unknown>} act */
  async popup(act) {
    const [popup] = await Promise.all([this.#page.context().waitForEvent('page'), act()]);
    return new Page(popup, this.origins);
  }
}
