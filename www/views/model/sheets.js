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

/** What a second file adds. */
const BECAME = Object.freeze([
  'became_tensor',
  'became_sqnr_db',
  'became_gain_db',
  'became_share',
  'became_bits_per_value',
]);

/** @param {readonly Line[]} lines @param {import('../../engine/model-records.js').ShownBecame|null} became @returns {import('../../export/types.js').Sheet} */
export function rowsSheet(lines, became) {
  /** @param {Line} line */
  const more = ({ row, became: { sqnr, share, bits }, gain }) =>
    [became?.partners.get(row.name)?.entry.name, sqnr, gain, share, bits].map((value) => value ?? '');
  const rows = lines.map((line) => {
    const { row, a, b, difference } = line;
    return [
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
      ...(became ? more(line) : []),
    ];
  });
  return { name: 'model', head: became ? [...HEAD, ...BECAME] : HEAD, rows };
}
