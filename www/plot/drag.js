// A drag: from a pointer that goes down on an element until it is released or cancelled.

/**
 * Follows a pointer; the element keeps it even outside its own area. A cancelled drag has no place of its own: it ends where the
 * pointer was last.
 * @param {HTMLElement} element
 * @param {PointerEvent} down
 * @param {{move: (event: PointerEvent) => void, drop: (event: PointerEvent, cancelled: boolean) => void}} on
 */
export function followDrag(element, down, { move, drop }) {
  element.setPointerCapture(down.pointerId);
  const end = new AbortController();
  /** Another finger is none of this drag's. @param {PointerEvent} event */
  const own = ({ pointerId }) => pointerId === down.pointerId;
  let last = down;
  const follow = (/** @type {PointerEvent} */ event) => {
    if (!own(event)) return;
    last = event;
    move(event);
  };
  const finish = (/** @type {PointerEvent} */ event) => {
    if (!own(event)) return;
    end.abort();
    const cancelled = event.type === 'pointercancel';
    drop(cancelled ? last : event, cancelled);
  };
  element.addEventListener('pointermove', follow, { signal: end.signal });
  element.addEventListener('pointerup', finish, { signal: end.signal });
  element.addEventListener('pointercancel', finish, { signal: end.signal });
}

/** A grip that moved fewer pixels than this was only pressed. */
const PRESS_PX = 1;

/**
 * Makes an element a grip. Pressing it gives it the focus; once it has moved, `move` is called for each step and `drop` at the end.
 * @typedef {object} Hold
 * @property {(event: PointerEvent) => number} across the coordinate along which it moves
 * @property {(event: PointerEvent) => void} move
 * @property {(event: PointerEvent) => void} drop also after a cancelled drag, which keeps what was moved
 * @property {(event: PointerEvent) => void} [press] it was let go where it was pressed
 * @param {HTMLElement} element
 * @param {(down: PointerEvent) => Hold|null} begin null where there is nothing to drag
 */
export function grip(element, begin) {
  element.addEventListener('pointerdown', (down) => {
    const hold = down.button === 0 ? begin(down) : null;
    if (!hold) return;
    down.preventDefault();
    down.stopPropagation();
    element.focus();
    let moved = false;
    followDrag(element, down, {
      move: (at) => {
        moved ||= Math.abs(hold.across(at) - hold.across(down)) > PRESS_PX;
        if (moved) hold.move(at);
      },
      drop: (at, cancelled) => {
        if (moved) hold.drop(at);
        else if (!cancelled) hold.press?.(at);
      },
    });
  });
}
