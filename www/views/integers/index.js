// The Integer arithmetic view: what a layer computes from codes alone. Its topics are a convolution with zero padding, the biases of
// a layer, and a product of matrices with and without zero-points.

import { sheet } from '../../export/sheets.js';
import { choice } from '../../state/kinds.js';

/** @typedef {import('./types.js').ConvolutionAnswer} ConvolutionAnswer */
/** @typedef {import('../../state/state.js').State & import('../../state/kinds.js').ValuesOf<typeof KEYS>} IntegersState */

/** The filter is quantized like weights, whatever A and B are. */
const WEIGHTS = 'int8';

const KEYS = {
  /** The topic. */
  integers: { default: 'padding', ...choice(['padding', 'bias', 'product']) },
  /** What is convolved, and with which filter. */
  image: { default: 'data', ...choice(['data', 'scene']) },
  filter: { default: 'blur', ...choice(['blur', 'sharpen', 'edge', 'sobel']) },
  /** Rows and columns of the factors of a product. */
  size: { default: '128', ...choice(['64', '128', '256', '512']) },
};

/** @param {ConvolutionAnswer} answer */
function convolutionSheet({ columns, image, real, ways }) {
  const names = ['symmetric', 'zero_point_padded', 'code_0_padded'];
  const each = ways.flatMap(({ image: coded, sums, values, errors }, i) => [
    [`${names[i]}_code`, coded.codes],
    [`${names[i]}_sum`, sums],
    [`${names[i]}_value`, values],
    [`${names[i]}_error`, errors],
  ]);
  return sheet('convolution', {
    row: Array.from(image, (_, i) => Math.floor(i / columns)),
    column: Array.from(image, (_, i) => i % columns),
    image,
    real,
    ...Object.fromEntries(each),
  });
}

/** @satisfies {import('../types.js').ViewKind} */
export const integers = {
  name: 'integers',
  texts: 'views',
  group: 'run',
  keys: KEYS,
  /** @param {IntegersState} state @returns {import('./types.js').ConvolutionQuestion|null} */
  ask({ integers: topic, a, b, image, filter }) {
    if (topic === 'product') return null;
    return { kind: 'convolution', a, b, scene: image === 'scene', filter, weights: WEIGHTS };
  },
  make: async () => (await import('./view.js')).integersView,
  // A pointer points at an output here, not at a value of the data.
  inspects: false,
  paper: () => ({ width: 630, height: 330 }),
  sheets: (_, answer) => (answer ? [convolutionSheet(/** @type {any} */ (answer))] : []),
};
