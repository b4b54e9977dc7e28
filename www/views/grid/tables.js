// The data behind the Grid picture, as tables: the levels of both grids, and the histogram in few bins.

import { codeText } from '../../numbers/float-code.js';
import { count, number } from '../../numbers/format.js';
import { table } from '../../panels/tables.js';
import { letterOf } from '../../state/roles.js';

/** Rows of the histogram's table: enough for its shape, few enough to read. */
const ROWS = 24;

/** @param {import('../../i18n/types.js').Translator} t @param {import('../../engine/records.js').Frame} frame */
export function dataTables(t, frame) {
  return [levels(t, frame, 'a'), levels(t, frame, 'b'), histogram(t, frame)];
}

/** @param {import('../../i18n/types.js').Translator} t @param {import('../../engine/records.js').Frame} frame @param {'a'|'b'} role */
function levels(t, frame, role) {
  const { text, codes, table: book } = frame[role];
  const rows = [...frame[role].levels].map((level, i) => [
    codeText(codes[i], book),
    number(level, { digits: 5, trim: true }),
  ]);
  return table(
    t('ui.tables.levels', { letter: letterOf(role), scheme: text }),
    [t('ui.tables.code'), t('ui.tables.level')],
    rows,
  );
}

/** @param {import('../../i18n/types.js').Translator} t @param {import('../../engine/records.js').Frame} frame */
function histogram(t, { counts, view: [lo, hi] }) {
  const n = Math.min(ROWS, counts.length);
  const edge = (/** @type {number} */ i) => number(lo + ((hi - lo) * i) / counts.length, { digits: 4, trim: true });
  const rows = Array.from({ length: n }, (_, i) => {
    const [from, to] = [Math.round((i * counts.length) / n), Math.round(((i + 1) * counts.length) / n)];
    return [`${edge(from)} … ${edge(to)}`, count(counts.subarray(from, to).reduce((sum, x) => sum + x, 0))];
  });
  return table(t('ui.tables.histogram'), [t('ui.tables.range'), t('ui.tables.count')], rows);
}
