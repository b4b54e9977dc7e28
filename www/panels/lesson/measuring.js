// What a question measures beside the frame that is shown, always on the data that its step shows then. While a person has other data
// shown, it waits.

import { Obsolete } from '../../engine/errors.js';
import { shownBy } from '../../lessons/following.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {Parameters<import('../../element/types.js').PageContext['ask']>[1]} How */

/**
 * @param {Pick<import('../../element/types.js').PageContext, 'ask'>} context
 * @param {() => {now: import('../../lessons/types.js').LessonStep|undefined, frame: Frame|null, known: import('./memory.js').Known}} of now: the step; frame: the one that is shown; known: what is known of the step
 */
export function measuring({ ask }, of) {
  let life = new AbortController();
  /** @type {Set<(how: How) => Promise<void>>} */
  const waiting = new Set();

  /** @param {(how: How) => Promise<void>} job */
  async function attempt(job) {
    const { signal } = life;
    const { now, frame, known } = of();
    waiting.delete(job);
    if (!now || frame?.data.text !== shownBy(now, known.guess !== null).data) return void waiting.add(job);
    try {
      await job({ signal, onprogress: () => {} });
    } catch (error) {
      if (!(error instanceof Obsolete)) throw error;
      // Other data took the place of the step's, unless another step did.
      if (!signal.aborted) waiting.add(job);
    }
  }

  return {
    /** @type {import('./guesses/types.js').Kit['measure']} */
    measure(schemes, onfound) {
      const { measured } = of().known;
      const missing = schemes.filter((scheme) => !measured.has(scheme));
      const { signal } = life;
      // What is known already needs no data. The question takes it as it takes what comes: once it is laid out.
      if (missing.length === 0) return queueMicrotask(() => signal.aborted || onfound(measured));
      void attempt(async (how) => {
        for (const scheme of missing) measured.set(scheme, await ask({ kind: 'measures', scheme }, how));
        if (!how.signal.aborted) onfound(measured);
      });
    },
    /** @type {import('./guesses/types.js').Kit['codesOf']} */
    codesOf(role, onfound) {
      void attempt(async (how) => {
        const { now, frame } = of();
        const { a, b } = { a: '', b: '', ...now?.state };
        const request = { a, b, view: null, bins: 1, block_a: 0, block_b: 0 };
        const shown = frame?.[role].text === request[role];
        const { codes } = (shown ? frame : await ask({ kind: 'frame', ...request }, how))[role];
        if (!how.signal.aborted) onfound(codes);
      });
    },
    /** Another frame is shown: what waited for its data is measured. */
    resume: () => [...waiting].forEach((job) => void attempt(job)),
    /** Gives up what still runs. */
    stop() {
      life.abort();
      life = new AbortController();
      waiting.clear();
    },
  };
}
