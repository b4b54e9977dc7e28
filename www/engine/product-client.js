// The page's side of products: asks a worker of its own, so that frames do not wait for a product and what is timed has a
// worker to itself. Times are kept for as long as the page: they do not depend on its data.

/** @typedef {import('./host.js').Host} Host */
/** @typedef {import('./messages.js').ProductRequest} ProductRequest */
/** @typedef {import('./messages.js').ProductTimes} ProductTimes */

export class Multiplying {
  #open;
  /** @type {Promise<Host>|null} */
  #host = null;
  /** @type {Map<number, ProductTimes>} by size */
  #known = new Map();

  /** @param {() => Promise<Host>} open another worker, or the page where workers are forbidden */
  constructor(open) {
    this.#open = open;
  }

  /** One element of a product, taken apart. @param {ProductRequest & {row: number, column: number}} request @returns {Promise<import('./messages.js').ProductElement>} */
  async element(request) {
    return (await this.#ask({ type: 'element', request })).answer;
  }

  /** What was measured of a size. @param {number} size */
  known(size) {
    return this.#known.get(size) ?? null;
  }

  /**
   * Times the variants, for some seconds.
   * @param {ProductRequest} request
   * @param {(fraction: number) => void} told
   * @param {AbortSignal} signal gives it up; it is rejected with Obsolete then
   * @returns {Promise<ProductTimes>}
   */
  async time(request, told, signal) {
    const { host, id, answer } = await this.#ask({ type: 'time', request }, told);
    const cancel = () => host.cancel(id);
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel);
    const times = await answer.finally(() => signal.removeEventListener('abort', cancel));
    this.#known.set(request.size, times);
    return times;
  }

  dispose() {
    this.#host?.then((host) => host.close()).catch(() => {});
    this.#host = null;
  }

  /** @param {object} call @param {(fraction: number) => void} [told] */
  async #ask(call, told) {
    const opened = (this.#host ??= this.#open());
    const forget = () => {
      if (this.#host === opened) this.#host = null;
    };
    const host = await opened.catch((error) => {
      forget();
      throw error;
    });
    // One that died is not asked again.
    host.ondeath = forget;
    return { host, ...host.ask(call, told) };
  }
}
