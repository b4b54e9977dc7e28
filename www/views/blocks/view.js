// The Blocks view: the matrix as a heat map with the blocks of both schemes.
//
// Pointing, or the arrow keys, describes the block of a place; a click, a tap or Enter shows that block's grid in the Grid view. + and −
// zoom about the place pointed at; 0 or a double click shows everything; gestures.js has the other gestures.

import { briefNotation } from '../../numbers/brief-notation.js';
import { count, number } from '../../numbers/format.js';
import { joined } from '../../i18n/index.js';
import { toolbar } from '../../controls/toolbar.js';
import { button, optionsOf, segmented } from '../../controls/controls.js';
import { h, settle } from '../../controls/dom.js';
import { blockText, written } from './block-text.js';
import { comparisonOf, findingOf, lostTable } from './finding.js';
import { blocksGestures } from './gestures.js';
import { MAPS, colorsOf, endsOf } from './maps.js';
import { blocksOverlay } from './overlay.js';
import { around, blockAt, cellAt, holding, holds, shownSize, whole, windowOf, windowText, zoomed } from './window.js';
import { outlyingLines } from './outlying-lines.js';
import { boxOf, plotMaps } from '../../plot/plot-map.js';
import { sliderPlot } from '../../plot/slider-plot.js';
import { ROLES, letterOf } from '../../state/roles.js';
import { unlessStored } from '../stored.js';
import { style } from './style.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('./types.js').BlocksAnswer} BlocksAnswer */
/** @typedef {import('./window.js').Window} Window */
/** @typedef {import('./window.js').Place} Place */
/** @typedef {import('./outlying-lines.js').Line} Line */

const NONE = new Float32Array(0);

/** Whether the blocks of a file are no rectangles. @param {import('../../engine/records.js').SchemeFrame} scheme */
const isScattered = ({ fitted }) => fitted?.layout !== undefined && !fitted.block;

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function blocksView({ t, set, wanted, drawing, look, recover, point, quiet }) {
  /** @type {Frame|null} */
  let frame = null;
  /** @type {BlocksAnswer|null} */
  let answer = null;
  let map = 'error';
  /** @type {import('../../plot/plot-map.js').PlotMap[]} */
  let maps = [];
  /** @type {import('./overlay.js').Strip|null} */
  let strip = null;
  /** @type {Place|null} the place pointed at */
  let at = null;
  /** @type {Line|null} */
  let line = null;
  /** @type {number|null} the value pointed at, here or elsewhere */
  let value = null;

  const overlay = blocksOverlay();
  const picture = sliderPlot({ label: t('ui.blocks.plot'), draw, recover, over: overlay.over, keys });
  const said = h('div', { class: 'says', role: 'status' });
  const lines = outlyingLines({ t, choose: goTo });
  const shows = segmented({
    label: t('ui.blocks.map'),
    name: 'map',
    options: optionsOf(t, 'ui.blocks.map', MAPS),
    onChange: (value) => set({ map: value }),
  });
  const tools = h(
    'div',
    { class: 'tools row' },
    shows.element,
    h(
      'div',
      { class: 'row zoom', role: 'group', 'aria-label': t('ui.zoom') },
      button({ text: '−', name: 'zoom-out', title: t('ui.blocks.zoom-out'), class: 'quiet', onClick: () => zoom(2) }),
      button({ text: '+', name: 'zoom-in', title: t('ui.blocks.zoom-in'), class: 'quiet', onClick: () => zoom(1 / 2) }),
      button({
        text: t('ui.zoom-whole.short'),
        name: 'zoom-whole',
        title: t('ui.zoom-whole'),
        class: 'quiet',
        onClick: showAll,
      }),
    ),
  );

  /** The window shown, or the one asked for already. @returns {Window} */
  const view = () => (frame ? windowOf(wanted().at, frame.data) : [0, 1, 0, 1]);
  /** @param {Window} window @param {boolean} [transient] */
  function show(window, transient = false) {
    if (frame) set({ at: windowText(window, frame.data) }, { transient });
  }
  function showAll() {
    set({ at: '' });
  }
  /** About the place pointed at, if it is in sight. @param {number} factor */
  function zoom(factor) {
    const window = view();
    const [top, bottom, left, right] = window;
    const centre =
      at && holds(window, at)
        ? { row: at.row + 0.5, column: at.column + 0.5 }
        : { row: (top + bottom) / 2, column: (left + right) / 2 };
    show(zoomed(window, factor, centre));
  }
  /** @param {Place|null} place */
  function pointAt(place) {
    at = place;
    if (place && answer && holds(answer.window, place)) {
      const x = answer.values[cellAt(answer, place).index];
      point(Number.isNaN(x) ? null : x);
    } else {
      point(null);
    }
    say();
  }
  /** By keys; the window follows. @param {Place} place */
  function walkTo({ row, column }) {
    if (!frame) return;
    const { rows, columns } = frame.data;
    const place = { row: Math.min(rows - 1, Math.max(0, row)), column: Math.min(columns - 1, Math.max(0, column)) };
    if (!holds(view(), place)) show(holding(view(), place));
    pointAt(place);
  }
  function choose() {
    if (!frame || !at) return;
    const [now, place] = [frame, at];
    const block = (/** @type {'a'|'b'} */ role) => blockAt(shownSize(now[role], now.data), now.data, place);
    set({ blocka: block('a'), blockb: block('b') });
  }
  /** Marks a line, and goes to where it can be seen among its neighbours. @param {Line|null} next */
  function goTo(next) {
    if (!frame) return;
    line = next;
    at = null;
    point(null);
    if (next) show(around(view(), next));
    else showAll();
    say();
  }
  /** @param {{x: number, y: number}} at */
  const panelAt = ({ x, y }) => maps.find((each) => each.contains(x, y)) ?? null;
  /** @param {{x: number, y: number}} spot @param {import('../../plot/plot-map.js').PlotMap|null} [panel] whose edge is the end of what is pointed at @returns {Place|null} */
  function placeAt(spot, panel = panelAt(spot)) {
    if (!answer || !panel) return null;
    const [top, bottom, left, right] = answer.window;
    const within = (/** @type {number} */ value, /** @type {number} */ first, /** @type {number} */ end) =>
      Math.min(end - 1, Math.max(first, Math.floor(value)));
    // The axis counts rows from below.
    return {
      row: within(top + bottom - panel.heightAt(spot.y), top, bottom),
      column: within(panel.valueAt(spot.x), left, right),
    };
  }

  blocksGestures(picture.plot, {
    position: picture.position,
    panelAt,
    window: view,
    show,
    whole: showAll,
    // Outside the panels the place pointed at stays.
    point: (spot) => {
      const place = placeAt(spot);
      if (place) pointAt(place);
    },
    choose: (spot) => {
      pointAt(placeAt(spot));
      choose();
    },
    cover: (from, to) => {
      const panel = panelAt(from);
      const [start, end] = [placeAt(from, panel), placeAt(to, panel)];
      if (start && end)
        show([
          Math.min(start.row, end.row),
          Math.max(start.row, end.row) + 1,
          Math.min(start.column, end.column),
          Math.max(start.column, end.column) + 1,
        ]);
    },
    brush: overlay.brush,
  });
  /** @param {KeyboardEvent} event */
  function keys(event) {
    if (!answer) return null;
    const [top, bottom, left, right] = answer.window;
    const tall = Math.max(1, Math.round((bottom - top) / answer.cells[0]));
    const wide = Math.max(1, Math.round((right - left) / answer.cells[1]));
    const far = event.shiftKey ? 10 : 1;
    const now = at ?? { row: top, column: left };
    const go = (/** @type {number} */ down, /** @type {number} */ across) =>
      walkTo({ row: now.row + down * tall * far, column: now.column + across * wide * far });
    return {
      ArrowLeft: () => go(0, -1),
      ArrowRight: () => go(0, 1),
      ArrowUp: () => go(-1, 0),
      ArrowDown: () => go(1, 0),
      Home: () => pointAt({ row: top, column: left }),
      End: () => pointAt({ row: bottom - 1, column: right - 1 }),
      Enter: choose,
      '+': () => zoom(1 / 2),
      '=': () => zoom(1 / 2),
      '-': () => zoom(2),
      // With nothing to undo here, the key shows the view of that number.
      ...(wanted().at === '' ? {} : { 0: showAll }),
      Escape: () => {
        line = null;
        pointAt(null);
      },
    };
  }

  const short = (/** @type {number} */ value) => number(value, { digits: 4, trim: true });
  /** The picture in words: a text for the place, and one for each scheme's block. @returns {string[]} */
  function texts() {
    if (!answer || !frame) return [];
    const [shown, now] = [answer, frame];
    if (at && holds(shown.window, at)) {
      const place = at;
      const cell = cellAt(shown, place);
      const one = cell.rows === 1 && cell.columns === 1;
      const x = shown.values[cell.index];
      const words = { value: short(x), rows: count(cell.rows), columns: count(cell.columns) };
      const what = one ? 'blocks.value' : shown.photograph ? 'blocks.one-of' : 'blocks.largest';
      const head = t('blocks.at', { row: count(place.row), column: count(place.column), what: t(what, words) });
      return [head, ...ROLES.map((role) => blockText(t, role, place, shown, now))];
    }
    if (line) return [lines.text(line)];
    const [top, bottom, left, right] = shown.window;
    const [rows, columns] = [(bottom - top) / shown.cells[0], (right - left) / shown.cells[1]];
    const exact = rows === 1 && columns === 1;
    const many = { count: number(rows * columns, { digits: 2, trim: true }) };
    const cell =
      map === 'values' || map === 'decoded'
        ? exact
          ? t('blocks.exact')
          : t(shown.photograph ? 'blocks.cell.photograph' : 'blocks.cell', many)
        : t(exact && map === 'error' ? 'blocks.exact.error' : `blocks.cell.${map}`);
    const bars = shown.photograph ? [] : [t('blocks.bars')];
    const compared = map === 'error' && !quiet() ? [comparisonOf(t, now)] : [];
    return [joined([...compared, cell, ...bars])];
  }
  function say() {
    if (!answer || !frame) return;
    const [place, ...blocks] = texts();
    settle(said, [h('p', { text: place }), ...blocks.map((text, i) => h('p', { class: ROLES[i], text }))]);
    const { count: all, columns } = frame.data;
    picture.describe({
      min: 0,
      max: all - 1,
      now: at ? at.row * columns + at.column : 0,
      text: [place, ...blocks].join(' '),
    });
    lines.update(answer, line);
    mark();
  }
  function mark() {
    if (!answer || !frame) return;
    const { window } = answer;
    const [top, bottom, left, right] = whole(frame.data);
    /** @type {Window|null} */
    const band =
      line && (line.column ? [top, bottom, line.index, line.index + 1] : [line.index, line.index + 1, left, right]);
    overlay.mark(maps, at && holds(window, at) ? cellAt(answer, at).at : null, band);
    overlay.key(strip, answer.ends, map === 'values' ? value : null);
  }

  /** Rows and columns of a super-block, whose blocks share a second scale. @param {import('../../engine/records.js').SchemeFrame} scheme */
  const superBlock = ({ fitted }) => (fitted && fitted.super_block > 1 ? [1, fitted.super_block] : null);

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function draw(canvas, scale) {
    if (!frame || !answer) return;
    const [now, shown] = [frame, answer];
    const marked = [
      ...shown.columns.first.map((each) => ({ ...each, column: true })),
      ...shown.rows.first.map((each) => ({ ...each, column: false })),
    ];
    const most = Math.max(...shown.edges.rows);
    const record = {
      look: look(scale),
      window: shown.window,
      cells: shown.cells,
      scale: {
        ends: shown.ends,
        log: map === 'scale' || map === 'absmax',
        colors: colorsOf(map, shown.photograph),
      },
      key: [t(`blocks.key.${map}`), ...endsOf(shown, (end) => written(map, end, 3))],
      titles: [t('figure.column'), t('figure.row.down')],
      panels: ROLES.map((role) => ({
        role,
        block: shownSize(now[role], now.data),
        super_block: superBlock(now[role]),
        shown: [...now[role].rows, ...now[role].cols],
        title: `${letterOf(role)}  ${briefNotation(now[role].text)}`,
        finding: quiet() ? '' : findingOf(t, map, now[role], shown[role]),
      })),
      edge: shown.photograph ? '' : t('blocks.edge', { value: number(most, { digits: 3, trim: true }) }),
      square: shown.photograph,
      outlying: marked
        .sort((p, q) => q.rms - p.rms)
        .map(({ column, index, by }) => ({ column, index, throughout: by === 0 })),
    };
    const bars = shown.photograph ? { rows: NONE, columns: NONE } : shown.edges;
    const drawn = drawing().draw_blocks(canvas, record, shown.a.cells, shown.b.cells, bars.rows, bars.columns);
    maps = plotMaps(drawn.panels, scale);
    strip = boxOf(drawn.strip, scale);
    mark();
    return t('ui.blocks.picture', { data: now.data.text, a: now.a.text, b: now.b.text });
  }

  return unlessStored(
    {
      style,
      picture,
      element: h(
        'section',
        { class: 'blocks-view fits', 'aria-label': t('ui.view.blocks') },
        toolbar(tools, t('hide.tools')).element,
        picture.stage(),
        lines.element,
        said,
      ),
      update(next, state, answered) {
        if (frame?.data.text !== next.data.text) at = line = null;
        frame = next;
        answer = answered;
        map = answered?.map ?? map;
        shows.update(map);
        picture.plot.toggleAttribute('data-zoomed', state.at !== '');
        picture.draw();
        say();
      },
      mark(steps) {
        value = steps?.a.x ?? null;
        mark();
      },
      tables: () => (answer ? [...(quiet() ? [] : lostTable(t, answer)), lines.table(answer)] : []),
      dispose: picture.dispose,
    },
    (frame) => (ROLES.some((role) => isScattered(frame[role])) ? t('stored.blocks') : ''),
  );
}
