// Arithmetic of a curve of error against clipping: where its points lie on the axis, which is nearest, and what scheme a
// point stands for.
//
// By percentile the axis counts nines: P lies at -log10(1 - P/100), so that 99, 99.9 and 99.99 are equally far apart; 100
// stands a step beyond the last.

/** @typedef {import('../types.js').CurveRecord} CurveRecord */

/** Where the percentiles stand that are written on the axis. */
const WRITTEN = [50, 90, 99, 99.9, 99.99, 99.999, 99.9999, 99.99999];
/** Room between the last percentile and 100, in nines. */
const BEYOND = 0.3;
/** A range narrower than this is too coarse to write. */
const DIGITS = 5;

/** @param {number} percentile below 100 */
const nines = (percentile) => -Math.log10(1 - percentile / 100);

/** The place of 100 on a curve's axis. @param {CurveRecord} curve */
function end({ at }) {
  const last = at.length > 1 ? at[at.length - 2] : 50;
  return nines(Math.min(last, 100 - 1e-9)) + BEYOND;
}

/** Place on the axis. @param {{ratio: number, percentile: number}} point @param {CurveRecord} curve @param {boolean} percentile */
export function placeOf(point, curve, percentile) {
  if (!percentile) return point.ratio;
  const last = end(curve);
  return point.percentile >= 100 ? last : Math.min(last - BEYOND / 2, nines(Math.max(50, point.percentile)));
}

/** The ends of the shared axis, and its marks where they are not the scale's own. @param {CurveRecord[]} curves @param {boolean} percentile */
export function axisOf(curves, percentile) {
  if (!percentile) {
    const least = Math.min(...curves.map(({ at }) => at[0]).filter((at) => at > 0));
    return { ends: /** @type {[number, number]} */ ([Number.isFinite(least) && least < 1 ? least : 0.1, 1]), ticks: null };
  }
  const last = Math.max(...curves.map(end));
  const ticks = WRITTEN.filter((p) => nines(p) < last - 2 * BEYOND).map((p) => /** @type {[number, string]} */ ([nines(p), `p${p}`]));
  return { ends: /** @type {[number, number]} */ ([nines(50), last]), ticks: [...ticks, /** @type {[number, string]} */ ([last, 'p100'])] };
}

/** Index of the point nearest to a place. @param {CurveRecord} curve @param {number} place @param {boolean} percentile */
export function nearestPoint(curve, place, percentile) {
  const far = (/** @type {number} */ at) => {
    const there = placeOf({ ratio: at, percentile: at }, curve, percentile);
    return percentile ? Math.abs(there - place) : Math.abs(Math.log(there / place));
  };
  return curve.at.reduce((best, at, i) => (far(at) < far(curve.at[best]) ? i : best), 0);
}

/** The point of least error. @param {CurveRecord} curve */
export function leastOf({ rounding, clipping }) {
  const mse = (/** @type {number} */ i) => rounding[i] + clipping[i];
  const index = rounding.reduce((best, _, i) => (mse(i) < mse(best) ? i : best), 0);
  return { index, mse: mse(index) };
}

/** What of a scheme a point stands for. @param {CurveRecord} curve @param {number} index @param {boolean} percentile @returns {Partial<import('../types.js').SchemeParts>} */
export function partsAt(curve, index, percentile) {
  if (percentile) {
    const p = curve.at[index];
    const places = Math.max(1, Math.ceil(nines(Math.min(p, 100 - 1e-9))));
    return { calibration: 'percentile', percentile: p >= 100 ? 100 : Number(p.toFixed(places)) };
  }
  const [lo, hi] = [curve.lo[index], curve.hi[index]];
  // The whole range is what max keeps, whatever the data will be.
  if (index === curve.at.length - 1) return { calibration: 'max' };
  return { calibration: 'clip', lo: Number(lo.toPrecision(DIGITS)), hi: Number(hi.toPrecision(DIGITS)) };
}
