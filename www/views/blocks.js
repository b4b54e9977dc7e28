// The Blocks view: the matrix as a heat map with the blocks of both schemes.
//
// Pointing, or the arrow keys, tells a place's block; a click, a tap or Enter shows that block's grid in the Grid view. A drag
// zooms to what it covers; + and − zoom about the place pointed at; 0 or a double click shows everything.

import { count, decibels, number } from '../format.js';
import { button, segmented } from '../parts/controls.js';
import { h } from '../parts/dom.js';
import { followDrag } from '../parts/drag.js';
import { liveSentence } from '../parts/live-sentence.js';
import { table } from '../parts/tables.js';
import { pictureCanvas } from './canvas.js';
import { plotMap } from './plot-map.js';

/** @typedef {import('../types.js').Frame} Frame */
/** @typedef {import('../types.js').SchemeFrame} SchemeFrame */
/** @typedef {import('../types.js').BlocksPart} BlocksPart */
/** @typedef {[number, number, number, number]} Window first row, end of rows, first column, end of columns */
/** @typedef {{row: number, column: number}} Place */

const ROLES = /** @type {const} */ (['a', 'b']);
/** A drag shorter than this many pixels is a click. */
const CLICK_PX = 5;
/** Most cells along a side: as many as a screen has pixels for. */
const CELLS = 1024;
/** Rows and columns that stand out are named in the sentence, and listed in the table. */
const NAMED = 3;
const LISTED = 20;

/** The window of a state. @param {string} at @returns {Window|null} */
const windowOf = (at) => (at === '' ? null : /** @type {Window} */ (at.split(',').map(Number)));

/** Rows and columns of a scheme's blocks. @param {SchemeFrame} scheme @param {Frame['data']} data @returns {[number, number]} */
function blockSize({ parts: { granularity, group } }, { rows, columns }) {
  return granularity === 'tensor' ? [rows, columns] : granularity === 'row' ? [1, columns] : granularity === 'col' ? [rows, 1] : [1, Math.min(group, columns)];
}

/** The number of the block at a place. @param {SchemeFrame} scheme @param {Frame['data']} data @param {Place} place */
export function blockAt(scheme, data, { row, column }) {
  const [tall, wide] = blockSize(scheme, data);
  return Math.floor(row / tall) * Math.ceil(data.columns / wide) + Math.floor(column / wide);
}

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function blocksView({ t, set, drawing, theme, recover, point, size }) {
  /** @type {Frame|null} */
  let frame = null;
  /** @type {BlocksPart|null} */
  let part = null;
  let map = 'values';
  /** @type {import('./plot-map.js').PlotMap[]} */
  let maps = [];
  /** @type {Place|null} */
  let at = null;

  const picture = pictureCanvas({ paint, recover });
  const { box: plot } = picture;
  Object.assign(plot, { tabIndex: 0, role: 'slider', ariaLabel: t('ui.blocks.plot') });
  plot.dataset.control = 'plot';
  const brush = h('div', { class: 'brush-box', hidden: true });
  plot.append(brush);
  const live = liveSentence();
  const shows = segmented({
    label: t('ui.blocks.map'),
    name: 'map',
    options: ['values', 'scale', 'sqnr', 'absmax'].map((value) => ({ value, label: t(`ui.blocks.map.${value}`) })),
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
      button({ text: t('ui.zoom-whole.short'), name: 'zoom-whole', title: t('ui.zoom-whole'), class: 'quiet', onClick: () => set({ at: '' }) }),
    ),
  );

  /** @param {Window} window */
  function show([top, bottom, left, right]) {
    if (!frame) return;
    const { rows, columns } = frame.data;
    const kept = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ all) => {
      const length = Math.min(all, Math.max(1, Math.round(to - from)));
      const start = Math.min(all - length, Math.max(0, Math.round(from)));
      return [start, start + length];
    };
    const next = [...kept(top, bottom, rows), ...kept(left, right, columns)];
    set({ at: next.join() === `0,${rows},0,${columns}` ? '' : next.join() });
  }
  /** About the place pointed at. @param {number} factor */
  function zoom(factor) {
    if (!part) return;
    const [top, bottom, left, right] = part.window;
    const centre = at ?? { row: (top + bottom) / 2, column: (left + right) / 2 };
    const about = (/** @type {number} */ edge, /** @type {number} */ middle) => middle + (edge - middle) * factor;
    show([about(top, centre.row), about(bottom, centre.row), about(left, centre.column), about(right, centre.column)]);
  }
  /** @param {Place|null} place */
  function pointAt(place) {
    at = place;
    if (!part || !place) point(null);
    else if (exact(part) && map === 'values') {
      const value = part.a.cells[(place.row - part.window[0]) * part.cells[1] + place.column - part.window[2]];
      point(Number.isNaN(value) ? null : value);
    }
    say();
  }
  /** Whether a cell is one value. @param {BlocksPart} shown */
  function exact({ window: [top, bottom, left, right], cells }) {
    return bottom - top === cells[0] && right - left === cells[1];
  }
  function choose() {
    if (!frame || !at) return;
    set({ blocka: blockAt(frame.a, frame.data, at), blockb: blockAt(frame.b, frame.data, at) });
  }
  /** @param {MouseEvent} event @returns {Place|null} */
  function under(event) {
    if (!part) return null;
    const { x, y } = picture.position(event);
    const there = maps.find((each) => each.contains(x, y));
    if (!there) return null;
    const [top, bottom, left, right] = part.window;
    const within = (/** @type {number} */ value, /** @type {number} */ first, /** @type {number} */ end) => Math.min(end - 1, Math.max(first, Math.floor(value)));
    // The axis counts rows from below.
    return { row: within(top + bottom - there.heightAt(y), top, bottom), column: within(there.valueAt(x), left, right) };
  }

  plot.addEventListener('pointermove', (event) => {
    if (event.buttons === 0) pointAt(under(event));
  });
  plot.addEventListener('pointerdown', (event) => {
    const start = event.button === 0 ? under(event) : null;
    if (!start) return;
    plot.focus({ preventScroll: true });
    pointAt(start);
    const from = picture.position(event);
    const far = (/** @type {PointerEvent} */ to) => Math.hypot(picture.position(to).x - from.x, picture.position(to).y - from.y) >= CLICK_PX;
    followDrag(plot, event, {
      move: (to) => {
        const now = picture.position(to);
        brush.hidden = !far(to);
        Object.assign(brush.style, { left: `${Math.min(from.x, now.x)}px`, top: `${Math.min(from.y, now.y)}px`, width: `${Math.abs(now.x - from.x)}px`, height: `${Math.abs(now.y - from.y)}px` });
      },
      drop: (to) => {
        brush.hidden = true;
        if (to.type === 'pointercancel') return;
        const end = under(to);
        if (!far(to)) choose();
        else if (end) show([Math.min(start.row, end.row), Math.max(start.row, end.row) + 1, Math.min(start.column, end.column), Math.max(start.column, end.column) + 1]);
      },
    });
  });
  plot.addEventListener('dblclick', () => set({ at: '' }));
  plot.addEventListener('keydown', (event) => {
    if (!part || event.ctrlKey || event.metaKey || event.altKey) return;
    const [top, bottom, left, right] = part.window;
    const tall = Math.max(1, Math.round((bottom - top) / part.cells[0]));
    const wide = Math.max(1, Math.round((right - left) / part.cells[1]));
    const far = event.shiftKey ? 10 : 1;
    const go = (/** @type {number} */ down, /** @type {number} */ across) => {
      const now = at ?? { row: top, column: left };
      pointAt({ row: Math.min(bottom - 1, Math.max(top, now.row + down * tall * far)), column: Math.min(right - 1, Math.max(left, now.column + across * wide * far)) });
    };
    /** @type {Record<string, () => void>} */
    const actions = {
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
      0: () => set({ at: '' }),
      Escape: () => pointAt(null),
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    actions[event.key]();
  });

  const short = (/** @type {number} */ value) => number(value, { digits: 4, trim: true });
  /** Lines that stand out, the farthest first. @param {BlocksPart} shown @returns {string[]} */
  function outlying({ rows, columns }) {
    const lines = [...columns.map(([index, ratio]) => ({ key: 'blocks.column', index, ratio })), ...rows.map(([index, ratio]) => ({ key: 'blocks.row', index, ratio }))];
    return lines.sort((p, q) => q.ratio - p.ratio).map(({ key, index, ratio }) => t(key, { index: count(index), ratio: number(ratio, { digits: 2, trim: true }) }));
  }
  function say() {
    if (!part || !frame) return;
    const [shown, now] = [part, frame];
    if (at) {
      const place = at;
      const numbers = ROLES.map((role) => {
        const block = blockAt(now[role], now.data, place);
        const { scale, zero_point: zero, absmax, sqnr } = shown[role];
        if (block >= scale.length) return '';
        return t('blocks.numbers', { letter: role.toUpperCase(), block: count(block), absmax: short(absmax[block]), scale: short(scale[block]), zero: short(zero[block]), sqnr: decibels(sqnr[block]) });
      });
      const [top, , left] = shown.window;
      const value = exact(shown) && map === 'values' ? [t('blocks.value', { value: short(shown.a.cells[(place.row - top) * shown.cells[1] + place.column - left]) })] : [];
      live.say(t('blocks.at', { row: count(place.row), column: count(place.column), numbers: [...value, ...numbers].join(' ') }));
    } else {
      const [top, bottom, left, right] = shown.window;
      const lines = outlying(shown);
      const named = lines.length === 0 ? t('blocks.none') : [...lines.slice(0, NAMED), ...(lines.length > NAMED ? [t('blocks.more', { count: count(lines.length - NAMED) })] : [])].join(' · ');
      const cell = exact(shown) ? t('blocks.exact') : t('blocks.cell', { rows: short((bottom - top) / shown.cells[0]), columns: short((right - left) / shown.cells[1]) });
      live.say(map === 'values' ? `${cell} ${named}` : named);
    }
    plot.setAttribute('aria-valuemin', '0');
    plot.setAttribute('aria-valuemax', String(now.data.count - 1));
    plot.setAttribute('aria-valuenow', String(at ? at.row * now.data.columns + at.column : 0));
    plot.setAttribute('aria-valuetext', live.element.textContent ?? '');
  }

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function paint(canvas, scale) {
    if (!frame || !part) return;
    const [now, shown] = [frame, part];
    const written = (/** @type {number} */ end) => (map === 'sqnr' ? decibels(end) : number(end, { digits: 3, trim: true }));
    const record = {
      look: { dark: theme() === 'dark', scale },
      window: shown.window,
      cells: shown.cells,
      ends: shown.ends,
      log: map === 'scale' || map === 'absmax',
      diverging: map === 'values',
      key: [t(`ui.blocks.map.${map}`), ...shown.ends.map(written)],
      titles: [t('figure.column'), t('figure.row')],
      panels: ROLES.map((role) => ({ block: blockSize(now[role], now.data), shown: [...now[role].rows, ...now[role].cols], title: `${role.toUpperCase()}  ${now[role].text}` })),
    };
    maps = drawing().draw_blocks(canvas, record, shown.a.cells, shown.b.cells).map((each) => plotMap(each, scale));
    picture.canvas.setAttribute('aria-label', t('ui.blocks.picture', { data: now.data.text, a: now.a.text, b: now.b.text }));
  }

  return {
    element: h('section', { class: 'blocks-view', 'aria-label': t('ui.view.blocks') }, tools, h('div', { class: 'stage' }, plot), live.element),
    part(state) {
      const { width, height } = size();
      const cells = (/** @type {number} */ pixels) => Math.min(CELLS, Math.max(16, Math.round(pixels)));
      return { kind: 'blocks', a: state.a, b: state.b, map: state.map, window: windowOf(state.at), cells: [cells(height), cells(width / 2)] };
    },
    update(next, state) {
      if (frame?.data.text !== next.data.text) at = null;
      frame = next;
      part = next.part?.kind === 'blocks' ? next.part : null;
      map = state.map;
      shows.update(map);
      if (part && at && !(at.row >= part.window[0] && at.row < part.window[1] && at.column >= part.window[2] && at.column < part.window[3])) at = null;
      picture.draw();
      say();
    },
    mark() {},
    tables: () => (part ? [table(t('ui.blocks.outlying'), [t('ui.blocks.line')], outlying(part).slice(0, LISTED).map((line) => [line]))] : []),
    dispose: picture.dispose,
  };
}
