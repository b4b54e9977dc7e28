// The dialog with the lessons of the course: what each is about, what was done already, and selections for the time there is.

import { inLang } from '../i18n/index.js';
import { LESSONS, lesson } from '../lessons/index.js';
import { PICTURES } from '../lessons/pictures.js';
import { markOf } from '../lessons/progress.js';
import { SETS, lessonsOf } from '../lessons/sets.js';
import { messageOf } from '../engine/wire.js';
import { button, segmented } from '../controls/controls.js';
import { h, setText, svg } from '../controls/dom.js';

/** @typedef {import('../lessons/types.js').Lesson} Lesson */

/** @param {{t: import('../i18n/types.js').Translator, progress: ReturnType<typeof import('../lessons/progress.js').progressIn>, problem: (key: string, words: Record<string, string>) => void, onStart: (lesson: Lesson, step: number) => void}} context */
export function lessonMenu({ t, progress, problem, onStart }) {
  const list = h('ol', { class: 'lessons' });
  const size = h('span', { class: 'hint', role: 'status' });
  const sets = segmented({
    label: t('ui.lessons.time'),
    name: 'lessons-set',
    options: [
      { value: '', label: t('ui.lessons.all') },
      ...SETS.map(({ name, minutes }) => ({ value: name, label: t('ui.lessons.minutes', { minutes }) })),
    ],
    onChange(name) {
      progress.choose(name);
      void show();
    },
  });
  const dialog = h('dialog', { class: 'course', 'aria-label': t('ui.lessons') });
  dialog.append(
    h(
      'div',
      { class: 'row heading' },
      h('h2', { text: t('ui.lessons') }),
      button({ text: t('ui.close'), name: 'close-lessons', onClick: () => dialog.close() }),
    ),
    h('div', { class: 'sets' }, h('p', { text: t('ui.lessons.what') }), sets.element, size),
    list,
  );

  /** @param {Lesson} each @param {number} step from 1 */
  function start(each, step) {
    dialog.close();
    onStart(each, step);
  }

  /** @param {Lesson} each @param {import('../lessons/progress.js').Progress} done */
  function row(each, done) {
    const mark = markOf(done, each.id);
    // The course may have had more steps when it was kept.
    const step = Math.min(done.lessons[each.id]?.step ?? 1, each.steps.length);
    const words = { steps: each.steps.length, minutes: each.minutes };
    return h(
      'li',
      { 'data-mark': mark },
      h(
        'button',
        {
          type: 'button',
          class: 'quiet lesson-row',
          'data-control': `lesson-${each.id}`,
          on: { click: () => start(each, 1) },
        },
        picture(each.id),
        h(
          'span',
          { class: 'name' },
          h('span', { class: 'number', text: String(LESSONS.indexOf(each.id) + 1) }),
          ' ',
          inLang(t, each.title),
        ),
        h('span', { class: 'promise', text: inLang(t, each.promise) }),
        h(
          'span',
          { class: 'size' },
          t('ui.lessons.size', words),
          mark === 'new' ? null : h('span', { class: 'mark', text: t(`ui.lessons.${mark}`) }),
        ),
      ),
      mark === 'started' && step > 1
        ? button({
            text: t('ui.lessons.go-on', { step }),
            name: `go-on-${each.id}`,
            class: 'go-on',
            onClick: () => start(each, step),
          })
        : null,
    );
  }

  let shows = 0;
  async function show() {
    const turn = (shows += 1);
    try {
      const done = progress.now();
      const lessons = await Promise.all(lessonsOf(done.set).map(lesson));
      // A shorter list that was asked for later may have been here before.
      if (turn !== shows) return;
      sets.update(done.set);
      const minutes = lessons.reduce((sum, each) => sum + each.minutes, 0);
      setText(size, t('ui.lessons.sum', { lessons: lessons.length, minutes }));
      list.replaceChildren(...lessons.map((each) => row(each, done)));
    } catch (error) {
      dialog.close();
      problem('error.course.fetch', { message: messageOf(error) });
    }
  }
  return {
    element: dialog,
    open() {
      dialog.showModal();
      void show();
    },
  };
}

/** @param {string} id of a lesson */
function picture(id) {
  const strokes = PICTURES[id].map(([d, ...kinds]) => svg('path', { d, class: kinds.join(' ') }));
  return svg('svg', { class: 'picture', viewBox: '0 0 64 40', 'aria-hidden': 'true' }, ...strokes);
}
