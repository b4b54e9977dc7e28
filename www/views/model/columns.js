// The columns of the table of tensors: what each sorts by, and how it is written.

import { count, decibels, difference, number, percent } from '../../numbers/format.js';
import { bits } from '../../numbers/measures.js';

/** @typedef {import('./lines.js').Line} Line */
/** @typedef {import('../../i18n/types.js').Translator} Translator */
/**
 * @template [L=Line]
 * @typedef {object} Column
 * @property {string} key its value of the order of rows, as of the state's key `order`; its title is a text that ends with it
 * @property {(line: L) => string|number|null} value null: nothing to sort by, at the end of either order
 * @property {(line: L, t: Translator) => string} text
 * @property {boolean} [words] whether it is read and not compared, so that it stands at the beginning of its cell
 * @property {boolean} [falls] whether its largest values are what one looks for, so that a first click puts them on top
 * @property {'a'|'b'|'became'} [role] became: there only while a second file is compared
 */

const short = (/** @type {number|null} */ value) => (value === null ? '–' : number(value, { digits: 3 }));
const shared = (/** @type {number|null} */ share) => (share === null ? '–' : percent(share));
const db = (/** @type {number|null} */ value) => (value === null ? '–' : decibels(value));

/** The SQNR of what a tensor became: of one that has the same values, words. @param {number|null} sqnr @param {Translator} t */
export const becameText = (sqnr, t) => (sqnr === Infinity ? t('model.unchanged') : db(sqnr));

/** What it became less A. @param {number|null} gain @param {Translator} t */
export const gainText = (gain, t) =>
  gain === null ? '–' : gain === Infinity ? t('model.unchanged') : difference(gain, decibels);

/** The layer of a row in words. @param {{layer: number|null, stack: string|null}} row */
export const layerText = ({ layer, stack }) => (layer === null ? '–' : stack ? `${stack} ${layer}` : String(layer));

/** @param {import('../../engine/model-records.js').Lines} lines */
const standing = ({ throughout, by_few: few }) => throughout + few;

/** In the order of `COLUMN_KEYS` of index.js. @type {readonly Column[]} */
export const COLUMNS = [
  { key: 'name', words: true, value: ({ row }) => row.name, text: ({ row }) => row.name },
  { key: 'sqnr_a', role: 'a', value: ({ a }) => a.sqnr, text: ({ a }) => db(a.sqnr) },
  { key: 'sqnr_b', role: 'b', value: ({ b }) => b.sqnr, text: ({ b }) => db(b.sqnr) },
  {
    key: 'difference',
    value: (line) => line.difference,
    text: (line) => (line.difference === null ? '–' : difference(line.difference, decibels)),
  },
  {
    key: 'sqnr_became',
    role: 'became',
    value: ({ became }) => became.sqnr,
    text: ({ became }, t) => becameText(became.sqnr, t),
  },
  {
    key: 'gain',
    role: 'became',
    value: ({ gain }) => gain,
    text: ({ gain }, t) => gainText(gain, t),
  },
  { key: 'share_a', falls: true, role: 'a', value: ({ a }) => a.share, text: ({ a }) => shared(a.share) },
  { key: 'share_b', falls: true, role: 'b', value: ({ b }) => b.share, text: ({ b }) => shared(b.share) },
  {
    key: 'share_became',
    falls: true,
    role: 'became',
    value: ({ became }) => became.share,
    text: ({ became }) => shared(became.share),
  },
  { key: 'role', words: true, value: ({ row }) => row.role, text: ({ row }, t) => t(`model.role.${row.role}`) },
  { key: 'layer', value: ({ row }) => row.layer, text: ({ row }) => layerText(row) },
  { key: 'shape', words: true, value: ({ row }) => row.values, text: ({ row }) => row.shape.join('×') || '1' },
  { key: 'values', falls: true, value: ({ row }) => row.values, text: ({ row }) => count(row.values) },
  { key: 'dtype', words: true, value: ({ row }) => row.dtype, text: ({ row }) => row.dtype },
  {
    key: 'bits_a',
    falls: true,
    role: 'a',
    value: ({ a }) => a.bits,
    text: ({ a }) => (a.bits === null ? '–' : bits(a.bits)),
  },
  {
    key: 'bits_b',
    falls: true,
    role: 'b',
    value: ({ b }) => b.bits,
    text: ({ b }) => (b.bits === null ? '–' : bits(b.bits)),
  },
  {
    key: 'bits_became',
    falls: true,
    role: 'became',
    value: ({ became }) => became.bits,
    text: ({ became }) => (became.bits === null ? '–' : bits(became.bits)),
  },
  { key: 'kurtosis', falls: true, value: ({ row }) => row.kurtosis, text: ({ row }) => short(row.kurtosis) },
  {
    key: 'max_per_sigma',
    falls: true,
    value: ({ row }) => row.max_per_sigma,
    text: ({ row }) => short(row.max_per_sigma),
  },
  {
    key: 'rows_out',
    falls: true,
    value: ({ row }) => standing(row.rows_out),
    text: ({ row }) => count(standing(row.rows_out)),
  },
  {
    key: 'columns_out',
    falls: true,
    value: ({ row }) => standing(row.columns_out),
    text: ({ row }) => count(standing(row.columns_out)),
  },
];

/**
 * The order of rows after a click on the head of a column: what one looks for is first on top, then last, then rows are as in the file.
 * @param {readonly Pick<Column<any>, 'key'|'falls'>[]} columns @param {string} key @param {string} order that of now
 */
export function orderAfter(columns, key, order) {
  const falls = columns.find((column) => column.key === key)?.falls;
  const [first, second] = falls ? [`-${key}`, key] : [key, `-${key}`];
  return order === first ? second : order === second ? '' : first;
}

/** The lines in the order of a column of the table under A and B. @param {readonly Line[]} lines @param {string} order as the state has it */
export const inOrder = (lines, order) => sorted(lines, COLUMNS, order);

/**
 * The lines in the order of a column, with a `-` before its key from the largest down; what has no value there comes last.
 * @template L @param {readonly L[]} lines @param {readonly Column<L>[]} columns @param {string} order @returns {L[]}
 */
export function sorted(lines, columns, order) {
  const falls = order.startsWith('-');
  const column = columns.find(({ key }) => key === order.replace(/^-/, ''));
  if (!column) return [...lines];
  const sign = falls ? -1 : 1;
  return [...lines].sort((one, other) => {
    const [p, q] = [column.value(one), column.value(other)];
    if (p === null || q === null) return Number(p === null) - Number(q === null);
    if (typeof p === 'string') return sign * p.localeCompare(String(q), 'en', { numeric: true });
    return p === q ? 0 : sign * (p < Number(q) ? -1 : 1);
  });
}
