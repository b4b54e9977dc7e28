// The course: a lesson beside the picture, the list of lessons, the notes in a window, the lesson on paper. Who follows no lesson does
// not fetch it.

import { handOut } from '../../dialogs/hand-out.js';
import { lessonMenu } from '../../dialogs/lesson-menu.js';
import { BROWSER, PAGE, progressIn } from '../../lessons/progress.js';
import { guess } from '../../styles/guess.js';
import { handOut as paper } from '../../styles/hand-out.js';
import { lesson as lessonStyle } from '../../styles/lesson.js';
import { lessonMenu as menuStyle } from '../../styles/lesson-menu.js';
import { notesWindow } from './notes-window.js';
import { lessonPanel } from './panel.js';

export { slide as slideStyle } from '../../styles/slide.js';

/** What the course adds to the element's style. */
export const style = [lessonStyle, menuStyle, guess, paper].join('');

/**
 * @param {Omit<Parameters<typeof lessonPanel>[0], 'progress'|'onPrint'> & Pick<Parameters<typeof handOut>[0], 'onOpen'> & Pick<Parameters<typeof notesWindow>[0], 'host'|'onKey'> & {embedded: () => boolean, another: Parameters<typeof handOut>[0]['scribe']}} context
 */
export function course(context) {
  const { t, problem, another, embedded, onOpen, theme, host, onKey } = context;
  // An embed stores nothing in the page around it.
  const progress = progressIn(embedded() ? PAGE : BROWSER);
  const sheet = handOut({ t, scribe: another, problem, onOpen });
  const lesson = lessonPanel({ ...context, progress, onPrint: (each) => void sheet.open(each) });
  return {
    lesson,
    sheet,
    menu: lessonMenu({ t, progress, problem, onStart: lesson.open }),
    teacher: notesWindow({ t, host, theme, go: lesson.go, onKey }),
  };
}
