// The controls of one value placed by hand. It can also be dragged on the picture (plot/point-grip.js).

import { button, numberField } from '../../controls/controls.js';
import { h } from '../../controls/dom.js';
import { rangeText, withRoomFor } from '../../plot/view-range.js';

/** Where it is put first, in units of the largest magnitude. */
const BEYOND = 1.5;

/**
 * @param {{t: import('../../i18n/types.js').Translator, onPlace: (value: number|undefined, x: string) => void}} options
 *   undefined takes it away; x is what the axis then shows
 */
export function handPlaced({ t, onPlace }) {
  let first = 1;
  /** The range of the data. @type {[number, number]} */
  let whole = [-1, 1];
  const field = numberField({ label: t('ui.point'), name: 'point', onChange: (value) => onPlace(value, '') });
  const place = button({
    text: t('ui.point.place'),
    name: 'point-place',
    title: t('ui.point.title'),
    onClick: () => onPlace(first, rangeText(withRoomFor(first, whole))),
  });
  const remove = button({
    text: '×',
    name: 'point-remove',
    title: t('ui.point.remove'),
    class: 'quiet',
    onClick: () => onPlace(undefined, ''),
  });
  const element = h('div', { class: 'row hand-placed' }, field.element, remove, place);

  return {
    element,
    /** @param {import('../../engine/records.js').DataFrame} data */
    update({ parts, min, max }) {
      element.hidden = parts.source === 'values';
      const { point } = parts;
      const there = point !== undefined && point !== null;
      field.element.hidden = remove.hidden = !there;
      place.hidden = there;
      const reach = Math.max(Math.abs(min), Math.abs(max), Number.MIN_VALUE);
      whole = [-reach, reach];
      first = Number((BEYOND * reach).toPrecision(2));
      if (there) field.update(point);
    },
  };
}
