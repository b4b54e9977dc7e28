// What is convolved: the choice of it, what is asked for, and a sentence of which part of the data it is.

import { count } from '../../numbers/format.js';
import { segmented } from '../../controls/controls.js';

/** The filter is quantized like weights, whatever A and B are. */
const WEIGHTS = 'int8';

/** @param {Pick<import('../../types.js').ViewContext, 't'|'set'>} context */
export function imageChoice({ t, set }) {
  return segmented({
    label: t('ui.integers.image'),
    name: 'image',
    options: ['data', 'scene'].map((value) => ({ value, label: t(`ui.integers.image.${value}`) })),
    onChange: (value) => set({ image: value }),
  });
}

/** @param {import('../../types.js').State} state @returns {import('../../types.js').ConvolutionRequest} */
export function convolutionRequest({ a, b, image, filter }) {
  return { kind: 'convolution', a, b, scene: image === 'scene', filter, weights: WEIGHTS };
}

/** @param {import('../../types.js').Translator} t @param {import('../../types.js').ConvolutionPart} part */
export function sectionText(t, { rows, columns, section: { name, plane, planes } }) {
  return t(`integers.section.${name}`, {
    rows: count(rows),
    columns: count(columns),
    plane: count(plane),
    planes: count(planes),
  });
}
