// Where nearly all values lie, whatever the outliers.

/** @typedef {import('../engine/records.js').Frame} Frame */

/** Standard deviations to either side: nearly all of a bell. */
const DEVIATIONS = 4;
/** Where the whole axis is this many times as wide, little can be seen of most values on it. */
const WIDE = 8;

/** The range of most values: four standard deviations around the median. @param {Frame} frame @returns {[number, number]} */
export function bulkOf(frame) {
  const { sd, min, max } = frame.data;
  const [low, median, high] = quantiles(frame, [0.16, 0.5, 0.84]);
  const spread = (DEVIATIONS * (high - low)) / 2 || DEVIATIONS * sd || 1;
  return [Math.max(median - spread, min - spread / 20), Math.min(median + spread, max + spread / 20)];
}

/** Whether most values crowd in a small part of what is shown. @param {Frame} frame */
export function isCrowded(frame) {
  const [lo, hi] = bulkOf(frame);
  return frame.view[1] - frame.view[0] > WIDE * (hi - lo);
}

/** By the bins of the picture. The middle two thirds of a bell are two standard deviations wide. @param {Frame} frame @param {number[]} shares */
function quantiles({ counts, view: [lo, hi], below, above }, shares) {
  const total = counts.reduce((sum, n) => sum + n, 0) + below + above;
  return shares.map((share) => {
    let sum = below;
    const bin = counts.findIndex((n) => (sum += n) >= share * total);
    return lo + ((bin + 0.5) * (hi - lo)) / counts.length;
  });
}
