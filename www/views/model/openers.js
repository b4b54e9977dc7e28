// Buttons that open files and folders, as those of the data do.

import { button } from '../../controls/controls.js';
import { filePicker } from '../../controls/file-picker.js';

/** @typedef {import('../../files/dropped.js').Named} Named */

/** @param {{t: import('../../i18n/types.js').Translator, name: string, openFiles: (files: Named[]) => void}} options name: what their controls are called @returns {HTMLElement[]} */
export function openers({ t, name, openFiles }) {
  return ['open', 'folder'].flatMap((what) => {
    const text = t(`ui.data.${what}`);
    const about = { 'aria-label': text, 'data-control': `${name}-${what}-files`, webkitdirectory: what === 'folder' };
    const picker = filePicker(about, openFiles);
    return [button({ text, name: `${name}-${what}`, onClick: () => picker.click() }), picker];
  });
}
