// WebDriver BiDi, the protocol: commands and events over a socket. https://w3c.github.io/webdriver-bidi
import WebSocket from 'ws';

/** @typedef {(params: any) => void} Listener */

export class Bidi {
  #socket;
  #last = 0;
  /** @type {Map<number, {method: string, done: (result: any) => void, failed: (error: Error) => void}>} */
  #open = new Map();
  /** @type {Map<string, Set<Listener>>} */
  #listeners = new Map();

  /** @param {WebSocket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.on('message', (text) => this.#hear(JSON.parse(String(text))));
    socket.on('close', () => {
      for (const { method, failed } of this.#open.values()) failed(new Error(`${method}: the browser has gone`));
      this.#open.clear();
    });
  }

  /** @param {string} address */
  static async connect(address) {
    const socket = new WebSocket(address, { perMessageDeflate: false, maxPayload: 2 ** 30 });
    await new Promise((open, failed) => void socket.once('open', open).once('error', failed));
    return new Bidi(socket);
  }

  /** @param {string} method @param {object} [params] @returns {Promise<any>} */
  send(method, params = {}) {
    const id = (this.#last += 1);
    return new Promise((done, failed) => {
      this.#open.set(id, { method, done, failed });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** Hears of an event until what is returned is called. @param {string} event @param {Listener} listener */
  on(event, listener) {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  close() {
    this.#socket.close();
  }

  /** @param {any} message */
  #hear({ type, id, method, params, result, error, message }) {
    if (type === 'event') {
      for (const listener of this.#listeners.get(method) ?? []) listener(params);
      return;
    }
    const asked = this.#open.get(id);
    this.#open.delete(id);
    if (type === 'success') asked?.done(result);
    else asked?.failed(new Error(`${asked.method}: ${error}: ${message}`));
  }
}
