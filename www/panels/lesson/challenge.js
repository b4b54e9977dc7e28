// A challenge: goals for the person's own scheme, each with its number now, and one solution on request.

import { inLang } from '../../i18n/index.js';
import { evaluate, fill } from '../../lessons/expression.js';
import { goalText, goalValue } from '../../lessons/goals.js';
import { button } from '../../controls/controls.js';
import { h } from '../../controls/dom.js';

/** @typedef {import('../../lessons/types.js').LessonQuestion & {kind: 'challenge'}} Challenge */
/** @typedef {import('../../lessons/expression.js').Scope} Scope */

/** Whether a scheme meets all goals. @param {Challenge} challenge @param {Scope} live */
export const isMet = ({ goals }, live) => goals.every((goal) => evaluate(goal, live) === true);

/**
 * @param {Challenge} challenge @param {Scope} live the numbers of what is shown
 * @param {{t: import('../../i18n/types.js').Translator, onSolution: (scheme: string) => void}} how
 */
export function challengeParts(challenge, live, { t, onSolution }) {
  const rows = challenge.goals.map((goal) => {
    const met = evaluate(goal, live) === true;
    const value = goalValue(goal, live);
    return h(
      'li',
      { class: met ? 'met' : '' },
      h('span', { 'aria-hidden': 'true', text: met ? '✓' : '·' }),
      h('span', { text: goalText(goal, t) }),
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
