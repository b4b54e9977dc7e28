// The dialog with the lessons of the course.

import { inLang } from '../i18n/index.js';
import { LESSONS, lesson } from '../lessons/index.js';
import { stateAt } from '../lessons/following.js';
import { messageOf } from '../engine/wire.js';
import { button } from '../controls/controls.js';
import { h } from '../controls/dom.js';

/** @param {{t: import('../i18n/types.js').Translator, set: import('../element/types.js').PageContext['set'], problem: (key: string, words: Record<string, string>) => void, onStart: () => void}} context */
export function lessonMenu({ t, set, problem, onStart }) {
  const list = h('ol', { class: 'lessons' });
  const dialog = h('dialog', { class: 'course', 'aria-label': t('ui.lessons') });
  dialog.append(
    h(
      'div',
      { class: 'row heading' },
      h('h2', { text: t('ui.lessons') }),
      button({ text: t('ui.close'), name: 'close-lessons', onClick: () => dialog.close() }),
    ),
    h('p', { text: t('ui.lessons.what') }),
    list,
  );

  async function fill() {
    if (list.childElementCount > 0) return;
    try {
      const lessons = await Promise.all(LESSONS.map(lesson));
      list.replaceChildren(
        ...lessons.map((each) => {
          const start = () => {
            dialog.close();
            onStart();
            set(stateAt(each, 1, false));
          };
          const words = { steps: each.steps.length, minutes: each.minutes };
          return h(
            'li',
            {},
            h(
              'button',
              { type: 'button', class: 'quiet', 'data-control': `lesson-${each.id}`, on: { click: start } },
              h('span', { class: 'name', text: inLang(t, each.title) }),
              h('span', { class: 'hint', text: t('ui.lessons.size', words) }),
            ),
          );
        }),
      );
    } catch (error) {
      dialog.close();
      problem('error.lesson.fetch', { name: t('ui.lessons'), message: messageOf(error) });
    }
  }
  return {
    element: dialog,
    open() {
      dialog.showModal();
      void fill();
    },
  };
}
