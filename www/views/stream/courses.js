// The Stream view's part: the arrays of the crate (src/web/part/stream.rs) taken apart, and what lessons may say of it.

import { defaults } from '../../state/state.js';

/** @typedef {import('../../types.js').StreamPart} StreamPart */
/** @typedef {import('../../types.js').State} State */

/** The calibrations, in the order of the picture. */
export const CALIBRATIONS = /** @type {const} */ (['first', 'all', 'average', 'dynamic']);

/** Smallest and largest value of a batch; NaN where it has none. @param {StreamPart} part @param {number} t @returns {[number, number]} */
export function endsOf({ ends, count }, t) {
  return [ends[t], ends[count + t]];
}

/** What a calibration does to batch `t`. @param {StreamPart} part @param {typeof CALIBRATIONS[number]} name @param {number} t */
export function batchOf({ courses, count }, name, t) {
  const [alpha, beta, scale, sqnr, clipped] = [0, 1, 2, 3, 4].map((i) => courses[name].numbers[i * count + t]);
  return { alpha, beta, scale, sqnr, clipped };
}

/** What the view asks for of a state. @param {State} state @returns {import('../../types.js').StreamRequest} */
export function requestOf(state) {
  const { batch, first, average } = state;
  return { kind: 'stream', scheme: state.scheme === 'b' ? state.b : state.a, batch, first, average };
}

/** Whether a part is the stream of a state. @param {Partial<State>} state @param {import('../../types.js').Part|null} part */
export function isStreamOf(state, part) {
  if (part?.kind !== 'stream') return false;
  const wanted = requestOf({ ...defaults(), ...state });
  return (
    part.scheme === wanted.scheme &&
    part.batch === wanted.batch &&
    part.first === wanted.first &&
    part.average === wanted.average
  );
}

/** What expressions of lessons may name: `stream.first_clipped`. @param {StreamPart} part @returns {Record<string, number>} */
export function streamScope({ courses, count }) {
  const numbers = CALIBRATIONS.flatMap((name) => {
    const { sqnr_db, clipped, batches_clipped } = courses[name];
    return [
      [`${name}_sqnr_db`, sqnr_db],
      [`${name}_clipped`, clipped],
      [`${name}_batches_clipped`, batches_clipped],
    ];
  });
  return Object.fromEntries([...numbers, ['count', count]]);
}
