// The Sweeps view: the error of both schemes against how much they clip, exactly, with every calibrator on the curve.
//
// A click or a drag on a curve sets that scheme's range; ← → do the same from the keyboard, ↑ ↓ go to the other scheme.

import { count, decibels, number, percent } from '../format.js';
import { segmented } from '../parts/controls.js';
import { h, svg } from '../parts/dom.js';
import { followDrag } from '../parts/drag.js';
import { liveSentence } from '../parts/live-sentence.js';
import { table } from '../parts/tables.js';
import { pictureCanvas } from './canvas.js';
import { plotMap } from './plot-map.js';
import { axisOf, leastOf, nearestPoint, partsAt, placeOf } from './sweep-curve.js';

/** @typedef {import('../types.js').Frame} Frame */
/** @typedef {import('../types.js').ClippingPart} ClippingPart */
/** @typedef {'a'|'b'} Role */

const ROLES = /** @type {const} */ (['a', 'b']);
const POINTS = 400;
/** Rows of a table. */
const ROWS = 20;

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function sweepsView({ t, set, compose, wanted, drawing, theme, recover }) {
  /** @type {Frame|null} */
  let frame = null;
  /** @type {ClippingPart|null} */
  let part = null;
  let percentile = false;
  /** @type {import('./plot-map.js').PlotMap[]} */
  let maps = [];
  /** @type {Role} the scheme the keys set */
  let role = 'a';

  const picture = pictureCanvas({ paint, recover });
  const { box: plot } = picture;
  Object.assign(plot, { tabIndex: 0, role: 'slider', ariaLabel: t('ui.sweeps.plot') });
  plot.dataset.control = 'plot';
  const cursor = svg('line', { class: 'cursor', hidden: '' });
  plot.append(svg('svg', { class: 'overlay', 'aria-hidden': 'true' }, cursor));
  const live = liveSentence();
  const by = segmented({
    label: t('ui.sweeps.by'),
    name: 'by',
    options: ['threshold', 'percentile'].map((value) => ({ value, label: t(`ui.sweeps.by.${value}`) })),
    onChange: (value) => set({ by: value }),
  });

  /** The index of the point nearest to a scheme's own range. @param {Role} which */
  function here(which) {
    if (!frame || !part) return 0;
    const curve = part[which];
    const own = part[which].marks.find(({ calibration }) => calibration === frame?.[which].text);
    if (own) return nearestPoint(curve, placeOf(own, curve, percentile), percentile);
    const { params, parts } = frame[which];
    if (percentile && parts.calibration === 'percentile') return nearestPoint(curve, placeOf({ percentile: parts.percentile, ratio: 0 }, curve, true), true);
    const width = params.beta - params.alpha;
    const last = curve.at.length - 1;
    let best = last;
    for (let i = 0; i < curve.at.length; i += 1) {
      if (Math.abs(curve.hi[i] - curve.lo[i] - width) < Math.abs(curve.hi[best] - curve.lo[best] - width)) best = i;
    }
    return best;
  }
  /** @param {Role} which @param {number} i @param {boolean} transient */
  function choose(which, i, transient) {
    if (!part) return;
    const curve = part[which];
    const at = Math.min(curve.at.length - 1, Math.max(0, i));
    const { parts } = drawing().parse_scheme(wanted()[which]);
    compose(which, () => drawing().print_scheme({ ...parts, ...partsAt(curve, at, percentile) }), { transient });
  }
  /** @param {MouseEvent} event @returns {{role: Role, index: number}|null} */
  function under(event) {
    const { x, y } = picture.position(event);
    const i = maps.findIndex(({ bottom }) => y <= bottom + 20);
    const which = ROLES[i];
    if (!which || !part) return null;
    const map = maps[i];
    return { role: which, index: nearestPoint(part[which], map.valueAt(Math.min(map.right, Math.max(map.left, x))), percentile) };
  }

  plot.addEventListener('pointermove', (event) => {
    const spot = event.buttons === 0 ? under(event) : null;
    if (spot) say(spot.role, spot.index);
  });
  plot.addEventListener('pointerleave', () => say(role, null));
  plot.addEventListener('pointerdown', (event) => {
    const start = event.button === 0 ? under(event) : null;
    if (!start) return;
    plot.focus({ preventScroll: true });
    role = start.role;
    const i = ROLES.indexOf(role);
    const map = maps[i];
    const indexAt = (/** @type {PointerEvent} */ at) => (part ? nearestPoint(part[role], map.valueAt(Math.min(map.right, Math.max(map.left, picture.position(at).x))), percentile) : 0);
    followDrag(plot, event, {
      move: (at) => choose(role, indexAt(at), true),
      drop: (at) => {
        if (at.type !== 'pointercancel') choose(role, indexAt(at), false);
      },
    });
  });
  plot.addEventListener('keydown', (event) => {
    if (!part || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? 20 : 4;
    const other = (/** @type {Role} */ which) => {
      role = which;
      say(role, null);
    };
    const last = part[role].at.length - 1;
    /** @type {Record<string, () => void>} */
    const actions = {
      ArrowLeft: () => choose(role, here(role) - step, false),
      ArrowRight: () => choose(role, here(role) + step, false),
      Home: () => choose(role, 0, false),
      End: () => choose(role, last, false),
      Enter: () => part && choose(role, leastOf(part[role]).index, false),
      ArrowUp: () => other('a'),
      ArrowDown: () => other('b'),
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    actions[event.key]();
  });

  const short = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });
  /** What a scheme's curve says. @param {Role} which */
  function summary(which) {
    if (!part || !frame) return '';
    const curve = part[which];
    const { index, mse } = leastOf(curve);
    const whole = curve.marks[0].mse;
    const best = curve.marks.reduce((p, q) => (q.mse < p.mse ? q : p));
    const gain = mse > 0 ? 10 * Math.log10(whole / mse) : 0;
    const name = nameOf(best.calibration);
    return t('sweeps.least', { letter: which.toUpperCase(), mse: short(mse), lo: short(curve.lo[index]), hi: short(curve.hi[index]), gain: decibels(Math.max(0, gain)), name });
  }
  /** @param {Role} which @param {number|null} index */
  function say(which, index) {
    if (!part || !frame) return;
    const curve = part[which];
    const shown = index ?? here(which);
    plot.setAttribute('aria-valuemin', '0');
    plot.setAttribute('aria-valuemax', String(curve.at.length - 1));
    plot.setAttribute('aria-valuenow', String(shown));
    const at = t('sweeps.at', {
      letter: which.toUpperCase(),
      lo: short(curve.lo[shown]),
      hi: short(curve.hi[shown]),
      clipped: percent(curve.clipped[shown]),
      rounding: short(curve.rounding[shown]),
      clipping: short(curve.clipping[shown]),
    });
    live.say(index === null ? `${summary('a')} ${summary('b')}` : at);
    plot.setAttribute('aria-valuetext', at);
    const map = maps[ROLES.indexOf(which)];
    cursor.toggleAttribute('hidden', index === null || !map);
    if (index === null || !map) return;
    const x = map.xOf(placeOf({ ratio: curve.at[shown], percentile: curve.at[shown] }, curve, percentile)).toFixed(1);
    for (const [name, value] of Object.entries({ x1: x, x2: x, y1: map.top, y2: map.bottom })) cursor.setAttribute(name, String(value));
  }
  /** The calibration in a scheme's notation; max, the default, is left out there. @param {string} text */
  function nameOf(text) {
    const { calibration, percentile: p } = drawing().parse_scheme(text).parts;
    return calibration === 'percentile' ? `p${p}` : calibration;
  }

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function paint(canvas, scale) {
    if (!frame || !part) return;
    const [shown, curves] = [frame, part];
    const axis = axisOf([curves.a, curves.b], percentile);
    const panel = (/** @type {Role} */ which) => {
      const [curve, other] = [curves[which], curves[`other_${which}`]];
      const places = (/** @type {import('../types.js').CurveRecord} */ each) => [...each.at].map((at) => placeOf({ ratio: at, percentile: at }, each, percentile));
      const { blocks, block, text, parts } = shown[which];
      return {
        at: places(curve),
        rounding: [...curve.rounding],
        clipping: [...curve.clipping],
        other_at: places(other),
        other: [...other.rounding].map((rounding, i) => rounding + other.clipping[i]),
        other_label: t(`ui.symmetry.${parts.symmetry === 'sym' ? 'asym' : 'sym'}`),
        marks: curve.marks.map((mark) => ({ label: nameOf(mark.calibration), at: placeOf(mark, curve, percentile), error: mark.mse, chosen: mark.calibration === text })),
        title: `${which.toUpperCase()}  ${text}`,
        subtitle: blocks > 1 ? t('sweeps.block', { index: count(block), count: count(blocks) }) : '',
      };
    };
    const record = {
      look: { dark: theme() === 'dark', scale },
      log: !percentile,
      x: axis.ends,
      ticks: axis.ticks,
      titles: [t(`figure.sweep.${percentile ? 'percentile' : 'threshold'}`), t('figure.mse')],
      parts: [t('figure.rounding'), t('figure.clipping')],
      panels: ROLES.map(panel),
    };
    maps = drawing().draw_clipping(canvas, record).map((map) => plotMap(map, scale));
    picture.canvas.setAttribute('aria-label', t('ui.sweeps.picture', { a: shown.a.text, b: shown.b.text, data: shown.data.text }));
  }

  return {
    element: h('section', { class: 'sweeps-view', 'aria-label': t('ui.view.sweeps') }, h('div', { class: 'tools row' }, by.element), h('div', { class: 'stage' }, plot), live.element),
    inspects: false,
    part: (state) => ({ kind: 'clipping', a: state.a, b: state.b, block_a: state.blocka, block_b: state.blockb, percentile: state.by === 'percentile', points: POINTS }),
    update(next, state) {
      frame = next;
      part = next.part?.kind === 'clipping' ? next.part : null;
      percentile = state.by === 'percentile';
      by.update(state.by);
      picture.draw();
      say(role, null);
    },
    mark() {},
    tables() {
      if (!part) return [];
      const curves = part;
      return ROLES.flatMap((which) => {
        const curve = curves[which];
        const letter = which.toUpperCase();
        const row = (/** @type {number} */ i) => [percentile ? `p${short(curve.at[i])}` : short(curve.at[i]), short(curve.lo[i]), short(curve.hi[i]), percent(curve.clipped[i]), short(curve.rounding[i]), short(curve.clipping[i])];
        const picked = Array.from({ length: ROWS + 1 }, (_, i) => Math.round((i * (curve.at.length - 1)) / ROWS));
        const marks = curve.marks.map(({ calibration, mse, clipped }) => [nameOf(calibration), short(mse), percent(clipped)]);
        return [
          table(t('ui.sweeps.marks', { letter }), [t('ui.calibration'), t('figure.mse'), t('measure.clipped')], marks),
          table(t('ui.sweeps.table', { letter }), [t(`figure.sweep.${percentile ? 'percentile' : 'threshold'}`), 'α', 'β', t('measure.clipped'), t('figure.rounding'), t('figure.clipping')], picked.map(row)),
        ];
      });
    },
    dispose: picture.dispose,
  };
}
