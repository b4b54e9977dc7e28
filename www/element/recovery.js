// How an element waits for its first picture, and what it does when the page's own instance of the wasm breaks while it draws.

import { messageOf } from '../engine/wire.js';

/**
 * @param {{reset: () => Promise<void>|undefined, again: () => void, say: (note: import('../i18n/types.js').Note) => void}} how
 *   reset: puts a fresh instance in its place; again: shows the same state
 * @returns {(error: unknown) => Promise<void>} what to call with each error
 */
export function recovery({ reset, again, say }) {
  let recovering = false;
  return async (error) => {
    const words = { message: messageOf(error) };
    // The same picture would break the fresh instance, too: it is given up until the next change.
    if (recovering) return say({ key: 'error.engine.panic', words });
    say({ key: 'note.panic', words });
    recovering = true;
    await reset();
    again();
    recovering = false;
  };
}

/**
 * @typedef {object} Deferred
 * @property {Promise<void>} promise
 * @property {() => void} resolve
 * @property {(reason: unknown) => void} reject
 * @property {() => Deferred} anew one that is not settled: itself, as long as somebody may wait for it, else another
 */

/** A promise that is settled from outside; nobody has to handle its rejection. @returns {Deferred} */
export function deferred() {
  /** @type {() => void} */
  let resolve = () => {};
  /** @type {(reason: unknown) => void} */
  let reject = () => {};
  /** @type {Promise<void>} */
  const promise = new Promise((...settle) => ([resolve, reject] = settle));
  let waits = true;
  const settled = () => {
    waits = false;
  };
  promise.then(settled, settled);
  const own = { promise, resolve, reject, anew: () => (waits ? own : deferred()) };
  return own;
}
