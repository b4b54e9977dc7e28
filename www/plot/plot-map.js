// Where a plot is and what its axes show: the drawing's map in CSS pixels, with conversions between pixels and values. The scales are
// those of src/figure/scale.rs.

/** @typedef {{log: boolean, lo: number, hi: number}} ScaleRecord ends as values, also of a logarithmic scale */
/** @typedef {{left: number, top: number, right: number, bottom: number, x: ScaleRecord, y: ScaleRecord}} PlotRecord */
/** @typedef {ReturnType<typeof plotMap>} PlotMap */

/** @param {ScaleRecord} scale @param {number} value */
function fraction({ log, lo, hi }, value) {
  if (!log) return (value - lo) / (hi - lo);
  return value > 0 ? Math.log(value / lo) / Math.log(hi / lo) : -Infinity;
}

/** @param {ScaleRecord} scale @param {number} share */
function valueOf({ log, lo, hi }, share) {
  return log ? lo * (hi / lo) ** share : lo + share * (hi - lo);
}

/** @param {PlotRecord} record in device pixels @param {number} scale device pixels per CSS pixel */
export function plotMap(record, scale) {
  const { x, y } = record;
  const [left, top, right, bottom] = [record.left, record.top, record.right, record.bottom].map((edge) => edge / scale);
  return {
    left,
    top,
    right,
    bottom,
    x,
    y,
    xOf: (/** @type {number} */ value) => left + fraction(x, value) * (right - left),
    yOf: (/** @type {number} */ value) => bottom - fraction(y, value) * (bottom - top),
    valueAt: (/** @type {number} */ at) => valueOf(x, (at - left) / (right - left)),
    heightAt: (/** @type {number} */ at) => valueOf(y, (bottom - at) / (bottom - top)),
    contains: (/** @type {number} */ atX, /** @type {number} */ atY) =>
      atX >= left && atX <= right && atY >= top && atY <= bottom,
  };
}

/** The maps of several plots. @param {PlotRecord[]} records in device pixels @param {number} scale @returns {PlotMap[]} */
export const plotMaps = (records, scale) => records.map((record) => plotMap(record, scale));

/** A box in CSS pixels. @param {[number, number, number, number]} edges left, top, right, bottom, in device pixels @param {number} scale */
export function boxOf([left, top, right, bottom], scale) {
  return { left: left / scale, top: top / scale, right: right / scale, bottom: bottom / scale };
}
