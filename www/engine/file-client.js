// The page's side of reading files. They have a worker of their own, which gives tensors to those that compute: a file that hangs its
// reader, or breaks it, takes nothing with it. The reader is then ended, and a sentence says so.

import { SentenceError } from './errors.js';
import { CANCEL_GRACE_MS, Crash, Reopened, heard, twice } from './host.js';

/** @typedef {import('./host.js').Host} Host */
/** @typedef {import('./pkg.js').ReadTensor} ReadTensor */
/** @typedef {import('../files/types.js').Source} Source */
/** @typedef {{signal?: AbortSignal, onprogress?: (fraction: number) => void}} How signal: gives it up; the promise is then rejected with Obsolete */

/** A reader that is silent for so long hangs. */
const STUCK_MS = 30_000;
/** After a tensor of so many bytes the worker is ended: its memory would never shrink. */
const LARGE_BYTES = 1 << 24;

export class FileClient {
  #reader;
  #files;
  #timers;
  /** How many calls are not answered yet. */
  #unanswered = 0;
  /** Whether the worker is ended with its last call. */
  #ends = false;

  /** @param {{open: () => Promise<Host>, files: import('../files/files.js').Files, timers: import('./types.js').Timers}} options open: another worker, or the page where workers are forbidden */
  constructor({ open, files, timers }) {
    this.#reader = new Reopened(open);
    this.#files = files;
    this.#timers = timers;
  }

  /** What a file holds. @param {Source} source @param {How} how @returns {Promise<import('../files/types.js').FileListing>} */
  list(source, how) {
    return this.#ask({ type: 'open', source }, source, how);
  }

  /**
   * Which files are one model: for each the places of its files.
   * @param {string[]} names @param {(string|undefined)[]} texts those of indices
   * @returns {Promise<{name: string, files: number[]}[]>}
   */
  group(names, texts) {
    return this.#ask({ type: 'group', names, texts }, { name: names[0] }, {});
  }

  /** The tensor that a data string means; null if it is to be generated. @param {string} data @param {How} [how] @returns {Promise<ReadTensor|null>} */
  async tensor(data, how = {}) {
    const source = await this.#files.resolve(data, how.signal);
    if (!source) return null;
    try {
      return await this.#ask({ type: 'read', source, data }, source, how);
    } catch (error) {
      // What changed is looked up again, when a person wants that.
      if (/** @type {{key?: string}} */ (error).key === 'error.url.changed') this.#files.changed(data);
      throw error;
    }
  }

  /** Ends the worker; what was asked is obsolete. */
  dispose() {
    this.#reader.close();
    this.#ends = false;
  }

  /** @param {object} call @param {{name: string}} source @param {How} how @returns {Promise<any>} */
  async #ask(call, { name }, { signal = new AbortController().signal, onprogress = () => {} }) {
    this.#unanswered += 1;
    try {
      const answer = await twice(async () =>
        this.#watched(await this.#reader.get(), call, { name, signal, onprogress }),
      );
      if (answer.values?.byteLength > LARGE_BYTES) this.#ends = true;
      return answer;
    } catch (error) {
      throw error instanceof Crash ? new SentenceError('error.file.broke', { name, message: error.message }) : error;
    } finally {
      this.#unanswered -= 1;
      if (this.#ends && this.#unanswered === 0) this.dispose();
    }
  }

  /**
   * Asks, and ends the host if it hangs.
   * @param {Host} host @param {object} call @param {Required<How> & {name: string}} how
   */
  async #watched(host, call, { name, signal, onprogress }) {
    let hangs = false;
    const end = () => {
      hangs = true;
      this.#reader.end(host);
    };
    let timer = this.#timers.setTimeout(end, STUCK_MS);
    const again = (/** @type {number} */ ms) => {
      this.#timers.clearTimeout(timer);
      timer = this.#timers.setTimeout(end, ms);
    };
    const given = () => again(CANCEL_GRACE_MS);
    signal.addEventListener('abort', given);
    try {
      return await heard(host, { signal }, call, (fraction) => {
        if (!signal.aborted) again(STUCK_MS);
        onprogress(fraction);
      });
    } catch (error) {
      signal.throwIfAborted();
      throw hangs ? new SentenceError('error.file.stuck', { name, seconds: String(STUCK_MS / 1000) }) : error;
    } finally {
      signal.removeEventListener('abort', given);
      this.#timers.clearTimeout(timer);
    }
  }
}
