// Arithmetic of a curve of error against clipping: where its points lie on the axis, which is nearest, and which scheme a point means.
//
// By percentile the axis counts nines: P lies at -log10(1 - P/100), so that 99, 99.9 and 99.99 are equally spaced; 100 lies one step
// beyond the last point of all curves.

/** @typedef {import('./types.js').CurveRecord} CurveRecord */
/** @typedef {ReturnType<typeof axisOf>} Axis */

/** The percentiles written on the axis. */
const WRITTEN = [50, 90, 99, 99.9, 99.99, 99.999, 99.9999, 99.99999];
/** Room between the last percentile and 100, in nines. */
const BEYOND = 0.3;
/** Room beyond the outermost marks: in nines, and as a factor. */
const MARGIN = { nines: 0.08, ratio: 1.04 };
/** Digits of a limit in a scheme. */
const DIGITS = 5;

/** @param {number} percentile below 100 */
const nines = (percentile) => -Math.log10(1 - percentile / 100);

/** The percentile before 100, as far as there are any. @param {CurveRecord} curve */
function lastOf({ at }) {
  const last = at.length > 1 ? at[at.length - 2] : 50;
  return nines(Math.min(last, 100 - 1e-9));
}

/** The axis that curves share: its ends, its ticks where they are not the scale's own, and the places on it. @param {CurveRecord[]} curves @param {boolean} percentile */
export function axisOf(curves, percentile) {
  const marks = curves.flatMap((curve) => curve.marks);
  const marked = marks.map((mark) => mark.percentile).filter((p) => p < 100);
  const end = Math.max(...curves.map(lastOf), ...marked.map(nines)) + BEYOND;
  const start = Math.min(nines(50), ...marked.map((p) => nines(Math.max(0, p))));
  const ratios = [...curves.map(({ at }) => at[0]), ...marks.map(({ ratio }) => ratio)].filter((ratio) => ratio > 0);
  const least = Math.min(...ratios);
  const most = Math.max(1, ...ratios);
  const written = WRITTEN.filter((p) => nines(p) < end - 2 * BEYOND).map(
    (p) => /** @type {[number, string]} */ ([nines(p), `p${p}`]),
  );

  /** @param {{ratio: number, percentile: number}} point */
  function placeOf(point) {
    if (!percentile) return point.ratio;
    return point.percentile >= 100 ? end : nines(Math.max(0, point.percentile));
  }
  const placeAt = (/** @type {CurveRecord} */ { at }, /** @type {number} */ i) =>
    placeOf({ ratio: at[i], percentile: at[i] });

  return {
    percentile,
    ends: /** @type {[number, number]} */ (
      percentile
        ? [start - MARGIN.nines, end + MARGIN.nines]
        : [(Number.isFinite(least) && least < 1 ? least : 0.1) / MARGIN.ratio, most * MARGIN.ratio]
    ),
    ticks: percentile ? [...written, /** @type {[number, string]} */ ([end, 'p100'])] : null,
    placeOf,
    /** Place of a curve's point. */
    placeAt,
    /** The share of the range, or the percentile, at a place. @param {number} place */
    valueAt: (place) => (!percentile ? place : place >= end ? 100 : 100 * (1 - 10 ** -place)),
    /** Index of the point nearest to a place, among those from `first` on. @param {CurveRecord} curve @param {number} place @param {number} [first] */
    nearest(curve, place, first = -Infinity) {
      const far = (/** @type {number} */ i) => {
        const there = placeAt(curve, i);
        if (there < first) return Infinity;
        return percentile ? Math.abs(there - place) : Math.abs(Math.log(there / place));
      };
      return leastIndex(curve.at, far);
    },
  };
}

/** The index with the least value of `of`. @param {Float64Array} list @param {(i: number) => number} of */
function leastIndex(list, of) {
  return list.reduce((best, _, i) => (of(i) < of(best) ? i : best), 0);
}

/** The point of least error. @param {CurveRecord} curve */
export function leastOf({ rounding, clipping }) {
  const mse = (/** @type {number} */ i) => rounding[i] + clipping[i];
  const index = leastIndex(rounding, mse);
  return { index, mse: mse(index) };
}

/** Index of the point nearest to the range a scheme has. @param {CurveRecord} curve @param {import('../../engine/records.js').SchemeFrame} scheme @param {Axis} axis */
export function ownPoint(curve, scheme, axis) {
  const own = curve.marks.find(({ calibration }) => calibration === scheme.text);
  if (own) return axis.nearest(curve, axis.placeOf(own));
  const { params, parts, metrics } = scheme;
  if (axis.percentile && parts.calibration === 'percentile')
    return axis.nearest(curve, axis.placeOf({ percentile: parts.percentile, ratio: 0 }));
  // Many blocks have no common range: their clipped share is compared.
  if (Number.isNaN(curve.lo[0])) return leastIndex(curve.clipped, (i) => Math.abs(curve.clipped[i] - metrics.clipped));
  return leastIndex(curve.at, (i) => Math.abs(curve.hi[i] - curve.lo[i] - (params.beta - params.alpha)));
}

/**
 * The place left of which a value is clipped: −∞ if it never is, ∞ if it always is, NaN if each of many blocks has its own range.
 * @param {CurveRecord} curve @param {number} x @param {Axis} axis
 */
export function clipsLeftOf(curve, x, axis) {
  const { alpha, beta } = curve;
  if (alpha.length === 0 || Number.isNaN(alpha[0])) return NaN;
  let i = alpha.length - 1;
  while (i >= 0 && x >= alpha[i] && x <= beta[i]) i -= 1;
  if (i < 0) return -Infinity;
  if (i === alpha.length - 1) return Infinity;
  const ends = x > beta[i] ? beta : alpha;
  const [from, to] = [axis.placeAt(curve, i), axis.placeAt(curve, i + 1)];
  return from + ((x - ends[i]) / (ends[i + 1] - ends[i])) * (to - from);
}

/** The parts of a scheme that a point means. @param {CurveRecord} curve @param {number} index @param {boolean} percentile @returns {Partial<import('../../engine/records.js').SchemeParts>} */
export function partsAt(curve, index, percentile) {
  if (percentile) {
    const p = curve.at[index];
    const places = Math.max(1, Math.ceil(nines(Math.min(p, 100 - 1e-9))));
    return { calibration: 'percentile', percentile: p >= 100 ? 100 : Number(p.toFixed(places)) };
  }
  const [lo, hi] = [curve.lo[index], curve.hi[index]];
  // The whole range is `max`, whatever the data will be.
  if (index === curve.at.length - 1) return { calibration: 'max' };
  return { calibration: 'clip', lo: Number(lo.toPrecision(DIGITS)), hi: Number(hi.toPrecision(DIGITS)) };
}
