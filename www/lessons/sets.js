// Selections of lessons for the time that a class has, each in the order of the course.

import { LESSONS } from './index.js';

/** A selection: its name is kept, its lessons take no more minutes than it has. @typedef {{name: string, minutes: number, lessons: readonly string[]}} LessonSet */

/** From the shortest to the longest. @type {readonly LessonSet[]} */
export const SETS = Object.freeze([
  { name: '15', minutes: 15, lessons: ['one-value', 'half-the-codes'] },
  { name: '45', minutes: 45, lessons: ['one-value', 'half-the-codes', 'one-outlier', 'clipping', 'per-group'] },
  {
    name: '90',
    minutes: 90,
    lessons: [
      'one-value',
      'half-the-codes',
      'one-outlier',
      'clipping',
      'per-channel',
      'per-group',
      'static-dynamic',
      'choosing',
      'photograph',
    ],
  },
  {
    name: '120',
    minutes: 120,
    lessons: [
      'one-value',
      'half-the-codes',
      'one-outlier',
      'clipping',
      'per-channel',
      'per-group',
      'static-dynamic',
      'choosing',
      'photograph',
      'four-bit-floats',
      'scales-of-scales',
    ],
  },
]);

/** The lessons of a set in their order; those of the whole course where no set has the name. @param {string} name @returns {readonly string[]} */
export function lessonsOf(name) {
  return SETS.find((set) => set.name === name)?.lessons ?? LESSONS;
}

/** The lesson that comes after one, or before it: in the set where that has it, else in the course. Null beyond its ends. @param {string} id @param {string} [set] @param {-1|1} [by] */
export function lessonBeside(id, set = '', by = 1) {
  const lessons = lessonsOf(set).includes(id) ? lessonsOf(set) : LESSONS;
  return lessons[lessons.indexOf(id) + by] ?? null;
}
