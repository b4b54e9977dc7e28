// Where a pointer is, in the pixels that an element counts: the page around may show it larger or smaller than it is.

/**
 * @param {HTMLElement} element
 * @param {MouseEvent} event
 * @returns {{x: number, y: number}} from the element's upper left corner
 */
export function placeIn(element, event) {
  const { left, top, width, height } = element.getBoundingClientRect();
  const shown = (/** @type {number} */ size, /** @type {number} */ own) => (size > 0 && own > 0 ? size / own : 1);
  return {
    x: (event.clientX - left) / shown(width, element.offsetWidth),
    y: (event.clientY - top) / shown(height, element.offsetHeight),
  };
}
