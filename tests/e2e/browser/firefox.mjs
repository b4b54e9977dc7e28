// Firefox, driven over WebDriver BiDi. index.mjs says what each class is for.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Bidi } from './bidi.mjs';
import { Page } from './remote/page.mjs';
import { within } from './within.mjs';

/** @typedef {import('./playwright.mjs').Options} Options */
/** @typedef {import('./playwright.mjs').Browser} Same */
/** @typedef {import('./remote/wire.js').Wire} Wire */
/** @typedef {import('./remote/wire.js').Heard} Heard */
/** @typedef {import('./between.mjs').Between} Between */

const EVENTS = [
  'log.entryAdded',
  'browsingContext.contextCreated',
  'browsingContext.contextDestroyed',
  'browsingContext.userPromptOpened',
  'network.beforeRequestSent',
  'network.fetchError',
  'network.responseCompleted',
];

/** A browser that calls nobody, asks nobody, and lets a test do what a person has allowed. @type {Record<string, unknown>} */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'app.update.enabled': false,
  'browser.download.alwaysOpenPanel': false,
  'browser.download.folderList': 2,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.page': 0,
  'browser.newtabpage.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.disable_open_during_load': false,
  'dom.events.testing.asyncClipboard': true,
  'dom.push.connection.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'privacy.trackingprotection.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.server': 'data:,',
  'remote.active-protocols': 1,
};

/** What of a window is a preference of the browser. @param {Options} options */
const preferencesOf = ({
  locale = 'en-US',
  colorScheme = 'light',
  hasTouch,
  reducedMotion,
  forcedColors,
  deviceScaleFactor,
}) => ({
  'intl.accept_languages': locale,
  'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
  'dom.w3c_touch_events.enabled': hasTouch ? 1 : 0,
  'ui.prefersReducedMotion': reducedMotion ? 1 : 0,
  'browser.display.document_color_use': forcedColors ? 2 : 1,
  'layout.css.devPixelsPerPx': String(deviceScaleFactor ?? 1),
});

/** A process with a profile of its own. */
class Process {
  bidi;
  downloads;
  #child;
  #folder;

  /** @param {Bidi} bidi @param {import('node:child_process').ChildProcess} child @param {string} folder */
  constructor(bidi, child, folder) {
    this.bidi = bidi;
    this.#child = child;
    this.#folder = folder;
    this.downloads = join(folder, 'downloads');
  }

  /** @param {string} program @param {Record<string, unknown>} preferences */
  static async start(program, preferences) {
    const folder = await mkdtemp(join(tmpdir(), 'quantscope-firefox-'));
    const all = { ...PREFERENCES, ...preferences, 'browser.download.dir': join(folder, 'downloads') };
    const lines = Object.entries(all).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(folder, 'user.js'), lines.join('\n'));
    const args = ['--headless', '--no-remote', '--profile', folder, '--remote-debugging-port=0', 'about:blank'];
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: folder } });
    const address = await new Promise((found, failed) => {
      child.once('exit', (status) => failed(new Error(`${program} ended with ${status}`)));
      child.once('error', failed);
      createInterface(/** @type {import('node:stream').Readable} */ (child.stderr)).on('line', (line) => {
        const [, socket] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
        if (socket) found(`${socket}/session`);
      });
    });
    const bidi = await Bidi.connect(address);
    const prompts = { default: 'dismiss', beforeUnload: 'accept' };
    await bidi.send('session.new', { capabilities: { alwaysMatch: { unhandledPromptBehavior: prompts } } });
    await bidi.send('session.subscribe', { events: EVENTS });
    return new Process(bidi, child, folder);
  }

  async close() {
    const gone = new Promise((done) => this.#child.once('exit', done));
    this.bidi.send('browser.close').catch(() => {});
    await gone;
    this.bidi.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @implements {Wire} */
class Window {
  fingers = true;
  wheelWithKeys = true;
  /** Who hears what the window says. @type {Heard|null} */
  ears = null;
  #process;
  #context;
  #user;
  #closed = false;
  /** The window's documents: itself and its frames. */
  #contexts;

  /** @param {Process} process @param {string} context @param {string} user whose profile it has */
  constructor(process, context, user) {
    this.#process = process;
    this.#context = context;
    this.#user = user;
    this.#contexts = new Set([context]);
    const { bidi } = process;
    const ours = (/** @type {string|null|undefined} */ which) => !which || this.#contexts.has(which);
    bidi.on('browsingContext.contextCreated', ({ context: made, parent }) => {
      if (parent && this.#contexts.has(parent)) this.#contexts.add(made);
    });
    bidi.on('browsingContext.contextDestroyed', ({ context: gone }) => {
      if (gone === context) this.#closed = true;
    });
    bidi.on('browsingContext.userPromptOpened', ({ context: where, message, type }) => {
      if (ours(where) && type !== 'beforeunload') this.ears?.dialog(message);
    });
    bidi.on('log.entryAdded', ({ level, type, text, source, stackTrace }) => {
      if (!ours(source.context)) return;
      // What the engine itself warns of is no fault of the page.
      const at = stackTrace?.callFrames?.[0]?.url ?? '';
      if (type === 'console' && ['error', 'warn'].includes(level))
        this.ears?.noise(`console ${level}: ${text} (${at})`);
      if (type === 'javascript' && level === 'error') this.ears?.noise(`uncaught: ${text} (${at})`);
    });
    bidi.on('network.beforeRequestSent', ({ context: where, request }) => {
      if (ours(where)) this.ears?.request(request.url);
    });
    bidi.on('network.fetchError', ({ context: where, request, errorText }) => {
      // A page that is left gives up what it was fetching.
      if (ours(where) && errorText !== 'NS_BINDING_ABORTED')
        this.ears?.noise(`request failed: ${request.url} (${errorText})`);
    });
    bidi.on('network.responseCompleted', ({ context: where, request, response }) => {
      if (ours(where) && response.status >= 400)
        this.ears?.noise(`request failed: ${request.url} (${response.status})`);
    });
  }

  get downloads() {
    return this.#process.downloads;
  }
  closed() {
    return this.#closed;
  }

  /** @param {string|null} frame @param {string} body */
  async run(frame, body) {
    return (await this.#call(frame, body)).value;
  }
  /** @param {string} body @param {string[]} paths */
  async setFiles(body, paths) {
    const { sharedId } = await this.#call(null, body);
    await this.#send('input.setFiles', { element: { sharedId }, files: paths });
  }
  /** @param {object[]} actions */
  async perform(actions) {
    await this.#send('input.performActions', { actions });
  }
  /** @param {string} url */
  async go(url) {
    await this.#send('browsingContext.navigate', { url, wait: 'complete' });
  }
  async reload() {
    await this.#send('browsingContext.reload', { wait: 'complete' });
  }
  /** @param {number} delta */
  async travel(delta) {
    await this.#send('browsingContext.traverseHistory', { delta });
  }
  /** @param {{width: number, height: number}} viewport */
  async resize(viewport) {
    await this.#send('browsingContext.setViewport', { viewport });
    // The page hears of its size with a frame.
    await this.run(
      null,
      'await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); return "";',
    );
  }
  /** @param {string} body */
  async preload(body) {
    const functionDeclaration = `() => { ${body} }`;
    await this.#process.bidi.send('script.addPreloadScript', { functionDeclaration, contexts: [this.#context] });
  }
  async frames() {
    const { contexts } = await this.#process.bidi.send('browsingContext.getTree', { root: this.#context });
    /** @param {any} node @returns {{id: string, url: string}[]} */
    const inside = ({ children }) =>
      children.flatMap((/** @type {any} */ child) => [{ id: child.context, url: child.url }, ...inside(child)]);
    return inside(contexts[0]);
  }
  /** @param {() => Promise<unknown>} act */
  async opened(act) {
    /** @type {Promise<string>} */
    const made = new Promise((done) => {
      const end = this.#process.bidi.on(
        'browsingContext.contextCreated',
        ({ context, parent, originalOpener, userContext }) => {
          if (parent || userContext !== this.#user || originalOpener !== this.#context) return;
          end();
          done(context);
        },
      );
    });
    const [context] = await Promise.all([made, act()]);
    return new Window(this.#process, context, this.#user);
  }
  async screenshot() {
    return (await this.#send('browsingContext.captureScreenshot', {})).data;
  }
  /** @param {{width: number, height: number}} page */
  async print(page) {
    return (await this.#send('browsingContext.print', { page, background: true })).data;
  }
  /** Events come in the order of what happened, before answers to later commands. */
  async hear() {
    await this.run(null, 'return "";');
  }
  async close() {
    this.ears = null;
    await this.#process.bidi.send('browser.removeUserContext', { userContext: this.#user });
  }

  /** @param {string} method @param {object} params */
  #send(method, params) {
    return this.#process.bidi.send(method, { context: this.#context, ...params });
  }
  /** @param {string|null} frame @param {string} body */
  async #call(frame, body) {
    const answer = this.#process.bidi.send('script.callFunction', {
      functionDeclaration: `async () => { ${body} }`,
      target: { context: frame ?? this.#context },
      awaitPromise: true,
    });
    const { type, result, exceptionDetails } = await within(answer, body);
    if (type !== 'success') throw new Error(exceptionDetails.text);
    return result;
  }
}

/** @implements {Pick<Same, 'close'>} */
export class Browser {
  #program;
  #between;
  /** Processes by what they prefer. @type {Map<string, Promise<Process>>} */
  #processes = new Map();

  /** @param {string} program @param {Between} between */
  constructor(program, between) {
    this.#program = program;
    this.#between = between;
  }

  /**
   * @param {string} address @param {Options} [options] @param {(page: Page) => Promise<unknown>} [prepare]
   */
  async open(
    address,
    { cores = Number(process.env.QUANTSCOPE_WORKERS ?? 0), viewport, ...options } = {},
    prepare = async () => {},
  ) {
    const preferences = preferencesOf(options);
    const kind = JSON.stringify(preferences);
    const started = this.#processes.get(kind) ?? Process.start(this.#program, preferences);
    this.#processes.set(kind, started);
    const running = await started;
    const { userContext } = await running.bidi.send('browser.createUserContext');
    const { context } = await running.bidi.send('browsingContext.create', { type: 'window', userContext });
    const window = new Window(running, context, userContext);
    const page = new Page(window, this.#between, [new URL(address).origin]);
    window.ears = page.ears();
    if (viewport) await window.resize(viewport);
    if (cores > 0)
      await window.preload(`Object.defineProperty(navigator, 'hardwareConcurrency', { value: ${cores} });`);
    await prepare(page);
    await page.goto(address);
    page.spoilt = false;
    return page;
  }

  async close() {
    for (const started of this.#processes.values()) await (await started).close();
  }
}
