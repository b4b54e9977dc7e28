// What zooms a picture wherever the focus is: the wheel with Ctrl or Command, which is also what a pinch on a trackpad sends, and two
// fingers on a touch screen. The wheel alone is left to the page, which scrolls. Over the picture the browser's own zoom is off.

/** @typedef {{x: number, y: number}} Point in CSS pixels of the plot */
/** @typedef {[Point, Point]} Fingers */

/** The wheel has come to rest when nothing has moved for this time. */
const REST_MS = 300;
/** Pixels of the wheel for a factor of e, as browsers report a pinch on a trackpad. */
const PER_E = 100;
/** The most that one event zooms, as an exponent: a notch of a mouse's wheel is as many pixels as a wide pinch. */
const MOST = 0.25;
/** Browsers that count lines or pages: pixels of one. */
const LINE_PX = 40;

/** By which factor the shown range grows. @param {Pick<WheelEvent, 'deltaY'|'deltaMode'>} event */
export function wheelFactor({ deltaY, deltaMode }) {
  const pixels = deltaMode === 0 ? deltaY : deltaY * LINE_PX;
  return Math.exp(Math.max(-MOST, Math.min(MOST, pixels / PER_E)));
}

/**
 * @param {HTMLElement} plot
 * @param {(event: WheelEvent, factor: number) => boolean} zoom shows another range; false where there is nothing to zoom
 * @param {() => void} rest the wheel has come to rest
 */
export function wheelZoom(plot, zoom, rest) {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  plot.addEventListener(
    'wheel',
    (event) => {
      if (!(event.ctrlKey || event.metaKey) || !zoom(event, wheelFactor(event))) return;
      event.preventDefault();
      clearTimeout(timer);
      timer = setTimeout(() => plot.isConnected && rest(), REST_MS);
    },
    { passive: false },
  );
}

/**
 * Follows two fingers.
 * @param {HTMLElement} plot
 * @param {(event: MouseEvent) => Point} position
 * @param {{begin: (from: Fingers) => void, move: (to: Fingers) => void, end: () => void}} on
 */
export function pinch(plot, position, { begin, move, end }) {
  /** @type {Map<number, Point>} */
  const fingers = new Map();
  let most = 0;
  const two = () => /** @type {Fingers} */ ([...fingers.values()]);

  plot.addEventListener('pointerdown', (event) => {
    if (fingers.size === 0) most = 0;
    if (event.pointerType !== 'touch' || fingers.size === 2) return;
    fingers.set(event.pointerId, position(event));
    most = Math.max(most, fingers.size);
    if (fingers.size === 2) begin(two());
  });
  plot.addEventListener('pointermove', (event) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, position(event));
    if (fingers.size === 2) move(two());
  });
  const lifted = (/** @type {PointerEvent} */ event) => {
    const pinched = fingers.size === 2;
    if (fingers.delete(event.pointerId) && pinched) end();
  };
  plot.addEventListener('pointerup', lifted);
  plot.addEventListener('pointercancel', lifted);
  // Two fingers up or down would scroll the page.
  plot.addEventListener(
    'touchstart',
    (event) => event.touches.length > 1 && event.cancelable && event.preventDefault(),
    {
      passive: false,
    },
  );
  return {
    /** Whether the finger that came first has had company, so that what it does alone is over. */
    accompanied: () => most > 1,
  };
}
