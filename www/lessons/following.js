// Following a lesson: the state a step sets, whether that is what is shown, and the numbers of its texts.

import { KEPT, KEYS, defaults } from '../state/state.js';
import { VIEWS, viewOf } from '../views/index.js';

/** @typedef {import('../state/state.js').State} State */
/** @typedef {import('../engine/records.js').Frame} Frame */
/** @typedef {import('./types.js').Lesson} Lesson */
/** @typedef {import('./types.js').LessonStep} LessonStep */
/** @typedef {import('./expression.js').Scope} Scope */

/** Whether a question is one that is answered by a guess. @param {import('./types.js').LessonQuestion|undefined} question */
export const isGuessed = (question) => question !== undefined && question.kind !== 'challenge';

/**
 * The keys of a step: until its question has a guess, those of the state before the answer; of a walk, those of one of its frames.
 * @param {LessonStep} step @param {boolean} guessed @param {number} [frame] from 0 @returns {Partial<State>}
 */
export function shownBy({ state, question, walk }, guessed, frame = 0) {
  if (question && question.kind !== 'challenge' && !guessed) return { ...state, ...question.before };
  return { ...state, ...walk?.frames[frame] };
}

/** The whole state of a step. @param {Lesson} lesson @param {number} number from 1 @param {boolean} guessed @param {number} [frame] @returns {Partial<State>} */
export function stateAt(lesson, number, guessed, frame) {
  const usual = Object.fromEntries(Object.entries(defaults()).filter(([name]) => !KEPT.has(name)));
  return { ...usual, ...shownBy(lesson.steps[number - 1], guessed, frame), lesson: lesson.id, step: number };
}

/** Whether a state has nothing but its lesson and step: a link that says no more means the step as it is. @param {State} state */
export function isBare(state) {
  return KEYS.every(
    ({ name, default: usual }) => KEPT.has(name) || name === 'lesson' || name === 'step' || state[name] === usual,
  );
}

/** Whether a frame shows the data and the schemes of a state, and has the answer its view depends on. @param {Partial<State>} state @param {Frame} frame */
export function shows(state, { data, a, b, answer }) {
  return (
    state.data === data.text &&
    state.a === a.text &&
    state.b === b.text &&
    (viewOf(state.view ?? '').answers?.({ ...defaults(), ...state }, answer) ?? true)
  );
}

/** Measures as numbers: NaN where the format has no such measure. @param {import('../engine/records.js').Measures} metrics */
function numbers(metrics) {
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, value ?? NaN]));
}

/** The grid of the block shown, with the letter of the scheme in each name. @param {string} letter @param {import('../engine/records.js').SchemeFrame} scheme */
function gridOf(letter, { params: { scale, zero_point, alpha, beta } }) {
  const named = { scale, zero: zero_point, alpha, beta };
  return Object.fromEntries(Object.entries(named).map(([name, value]) => [`${letter}_${name}`, value]));
}

/** The numbers that a step's expressions may name. @param {Frame} frame @returns {Scope} */
export function scopeOf({ data, a, b, answer }) {
  const { count, min, max, mean, sd } = data;
  const grid = { ...gridOf('a', a), ...gridOf('b', b) };
  const scope = { a: numbers(a.metrics), b: numbers(b.metrics), grid, data: { count, min, max, mean, sd } };
  const view = VIEWS.find(({ name }) => name === answer?.kind);
  return view?.scope && answer ? { ...scope, [view.name]: view.scope(answer) } : scope;
}
