// What can be asked of a page and of a frame in it, through a driver.
import { codec } from './codec.mjs';
import { Elements, PATIENCE } from './elements.mjs';
import { tools } from './in-page.mjs';

/** @typedef {import('./wire.js').Wire} Wire */
/** @typedef {import('./hands.mjs').Hands} Hands */
/** @typedef {ReturnType<typeof tools>} Tools */
/** @typedef {import('../elements.mjs').Having} Having */

/** A function of the page threw. */
export class PageError extends Error {}

const INTERVAL = 25;

export class Document {
  /** Runs before anything is read from an element, so that a reading is not one of something about to be replaced. */
  calm = async () => {};
  hands;
  #wire;
  #frame;
  #address = '';

  /** @param {Wire} wire @param {string|null} frame @param {Hands} hands */
  constructor(wire, frame, hands) {
    this.#wire = wire;
    this.#frame = frame;
    this.hands = hands;
  }

  /** @param {string} selector @param {Having} [having] */
  locator(selector, having = {}) {
    return new Elements(this, [{ css: selector }]).filter(having);
  }

  /**
   * @template T, [A=undefined] @param {((given: A) => T|Promise<T>)|string} body @param {A} [given] @returns {Promise<T>}
   */
  evaluate(body, given) {
    const call = typeof body === 'string' ? `(${body})` : `(${body})(given)`;
    return this.run(`return ${call};`, given);
  }

  /**
   * Waits until a function in the page returns something true, also while the page is left for another.
   * @template [A=undefined] @param {(given: A, tools: Tools) => unknown} body @param {A} [given] @param {{timeout?: number, what?: string}} [options]
   */
  async waitForFunction(body, given, { timeout = PATIENCE, what = String(body) } = {}) {
    for (const end = Date.now() + timeout; ;) {
      const value = await this.run(`return Boolean(await (${body})(given, tools));`, given).catch((error) => {
        if (error instanceof PageError) throw error;
        return false;
      });
      if (value) return;
      if (Date.now() > end) throw new Error(`waited ${timeout} ms for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, INTERVAL));
    }
  }

  url() {
    return this.#address;
  }
  /** @param {string} address */
  moved(address) {
    this.#address = address;
  }

  title() {
    return this.evaluate(() => document.title);
  }

  /**
   * Runs the body of an async function in the page, with `given` and `tools`.
   * @param {string} body @param {unknown} [given] @returns {Promise<any>}
   */
  async run(body, given) {
    const { encode, decode } = codec();
    const text = await this.#wire.run(
      this.#frame,
      `const { encode, decode } = (${codec})();
      const answered = (answer) => JSON.stringify({ ...answer, address: location.href });
      try {
        const tools = (${tools})();
        const given = decode(${JSON.stringify(encode(given))});
        return answered({ value: encode(await (async () => { ${body} })()) });
      } catch (error) {
        return answered({ error: String(error?.stack?.includes?.(error.message) ? error.stack : error?.message ? error + '\\n' + error.stack : error) });
      }`,
    );
    const { value, error, address } = JSON.parse(text);
    this.moved(address);
    if (error !== undefined) throw new PageError(error);
    return decode(value);
  }
}

/** A document within a page. */
export class Frame extends Document {}
