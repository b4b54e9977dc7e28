// The goals of a challenge as a person reads them: “B: SQNR ≥ 20 dB”.

import { decibels, number, withUnit } from '../numbers/format.js';
import { evaluate } from './expression.js';

/** @typedef {import('./expression.js').Scope} Scope */

/** How comparisons are written for people. @type {Record<string, string>} */
const SIGNS = { '<=': '≤', '>=': '≥', '==': '=', '<': '<', '>': '>' };
/** The names of measures that goals compare, as the scoreboard writes them. */
const MEASURE = /^([ab])\.(\w+)$/;

/** The measure of a goal, its comparison, and what it is compared with. @param {string} goal */
function partsOf(goal) {
  const [, left, sign, right] = /^(.*?)\s*(<=|>=|==|<|>)\s*(.*)$/.exec(goal) ?? ['', goal, '', ''];
  const [, letter = '', key = ''] = MEASURE.exec(left.trim()) ?? [];
  return { left, sign, right, letter, key };
}

/** @param {string} goal @param {import('../i18n/types.js').Translator} t */
export function goalText(goal, t) {
  const { left, sign, right, letter, key } = partsOf(goal);
  const value = key === 'sqnr_db' ? withUnit(right, 'dB') : right;
  if (!key) return `${left} ${SIGNS[sign] ?? ''} ${value}`;
  return t('ui.lesson.goal', { letter: letter.toUpperCase(), measure: t(`measure.${key}`), sign: SIGNS[sign], value });
}

/** What a goal compares, as it is now. @param {string} goal @param {Scope} scope */
export function goalValue(goal, scope) {
  const { left, key } = partsOf(goal);
  const value = Number(evaluate(left, scope));
  return key === 'sqnr_db' ? decibels(value) : number(value, { digits: 4, trim: true });
}
