// What the view says of tensors in words: of one, of those of a cell of the map, and of the model as a whole.

import { joined, say } from '../../i18n/index.js';
import { count, decibels } from '../../numbers/format.js';
import { bits } from '../../numbers/measures.js';
import { inOrder, layerText } from './columns.js';
import { sumOf, whyNone } from './lines.js';

/** @typedef {import('../../i18n/types.js').Translator} Translator */
/** @typedef {import('./lines.js').Line} Line */
/** @typedef {import('./lines.js').Sum} Sum */

/** A number of bits per value, or a dash. @param {number|null} value */
const bitsText = (value) => (value === null ? '–' : bits(value));

/** An SQNR in a sentence: no error is said in words. @param {Translator} t @param {number|null} sqnr */
const sqnrText = (t, sqnr) => (sqnr === null ? '–' : sqnr === Infinity ? t('model.key.perfect') : decibels(sqnr));

/**
 * @param {Translator} t @param {readonly Line[]} lines at least one
 * @param {{alone: boolean, became: string|undefined}} about alone: whether the model itself is not open; became: the second file
 */
export function linesSay(t, lines, { alone, became }) {
  const sum = sumOf(lines);
  const [{ row }] = lines;
  const words = {
    name: row.name,
    count: count(lines.length),
    role: t(`model.role.${row.role}`),
    layer: layerText(row),
    a: sqnrText(t, sum.a.sqnr),
    b: sqnrText(t, sum.b.sqnr),
    values: count(sum.values),
  };
  if (lines.length > 1) return joined([t('model.says.cell', words), becameSays(t, sum, became)]);
  const problem = whyNone(lines[0]);
  return joined([
    t(alone ? 'model.says.tensor.saved' : 'model.says.tensor', words),
    becameSays(t, sum, became),
    problem ? t('model.says.why', { problem: say(t, problem) }) : '',
  ]);
}

/** @param {Translator} t @param {Sum} sum @param {string|undefined} file */
function becameSays(t, { became }, file) {
  if (file === undefined || became.sqnr === null) return '';
  const sqnr = became.sqnr === Infinity ? t('model.unchanged') : decibels(became.sqnr);
  return t('model.says.became', { file, sqnr, bits: bitsText(became.bits) });
}

/**
 * What the model as a whole has.
 * @param {Translator} t @param {readonly Line[]} lines
 * @param {{became: string|undefined, left: {integers: number, others: number}}} about left: how many tensors of the files have no line
 */
export function modelSays(t, lines, { became, left }) {
  if (lines.length === 0) return '';
  const sum = sumOf(lines);
  const total = t('model.says.total', { tensors: count(lines.length), values: count(sum.values) });
  return joined([total, ...leftSays(t, left), ...sidesSay(t, lines, sum), becameSays(t, sum, became)]);
}

/** Why the files have more tensors than there are lines. @param {Translator} t @param {{integers: number, others: number}} left */
const leftSays = (t, { integers, others }) => [
  integers > 0 ? t('model.says.integers', { count: count(integers) }) : '',
  others > 0 ? t('model.says.left', { count: count(others) }) : '',
];

/** What A and B have, or why they have nothing. @param {Translator} t @param {readonly Line[]} lines @param {Sum} sum */
function sidesSay(t, lines, sum) {
  const measured = /** @type {const} */ (['a', 'b']).filter((role) => sum[role].sqnr !== null);
  const refused = /** @type {const} */ (['a', 'b'])
    .filter((role) => sum[role].sqnr === null)
    .flatMap((role) => {
      const problem = lines.find((line) => line[role].problem)?.[role].problem;
      return problem ? [t('model.says.refused', { letter: role.toUpperCase(), problem: say(t, problem) })] : [];
    });
  if (measured.length === 0) return refused.length > 0 ? refused : [t('model.says.waits')];
  const [first] = measured;
  const letter = first.toUpperCase();
  const words = {
    letter,
    sqnr: sqnrText(t, sum[first].sqnr),
    bits: bitsText(sum[first].bits),
    a: sqnrText(t, sum.a.sqnr),
    bits_a: bitsText(sum.a.bits),
    b: sqnrText(t, sum.b.sqnr),
    bits_b: bitsText(sum.b.bits),
  };
  const [worst] = inOrder(lines, `sqnr_${first}`);
  const least = worst[first].sqnr;
  return [
    t(measured.length === 2 ? 'model.says.both' : 'model.says.one', words),
    least === null || least === Infinity
      ? ''
      : t('model.says.worst', { letter, worst: worst.row.name, least: decibels(least) }),
    ...refused,
  ];
}

/** How many tensors of a model's files are not surveyed: whole numbers, and what has no values that can be read. @param {import('../../files/types.js').FileListing|undefined} listing */
export function leftOf(listing) {
  const left = (listing?.entries ?? []).filter(({ surveyed }) => !surveyed);
  const integers = left.filter(({ readable, count, of }) => readable && count > 0 && !of).length;
  const parts = left.filter(({ of }) => of).length;
  return { integers, others: left.length - integers - parts };
}
