// The Stream view: the rows of the data as batches over time, under four calibrations.

import { sheet } from '../../export/sheets.js';
import { choice, integer, number, optionalInteger, optionalNumber } from '../../state/kinds.js';
import { ROLES } from '../../state/roles.js';

/** @typedef {import('../../state/state.js').State & import('../../state/kinds.js').ValuesOf<typeof KEYS>} StreamState */
/**
 * @typedef {object} StreamQuestion
 * @property {'stream'} kind
 * @property {string} scheme whose format, symmetry, rounding and storage of scales are used
 * @property {number} batch rows per batch
 * @property {number} first batches the first calibration sees
 * @property {number} average constant of the moving average
 * @property {number|null} drift how many times larger the last row is made than the first; null: only if the rows do not drift
 */
/**
 * @typedef {object} StreamCourse what one calibration does to a stream
 * @property {Float64Array} numbers batch by batch: all alphas, then all betas, scales, SQNRs, clipped shares
 * @property {number} sqnr_db of the whole, as what follows
 * @property {number} clipped
 * @property {number} batches_clipped
 */
/**
 * A stream under four calibrations (src/web/question/stream.rs).
 * @typedef {StreamQuestion & {
 *   rows: number,
 *   count: number,
 *   seen: number,
 *   grown: number,
 *   steady: boolean,
 *   ends: Float64Array,
 *   counted: [number, number],
 *   counts: Uint32Array,
 *   courses: Record<typeof CALIBRATIONS[number], StreamCourse>,
 * }} StreamAnswer rows per batch, the number of batches, and the batches the first calibration saw: what was asked for, brought
 *   into range; grown: how many times larger the last row was made than the first, 1 for rows as they are; steady: whether these
 *   do not drift; ends: all smallest values, then all largest; counts: the histogram of each batch over the range `counted`
 */

/** The calibrations, in the order of the picture. */
export const CALIBRATIONS = /** @type {const} */ (['first', 'all', 'average', 'dynamic']);

const LARGEST = 2 ** 32 - 1;
/** Where the view opens if nothing is clipped: at this share of the stream. */
const OPENS = 0.8;

export const KEYS = {
  /** Whose format is used. */
  scheme: { default: 'a', ...choice(ROLES) },
  /** Rows per batch. */
  batch: { default: 1, ...integer(1, LARGEST) },
  /** Batches the first calibration sees. */
  first: { default: 8, ...integer(1, LARGEST) },
  /** Constant of the moving average. */
  average: { default: 0.01, ...number(0.0001, 1) },
  /** How many times larger the last row is made than the first; empty: as much as shows a drift, if the rows have none. */
  drift: { default: '', ...optionalNumber(1, 1000) },
  /** The batch that is looked at; empty: the one that the view opens with. */
  time: { default: '', ...optionalInteger(0, LARGEST) },
};

/** @param {StreamState} state @returns {StreamQuestion|null} */
function ask(state) {
  const { batch, first, average } = state;
  const scheme = state.scheme === 'b' ? state.b : state.a;
  // A grid of a file has no rule by which a stream could be calibrated.
  if (scheme === 'stored') return null;
  const drift = state.drift === '' ? null : Number(state.drift);
  return { kind: 'stream', scheme, batch, first, average, drift };
}

/** The batch that the view opens with: the one of which the first calibration clips most, or else a late one. @param {StreamAnswer} answer */
export function openingTime({ count, courses }) {
  const clipped = courses.first.numbers.subarray(4 * count, 5 * count);
  const most = clipped.reduce((before, share) => Math.max(before, share), 0);
  return most > 0 ? clipped.indexOf(most) : Math.round(OPENS * (count - 1));
}

/** Smallest and largest value of a batch; NaN where it has none. @param {StreamAnswer} answer @param {number} t @returns {[number, number]} */
export function endsOf({ ends, count }, t) {
  return [ends[t], ends[count + t]];
}

/** What a calibration does to batch `t`. @param {StreamAnswer} answer @param {typeof CALIBRATIONS[number]} name @param {number} t */
export function batchOf({ courses, count }, name, t) {
  const [alpha, beta, scale, sqnr, clipped] = [0, 1, 2, 3, 4].map((i) => courses[name].numbers[i * count + t]);
  return { alpha, beta, scale, sqnr, clipped };
}

/** What lessons may name: `stream.first_clipped`. @param {StreamAnswer} answer @returns {Record<string, number>} */
function scope({ courses, count }) {
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

/** Every batch: its ends, and what each calibration does to it. @param {StreamAnswer} answer */
function batchSheet({ count, ends, courses }) {
  const column = (/** @type {Float64Array} */ numbers, /** @type {number} */ i) =>
    numbers.subarray(i * count, (i + 1) * count);
  const each = Object.entries(courses).flatMap(([name, { numbers }]) =>
    ['alpha', 'beta', 'scale', 'sqnr_db', 'clipped'].map((key, i) => [`${name}_${key}`, column(numbers, i)]),
  );
  return sheet('batches', {
    batch: Array.from({ length: count }, (_, i) => i),
    min: column(ends, 0),
    max: column(ends, 1),
    ...Object.fromEntries(each),
  });
}

/** @satisfies {import('../types.js').ViewKind} */
export const stream = {
  name: 'stream',
  texts: 'views',
  group: 'run',
  keys: KEYS,
  ask,
  make: async () => (await import('./view.js')).streamView,
  help: [['␣', 'play']],
  inspects: false,
  paper: () => ({ width: 760, height: 420 }),
  /** @param {StreamState} state */
  answers(state, answer) {
    const asked = ask(state);
    if (!asked) return false;
    return ['kind', 'scheme', 'batch', 'first', 'average', 'drift'].every(
      (name) => answer?.[name] === asked[/** @type {keyof typeof asked} */ (name)],
    );
  },
  scope: (answer) => scope(/** @type {any} */ (answer)),
  sheets: (_, answer) => (answer ? [batchSheet(/** @type {any} */ (answer))] : []),
};
