// What a person has done of the course: the steps reached, and the set that was chosen. It is kept in the person's own browser; where
// that forbids it, and in the pages of others, it lasts as long as the page.

import { LESSONS } from './index.js';
import { SETS, lessonBeside } from './sets.js';

/** Of one lesson: the step shown last, and whether the last one was ever shown. @typedef {{step: number, done: boolean}} Reached */
/** @typedef {{set: string, lessons: Record<string, Reached>}} Progress */
/** Where a text is kept; both may throw. @typedef {{read: () => string|null, write: (text: string) => void}} Keeper */

const KEY = 'quantscope.course';

/** @type {Keeper} */
export const BROWSER = Object.freeze({
  read: () => localStorage.getItem(KEY),
  write: (/** @type {string} */ text) => localStorage.setItem(KEY, text),
});

/** The same for all elements of a page, also when one is laid out anew. @type {string|null} */
let remembered = null;
/** @type {Keeper} */
export const PAGE = Object.freeze({
  read: () => remembered,
  write: (/** @type {string} */ text) => void (remembered = text),
});

/** Places that refused a text once: they are full, or forbidden. A page that is laid out anew must not go back to what they have. @type {WeakSet<Keeper>} */
const refusing = new WeakSet();

/** What a kept text says; nothing of it is trusted. @param {string|null} text @returns {Progress} */
export function parse(text) {
  /** @type {any} */
  let kept = null;
  try {
    kept = JSON.parse(text ?? 'null');
  } catch {
    // Another program's text, or half of one: as if there were none.
  }
  const known = LESSONS.map((id) => /** @type {const} */ ([id, kept?.lessons?.[id]])).filter(
    ([, reached]) => Number.isInteger(reached?.step) && reached.step > 0,
  );
  return {
    set: SETS.some(({ name }) => name === kept?.set) ? kept.set : '',
    lessons: Object.fromEntries(known.map(([id, { step, done }]) => [id, { step, done: done === true }])),
  };
}

/** The progress after a step was shown. @param {Progress} progress @param {string} id @param {number} step from 1 @param {number} steps @returns {Progress} */
export function withStep(progress, id, step, steps) {
  const done = step === steps || (progress.lessons[id]?.done ?? false);
  return { ...progress, lessons: { ...progress.lessons, [id]: { step, done } } };
}

/** @param {Progress} progress @param {string} id @returns {'new'|'started'|'done'} */
export function markOf({ lessons }, id) {
  if (!lessons[id]) return 'new';
  return lessons[id].done ? 'done' : 'started';
}

/** The progress in a place where it is kept. @param {Keeper} keeper */
export function progressIn(keeper) {
  let place = refusing.has(keeper) ? PAGE : keeper;
  /** @template T @param {(place: Keeper) => T} act @returns {T} */
  function wherePossible(act) {
    try {
      return act(place);
    } catch {
      refusing.add(keeper);
      place = PAGE;
      return act(place);
    }
  }
  const now = () => parse(wherePossible(({ read }) => read()));
  /** @param {Progress} progress */
  function keep(progress) {
    const text = JSON.stringify(progress);
    // Every frame says which step is shown.
    wherePossible(({ read, write }) => void (read() === text || write(text)));
  }
  return {
    now,
    /** A step is shown. @param {string} id @param {number} step from 1 @param {number} steps */
    reached: (id, step, steps) => keep(withStep(now(), id, step, steps)),
    /** A set is chosen, or with an empty name the whole course. @param {string} set */
    choose: (set) => keep({ ...now(), set }),
    /** The lesson that comes after one, or before it; null beyond the ends of what was chosen. @param {string} id @param {-1|1} [by] */
    beside: (id, by) => lessonBeside(id, now().set, by),
  };
}
