// The Grid view: the picture, what lies over it, and the ways to look around in it.
//
// Mouse: hover inspects, a drag across the plot zooms to it, a drag on the axis pans. Touch: a finger inspects, on
// the axis it pans. Keys, while the plot has focus: see help.js. The wheel zooms only while the plot has focus, so
// that it stays the host page's otherwise.

import { button, segmented } from './controls.js';
import { clipHandles } from './clip-handles.js';
import { h } from './dom.js';
import { followDrag } from './drag.js';
import { cssMap, picture, pictureText, robustSpread } from './grid-picture.js';
import { inspector } from './inspector.js';
import { overlay } from './overlay.js';
import { rangeOf } from '../state.js';
import { draggedLimits, keyStep, panned, rangeText, zoomed } from './view-range.js';

/** @typedef {import('../types.js').Frame} Frame */
/** @typedef {import('../types.js').GridMap} GridMap */
/** @typedef {[number, number]} Range */

/** A drag shorter than this many pixels is a click. */
const CLICK_PX = 4;
const ZOOM_STEP = 1.5;

/** @param {import('../types.js').PartContext} context */
export function gridView({ t, set, compose, wanted, drawing, theme, recover }) {
  /** @type {Frame|null} */
  let frame = null;
  /** @type {GridMap|null} */
  let map = null;
  /** @type {number|null} the inspected value */
  let inspected = null;
  let log = true;
  let redraw = 0;

  const canvas = h('canvas', { role: 'img' });
  const lines = overlay();
  const handles = clipHandles({ t, onDrag: dragLimit, limitOf: (role, end) => (end === 'lo' ? asked(role).alpha : asked(role).beta) });
  const plot = h('div', {
    class: 'plot',
    tabIndex: 0,
    role: 'slider',
    'aria-label': t('ui.plot'),
    'data-control': 'plot',
  });
  plot.append(canvas, lines.element);
  const stage = h('div', { class: 'stage' }, plot, ...handles.elements);
  const inspect = inspector({ t, drawing });

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
    show(zoomed(view(), 1 / ZOOM_STEP, inspected ?? undefined));
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
  /** @param {number|null} x */
  function setInspected(x) {
    inspected = x;
    if (!frame) return;
    const steps = inspect.update(frame, x);
    lines.mark(map, steps);
    plot.setAttribute('aria-valuenow', String(x ?? frame.view[0]));
    plot.setAttribute('aria-valuemin', String(frame.view[0]));
    plot.setAttribute('aria-valuemax', String(frame.view[1]));
    plot.setAttribute('aria-valuetext', steps ? inspect.element.textContent ?? '' : t('ui.inspector.hint'));
  }

  plot.addEventListener('pointermove', (event) => {
    if (map && event.buttons === 0) setInspected(valueUnder(event));
  });
  plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !map || !frame) return;
    plot.focus({ preventScroll: true });
    const start = position(event);
    const panning = event.shiftKey || start.y > map.panels[map.panels.length - 1].bottom;
    if (event.pointerType === 'touch' && !panning) {
      setInspected(valueUnder(event));
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
      else if (Math.abs(x - start.x) < CLICK_PX) setInspected(valueUnder(at));
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
    const at = inspected ?? (frame.view[0] + frame.view[1]) / 2;
    /** @type {Record<string, () => void>} */
    const actions = {
      ArrowLeft: () => (event.shiftKey ? pan(-1 / 10) : setInspected(at - step)),
      ArrowRight: () => (event.shiftKey ? pan(1 / 10) : setInspected(at + step)),
      Home: () => setInspected(view()[0]),
      End: () => setInspected(view()[1]),
      '+': zoomIn,
      '=': zoomIn,
      '-': zoomOut,
      0: showWhole,
      l: switchCounts,
      L: switchCounts,
      Escape: () => setInspected(null),
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    actions[event.key]();
  });

  /** A pointer's place in the plot, in CSS pixels. @param {MouseEvent} event */
  function position(event) {
    const box = plot.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
  /** @param {MouseEvent} event */
  function valueUnder(event) {
    const places = /** @type {GridMap} */ (map);
    return places.valueAt(Math.min(places.right, Math.max(places.left, position(event).x)));
  }

  function draw() {
    redraw = 0;
    try {
      paint();
    } catch (error) {
      recover(error);
    }
  }
  function paint() {
    const { clientWidth: width, clientHeight: height } = plot;
    if (!frame || width === 0 || height === 0) return;
    const scale = Math.min(4, globalThis.devicePixelRatio || 1);
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
    map = cssMap(drawing().draw_grid(canvas, picture(t, frame, { log, dark: theme() === 'dark', scale }), frame.counts, frame.a.levels, frame.b.levels, frame.a.block_counts, frame.b.block_counts), scale);
    handles.update(map, frame);
    setInspected(inspected);
  }
  const schedule = () => {
    redraw ||= requestAnimationFrame(draw);
  };
  const resized = new ResizeObserver(schedule);
  resized.observe(plot);

  return {
    element: h('section', { class: 'grid-view', 'aria-label': t('ui.view.grid') }, tools, stage, inspect.element),
    /** How many bins a histogram should have here. */
    bins() {
      return Math.min(600, Math.max(100, Math.round((plot.clientWidth || 800) / 100) * 50));
    },
    /** @param {Frame} next @param {import('../types.js').State} state */
    update(next, state) {
      frame = next;
      log = state.counts === 'log';
      counts.update(state.counts);
      canvas.setAttribute('aria-label', pictureText(t, next));
      if (redraw) cancelAnimationFrame(redraw);
      draw();
    },
    dispose() {
      resized.disconnect();
      if (redraw) cancelAnimationFrame(redraw);
    },
  };
}
