// A place on the data's axis as a guess: a line, or a stretch that is shaded. Then the measured one is laid over it.

import { number } from '../../../numbers/format.js';
import { evaluate } from '../../../lessons/expression.js';
import { h, setPlace, svg } from '../../../controls/dom.js';
import { obey } from '../../../controls/slider.js';
import { committing } from './commit.js';
import { asSlider, drawing, drawn, label, legend, pathOf, ticksOf } from './drawing.js';

/** @typedef {import('../../../lessons/types.js').PlaceQuestion} PlaceQuestion */
/** @typedef {import('./types.js').Kit} Kit */

/** Bars of the histogram. */
const BARS = 120;
/** A press of an arrow key, as a share of the axis. */
const STEP = 1 / 200;
/** How near to an end a drag takes hold of it. */
const NEAR = 22;
/** The least distance of two numbers at the axis. */
const APART = 48;

const short = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });

/** @type {import('./types.js').Kind<'place'>} */
export function place(question, kit) {
  return kit.told ? told(question, kit, kit.told) : asked(question, kit);
}

/** The values in bars of equal width. @param {import('./types.js').Kit['frame']} frame */
function barsOf({ counts }) {
  const bars = Math.min(BARS, counts.length);
  const sums = new Float64Array(bars);
  counts.forEach((n, i) => {
    sums[Math.floor((i * bars) / counts.length)] += n;
  });
  return [...sums];
}

/** The histogram of the data, with the counts on a logarithmic scale. @param {Kit} kit @param {() => void} lay gives the guess its place */
function plotOf({ t, signal, frame }, lay) {
  const [lo, hi] = frame.view;
  const bars = barsOf(frame);
  const most = Math.log10(1 + Math.max(...bars, 1));
  const ground = svg('g');
  /** @type {import('./drawing.js').Box} */
  let box;
  const xOf = (/** @type {number} */ value) => box.left + ((value - lo) / (hi - lo)) * (box.right - box.left);
  const plot = drawing(signal, (next) => {
    // It has no numbers on the left.
    const { left, right, top, bottom } = (box = { ...next, left: 16 });
    const wide = (right - left) / bars.length;
    const outline = bars.flatMap((n, i) => {
      const y = bottom - (Math.log10(1 + n) / most) * (bottom - top);
      return [
        { x: left + i * wide, y },
        { x: left + (i + 1) * wide, y },
      ];
    });
    const ticks = ticksOf(lo, hi, Math.max(2, Math.min(8, Math.floor((right - left) / APART))));
    ground.replaceChildren(
      svg('path', { class: 'data', d: `${pathOf([{ x: left, y: bottom }, ...outline, { x: right, y: bottom }])}Z` }),
      svg('line', { class: 'rule', x1: left, x2: right, y1: bottom, y2: bottom }),
      ...ticks.map((value) => label(short(value), { x: xOf(value), y: bottom + 15, 'text-anchor': 'middle' })),
      label(t('figure.x'), { class: 'axis', x: (left + right) / 2, y: bottom + 32, 'text-anchor': 'middle' }),
      label(t('ui.lesson.spot.axis'), { class: 'axis', x: 4, y: 13 }),
    );
    lay();
  });
  plot.element.append(ground);
  return {
    ...plot,
    lo,
    hi,
    box: () => box,
    xOf,
    /** @param {number} x */
    valueAt: (x) => Math.min(hi, Math.max(lo, lo + ((x - box.left) / (box.right - box.left)) * (hi - lo))),
  };
}

/** A stretch between two places, as a rectangle. @param {SVGElement} element @param {ReturnType<typeof plotOf>} plot @param {readonly number[]} ends */
function shade(element, { xOf, box }, ends) {
  const { top, bottom } = box();
  const [from, to] = [Math.min(...ends), Math.max(...ends)].map(xOf);
  setPlace(element, { x: from, y: top, width: to - from, height: bottom - top });
}

/** @param {PlaceQuestion} question @param {Kit} kit */
function asked({ answers }, kit) {
  const { t } = kit;
  const ends = kit.draft ?? answers.map(() => null);
  const plot = plotOf(kit, show);
  const { lo, hi, xOf, valueAt } = plot;
  const stretch = svg('rect', { class: 'stretch', hidden: '' });
  const whole = () => /** @type {number[]} */ (ends.filter((end) => end !== null)).sort((p, q) => p - q);
  const commit = committing(kit, whole);
  const names = answers.length === 1 ? ['line'] : ['low', 'high'];
  const marks = names.map((name) => {
    const line = svg('line', { class: 'limit' });
    const grip = svg('circle', { class: 'dot', r: 6 });
    // What the focus can be seen on while there is no line yet.
    const spot = svg('rect', { class: 'spot', width: 16, rx: 3 });
    const mark = svg('g', { class: 'point' }, spot, line, grip);
    const say = asSlider(mark, { name: `guess-${name}`, label: t(`ui.lesson.spot.${name}`), min: lo, max: hi });
    return { mark, line, grip, spot, say };
  });
  /** Where keys begin. @param {number} i */
  function begin(i) {
    return lo + (hi - lo) * (answers.length === 1 ? 0.5 : i === 0 ? 1 / 3 : 2 / 3);
  }
  function changed() {
    kit.keep(ends);
    show();
  }
  function show() {
    const { top, bottom } = plot.box();
    marks.forEach(({ line, grip, spot, say }, i) => {
      const value = ends[i];
      line.toggleAttribute('hidden', value === null);
      grip.toggleAttribute('hidden', value === null);
      const x = xOf(value ?? begin(i));
      setPlace(spot, { x: x - 8, y: top, height: bottom - top });
      setPlace(line, { x1: x, x2: x, y1: top - 6, y2: bottom });
      setPlace(grip, { cx: x, cy: top - 6 });
      say(value, value === null ? t('ui.lesson.guess.none') : short(value));
    });
    const set = whole();
    stretch.toggleAttribute('hidden', set.length < 2);
    if (set.length === 2) shade(stretch, plot, set);
    commit.allow(set.length === ends.length);
  }
  marks.forEach(({ mark }, i) => {
    mark.addEventListener('keydown', (event) => {
      const move = (/** @type {number} */ steps) =>
        put(ends[i] === null ? begin(i) : ends[i] + steps * STEP * (hi - lo));
      const put = (/** @type {number} */ value) => {
        ends[i] = Math.min(hi, Math.max(lo, value));
        changed();
      };
      const far = event.shiftKey ? 10 : 1;
      obey(event, {
        ArrowLeft: () => move(-far),
        ArrowDown: () => move(-far),
        ArrowRight: () => move(far),
        ArrowUp: () => move(far),
        PageDown: () => move(-10),
        PageUp: () => move(10),
        Home: () => put(lo),
        End: () => put(hi),
      });
    });
  });
  /** The end that a drag moves. */
  let held = 0;
  drawn(plot, ({ x }, from) => {
    const value = valueAt(x);
    if (from === null && ends.length === 2) {
      held = ends.findIndex((end) => end !== null && Math.abs(xOf(end) - x) < NEAR);
      // Elsewhere a stretch begins anew.
      if (held < 0) {
        ends[0] = value;
        held = 1;
      }
    }
    ends[held] = value;
    changed();
    if (from === null) marks[held].mark.focus({ preventScroll: true });
  });
  plot.element.append(stretch, ...marks.map(({ mark }) => mark));
  plot.element.setAttribute('role', 'group');
  plot.element.setAttribute('aria-label', t('ui.lesson.spot'));
  plot.begin();
  const how = answers.length === 1 ? 'ui.lesson.spot.how' : 'ui.lesson.spot.how.stretch';
  return [h('p', { class: 'hint', text: t(how) }), plot.room, commit.element];
}

/** @param {PlaceQuestion} question @param {Kit} kit @param {import('./types.js').Told} known */
function told({ answers }, kit, { guess, frame, scope }) {
  const { t } = kit;
  const plot = plotOf({ ...kit, frame }, show);
  const truth = answers.map((answer) => Number(evaluate(answer, scope)));
  const marks = svg('g');
  function show() {
    const { top, bottom } = plot.box();
    const lines = (/** @type {readonly number[]} */ places, /** @type {string} */ name) =>
      places.map(plot.xOf).map((x) => svg('line', { class: name, x1: x, x2: x, y1: top - 6, y2: bottom }));
    const stretches = (/** @type {readonly number[]} */ ends, /** @type {string} */ name) => {
      if (ends.length < 2) return [];
      const element = svg('rect', { class: name });
      shade(element, plot, ends);
      return [element];
    };
    marks.replaceChildren(
      ...stretches(guess, 'stretch'),
      ...stretches(truth, 'true-stretch'),
      ...lines(guess, 'limit'),
      ...lines(truth, 'truth-line'),
    );
  }
  plot.element.append(marks);
  plot.begin();
  // As many digits as the sentence beside it has.
  const exact = (/** @type {number} */ value) => number(value, { digits: 4, trim: true });
  const words = (/** @type {readonly number[]} */ ends) => ends.map(exact).join(' … ');
  const gaps = truth.map((value, i) => short(Math.abs(value - guess[i])));
  const said = t(answers.length === 1 ? 'ui.lesson.spot.told' : 'ui.lesson.spot.told.stretch', {
    guess: words(guess),
    measured: words(truth),
    gap: gaps[0],
    other: gaps[1] ?? '',
  });
  plot.element.setAttribute('role', 'img');
  plot.element.setAttribute('aria-label', said);
  return [plot.room, legend(t), h('p', { class: 'measured', text: said })];
}
