// The help: what the keys do, in a dialog.

import { button } from './controls.js';
import { h } from './dom.js';

const KEYS = [
  ['← →', 'inspect'],
  ['Shift ← →', 'pan'],
  ['+ −', 'zoom'],
  ['0', 'whole'],
  ['L', 'counts'],
  ['R', 'reset'],
  ['?', 'help'],
];

/** @param {{t: import('../types.js').Translator}} context */
export function helpDialog({ t }) {
  const dialog = h('dialog', { class: 'help', 'aria-label': t('ui.help') });
  const close = button({ text: t('ui.close'), name: 'close-help', onClick: () => dialog.close() });
  dialog.append(
    h('h2', { text: t('ui.help') }),
    h('p', { text: t('ui.help.what') }),
    h('dl', {}, ...KEYS.flatMap(([keys, what]) => [h('dt', { text: keys }), h('dd', { text: t(`ui.help.${what}`) })])),
    h('p', { class: 'hint', text: t('ui.help.private') }),
    close,
  );
  return { element: dialog, open: () => dialog.showModal() };
}
