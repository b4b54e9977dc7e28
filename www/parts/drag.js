// A drag: from a pointer that went down on an element to where it is let go, or the drag is taken away.

/**
 * Follows a pointer; the element keeps it even outside its own area.
 * @param {HTMLElement} element
 * @param {PointerEvent} down
 * @param {{move: (event: PointerEvent) => void, drop: (event: PointerEvent) => void}} on `drop` gets `pointerup` or `pointercancel`
 */
export function followDrag(element, down, { move, drop }) {
  element.setPointerCapture(down.pointerId);
  const end = new AbortController();
  const finish = (/** @type {PointerEvent} */ event) => {
    end.abort();
    drop(event);
  };
  element.addEventListener('pointermove', move, { signal: end.signal });
  element.addEventListener('pointerup', finish, { signal: end.signal });
  element.addEventListener('pointercancel', finish, { signal: end.signal });
}
