// Buttons that open files and folders, as those of the data do.

import { button } from '../../controls/controls.js';
import { h } from '../../controls/dom.js';
import { named } from '../../files/dropped.js';

/** @typedef {import('../../files/dropped.js').Named} Named */

/** @param {{t: import('../../i18n/types.js').Translator, name: string, openFiles: (files: Named[]) => void}} options name: what their controls are called @returns {HTMLElement[]} */
export function openers({ t, name, openFiles }) {
  return ['open', 'folder'].flatMap((what) => {
    const text = t(`ui.data.${what}`);
    const picker = h('input', {
      type: 'file',
      class: 'visually-hidden',
      tabIndex: -1,
      'aria-label': text,
      'data-control': `${name}-${what}-files`,
      multiple: true,
      webkitdirectory: what === 'folder',
    });
    picker.addEventListener('change', () => {
      if (picker.files?.length) openFiles(named(picker.files));
      picker.value = '';
    });
    return [button({ text, name: `${name}-${what}`, onClick: () => picker.click() }), picker];
  });
}
