// The page's side of products of codes. It has its own worker, so that frames do not wait for a product and nothing disturbs what is
// timed. Times are kept as long as the page exists, because they do not depend on its data.

import { Reopened } from './host.js';

/** @typedef {import('./host.js').Host} Host */
/** @typedef {import('./messages.js').ProductRequest} ProductRequest */
/** @typedef {import('./messages.js').ProductTimes} ProductTimes */

export class ProductClient {
  #host;
  /** @type {Map<number, ProductTimes>} by size */
  #known = new Map();

  /** @param {() => Promise<Host>} open another worker, or the page where workers are forbidden */
  constructor(open) {
    this.#host = new Reopened(open);
  }

  /** One element of a product, taken apart. @param {ProductRequest & {row: number, column: number}} request @returns {Promise<import('./messages.js').ProductElement>} */
  async element(request) {
    return (await this.#ask({ type: 'element', request })).answer;
  }

  /** The times of a size, if they were measured. @param {number} size */
  known(size) {
    return this.#known.get(size) ?? null;
  }

  /**
   * Times the variants, for some seconds.
   * @param {ProductRequest} request
   * @param {(fraction: number) => void} onprogress
   * @param {AbortSignal} signal gives it up; the promise is then rejected with Obsolete
   * @returns {Promise<ProductTimes>}
   */
  async time(request, onprogress, signal) {
    const { host, id, answer } = await this.#ask({ type: 'time', request }, onprogress);
    const cancel = () => host.cancel(id);
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel);
    const times = await answer.finally(() => signal.removeEventListener('abort', cancel));
    this.#known.set(request.size, times);
    return times;
  }

  dispose() {
    this.#host.close();
  }

  /** @param {object} call @param {(fraction: number) => void} [onprogress] */
  async #ask(call, onprogress) {
    const host = await this.#host.get();
    return { host, ...host.ask(call, onprogress) };
  }
}
