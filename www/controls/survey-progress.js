// The progress of a survey: a bar and a button to stop it while it runs, a button to go on when it was stopped.

import { count } from '../numbers/format.js';
import { button } from './controls.js';
import { h, setText } from './dom.js';

/** A survey that is done within this time needs no bar. */
const SLOW_MS = 200;

/** @param {{t: import('../i18n/types.js').Translator, onCancel: () => void, onResume: () => void}} options */
export function surveyProgress({ t, onCancel, onResume }) {
  const words = h('span', { role: 'status' });
  const meter = h('progress', { max: 1 });
  const stop = button({
    text: t('ui.cancel'),
    name: 'survey-cancel',
    onClick: () => {
      stopped = true;
      release();
      show();
      onCancel();
    },
  });
  const resume = button({
    text: t('ui.survey.resume'),
    name: 'survey-resume',
    onClick: () => {
      stopped = false;
      show();
      onResume();
    },
  });
  const element = h('div', { class: 'survey row', hidden: true }, words, meter, stop, resume);
  let stopped = false;
  /** @type {import('../engine/types.js').SurveyProgress} */
  let last = { done: 0, total: 0, active: false };
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  /** Called at the end. @type {(() => void)[]} */
  const waiting = [];
  const release = () => waiting.splice(0).forEach((done) => done());

  function show() {
    const { done, total, active } = last;
    element.hidden = !(active || stopped) || done === total;
    setText(words, t('ui.survey', { done: count(done), total: count(total) }));
    meter.value = total === 0 ? 1 : done / total;
    stop.hidden = meter.hidden = stopped;
    resume.hidden = !stopped;
  }
  return {
    element,
    /** @param {import('../engine/types.js').SurveyProgress} progress */
    update(progress) {
      last = progress;
      if (!progress.active) release();
      if (progress.active) stopped = false;
      if (!progress.active || !element.hidden) {
        clearTimeout(timer);
        timer = undefined;
        show();
      } else {
        timer ??= setTimeout(() => {
          timer = undefined;
          show();
        }, SLOW_MS);
      }
    },
    /** Fulfilled when everything is measured, or the survey was stopped. @returns {Promise<void>} */
    settled: () => new Promise((done) => (last.active && !stopped ? waiting.push(done) : done())),
    dispose() {
      clearTimeout(timer);
      release();
    },
  };
}
