// Gestures on a matrix. Mouse: a click chooses, a drag zooms to what it covers, or pans with Shift; the wheel with Ctrl zooms. Touch: a tap chooses; one finger pans in a zoomed view, and points at values in the
// whole one, where it also scrolls the page; two fingers zoom.

import { followDrag } from '../../plot/drag.js';
import { wheelZoom } from '../../plot/zoom-gestures.js';
import { moved, zoomed } from './window.js';

/** @typedef {import('./window.js').Window} Window */
/** @typedef {import('../../plot/plot-map.js').PlotMap} PlotMap */
/** @typedef {{x: number, y: number}} Point in CSS pixels of the plot */

/** A drag shorter than this many pixels is a click. */
const CLICK_PX = 5;
const TAP_PX = 10;

/**
 * @param {HTMLElement} plot
 * @param {{
 *   position: (event: MouseEvent) => Point,
 *   panelAt: (point: Point) => PlotMap|null,
 *   window: () => Window,
 *   show: (window: Window, transient?: boolean) => void,
 *   whole: () => void,
 *   point: (at: Point) => void,
 *   choose: (at: Point) => void,
 *   cover: (from: Point, to: Point) => void,
 *   brush: (from: Point|null, to?: Point) => void,
 * }} on
 */
export function blocksGestures(plot, on) {
  /** Rows and columns per pixel. @param {PlotMap} map @param {Window} window */
  const per = (map, [top, bottom, left, right]) => ({
    row: (bottom - top) / (map.bottom - map.top),
    column: (right - left) / (map.right - map.left),
  });
  /** The place at a pixel, with fractions. @param {PlotMap} map @param {Window} window @param {Point} at */
  function placeIn(map, window, { x, y }) {
    const { row, column } = per(map, window);
    return { row: window[0] + (y - map.top) * row, column: window[2] + (x - map.left) * column };
  }
  const far = (/** @type {Point} */ p, /** @type {Point} */ q) => Math.hypot(p.x - q.x, p.y - q.y);

  /** @param {PointerEvent} event @param {PlotMap} map */
  function mouse(event, map) {
    const start = on.position(event);
    if (event.shiftKey) {
      pan(event, map, start);
      return;
    }
    on.point(start);
    followDrag(plot, event, {
      move: (to) => {
        const at = on.position(to);
        if (far(start, at) >= CLICK_PX) on.brush(start, at);
        else on.brush(null);
      },
      drop: (to, cancelled) => {
        on.brush(null);
        const at = on.position(to);
        if (cancelled) return;
        if (far(start, at) < CLICK_PX) on.choose(start);
        else on.cover(start, at);
      },
    });
  }

  /** @param {PointerEvent} event @param {PlotMap} map @param {Point} start */
  function pan(event, map, start) {
    const begun = on.window();
    const { row, column } = per(map, begun);
    const shown = (/** @type {PointerEvent} */ to, /** @type {boolean} */ transient) => {
      const { x, y } = on.position(to);
      on.show(moved(begun, (start.y - y) * row, (start.x - x) * column), transient);
    };
    followDrag(plot, event, { move: (to) => shown(to, true), drop: (to) => shown(to, false) });
  }

  /** The fingers on the plot. @type {Map<number, Point>} */
  const fingers = new Map();
  /** @type {{map: PlotMap, window: Window, fingers: Point[], tap: boolean}|null} */
  let begun = null;

  /** A finger came or went: the remaining fingers begin a new movement. @param {PlotMap} map @param {boolean} tap */
  function begin(map, tap) {
    begun = fingers.size > 0 ? { map, window: on.window(), fingers: [...fingers.values()], tap } : null;
  }
  /** @param {boolean} transient */
  function follow(transient) {
    if (!begun) return;
    const { map, window } = begun;
    const [p, q] = begun.fingers;
    const [now, other] = [...fingers.values()];
    if (q) {
      const middle = (/** @type {Point} */ one, /** @type {Point} */ two) => ({
        x: (one.x + two.x) / 2,
        y: (one.y + two.y) / 2,
      });
      const held = placeIn(map, window, middle(p, q));
      const sized = zoomed(window, Math.max(1, far(p, q)) / Math.max(1, far(now, other)), held);
      const under = placeIn(map, sized, middle(now, other));
      on.show(moved(sized, held.row - under.row, held.column - under.column), transient);
    } else if (plot.dataset.zoomed !== undefined) {
      const { row, column } = per(map, window);
      on.show(moved(window, (p.y - now.y) * row, (p.x - now.x) * column), transient);
    } else {
      on.point(now);
    }
  }
  /** @param {PointerEvent} event @param {PlotMap} map */
  function touch(event, map) {
    plot.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, on.position(event));
    begin(map, fingers.size === 1);
  }
  /** @param {PointerEvent} event */
  function lifted(event) {
    const finger = fingers.get(event.pointerId);
    if (!finger || !begun) return;
    const { map, tap } = begun;
    if (!tap) follow(false);
    fingers.delete(event.pointerId);
    begin(map, false);
    if (tap && event.type === 'pointerup') on.choose(finger);
  }
  plot.addEventListener('pointerup', lifted);
  plot.addEventListener('pointercancel', lifted);
  plot.addEventListener('pointermove', (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger || !begun) return;
    const now = on.position(event);
    begun.tap &&= far(finger, now) < TAP_PX;
    if (begun.tap) return;
    fingers.set(event.pointerId, now);
    follow(true);
  });

  plot.addEventListener('pointermove', (event) => {
    if (event.buttons === 0 && event.pointerType !== 'touch') on.point(on.position(event));
  });
  plot.addEventListener('pointerdown', (event) => {
    const map = event.button === 0 ? on.panelAt(on.position(event)) : null;
    if (!map) return;
    plot.focus({ preventScroll: true });
    if (event.pointerType === 'touch') touch(event, map);
    else mouse(event, map);
  });
  plot.addEventListener('dblclick', on.whole);
  wheelZoom(
    plot,
    (event, factor) => {
      const at = on.position(event);
      const map = on.panelAt(at);
      if (!map) return false;
      const window = on.window();
      on.show(zoomed(window, factor, placeIn(map, window, at)), true);
      return true;
    },
    () => on.show(on.window()),
  );
}
