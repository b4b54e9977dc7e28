// The sweep over group sizes: 8, 16, 32 … below the length of a row, a whole row, the whole tensor.

import { isExact, sqnrWords } from '../../numbers/exact.js';
import { count, decibels, number } from '../../numbers/format.js';
import { joined } from '../../i18n/index.js';

/** @typedef {import('../../engine/records.js').SchemeParts} SchemeParts */
/** @typedef {import('./types.js').SweepStop} SweepStop */

const SMALLEST = 8;
/** Distances on the axis, where a doubling is 1: from the largest group to a row, from a row to the tensor. */
const TO_ROW = 1.25;
const TO_TENSOR = 1.5;

/** The sizes shown: doubled from the smallest on, and those of the schemes. @param {number} columns @param {SchemeParts[]} schemes */
function sizes(columns, schemes) {
  const doubled = [];
  for (let size = SMALLEST; size < columns; size *= 2) doubled.push(size);
  const own = schemes
    .filter(({ granularity, group }) => granularity === 'group' && group < columns)
    .map(({ group }) => group);
  return [...new Set([...doubled, ...own])].sort((p, q) => p - q);
}

/** @param {import('../../i18n/types.js').Translator} t @param {import('../../engine/records.js').Measures} metrics */
const measured = (t, metrics) => ({
  sqnr: sqnrWords(t, metrics),
  bits: number(metrics.bits_per_value, { digits: 4, trim: true }),
});

/** @type {import('./types.js').SweepKind} */
export const GROUPS = {
  name: 'group',
  priced: true,
  stops(t, { data: { rows, columns }, a, b }) {
    /** @type {SweepStop[]} */
    const stops = sizes(columns, [a.parts, b.parts]).map((size) => ({
      at: Math.log2(size),
      label: number(size, { digits: 1 }),
      words: t('sweeps.group.size', { count: count(size) }),
      change: { granularity: 'group', group: size },
      is: ({ granularity, group }) => granularity === 'group' && group === size,
    }));
    const end = stops.at(-1)?.at ?? 0;
    const wholeRow = (/** @type {SchemeParts} */ { granularity, group }) =>
      granularity === 'row' || (granularity === 'group' && group >= columns);
    const whole = (/** @type {SchemeParts} */ { granularity }) =>
      granularity === 'tensor' || (granularity === 'col' && columns === 1);
    // A single row is the tensor.
    const several = rows > 1;
    if (several)
      stops.push({
        at: end + TO_ROW,
        label: t('ui.granularity.row'),
        words: t('sweeps.group.row'),
        change: { granularity: 'row' },
        is: wholeRow,
      });
    stops.push({
      at: end + TO_ROW + (several ? TO_TENSOR : 0),
      label: t('ui.granularity.tensor'),
      words: t('sweeps.group.tensor'),
      change: { granularity: 'tensor' },
      is: (parts) => whole(parts) || (!several && wholeRow(parts)),
    });
    return stops;
  },
  summary(t, letter, stops, { parts, own }) {
    if (own.includes(null)) {
      const metrics = own.find(Boolean);
      return metrics ? t('sweeps.group.own', { letter, group: count(parts.group), ...measured(t, metrics) }) : '';
    }
    const [first, last] = [own[0], own[own.length - 1]];
    const off =
      parts.granularity === 'col' && !stops.some((stop) => stop.is(parts)) ? t('sweeps.group.column', { letter }) : '';
    if (!first || !last || first === last) return off;
    const exact = [first, last].map(isExact);
    const gain = first.sqnr_db - last.sqnr_db;
    const bits = number(first.bits_per_value - last.bits_per_value, { digits: 3, trim: true });
    const words = {
      letter,
      stop: stops[0].words,
      sqnr: decibels(first.sqnr_db),
      bits,
      gain: decibels(Math.abs(gain)),
      whole: decibels(last.sqnr_db),
    };
    const way = exact[0] ? (exact[1] ? 'exact.both' : 'exact') : exact[1] ? 'exact.whole' : gain < 0 ? 'loss' : 'gain';
    return joined([t(`sweeps.group.${way}`, words), off]);
  },
};
