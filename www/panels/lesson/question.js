// A question of a lesson: a guess first, then the answer; or a challenge, with goals for the person's own scheme.

import { number } from '../../numbers/format.js';
import { inLang } from '../../i18n/index.js';
import { evaluate, fill } from '../../lessons/expression.js';
import { button } from '../../controls/controls.js';
import { h, setText, uid } from '../../controls/dom.js';

/** @typedef {import('../../lessons/types.js').LessonQuestion} Question */
/** @typedef {import('../../lessons/expression.js').Scope} Scope */
/** @typedef {{guess: number|undefined, scope: Scope|null, live: Scope}} Known the guess, the numbers of the step once they are there, and those of what is shown */

/** Positions of a guess's slider. */
const STOPS = 200;

/**
 * @param {{t: import('../../i18n/types.js').Translator, onGuess: (guess: number) => void, onSolution: (scheme: string) => void}} options
 */
export function lessonQuestion({ t, onGuess, onSolution }) {
  const element = h('div', { class: 'question', hidden: true });
  const measure = (/** @type {number} */ value, /** @type {string} */ unit) =>
    t(`ui.lesson.unit.${unit}`, { value: number(value, { digits: 3, trim: true }) });
  /** What is shown of it now. */
  let made = '';

  /** @param {Question & {kind: 'slider'}} question */
  function slider({ range: [lo, hi], unit }) {
    const valueAt = (/** @type {string} */ stop) => lo + ((hi - lo) * Number(stop)) / STOPS;
    const output = h('output', { class: 'value' });
    const input = h('input', {
      type: 'range',
      min: '0',
      max: String(STOPS),
      step: '1',
      value: String(STOPS / 2),
      'aria-label': t('ui.lesson.guess'),
      'data-control': 'guess',
    });
    const say = () => {
      const text = measure(valueAt(input.value), unit);
      setText(output, text);
      input.setAttribute('aria-valuetext', text);
    };
    input.addEventListener('input', say);
    say();
    return h(
      'div',
      { class: 'row guess' },
      input,
      output,
      button({ text: t('ui.lesson.commit'), name: 'commit', onClick: () => onGuess(valueAt(input.value)) }),
    );
  }
  /** @param {Question & {kind: 'choice'}} question @param {number|undefined} guess */
  function choices({ options, answer }, guess) {
    const name = uid('guess');
    const rows = options.map(({ text }, i) => {
      const right = guess !== undefined && i === answer;
      const input = h('input', {
        type: 'radio',
        name,
        checked: guess === i,
        disabled: guess !== undefined,
        'data-control': `guess-${i}`,
        on: { change: () => onGuess(i) },
      });
      return h(
        'label',
        { class: right ? 'right' : guess === i ? 'wrong' : '' },
        input,
        h('span', { text: inLang(t, text) }),
        right ? h('span', { class: 'mark', text: '✓', 'aria-label': t('ui.lesson.right') }) : null,
      );
    });
    return h('div', { class: 'guesses', role: 'radiogroup', 'aria-label': t('ui.lesson.guess') }, ...rows);
  }
  /** @param {Question & {kind: 'challenge'}} question @param {Known} known */
  function goals({ goals: all, solution, reveal }, { live, scope }) {
    const met = all.map((goal) => evaluate(goal, live) === true);
    const rows = all.map((goal, i) => {
      const value = number(Number(evaluate(goal.split(/[<>=]/)[0], live)), { digits: 4, trim: true });
      return h(
        'li',
        { class: met[i] ? 'met' : '' },
        h('span', { 'aria-hidden': 'true', text: met[i] ? '✓' : '·' }),
        h('code', { text: goal }),
        h('span', { text: t(met[i] ? 'ui.lesson.goal.met' : 'ui.lesson.goal.open', { value }) }),
      );
    });
    const done = met.every(Boolean);
    const told =
      done && scope
        ? h('p', { class: 'reveal', role: 'status', text: fill(inLang(t, reveal), live) })
        : button({
            text: t('ui.lesson.solution'),
            name: 'solution',
            class: 'quiet',
            onClick: () => onSolution(solution),
          });
    return [h('ul', { class: 'goals' }, ...rows), told];
  }
  /** @param {Question} question @param {Known} known */
  function answering(question, known) {
    const { guess, scope } = known;
    if (question.kind === 'challenge') return goals(question, known);
    const earlier =
      guess === undefined && question.before ? [h('p', { class: 'hint', text: t('ui.lesson.before') })] : [];
    const revealed =
      guess !== undefined && scope
        ? [h('p', { class: 'reveal', role: 'status', text: fill(inLang(t, question.reveal), scope) })]
        : [];
    if (question.kind === 'choice') return [choices(question, guess), ...earlier, ...revealed];
    if (guess === undefined) return [slider(question), ...earlier];
    if (!scope) return [];
    const words = {
      guess: measure(guess, question.unit),
      measured: measure(Number(evaluate(question.answer, scope)), question.unit),
    };
    return [h('p', { class: 'measured', text: t('ui.lesson.guessed', words) }), ...revealed];
  }

  return {
    element,
    /** @param {string} key of the step @param {Question|undefined} question @param {Known} known */
    update(key, question, known) {
      element.hidden = !question;
      // A question that the person is about to answer is left as it is.
      const now = [
        key,
        question !== undefined,
        known.guess,
        known.scope !== null,
        question?.kind === 'challenge' ? JSON.stringify(known.live) : '',
      ].join(' ');
      if (now === made) return;
      made = now;
      element.replaceChildren(
        ...(question
          ? [h('p', { class: 'ask', text: fill(inLang(t, question.ask), known.live) }), ...answering(question, known)]
          : []),
      );
    },
  };
}
