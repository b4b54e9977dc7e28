// The map of a panel of the clipping picture with its marks, and which mark a pointer means.

/** How far from a dot and from a name a click counts, in CSS pixels: with a mouse, with a finger. */
const REACH = { dot: [9, 16], name: [2, 8] };

/** @typedef {import('../../plot/plot-map.js').PlotMap} PlotMap */

/** @param {PlotMap} map @param {import('./types.js').MarkPlace[]} places in device pixels @param {number} scale device pixels per CSS pixel */
export function markedMap(map, places, scale) {
  const marks = places.map(({ x, y, left, top, right, bottom }) => ({
    x: x / scale,
    y: y / scale,
    name: [left, top, right, bottom].map((edge) => edge / scale),
  }));
  return {
    ...map,
    marks,
    /** The mark whose name or dot is at a place. @param {number} x @param {number} y @param {boolean} coarse */
    markAt(x, y, coarse) {
      const [dot, edge] = [REACH.dot[coarse ? 1 : 0], REACH.name[coarse ? 1 : 0]];
      const outside = (/** @type {number} */ value, /** @type {number} */ from, /** @type {number} */ to) =>
        Math.max(from - value, value - to, 0);
      // A name counts within its box, a dot by its distance.
      const distances = marks.map(({ name: [left, top, right, bottom], ...at }) => {
        const away = left < right ? Math.max(outside(x, left, right), outside(y, top, bottom)) : Infinity;
        return Math.min(away <= edge ? away / edge : Infinity, Math.hypot(at.x - x, at.y - y) / dot);
      });
      const nearest = distances.reduce((best, far, i) => (far < distances[best] ? i : best), 0);
      return distances[nearest] <= 1 ? nearest : null;
    },
  };
}
