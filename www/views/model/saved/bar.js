// Says that the numbers are from a saved survey, what of it agrees with the model that is open, and how to open the model.

import { button } from '../../../controls/controls.js';
import { h, setText } from '../../../controls/dom.js';
import { joined } from '../../../i18n/index.js';
import { count } from '../../../numbers/format.js';
import { openers } from '../openers.js';
import { agreeing, haveChanged } from './agreement.js';

/** @typedef {import('../../../engine/model-records.js').SavedSurvey} SavedSurvey */
/** @typedef {import('../../../engine/model-survey.js').Model} Model */

/** So many files are named. */
const NAMED_FILES = 3;

/** The files of a survey's model, by their names. @param {SavedSurvey} survey */
function filesOf({ model, files }) {
  const names = files.length > 0 ? files.map(({ name }) => name) : [model];
  const few = names.slice(0, NAMED_FILES).join(', ');
  return names.length > NAMED_FILES ? `${few}, … (${count(names.length)})` : few;
}

/**
 * @param {object} context
 * @param {import('../../../i18n/types.js').Translator} context.t
 * @param {(files: import('../../../files/dropped.js').Named[]) => void} context.openFiles
 * @param {(part: Record<string, string>) => void} context.set
 * @param {() => void} context.onAgain the numbers are to be measured here
 */
export function savedBar({ t, openFiles, set, onAgain }) {
  /** @type {SavedSurvey|null} */
  let shown = null;
  const words = h('p');
  // What is said of the files stands where a click on a tensor is answered, so that the rows do not move under the pointer.
  const files = h('p', { class: 'answer', role: 'status' });
  let refused = '';
  const open = h('span', { class: 'row' }, ...openers({ t, name: 'model-saved', openFiles }));
  const schemes = button({
    text: t('model.saved.schemes'),
    name: 'model-saved-schemes',
    onClick: () => shown && set({ a: shown.a, b: shown.b }),
  });
  const again = button({ text: t('model.saved.again'), name: 'model-saved-again', onClick: onAgain });
  const close = button({ text: t('model.saved.close'), name: 'model-saved-close', onClick: () => set({ saved: '' }) });
  const element = h(
    'div',
    { class: 'model-saved', hidden: true },
    words,
    files,
    h('div', { class: 'row' }, open, schemes, again, close),
  );

  /** How to see tensors of a survey, or the one that was refused; of none, nothing. @param {SavedSurvey|null} survey */
  function sayFiles(survey) {
    const key = refused ? 'model.saved.tensor' : 'model.saved.files';
    setText(files, survey ? t(key, { tensor: refused, files: filesOf(survey) }) : '');
    files.classList.toggle('refused', refused !== '');
  }

  return {
    element,
    /**
     * @param {string} file the name of the survey's file, empty where there is none
     * @param {SavedSurvey|null} survey null where it is not here
     * @param {Model|null} model that is open
     * @param {{a: string, b: string}} under that are shown
     * @param {number} taken how many tensors have numbers of it
     */
    update(file, survey, model, under, taken) {
      if (survey !== shown || model) refused = '';
      shown = survey;
      element.hidden = file === '';
      if (file === '') return;
      const agrees = survey !== null && model !== null && agreeing(survey, model).length > 0;
      const other = survey && !agrees && (survey.a !== under.a || survey.b !== under.b);
      open.hidden = agrees;
      schemes.hidden = !other;
      again.hidden = !agrees || taken === 0;
      sayFiles(agrees ? null : survey);
      if (!survey) return setText(words, t('model.saved.awaited', { file }));
      const about = { file, model: survey.model, a: survey.a, b: survey.b };
      const tensors = { taken: count(taken), tensors: count(survey.rows.length) };
      const sentences = agrees
        ? [
            t(taken > 0 ? 'model.saved.beside' : 'model.saved.none', { ...about, ...tensors }),
            taken > 0 && haveChanged(survey, model) ? t('model.saved.changed', about) : '',
          ]
        : [
            t('model.saved.alone', about),
            model ? t('model.saved.other', { open: model.listing.name }) : '',
            other ? t('model.saved.under', about) : '',
          ];
      setText(words, joined(sentences));
    },
    /** Answers a click on a tensor that is not here. @param {string} tensor */
    refuse(tensor) {
      refused = tensor;
      sayFiles(shown);
    },
  };
}
