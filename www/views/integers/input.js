// What is convolved: the choice of the image, and a sentence that says which section of the data it is.

import { count } from '../../numbers/format.js';
import { optionsOf, segmented } from '../../controls/controls.js';

/** @param {Pick<import('../types.js').ViewContext, 't'|'set'>} context */
export function imageChoice({ t, set }) {
  return segmented({
    label: t('ui.integers.image'),
    name: 'image',
    options: optionsOf(t, 'ui.integers.image', ['data', 'scene']),
    onChange: (value) => set({ image: value }),
  });
}

/** @param {import('../../i18n/types.js').Translator} t @param {import('./types.js').ConvolutionAnswer} answer */
export function sectionText(t, { rows, columns, section: { name, plane, planes } }) {
  return t(`integers.section.${name}`, {
    rows: count(rows),
    columns: count(columns),
    plane: count(plane),
    planes: count(planes),
  });
}
