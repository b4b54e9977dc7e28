// Arithmetic of the shown range: zooming, panning, and numbers as short as the picture's resolution allows.

/** @typedef {[number, number]} Range */

/** A key moves something along a range in so many steps. */
const KEY_STEPS = 100;

/** @param {Range} range @param {number} factor below 1 zooms in @param {number} [centre] stays where it is @returns {Range} */
export function zoomed([lo, hi], factor, centre = (lo + hi) / 2) {
  return [centre - (centre - lo) * factor, centre + (hi - centre) * factor];
}

/**
 * The range after two fingers have moved: what was between them still is.
 * @param {Range} range when they began
 * @param {{left: number, right: number}} axis where the range is, in pixels
 * @param {readonly [{x: number, y: number}, {x: number, y: number}]} from @param {readonly [{x: number, y: number}, {x: number, y: number}]} to
 * @returns {Range}
 */
export function pinched([lo, hi], { left, right }, from, to) {
  const apart = ([p, q] = from) => Math.max(1, Math.hypot(p.x - q.x, p.y - q.y));
  const share = ([p, q] = from) => ((p.x + q.x) / 2 - left) / (right - left);
  const width = ((hi - lo) * apart(from)) / apart(to);
  const begin = lo + share(from) * (hi - lo) - share(to) * width;
  return [begin, begin + width];
}

/** @param {Range} range @param {number} by @returns {Range} */
export function panned([lo, hi], by) {
  return [lo + by, hi + by];
}

/** How far one press of an arrow key goes. @param {Range} range */
export function keyStep([lo, hi]) {
  return (hi - lo) / KEY_STEPS;
}

/** Where a value stands on an axis that was extended to it, as a share of its length: there is room to go on. */
const ON_EXTENDED = 0.75;

/** The range, extended where a value lies outside it. @param {number} value @param {Range} range @returns {Range} */
export function withRoomFor(value, [lo, hi]) {
  if (value > hi) return [lo, lo + (value - lo) / ON_EXTENDED];
  if (value < lo) return [hi - (hi - value) / ON_EXTENDED, hi];
  return [lo, hi];
}

/**
 * A value with just the digits that a picture of the range can show.
 * @param {number} value
 * @param {Range} range
 */
export function legible(value, [lo, hi]) {
  const step = (hi - lo) / 2000;
  const digits = Math.ceil(Math.log10(Math.max(Math.abs(value), step) / step));
  return Number(value.toPrecision(Math.min(17, Math.max(1, digits))));
}

/** The zoomed range of a state; null for the whole range. @param {{x: string}} state @returns {Range|null} */
export function rangeOf({ x }) {
  if (x === '') return null;
  const [lo, hi] = x.split(',').map(Number);
  return [lo, hi];
}

/** The state's text for a range; empty for the whole. @param {Range} range @param {Range} [whole] */
export function rangeText([lo, hi], whole) {
  if (whole && lo === whole[0] && hi === whole[1]) return '';
  return `${legible(lo, [lo, hi])},${legible(hi, [lo, hi])}`;
}
