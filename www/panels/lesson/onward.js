// From a lesson to the one after it or before it, as a lecture goes on.

import { lesson as fetchLesson } from '../../lessons/index.js';
import { messageOf } from '../../engine/wire.js';

/** @typedef {import('../../lessons/types.js').Lesson} Lesson */

/** Who changes one of these is in another place, or no longer wants to go on from here. */
const PLACE = Object.freeze(['lesson', 'step', 'present']);

/**
 * @param {{wanted: () => import('../../state/state.js').State, beside: (id: string, by: -1|1) => string|null, problem: (key: string, words: Record<string, string>) => void, open: (lesson: Lesson, step: number) => void, changed: () => void}} options
 *   beside: the id of the lesson after one or before it; changed: the lesson after the one asked about is here now
 */
export function onward({ wanted, beside, problem, open, changed }) {
  /** The lesson that was asked about last, and the one after it once that is here. @type {{of: string, after: Lesson|null}} */
  let known = { of: '', after: null };

  return {
    /** Whether there is one. @param {string} id @param {-1|1} by */
    leads: (id, by) => beside(id, by) !== null,
    /** The lesson after one: null where there is none, and until it is here. @param {string} id @returns {Lesson|null} */
    after(id) {
      const next = beside(id, 1);
      const of = `${id} ${next}`;
      if (known.of === of) return known.after;
      known = { of, after: null };
      if (next === null) return null;
      fetchLesson(next).then(
        (lesson) => {
          if (known.of !== of) return;
          known.after = lesson;
          changed();
        },
        // Who wants to go there is told.
        () => {},
      );
      return null;
    },
    /** Opens the first step of the lesson after one, or the last step of the lesson before it. @param {string} id @param {-1|1} by */
    async go(id, by) {
      const to = beside(id, by);
      if (to === null) return;
      const from = wanted();
      try {
        const lesson = await fetchLesson(to);
        const now = wanted();
        // The person went elsewhere meanwhile.
        if (PLACE.some((name) => now[name] !== from[name])) return;
        open(lesson, by > 0 ? 1 : lesson.steps.length);
      } catch (error) {
        problem('error.lesson.fetch', { name: to, message: messageOf(error) });
      }
    },
  };
}
