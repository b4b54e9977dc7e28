// How far the survey of a model is: a bar, and buttons to pause it, to go on and to give it up.

import { button } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';
import { count, percent } from '../../numbers/format.js';

/** @typedef {import('../../engine/model-records.js').ModelProgress} ModelProgress */

/** @param {{t: import('../../i18n/types.js').Translator, onPause: () => void, onResume: () => void, onCancel: () => void}} options */
export function modelProgress({ t, onPause, onResume, onCancel }) {
  const words = h('span', { role: 'status' });
  const meter = h('progress', { max: 1 });
  const pause = button({ text: t('model.pause'), name: 'model-pause', onClick: onPause });
  const resume = button({ text: t('ui.survey.resume'), name: 'model-resume', onClick: onResume });
  const cancel = button({ text: t('ui.cancel'), name: 'model-cancel', onClick: onCancel });
  const element = h('div', { class: 'survey row', hidden: true }, words, meter, pause, resume, cancel);
  /** @type {ModelProgress} */
  let last = { done: 0, total: 0, share: 1, active: false, paused: false };
  /** Whether it was given up before its end. */
  let stopped = false;
  /** @type {(() => void)[]} */
  const waiting = [];
  const running = () => last.active && !last.paused && !stopped;

  function show() {
    const { done, total, share, paused } = last;
    element.hidden = !last.active;
    // A screen reader hears of whole tenths.
    setText(
      words,
      t('model.progress', { done: count(done), total: count(total), share: percent(Math.floor(share * 10) / 10) }),
    );
    meter.value = share;
    pause.hidden = paused || stopped;
    cancel.hidden = stopped;
    resume.hidden = !(paused || stopped);
    if (!running()) waiting.splice(0).forEach((done) => done());
  }
  return {
    element,
    /** @param {ModelProgress} progress */
    update(progress) {
      last = progress;
      stopped = false;
      show();
    },
    /** It was given up, and can begin anew. */
    stop() {
      stopped = true;
      show();
    },
    /** Fulfilled when nothing is being measured. @returns {Promise<void>} */
    settled: () => new Promise((done) => (running() ? waiting.push(done) : done())),
    dispose: () => waiting.splice(0).forEach((done) => done()),
  };
}
