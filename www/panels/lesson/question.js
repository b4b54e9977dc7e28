// A question of a lesson: a guess, over which the truth is laid; or a challenge.

import { inLang } from '../../i18n/index.js';
import { fill } from '../../lessons/expression.js';
import { h } from '../../controls/dom.js';
import { challengeParts } from './challenge.js';
import { GUESSES } from './guesses/index.js';

/** @typedef {import('../../lessons/types.js').LessonQuestion} Question */
/** @typedef {import('../../lessons/expression.js').Scope} Scope */
/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('./guesses/types.js').Guess} Guess */

/**
 * What is known of a question.
 * @typedef {object} Known
 * @property {Scope|null} asked the numbers of what is shown before the guess
 * @property {import('./guesses/types.js').Told|null} told the guess and the numbers of its answer, once there are both
 * @property {Scope} live the numbers of what is shown now
 * @property {Frame} frame what is shown before the guess
 * @property {import('./guesses/types.js').Draft|null} draft a guess that was begun
 */

/**
 * @param {Pick<import('./guesses/types.js').Kit, 't'|'measure'|'codesOf'> & {onGuess: (guess: Guess) => void, onDraft: (draft: import('./guesses/types.js').Draft) => void, onSolution: (scheme: string) => void}} options
 *   measure and codesOf: of the step that is shown; onDraft: what is guessed so far
 */
export function lessonQuestion({ t, onGuess, onDraft, onSolution, ...measuring }) {
  const element = h('div', { class: 'question', hidden: true });
  /** What is shown of it now. */
  let made = '';
  let life = new AbortController();

  /** @param {Question} question @param {Known} known @returns {Node[]} */
  function parts(question, { asked, told, live, frame, draft }) {
    const scope = asked ?? told?.scope ?? live;
    const ask = h('p', { class: 'ask', text: fill(inLang(t, question.ask), scope) });
    if (question.kind === 'challenge') return [ask, ...challengeParts(question, live, { t, onSolution })];
    const kit = { t, commit: onGuess, keep: onDraft, draft, frame, told, signal: life.signal, ...measuring };
    const guessing = GUESSES[question.kind](question, kit);
    if (!told) return [ask, ...guessing];
    const reveal = fill(inLang(t, question.reveal), told.scope);
    return [ask, ...guessing, h('p', { class: 'reveal', role: 'status', text: reveal })];
  }

  return {
    element,
    /** @param {string} key of the step @param {Question|undefined} question @param {Known} known */
    update(key, question, known) {
      element.hidden = !question;
      // A question that the person is about to answer is left as it is.
      const live = question?.kind === 'challenge' ? JSON.stringify(known.live) : '';
      const now = [key, question !== undefined, known.told !== null, live].join(' ');
      if (now === made) return;
      made = now;
      life.abort();
      life = new AbortController();
      element.replaceChildren(...(question ? parts(question, known) : []));
    },
    dispose: () => life.abort(),
  };
}
