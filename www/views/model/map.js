// The picture of the view: layers by roles, a number and a colour in each cell. It is a slider over its cells to the keyboard.

import { sliderPlot } from '../../plot/slider-plot.js';
import { svg, setPlace } from '../../controls/dom.js';
import { boxOf } from '../../plot/plot-map.js';
import { endsOf, lacksOf, scaleOf } from './cells.js';

/** @typedef {import('./cells.js').Cells} Cells */
/** @typedef {import('./cells.js').Cell} Cell */

/**
 * @param {import('../types.js').ViewContext} context
 * @param {{onPoint: (cell: Cell|null) => void, onOpen: (cell: Cell) => void, words: (cell: Cell) => string, summary: () => string}} how
 */
export function modelMap({ t, drawing, look, recover, quiet }, { onPoint, onOpen, words, summary }) {
  /** @type {Cells} */
  let cells = { rows: [], columns: [], cells: [] };
  let heat = 'sqnr_a';
  /** @type {import('../../engine/pkg.js').ModelMapRecord|null} */
  let places = null;
  let schemes = { a: '', b: '', became: '' };
  let scale = 1;
  /** The cell pointed at, by its row and its column. @type {{row: number, column: number}|null} */
  let at = null;
  const ring = svg('rect', { class: 'cell-ring', hidden: '' });
  const picture = sliderPlot({ label: t('model.map'), draw, recover, over: [ring], keys, press, quiet });

  const cellAt = () =>
    at ? cells.cells.find(({ row, column }) => row === at?.row && column === at.column) : undefined;

  /** @param {HTMLCanvasElement} canvas @param {number} pixels */
  function draw(canvas, pixels) {
    if (cells.cells.length === 0) return;
    const { lo, hi, ends, reversed, diverging } = scaleOf(cells.cells, heat);
    scale = pixels;
    // A dark picture has its light colours where a light one has its dark ones, so words say which end is which.
    const words = endsOf(heat).map((end) => t(`model.key.${end}`, schemes));
    const ended = lo === hi ? ends : ends.map((value, i) => t('model.key.end', { value, word: words[i] }));
    const shown = /^(sqnr|difference|gain)/.test(heat) ? 'db' : heat.replace(/_(a|b|became)$/, '');
    places = drawing().draw_model_map(canvas, {
      look: look(pixels),
      title: t(`model.heat.${heat}.title`, schemes),
      finding: '',
      rows: cells.rows,
      row_title: t('model.column.layer'),
      columns: cells.columns.map((role) => t(`model.role.${role}`)),
      cells: cells.cells.map(({ row, column, value, text, short }) => ({ row, column, value, text, short })),
      scale: { lo, hi, diverging, reversed },
      key: [t(`model.key.${shown}`), ...ended],
      waiting: lacksOf(cells.cells, heat)
        .map((why) => t(`model.key.${why}`))
        .join(t.lang === 'en' ? ', ' : '，'),
      perfect: t(heat === 'sqnr_became' ? 'model.unchanged' : 'model.key.perfect'),
      chosen: null,
    });
    mark();
    return summary();
  }

  function mark() {
    const cell = cellAt();
    ring.toggleAttribute('hidden', !cell || !places);
    if (cell && places) {
      const [left, right] = places.columns[cell.column];
      const [top, bottom] = places.rows[cell.row];
      const box = boxOf([left, top, right, bottom], scale);
      setPlace(ring, { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top });
    }
    const now = cell ? cells.cells.indexOf(cell) : 0;
    const text = cell ? words(cell) : summary();
    picture.describe({ min: 0, max: Math.max(0, cells.cells.length - 1), now, text });
  }

  /** @param {Cell|null} cell */
  function point(cell) {
    at = cell && { row: cell.row, column: cell.column };
    mark();
    onPoint(cell);
  }

  /** The cell under a pointer. @param {MouseEvent} event @returns {Cell|null} */
  function under(event) {
    if (!places) return null;
    const { x, y } = picture.position(event);
    const find = (/** @type {[number, number][]} */ ends, /** @type {number} */ position) =>
      ends.findIndex(([from, to]) => position * scale >= from && position * scale < to);
    const [column, row] = [find(places.columns, x), find(places.rows, y)];
    return cells.cells.find((cell) => cell.row === row && cell.column === column) ?? null;
  }

  picture.plot.addEventListener('pointermove', (event) => {
    if (event.buttons === 0) point(under(event));
  });
  picture.plot.addEventListener('pointerleave', () => point(null));
  /** @param {PointerEvent} event */
  function press(event) {
    const cell = under(event);
    if (!cell) return false;
    point(cell);
    onOpen(cell);
    return true;
  }
  /** The nearest cell in a direction. @param {number} down @param {number} right */
  function step(down, right) {
    const from = at ?? cells.cells[0];
    if (!from) return;
    const ahead = cells.cells.filter((cell) =>
      down === 0
        ? cell.row === from.row && (cell.column - from.column) * right > 0
        : cell.column === from.column && (cell.row - from.row) * down > 0,
    );
    const far = (/** @type {Cell} */ cell) => Math.abs(cell.row - from.row) + Math.abs(cell.column - from.column);
    const next = at ? [...ahead].sort((one, other) => far(one) - far(other))[0] : cells.cells[0];
    if (next) point(next);
  }
  function keys() {
    if (cells.cells.length === 0) return null;
    return {
      ArrowUp: () => step(-1, 0),
      ArrowDown: () => step(1, 0),
      ArrowLeft: () => step(0, -1),
      ArrowRight: () => step(0, 1),
      Escape: () => point(null),
      Enter: () => {
        const cell = cellAt();
        if (cell) onOpen(cell);
      },
    };
  }

  return {
    picture,
    /** @param {Cells} next @param {string} nextHeat @param {{a: string, b: string, became: string}} nextSchemes */
    update(next, nextHeat, nextSchemes) {
      cells = next;
      heat = nextHeat;
      schemes = nextSchemes;
      picture.schedule();
    },
  };
}
