// A convolution with zero padding, four ways: in real numbers, in symmetric integers, and in asymmetric ones padded with the
// zero-point and with the code 0. Pointing at an output, or the arrow keys, shows the window that it sums over; PageUp and
// PageDown, or pointing at another map, choose the way.

import { scrollBox } from '../../controls/scroll-box.js';
import { count, number } from '../../numbers/format.js';
import { choice, optionsOf, segmented } from '../../controls/controls.js';
import { h, setPlace, setText, settle, svg } from '../../controls/dom.js';
import { table } from '../../panels/tables.js';
import { say } from '../../i18n/index.js';
import { boxOf } from '../../plot/plot-map.js';
import { sliderPlot } from '../../plot/slider-plot.js';
import { imageChoice, sectionText } from './input.js';
import { windowSum } from './window-sum.js';

/** @typedef {import('./types.js').ConvolutionAnswer} ConvolutionAnswer */
/** @typedef {{row: number, column: number}} Place */

const FILTERS = ['blur', 'sharpen', 'edge', 'sobel'];
/** The names of the ways, as the answer has them. */
const WAYS = ['symmetric', 'asymmetric', 'mistaken'];

const short = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });

/** The largest finite magnitude; 0 for none. @param {readonly ArrayLike<number>[]} lists */
function largest(lists) {
  let most = 0;
  for (const list of lists)
    for (let i = 0; i < list.length; i += 1) if (Number.isFinite(list[i])) most = Math.max(most, Math.abs(list[i]));
  return most;
}

/**
 * The sizes of errors between which their colours go. Errors of the correct ways, which may be far smaller than those of the wrong
 * one, lie well above the lower end.
 * @param {ConvolutionAnswer} answer @returns {[number, number]}
 */
function errorEnds({ ways }) {
  const most = largest(ways.map(({ errors }) => errors)) || 1;
  const usual = Math.min(...ways.slice(0, 2).map(({ inner, border }) => (inner.count > 0 ? inner : border).rmse));
  return [Math.min(most / 100, Math.max(usual / 4, most * 1e-6)), most];
}

/** A narrower picture has short names over its maps, in CSS pixels. */
const NARROW = 560;

/** @param {import('../types.js').ViewContext} context @returns {import('./types.js').IntegersTopic} */
export function paddingTopic({ t, set, drawing, look, recover }) {
  /** @type {ConvolutionAnswer|null} */
  let answer = null;
  let data = '';
  /** @type {Place|null} the output pointed at, and the way whose window is shown */
  let at = null;
  let way = 2;
  /** @type {{left: number, top: number, right: number, bottom: number}[]} the maps in CSS pixels */
  let maps = [];

  const frames = Array.from({ length: 8 }, () => svg('rect', { class: 'place', hidden: '' }));
  const picture = sliderPlot({ label: t('ui.integers.plot'), draw, recover, over: frames, keys, press: under });
  const sentence = h('p', { class: 'padding-says', role: 'status' });
  const where = h('p', { class: 'hint section' });
  const notes = h('ul', { class: 'remarks' });
  const deviations = scrollBox(t('integers.deviations'));
  const sum = windowSum({ t });
  const images = imageChoice({ t, set });
  const filters = choice({
    label: t('ui.integers.filter'),
    name: 'filter',
    options: optionsOf(t, 'integers.filter', FILTERS),
    onChange: (value) => set({ filter: value }),
  });
  const ways = segmented({
    label: t('ui.integers.way'),
    name: 'way',
    options: optionsOf(t, 'ui.integers.way', WAYS),
    onChange: (value) => choose(WAYS.indexOf(value)),
  });

  /** @param {number} next */
  function choose(next) {
    way = Math.min(WAYS.length - 1, Math.max(0, next));
    showPlace();
  }
  /** @param {Place} place */
  function pointAt({ row, column }) {
    if (!answer) return;
    at = {
      row: Math.min(answer.rows - 1, Math.max(0, row)),
      column: Math.min(answer.columns - 1, Math.max(0, column)),
    };
    showPlace();
  }
  /** Points at what a pointer is on. @param {MouseEvent} event */
  function under(event) {
    if (!answer) return;
    const { x, y } = picture.position(event);
    const i = maps.findIndex((map) => x >= map.left && x < map.right && y >= map.top && y < map.bottom);
    if (i < 0) return;
    const { left, top, right, bottom } = maps[i];
    if (i > 1) way = (i - 2) % WAYS.length;
    pointAt({
      row: Math.floor(((y - top) / (bottom - top)) * answer.rows),
      column: Math.floor(((x - left) / (right - left)) * answer.columns),
    });
  }
  picture.plot.addEventListener('pointermove', (event) => {
    if (event.buttons === 0 || event.pointerType === 'touch') under(event);
  });
  function keys() {
    if (!answer || !at) return null;
    const { row, column } = at;
    const go = (/** @type {number} */ down, /** @type {number} */ across) =>
      pointAt({ row: row + down, column: column + across });
    return {
      ArrowLeft: () => go(0, -1),
      ArrowRight: () => go(0, 1),
      ArrowUp: () => go(-1, 0),
      ArrowDown: () => go(1, 0),
      Home: () => pointAt({ row: 0, column: 0 }),
      End: () => pointAt({ row: Infinity, column: Infinity }),
      PageUp: () => choose(way - 1),
      PageDown: () => choose(way + 1),
    };
  }

  /** The place of the largest error of padding with the code 0, or the corner. @param {ConvolutionAnswer} shown @returns {Place} */
  function worst({ ways: [, , mistaken], columns }) {
    const errors = [...mistaken.errors].map((error) => (Number.isFinite(error) ? Math.abs(error) : -1));
    const i = errors.indexOf(Math.max(...errors));
    return { row: Math.floor(i / columns), column: i % columns };
  }
  /** Whether padding with the code 0 is padding with the zero-point. @param {ConvolutionAnswer} shown */
  const alike = ({ ways: [, right, wrong] }) => right.padding === wrong.padding;
  const wayName = (/** @type {number} */ i, /** @type {ConvolutionAnswer} */ shown, narrow = false) =>
    t(`integers.way.${i === 2 && alike(shown) ? 'alike' : WAYS[i]}${narrow ? '.short' : ''}`, {
      z: count(shown.ways[i].padding),
    });
  const role = (/** @type {number} */ i, /** @type {ConvolutionAnswer} */ shown) =>
    shown.used[Math.min(1, i)].of_b ? 'b' : 'a';

  /** Shows everything about the place pointed at. */
  function showPlace() {
    if (!answer || !at) return;
    ways.update(WAYS[way]);
    sum.update({ answer, at, way, role: role(way, answer) });
    picture.describe({
      min: 0,
      max: answer.rows * answer.columns - 1,
      now: at.row * answer.columns + at.column,
      text: t('ui.headed', { head: wayName(way, answer), text: sum.text() }),
    });
    mark();
  }
  function mark() {
    if (!answer || !at) return;
    const { rows, columns } = answer;
    const place = at;
    frames.forEach((frame, i) => {
      const map = maps[i];
      // The way whose window is shown, its error, the result in real numbers and the window of the image.
      frame.toggleAttribute('hidden', !map || !(i < 2 || (i - 2) % WAYS.length === way));
      if (!map) return;
      const [wide, tall] = [(map.right - map.left) / columns, (map.bottom - map.top) / rows];
      const around = i === 0 ? 1 : 0;
      const side = 2 * around + 1;
      // Outside of the cell, which may be small.
      setPlace(frame, {
        x: map.left + (place.column - around) * wide - 1,
        y: map.top + (place.row - around) * tall - 1,
        width: side * wide + 2,
        height: side * tall + 2,
      });
    });
  }

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function draw(canvas, scale) {
    if (!answer) return;
    const shown = answer;
    const lists = [
      shown.image,
      shown.real,
      ...shown.ways.map(({ values }) => values),
      ...shown.ways.map(({ errors }) => errors),
    ];
    const cells = new Float32Array(lists.length * shown.rows * shown.columns);
    lists.forEach((list, i) => cells.set(list, i * shown.rows * shown.columns));
    // Wrong outputs may lie beyond this end: their colours stay at it.
    const most = largest([shown.image, shown.real]);
    const errors = errorEnds(shown);
    // Two maps beside each other leave little room for what they are called.
    const narrow = canvas.width < NARROW * scale;
    const titled = [
      { title: t('integers.map.image'), role: null },
      { title: t('integers.map.real'), role: null },
      ...shown.ways.map((_, i) => ({ title: wayName(i, shown, narrow), role: role(i, shown) })),
      ...shown.ways.map(({ errors: list }, i) => ({
        title: t('integers.map.error.most', { most: short(largest([list])) }),
        role: role(i, shown),
      })),
    ];
    const keys = [
      [t('integers.key.outputs'), short(-most), short(most)],
      [t('integers.key.errors'), `≤ ${short(errors[0])}`, short(errors[1])],
    ];
    /** @type {[number, number, number, number][]} */
    const places = drawing().draw_padding(
      canvas,
      { look: look(scale), size: [shown.rows, shown.columns], maps: titled, most, errors, keys },
      cells,
    );
    maps = places.map((edges) => boxOf(edges, scale));
    mark();
    return t('ui.integers.picture');
  }

  /** Remarks about the image and the schemes. @param {ConvolutionAnswer} shown */
  function remarks({ notes: substitutions, image }) {
    const said = substitutions.map((note) => say(t, note));
    const broken = image.reduce((sum, x) => sum + (Number.isFinite(x) ? 0 : 1), 0);
    if (broken > 0) said.push(t('integers.non-finite', { count: count(broken) }));
    return said;
  }
  /** What the wrong padding does, in numbers. @param {ConvolutionAnswer} shown */
  function summary(shown) {
    const [symmetric, right, wrong] = shown.ways;
    const lost = largest([symmetric.values, right.values]) === 0 && largest([shown.image]) > 0;
    const said = t(alike(shown) ? 'integers.no-mistake' : 'integers.mistake', {
      code: count(wrong.padding),
      level: short(wrong.pads_with),
      wrong: short(wrong.border.max_abs_error),
      z: count(right.padding),
      right: short(right.border.max_abs_error),
    });
    return lost ? `${said} ${t('integers.nothing')}` : said;
  }
  /** Border and inside of each way. @param {ConvolutionAnswer} shown */
  function deviationTable(shown) {
    const of = (
      /** @type {import('./types.js').Deviation} */ { count: n, max_abs_error: most, rmse },
      /** @type {boolean} */ root,
    ) => (n === 0 ? '–' : short(root ? rmse : most));
    const rows = shown.ways.map(({ border, inner, image, padding }, i) => [
      shown.used[Math.min(1, i)].text,
      wayName(i, shown),
      t('integers.decodes', {
        code: count(padding),
        z: count(image.params.zero_point),
        scale: short(image.params.scale),
        value: short(shown.ways[i].pads_with),
      }),
      of(border, false),
      of(border, true),
      of(inner, false),
      of(inner, true),
    ]);
    const head = ['scheme', 'padding', 'means', 'border-max', 'border-rmse', 'inner-max', 'inner-rmse'].map((name) =>
      t(`integers.head.${name}`),
    );
    const made = table(t('integers.deviations'), head, rows);
    made.classList.add('schemes', 'deviations');
    [...made.tBodies[0].rows].forEach((row, i) => row.classList.add(role(i, shown)));
    return made;
  }

  return {
    picture,
    tools: [images.element, filters.element],
    element: h(
      'div',
      { class: 'padding-topic' },
      sentence,
      picture.stage(),
      where,
      notes,
      h('div', { class: 'row choices' }, ways.element),
      sum.element,
      deviations,
    ),
    update(frame, state, answered) {
      images.update(String(state.image));
      filters.update(String(state.filter));
      answer = answered;
      if (!answer) return;
      const { rows, columns } = answer;
      const key = `${frame.data.text} ${state.image}`;
      if (!at || key !== data || at.row >= rows || at.column >= columns) at = worst(answer);
      data = key;
      setText(sentence, summary(answer));
      setText(where, sectionText(t, answer));
      settle(
        notes,
        remarks(answer).map((text) => h('li', { text })),
      );
      settle(deviations, [deviationTable(answer)]);
      picture.draw();
      showPlace();
    },
    tables() {
      if (!answer) return [];
      const shown = answer;
      const rows = Array.from(shown.real, (real, i) => [
        count(Math.floor(i / shown.columns)),
        count(i % shown.columns),
        ...[shown.image[i], real, ...shown.ways.flatMap(({ values, errors }) => [values[i], errors[i]])].map((value) =>
          number(value, { digits: 4, trim: true }),
        ),
      ]);
      const head = [
        t('figure.row'),
        t('figure.column'),
        t('integers.map.image'),
        t('integers.map.real'),
        ...shown.ways.flatMap((_, i) => [wayName(i, shown), t('integers.map.error')]),
      ];
      return [table(t('ui.integers.picture'), head, rows)];
    },
    dispose: picture.dispose,
  };
}
