// Tick boxes for what of the page is hidden: a box a part, and for panels one a control.

import { PARTS, PIECES, piecesOf, textOf } from '../state/hide.js';
import { button } from '../controls/controls.js';
import { h } from '../controls/dom.js';

/** @param {{t: import('../i18n/types.js').Translator, onChange: (hidden: Set<string>) => void}} options */
export function hideChooser({ t, onChange }) {
  /** @type {ReadonlySet<string>} */
  let hidden = new Set();
  /** @type {{box: HTMLInputElement, pieces: string[]}[]} */
  const boxes = [];

  /** @param {string} name @param {string} text @param {string[]} pieces */
  function tick(name, text, pieces) {
    const box = h('input', { type: 'checkbox', 'data-control': `share-hide-${name}` });
    box.addEventListener('change', () => {
      const next = new Set(hidden);
      for (const piece of pieces) {
        if (box.checked) next.add(piece);
        else next.delete(piece);
      }
      onChange(next);
    });
    boxes.push({ box, pieces });
    return h('label', { class: 'tick' }, box, h('span', { text }));
  }
  const parts = Object.keys(PARTS).map((part) => tick(part, t(`hide.${part}`), piecesOf(part)));
  const singles = Object.entries(PARTS)
    .filter(([, controls]) => controls.length > 0)
    .map(([part, controls]) =>
      h(
        'div',
        { role: 'group', 'aria-label': t(`hide.${part}`) },
        h('h4', { text: t(`hide.${part}`) }),
        h(
          'div',
          { class: 'ticks' },
          ...controls.map((control) => tick(`${part}.${control}`, t(textOf(part, control)), [`${part}.${control}`])),
        ),
      ),
    );
  const caption = t('share.hide');
  return {
    element: h(
      'div',
      { class: 'hide-chooser', role: 'group', 'aria-label': caption },
      h(
        'div',
        { class: 'row' },
        h('h3', { text: caption }),
        button({
          text: t('share.hide.nothing'),
          name: 'share-hide-nothing',
          class: 'quiet',
          onClick: () => onChange(new Set()),
        }),
        button({
          text: t('share.hide.all'),
          name: 'share-hide-everything',
          class: 'quiet',
          onClick: () => onChange(new Set(PIECES)),
        }),
      ),
      h('div', { class: 'ticks' }, ...parts),
      h(
        'details',
        { class: 'more', 'data-control': 'share-singles' },
        h('summary', { text: t('share.hide.singles') }),
        ...singles,
      ),
    ),
    /** @param {ReadonlySet<string>} next */
    update(next) {
      hidden = next;
      for (const { box, pieces } of boxes) {
        const count = pieces.filter((piece) => hidden.has(piece)).length;
        box.checked = count === pieces.length;
        box.indeterminate = count > 0 && count < pieces.length;
      }
    },
  };
}
