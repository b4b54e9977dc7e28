// Tick boxes for what of the page is hidden: one for each region, and one for each single control.

import { REGIONS, PIECES, pieceOf, piecesOf, textOf } from '../../state/hide.js';
import { button } from '../../controls/controls.js';
import { h } from '../../controls/dom.js';

/** @param {{t: import('../../i18n/types.js').Translator, onChange: (hidden: Set<string>) => void}} options */
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
  const regions = Object.keys(REGIONS).map((region) => tick(region, t(`hide.${region}`), piecesOf(region)));
  const singles = Object.entries(REGIONS)
    .filter(([, controls]) => controls.length > 0)
    .map(([region, controls]) =>
      h(
        'div',
        { role: 'group', 'aria-label': t(`hide.${region}`) },
        h('h4', { text: t(`hide.${region}`) }),
        h(
          'div',
          { class: 'ticks' },
          ...controls.map((control) => {
            const piece = pieceOf(region, control);
            return tick(piece, t(textOf(region, control)), [piece]);
          }),
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
      h('div', { class: 'ticks' }, ...regions),
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
