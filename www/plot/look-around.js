// Zooming, panning and pointing along the axis of values, alike in every view that has it: buttons, keys, the wheel, drags and the
// pointer.
//
// Mouse: hover points, a drag across the plot zooms to it, a drag on the axis (or with Shift) pans, the wheel with Ctrl zooms. Touch: a
// finger points, on the axis it pans; two fingers zoom. The help lists the keys.

import { bulkOf, isCrowded } from './bulk.js';
import { button, optionsOf, segmented } from '../controls/controls.js';
import { h } from '../controls/dom.js';
import { toolbar } from '../controls/toolbar.js';
import { followDrag } from './drag.js';
import { keyStep, panned, pinched, rangeOf, rangeText, zoomed } from './view-range.js';
import { pinch, wheelZoom } from './zoom-gestures.js';
import { describe, obey } from '../controls/slider.js';

/** @typedef {import('../engine/records.js').Frame} Frame */
/** @typedef {[number, number]} Range */
/**
 * @typedef {object} Places where the axis is, in CSS pixels of the plot
 * @property {number} left
 * @property {number} right
 * @property {number} bottom of what the axis is under
 * @property {(x: number) => number} valueAt
 */
/**
 * @typedef {object} Ground the plot
 * @property {HTMLElement} plot
 * @property {(event: MouseEvent) => {x: number, y: number}} position
 * @property {(event?: MouseEvent) => Places|null} places null before there is a picture, and where the pointer is not over the axis
 * @property {(range: Range|null) => void} brush shows what is being dragged out, in CSS pixels
 */

/** A drag shorter than this many pixels is a click. */
const CLICK_PX = 4;
const ZOOM_STEP = 1.5;

/** @param {import('../views/types.js').ViewContext} context @param {Ground} ground */
export function lookAround({ t, set, wanted, point, pointed }, { plot, position, places, brush }) {
  /** @type {Frame|null} */
  let frame = null;
  let log = true;

  const zoomButton = (/** @type {string} */ name, /** @type {string} */ text, /** @type {() => void} */ onClick) =>
    button({ text, name, title: t(`ui.${name}`), onClick, class: 'quiet' });
  const counts = segmented({
    label: t('ui.counts'),
    name: 'counts',
    options: optionsOf(t, 'ui.counts', ['log', 'linear']),
    onChange: (value) => set({ counts: value }),
  });
  const bulk = zoomButton('zoom-bulk', t('ui.zoom-bulk.short'), showBulk);
  const tools = h(
    'div',
    { class: 'tools row' },
    counts.element,
    h(
      'div',
      { class: 'row zoom', role: 'group', 'aria-label': t('ui.zoom') },
      zoomButton('pan-left', '←', () => pan(-1 / 4)),
      zoomButton('zoom-out', '−', zoomOut),
      zoomButton('zoom-in', '+', zoomIn),
      zoomButton('pan-right', '→', () => pan(1 / 4)),
      bulk,
      zoomButton('zoom-whole', t('ui.zoom-whole.short'), showWhole),
    ),
  );

  /** The range shown, or the one already asked for. @returns {Range} */
  function view() {
    return rangeOf(wanted()) ?? frame?.whole ?? [0, 1];
  }
  /** @param {Range} range @param {boolean} [transient] */
  function show(range, transient = false) {
    if (frame) set({ x: rangeText(range, frame.whole) }, { transient });
  }
  /** @param {number} share of the view's width */
  function pan(share) {
    const [lo, hi] = view();
    show(panned([lo, hi], share * (hi - lo)));
  }
  function zoomOut() {
    show(zoomed(view(), ZOOM_STEP));
  }
  /** The inspected value stays where it is. */
  function zoomIn() {
    show(zoomed(view(), 1 / ZOOM_STEP, pointed() ?? undefined));
  }
  function showWhole() {
    set({ x: '' });
  }
  function switchCounts() {
    set({ counts: log ? 'linear' : 'log' });
  }
  function showBulk() {
    if (frame) show(bulkOf(frame));
  }
  /** @param {MouseEvent} event @param {Places} at */
  function valueUnder(event, { left, right, valueAt }) {
    return valueAt(Math.min(right, Math.max(left, position(event).x)));
  }

  /** Points at the value under a pointer, also one over what lies on the plot. @param {MouseEvent} event */
  function pointAt(event) {
    const at = places(event);
    if (at) point(valueUnder(event, at));
  }

  plot.addEventListener('pointermove', (event) => {
    if (event.buttons === 0) pointAt(event);
  });
  plot.addEventListener('pointerdown', (event) => {
    const from = places(event);
    if (event.button !== 0 || !from || !frame) return;
    plot.focus({ preventScroll: true });
    const start = position(event);
    const panning = event.shiftKey || start.y > from.bottom;
    if (event.pointerType === 'touch' && !panning) {
      point(valueUnder(event, from));
      return;
    }
    const begun = frame.view;
    const move = (/** @type {PointerEvent} */ at) => {
      if (fingers.accompanied()) return;
      const { x } = position(at);
      if (panning) show(panned(begun, from.valueAt(start.x) - from.valueAt(x)), true);
      else brush([start.x, x]);
    };
    const drop = (/** @type {PointerEvent} */ at, /** @type {boolean} */ cancelled) => {
      brush(null);
      const { x } = position(at);
      if (fingers.accompanied()) return;
      if (panning) show(panned(begun, from.valueAt(start.x) - from.valueAt(x)));
      else if (cancelled) return;
      else if (Math.abs(x - start.x) < CLICK_PX) point(valueUnder(at, places() ?? from));
      else show([from.valueAt(Math.min(x, start.x)), from.valueAt(Math.max(x, start.x))]);
    };
    followDrag(plot, event, { move, drop });
  });
  plot.addEventListener('dblclick', showWhole);
  const settle = () => set({ x: wanted().x });
  wheelZoom(
    plot,
    (event, factor) => {
      const at = places(event);
      if (!at || !frame) return false;
      // The picture may be behind: what is under the pointer is so in the range asked for.
      const [lo, hi] = view();
      const share = Math.min(1, Math.max(0, (position(event).x - at.left) / (at.right - at.left)));
      show(zoomed([lo, hi], factor, lo + share * (hi - lo)), true);
      return true;
    },
    settle,
  );
  /** Where two fingers began. @type {{range: Range, axis: Places, from: import('./zoom-gestures.js').Fingers}|null} */
  let begun = null;
  const fingers = pinch(plot, position, {
    begin(from) {
      const axis = places();
      begun = axis && { range: view(), axis, from };
    },
    move: (to) => begun && show(pinched(begun.range, begun.axis, begun.from, to), true),
    end: settle,
  });
  plot.addEventListener('keydown', (event) => {
    if (!frame) return;
    const step = keyStep(frame.view);
    const at = pointed() ?? (frame.view[0] + frame.view[1]) / 2;
    /** @type {Record<string, () => void>} */
    const actions = {
      ArrowLeft: () => (event.shiftKey ? pan(-1 / 10) : point(at - step)),
      ArrowRight: () => (event.shiftKey ? pan(1 / 10) : point(at + step)),
      Home: () => point(view()[0]),
      End: () => point(view()[1]),
      '+': zoomIn,
      '=': zoomIn,
      '-': zoomOut,
      // With nothing to undo here, the key shows the view of that number.
      ...(wanted().x === '' ? {} : { 0: showWhole }),
      l: switchCounts,
      L: switchCounts,
      Escape: () => point(null),
    };
    obey(event, actions);
  });

  return {
    /** Counts and zoom. */
    tools: toolbar(tools, t('hide.tools')).element,
    pointAt,
    /** @param {Frame} next @param {import('../state/state.js').State} state */
    update(next, state) {
      frame = next;
      log = state.counts === 'log';
      counts.update(state.counts);
      bulk.classList.toggle('wanted', isCrowded(next));
    },
    /** Makes the plot, as a slider, say the value pointed at. @param {import('../views/types.js').Steps|null} steps @param {string} words */
    mark(steps, words) {
      if (!frame) return;
      describe(plot, { min: frame.view[0], max: frame.view[1], now: steps?.a.x ?? frame.view[0], text: words });
    },
  };
}
