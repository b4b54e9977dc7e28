// What the map shows, in sentences of measured numbers.

import { count, decibels, number, percent } from '../../numbers/format.js';
import { table } from '../../panels/tables.js';
import { ROLES, letterOf } from '../../state/roles.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../i18n/types.js').Translator} Translator */
/** @typedef {import('./types.js').BlocksAnswer} BlocksAnswer */
/** @typedef {import('./types.js').LostLines} LostLines */

/** A row or column of blocks is worth a sentence from so many times its even share on, and so much beyond it. */
const UNEVEN = 1.5;
const BEYOND = 0.02;
/** Fewer values than this share become 0 in any scheme. */
const SOME = 0.005;
/** Schemes whose errors differ by less are as good as each other. */
const ALIKE = 1.1;

/** Rows or columns by their numbers. @param {Translator} t @param {'row'|'column'} kind @param {LostLines} lines */
function placeOf(t, kind, { first, end }) {
  if (end - first === 1) return t(`blocks.${kind}`, { index: count(first) });
  return t(`blocks.${kind}s`, { first: count(first), last: count(end - 1) });
}

/** What there is to see of a scheme's map, if there is something. @param {Translator} t @param {string} map @param {Frame['a']} scheme @param {BlocksAnswer['a']} panel */
export function findingOf(t, map, scheme, panel) {
  return map === 'error' ? lossOf(t, scheme, panel) : map === 'decoded' ? levelsOf(t, scheme) : '';
}

/** What a scheme's values become. @param {Translator} t @param {Frame['a']} scheme */
function levelsOf(t, { blocks, metrics }) {
  const sqnr = decibels(metrics.sqnr_db);
  const total = count(metrics.codes_total);
  return blocks === 1
    ? t('blocks.found.levels', { used: count(metrics.codes_used), total, sqnr })
    : t('blocks.found.grids', { blocks: count(blocks), total, sqnr });
}

/** What a scheme's errors have in common, short enough for the head of its panel. @param {Translator} t @param {Frame['a']} scheme @param {BlocksAnswer['a']} panel */
function lossOf(t, { blocks, metrics, params }, { lost }) {
  if (metrics.mse === 0) return t('blocks.found.exact');
  if (blocks === 1) {
    const scale = number(params.scale, { digits: 3, trim: true });
    return metrics.zeroed < SOME
      ? t('blocks.found.whole', { scale })
      : t('blocks.found.zeroed', { scale, zeroed: percent(metrics.zeroed) });
  }
  if (!lost) return '';
  const beyond = (/** @type {LostLines} */ { share, of }) => share - 1 / of;
  const uneven = /** @type {const} */ (['row', 'column']).filter(
    (kind) => lost[kind].share * lost[kind].of >= UNEVEN && beyond(lost[kind]) >= BEYOND,
  );
  const [kind] = uneven.sort((p, q) => beyond(lost[q]) - beyond(lost[p]));
  if (!kind) return t('blocks.found.even');
  return t('blocks.found.lost', {
    where: placeOf(t, kind, lost[kind]),
    share: percent(lost[kind].share),
    even: percent(1 / lost[kind].of),
  });
}

/** How the errors of A and B compare. @param {Translator} t @param {Frame} frame */
export function comparisonOf(t, { a, b }) {
  const letters =
    a.metrics.mse >= b.metrics.mse
      ? { more: letterOf('a'), less: letterOf('b') }
      : { more: letterOf('b'), less: letterOf('a') };
  const [most, least] = [Math.max(a.metrics.mse, b.metrics.mse), Math.min(a.metrics.mse, b.metrics.mse)];
  if (most === 0) return t('blocks.found.both');
  if (most === least || most < ALIKE * least) return t('blocks.found.alike');
  if (least === 0) return t('blocks.found.only', letters);
  return t('blocks.found.times', { ...letters, times: number(most / least, { digits: 2, trim: true }) });
}

/** Where the errors of both schemes are, as a table. @param {Translator} t @param {BlocksAnswer} answer @returns {HTMLElement[]} */
export function lostTable(t, answer) {
  const rows = ROLES.flatMap((role) => {
    const { lost } = answer[role];
    const kinds = /** @type {const} */ (['row', 'column']);
    return lost
      ? kinds.map((kind) => [
          letterOf(role),
          placeOf(t, kind, lost[kind]),
          percent(lost[kind].share),
          percent(1 / lost[kind].of),
        ])
      : [];
  });
  if (rows.length === 0) return [];
  return [
    table(
      t('ui.blocks.lost'),
      [t('ui.blocks.scheme'), t('ui.blocks.place'), t('ui.blocks.share'), t('ui.blocks.even')],
      rows,
    ),
  ];
}
