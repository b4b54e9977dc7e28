// What a step needs on paper: its pictures and numbers before and after the guess, drawn and measured one after the other.

import { scopeOf, stateAt } from '../../lessons/following.js';
import { viewOf } from '../../views/index.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../lessons/expression.js').Scope} Scope */
/** @typedef {import('../../lessons/types.js').Lesson} Lesson */
/** @typedef {import('../../lessons/types.js').LessonStep} LessonStep */
/** @typedef {import('../../state/state.js').State} State */
/** @typedef {HTMLElement & {setState(state: Partial<State>): Promise<void>, frame(): Frame|null, printed(size: {width: number, height: number, quiet: boolean}): Promise<Element|null>}} Scribe */
/** What a state shows. @typedef {{state: Partial<State>, picture: Element|null, large: boolean, quiet: boolean, frame: Frame, scope: Scope}} Shown */
/**
 * @typedef {object} Measured
 * @property {number} number of the step, from 1
 * @property {LessonStep} step
 * @property {Shown} asked before the guess, or all that there is
 * @property {Shown} [told] after the guess; the same where nothing changes
 * @property {Scope[]} frames of the step's walk
 * @property {number[]} points the SQNR of each point of a curve that is guessed
 */

/** The usual size of a picture in CSS pixels. It is printed smaller; its letters stay legible. */
const SIZE = Object.freeze({ width: 480, height: 210 });

/**
 * @param {Scribe} scribe @param {Lesson} lesson @param {number} number of the step, from 1 @param {string} lang
 * @returns {Promise<Measured>}
 */
export async function measured(scribe, lesson, number, lang) {
  const step = lesson.steps[number - 1];
  const { question, walk } = step;
  const after = { ...stateAt(lesson, number, true), lesson: '', step: 1, lang, theme: /** @type {const} */ ('light') };

  /** @param {Partial<State>} part @returns {Promise<Frame>} */
  async function frameOf(part) {
    await scribe.setState({ ...after, ...part });
    const frame = scribe.frame();
    if (!frame) throw new Error('no numbers');
    return frame;
  }
  /** @param {Partial<State>} part @param {boolean} quiet whether the picture must not tell its numbers @returns {Promise<Shown>} */
  async function shown(part, quiet) {
    const frame = await frameOf(part);
    const state = { ...after, ...part };
    const room = viewOf(state.view ?? '').paper?.(frame.answer) ?? null;
    const picture = await scribe.printed({ ...(room ?? SIZE), quiet });
    return { state, picture, large: room !== null, quiet, frame, scope: scopeOf(frame) };
  }

  const guessed = question && question.kind !== 'challenge' ? question : null;
  const asked = await shown(guessed?.before ?? {}, question !== undefined);
  /** @type {Shown|undefined} */
  let told;
  if (question?.kind === 'challenge') told = await shown({ b: question.solution }, false);
  else if (question) told = await shown({}, false);
  const points = [];
  if (question?.kind === 'curve')
    for (const { scheme } of question.points) points.push((await frameOf({ a: scheme })).a.metrics.sqnr_db);
  const frames = [];
  for (const frame of walk?.frames ?? []) frames.push(scopeOf(await frameOf(frame)));
  return { number, step, asked, told, frames, points };
}
