// Why a scheme is recommended: sentences from what was measured of these data. Each is said only where what it claims holds
// (tests/js/reasons.test.js).

import { isExact } from '../../numbers/exact.js';

/** @typedef {import('../../engine/types.js').Found} Found */
/** @typedef {import('../../engine/records.js').DataFrame} DataFrame */
/** @typedef {import('../../engine/records.js').Measures} Measures */
/** @typedef {import('../../engine/records.js').SchemeParts} SchemeParts */
/** @typedef {import('./advice.js').Entry} Entry */
/** @typedef {import('./advice.js').Target} Target */
/** @typedef {{parse: (scheme: string) => SchemeParts, print: (parts: SchemeParts) => string, other: (scheme: string) => string|null}} Notation */
/** @typedef {{key: string, words: Record<string, string|number|null>}} Reason numbers are not text yet */
/**
 * What the reasons are made of; what is not measured yet, or does not exist, is null or missing.
 * @typedef {object} Facts
 * @property {Entry} chosen reaches the target
 * @property {Target} target
 * @property {Found} found with what `comparisons` names
 * @property {{min: number, max: number}} data
 * @property {string} [scales] bits of the scales of groups beside one scale for all
 * @property {Entry|null} [next] the next smaller scheme, or the next better one, which misses the target
 * @property {Measures|null} [clean] of one scale for all, on the same data without outliers
 * @property {number|null} [width] how wide the ranges of the blocks are, on average, compared with symmetric ones
 */

/** A smaller difference, in dB, is none to act on. */
const SAME_DB = 0.05;
/** Ranges that are nearly as wide as symmetric ones explain nothing. */
const AS_WIDE = 0.95;
const MOST = 4;

/**
 * The schemes that the reasons compare a scheme with: the other symmetry if the format has one, the range of all values where it is
 * clipped, one scale for all, the same clipped where the error is least, and small groups.
 * @param {string} scheme @param {Notation} notation @param {string} [scales] bits of the scales of groups beside one scale for all
 */
export function comparisons(scheme, { parse, print, other }, scales = '16') {
  const parts = parse(scheme);
  const max = /** @type {SchemeParts} */ ({ ...parts, calibration: 'max' });
  const alone = parts.granularity === 'tensor';
  const whole = /** @type {SchemeParts} */ ({ ...max, granularity: 'tensor', scales: 's32' });
  const stored = /** @type {SchemeParts['scales']} */ (alone ? `s${scales}` : parts.scales);
  return {
    other: other(scheme),
    unclipped: parts.calibration === 'max' ? null : print(max),
    whole: print(whole),
    clipped: print({ ...whole, calibration: 'mse' }),
    groups: print({ ...whole, granularity: 'group', group: 32, scales: stored }),
  };
}

/**
 * A generator's data without its outliers; null where it has none. `llm` makes outliers of its own, with and without those that options
 * add, so nothing shows what all of them cost.
 * @param {DataFrame} data @param {(parts: DataFrame['parts']) => string} print
 */
export function withoutOutliers({ parts }, print) {
  const { source, kind, outlier_fraction, channel_count, point } = parts;
  if (source !== 'generator' || kind === 'llm' || !(outlier_fraction > 0 || channel_count > 0 || point !== undefined))
    return null;
  return print({ ...parts, outlier_fraction: 0, channel_count: 0, point: undefined });
}

/**
 * How wide ranges are on average, each widened to contain 0, compared with symmetric ones: 1/2 for one-sided data, 1 for symmetric.
 * Null where no range has a width.
 * @param {ArrayLike<number>} ranges lower and upper ends in turn
 */
export function relativeWidth(ranges) {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < ranges.length; i += 2) {
    const [lo, hi] = [Math.min(0, ranges[i]), Math.max(0, ranges[i + 1])];
    if (hi - lo === 0) continue;
    sum += (hi - lo) / (2 * Math.max(-lo, hi));
    count += 1;
  }
  return count === 0 ? null : sum / count;
}

/** The scheme whose ranges explain an asymmetric grid; null where there is none to explain: one-sided data needs no measuring. @param {{min: number, max: number}} data @param {string} scheme @param {Notation} notation */
export function lopsided({ min, max }, scheme, { parse }) {
  return parse(scheme).symmetry === 'asym' && min < 0 && max > 0 ? scheme : null;
}

/** Up to four reasons. @param {Facts} facts @param {Notation} notation @returns {Reason[]} */
export function reasons(facts, notation) {
  const { chosen, found, scales } = facts;
  if (isExact(chosen.metrics)) return [{ key: 'advice.exact', words: {} }];
  const names = comparisons(chosen.scheme, notation, scales);
  const of = (/** @type {string|null} */ name) => (name === null ? undefined : found.get(name));
  const parts = notation.parse(chosen.scheme);
  return [
    parts.granularity === 'tensor'
      ? aboutGroups(facts, of(names.groups))
      : aboutBlocks(facts, of(names.whole), of(names.clipped)),
    aboutOutliers(facts, names.whole, of(names.whole)),
    aboutSymmetry(facts, parts, names.other, of(names.other)),
    aboutClipping(facts, names.unclipped, of(names.unclipped)),
    aboutNext(facts),
  ]
    .filter((reason) => reason !== null)
    .slice(0, MOST);
}

/** What blocks gain over one scale for all, clipped or not. @param {Facts} facts @param {Measures} [whole] @param {Measures} [clipped] @returns {Reason|null} */
function aboutBlocks({ chosen }, whole, clipped) {
  if (!whole || !clipped) return null;
  const clips = clipped.sqnr_db - whole.sqnr_db > SAME_DB;
  const rival = clips ? clipped : whole;
  const gain = chosen.sqnr - rival.sqnr_db;
  const bits = chosen.bits - rival.bits_per_value;
  if (!(gain > SAME_DB && bits > 0)) return null;
  const words = { whole: whole.sqnr_db, clipped: clipped.sqnr_db, gain, bits };
  return { key: clips ? 'advice.blocks.clipped' : 'advice.blocks', words };
}

/** What small groups would gain over one scale for all. @param {Facts} facts @param {Measures} [groups] @returns {Reason|null} */
function aboutGroups({ chosen, target }, groups) {
  if (!groups || !Number.isFinite(groups.sqnr_db)) return null;
  const gain = groups.sqnr_db - chosen.sqnr;
  const bits = groups.bits_per_value - chosen.bits;
  if (Math.abs(gain) <= SAME_DB) return { key: 'advice.whole.same', words: { gain: Math.abs(gain) } };
  if (gain < 0 || bits <= 0) return null;
  if (target.goal === 'sqnr') return { key: 'advice.whole.sqnr', words: { gain, bits } };
  return groups.bits_per_value > target.value
    ? { key: 'advice.whole.bits', words: { gain, bits: groups.bits_per_value } }
    : null;
}

/** What outliers cost one scale for all. @param {Facts} facts @param {string} scheme @param {Measures} [whole] @returns {Reason|null} */
function aboutOutliers({ clean }, scheme, whole) {
  if (!clean || !whole) return null;
  const cost = clean.sqnr_db - whole.sqnr_db;
  if (!Number.isFinite(cost) || cost <= SAME_DB) return null;
  return { key: 'advice.outliers', words: { scheme, clean: clean.sqnr_db, whole: whole.sqnr_db, cost } };
}

/**
 * What its symmetry gains, and why.
 * @param {Facts} facts @param {SchemeParts} parts @param {string|null} name of the other symmetry @param {Measures} [other]
 * @returns {Reason|null}
 */
function aboutSymmetry({ chosen, target, data, width }, { symmetry, granularity }, name, other) {
  if (!other || !Number.isFinite(other.sqnr_db)) return null;
  const gain = chosen.sqnr - other.sqnr_db;
  if (Math.abs(gain) <= SAME_DB) return { key: 'advice.symmetry.same', words: { other: name, gain: Math.abs(gain) } };
  if (gain < 0) {
    const bits = other.bits_per_value - chosen.bits;
    if (target.goal === 'sqnr' && bits > 0)
      return { key: 'advice.symmetry.behind.sqnr', words: { other: name, gain: -gain, bits } };
    return target.goal === 'bits' && other.bits_per_value > target.value
      ? { key: 'advice.symmetry.behind.bits', words: { other: name, gain: -gain, bits: other.bits_per_value } }
      : null;
  }
  if (symmetry === 'sym') return { key: 'advice.sym.ahead', words: { other: name, gain } };
  const unused = other.codes_total - other.codes_used;
  const range = { min: data.min, max: data.max };
  if ((data.min >= 0 || data.max <= 0) && unused > 0)
    return { key: 'advice.asym.one', words: { ...range, other: name, unused, total: other.codes_total, gain } };
  if (width === null || width === undefined) return null;
  if (width < AS_WIDE) {
    return granularity === 'tensor'
      ? { key: 'advice.asym.range', words: { ...range, other: name, width, gain } }
      : { key: 'advice.asym.blocks', words: { other: name, width, gain } };
  }
  const { codes_total: codes } = chosen.metrics;
  if (codes <= other.codes_total) return null;
  return { key: 'advice.asym.codes', words: { other: name, codes, total: other.codes_total, gain } };
}

/** What clipping gains over the range of all values. @param {Facts} facts @param {string|null} name @param {Measures} [unclipped] @returns {Reason|null} */
function aboutClipping({ chosen }, name, unclipped) {
  if (!unclipped) return null;
  const gain = chosen.sqnr - unclipped.sqnr_db;
  const share = chosen.metrics.clipped;
  if (!Number.isFinite(gain) || gain <= SAME_DB || share <= unclipped.clipped) return null;
  return { key: 'advice.clipped', words: { share, gain, unclipped: name } };
}

/** The scheme that just misses the target. @param {Facts} facts @returns {Reason|null} */
function aboutNext({ next, target }) {
  if (!next || !Number.isFinite(next.sqnr)) return null;
  return { key: `advice.next.${target.goal}`, words: { next: next.scheme, sqnr: next.sqnr, bits: next.bits } };
}
