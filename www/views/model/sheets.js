// The rows of a model's survey, to be saved.

/** @typedef {import('./lines.js').Line} Line */

const HEAD = Object.freeze([
  'name',
  'role',
  'layer',
  'stack',
  'shape',
  'dtype',
  'values',
  'a_sqnr_db',
  'b_sqnr_db',
  'difference_db',
  'a_share',
  'b_share',
  'a_bits_per_value',
  'b_bits_per_value',
  'kurtosis',
  'max_per_sigma',
  'rows_out_throughout',
  'rows_out_by_few',
  'columns_out_throughout',
  'columns_out_by_few',
]);

/** @param {readonly Line[]} lines @returns {import('../../export/types.js').Sheet} */
export function rowsSheet(lines) {
  const rows = lines.map(({ row, a, b, difference }) => [
    row.name,
    row.role,
    row.layer ?? '',
    row.stack ?? '',
    row.shape.join('x'),
    row.dtype,
    row.values,
    ...[a.sqnr, b.sqnr, difference, a.share, b.share, a.bits, b.bits, row.kurtosis, row.max_per_sigma].map(
      (value) => value ?? '',
    ),
    row.rows_out.throughout,
    row.rows_out.by_few,
    row.columns_out.throughout,
    row.columns_out.by_few,
  ]);
  return { name: 'model', head: HEAD, rows };
}
