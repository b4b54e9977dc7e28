// A lesson beside the picture: a step's text with its measured numbers, its question, and buttons to the other steps.

import { inLang } from '../../i18n/index.js';
import { lessonAfter, lesson as fetchLesson } from '../../lessons/index.js';
import { fill } from '../../lessons/expression.js';
import { isBare, scopeOf, shownBy, shows, stateAt } from '../../lessons/following.js';
import { messageOf } from '../../engine/wire.js';
import { button } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';
import { lessonQuestion } from './question.js';

/** @typedef {import('../../state/state.js').State} State */
/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../lessons/types.js').Lesson} Lesson */
/** @typedef {import('../../lessons/expression.js').Scope} Scope */

/** The guesses by lesson and step, kept while the page is open. @type {Map<string, number>} */
const guesses = new Map();

/**
 * @param {import('../../element/types.js').PageContext & {problem: (key: string, words: Record<string, string>) => void, note: (note: import('../../i18n/types.js').Note) => void, awaits: () => boolean, onGuess: () => void, onPrint: (lesson: Lesson) => void}} context
 *   awaits: a link waits for its file; onGuess: what the question hid can be shown
 */
export function lessonPanel({ t, set, problem, note, awaits, onGuess, onPrint }) {
  const title = h('h2');
  const place = h('span', { class: 'hint leaf' });
  const text = h('p', { class: 'step-text', 'aria-live': 'polite' });
  const notes = h('p', { class: 'notes hint', hidden: true });
  const question = lessonQuestion({ t, onGuess: guess, onSolution: (scheme) => set({ b: scheme }) });
  const back = button({ text: '←', name: 'lesson-back', title: t('ui.lesson.back'), onClick: () => go(-1) });
  const next = button({ text: t('ui.lesson.next'), name: 'lesson-next', onClick: () => go(1) });
  const following = button({ text: t('ui.lesson.following'), name: 'lesson-following', onClick: () => goOn() });
  const restore = button({
    text: t('ui.lesson.restore'),
    name: 'lesson-restore',
    class: 'quiet',
    onClick: () => enter(step),
  });
  const showNotes = button({
    text: t('ui.lesson.notes'),
    name: 'lesson-notes',
    class: 'quiet',
    onClick: () => toggleNotes(),
  });
  const paper = button({
    text: t('hand-out'),
    name: 'hand-out',
    title: t('hand-out.title'),
    class: 'quiet',
    onClick: () => lesson && onPrint(lesson),
  });
  const leave = button({
    text: '×',
    name: 'lesson-close',
    title: t('ui.lesson.close'),
    class: 'quiet',
    onClick: () => set({ lesson: '', step: 1 }),
  });
  const element = h(
    'section',
    { class: 'lesson', hidden: true, tabIndex: -1, 'aria-label': t('ui.lesson'), 'data-control': 'lesson' },
    h(
      'div',
      { class: 'row lesson-head' },
      title,
      place,
      h('span', { class: 'row aside' }, restore, showNotes, paper, leave),
    ),
    text,
    question.element,
    notes,
    h('div', { class: 'row lesson-ways' }, back, next, following),
  );
  /** @type {Lesson|null} */
  let lesson = null;
  let asked = '';
  let step = 1;
  /** @type {State|null} */
  let state = null;
  /** @type {Frame|null} */
  let frame = null;
  /** The numbers of the step's text and those of its answer, once a frame had them. */
  let scopes = { of: '', text: /** @type {Scope|null} */ (null), answer: /** @type {Scope|null} */ (null) };
  /** Whether it takes the focus once it is shown. */
  let awaited = false;
  let gone = false;

  const keyOf = (/** @type {number} */ number) => `${lesson?.id} ${number}`;

  /** @param {number} number */
  function enter(number) {
    if (!lesson) return;
    const to = Math.min(lesson.steps.length, Math.max(1, number));
    set(stateAt(lesson, to, guesses.has(keyOf(to))));
    element.focus({ preventScroll: true });
  }
  /** @param {number} by */
  function go(by) {
    if (lesson && step + by >= 1 && step + by <= lesson.steps.length) enter(step + by);
  }
  /** To the first step of the next lesson. */
  async function goOn() {
    const id = lessonAfter(asked);
    if (!id) return;
    try {
      const after = await fetchLesson(id);
      awaited = true;
      set(stateAt(after, 1, false));
    } catch (error) {
      problem('error.lesson.fetch', { name: id, message: messageOf(error) });
    }
  }
  function toggleNotes() {
    notes.hidden = !notes.hidden;
    showNotes.setAttribute('aria-pressed', String(!notes.hidden));
  }
  /** @param {number} value */
  function guess(value) {
    guesses.set(keyOf(step), value);
    enter(step);
    refresh();
    onGuess();
  }

  function refresh() {
    if (!lesson || !state || !frame) return;
    const steps = lesson.steps;
    step = Math.min(steps.length, Math.max(1, state.step));
    const now = steps[step - 1];
    const made = guesses.get(keyOf(step));
    const target = shownBy(now, made !== undefined);
    const own = shows(target, frame);
    if (scopes.of !== keyOf(step)) scopes = { of: keyOf(step), text: null, answer: null };
    // A frame of another step, or one that the person has changed, has other numbers than the text is about.
    if (own) scopes.text = scopeOf(frame);
    if (shows(now.state, frame)) scopes.answer = scopeOf(frame);
    setText(title, inLang(t, lesson.title));
    setText(place, t('ui.lesson.place', { step, steps: steps.length }));
    setText(text, scopes.text ? fill(inLang(t, now.text), scopes.text) : '…');
    setText(notes, inLang(t, lesson.notes));
    const waits = now.question !== undefined && now.question.kind !== 'challenge' && made === undefined;
    question.update(`${keyOf(step)} ${t.lang}`, scopes.text ? now.question : undefined, {
      guess: made,
      scope: scopes.answer,
      live: scopeOf(frame),
    });
    restore.hidden = own && state.view === (target.view ?? 'grid');
    back.disabled = step === 1;
    next.hidden = step === steps.length;
    following.hidden = !next.hidden || lessonAfter(lesson.id) === null;
    element.classList.toggle('asks', waits);
    if (awaited) element.focus({ preventScroll: true });
    awaited = false;
  }

  /** @param {string} id */
  async function load(id) {
    try {
      const fetched = await fetchLesson(id);
      if (gone || asked !== id) return;
      lesson = fetched;
      const last = lesson.steps.length;
      const beyond = state && state.step > last ? String(state.step) : null;
      if (state && isBare(state) && !awaits()) enter(state.step);
      else if (beyond) set({ step: last });
      // After the step has its new value: a note goes when its key gets another.
      if (beyond)
        note({ key: 'note.state.integer', words: { name: 'step', value: beyond, low: '1', high: String(last) } });
      refresh();
    } catch (error) {
      if (!gone && asked === id) problem('error.lesson.fetch', { name: id, message: messageOf(error) });
    }
  }

  return {
    element,
    /** Whether a lesson is followed. */
    active: () => lesson !== null,
    /** Whether a guess is awaited, so that the measures stay hidden. */
    asks: () => lesson !== null && element.classList.contains('asks'),
    go,
    toggleNotes,
    /** A lesson was chosen: it takes the focus once it is shown. */
    await() {
      awaited = true;
    },
    /** @param {State} nextState @param {Frame} nextFrame */
    update(nextState, nextFrame) {
      state = nextState;
      frame = nextFrame;
      element.hidden = state.lesson === '';
      if (asked !== state.lesson) {
        asked = state.lesson;
        lesson = null;
        if (asked) void load(asked);
      }
      refresh();
    },
    dispose() {
      gone = true;
    },
  };
}
