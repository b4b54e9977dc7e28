// The Grid view: the picture, what lies over it, and the ways to look around in it.
//
// Mouse: hover inspects, a drag across the plot zooms to it, a drag on the axis pans. Touch: a finger inspects, on
// the axis it pans. Keys, while the plot has focus: see help.js. The wheel zooms only while the plot has focus, so
// that it stays the host page's otherwise.

import { button, segmented } from '../parts/controls.js';
import { clipHandles } from '../parts/clip-handles.js';
import { h } from '../parts/dom.js';
import { followDrag } from '../parts/drag.js';
import { cssMap, gridPicture, pictureText, robustSpread } from './grid-picture.js';
import { pictureCanvas } from './canvas.js';
import { dataTables } from './grid-tables.js';
import { overlay } from '../parts/overlay.js';
import { rangeOf } from '../state.js';
import { draggedLimits, keyStep, panned, rangeText, zoomed } from '../parts/view-range.js';

/** @typedef {import('../types.js').Frame} Frame */
/** @typedef {import('../types.js').GridMap} GridMap */
/** @typedef {[number, number]} Range */

/** A drag shorter than this many pixels is a click. */
const CLICK_PX = 4;
const ZOOM_STEP = 1.5;

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function gridView({ t, set, compose, wanted, drawing, theme, recover, point, pointed }) {
  /** @type {Frame|null} */
  let frame = null;
  /** @type {GridMap|null} */
  let map = null;
  /** @type {import('../types.js').Steps|null} of the value pointed at */
  let steps = null;
  let log = true;

  const picture = pictureCanvas({ paint, recover });
  const lines = overlay();
  const handles = clipHandles({ t, onDrag: dragLimit, limitOf: (role, end) => (end === 'lo' ? asked(role).alpha : asked(role).beta) });
  const { box: plot, position } = picture;
  Object.assign(plot, { tabIndex: 0, role: 'slider', ariaLabel: t('ui.plot') });
  plot.dataset.control = 'plot';
  plot.append(lines.element);
  const stage = h('div', { class: 'stage' }, plot, ...handles.elements);

  const zoomButton = (/** @type {string} */ name, /** @type {string} */ text, /** @type {() => void} */ onClick) =>
    button({ text, name, title: t(`ui.${name}`), onClick, class: 'quiet' });
  const counts = segmented({
    label: t('ui.counts'),
    name: 'counts',
    options: ['log', 'linear'].map((value) => ({ value, label: t(`ui.counts.${value}`) })),
    onChange: (value) => set({ counts: value }),
  });
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
      zoomButton('zoom-bulk', t('ui.zoom-bulk.short'), showBulk),
      zoomButton('zoom-whole', t('ui.zoom-whole.short'), showWhole),
    ),
  );

  /** The view shown, or the one asked for already. @returns {Range} */
  function view() {
    return rangeOf(wanted()) ?? frame?.whole ?? [0, 1];
  }
  /** A scheme's parts and range as they were last asked for. @param {'a'|'b'} role */
  function asked(role) {
    const { parts } = drawing().parse_scheme(wanted()[role]);
    const { alpha, beta } = /** @type {Frame} */ (frame)[role].params;
    if (parts.calibration !== 'clip') return { parts, alpha, beta };
    const magnitude = Math.max(-parts.lo, parts.hi);
    return parts.symmetry === 'sym' ? { parts, alpha: -magnitude, beta: magnitude } : { parts, alpha: parts.lo, beta: parts.hi };
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
  /** Four standard deviations around the mean: where nearly all of a bell lies. */
  function showBulk() {
    if (!frame) return;
    const { mean, sd, min, max } = frame.data;
    const spread = 4 * robustSpread(frame) || 4 * sd || 1;
    show([Math.max(mean - spread, min - spread / 20), Math.min(mean + spread, max + spread / 20)]);
  }
  /** @param {'a'|'b'} role @param {'lo'|'hi'} end @param {number} value @param {boolean} transient */
  function dragLimit(role, end, value, transient) {
    if (!frame) return;
    const now = asked(role);
    const parts = { ...now.parts, ...draggedLimits(now, end, value, frame.view) };
    compose(role, () => drawing().print_scheme(parts), { transient });
  }
  plot.addEventListener('pointermove', (event) => {
    if (map && event.buttons === 0) point(valueUnder(event));
  });
  plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !map || !frame) return;
    plot.focus({ preventScroll: true });
    const start = position(event);
    const panning = event.shiftKey || start.y > map.panels[map.panels.length - 1].bottom;
    if (event.pointerType === 'touch' && !panning) {
      point(valueUnder(event));
      return;
    }
    const from = map;
    const begun = frame.view;
    const move = (/** @type {PointerEvent} */ at) => {
      const { x } = position(at);
      if (panning) show(panned(begun, from.valueAt(start.x) - from.valueAt(x)), true);
      else lines.brush(map, [start.x, x]);
    };
    const drop = (/** @type {PointerEvent} */ at) => {
      lines.brush(map, null);
      const { x } = position(at);
      if (at.type === 'pointercancel') return;
      if (panning) show(panned(begun, from.valueAt(start.x) - from.valueAt(x)));
      else if (Math.abs(x - start.x) < CLICK_PX) point(valueUnder(at));
      else show([from.valueAt(Math.min(x, start.x)), from.valueAt(Math.max(x, start.x))]);
    };
    followDrag(plot, event, { move, drop });
  });
  plot.addEventListener('dblclick', showWhole);
  plot.addEventListener(
    'wheel',
    (event) => {
      if (!map || !plot.matches(':focus')) return;
      event.preventDefault();
      show(zoomed(view(), Math.exp(Math.sign(event.deltaY) * 0.2), valueUnder(event)), true);
    },
    { passive: false },
  );
  plot.addEventListener('keydown', (event) => {
    if (!frame || event.ctrlKey || event.metaKey || event.altKey) return;
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
      0: showWhole,
      l: switchCounts,
      L: switchCounts,
      Escape: () => point(null),
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    actions[event.key]();
  });

  /** @param {MouseEvent} event */
  function valueUnder(event) {
    const places = /** @type {GridMap} */ (map);
    return places.valueAt(Math.min(places.right, Math.max(places.left, position(event).x)));
  }

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function paint(canvas, scale) {
    if (!frame) return;
    const look = { dark: theme() === 'dark', scale };
    map = cssMap(drawing().draw_grid(canvas, gridPicture(t, frame, { log, look }), frame.counts, frame.a.levels, frame.b.levels, frame.a.block_counts, frame.b.block_counts), scale);
    handles.update(map, frame);
    lines.mark(map, steps);
  }

  return {
    element: h('section', { class: 'grid-view', 'aria-label': t('ui.view.grid') }, tools, stage),
    update(next, state) {
      frame = next;
      log = state.counts === 'log';
      counts.update(state.counts);
      picture.canvas.setAttribute('aria-label', pictureText(t, next));
      picture.draw();
    },
    mark(next, words) {
      steps = next;
      lines.mark(map, steps);
      if (!frame) return;
      plot.setAttribute('aria-valuenow', String(steps?.a.x ?? frame.view[0]));
      plot.setAttribute('aria-valuemin', String(frame.view[0]));
      plot.setAttribute('aria-valuemax', String(frame.view[1]));
      plot.setAttribute('aria-valuetext', words);
    },
    tables: (shown) => dataTables(t, shown),
    dispose: picture.dispose,
  };
}
