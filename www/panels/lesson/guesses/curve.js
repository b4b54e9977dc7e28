// A curve as a guess: decibels at points along an axis, drawn across or set by keys. Then the measured curve is laid over it.

import { decibels, number } from '../../../numbers/format.js';
import { inLang } from '../../../i18n/index.js';
import { h, setPlace, setText, svg } from '../../../controls/dom.js';
import { obey } from '../../../controls/slider.js';
import { committing } from './commit.js';
import { asSlider, drawing, drawn, label, legend, pathOf, ticksOf, widthOf } from './drawing.js';

/** @typedef {import('../../../lessons/types.js').CurveQuestion} CurveQuestion */
/** @typedef {import('./types.js').Kit} Kit */

/** A press of an arrow key, as a share of the range. */
const STEP = 1 / 40;
/** The height of a line of labels. */
const LINE = 14;
/** The least distance of two numbers at the axis of decibels. */
const APART = 32;

/** @type {import('./types.js').Kind<'curve'>} */
export function curve(question, kit) {
  return kit.told ? told(question, kit, kit.told.guess) : asked(question, kit);
}

/** The plot without curves. @param {CurveQuestion} question @param {Kit} kit @param {() => void} lay gives the curves their places */
function plotOf({ points, axis, range: [lo, hi] }, { t, signal }, lay) {
  const names = points.map(({ label: text }) => inLang(t, text));
  const ground = svg('g');
  /** @type {import('./drawing.js').Box} */
  let box;
  const gap = () => (box.right - box.left) / points.length;
  const xOf = (/** @type {number} */ i) => box.left + gap() * (i + 0.5);
  const yOf = (/** @type {number} */ value) =>
    box.bottom - ((Math.min(hi, Math.max(lo, value)) - lo) / (hi - lo)) * (box.bottom - box.top);
  const plot = drawing(signal, (next) => {
    const { left, right } = next;
    // Labels that are too wide stand in two lines.
    const second = widthOf(names) > (right - left) / points.length ? LINE : 0;
    box = { ...next, bottom: next.bottom - second };
    const { top, bottom } = box;
    const ticks = ticksOf(lo, hi, Math.max(2, Math.floor((bottom - top) / APART)));
    ground.replaceChildren(
      ...ticks.flatMap((value) => [
        svg('line', { class: 'rule', x1: left, x2: right, y1: yOf(value), y2: yOf(value) }),
        label(number(value, { digits: 3, trim: true }), { x: left - 6, y: yOf(value) + 4, 'text-anchor': 'end' }),
      ]),
      ...names.map((text, i) => label(text, { x: xOf(i), y: bottom + 15 + (i % 2) * second, 'text-anchor': 'middle' })),
      label(inLang(t, axis), {
        class: 'axis',
        x: (left + right) / 2,
        y: bottom + 32 + second,
        'text-anchor': 'middle',
      }),
      label(t('ui.lesson.curve.axis'), { class: 'axis', x: 4, y: 13 }),
    );
    lay();
  });
  plot.element.append(ground);
  return {
    ...plot,
    xOf,
    yOf,
    /** Where a point is pressed, and where its focus is seen. @param {number} i */
    bandOf: (i) => ({ x: xOf(i) - 14, y: box.top - 4, width: 28, height: box.bottom - box.top + 8 }),
    /** The point nearest to a place. @param {number} x */
    nearest: (x) => Math.min(points.length - 1, Math.max(0, Math.floor((x - box.left) / gap()))),
    /** @param {number} y */
    valueAt: (y) => Math.min(hi, Math.max(lo, lo + ((box.bottom - y) / (box.bottom - box.top)) * (hi - lo))),
  };
}

/** @param {CurveQuestion} question @param {Kit} kit */
function asked(question, kit) {
  const { t } = kit;
  const { points, range } = question;
  const [lo, hi] = range;
  const values = kit.draft ?? points.map(() => null);
  const plot = plotOf(question, kit, show);
  const line = svg('path', { class: 'guess-line' });
  const commit = committing(kit, () => values.map(Number));
  const marks = points.map(({ label: text }, i) => {
    const dot = svg('circle', { class: 'dot', r: 5 });
    const band = svg('rect', { class: 'band', rx: 3 });
    const mark = svg('g', { class: 'point' }, band, dot);
    const say = asSlider(mark, { name: `guess-point-${i}`, label: inLang(t, text), min: lo, max: hi });
    return { mark, band, dot, say };
  });

  /** @param {number} i @param {number} value */
  function put(i, value) {
    values[i] = Math.min(hi, Math.max(lo, value));
    changed();
  }
  function changed() {
    kit.keep(values);
    show();
  }
  function show() {
    marks.forEach(({ band, dot, say }, i) => {
      const value = values[i];
      setPlace(band, plot.bandOf(i));
      dot.toggleAttribute('hidden', value === null);
      if (value !== null) setPlace(dot, { cx: plot.xOf(i), cy: plot.yOf(value) });
      say(value, value === null ? t('ui.lesson.guess.none') : decibels(value));
    });
    const set = values.flatMap((value, i) => (value === null ? [] : [{ x: plot.xOf(i), y: plot.yOf(value) }]));
    line.setAttribute('d', pathOf(set));
    commit.allow(values.every((value) => value !== null));
  }
  /** @param {number} i */
  function choose(i) {
    const to = Math.min(points.length - 1, Math.max(0, i));
    marks.forEach(({ mark }, k) => mark.setAttribute('tabindex', k === to ? '0' : '-1'));
    marks[to].mark.focus({ preventScroll: true });
  }
  marks.forEach(({ mark }, i) => {
    mark.setAttribute('tabindex', i === 0 ? '0' : '-1');
    mark.addEventListener('keydown', (event) => {
      // A point without a value begins beside the one before it.
      const beside = values.slice(0, i).findLast((value) => value !== null) ?? (lo + hi) / 2;
      const move = (/** @type {number} */ steps) =>
        put(i, (values[i] ?? beside) + (values[i] === null ? 0 : steps * STEP * (hi - lo)));
      obey(event, {
        ArrowLeft: () => choose(i - 1),
        ArrowRight: () => choose(i + 1),
        ArrowUp: () => move(1),
        ArrowDown: () => move(-1),
        PageUp: () => move(5),
        PageDown: () => move(-5),
        Home: () => put(i, lo),
        End: () => put(i, hi),
      });
    });
  });
  drawn(plot, (at, from) => {
    const i = plot.nearest(at.x);
    // A quick pointer leaves points out between two places.
    const first = from ? plot.nearest(from.x) : i;
    for (let k = Math.min(i, first); k <= Math.max(i, first); k += 1) {
      const share = from && at.x !== from.x ? (plot.xOf(k) - from.x) / (at.x - from.x) : 1;
      const y = from ? from.y + Math.min(1, Math.max(0, share)) * (at.y - from.y) : at.y;
      if (k !== first || first === i) values[k] = plot.valueAt(k === i ? at.y : y);
    }
    changed();
    if (!from) choose(i);
  });
  plot.element.append(line, ...marks.map(({ mark }) => mark));
  plot.element.setAttribute('role', 'group');
  plot.element.setAttribute('aria-label', t('ui.lesson.curve'));
  plot.begin();
  return [h('p', { class: 'hint', text: t('ui.lesson.curve.how') }), plot.room, commit.element];
}

/** @param {CurveQuestion} question @param {Kit} kit @param {import('./types.js').Guess} guess */
function told(question, kit, guess) {
  const { t } = kit;
  const { points } = question;
  /** @type {number[]|null} */
  let measured = null;
  const plot = plotOf(question, kit, show);
  const gaps = svg('g', { class: 'gaps' });
  const guessed = svg('g');
  const truth = svg('g', { class: 'truth' });
  const said = h('p', { class: 'measured', text: t('ui.lesson.curve.measuring') });
  plot.element.append(gaps, guessed, truth);
  plot.element.setAttribute('role', 'img');
  plot.element.setAttribute('aria-label', t('ui.lesson.curve.measuring'));

  /** @param {readonly number[]} values @param {string} line @param {string} dot */
  function curveOf(values, line, dot) {
    const places = values.map((value, i) => ({ x: plot.xOf(i), y: plot.yOf(value) }));
    return [
      svg('path', { class: line, d: pathOf(places) }),
      ...places.map(({ x, y }) => svg('circle', { class: `dot ${dot}`, r: 4.5, cx: x, cy: y })),
    ];
  }
  function show() {
    guessed.replaceChildren(...curveOf(guess, 'guess-line', 'guessed'));
    if (!measured) return;
    truth.replaceChildren(...curveOf(measured, 'true-line', 'measured-dot'));
    const ends = measured.map((value, i) => ({ x: plot.xOf(i), from: plot.yOf(guess[i]), to: plot.yOf(value) }));
    gaps.replaceChildren(...ends.map(({ x, from, to }) => svg('line', { x1: x, x2: x, y1: from, y2: to })));
  }
  kit.measure(
    points.map(({ scheme }) => scheme),
    (found) => {
      const values = points.map(({ scheme }) => found.get(scheme)?.sqnr_db ?? NaN);
      if (!values.every(Number.isFinite)) return;
      measured = values;
      show();
      const gap = values.reduce((sum, value, i) => sum + Math.abs(value - guess[i]), 0) / values.length;
      setText(said, t('ui.lesson.curve.gap', { gap: decibels(gap) }));
      const each = points.map(({ label: text }, i) =>
        t('ui.lesson.curve.point', {
          label: inLang(t, text),
          guess: decibels(guess[i]),
          measured: decibels(values[i]),
        }),
      );
      plot.element.setAttribute('aria-label', [t('ui.lesson.curve.gap', { gap: decibels(gap) }), ...each].join(' '));
    },
  );
  plot.begin();
  return [plot.room, legend(t), said];
}
