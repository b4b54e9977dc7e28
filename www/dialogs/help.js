// The help: a dialog with the keys and the options of a scheme's notation.

import { button } from '../controls/controls.js';
import { h } from '../controls/dom.js';
import { SLOTS } from '../panels/scheme/options.js';
import { VIEWS } from '../views/index.js';

const KEYS = [
  ['1 … 9', 'views'],
  ['← →', 'inspect'],
  ['Shift ← →', 'pan'],
  ['+ −', 'zoom'],
  ['0', 'whole'],
  ['L', 'counts'],
  ...VIEWS.flatMap(({ help = [] }) => help),
  ['→', 'next'],
  ['←', 'back'],
  ['N', 'notes'],
  ['P', 'present'],
  ['F', 'full'],
  ['R', 'reset'],
  ['?', 'help'],
];

/** @param {{t: import('../i18n/types.js').Translator}} context */
export function helpDialog({ t }) {
  const dialog = h('dialog', { class: 'help', 'aria-label': t('ui.help') });
  const close = button({ text: t('ui.close'), name: 'close-help', onClick: () => dialog.close() });
  dialog.append(
    h('div', { class: 'row heading' }, h('h2', { text: t('ui.help') }), close),
    h('p', { text: t('ui.help.what') }),
    h('dl', {}, ...KEYS.flatMap(([keys, what]) => [h('dt', { text: keys }), h('dd', { text: t(`ui.help.${what}`) })])),
    h('p', { class: 'hint', text: t('ui.help.private') }),
    h('h3', { text: t('ui.help.notation') }),
    h('p', { text: t('ui.help.notation.how') }),
    notation(t),
  );
  return { element: dialog, open: () => dialog.showModal() };
}

/** The options of a scheme, each with its sentence. @param {import('../i18n/types.js').Translator} t */
function notation(t) {
  const slot = (/** @type {typeof SLOTS[number]} */ { label, options }) =>
    h(
      'tbody',
      {},
      h('tr', {}, h('th', { colSpan: 2, scope: 'rowgroup', text: t(label) })),
      ...Object.entries(options).map(([name, text], i) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, h('code', { text }), i === 0 && label !== 'ui.bits' ? '*' : ''),
          h('td', { text: t(`option.${name}`) }),
        ),
      ),
    );
  return h('table', { class: 'options' }, ...SLOTS.map(slot));
}
