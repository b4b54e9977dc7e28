// What reasons need beside the survey, measured once for each question: one scale for all on the data without its outliers, and how wide the
// ranges of blocks are.

import { relativeWidth } from './reasons.js';

/** @typedef {import('../../engine/records.js').Measures} Measures */

/** @param {Pick<import('../types.js').ViewContext, 'probe'|'ask'> & {onfound: () => void}} options onfound: something new is known */
export function factsBeside({ probe, ask, onfound }) {
  /** @type {{key: string, value: Measures|null, stop: () => void}} */
  let clean = { key: '', value: null, stop: () => {} };
  /** @type {{key: string, value: number|null, stop: () => void}} */
  let width = { key: '', value: null, stop: () => {} };

  /** Fulfilled when the last of each is known, or was given up. @type {Promise<void>} */
  let probed = Promise.resolve();
  /** @type {Promise<void>} */
  let asked = Promise.resolve();

  return {
    /** The measures of a scheme on a variant of the data; null until they are known. @param {string|null} data @param {string} scheme */
    clean(data, scheme) {
      const key = data === null ? '' : `${data} ${scheme}`;
      if (key === clean.key) return clean.value;
      clean.stop();
      const mine = (clean = { key, value: /** @type {Measures|null} */ (null), stop: () => {} });
      if (data === null) return null;
      probed = new Promise((done) => {
        const stop = probe(data, [scheme], (found, { active }) => {
          if (active) return;
          done();
          if (clean !== mine || mine.value !== null) return;
          mine.value = found.get(scheme) ?? null;
          // The answer may come before this function has returned.
          if (mine.value) queueMicrotask(onfound);
        });
        mine.stop = () => {
          stop();
          done();
        };
      });
      return mine.value;
    },
    /** How wide the ranges of a scheme are, compared with symmetric ones; null until it is known. @param {string} data @param {string|null} scheme */
    width(data, scheme) {
      const key = scheme === null ? '' : `${data} ${scheme}`;
      if (key === width.key) return width.value;
      width.stop();
      const given = new AbortController();
      const mine = (width = { key, value: /** @type {number|null} */ (null), stop: () => given.abort() });
      if (scheme === null) return null;
      asked = ask({ kind: 'ranges', scheme, npy: false }, { signal: given.signal, onprogress: () => {} }).then(
        ({ ranges }) => {
          if (width !== mine) return;
          mine.value = relativeWidth(ranges);
          onfound();
        },
        // It was given up, or other data is shown by now; a reason less is no harm.
        () => {},
      );
      return null;
    },
    async settled() {
      await Promise.all([probed, asked]);
    },
    dispose() {
      clean.stop();
      width.stop();
    },
  };
}
