// The dialog that saves what is shown: the picture, its numbers, the quantized data, and the scheme as a script. Each has a tab,
// made when it is first looked at.

import { button, optionsOf, segmented } from '../../controls/controls.js';
import { h } from '../../controls/dom.js';
import { exportCode } from './script.js';
import { exportCodes } from './quantized.js';
import { exportNumbers } from './numbers.js';
import { exportPicture } from './picture.js';

export { exporting as style } from '../../styles/export.js';

/** @typedef {import('../../export/types.js').ExportContext} ExportContext */
/** @typedef {{element: HTMLElement, update: () => void, leave?: () => void}} Tab update: it is looked at, and what is shown has changed; leave: it is no longer looked at */

/** @type {Record<string, (context: ExportContext) => Tab>} */
const MAKERS = { picture: exportPicture, numbers: exportNumbers, codes: exportCodes, code: exportCode };

/** @param {ExportContext} context */
export function make(context) {
  const { t } = context;
  /** @type {Map<string, Tab>} */
  const made = new Map();
  let shown = 'picture';
  const tabs = segmented({
    label: t('export.what'),
    name: 'export-part',
    options: optionsOf(t, 'export.part', Object.keys(MAKERS)),
    onChange: show,
  });
  const place = h('div', { class: 'export-part' });
  const dialog = h(
    'dialog',
    { class: 'export', 'aria-label': t('export.title') },
    h(
      'div',
      { class: 'row heading' },
      h('h2', { text: t('export.title') }),
      button({ text: t('ui.close'), name: 'close-export', onClick: () => dialog.close() }),
    ),
    tabs.element,
    place,
  );
  // The keys of the page do not apply in a dialog.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  dialog.addEventListener('close', () => made.get(shown)?.leave?.());

  /** @param {string} name */
  function show(name) {
    made.get(shown)?.leave?.();
    shown = name;
    let tab = made.get(name);
    if (!tab) made.set(name, (tab = MAKERS[name](context)));
    tabs.update(name);
    place.replaceChildren(tab.element);
    tab.update();
  }

  return {
    element: dialog,
    open() {
      if (!dialog.open) dialog.showModal();
      show(shown);
    },
    /** What is shown has changed. */
    update() {
      if (dialog.open) made.get(shown)?.update();
    },
    dispose() {
      for (const tab of made.values()) tab.leave?.();
    },
  };
}
