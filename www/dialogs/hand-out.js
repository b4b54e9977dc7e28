// A lesson on paper: every step with its picture, the questions with room for a guess, the answers at the end. A second element, out of
// sight, draws the pictures, so that the page stays as it is.

import { inLang } from '../i18n/index.js';
import { button } from '../controls/controls.js';
import { h, setText } from '../controls/dom.js';
import { fit } from './hand-out/fitting.js';
import { answerLeaf, laterLeaf, stepLeaf } from './hand-out/leaves.js';
import { measured } from './hand-out/measured.js';

/** @typedef {import('../lessons/types.js').Lesson} Lesson */
/** @typedef {import('./hand-out/measured.js').Scribe} Scribe */

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
    const questions = h('section', { class: 'sheet questions' }, h('h1', { text: inLang(t, lesson.title) }));
    const heading = t('hand-out.answers-to', { title: inLang(t, lesson.title) });
    const answers = h('section', { class: 'sheet answers' }, h('h1', { text: heading }));
    paper.replaceChildren(questions);
    const [before, after] = [firstWith(), firstWith()];
    for (const i of lesson.steps.keys()) {
      setText(place, t('ui.lesson.place', { step: i + 1, steps: lesson.steps.length }));
      const found = await measured(writer, lesson, i + 1, t.lang);
      if (now !== lesson) return;
      // The frames of a walk tell what an earlier step asks.
      const later = found.step.walk && !found.told && lesson.steps.slice(0, i).some(({ question }) => question);
      questions.append(later ? laterLeaf(t, found) : stepLeaf(t, found, before(found.asked, i + 1)));
      if (later) answers.append(stepLeaf(t, found, after(found.asked, i + 1)));
      if (found.told) answers.append(answerLeaf(t, found, found.told, after(found.told, i + 1)));
    }
    if (answers.childElementCount > 1) paper.append(answers);
    for (const sheet of [questions, answers]) fit(sheet);
    desk.replaceChildren();
    setText(place, '');
    print.disabled = false;
    print.focus();
  }

  return {
    element,
    open,
    close,
    /** The lesson that is open. */
    lesson: () => now,
  };
}

/** Finds the first step of a sheet with the same picture: none is printed twice. */
function firstWith() {
  /** @type {Map<string, number>} */
  const drawn = new Map();
  /** @param {import('./hand-out/measured.js').Shown} shown @param {number} step */
  return ({ state }, step) => {
    const key = JSON.stringify(state);
    if (!drawn.has(key)) drawn.set(key, step);
    return drawn.get(key) ?? step;
  };
}
