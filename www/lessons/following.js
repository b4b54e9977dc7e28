// Following a lesson: the state a step sets, whether it is what is shown, and the numbers its texts have.

import { KEYS, OWN, defaults } from '../state/state.js';
import { isStreamOf, streamScope } from '../views/stream/courses.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Frame} Frame */
/** @typedef {import('../types.js').Lesson} Lesson */
/** @typedef {import('../types.js').LessonStep} LessonStep */
/** @typedef {import('./expression.js').Scope} Scope */

/** What a step leaves as the person has it. */
const KEPT = new Set([...OWN, 'present']);

/** What a step shows: until its question has a guess, what the question is asked before. @param {LessonStep} step @param {boolean} guessed */
export function shownBy({ state, question }, guessed) {
  return guessed || !question || question.kind === 'challenge' ? state : { ...state, ...question.before };
}

/** The whole state of a step. @param {Lesson} lesson @param {number} number from 1 @param {boolean} guessed @returns {Partial<State>} */
export function stateAt(lesson, number, guessed) {
  const usual = Object.fromEntries(Object.entries(defaults()).filter(([name]) => !KEPT.has(name)));
  return { ...usual, ...shownBy(lesson.steps[number - 1], guessed), lesson: lesson.id, step: number };
}

/** Whether a state has nothing but its lesson and step: a link that says no more means the step as it is. @param {State} state */
export function isBare(state) {
  return KEYS.every(
    ({ name, default: usual }) => KEPT.has(name) || name === 'lesson' || name === 'step' || state[name] === usual,
  );
}

/** Whether a frame shows the data and the schemes of a state, and of the Stream view its stream. @param {Partial<State>} state @param {Frame} frame */
export function shows(state, { data, a, b, part }) {
  return (
    state.data === data.text &&
    state.a === a.text &&
    state.b === b.text &&
    (state.view !== 'stream' || isStreamOf(state, part))
  );
}

/** What a step's expressions speak of. @param {Frame} frame @returns {Scope} */
export function scopeOf({ data, a, b, part }) {
  const { count, min, max, mean, sd } = data;
  const scope = { a: a.metrics, b: b.metrics, data: { count, min, max, mean, sd } };
  return part?.kind === 'stream' ? { ...scope, stream: streamScope(part) } : scope;
}
