// One request from start to end: its promise, whether it was given up, and its progress, which is reported only if it lasts.

import { Obsolete } from './errors.js';

/** @typedef {import('./types.js').Progress} Progress */

/** Work that is done within this time needs no progress bar. */
const SLOW_MS = 200;

/** @template Request, Result */
export class Job {
  #timers;
  #onprogress;
  /** Whether it has lasted long enough to show progress. */
  slow = false;
  /** Whether the host holds its data already, so that only the schemes are left to do. */
  dataStands = false;
  #started = 0;
  /** @type {unknown} */
  #timer = null;
  /** @type {number|null} */
  #fraction = null;
  #abort = new AbortController();
  /** @type {(result: Result) => void} */
  #resolve = () => {};
  /** @type {(error: unknown) => void} */
  #reject = () => {};

  /**
   * @param {Request} request
   * @param {import('./types.js').Timers} timers
   * @param {(progress: Progress) => void} onprogress
   */
  constructor(request, timers, onprogress) {
    this.request = request;
    this.#timers = timers;
    this.#onprogress = onprogress;
    /** @type {Promise<Result>} */
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Aborted, with Obsolete, when the job is given up. */
  get signal() {
    return this.#abort.signal;
  }

  start() {
    this.#started = this.#timers.now();
    this.#timer = this.#timers.setTimeout(() => {
      this.slow = true;
      this.#report(true);
    }, SLOW_MS);
  }

  /** @param {number} fraction */
  progress(fraction) {
    this.#fraction = fraction;
    if (this.slow) this.#report(true);
  }

  /** @param {Result} result */
  finish(result) {
    this.#end();
    this.#resolve(result);
  }

  /** @param {unknown} error */
  fail(error) {
    this.#end();
    this.#reject(error);
  }

  /** Gives the job up. Its caller knows at once, its host soon. */
  stop() {
    const reason = new Obsolete();
    this.fail(reason);
    this.#abort.abort(reason);
  }

  /** Waits for something, or until the job is given up. @template T @param {Promise<T>} work @returns {Promise<T>} */
  orStopped(work) {
    const { signal } = this;
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      work.then(resolve, reject);
    });
  }

  #end() {
    this.#timers.clearTimeout(this.#timer);
    if (this.slow) this.#report(false);
    this.slow = false;
  }

  /** @param {boolean} active */
  #report(active) {
    this.#onprogress({ fraction: this.#fraction, since: this.#timers.now() - this.#started, active });
  }
}
