// WebKitGTK, driven over WebDriver, on a screen that nobody sees. index.mjs says what each class is for.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOISE } from './between.mjs';
import { Page } from './remote/page.mjs';
import { WebDriver } from './webdriver.mjs';

/** @typedef {import('./playwright.mjs').Options} Options */
/** @typedef {import('./playwright.mjs').Browser} Same */
/** @typedef {import('./remote/wire.js').Wire} Wire */
/** @typedef {import('./remote/wire.js').Heard} Heard */
/** @typedef {import('./between.mjs').Between} Between */

/** Larger than any window of the tests. */
const SCREEN = '4096x3072x24';

/** Sends what the page says to the tests: this protocol has no events. Runs in the page. @param {string} to */
function telling(to) {
  const holder = /** @type {any} */ (window);
  /** @type {Promise<unknown>[]} */
  const sent = (holder.saidToTests = []);
  const { fetch } = window;
  const say = (/** @type {string} */ text) =>
    void sent.push(fetch.call(window, to, { method: 'POST', body: text, keepalive: true }).catch(() => {}));
  for (const level of /** @type {const} */ (['error', 'warn'])) {
    const said = console[level];
    console[level] = (...words) => {
      say(`console ${level}: ${words.join(' ')}`);
      said.apply(console, words);
    };
  }
  // "ResizeObserver loop …" comes without an error object. It only says that an observer hears of a size one frame later.
  addEventListener('error', ({ message, error }) => error && say(`uncaught: ${message}\n${error?.stack ?? ''}`));
  addEventListener('unhandledrejection', ({ reason }) => say(`uncaught: ${reason}\n${reason?.stack ?? ''}`));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    say(`console error: Content Security Policy: ${violatedDirective} ${blockedURI}`),
  );
}

/** What of a window is said before the page's scripts, since the driver has no command for it. Runs in the page. @param {{locale: string, cores: number}} given */
function surroundings({ locale, cores }) {
  // Of several windows that are open, the script of the one that was opened last says it last.
  const say = (/** @type {string} */ name, /** @type {unknown} */ value) =>
    Object.defineProperty(navigator, name, { value, configurable: true });
  say('language', locale);
  say('languages', [locale]);
  if (cores > 0) say('hardwareConcurrency', cores);
}

/** Frames of the document, also those in shadow roots. Runs in the page. */
function framesOf() {
  /** @param {Document|ShadowRoot} root @returns {HTMLIFrameElement[]} */
  const within = (root) =>
    [...root.querySelectorAll('*')].flatMap((element) => {
      if (element instanceof HTMLIFrameElement) return [element];
      return element.shadowRoot ? within(element.shadowRoot) : [];
    });
  return within(document);
}

/** @implements {Wire} */
class Window {
  fingers = false;
  wheelWithKeys = false;
  downloads;
  #driver;
  #between;
  #handle;
  #folder;
  #closed = false;
  /** What to take back in the end. @type {(() => void)[]} */
  #ends = [];

  /** @param {WebDriver} driver @param {Between} between @param {string} handle @param {string} folder of its profile */
  constructor(driver, between, handle, folder) {
    this.#driver = driver;
    this.#between = between;
    this.#handle = handle;
    this.#folder = folder;
    this.downloads = join(folder, 'Downloads');
  }

  /** @param {string} program @param {Between} between @param {string} display @param {Options} options */
  static async open(program, between, display, { colorScheme, locale = 'en-US', viewport, cores = 0, ...options }) {
    const folder = await mkdtemp(join(tmpdir(), 'quantscope-webkit-'));
    const env = {
      ...process.env,
      DISPLAY: display,
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      XDG_CACHE_HOME: folder,
      XDG_DATA_HOME: folder,
      GTK_THEME: colorScheme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
      GDK_SCALE: String(options.deviceScaleFactor ?? 1),
      NO_AT_BRIDGE: '1',
      // Pictures go from process to process in shared memory: there is no graphics card to share them, and one in software is slow.
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
    };
    await writeFile(join(folder, 'user-dirs.dirs'), 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n');
    await mkdir(join(folder, 'gtk-3.0'));
    const animations = options.reducedMotion ? 0 : 1;
    await writeFile(join(folder, 'gtk-3.0/settings.ini'), `[Settings]\ngtk-enable-animations=${animations}\n`);
    const driver = await WebDriver.start(program, env, { unhandledPromptBehavior: 'dismiss' });
    const window = new Window(driver, between, driver.window, folder);
    await window.preload(`(${telling})(${JSON.stringify(NOISE)});`);
    await window.preload(`(${surroundings})(${JSON.stringify({ locale, cores })});`);
    if (viewport) await window.resize(viewport);
    return window;
  }

  /** @param {Heard} ears */
  listen(ears) {
    this.#ends.push(this.#between.tell(ears));
  }
  /** As far as is known; the next call knows more. */
  closed() {
    const look = async () => {
      this.#closed ||= !(await this.#driver.get('/window/handles')).includes(this.#handle);
    };
    if (!this.#closed) void look().catch(() => {});
    return this.#closed;
  }

  /** @param {string|null} frame its place among the frames @param {string} body */
  async run(frame, body) {
    const element = `return (${framesOf})()[${frame}];`;
    return this.#driver.within(this.#handle, frame && element, () => this.#driver.run(body));
  }
  /** @param {string} body @param {string[]} paths */
  setFiles(body, paths) {
    return this.#here(async () => {
      const element = await this.#driver.element(body);
      await this.#driver.post(`/element/${element}/value`, { text: paths.join('\n') });
    });
  }
  /** @param {object[]} actions */
  perform(actions) {
    return this.#here(() => this.#driver.post('/actions', { actions }));
  }
  /** @param {string} url */
  go(url) {
    return this.#here(() => this.#driver.post('/url', { url }));
  }
  reload() {
    return this.#here(() => this.#driver.post('/refresh'));
  }
  /** @param {number} entries */
  travel(entries) {
    return this.#here(() => this.#driver.post(entries < 0 ? '/back' : '/forward'));
  }
  /** The window has a bar, and the driver sets its outer size. @param {{width: number, height: number}} size */
  async resize({ width, height }) {
    const bar = 'return JSON.stringify([outerWidth - innerWidth, outerHeight - innerHeight]);';
    const [right, top] = JSON.parse(await this.run(null, bar));
    await this.#here(() => this.#driver.post('/window/rect', { width: width + right, height: height + top }));
    // The page hears of its size a little later, and a window may have a least width.
    await this.run(
      null,
      `for (let frames = 0; frames < 30 && (innerWidth !== ${width} || innerHeight !== ${height}); frames += 1)
      await new Promise((done) => requestAnimationFrame(done));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));`,
    );
  }
  /** @param {string} body */
  async preload(body) {
    this.#ends.push(this.#between.preload(body));
  }
  /** @returns {Promise<{id: string, url: string}[]>} */
  async frames() {
    const read = `return JSON.stringify((${framesOf})().map((frame) => frame.contentWindow?.location.href ?? frame.src));`;
    return JSON.parse(await this.run(null, read)).map((/** @type {string} */ url, /** @type {number} */ i) => ({
      id: String(i),
      url,
    }));
  }
  /** @param {() => Promise<unknown>} act */
  async opened(act) {
    const handles = () => this.#driver.get('/window/handles');
    const before = await handles();
    await act();
    for (;;) {
      const handle = (await handles()).find((/** @type {string} */ each) => !before.includes(each));
      if (handle) return new Window(this.#driver, this.#between, handle, this.#folder);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  screenshot() {
    return this.#here(() => this.#driver.get('/screenshot'));
  }
  /** @returns {Promise<string>} */
  async print() {
    throw new Error('this driver does not print');
  }
  async hear() {
    await this.run(null, 'await Promise.all(window.saidToTests ?? []); return "";');
  }
  /** Closes it, with the windows that it has opened. */
  async close() {
    for (const end of this.#ends) end();
    this.#closed = true;
    await this.#driver.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** @template T @param {() => Promise<T>} commands @returns {Promise<T>} */
  #here(commands) {
    return this.#driver.within(this.#handle, null, commands);
  }
}

/** @implements {Pick<Same, 'close'>} */
export class Browser {
  #program;
  #between;
  /** The screen's server, once a window needs it. @type {ReturnType<typeof screen>|null} */
  #screen = null;
  /** @type {Window[]} */
  #windows = [];

  /** @param {string} program @param {Between} between */
  constructor(program, between) {
    this.#program = program;
    this.#between = between;
  }

  /** Each page is a browser of its own. @param {string} address @param {Options} [options] @param {(page: Page) => Promise<unknown>} [prepare] */
  async open(
    address,
    { cores = Number(process.env.QUANTSCOPE_WORKERS ?? 0), ...options } = {},
    prepare = async () => {},
  ) {
    const { display } = await (this.#screen ??= screen());
    const window = await Window.open(this.#program, this.#between, display, { cores, ...options });
    this.#windows.push(window);
    const page = new Page(window, this.#between, [new URL(address).origin]);
    window.listen(page.ears());
    await prepare(page);
    await page.goto(address);
    page.spoilt = false;
    return page;
  }

  async close() {
    for (const window of this.#windows) if (!window.closed()) await window.close();
    (await this.#screen)?.child.kill();
  }
}

/** Starts an X server without a screen. @returns {Promise<{display: string, child: import('node:child_process').ChildProcess}>} */
async function screen() {
  const args = ['-displayfd', '1', '-screen', '0', SCREEN, '-nolisten', 'tcp'];
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const number = await new Promise((found, failed) => {
    child.once('error', failed);
    child.once('exit', (status) => failed(new Error(`Xvfb ended with ${status}`)));
    child.stdout.once('data', (text) => found(String(text).trim()));
  });
  return { display: `:${number}`, child };
}
