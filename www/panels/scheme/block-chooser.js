// Chooses the block whose grid is shown, and says where it lies. People count blocks from 1; links and frames count from 0.

import { count } from '../../numbers/format.js';
import { button, numberField } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';

/**
 * @param {{t: import('../../i18n/types.js').Translator, name: string, onChange: (index: number) => void}} options
 */
export function blockChooser({ t, name, onChange }) {
  let index = 0;
  let last = 0;
  const field = numberField({ label: t('ui.block'), name, min: 1, step: '1', onChange: (value) => go(value - 1) });
  const where = h('p', { class: 'hint' });
  const go = (/** @type {number} */ value) => onChange(Math.max(0, Math.min(last, Math.round(value))));
  const step = (/** @type {number} */ by, /** @type {string} */ text, /** @type {string} */ which) =>
    button({
      text,
      name: `${name}-${which}`,
      title: t(`ui.block.${which}`),
      onClick: () => go(index + by),
      class: 'quiet',
    });
  const element = h(
    'div',
    { class: 'block-chooser' },
    h('div', { class: 'row' }, field.element, step(-1, '‹', 'previous'), step(1, '›', 'next')),
    where,
  );
  return {
    element,
    /** @param {import('../../engine/records.js').SchemeFrame} scheme */
    update(scheme) {
      element.hidden = scheme.blocks < 2;
      index = scheme.block;
      last = scheme.blocks - 1;
      field.update(index + 1);
      setText(where, blockText(t, scheme));
    },
  };
}

/** Which block, in words. @param {import('../../i18n/types.js').Translator} t @param {import('../../engine/records.js').SchemeFrame} scheme */
export function blockText(t, { block, blocks, rows, cols }) {
  const side = (/** @type {'row'|'column'} */ name, /** @type {[number, number]} */ [from, to]) =>
    to - from === 1
      ? t(`ui.block.${name}`, { index: count(from) })
      : t(`ui.block.${name}s`, { from: count(from), to: count(to - 1) });
  return t('ui.block.where', {
    index: count(block + 1),
    count: count(blocks),
    rows: side('row', rows),
    columns: side('column', cols),
  });
}
