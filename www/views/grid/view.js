// The Grid view: the picture of the data with both grids, and the limits to drag on it. look-around.js zooms, pans and points.

import { clipHandles } from './clip-handles.js';
import { h, setText } from '../../controls/dom.js';
import { overlay } from './overlay.js';
import { asked, draggedLimits } from './limits.js';
import { rangeOf, rangeText, withRoomFor } from '../../plot/view-range.js';
import { sliderPlot } from '../../plot/slider-plot.js';
import { cssMap, gridPicture, notesOf, pictureText } from './picture.js';
import { dataTables } from './tables.js';
import { gridMotion } from './motion.js';
import { lookAround } from '../../plot/look-around.js';
import { pointGrip } from '../../plot/point-grip.js';
import { parsedScheme } from '../../state/schemes.js';
import { ROLES, letterOf } from '../../state/roles.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../plot/types.js').GridMap} GridMap */

/** On a narrower picture, in CSS pixels, the sentences would be cut: they stand under it. */
const NARROW = 480;

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function gridView(context) {
  const { t, compose, changeData, wanted, drawing, look, recover } = context;
  /** @type {Frame|null} */
  let frame = null;
  /** @type {GridMap|null} */
  let map = null;
  /** @type {import('../types.js').Steps|null} of the value pointed at */
  let steps = null;
  let log = true;
  /** What a second file stores, once there was one. @type {ReturnType<typeof import('./became.js').gridBecame>|null} */
  let second = null;
  let fetching = Promise.resolve();
  /** Whether a limit is held: then the picture follows the pointer at once. */
  let dragged = false;
  /** The range that the state had when it was taken. */
  let zoom = '';

  const lines = overlay();
  const picture = sliderPlot({ label: t('ui.plot'), draw, recover, over: lines.over });
  const handles = clipHandles({
    t,
    onDrag: dragLimit,
    onPoint: (event) => around.pointAt(event),
    limitOf: (role, end) => (end === 'lo' ? schemeOf(role).alpha : schemeOf(role).beta),
  });
  const grip = pointGrip({ label: t('ui.point'), onDrag: dragPoint });
  const notes = { a: h('p', { class: 'a' }), b: h('p', { class: 'b' }) };
  const noted = h('div', { class: 'says noted', hidden: true }, notes.a, notes.b);
  const places = () =>
    map && { left: map.left, right: map.right, bottom: map.panels[map.panels.length - 1].bottom, valueAt: map.valueAt };
  const motion = gridMotion(picture.draw);
  const around = lookAround(context, { ...picture, places, brush: (range) => lines.brush(map, range) });

  /** A scheme and the range of its block, as they were last asked for. @param {'a'|'b'} role */
  const schemeOf = (role) => asked(parsedScheme(drawing(), wanted()[role]).parts, /** @type {Frame} */ (frame)[role]);
  /**
   * The whole range may depend on the limits, so the axis is held while one moves, and where it was let go is on the axis. Whether that
   * is still the whole range is known with its frame.
   * @param {'a'|'b'} role @param {'lo'|'hi'} end @param {number} value @param {boolean} transient @param {number} place the value at which the handle then stands
   */
  function dragLimit(role, end, value, transient, place) {
    if (!frame) return;
    if (!dragged) zoom = wanted().x;
    dragged = transient;
    const view = rangeOf(wanted()) ?? frame.view;
    const change = draggedLimits(schemeOf(role), end, value, view);
    if (!change) return;
    const inside = place >= view[0] && place <= view[1];
    const held = rangeText(view, frame.whole) === '' ? view.join() : rangeText(view);
    const x = transient ? view.join() : inside ? zoom || held : rangeText(withRoomFor(place, view));
    compose(role, () => drawing().change_scheme(wanted()[role], change), { transient, also: { x } });
  }

  /** The axis stays as it is; only a value that was let go outside it extends it. @param {number} value @param {[number, number]} range @param {boolean} transient */
  function dragPoint(value, range, transient) {
    if (!frame) return;
    const held = transient || rangeText(withRoomFor(value, range), frame.whole) === '';
    const x = held ? range.join() : rangeText(withRoomFor(value, range));
    changeData({ point: value }, { transient, also: { x } });
  }

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function draw(canvas, scale) {
    if (!frame) return;
    // What is saved or printed is never in motion.
    const onScreen = canvas === picture.canvas;
    const narrow = onScreen && canvas.width < NARROW * scale;
    noted.hidden = !narrow || context.quiet();
    const [a, b] = ROLES.map((role) => (onScreen ? motion.of(role, /** @type {Frame} */ (frame)[role]) : null));
    const how = { log, look: look(scale), quiet: context.quiet(), noted: narrow, motions: { a, b } };
    const arrays = [a?.arrays ?? frame.a, b?.arrays ?? frame.b];
    const record = gridPicture(t, frame, how);
    const drawn =
      second?.draw(canvas, record, frame, arrays) ??
      drawing().draw_grid(canvas, record, frame.counts, arrays[0], arrays[1]);
    map = cssMap(drawn, scale);
    handles.update(map, frame);
    grip.update(map, frame.data.parts.point ?? undefined);
    lines.mark(map, steps);
    return second?.words(pictureText(t, frame)) ?? pictureText(t, frame);
  }

  /** Shows beside the data what it became in a second file, for the first time. @param {Frame} shown @param {string} became */
  async function follow(shown, became) {
    const { gridBecame } = await import('./became.js');
    second ??= gridBecame(context, picture.draw);
    if (shown === frame) second.update(shown, became);
  }

  return {
    picture,
    element: h(
      'section',
      { class: 'grid-view', 'aria-label': t('ui.view.grid') },
      around.tools,
      picture.stage(...handles.elements, grip.element),
      noted,
    ),
    update(next, state) {
      motion.follow(frame, next, dragged);
      frame = next;
      log = state.counts === 'log';
      around.update(next, state);
      // Before it is drawn: what an earlier second file had is no part of this picture.
      if (second) second.update(next, state.became);
      else if (state.became !== '') fetching = follow(next, state.became);
      for (const role of ROLES) setText(notes[role], `${letterOf(role)}  ${notesOf(t, next[role])[0]}`);
      picture.draw();
    },
    mark(next, words) {
      steps = next;
      lines.mark(map, steps);
      around.mark(steps, words);
    },
    tables: (shown) => dataTables(t, shown),
    sheets: () => second?.sheets() ?? [],
    async settled() {
      motion.finish();
      await fetching;
      await second?.settled();
    },
    dispose() {
      second?.dispose();
      motion.dispose();
      picture.dispose();
    },
  };
}
