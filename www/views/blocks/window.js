// Arithmetic of the Blocks view: which rows and columns are shown, which cell and which block a place lies in.

/** @typedef {[number, number, number, number]} Window first row, end of rows, first column, end of columns */
/** @typedef {{row: number, column: number}} Place */
/** @typedef {{rows: number, columns: number}} Size */

/** The most neighbours shown around a line. */
const AMONG = 64;

/** The whole matrix. @param {Size} size @returns {Window} */
export const whole = ({ rows, columns }) => [0, rows, 0, columns];

/** The window of a state; the whole matrix when it has none. @param {string} at @param {Size} size @returns {Window} */
export function windowOf(at, size) {
  return at === '' ? whole(size) : fitted(/** @type {Window} */ (at.split(',').map(Number)), size);
}

/** The text of a window in the state; empty for the whole matrix. @param {Window} window @param {Size} size */
export function windowText(window, size) {
  const text = fitted(window, size).join();
  return text === whole(size).join() ? '' : text;
}

/** Whole rows and columns, at least one, pushed into the matrix. @param {Window} window @param {Size} size @returns {Window} */
export function fitted([top, bottom, left, right], { rows, columns }) {
  const within = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ all) => {
    const length = Math.min(all, Math.max(1, Math.round(to - from)));
    const start = Math.min(all - length, Math.max(0, Math.round(from)));
    return [start, start + length];
  };
  return /** @type {Window} */ ([...within(top, bottom, rows), ...within(left, right, columns)]);
}

/** Zoomed about a place, which stays where it is; by one row and column at least. @param {Window} window @param {number} factor below 1 zooms in @param {Place} centre @returns {Window} */
export function zoomed([top, bottom, left, right], factor, { row, column }) {
  const scaled = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ middle) => {
    const length = factor > 1 ? Math.ceil((to - from) * factor) : Math.max(1, Math.floor((to - from) * factor));
    const start = middle - ((middle - from) / (to - from)) * length;
    return [start, start + length];
  };
  return /** @type {Window} */ ([...scaled(top, bottom, row), ...scaled(left, right, column)]);
}

/** @param {Window} window @param {number} down @param {number} across @returns {Window} */
export function moved([top, bottom, left, right], down, across) {
  return [top + down, bottom + down, left + across, right + across];
}

/** A window as large that holds a place. @param {Window} window @param {Place} place @returns {Window} */
export function holding(window, { row, column }) {
  const by = (/** @type {number} */ at, /** @type {number} */ from, /** @type {number} */ to) =>
    Math.min(0, at - from) + Math.max(0, at + 1 - to);
  return moved(window, by(row, window[0], window[1]), by(column, window[2], window[3]));
}

/** Whether a place lies in a window. @param {Window} window @param {Place} place */
export function holds([top, bottom, left, right], { row, column }) {
  return row >= top && row < bottom && column >= left && column < right;
}

/**
 * A window in which a row or column can be seen among its neighbours, with the single value that raises it, if there is one.
 * @param {Window} window @param {{column: boolean, index: number, at: number, by: number}} line @returns {Window}
 */
export function around([top, bottom, left, right], { column, index, at, by }) {
  const near = (/** @type {number} */ middle, /** @type {number} */ from, /** @type {number} */ to) => {
    const length = Math.min(to - from, AMONG);
    return to - from <= AMONG && middle >= from && middle < to
      ? [from, to]
      : [middle - length / 2, middle + length / 2];
  };
  const row = column ? (by > 0 ? at : null) : index;
  const across = column ? index : by > 0 ? at : null;
  const rows = row === null ? [top, bottom] : near(row, top, bottom);
  const columns = across === null ? [left, right] : near(across, left, right);
  return /** @type {Window} */ ([...rows, ...columns]);
}

/**
 * The cell a place lies in, and the rows and columns it is of; `n` cells stand for `to - from` rows or columns.
 * @param {{window: Window, cells: [number, number]}} answer @param {Place} place
 */
export function cellAt({ window: [top, bottom, left, right], cells }, { row, column }) {
  const along = (
    /** @type {number} */ at,
    /** @type {number} */ from,
    /** @type {number} */ to,
    /** @type {number} */ n,
  ) => {
    const length = to - from;
    const i = Math.ceil(((at - from + 1) * n) / length) - 1;
    return { i, from: from + Math.floor((length * i) / n), to: from + Math.floor((length * (i + 1)) / n) };
  };
  const down = along(row, top, bottom, cells[0]);
  const across = along(column, left, right, cells[1]);
  return {
    index: down.i * cells[1] + across.i,
    rows: down.to - down.from,
    columns: across.to - across.from,
    at: /** @type {Window} */ ([down.from, down.to, across.from, across.to]),
  };
}

/** Rows and columns of the blocks of a scheme that is shown: what its notation says, or its file. @param {import('../../engine/records.js').SchemeFrame} scheme @param {Size} size */
export const shownSize = ({ parts, fitted }, size) => fitted?.block ?? blockSize(parts, size);

/** Rows and columns of a scheme's blocks. @param {import('../../engine/records.js').SchemeParts} parts @param {Size} size @returns {[number, number]} */
export function blockSize({ granularity, group, tall, wide }, { rows, columns }) {
  if (granularity === 'tile') return [Math.min(tall, rows), Math.min(wide, columns)];
  return granularity === 'tensor'
    ? [rows, columns]
    : granularity === 'row'
      ? [1, columns]
      : granularity === 'col'
        ? [rows, 1]
        : [1, Math.min(group, columns)];
}

/** The number of the block a place lies in. @param {[number, number]} block its size @param {Size} size @param {Place} place */
export function blockAt([tall, wide], { columns }, { row, column }) {
  return Math.floor(row / tall) * Math.ceil(columns / wide) + Math.floor(column / wide);
}

/** The index of a place's block among those with known numbers; -1 when it is not among them. @param {Window|undefined} known rows and columns of blocks @param {[number, number]} block @param {Place} place */
export function knownAt(known, [tall, wide], { row, column }) {
  if (!known) return -1;
  const place = { row: Math.floor(row / tall), column: Math.floor(column / wide) };
  return holds(known, place) ? (place.row - known[0]) * (known[3] - known[2]) + place.column - known[2] : -1;
}
