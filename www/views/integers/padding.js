// A convolution with zero padding, four ways: in real numbers, in symmetric integers, and in asymmetric ones padded with the
// zero-point and with the code 0. Pointing at an output, or the arrow keys, shows the window it is the sum over; PageUp and
// PageDown, or pointing at another map, choose whose.

import { count, number } from '../../numbers/format.js';
import { choice, segmented } from '../../controls/controls.js';
import { h, setPlace, setText, settle, svg } from '../../controls/dom.js';
import { describe, obey } from '../../controls/slider.js';
import { table } from '../../panels/tables.js';
import { say } from '../../i18n/index.js';
import { pictureCanvas } from '../../plot/canvas.js';
import { convolutionRequest, imageChoice, sectionText } from './input.js';
import { windowSum } from './window-sum.js';

/** @typedef {import('../../types.js').ConvolutionPart} ConvolutionPart */
/** @typedef {{row: number, column: number}} Place */

const FILTERS = ['blur', 'sharpen', 'edge', 'sobel'];
/** The names of the ways, as the part has them. */
const WAYS = ['symmetric', 'asymmetric', 'mistaken'];

const short = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });

/** The largest finite magnitude; 0 for none. @param {readonly ArrayLike<number>[]} lists */
function largest(lists) {
  let most = 0;
  for (const list of lists)
    for (let i = 0; i < list.length; i += 1) if (Number.isFinite(list[i])) most = Math.max(most, Math.abs(list[i]));
  return most;
}

/** @param {import('../../types.js').ViewContext} context @returns {import('../../types.js').IntegersTopic} */
export function paddingTopic({ t, set, drawing, look, recover }) {
  /** @type {ConvolutionPart|null} */
  let part = null;
  let data = '';
  /** @type {Place|null} the output pointed at, and the way whose window is shown */
  let at = null;
  let way = 2;
  /** @type {{left: number, top: number, right: number, bottom: number}[]} the maps in CSS pixels */
  let maps = [];

  const picture = pictureCanvas({ paint, recover });
  const { box: plot } = picture;
  Object.assign(plot, { tabIndex: 0, role: 'slider', ariaLabel: t('ui.integers.plot') });
  plot.dataset.control = 'plot';
  const frames = Array.from({ length: 8 }, () => svg('rect', { class: 'place', hidden: '' }));
  plot.append(svg('svg', { class: 'overlay', 'aria-hidden': 'true' }, ...frames));
  const where = h('p', { class: 'hint section' });
  const notes = h('ul', { class: 'remarks' });
  const deviations = h('div', { class: 'scroll' });
  const sum = windowSum({ t });
  const images = imageChoice({ t, set });
  const filters = choice({
    label: t('ui.integers.filter'),
    name: 'filter',
    options: FILTERS.map((value) => ({ value, label: t(`integers.filter.${value}`) })),
    onChange: (value) => set({ filter: value }),
  });
  const ways = segmented({
    label: t('ui.integers.way'),
    name: 'way',
    options: WAYS.map((value) => ({ value, label: t(`ui.integers.way.${value}`) })),
    onChange: (value) => choose(WAYS.indexOf(value)),
  });

  /** @param {number} next */
  function choose(next) {
    way = Math.min(WAYS.length - 1, Math.max(0, next));
    tell();
  }
  /** @param {Place} place */
  function pointAt({ row, column }) {
    if (!part) return;
    at = { row: Math.min(part.rows - 1, Math.max(0, row)), column: Math.min(part.columns - 1, Math.max(0, column)) };
    tell();
  }
  /** Points at what a pointer is on. @param {MouseEvent} event */
  function under(event) {
    if (!part) return;
    const { x, y } = picture.position(event);
    const i = maps.findIndex((map) => x >= map.left && x < map.right && y >= map.top && y < map.bottom);
    if (i < 0) return;
    const { left, top, right, bottom } = maps[i];
    if (i > 1) way = (i - 2) % WAYS.length;
    pointAt({
      row: Math.floor(((y - top) / (bottom - top)) * part.rows),
      column: Math.floor(((x - left) / (right - left)) * part.columns),
    });
  }
  plot.addEventListener('pointermove', (event) => {
    if (event.buttons === 0 || event.pointerType === 'touch') under(event);
  });
  plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    plot.focus({ preventScroll: true });
    under(event);
  });
  plot.addEventListener('keydown', (event) => {
    if (!part || !at) return;
    const { row, column } = at;
    const go = (/** @type {number} */ down, /** @type {number} */ across) =>
      pointAt({ row: row + down, column: column + across });
    obey(event, {
      ArrowLeft: () => go(0, -1),
      ArrowRight: () => go(0, 1),
      ArrowUp: () => go(-1, 0),
      ArrowDown: () => go(1, 0),
      Home: () => pointAt({ row: 0, column: 0 }),
      End: () => pointAt({ row: Infinity, column: Infinity }),
      PageUp: () => choose(way - 1),
      PageDown: () => choose(way + 1),
    });
  });

  /** Where padding with the code 0 is farthest off, or the corner. @param {ConvolutionPart} shown @returns {Place} */
  function worst({ ways: [, , mistaken], columns }) {
    const errors = [...mistaken.errors].map((error) => (Number.isFinite(error) ? Math.abs(error) : -1));
    const i = errors.indexOf(Math.max(...errors));
    return { row: Math.floor(i / columns), column: i % columns };
  }
  const wayName = (/** @type {number} */ i, /** @type {ConvolutionPart} */ shown) =>
    t(`integers.way.${WAYS[i]}`, { z: count(shown.ways[i].padding) });
  const role = (/** @type {number} */ i, /** @type {ConvolutionPart} */ shown) =>
    shown.used[Math.min(1, i)].of_b ? 'b' : 'a';

  /** Everything about the place pointed at. */
  function tell() {
    if (!part || !at) return;
    ways.update(WAYS[way]);
    sum.update({ part, at, way, role: role(way, part) });
    describe(plot, {
      min: 0,
      max: part.rows * part.columns - 1,
      now: at.row * part.columns + at.column,
      text: `${wayName(way, part)}. ${sum.text()}`,
    });
    mark();
  }
  function mark() {
    if (!part || !at) return;
    const { rows, columns } = part;
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
  function paint(canvas, scale) {
    if (!part) return;
    const shown = part;
    const lists = [
      shown.image,
      shown.real,
      ...shown.ways.map(({ values }) => values),
      ...shown.ways.map(({ errors }) => errors),
    ];
    const cells = new Float32Array(lists.length * shown.rows * shown.columns);
    lists.forEach((list, i) => cells.set(list, i * shown.rows * shown.columns));
    // Outputs that are wrong may lie beyond: their colours stay at the end.
    const ends = [largest([shown.image, shown.real]), largest(shown.ways.map(({ errors }) => errors))];
    const titles = [
      [t('integers.map.image'), ''],
      [t('integers.map.real'), ''],
      ...shown.ways.map((_, i) => [wayName(i, shown), role(i, shown)]),
      ...shown.ways.map((_, i) => [t('integers.map.error'), role(i, shown)]),
    ];
    const keys = ['integers.key.outputs', 'integers.key.errors'].map((key, i) => [
      t(key),
      short(-ends[i]),
      short(ends[i]),
    ]);
    const places = drawing().draw_padding(
      canvas,
      { look: look(scale), rows: shown.rows, columns: shown.columns, titles, ends, keys },
      cells,
    );
    maps = places.map(([left, top, right, bottom]) => ({
      left: left / scale,
      top: top / scale,
      right: right / scale,
      bottom: bottom / scale,
    }));
    picture.canvas.setAttribute('aria-label', t('ui.integers.picture'));
    mark();
  }

  /** What there is to say of the image and of the schemes. @param {ConvolutionPart} shown */
  function remarks({ notes: substitutions, ways: [, right, wrong], image }) {
    const said = substitutions.map((note) => say(t, note));
    if (right.padding === wrong.padding) said.push(t('integers.no-mistake'));
    const broken = image.reduce((sum, x) => sum + (Number.isFinite(x) ? 0 : 1), 0);
    if (broken > 0) said.push(t('integers.non-finite', { count: count(broken) }));
    return said;
  }
  /** Border and inside of each way. @param {ConvolutionPart} shown */
  function deviationTable(shown) {
    const of = (
      /** @type {import('../../types.js').Deviation} */ { count: n, max_abs_error: most, rmse },
      /** @type {boolean} */ root,
    ) => (n === 0 ? '–' : short(root ? rmse : most));
    const rows = shown.ways.map(({ border, inner, image }, i) => [
      shown.used[Math.min(1, i)].text,
      wayName(i, shown),
      t('integers.decodes', { value: short(shown.ways[i].pads_with), scale: short(image.params.scale) }),
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
      where,
      notes,
      h('div', { class: 'stage' }, plot),
      h('div', { class: 'row choices' }, ways.element),
      sum.element,
      deviations,
    ),
    part: convolutionRequest,
    update(frame, state) {
      images.update(state.image);
      filters.update(state.filter);
      part = frame.part?.kind === 'convolution' ? frame.part : null;
      if (!part) return;
      const { rows, columns } = part;
      const key = `${frame.data.text} ${state.image}`;
      if (!at || key !== data || at.row >= rows || at.column >= columns) at = worst(part);
      data = key;
      setText(where, sectionText(t, part));
      settle(
        notes,
        remarks(part).map((text) => h('li', { text })),
      );
      settle(deviations, [deviationTable(part)]);
      picture.draw();
      tell();
    },
    tables() {
      if (!part) return [];
      const shown = part;
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
