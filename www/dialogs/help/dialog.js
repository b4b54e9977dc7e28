// The help: a dialog with the keys and the options of a scheme's notation.

import { button } from '../../controls/controls.js';
import { h } from '../../controls/dom.js';
import { slotsOf } from '../../state/schemes.js';
import { VIEWS } from '../../views/index.js';

const KEYS = [
  ['1 … 9, 0', 'views'],
  ['← →', 'inspect'],
  ['Shift ← →', 'pan'],
  ['+ −', 'zoom'],
  ['0', 'whole'],
  ['L', 'counts'],
  ...VIEWS.flatMap(({ help = [] }) => help),
  ['→', 'next'],
  ['←', 'back'],
  [', .', 'walk'],
  ['N', 'notes'],
  ['P', 'present'],
  ['F', 'full'],
  ['Ctrl Z', 'undo'],
  ['Ctrl Shift Z', 'redo'],
  ['R', 'reset'],
  ['?', 'help'],
];

/** @param {Pick<import('../../element/types.js').PageContext, 't'|'set'|'wanted'|'drawing'>} context */
export function make({ t, set, wanted, drawing }) {
  const dialog = h('dialog', { class: 'help', 'aria-label': t('ui.help') });
  const close = button({ text: t('ui.close'), name: 'close-help', onClick: () => dialog.close() });
  const singles = h('input', {
    type: 'checkbox',
    'data-control': 'keys',
    on: { change: () => set({ keys: singles.checked ? 'on' : 'off' }) },
  });
  const options = h('table', { class: 'options' });
  dialog.append(
    h('div', { class: 'row heading' }, h('h2', { text: t('ui.help') }), close),
    h('p', { text: t('ui.help.what') }),
    h('dl', {}, ...KEYS.flatMap(([keys, what]) => [h('dt', { text: keys }), h('dd', { text: t(`ui.help.${what}`) })])),
    h('label', { class: 'check' }, singles, t('ui.help.keys')),
    h('p', { class: 'hint', text: t('ui.help.private') }),
    h('h3', { text: t('ui.help.notation') }),
    h('p', { text: t('ui.help.notation.how') }),
    options,
  );
  return {
    element: dialog,
    open() {
      singles.checked = wanted().keys === 'on';
      // It may be opened before the crate is here, which knows the options.
      options.replaceChildren(...slotsOf(drawing()).map((slot) => rows(t, slot)));
      dialog.showModal();
    },
  };
}

/** The options of a slot of a scheme, each with its sentence. @param {import('../../i18n/types.js').Translator} t @param {import('../../engine/records.js').SlotWords} slot */
function rows(t, { slot, words }) {
  return h(
    'tbody',
    {},
    h('tr', {}, h('th', { colSpan: 2, scope: 'rowgroup', text: t(`ui.${slot}`) })),
    ...words.map(({ name, pattern }, i) =>
      h(
        'tr',
        {},
        h('th', { scope: 'row' }, h('code', { text: pattern }), i === 0 && slot !== 'format' ? '*' : ''),
        h('td', { text: t(`option.${name}`) }),
      ),
    ),
  );
}
