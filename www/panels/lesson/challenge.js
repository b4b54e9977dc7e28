// A challenge: goals for the person's own scheme, each with its number now, and one solution on request.

import { number } from '../../numbers/format.js';
import { inLang } from '../../i18n/index.js';
import { evaluate, fill } from '../../lessons/expression.js';
import { button } from '../../controls/controls.js';
import { h } from '../../controls/dom.js';

/** @typedef {import('../../lessons/types.js').LessonQuestion & {kind: 'challenge'}} Challenge */
/** @typedef {import('../../lessons/expression.js').Scope} Scope */

/** How comparisons are written for people. @type {Record<string, string>} */
const SIGNS = { '<=': '≤', '>=': '≥', '==': '=', '<': '<', '>': '>' };
/** The names of measures that goals compare, as the scoreboard writes them. */
const MEASURE = /^([ab])\.(\w+)$/;

/** Whether a scheme meets all goals. @param {Challenge} challenge @param {Scope} live */
export const isMet = ({ goals }, live) => goals.every((goal) => evaluate(goal, live) === true);

/** The two sides of a goal and its comparison. @param {string} goal */
const partsOf = (goal) => /^(.*?)\s*(<=|>=|==|<|>)\s*(.*)$/.exec(goal) ?? ['', goal, '', ''];

/** A goal as a person reads it: “B: SQNR ≥ 20”. @param {readonly string[]} parts @param {import('../../i18n/types.js').Translator} t */
function goalText([, left, sign, right], t) {
  const [, letter, key] = MEASURE.exec(left.trim()) ?? [];
  const name = key ? `${letter.toUpperCase()}: ${t(`measure.${key}`)}` : left;
  return `${name} ${SIGNS[sign] ?? ''} ${right}`;
}

/**
 * @param {Challenge} challenge @param {Scope} live the numbers of what is shown
 * @param {{t: import('../../i18n/types.js').Translator, onSolution: (scheme: string) => void}} how
 */
export function challengeParts(challenge, live, { t, onSolution }) {
  const rows = challenge.goals.map((goal) => {
    const parts = partsOf(goal);
    const met = evaluate(goal, live) === true;
    const value = number(Number(evaluate(parts[1], live)), { digits: 4, trim: true });
    return h(
      'li',
      { class: met ? 'met' : '' },
      h('span', { 'aria-hidden': 'true', text: met ? '✓' : '·' }),
      h('span', { text: goalText(parts, t) }),
      h('span', { text: t(met ? 'ui.lesson.goal.met' : 'ui.lesson.goal.open', { value }) }),
    );
  });
  const solution = () =>
    button({
      text: t('ui.lesson.solution'),
      name: 'solution',
      class: 'quiet',
      onClick: () => onSolution(challenge.solution),
    });
  const told = isMet(challenge, live)
    ? h('p', { class: 'reveal', role: 'status', text: fill(inLang(t, challenge.reveal), live) })
    : solution();
  return [h('ul', { class: 'goals' }, ...rows), told];
}
