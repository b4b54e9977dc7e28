// What measures for a survey. Small data: workers of its own, each with the data, so that a slider never waits for a table. Large data: the
// worker that computes the frames. It works with a crew, gives way to frames after each step, and the data is held no further time.

import { Obsolete } from './errors.js';
import { Reopened, twice } from './host.js';
import { buffersOf } from './wire.js';

/** @typedef {import('./host.js').Host} Host */
/** @typedef {import('./survey.js').Lane} Lane */

/** Data with so many values is large: as many as are dealt to a crew (src/lab/crew.rs). */
export const LARGE = 1 << 20;

/**
 * A worker that holds the data, opened when it is first needed.
 * @param {() => Promise<Host>} open @param {(data: string, signal: AbortSignal) => Promise<import('./pkg.js').ReadTensor|null>} read the data that is not generated
 * @returns {Lane & {ask: (data: string, key: string, question: import('./records.js').Question & Record<string, any>, signal: AbortSignal) => Promise<any>}}
 */
export function ownWorker(open, read) {
  const host = new Reopened(open);

  /** @param {string} data @param {string} key @param {import('./records.js').Question & Record<string, any>} question @param {AbortSignal} signal */
  async function ask(data, key, question, signal) {
    const asked = await host.get();
    const tensor = asked.loaded === key ? null : await read(data, signal);
    signal.throwIfAborted();
    const call = { type: 'ask', key, data, tensor, questions: [question], follows: false, rests: false };
    const { id, answer } = asked.ask(call, () => {}, buffersOf(tensor));
    signal.addEventListener('abort', () => asked.cancel(id));
    return (await answer).answers[0];
  }

  return {
    ask: (/** @type {Parameters<typeof ask>} */ ...about) => twice(() => ask(...about)),
    measure(data, key, scheme) {
      const abort = new AbortController();
      return {
        answer: twice(() => ask(data, key, { kind: 'measures', scheme }, abort.signal)),
        stop: () => abort.abort(new Obsolete()),
      };
    },
    close: () => host.close(),
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
