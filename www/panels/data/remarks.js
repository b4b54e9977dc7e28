// What is to be known about the data: how a file was read, and what its values have that is not finite. Where a text can be read in two
// ways, a button reads it in the other; what is said of an importance matrix has one that takes it away.

import { button } from '../../controls/controls.js';
import { h } from '../../controls/dom.js';

/** What the button of a note chooses. @type {Readonly<Record<string, 'point'|'comma'>>} */
const OTHER = { 'note.file.by_point': 'comma', 'note.file.by_comma': 'point' };

/** @param {{t: import('../../i18n/types.js').Translator, onDecimal: (decimal: 'point'|'comma') => void, onUnweigh: () => void}} options */
export function dataRemarks({ t, onDecimal, onUnweigh }) {
  const element = h('div', { class: 'warning', hidden: true });
  let shown = '';

  /** @param {import('../../i18n/types.js').Note} note */
  function remark({ key, words }) {
    const other = OTHER[key];
    const choose = other
      ? button({ text: t(`ui.data.by_${other}`), name: `by-${other}`, onClick: () => onDecimal(other) })
      : key.startsWith('note.importance.') &&
        button({ text: t('ui.data.unweighed'), name: 'unweigh', onClick: onUnweigh });
    return h('p', {}, h('span', { text: t(key, words) }), ...(choose ? [' ', choose] : []));
  }

  return {
    element,
    /** @param {readonly import('../../i18n/types.js').Note[]} notes */
    update(notes) {
      const text = JSON.stringify(notes);
      if (text === shown) return;
      shown = text;
      element.hidden = notes.length === 0;
      element.replaceChildren(...notes.map(remark));
    },
  };
}
