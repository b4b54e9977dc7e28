// Places a list that opens from a button: under it or above it, wherever there is more room, and never beyond the window.

const GAP = 4;
const MARGIN = 8;
const WIDEST = 460;
const TALLEST = 620;
/** A list with less room than this stands over its button. */
const LEAST = 220;

/** @param {HTMLElement} popover a fixed box @param {HTMLElement} anchor @param {{widest?: number, tallest?: number}} [size] in CSS pixels */
export function place(popover, anchor, { widest = WIDEST, tallest = TALLEST } = {}) {
  const { left, top, bottom } = anchor.getBoundingClientRect();
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const wide = Math.min(widest, width - 2 * MARGIN);
  const rooms = { below: height - bottom - GAP - MARGIN, above: top - GAP - MARGIN };
  const below = rooms.below >= Math.min(tallest, rooms.above);
  const room = Math.min(tallest, below ? rooms.below : rooms.above);
  const { style } = popover;
  style.width = `${wide}px`;
  style.left = `${Math.max(MARGIN, Math.min(left, width - MARGIN - wide))}px`;
  const over = room < LEAST;
  style.maxHeight = `${over ? height - 2 * MARGIN : room}px`;
  style.top = over ? `${MARGIN}px` : below ? `${bottom + GAP}px` : 'auto';
  style.bottom = over || below ? 'auto' : `${height - top + GAP}px`;
}
