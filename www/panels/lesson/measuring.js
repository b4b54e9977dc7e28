// What a question measures beside the frame that is shown.

import { Obsolete } from '../../engine/errors.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../state/state.js').State} State */

/** @param {Pick<import('../../element/types.js').PageContext, 'ask'>} context @param {() => {state: Partial<State>, frame: Frame|null}} now the state of the step, and the frame that is shown */
export function measuring({ ask }, now) {
  let life = new AbortController();
  const how = () => ({ signal: life.signal, onprogress: () => {} });

  return {
    /** @type {import('./guesses/types.js').Kit['measure']} */
    async measure(schemes, onfound) {
      const mine = how();
      const found = new Map();
      try {
        for (const scheme of schemes) {
          found.set(scheme, await ask({ kind: 'measures', scheme }, mine));
          if (mine.signal.aborted) return;
        }
        onfound(found);
      } catch (error) {
        // Another step or other data took its place.
        if (!(error instanceof Obsolete)) throw error;
      }
    },
    /** @type {import('./guesses/types.js').Kit['codesOf']} */
    async codesOf(role) {
      const { state, frame } = now();
      if (frame && frame[role].text === state[role]) return frame[role].codes;
      const request = { a: state.a, b: state.b, view: null, bins: 1, block_a: 0, block_b: 0 };
      return (await ask({ kind: 'frame', ...request }, how()))[role].codes;
    },
    /** Gives up what still runs. */
    stop() {
      life.abort();
      life = new AbortController();
    },
  };
}
