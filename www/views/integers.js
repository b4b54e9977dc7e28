// The Integer arithmetic view: what a layer computes from codes alone. Its halves are a convolution with zero padding, and a
// product of matrices with and without zero-points.

import { segmented } from '../parts/controls.js';
import { h } from '../parts/dom.js';
import { paddingHalf } from './integers/padding.js';
import { productHalf } from './integers/product.js';

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function integersView(context) {
  const { t, set } = context;
  /** @type {Record<string, import('../types.js').IntegersHalf>} */
  const made = {};
  const half = (/** @type {string} */ name) => (made[name] ??= name === 'product' ? productHalf(context) : paddingHalf(context));
  const shows = segmented({
    label: t('ui.integers.half'),
    name: 'integers',
    options: ['padding', 'product'].map((value) => ({ value, label: t(`ui.integers.half.${value}`) })),
    onChange: (value) => set({ integers: value }),
  });
  const tools = h('div', { class: 'row own' });
  const place = h('div', { class: 'half' });
  let shown = '';

  return {
    element: h('section', { class: 'integers-view', 'aria-label': t('ui.view.integers') }, h('div', { class: 'tools row' }, shows.element, tools), place),
    // What is pointed at here is an output, not a value of the data.
    inspects: false,
    part: (state) => half(state.integers).part?.(state) ?? null,
    update(frame, state) {
      shows.update(state.integers);
      const now = half(state.integers);
      if (shown !== state.integers) {
        shown = state.integers;
        tools.replaceChildren(...now.tools);
        place.replaceChildren(now.element);
      }
      now.update(frame, state);
    },
    mark() {},
    tables: (_, state) => half(state.integers).tables(),
    dispose() {
      for (const each of Object.values(made)) each.dispose();
    },
  };
}
