// Which of the states of a step is on the page: the one before the guess, the one after it, a frame of its walk, or another one.

import { shownBy, shows } from '../../lessons/following.js';
import { defaults } from '../../state/state.js';

/** @typedef {import('../../state/state.js').State} State */
/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../lessons/types.js').LessonStep} LessonStep */
/** @typedef {{state: State, frame: Frame}} Shown */

/** Whether the keys of a state are the ones asked for: those named, and those in which the step's phases and frames differ. @param {LessonStep} step @param {State} state @param {Partial<State>} target @param {readonly string[]} [named] */
function agrees({ question, walk }, state, target, named = []) {
  const before = question?.kind === 'challenge' ? {} : question?.before;
  const varying = Object.keys(Object.assign({}, before, ...(walk?.frames ?? [])));
  const usual = defaults();
  return [...named, ...varying].every((name) => state[name] === (target[name] ?? usual[name]));
}

/** Whether what is shown is this state of the step. @param {LessonStep} step @param {Shown} shown @param {Partial<State>} target */
export const isShown = (step, { state, frame }, target) => shows(target, frame) && agrees(step, state, target);

/** Whether a picture is the one of this state, also while its numbers are still being measured. @param {LessonStep} step @param {Shown} shown @param {Partial<State>} target */
export const isPictured = (step, { state }, target) => agrees(step, state, target, ['data', 'a', 'b', 'view']);

/** The frame of a walk that is shown, the one asked for if it is that. @param {LessonStep} step @param {Shown} shown @param {number} at the frame asked for */
export function frameShown(step, shown, at) {
  const frames = step.walk?.frames ?? [];
  const is = (/** @type {number} */ i) => isShown(step, shown, shownBy(step, true, i));
  if (frames.length === 0 || (frames[at] && is(at))) return frames[at] ? at : 0;
  return Math.max(
    0,
    frames.findIndex((_, i) => is(i)),
  );
}
