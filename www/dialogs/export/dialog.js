// The dialog that saves what is shown: the picture, its numbers, the quantized data, and the scheme as a script. Each is a part of
// its own, made when it is first looked at.

import { button, optionsOf, segmented } from '../../controls/controls.js';
import { h } from '../../controls/dom.js';
import { exportCode } from './script.js';
import { exportCodes } from './quantized.js';
import { exportNumbers } from './numbers.js';
import { exportPicture } from './picture.js';

/** @typedef {import('../../export/types.js').ExportContext} ExportContext */
/** @typedef {{element: HTMLElement, update: () => void, leave?: () => void}} Part update: it is looked at, and may have to change; leave: it no longer is */

/** @type {Record<string, (context: ExportContext) => Part>} */
const MAKERS = { picture: exportPicture, numbers: exportNumbers, codes: exportCodes, code: exportCode };

/** @param {ExportContext} context */
export function exportDialog(context) {
  const { t } = context;
  /** @type {Map<string, Part>} */
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
  // The keys of the page are not for what lies over it.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  dialog.addEventListener('close', () => made.get(shown)?.leave?.());

  /** @param {string} name */
  function show(name) {
    made.get(shown)?.leave?.();
    shown = name;
    let part = made.get(name);
    if (!part) made.set(name, (part = MAKERS[name](context)));
    tabs.update(name);
    place.replaceChildren(part.element);
    part.update();
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
      for (const part of made.values()) part.leave?.();
    },
  };
}
