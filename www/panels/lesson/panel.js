// A lesson beside the picture: a step's text with its measured numbers, its question or its walk, and buttons to the other steps.
//
// A question has two phases. Until the guess is made, and until the picture of its answer is there, the page shows the state before it.

import { inLang } from '../../i18n/index.js';
import { lesson as fetchLesson } from '../../lessons/index.js';
import { fill } from '../../lessons/expression.js';
import { isBare, isGuessed, scopeOf, shownBy, stateAt } from '../../lessons/following.js';
import { messageOf } from '../../engine/wire.js';
import { button } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';
import { isMet } from './challenge.js';
import { measuring } from './measuring.js';
import { verdict } from '../verdict.js';
import { memoryOf, nothingKnown } from './memory.js';
import { onward } from './onward.js';
import { frameShown, isPictured, isShown } from './phase.js';
import { lessonQuestion } from './question.js';
import { lessonWalk } from './walk.js';

/** @typedef {import('../../state/state.js').State} State */
/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../lessons/types.js').Lesson} Lesson */
/** @typedef {import('../../lessons/types.js').LessonStep} LessonStep */
/** @typedef {import('../../lessons/types.js').LessonText} LessonText */
/** @typedef {import('./guesses/types.js').Guess} Guess */

/**
 * What a slide says of a step.
 * @typedef {object} Told
 * @property {string} title of the lesson
 * @property {number} step from 1
 * @property {number} steps
 * @property {string} headline what the step shows, or what it asks; of another picture than the step's, what that shows
 * @property {string} text what belongs to the picture now
 * @property {string} notes for the teacher
 * @property {string} next what the next step shows, or which lesson comes next; empty after the last
 * @property {boolean} changed whether the picture is not the one of the step
 * @property {{back: boolean, next: 'step'|'lesson'|null}} ways where Back and Next lead
 * @property {readonly string[]} controls that the slide has, by their names for `hide`
 */

/** The note of a step that is no whole number, or out of range: it does not know how many steps the lesson has. */
const NOT_WHOLE = 'note.state.integer';

/** Stands for what is not measured yet. */
const UNKNOWN = '…';

/**
 * @param {import('../../element/types.js').PageContext & {progress: ReturnType<typeof import('../../lessons/progress.js').progressIn>, problem: (key: string, words: Record<string, string>) => void, note: (note: import('../../i18n/types.js').Note) => void, noted: (name: string) => import('../../i18n/index.js').Sayable|undefined, awaits: () => boolean, onPhase: () => void, onPrint: (lesson: Lesson) => void}} context
 *   noted: what is said of the value that a key was given; awaits: a link waits for its file; onPhase: what a question hides may be another thing now
 */
export function lessonPanel({ t, set, wanted, ask, progress, problem, note, noted, awaits, onPhase, onPrint }) {
  const title = h('h2');
  const place = h('span', { class: 'hint lesson-place' });
  const before = h('p', { class: 'hint before', hidden: true });
  const headline = h('h3', { class: 'headline', hidden: true });
  const text = h('p', { class: 'step-text', 'aria-live': 'polite' });
  const notes = h('p', { class: 'notes hint', hidden: true });
  const beside = measuring({ ask }, () => ({ now: lesson?.steps[step - 1], frame, known }));
  const question = lessonQuestion({
    t,
    onGuess: guess,
    onDraft: (draft) => (known.draft = [...draft]),
    onSolution: (scheme) => set({ b: scheme }),
    measure: beside.measure,
    codesOf: beside.codesOf,
  });
  const walk = lessonWalk({ t, go: walkTo });
  const back = button({ text: '←', name: 'lesson-back', title: t('ui.lesson.back'), onClick: () => go(-1) });
  const next = button({ text: t('ui.lesson.next'), name: 'lesson-next', onClick: () => go(1) });
  const following = button({
    text: t('ui.lesson.following'),
    name: 'lesson-following',
    onClick: () => void beyond.go(asked, 1),
  });
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
    h('div', { class: 'told' }, before, headline, text, notes),
    question.element,
    walk.element,
    h('div', { class: 'row lesson-ways' }, back, next, following),
  );
  /** @type {Lesson|null} */
  let lesson = null;
  let asked = '';
  let loading = false;
  let step = 1;
  /** The frame of the walk that was asked for. */
  let at = 0;
  /** @type {State|null} */
  let state = null;
  /** @type {Frame|null} */
  let frame = null;
  /** Of the element that it is in. @type {ReturnType<typeof memoryOf>|null} */
  let memory = null;
  /** What is known of the step. */
  let known = nothingKnown();
  let knownOf = '';
  /**
   * Whether a guess is awaited; and a challenge open. Whether the picture is not the step's; and whether it is the one before a guess that was made.
   */
  let phase = { guesses: false, challenges: false, changed: false, undone: false };
  /** Whether it takes the focus once it is shown. */
  let awaited = false;
  let gone = false;
  let fetched = Promise.resolve();

  const beyond = onward({
    wanted,
    beside: progress.beside,
    problem,
    changed: () => onPhase(),
    open: (other, number) => gone || open(other, number),
  });
  const keyOf = (/** @type {number} */ number, of = lesson) => `${of?.id} ${number}`;
  const knownAt = (/** @type {number} */ number, of = lesson) => memory?.of(keyOf(number, of)) ?? nothingKnown();

  /** Another lesson: it takes the focus once it is shown. @param {Lesson} other @param {number} number of the step */
  function open(other, number) {
    awaited = true;
    set(stateAt(other, number, knownAt(number, other).guess !== null));
  }
  /** @param {number} number @param {boolean} [focused] whether a person turned to it here: a link or a program takes no focus */
  function enter(number, focused = true) {
    if (!lesson) return;
    const to = Math.min(lesson.steps.length, Math.max(1, number));
    at = 0;
    set(stateAt(lesson, to, knownAt(to).guess !== null));
    if (focused) element.focus({ preventScroll: true });
  }
  /** To a frame of the walk. Who steps through it stays at its buttons. @param {number} frame */
  function walkTo(frame) {
    if (!lesson) return;
    at = frame;
    set(stateAt(lesson, step, true, frame));
  }
  /** @param {number} by */
  function go(by) {
    if (!lesson) return;
    // From the step that is on its way, but never beyond one that was not seen: who presses twice only wonders whether it was heard.
    const asked = wanted().lesson === lesson.id ? wanted().step : step;
    const to = Math.min(step + 1, Math.max(step - 1, asked + by));
    if (to >= 1 && to <= lesson.steps.length) enter(to);
    // A lecture goes on; on the page there is a button for that.
    else if (wanted().present === 'on') void beyond.go(lesson.id, to < 1 ? -1 : 1);
  }
  function toggleNotes() {
    notes.hidden = !notes.hidden;
    showNotes.setAttribute('aria-pressed', String(!notes.hidden));
  }
  /** @param {Guess} made */
  function guess(made) {
    known.guess = made;
    enter(step);
    refresh();
  }

  /** Takes a guess back whose answer is neither here nor on its way: it was undone or cancelled, or its data cannot be loaded. @param {LessonStep} now */
  function withdraw(now) {
    const state = wanted();
    if (known.frames[0] || state.lesson !== lesson?.id || state.step !== step || !frame) return;
    if (known.guess && !isPictured(now, { state, frame }, shownBy(now, true))) known.guess = null;
  }

  /** The texts of the phase, filled: null while their numbers are not there. @param {LessonStep} now */
  function texts({ question: asks, text, headline }) {
    const told = known.frames[0]?.scope;
    const scope = phase.guesses ? known.before?.scope : told;
    if (!scope) return null;
    const filled = (/** @type {LessonText} */ each) => fill(inLang(t, each), scope);
    const setup = asks && asks.kind !== 'challenge' ? asks.setup : undefined;
    const ask = asks ? fill(inLang(t, asks.ask), known.before?.scope ?? scope) : '';
    // What is asked is the heading until it is answered.
    return phase.guesses
      ? { ask, headline: ask, text: filled(setup ?? text) }
      : { ask, headline: filled(headline), text: filled(text) };
  }

  /** Stands for a text whose numbers are not there. */
  const unknown = () => (phase.changed ? t('ui.lesson.changed') : UNKNOWN);
  /** What is said over the picture of a slide: always of the picture that is shown. @param {LessonStep} now */
  function slideHeadline(now) {
    const said = texts(now);
    // A guess is awaited whatever is shown, and a challenge is about what a person changes. A slide has no room for its headline, too.
    if (phase.guesses || phase.undone || now.question?.kind === 'challenge')
      return said?.ask ?? (phase.changed ? t('ui.slide.changed') : UNKNOWN);
    if (phase.changed && frame) return verdict(t, frame.a.metrics, frame.b.metrics);
    return said?.headline ?? UNKNOWN;
  }

  function refresh() {
    if (!lesson || !state || !frame) return;
    const steps = lesson.steps;
    step = Math.min(steps.length, Math.max(1, state.step));
    const now = steps[step - 1];
    if (knownOf !== keyOf(step)) {
      knownOf = keyOf(step);
      known = knownAt(step);
      beside.stop();
    }
    const shown = { state, frame };
    withdraw(now);
    const made = known.guess;
    at = frameShown(now, shown, at);
    const target = shownBy(now, made !== null, at);
    const own = isShown(now, shown, target);
    const measured = { scope: scopeOf(frame), frame: { ...frame, answer: null } };
    // A frame of another step, or one that the person has changed, has other numbers than the text is about.
    if (own && isGuessed(now.question) && made === null) known.before = measured;
    else if (own) known.frames[at] = measured;
    const [first] = known.frames;
    // The picture of an answer is on its way.
    const changed = !(made && !first) && !isPictured(now, shown, target);
    phase = {
      guesses: isGuessed(now.question) && !(made && first),
      challenges: now.question?.kind === 'challenge' && !isMet(now.question, measured.scope),
      changed,
      undone: changed && made !== null && isPictured(now, shown, shownBy(now, false)),
    };
    const said = texts(now);
    setText(title, inLang(t, lesson.title));
    setText(place, t('ui.lesson.place', { step, steps: steps.length }));
    setText(headline, said?.headline ?? '');
    // While a guess is awaited the question itself is the heading.
    headline.hidden = phase.guesses || !said;
    // In the midst of a walk the text of its beginning has no numbers.
    setText(text, said?.text ?? (known.frames.length > 0 ? '' : unknown()));
    setText(notes, inLang(t, lesson.notes));
    before.hidden = !(phase.guesses ? said : phase.undone);
    setText(before, beforeText(now));
    question.update(`${keyOf(step)} ${t.lang}`, said ? now.question : undefined, {
      asked: known.before?.scope ?? null,
      told: isGuessed(now.question) && made && first ? { guess: made, ...first } : null,
      live: measured.scope,
      frame: known.before?.frame ?? frame,
      draft: known.draft,
    });
    beside.resume();
    if (changed) walk.stop();
    walk.update((!phase.guesses && now.walk) || null, at, own ? measured.scope : null);
    restore.hidden = !changed;
    back.disabled = step === 1;
    next.hidden = step === steps.length;
    following.hidden = !next.hidden || !beyond.leads(lesson.id, 1);
    progress.reached(lesson.id, step, steps.length);
    if (awaited) element.focus({ preventScroll: true });
    awaited = false;
    onPhase();
  }
  /** What the picture shows while a guess is awaited. @param {LessonStep} now */
  function beforeText({ question: asks }) {
    if (!frame || !asks || asks.kind === 'challenge') return '';
    const words = { a: frame.a.text, b: frame.b.text, data: frame.data.text };
    return t(asks.before?.data ? 'ui.lesson.before.data' : 'ui.lesson.before', words);
  }

  /** To the step that a link or a program names; where the lesson has none of that number, it says so. */
  function turnTo() {
    if (!lesson || !state) return;
    const last = lesson.steps.length;
    const wrong = noted('step');
    const given = wrong?.key === NOT_WHOLE ? wrong.words?.value : state.step > last ? String(state.step) : undefined;
    const used = Math.min(last, state.step);
    if (isBare(state) && !awaits()) enter(used, false);
    else if (state.step > last || given !== undefined) set({ step: used });
    // After the step has its new value: a note goes when its key gets another.
    if (given !== undefined)
      note({
        key: 'note.state.step',
        words: { name: 'step', value: String(given), high: String(last), used: String(used) },
      });
  }

  /** @param {string} id */
  async function load(id) {
    loading = true;
    try {
      const found = await fetchLesson(id);
      if (gone || asked !== id) return;
      lesson = found;
      loading = false;
      turnTo();
      refresh();
    } catch (error) {
      if (gone || asked !== id) return;
      loading = awaited = false;
      element.hidden = true;
      problem('error.lesson.fetch', { name: id, message: messageOf(error) });
      onPhase();
    }
  }

  return {
    element,
    /** Whether a lesson is followed. */
    active: () => lesson !== null,
    /** Whether a guess is awaited, so that nothing may tell its answer; also until it is known which step this is. */
    asks: () => loading || (lesson !== null && phase.guesses),
    /** Whether a challenge is open, so that the page gives no advice. */
    challenges: () => lesson !== null && phase.challenges,
    go,
    /** Goes on or back in the walk of the step. @param {number} by @returns {boolean} whether it has one */
    walk: (by) => lesson !== null && walk.step(by),
    toggleNotes,
    /** Shows the picture of the step again. */
    restore: () => enter(step),
    /** What a slide shows of the step, and what the notes beside it say; null without a lesson. @returns {Told|null} */
    told() {
      if (!lesson) return null;
      const now = lesson.steps[step - 1];
      const said = texts(now);
      const after = lesson.steps[step];
      const following = after ? null : beyond.after(lesson.id);
      return {
        title: inLang(t, lesson.title),
        step,
        steps: lesson.steps.length,
        headline: slideHeadline(now),
        text: said?.text ?? unknown(),
        notes: inLang(t, lesson.notes),
        // The numbers of a step are measured when it is shown.
        next: after
          ? inLang(t, after.headline).replace(/\{[^{}]*\}/g, UNKNOWN)
          : following
            ? t('ui.slide.following.title', { title: inLang(t, following.title) })
            : '',
        changed: phase.changed,
        ways: {
          back: step > 1 || beyond.leads(lesson.id, -1),
          next: after ? 'step' : beyond.leads(lesson.id, 1) ? 'lesson' : null,
        },
        // Before a guess a control would give the answer away.
        controls: phase.guesses ? [] : (now.controls ?? []),
      };
    },
    open,
    /** @param {State} nextState @param {Frame} nextFrame */
    update(nextState, nextFrame) {
      const turned = state !== null && state.step !== nextState.step;
      state = nextState;
      frame = nextFrame;
      memory ??= memoryOf(/** @type {ShadowRoot} */ (element.getRootNode()).host);
      if (asked !== state.lesson) {
        asked = state.lesson;
        lesson = null;
        loading = false;
        walk.stop();
        if (asked) fetched = load(asked);
      } else if (turned || noted('step')?.key === NOT_WHOLE) {
        // A link to another step of the lesson that is open.
        turnTo();
      }
      element.hidden = lesson === null && !loading;
      refresh();
    },
    /** Fulfilled when the lesson that is asked for is here, and its step was asked for. */
    settled: () => fetched,
    dispose() {
      gone = true;
      walk.dispose();
      question.dispose();
      beside.stop();
    },
  };
}
