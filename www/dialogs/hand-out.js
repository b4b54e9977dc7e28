// A lesson on paper: every step with its picture and its numbers, the questions with room for a guess, the answers at the end. A second
// element, out of sight, draws the pictures, so that the page stays as it is.

import { number } from '../numbers/format.js';
import { inLang } from '../i18n/index.js';
import { evaluate, fill } from '../lessons/expression.js';
import { stateAt } from '../lessons/following.js';
import { button } from '../controls/controls.js';
import { h, setText } from '../controls/dom.js';
import { viewOf } from '../views/index.js';

/** @typedef {import('../lessons/types.js').Lesson} Lesson */
/** @typedef {import('../lessons/types.js').LessonQuestion} Question */
/** @typedef {import('../state/state.js').State} State */
/** @typedef {import('../lessons/expression.js').Scope} Scope */
/** @typedef {HTMLElement & {setState(state: Partial<State>): Promise<void>, scope(): Scope|null, printed(size: {width: number, height: number}): Promise<Element|null>}} Scribe */

/** The size of a picture in CSS pixels: as wide as the text of an A4 page. */
const SIZE = Object.freeze({ width: 700, height: 330 });
/** How much taller the picture of a view is that has more panels than two. */
const TALLER = 1.4;

/**
 * @param {{t: import('../i18n/types.js').Translator, scribe: () => Scribe, problem: (key: string, words: Record<string, string>) => void, onOpen: (open: boolean) => void}} options
 *   scribe: makes the element that draws
 */
export function handOut({ t, scribe, problem, onOpen }) {
  const place = h('span', { class: 'hint', role: 'status' });
  const print = button({ text: t('hand-out.print'), name: 'hand-out-print', onClick: () => globalThis.print() });
  const closing = button({ text: t('ui.close'), name: 'hand-out-close', onClick: () => close() });
  const paper = h('article', { class: 'paper' });
  const desk = h('div', {
    class: 'scribe',
    inert: true,
    'aria-hidden': 'true',
    on: { change: (/** @type {Event} */ event) => event.stopPropagation() },
  });
  const element = h(
    'section',
    { class: 'hand-out', hidden: true, tabIndex: -1, 'aria-label': t('hand-out') },
    h('div', { class: 'row' }, print, closing, place),
    paper,
    desk,
  );
  element.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') close();
  });
  /** The lesson being written; opening another one, or closing, ends it. @type {Lesson|null} */
  let now = null;

  function close() {
    now = null;
    desk.replaceChildren();
    paper.replaceChildren();
    element.hidden = true;
    onOpen(false);
  }

  /** @param {Lesson} lesson */
  async function open(lesson) {
    now = lesson;
    element.hidden = false;
    print.disabled = true;
    onOpen(true);
    element.focus();
    const writer = scribe();
    desk.replaceChildren(writer);
    try {
      await write(lesson, writer);
    } catch (error) {
      if (now !== lesson) return;
      close();
      problem('error.hand-out', { message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** @param {Lesson} lesson @param {Scribe} writer */
  async function write(lesson, writer) {
    const answers = h('section', { class: 'answers' }, h('h2', { text: t('hand-out.answers') }));
    paper.replaceChildren(h('h1', { text: inLang(t, lesson.title) }));
    const steps = lesson.steps;
    for (const [i, step] of steps.entries()) {
      setText(place, t('ui.lesson.place', { step: i + 1, steps: steps.length }));
      const { question } = step;
      const asked = await drawn(writer, lesson, i + 1, false);
      if (now !== lesson) return;
      paper.append(
        h(
          'section',
          { class: 'leaf' },
          h('h2', { text: String(i + 1) }),
          h('p', { text: fill(inLang(t, step.text), asked.scope) }),
          strings(asked.state),
          asked.picture,
          ...(question ? asks(question, asked.scope) : []),
        ),
      );
      if (!question) continue;
      const challenge = question.kind === 'challenge';
      const revealed = challenge
        ? await drawn(writer, lesson, i + 1, true, { b: question.solution })
        : question.before
          ? await drawn(writer, lesson, i + 1, true)
          : asked;
      if (now !== lesson) return;
      answers.append(
        h(
          'section',
          { class: 'leaf' },
          h('h3', { text: String(i + 1) }),
          answer(question, revealed.scope),
          ...(revealed === asked ? [] : [strings(revealed.state), revealed.picture]),
        ),
      );
    }
    if (answers.childElementCount > 1) paper.append(answers);
    desk.replaceChildren();
    setText(place, '');
    print.disabled = false;
    print.focus();
  }

  /** @param {Scribe} writer @param {Lesson} lesson @param {number} number @param {boolean} guessed @param {Partial<State>} [but] */
  async function drawn(writer, lesson, number, guessed, but = {}) {
    const state = { ...stateAt(lesson, number, guessed), lesson: '', step: 1, lang: t.lang, theme: 'light', ...but };
    await writer.setState(state);
    const picture = await writer.printed({
      ...SIZE,
      height: SIZE.height * (viewOf(state.view ?? '').tall ? TALLER : 1),
    });
    const scope = writer.scope();
    if (!scope) throw new Error('no numbers');
    return { state, picture, scope };
  }

  /** The strings that a picture shows. @param {Partial<State>} state */
  function strings({ data, a, b }) {
    return h(
      'p',
      { class: 'strings' },
      h('code', { text: `data=${data}` }),
      h('code', { class: 'a', text: `A ${a}` }),
      h('code', { class: 'b', text: `B ${b}` }),
    );
  }

  /** @param {Question} question @param {Scope} scope */
  function asks(question, scope) {
    const ask = h('p', { class: 'ask', text: fill(inLang(t, question.ask), scope) });
    if (question.kind === 'choice')
      return [
        ask,
        h('ul', { class: 'boxes' }, ...question.options.map(({ text }) => h('li', { text: inLang(t, text) }))),
      ];
    if (question.kind === 'challenge')
      return [
        ask,
        h('ul', { class: 'boxes' }, ...question.goals.map((goal) => h('li', {}, h('code', { text: goal })))),
      ];
    return [ask, h('p', { class: 'room', text: t(`ui.lesson.unit.${question.unit}`, { value: '__________' }) })];
  }

  /** @param {Question} question @param {Scope} scope */
  function answer(question, scope) {
    const short = () => {
      if (question.kind === 'choice') return inLang(t, question.options[question.answer].text);
      if (question.kind === 'challenge') return question.solution;
      return t(`ui.lesson.unit.${question.unit}`, {
        value: number(Number(evaluate(question.answer, scope)), { digits: 3, trim: true }),
      });
    };
    return h('p', {}, h('strong', { text: short() }), ' ', fill(inLang(t, question.reveal), scope));
  }

  return { element, open, close };
}
