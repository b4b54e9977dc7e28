// What dragging a clip limit does to a scheme. The limits of one block are typed limits, `clip(LO,HI)`. With several blocks the range
// of every block follows in proportion, `rF`: limits for one block would be wrong for the others.

import { legible } from '../../plot/view-range.js';

/** @typedef {import('../../engine/records.js').SchemeParts} SchemeParts */
/** @typedef {import('../../plot/view-range.js').Range} Range */

/**
 * A scheme and the range of the block shown, as they were last asked for: keys may be faster than frames.
 * @typedef {{parts: SchemeParts, mirrored: boolean, blocks: number, extrema: [number, number], alpha: number, beta: number}} Asked
 */

/** Ratios are written to a thousandth. */
const FINENESS = 1000;
/** The bounds of a ratio that is dragged: what lies beyond shows nothing. */
const RATIOS = { least: 1 / FINENESS, most: 100 };

/**
 * @param {SchemeParts} parts as they were last asked for
 * @param {import('../../engine/records.js').SchemeFrame} shown
 * @returns {Asked}
 */
export function asked(parts, { params, divisor, mirrored, blocks, extrema }) {
  const scheme = { parts, mirrored, blocks, extrema };
  const range = (/** @type {number} */ lo, /** @type {number} */ hi) => {
    const magnitude = Math.max(-lo, hi);
    return { ...scheme, ...(mirrored ? { alpha: -magnitude, beta: magnitude } : holdingZero(parts, lo, hi)) };
  };
  const [low, high] = extrema;
  if (parts.calibration === 'clip') return range(parts.lo, parts.hi);
  if (parts.calibration === 'max') return range(low, high);
  if (parts.calibration === 'ratio') return range(parts.ratio * low, parts.ratio * high);
  // What another calibrator chose is known by the grid it gave.
  const magnitude = divisor * params.scale;
  return mirrored ? range(-magnitude, magnitude) : range(params.alpha, params.beta);
}

/** The range as the grid takes it: where the zero-point is a code, 0 is inside. @param {SchemeParts} parts @param {number} lo @param {number} hi */
function holdingZero(parts, lo, hi) {
  return parts.zero === 'zint' ? { alpha: Math.min(lo, 0), beta: Math.max(hi, 0) } : { alpha: lo, beta: hi };
}

/**
 * The parts of a scheme that change when one of its limits is dragged to `value`; null when that end cannot be dragged.
 * @param {Asked} scheme
 * @param {'lo'|'hi'} end
 * @param {number} value
 * @param {Range} range the view, which limits how exact a drag is
 * @returns {Partial<SchemeParts>|null}
 */
export function draggedLimits(scheme, end, value, range) {
  return scheme.blocks > 1 ? draggedRatio(scheme, end, value) : draggedClip(scheme, end, value, range);
}

/** @param {Asked} scheme @param {'lo'|'hi'} end @param {number} value @returns {Partial<SchemeParts>|null} */
function draggedRatio({ parts, mirrored, extrema: [low, high] }, end, value) {
  const magnitude = Math.max(-low, high);
  const { alpha, beta } = mirrored ? { alpha: -magnitude, beta: magnitude } : holdingZero(parts, low, high);
  const whole = end === 'lo' ? alpha : beta;
  // An end at 0 stays there, whatever the ratio.
  if (whole === 0) return null;
  const ratio = Math.round((value / whole) * FINENESS) / FINENESS;
  return { calibration: 'ratio', ratio: Math.min(RATIOS.most, Math.max(RATIOS.least, ratio)) };
}

/**
 * A mirrored range has one magnitude; another one keeps its two limits apart, and 0 inside where the zero-point is a code.
 * @param {Asked} scheme @param {'lo'|'hi'} end @param {number} value @param {Range} range @returns {Partial<SchemeParts>}
 */
function draggedClip({ parts, mirrored, alpha, beta }, end, value, range) {
  const least = (range[1] - range[0]) / 2000;
  const exact = (/** @type {number} */ x) => legible(x, range);
  const clip = (/** @type {number} */ lo, /** @type {number} */ hi) => ({ calibration: 'clip', lo, hi });
  if (mirrored) {
    const magnitude = exact(Math.max(least, end === 'lo' ? -value : value));
    return clip(-magnitude, magnitude);
  }
  const [highest, lowest] = parts.zero === 'zint' ? [0, 0] : [Infinity, -Infinity];
  const lo = end === 'lo' ? Math.min(highest, exact(value)) : alpha;
  const hi = end === 'hi' ? Math.max(lowest, exact(value)) : beta;
  if (hi - lo < least) return end === 'lo' ? clip(exact(hi - least), hi) : clip(lo, exact(lo + least));
  return clip(lo, hi);
}
