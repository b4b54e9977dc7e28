// A step on paper: beside its picture what is said before the guess, and at the end what is said after it.

import { inLang } from '../../i18n/index.js';
import { fill } from '../../lessons/expression.js';
import { h } from '../../controls/dom.js';
import { answerOf, roomFor } from './guesses.js';

/** @typedef {import('../../i18n/types.js').Translator} Translator */
/** @typedef {import('./measured.js').Measured} Measured */
/** @typedef {import('./measured.js').Shown} Shown */

/** A step before the guess: nothing of it gives the answer away. @param {Translator} t @param {Measured} measured @param {number} drawn the step that has the same picture */
export function stepLeaf(t, measured, drawn) {
  const { number, step, asked, told } = measured;
  const { headline, text, question } = step;
  const setup = question && question.kind !== 'challenge' ? question.setup : undefined;
  const said = h('p', { text: fill(inLang(t, setup ?? text), asked.scope) });
  const heading = question ? '' : fill(inLang(t, headline), asked.scope);
  const ask = () =>
    question
      ? [
          h('p', { class: 'ask', text: fill(inLang(t, question.ask), asked.scope) }),
          ...roomFor(t, question, told ?? asked),
        ]
      : [];
  return leaf(t, number, heading, { shown: asked, drawn }, [said, ...ask()], question ? null : walkOf(t, measured));
}

/** In the place of a step that is printed with the answers. @param {Translator} t @param {Measured} measured */
export function laterLeaf(t, { number }) {
  return leaf(t, number, '', null, [h('p', { class: 'hint', text: t('hand-out.later') })], null);
}

/** What is said after the guess. @param {Translator} t @param {Measured} measured @param {Shown} told @param {number} drawn the step whose answer has the same picture */
export function answerLeaf(t, measured, told, drawn) {
  const { number, step, asked, points } = measured;
  const { headline, text, question } = step;
  if (!question) throw new Error('a step without a question has no answer');
  const challenge = question.kind === 'challenge';
  const changed = challenge || question.before !== undefined;
  // The headline of a challenge is about the state that is given.
  const heading = fill(inLang(t, headline), (challenge ? asked : told).scope);
  return leaf(
    t,
    number,
    heading,
    changed ? { shown: told, drawn } : null,
    [
      h('p', { class: 'answer', text: answerOf(t, question, told, points) }),
      h('p', { text: fill(inLang(t, question.reveal), told.scope) }),
      !challenge && question.setup ? h('p', { text: fill(inLang(t, text), told.scope) }) : null,
    ],
    walkOf(t, measured),
  );
}

/**
 * @param {Translator} t @param {number} number of the step @param {string} heading
 * @param {{shown: Shown, drawn: number}|null} picture of a state, and the step that has it on this sheet: this one or an earlier one
 * @param {(Element|null)[]} said @param {Element|null} walk
 */
function leaf(t, number, heading, picture, said, walk) {
  const own = picture?.drawn === number ? picture.shown : null;
  const elsewhere = picture && !own ? t('hand-out.same', { step: picture.drawn }) : '';
  return h(
    'section',
    { class: own === null ? 'leaf plain' : own.large ? 'leaf large' : 'leaf' },
    own && h('figure', { class: own.quiet ? 'quiet' : '' }, own.picture),
    h(
      'div',
      { class: 'said' },
      h('h2', {}, h('span', { class: 'number', text: String(number) }), h('span', { text: heading })),
      elsewhere ? h('p', { class: 'hint', text: elsewhere }) : null,
      ...said,
      own && stringsOf(own),
    ),
    walk,
  );
}

/** The strings that make a picture. @param {Shown} shown */
function stringsOf({ state: { data, a, b } }) {
  return h(
    'p',
    { class: 'strings' },
    h('code', { text: `data=${data}` }),
    h('code', { class: 'a', text: `A ${a}` }),
    h('code', { class: 'b', text: `B ${b}` }),
  );
}

/** The frames of a walk. @param {Translator} t @param {Measured} measured */
function walkOf(t, { step: { walk }, frames }) {
  if (!walk) return null;
  return h('ol', { class: 'frames' }, ...frames.map((scope) => h('li', { text: fill(inLang(t, walk.text), scope) })));
}
