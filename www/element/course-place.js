// The place of the course in the layout. It is empty until a lesson, the list of lessons or a slide is asked for.

import { h } from '../controls/dom.js';
import { SentenceError } from '../engine/errors.js';
import { messageOf } from '../engine/wire.js';
import { adoptMore } from '../styles/index.js';

/** @typedef {typeof import('../panels/lesson/course.js')} Module */
/** @typedef {ReturnType<Module['course']>} Course */

/** What was fetched, for all elements of a page. @type {Module|null} */
let module = null;

/**
 * @param {Parameters<Module['course']>[0]} context
 * @param {{root: () => ShadowRoot, made: (course: Course) => void, problem: (key: string, words: Record<string, string>) => void, life: AbortSignal}} options
 *   made: called once, when the course is in its places
 */
export function coursePlace(context, { root, made, problem, life }) {
  const places = {
    lesson: h('div', { hidden: true }),
    menu: h('div', { hidden: true }),
    sheet: h('div', { hidden: true }),
  };
  /** @type {Course|null} */
  let course = null;

  /** @param {Module} fetched */
  function make(fetched) {
    if (course || life.aborted) return;
    course = fetched.course(context);
    for (const name of /** @type {const} */ (['lesson', 'menu', 'sheet']))
      places[name].replaceWith(course[name].element);
    made(course);
  }
  /** Rejects with a sentence; the next call tries again. */
  async function fetch() {
    try {
      module ??= await import('../panels/lesson/course.js');
    } catch (error) {
      throw new SentenceError('error.course.fetch', { message: messageOf(error) });
    }
    if (life.aborted) return;
    adoptMore(root(), 'course', module.style);
    adoptMore(root(), 'slide', module.slideStyle);
    make(module);
  }

  return {
    places,
    /** @returns {Course|null} null before it is fetched */
    now: () => course,
    /** Where it was fetched before, as for a layout in another language, it is there at once. */
    begin: () => module && make(module),
    /** Fetches what a state needs of it. @param {Pick<import('../state/state.js').State, 'lesson'|'present'>} state */
    fetch: ({ lesson, present }) => (lesson !== '' || present === 'on' ? fetch() : Promise.resolve()),
    /** Opens the list of lessons. */
    open: () =>
      fetch().then(
        () => course?.menu.open(),
        ({ key, words }) => problem(key, words),
      ),
    dispose() {
      course?.lesson.dispose();
      course?.teacher.dispose();
      course?.sheet.close();
    },
  };
}
