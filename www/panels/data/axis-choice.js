// Says how a tensor of more than two axes is read as rows × columns, and chooses the axis of the rows.

import { count } from '../../numbers/format.js';
import { segmented } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';

/** The shape before an axis was put in front. @param {readonly number[]} shape @param {number} axis */
export function originalShape(shape, axis) {
  const rest = shape.slice(1);
  rest.splice(axis, 0, shape[0]);
  return rest;
}

/**
 * @param {{t: import('../../i18n/types.js').Translator, onChange: (axis: number) => void}} options
 */
export function axisChoice({ t, onChange }) {
  const sentence = h('p', { class: 'hint' });
  const box = h('div');
  const element = h('div', { class: 'axis-choice', hidden: true }, sentence, box);
  let made = '';
  /** @type {import('../../controls/controls.js').Control<string>|null} */
  let axes = null;

  return {
    element,
    /** @param {import('../../engine/records.js').DataFrame} data */
    update({ shape, parts }) {
      const axis = parts.axis ?? 0;
      const stored = ['file', 'url', 'sample'].includes(parts.source);
      element.hidden = !stored || (shape.length <= 2 && axis === 0);
      if (element.hidden) return;
      const original = originalShape(shape, axis);
      const key = original.join('×');
      if (key !== made) {
        made = key;
        axes = segmented({
          label: t('ui.axis'),
          name: 'axis',
          options: original.map((size, i) => ({ value: String(i), label: `${i}: ${size}` })),
          onChange: (value) => onChange(Number(value)),
        });
        box.replaceChildren(axes.element);
      }
      axes?.update(String(axis));
      const columns = shape.slice(1).reduce((product, size) => product * size, 1);
      setText(
        sentence,
        t('ui.axis.read', { shape: original.join(' × '), rows: count(shape[0]), columns: count(columns), axis }),
      );
    },
  };
}
