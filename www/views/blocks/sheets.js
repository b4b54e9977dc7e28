// The data behind the map of blocks.

import { sheet } from '../../export/sheets.js';

/** The first row or column of a cell. @param {number} from @param {number} end @param {number} i @param {number} n */
const first = (from, end, i, n) => from + Math.floor((i * (end - from)) / n);

/** The bars along the edges: the largest |x| of each row and column of cells. @param {import('./types.js').BlocksAnswer} answer */
export function edgeSheets({ window: [top, bottom, left, right], edges }) {
  const { rows, columns } = edges;
  return [
    sheet('rows', {
      first_row: Array.from(rows, (_, i) => first(top, bottom, i, rows.length)),
      absmax: rows,
    }),
    sheet('columns', {
      first_column: Array.from(columns, (_, i) => first(left, right, i, columns.length)),
      absmax: columns,
    }),
  ];
}

/**
 * The cells of a scheme's map, and the numbers of its blocks where they are known.
 * @param {import('./types.js').BlocksAnswer} answer @param {import('../../state/roles.js').Role} role
 */
export function matrixSheets(answer, role) {
  const [rows, columns] = answer.cells;
  const [top, bottom, left, right] = answer.window;
  const panel = answer[role];
  const cells = sheet(`cells-${role}`, {
    first_row: Array.from(panel.cells, (_, i) => first(top, bottom, Math.floor(i / columns), rows)),
    first_column: Array.from(panel.cells, (_, i) => first(left, right, i % columns, columns)),
    x: answer.values,
    [answer.map]: panel.cells,
  });
  const { blocks, scale, absmax, sqnr, zero_point: zeros, minimum } = panel;
  if (!blocks || !scale || !absmax || !sqnr) return [cells];
  const [up, , start, end] = blocks;
  const wide = end - start;
  const places = {
    block_row: Array.from(scale, (_, i) => up + Math.floor(i / wide)),
    block_column: Array.from(scale, (_, i) => start + (i % wide)),
  };
  /** @type {Record<string, Float32Array>} */
  const moved = minimum ? { minimum } : { zero_point: zeros ?? new Float32Array(scale.length) };
  return [cells, sheet(`blocks-${role}`, { ...places, scale, ...moved, absmax, sqnr_db: sqnr })];
}
