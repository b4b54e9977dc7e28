// WebDriver, the protocol: commands over HTTP to a driver, which starts the browser. https://www.w3.org/TR/webdriver2
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { SCRIPT_PATIENCE } from './within.mjs';

/** The key of an element in JSON: https://www.w3.org/TR/webdriver2/#elements */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export class WebDriver {
  /** The window that commands go to. */
  window = '';
  #address;
  #child;
  /** The last commands for another window or a frame; those that come later wait for them. @type {Promise<unknown>} */
  #turned = Promise.resolve();

  /** @param {string} address @param {import('node:child_process').ChildProcess} child */
  constructor(address, child) {
    this.#address = address;
    this.#child = child;
  }

  /** Starts a driver and its browser. @param {string} program @param {NodeJS.ProcessEnv} env @param {object} capabilities */
  static async start(program, env, capabilities) {
    const port = await freePort();
    // The driver starts the browser in its own group of processes, which ends as a whole.
    const child = spawn(program, [`--port=${port}`], { env, stdio: 'ignore', detached: true });
    /** @type {Error|null} */
    let gone = null;
    child.once('error', (error) => void (gone = error));
    child.once('exit', (status) => void (gone = new Error(`${program} ended with ${status}`)));
    const driver = new WebDriver(`http://127.0.0.1:${port}`, child);
    while (!(await driver.#send('GET', '/status').catch(() => null))) {
      if (gone) throw gone;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    const { sessionId } = await driver.#send('POST', '/session', { capabilities: { alwaysMatch: capabilities } });
    driver.#address += `/session/${sessionId}`;
    await driver.post('/timeouts', { script: SCRIPT_PATIENCE });
    driver.window = await driver.get('/window');
    return driver;
  }

  /** @param {string} path @param {object} [body] @returns {Promise<any>} */
  post(path, body = {}) {
    return this.#send('POST', path, body);
  }
  /** @param {string} path @returns {Promise<any>} */
  get(path) {
    return this.#send('GET', path);
  }

  /** Runs the body of an async function in the window. @param {string} body @returns {Promise<any>} */
  async run(body) {
    const script = `const done = arguments[0]; (async () => { ${body} })().then(done, (error) => done('failed: ' + error));`;
    return this.post('/execute/async', { script, args: [] });
  }

  /** The element that a script returns. @param {string} body @returns {Promise<string>} */
  async element(body) {
    return (await this.post('/execute/sync', { script: body, args: [] }))[ELEMENT];
  }
  /**
   * Sends commands for a window, or for the frame of it whose element a script returns.
   * @template T @param {string} window @param {string|null} frame @param {() => Promise<T>} commands @returns {Promise<T>}
   */
  async within(window, frame, commands) {
    if (window === this.window && frame === null) {
      await this.#turned;
      return commands();
    }
    const turned = this.#turned.then(async () => {
      if (window !== this.window) await this.post('/window', { handle: window });
      if (frame !== null) await this.post('/frame', { id: { [ELEMENT]: await this.element(frame) } });
      try {
        return await commands();
      } finally {
        // This also leaves the frame.
        await this.post('/window', { handle: this.window });
      }
    });
    this.#turned = turned.catch(() => {});
    return turned;
  }

  /** Ends the browser and the driver. */
  async close() {
    const gone = new Promise((done) => this.#child.once('exit', done));
    await this.#send('DELETE', '').catch(() => {});
    if (this.#child.exitCode !== null || this.#child.signalCode !== null || !this.#child.pid) return;
    process.kill(-this.#child.pid, 'SIGKILL');
    await gone;
  }

  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
  async #send(method, path, body) {
    const response = await fetch(this.#address + path, { method, body: body && JSON.stringify(body) });
    const { value } = /** @type {any} */ (await response.json());
    if (!response.ok) throw new Error(`${method} ${path}: ${value?.error}: ${value?.message}`);
    return value;
  }
}

/** A port that was free just now. @returns {Promise<number>} */
async function freePort() {
  const server = createServer();
  await new Promise((listening) => void server.listen(0, '127.0.0.1', () => listening(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((closed) => server.close(closed));
  return port;
}
