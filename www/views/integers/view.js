// The Integer arithmetic view: what a layer computes from codes alone. Its parts are a convolution with zero padding, the
// biases of a layer, and a product of matrices with and without zero-points.

import { optionsOf, segmented } from '../../controls/controls.js';
import { h } from '../../controls/dom.js';
import { biasTopic } from './bias.js';
import { paddingTopic } from './padding.js';
import { productTopic } from './product.js';
import { style } from './style.js';

/** @type {Record<string, (context: import('../types.js').ViewContext) => import('./types.js').IntegersTopic>} */
const MAKERS = { padding: paddingTopic, bias: biasTopic, product: productTopic };

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function integersView(context) {
  const { t, set } = context;
  /** @type {Record<string, import('./types.js').IntegersTopic>} */
  const made = {};
  const topic = (/** @type {string} */ name) => (made[name] ??= MAKERS[name](context));
  const shows = segmented({
    label: t('ui.integers.topic'),
    name: 'integers',
    options: optionsOf(t, 'ui.integers.topic', Object.keys(MAKERS)),
    onChange: (value) => set({ integers: value }),
  });
  const tools = h('div', { class: 'row own' });
  const place = h('div', { class: 'topic' });
  let shown = '';

  return {
    style,
    element: h(
      'section',
      { class: 'integers-view', 'aria-label': t('ui.view.integers') },
      h('div', { class: 'tools row' }, shows.element, tools),
      place,
    ),
    get picture() {
      return made[shown]?.picture;
    },
    board: place,
    settled: () => made[shown]?.settled?.() ?? Promise.resolve(),
    /** @param {import('./index.js').IntegersState} state */
    update(frame, state, answer) {
      shows.update(state.integers);
      const now = topic(state.integers);
      if (shown !== state.integers) {
        shown = state.integers;
        tools.replaceChildren(...now.tools);
        place.replaceChildren(now.element);
      }
      now.update(frame, state, answer);
    },
    tables: () => made[shown]?.tables() ?? [],
    sheets: () => made[shown]?.sheets?.() ?? [],
    dispose() {
      for (const each of Object.values(made)) each.dispose();
    },
  };
}
