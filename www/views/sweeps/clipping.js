// Exact curves of error against clipping, with a mark for every calibrator: by threshold, or by percentile, and then also over all blocks
// together.
//
// A click or a drag on a curve sets that scheme's range, a click on a calibrator's mark or name chooses the calibrator.
// ← → do the first from the keyboard, M and Shift+M the second; Enter takes the least error, ↑ ↓ go to the other scheme.

import { briefNotation } from '../../numbers/brief-notation.js';
import { number } from '../../numbers/format.js';
import { segmented } from '../../controls/controls.js';
import { setPlace, svg } from '../../controls/dom.js';
import { followDrag } from '../../plot/drag.js';
import { liveSentence } from '../../controls/live-sentence.js';
import { blockHolds } from '../../numbers/block-values.js';
import { plotMap } from '../../plot/plot-map.js';
import { sliderPlot } from '../../plot/slider-plot.js';
import { ROLES, letterOf } from '../../state/roles.js';
import { parsedScheme, wordsOf } from '../../state/schemes.js';
import { isOfAll } from './index.js';
import { axisOf, clipsLeftOf, leastOf, ownPoint, partsAt } from './clipping-curve.js';
import { panelsOf, rangeWord } from './clipping-panels.js';
import { clippingWords, short, withOwnMarks } from './clipping-words.js';
import { markedMap } from './marked-map.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('./types.js').ClippingAnswer} ClippingAnswer */
/** @typedef {import('./clipping-curve.js').Axis} Axis */
/** @typedef {import('../../state/roles.js').Role} Role */
/** @typedef {{role: Role, index: number, mark: number|null}} Spot a point of a curve, or one of its marks */

/** A drag shorter than this many pixels is a click. */
const CLICK_PX = 4;

/** @param {import('../types.js').ViewContext} context @returns {import('./types.js').Sweep} */
export function clippingSweep({ t, set, compose, wanted, drawing, look, recover, quiet }) {
  /** @type {Frame|null} */
  let frame = null;
  /** @type {ClippingAnswer|null} */
  let answer = null;
  let all = false;
  /** @type {Axis} */
  let axis = axisOf([], false);
  /** @type {import('./clipping-panels.js').Panel[]} */
  let panels = [];
  /** Where each panel is. @type {ReturnType<typeof markedMap>[]} */
  let maps = [];
  /** @type {Role} the scheme the keys set */
  let role = 'a';
  /** @type {Spot|null} */
  let at = null;
  /** @type {number|null} the value pointed at in another view */
  let pointed = null;

  const words = clippingWords(t);
  const cursor = svg('line', { class: 'cursor', hidden: '' });
  const ring = svg('circle', { class: 'ring', r: 9, hidden: '' });
  const picture = sliderPlot({ label: t('ui.sweeps.plot'), draw, recover, over: [cursor, ring], keys, press, quiet });
  const { plot } = picture;
  const live = liveSentence();
  const scope = segmented({
    label: t('ui.sweeps.of'),
    name: 'of',
    options: ['block', 'all'].map((value) => ({
      value,
      label: t(`ui.sweeps.of.${value}`),
      title: t(`ui.sweeps.of.${value}.help`),
    })),
    // Blocks have a percentile in common, but no threshold.
    onChange: (value) => set(value === 'all' ? { of: 'all', by: 'percentile' } : { of: 'block' }),
  });

  const here = (/** @type {Role} */ which) => (frame && answer ? ownPoint(answer[which], frame[which], axis) : 0);
  /** @param {Role} which @param {number} i @param {boolean} transient */
  function choose(which, i, transient) {
    if (!answer) return;
    const curve = answer[which];
    const index = Math.min(curve.at.length - 1, Math.max(0, i));
    change(which, partsAt(curve, index, axis.percentile), transient);
  }
  /** @param {Role} which @param {Partial<import('../../engine/records.js').SchemeParts>} parts @param {boolean} [transient] */
  function change(which, parts, transient = false) {
    compose(which, () => drawing().change_scheme(wanted()[which], parts), { transient });
  }
  /** The panel of a scheme. @param {Role} which */
  const panelOf = (which) => panels.findIndex(({ roles }) => roles.includes(which));
  /** The calibrator of a mark. @param {Role} which @param {number} mark */
  function chooseMark(which, mark) {
    if (!answer) return;
    const { parts } = parsedScheme(drawing(), answer[which].marks[mark].calibration);
    const word = wordsOf(drawing(), 'calibration').find(({ name }) => name === parts.calibration);
    const keys = /** @type {(keyof typeof parts)[]} */ ([
      'calibration',
      ...(word?.numbers ?? []).map(({ key }) => key),
    ]);
    change(which, Object.fromEntries(keys.map((key) => [key, parts[key]])));
  }
  /** The next mark along the axis. @param {1|-1} step */
  function nextMark(step) {
    if (!answer || !frame || answer[role].marks.length === 0) return;
    const { marks } = answer[role];
    const { text } = frame[role];
    const order = marks
      .map((mark, i) => ({ i, place: axis.placeOf(mark), own: mark.calibration === text }))
      .sort((p, q) => p.place - q.place);
    const own = order.findIndex((each) => each.own);
    // Without a calibrator in force, the current range is the start.
    const place = axis.placeAt(answer[role], here(role));
    const beyond = order.findIndex((each) => each.place >= place);
    const from = own >= 0 ? own : step > 0 ? (beyond < 0 ? order.length : beyond) - 1 : beyond < 0 ? 0 : beyond;
    chooseMark(role, order[(from + step + order.length) % order.length].i);
  }

  /** @param {PointerEvent} event @returns {Spot|null} */
  function under(event) {
    const { x, y } = picture.position(event);
    const i = maps.findIndex(({ bottom }) => y <= bottom + 20);
    if (!panels[i] || !answer) return null;
    const found = maps[i].markAt(x, y, event.pointerType === 'touch');
    // What stands for a scheme alone is no calibrator to be chosen.
    const mark = found !== null && found < panels[i].marks.length ? found : null;
    // Above the plot only marks and names can be chosen.
    if (mark === null && y < maps[i].top) return null;
    const which = panels[i].roles.length === 1 ? panels[i].roles[0] : nearer(maps[i], x);
    return { role: which, index: indexAt(which, x), mark };
  }
  /** The scheme of a shared curve that stands nearer to a place; of two that stand together the one last meant. @param {ReturnType<typeof markedMap>} map @param {number} x @returns {Role} */
  function nearer(map, x) {
    if (!answer) return role;
    const curves = answer;
    const [a, b] = ROLES.map((which) => Math.abs(map.xOf(axis.placeAt(curves[which], here(which))) - x));
    return a === b ? role : a < b ? 'a' : 'b';
  }
  /** The point of a curve at a place, among those that are in sight. @param {Role} which @param {number} x */
  function indexAt(which, x) {
    const map = maps[panelOf(which)];
    if (!answer) return 0;
    return axis.nearest(answer[which], map.valueAt(Math.min(map.right, Math.max(map.left, x))), map.valueAt(map.left));
  }
  /** @param {Spot|null} spot */
  function pointAt(spot) {
    at = spot;
    say();
  }

  plot.addEventListener('pointermove', (event) => {
    if (event.buttons === 0) pointAt(under(event));
  });
  plot.addEventListener('pointerleave', () => pointAt(null));
  /** @param {PointerEvent} event */
  function press(event) {
    const start = under(event);
    if (!start) return false;
    role = start.role;
    let dragged = start.mark === null;
    let moved = false;
    const from = event.clientX;
    followDrag(plot, event, {
      move: (to) => {
        dragged ||= Math.abs(to.clientX - from) >= CLICK_PX;
        moved ||= dragged;
        if (dragged) choose(role, indexAt(role, picture.position(to).x), true);
      },
      drop: (to, cancelled) => {
        if (cancelled && !moved) return;
        if (dragged) choose(role, indexAt(role, picture.position(to).x), false);
        else if (start.mark !== null) chooseMark(role, start.mark);
      },
    });
    return true;
  }
  /** @param {KeyboardEvent} event */
  function keys(event) {
    if (!answer) return null;
    const curve = answer[role];
    const step = (event.shiftKey ? 5 : 1) * Math.max(1, Math.round(curve.at.length / 100));
    const other = (/** @type {Role} */ which) => {
      role = which;
      say();
    };
    return {
      ArrowLeft: () => choose(role, here(role) - step, false),
      ArrowRight: () => choose(role, here(role) + step, false),
      Home: () => choose(role, 0, false),
      End: () => choose(role, curve.at.length - 1, false),
      Enter: () => choose(role, leastOf(curve).index, false),
      m: () => nextMark(1),
      M: () => nextMark(-1),
      ArrowUp: () => other('a'),
      ArrowDown: () => other('b'),
    };
  }

  /** The value pointed at, where a curve is about it: a block's curve only about the values of that block. @param {Role} which */
  function pointedIn(which) {
    if (pointed === null || !frame) return null;
    return all || blockHolds(frame[which], frame.view, pointed) ? pointed : null;
  }
  /** The letters of a panel, with the block that its curve is about. @param {readonly Role[]} roles */
  function nameOf(roles) {
    const letter = roles.map(letterOf).join(', ');
    const about = words.about(/** @type {Frame} */ (frame)[roles[0]], all);
    return about === '' ? letter : t('sweeps.letter', { letter, about });
  }
  function say() {
    if (!answer || !frame) return;
    const curves = answer;
    const which = at?.role ?? role;
    const curve = curves[which];
    const letter = letterOf(which);
    const index = at?.index ?? here(which);
    const mark = at?.mark ?? null;
    picture.describe({ min: 0, max: curve.at.length - 1, now: index, text: words.at(letter, curve, index) });
    plot.classList.toggle('choosing', mark !== null);
    const each = (/** @type {(which: Role) => string} */ of) => ROLES.map(of).filter(Boolean).join(' ');
    const value = each((role) => {
      const x = pointedIn(role);
      return x === null ? '' : words.value(letterOf(role), curves[role], x, axis);
    });
    if (mark !== null) live.say(words.mark(letter, curve.marks[mark]));
    else if (at) live.say(words.at(letter, curve, index));
    else {
      const shown = frame;
      const summary = (/** @type {import('./clipping-panels.js').Panel} */ { roles, curve }) =>
        words.summary(nameOf(roles), curve, axis, shown[roles[0]]);
      live.say([value, ...panels.map(summary)].filter(Boolean).join('\n'));
    }
    show(which, index, mark);
  }
  /** Marks the point or mark under the pointer over the picture. @param {Role} which @param {number} index @param {number|null} mark */
  function show(which, index, mark) {
    const map = maps[panelOf(which)];
    const shown = at && map && answer ? { map, curve: answer[which] } : null;
    cursor.toggleAttribute('hidden', !shown || mark !== null);
    ring.toggleAttribute('hidden', !shown || mark === null);
    if (!shown) return;
    if (mark !== null) {
      const { x, y } = shown.map.marks[mark];
      setPlace(ring, { cx: x, cy: y });
      return;
    }
    const x = shown.map.xOf(axis.placeAt(shown.curve, index));
    setPlace(cursor, { x1: x, x2: x, y1: map.top, y2: map.bottom });
  }

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function draw(canvas, scale) {
    if (!frame || !answer) return;
    const [shown, curves] = [frame, answer];
    /** @param {import('./clipping-panels.js').Panel} panel */
    const panel = ({ roles, curve, marks }) => {
      const [which] = roles;
      const other = curves[`other_${which}`];
      const places = (/** @type {import('./types.js').CurveRecord} */ each) =>
        Array.from(each.at, (_, i) => axis.placeAt(each, i));
      const x = pointedIn(which);
      const place = x === null ? NaN : clipsLeftOf(curve, x, axis);
      const ownRoles = (/** @type {string} */ calibration) => roles.filter((role) => shown[role].text === calibration);
      const named = marks.map((mark) => ({
        label: mark.name,
        at: axis.placeOf(mark),
        error: mark.mse,
        number: short(mark.mse),
        chosen: ownRoles(mark.calibration),
      }));
      // What a format of ggml finds is no point of the curve.
      const unmarked = roles.filter(
        (role) => !shown[role].fitted && named.every(({ chosen }) => !chosen.includes(role)),
      );
      return {
        schemes: roles.map((role) => [role, `${letterOf(role)}  ${briefNotation(shown[role].text)}`]),
        at: places(curve),
        rounding: [...curve.rounding],
        clipping: [...curve.clipping],
        other: other
          ? [places(other), Array.from(other.rounding, (rounding, i) => rounding + other.clipping[i])]
          : [[], []],
        marks: [...named, ...unmarked.map(own)],
        pointed: Number.isFinite(place)
          ? [place, t('figure.clipped-left', { x: number(Number(x), { digits: 4, trim: true }) })]
          : null,
        subtitle: words.about(shown[which], all),
      };
    };
    /** The mark of a scheme whose calibrator has none. @param {Role} which */
    const own = (which) => {
      const index = here(which);
      const error = curves[which].rounding[index] + curves[which].clipping[index];
      return {
        label: rangeWord(drawing(), shown[which]) || briefNotation(shown[which].text),
        at: axis.placeAt(curves[which], index),
        error,
        number: quiet() ? '' : short(error),
        chosen: [which],
      };
    };
    const record = {
      look: look(scale),
      x: { log: !axis.percentile, lo: axis.ends[0], hi: axis.ends[1] },
      ticks: axis.ticks,
      titles: [t(`figure.sweep.${axis.percentile ? 'percentile' : 'threshold'}`), t('figure.mse')],
      parts: [
        t('figure.rounding'),
        t('figure.clipping'),
        ...(curves.other_a || curves.other_b ? [t('figure.sweep.other')] : []),
      ],
      panels: panels.map(panel),
    };
    /** @type {{plot: import('../../plot/plot-map.js').PlotRecord, marks: import('./types.js').MarkPlace[]}[]} */
    const drawn = drawing().draw_clipping(canvas, record);
    maps = drawn.map(({ plot, marks }) => markedMap(plotMap(plot, scale), marks, scale));
    return t('ui.sweeps.picture', { a: shown.a.text, b: shown.b.text, data: shown.data.text });
  }

  return {
    picture,
    tools: [scope.element],
    elements: [picture.stage(), live.element],
    update(next, state, answered) {
      frame = next;
      answer = answered && { ...answered, a: withOwnMarks(answered.a, next.a), b: withOwnMarks(answered.b, next.b) };
      all = isOfAll(/** @type {import('./index.js').SweepsState} */ (state));
      axis = axisOf(answer ? [answer.a, answer.b] : [], state.by === 'percentile');
      panels = answer ? panelsOf(drawing(), next, answer, all) : [];
      // Where calibrators stop is what lessons ask.
      if (quiet()) panels = panels.map((panel) => ({ ...panel, marks: [] }));
      if (at && !(answer && at.index < answer[at.role].at.length)) at = null;
      scope.element.hidden = next.a.blocks === 1 && next.b.blocks === 1;
      scope.update(all ? 'all' : 'block');
      picture.draw();
      say();
    },
    mark(steps) {
      const x = steps?.a.x ?? null;
      if (x === pointed) return;
      pointed = x;
      picture.draw();
      say();
    },
    tables: () => (answer ? [...words.tables('A', answer.a, axis), ...words.tables('B', answer.b, axis)] : []),
    dispose: picture.dispose,
  };
}
