// The nearest of some things in a picture.

/**
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => {x: number, y: number}} placeOf where each is, in CSS pixels
 * @param {{x: number, y: number}} at
 * @param {number} reach how near it has to be, in CSS pixels
 * @returns {T|null} null where none is so near
 */
export function itemAt(items, placeOf, at, reach) {
  /** @type {{item: T|null, far: number}} */
  const none = { item: null, far: reach };
  return items.reduce((best, item) => {
    const { x, y } = placeOf(item);
    const far = Math.hypot(x - at.x, y - at.y);
    return far < best.far ? { item, far } : best;
  }, none).item;
}
