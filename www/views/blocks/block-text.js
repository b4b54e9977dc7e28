// A scheme's block at the place pointed at, in words.

import { count, decibels, number } from '../../numbers/format.js';
import { letterOf } from '../../state/roles.js';
import { blockAt, cellAt, knownAt, shownSize } from './window.js';

/** @typedef {import('./types.js').BlocksAnswer} BlocksAnswer */

const short = (/** @type {number} */ value) => number(value, { digits: 4, trim: true });

/** A number of the map shown, as it is written. @param {string} map @param {number} shown @param {number} [digits] */
export const written = (map, shown, digits = 4) =>
  map === 'sqnr' ? decibels(shown) : number(shown, { digits, trim: true });

/** The numbers of a known block, with what moves its levels away from 0 where something does. @param {import('../../i18n/types.js').Translator} t @param {'a'|'b'} role @param {import('./types.js').BlocksPanel} panel @param {number} i its place among the known ones @param {number} block */
function numbersOf(t, role, { scale, zero_point: zeros, minimum, absmax, sqnr }, i, block) {
  if (!scale || !absmax || !sqnr) return '';
  const words = {
    letter: letterOf(role),
    block: count(block + 1),
    absmax: short(absmax[i]),
    scale: short(scale[i]),
    sqnr: decibels(sqnr[i]),
  };
  if (minimum) return t('blocks.numbers.minimum', { ...words, minimum: short(minimum[i]) });
  return zeros ? t('blocks.numbers.zero', { ...words, zero: short(zeros[i]) }) : t('blocks.numbers', words);
}

/**
 * The numbers of the block, and what the value of the place becomes under them where its cell is that value alone.
 * @param {import('../../i18n/types.js').Translator} t
 * @param {'a'|'b'} role
 * @param {import('./window.js').Place} place
 * @param {BlocksAnswer} shown
 * @param {import('../../engine/records.js').Frame} frame
 */
export function blockText(t, role, place, shown, { data, [role]: scheme }) {
  const size = shownSize(scheme, data);
  const panel = shown[role];
  const i = knownAt(panel.blocks, size, place);
  const cell = cellAt(shown, place);
  if (i < 0) {
    const what =
      shown.map === 'values' || shown.map === 'decoded'
        ? t('blocks.many')
        : t(`blocks.worst.${shown.map}`, { value: written(shown.map, panel.cells[cell.index]) });
    return t('blocks.untold', { letter: letterOf(role), what });
  }
  const numbers = numbersOf(t, role, panel, i, blockAt(size, data, place));
  const decoded = cell.rows === 1 && cell.columns === 1 ? (panel.decoded?.[cell.index] ?? NaN) : NaN;
  if (Number.isNaN(decoded)) return numbers;
  const error = short(decoded - shown.values[cell.index]);
  return `${numbers} ${t('blocks.decoded', { value: short(decoded), error })}`;
}
