// What measures for a survey. Small data: workers of its own, each with the data, so that a slider never waits for a table. Large data: the
// worker that computes the frames. It works with a crew, gives way to frames after each step, and the data is held no further time.

import { Obsolete } from './errors.js';
import { Crash, twice } from './host.js';
import { buffersOf } from './wire.js';

/** @typedef {import('./host.js').Host} Host */
/** @typedef {import('./survey.js').Lane} Lane */

/** Data with so many values is large: as many as are dealt to a crew (src/lab/crew.rs). */
export const LARGE = 1 << 20;

/**
 * A worker that holds the data, opened when it is first needed.
 * @param {() => Promise<Host>} open @param {(data: string, signal: AbortSignal) => Promise<import('./pkg.js').ReadTensor|null>} read the data that is not generated
 * @returns {Lane}
 */
export function ownWorker(open, read) {
  /** @type {Promise<Host>|null} */
  let host = null;

  /** @param {string} data @param {string} key @param {string} scheme @param {AbortSignal} signal */
  async function ask(data, key, scheme, signal) {
    host ??= open();
    const opened = host;
    try {
      const asked = await opened;
      const tensor = asked.loaded === key ? null : await read(data, signal);
      signal.throwIfAborted();
      const questions = [{ kind: 'measures', scheme }];
      const call = { type: 'ask', key, data, tensor, questions, follows: false, rests: false };
      const { id, answer } = asked.ask(call, () => {}, buffersOf(tensor));
      signal.addEventListener('abort', () => asked.cancel(id));
      return (await answer).answers[0];
    } catch (error) {
      if (error instanceof Crash && host === opened) host = null;
      throw error;
    }
  }

  return {
    measure(data, key, scheme) {
      const abort = new AbortController();
      return {
        answer: twice(() => ask(data, key, scheme, abort.signal)),
        stop: () => abort.abort(new Obsolete()),
      };
    },
    close() {
      host?.then((opened) => opened.close()).catch(() => {});
      host = null;
    },
  };
}

/**
 * The worker that computes the frames of the data shown.
 * @param {(data: string, question: import('./records.js').Question & {scheme: string}, signal: AbortSignal) => Promise<any>} ask
 * @returns {Lane}
 */
export function besideFrames(ask) {
  return {
    measure(data, _, scheme) {
      const abort = new AbortController();
      return {
        answer: ask(data, { kind: 'measures', scheme }, abort.signal),
        stop: () => abort.abort(new Obsolete()),
      };
    },
    close() {},
  };
}
