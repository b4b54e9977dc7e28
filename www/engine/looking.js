// Looks at files before they are shown: what they hold, one after the other, with progress and a cancel beside those of the frames.

import { sourceOf } from '../files/files.js';
import { Job } from './job.js';
import { isSentence } from './wire.js';

/** @typedef {import('../files/types.js').FileListing} FileListing */
/** @typedef {import('../files/files.js').Kept} Kept */
/** @typedef {(signal: AbortSignal) => Kept|Promise<Kept>} Find */

export class Looking {
  /** @type {(progress: import('./types.js').Progress) => void} */
  onprogress = () => {};
  #files;
  #reader;
  #timers;
  /** @type {Job<null, FileListing>|null} */
  #job = null;

  /** @param {{files: import('../files/files.js').Files, reader: import('./file-client.js').FileClient, timers: import('./types.js').Timers}} options */
  constructor({ files, reader, timers }) {
    this.#files = files;
    this.#reader = reader;
    this.#timers = timers;
  }

  /** What files hold. They are kept from then on, also where they cannot be read and none of their name is kept: they may be read as raw numbers. @param {Find} find @returns {Promise<FileListing>} */
  at(find) {
    /** @type {Job<null, FileListing>} */
    const job = new Job(null, this.#timers, (progress) => this.onprogress(progress));
    void this.#look(job, find);
    return job.result;
  }

  /** Gives up what is being looked at. */
  stop() {
    this.#job?.stop();
  }

  /** @param {Job<null, FileListing>} job @param {Find} find */
  async #look(job, find) {
    this.#job = job;
    job.start();
    const { signal } = job;
    /** @type {Kept|null} */
    let kept = null;
    try {
      kept = await find(signal);
      const listing = await this.#reader.list(sourceOf(kept), { signal, onprogress: (done) => job.progress(done) });
      this.#files.keep(kept);
      if (listing.importance) this.#files.weigh(kept);
      const { address, host } = kept;
      job.finish(address === undefined ? listing : { ...listing, name: address, host });
    } catch (error) {
      if (kept && isSentence(error) && !this.#files.has(kept)) this.#files.keep(kept);
      job.fail(error);
    }
    if (this.#job === job) this.#job = null;
  }
}
