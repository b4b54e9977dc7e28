// A page in a window of its own, through a driver, with the methods of ../playwright.mjs.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { constants, inflateSync } from 'node:zlib';
import { Document, Frame } from './document.mjs';
import { arrived, emptied } from './downloads.mjs';
import { PATIENCE } from './elements.mjs';
import { Hands } from './hands.mjs';
import { fingers, onPaper, wheelWithControl } from './pretence.mjs';

/** @typedef {import('./wire.js').Wire} Wire */
/** @typedef {import('../between.mjs').Between} Between */
/** @typedef {import('../playwright.mjs').Page} Same */
/** @typedef {import('../playwright.mjs').Reply} Reply */
/** @typedef {import('../playwright.mjs').Original} Original */
/** @typedef {{x: number, y: number}} Point */

/** Sizes of paper in centimetres. */
const PAPER = { A4: { width: 21, height: 29.7 }, Letter: { width: 21.59, height: 27.94 } };

/** @implements {Pick<Same, Exclude<keyof Same, 'locator'|'frame'|'popup'|'evaluate'|'waitForFunction'|'moveToScreen'>>} */
export class Page extends Document {
  spoilt = false;
  /** @type {string[]} */
  noise = [];
  /** @type {string[]} */
  requests = [];
  /** @type {string[]} */
  dialogs = [];
  /** Origins that may be asked. */
  origins;
  #wire;
  #between;
  /** What to take back when the page is closed. @type {(() => void)[]} */
  #ends = [];

  /** @param {Wire} wire @param {Between} between @param {string[]} origins */
  constructor(wire, between, origins) {
    const hands = new Hands(wire, {
      fingers: (type, points) => this.run(`return (${fingers})(given, tools);`, { type, points }),
      wheelWithControl: (at, turned) => this.run(`return (${wheelWithControl})(given, tools);`, { at, turned }),
    });
    super(wire, null, hands);
    this.#wire = wire;
    this.#between = between;
    this.origins = origins;
    this.keyboard = hands.keyboard;
    this.mouse = hands.mouse;
    this.touchscreen = { tap: (/** @type {number} */ x, /** @type {number} */ y) => hands.tap(x, y) };
  }

  /** What the window tells of itself. @returns {import('./wire.js').Heard} */
  ears() {
    return {
      noise: (line) => void this.noise.push(line),
      dialog: (text) => void this.dialogs.push(text),
      request: (address) => {
        this.requests.push(address);
        const { protocol, origin } = new URL(address);
        const inside = ['data:', 'blob:', 'about:'].includes(protocol) || this.origins.includes(origin);
        if (!inside) this.noise.push(`request to another origin: ${address}`);
      },
    };
  }

  // Addresses

  /** @param {string} address */
  async goto(address) {
    this.spoilt = true;
    await this.#wire.go(address);
    this.moved(address);
  }
  async reload() {
    this.spoilt = true;
    await this.#wire.reload();
  }
  goBack() {
    return this.#wire.travel(-1);
  }
  goForward() {
    return this.#wire.travel(1);
  }
  isClosed() {
    return this.#wire.closed();
  }
  async close() {
    for (const end of this.#ends.splice(0)) end();
    await this.#wire.close();
  }
  /** @param {string} part */
  async frame(part) {
    for (const end = Date.now() + PATIENCE; Date.now() < end;) {
      const found = (await this.#wire.frames()).find(({ url }) => url.includes(part));
      if (found) {
        const frame = new Frame(this.#wire, found.id, this.hands);
        frame.moved(found.url);
        return frame;
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`there is no frame of ${part}`);
  }
  /** @returns {string[]} */
  workers() {
    throw new Error('this driver does not list workers');
  }

  // Surroundings

  /** @template [A=undefined] @param {(given: A) => unknown} body @param {A} [given] */
  async addInitScript(body, given) {
    this.spoilt = true;
    await this.#wire.preload(`(${body})(${given === undefined ? '' : JSON.stringify(given)});`);
  }
  /** @param {RegExp|((url: URL) => boolean)} which @param {(original: Original) => Reply|Promise<Reply>} reply */
  async answer(which, reply) {
    this.spoilt = true;
    this.#ends.push(this.#between.answer(which, reply));
  }
  /** @param {{colorScheme?: 'light'|'dark', media?: 'screen'|'print'}} media */
  async emulateMedia({ colorScheme, media }) {
    this.spoilt = true;
    if (colorScheme) throw new Error('this driver changes the colour scheme of no open window');
    if (media) await this.evaluate(onPaper, media);
  }
  /** @param {{width: number, height: number}} size */
  async setViewportSize(size) {
    this.spoilt = true;
    await this.#wire.resize(size);
  }
  /** @returns {Promise<{errors: any[], start: string|undefined}>} */
  async installation() {
    throw new Error('this driver installs no page');
  }
  /** @returns {Promise<number>} */
  async memory() {
    throw new Error('this driver does not say how much memory a page takes');
  }
  /** Fetches what the page has said until now. */
  heard() {
    return this.#wire.hear();
  }

  // A person's hands

  /** @param {'touchStart'|'touchMove'|'touchEnd'} type @param {...Point} points */
  touch(type, ...points) {
    return this.hands.touch(type, ...points);
  }
  /** Files of the disk, by the events that a drop causes: no driver drags from outside. @param {Point} point @param {string[]} files */
  async dropFiles(point, files) {
    this.spoilt = true;
    const given = await Promise.all(
      files.map(async (file) => ({ name: basename(file), base64: await readFile(file, 'base64') })),
    );
    await this.run(
      `const target = tools.deepest(given.point.x, given.point.y);
      const dataTransfer = tools.transfer(given.files);
      for (const type of ['dragenter', 'dragover', 'drop'])
        target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }));`,
      { point, files: given },
    );
  }
  /** The page asks for files; the dialog for it, which no driver could close, does not open. @param {() => Promise<unknown>} act @param {string[]} files */
  async chooseFiles(act, files) {
    this.spoilt = true;
    await this.evaluate(() => {
      const holder = /** @type {any} */ (window);
      holder.asked = null;
      const catching = (/** @type {Event} */ event) => {
        const [asked] = event.composedPath();
        if (!(asked instanceof HTMLInputElement && asked.type === 'file')) return;
        event.preventDefault();
        holder.asked = asked;
        removeEventListener('click', catching, true);
      };
      addEventListener('click', catching, true);
    });
    await act();
    await this.waitForFunction(() => /** @type {any} */ (window).asked !== null);
    await this.#wire.setFiles('return window.asked', files);
  }

  // What comes out

  /** @param {{path?: string, fullPage?: boolean}} [options] */
  async screenshot({ path, fullPage } = {}) {
    if (path || fullPage) throw new Error('this driver takes pictures of the window only');
    return Buffer.from(await this.#wire.screenshot(), 'base64');
  }
  /** @param {'A4'|'Letter'} format */
  async pagesOnPaper(format) {
    return pagesOf(Buffer.from(await this.#wire.print(PAPER[format]), 'base64'));
  }
  /** @param {() => Promise<unknown>} act */
  async download(act) {
    await emptied(this.#wire.downloads);
    await act();
    return arrived(this.#wire.downloads, PATIENCE);
  }
  /** @param {() => Promise<unknown>} act */
  async popup(act) {
    return new Page(await this.#wire.opened(act), this.#between, this.origins);
  }
}

/** How many pages a PDF has. Its objects may stand in compressed streams. @param {Buffer} pdf */
function pagesOf(pdf) {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/\/FlateDecode[^]*?stream\r?\n/g)].map(({ 0: head, index }) => {
    try {
      return inflateSync(pdf.subarray(index + head.length), { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
    } catch {
      return '';
    }
  });
  return [text, ...streams].join('\n').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
