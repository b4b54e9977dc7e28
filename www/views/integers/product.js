// A product of int8 matrices with zero-points: the four terms of one element, with either zero-point set to 0 to see which
// terms vanish; and the times of the ways to compute it.

import { scrollBox } from '../../controls/scroll-box.js';
import { count } from '../../numbers/format.js';
import { isSentence, messageOf } from '../../engine/wire.js';
import { choice, numberField } from '../../controls/controls.js';
import { h, settle } from '../../controls/dom.js';
import { table } from '../../panels/tables.js';
import { say } from '../../i18n/index.js';
import { Obsolete } from '../../engine/errors.js';
import { exact } from './exact.js';
import { timingPanel } from './timing.js';

/** @typedef {import('../../engine/messages.js').ProductElement} ProductElement */

const SIZES = ['64', '128', '256', '512'];
const SYMMETRIC = 'int8';
const ASYMMETRIC = 'int8:asym';
/** The terms' formulas, and the zero-points each is a multiple of. */
const TERMS = [
  { formula: 'Σ qa·qw', of: '' },
  { formula: '−zw·Σ qa', of: 'w' },
  { formula: '−za·Σ qw', of: 'a' },
  { formula: 'n·za·zw', of: 'aw' },
];

/** @param {import('../types.js').ViewContext} context @returns {import('./types.js').IntegersTopic} */
export function productTopic(context) {
  const { t, set, products } = context;
  let size = 128;
  const at = { row: 0, column: 0 };
  /** Which zero-points are set to 0. */
  const zeroed = { a: false, w: false };
  /** @type {ProductElement|null} */
  let shown = null;
  let asked = '';
  /** Fulfilled when the last answer is shown. @type {Promise<void>} */
  let answering = Promise.resolve();

  const sizes = choice({
    label: t('ui.integers.size'),
    name: 'size',
    options: SIZES.map((value) => ({ value, label: `${value} × ${value}` })),
    onChange: (value) => set({ size: value }),
  });
  const fields = /** @type {const} */ (['row', 'column']).map((name) =>
    numberField({
      label: t(`figure.${name}`),
      name: `element-${name}`,
      min: 0,
      max: 511,
      step: '1',
      onChange: (value) => {
        at[name] = Math.min(size - 1, Math.round(value));
        answering = ask();
      },
    }),
  );
  const boxes = /** @type {const} */ (['a', 'w']).map((which) => {
    const input = h('input', {
      type: 'checkbox',
      'data-control': `zero-${which}`,
      on: { change: () => zero(which, input.checked) },
    });
    return h('label', { class: 'check' }, input, t(`ui.integers.zero.${which}`));
  });
  const terms = scrollBox(t('integers.terms'));
  const said = h('div', { class: 'says', role: 'status' });
  const timing = timingPanel(context);

  /** @param {'a'|'w'} which @param {boolean} on */
  function zero(which, on) {
    zeroed[which] = on;
    answering = ask();
  }
  async function ask() {
    fields[0].update(at.row);
    fields[1].update(at.column);
    const request = {
      size,
      activations: zeroed.a ? SYMMETRIC : ASYMMETRIC,
      weights: zeroed.w ? SYMMETRIC : ASYMMETRIC,
      ...at,
    };
    const key = JSON.stringify(request);
    if (key === asked) return answering;
    asked = key;
    try {
      const element = await products().element(request);
      if (key !== asked) return;
      shown = element;
      showElement(element);
    } catch (error) {
      if (key !== asked) return;
      // A question without an answer may be asked again.
      asked = '';
      if (error instanceof Obsolete) return;
      const problem = isSentence(error)
        ? /** @type {any} */ (error)
        : { key: 'error.engine.panic', words: { message: messageOf(error) } };
      settle(said, [h('p', { class: 'error', text: say(t, problem) })]);
    }
  }
  /** One row per term. @param {ProductElement} element */
  function termTable(element) {
    const gone = (/** @type {string} */ of) => [...of].some((which) => (which === 'a' ? element.za : element.zw) === 0);
    const numbers = {
      n: count(element.depth),
      za: count(element.za),
      zw: count(element.zw),
      rows: count(element.row_sum),
      columns: count(element.column_sum),
    };
    const rows = TERMS.map(({ formula, of }, i) => [
      formula,
      t(`integers.term.${i}`, numbers),
      count(element.terms[i]),
      gone(of)
        ? t('integers.term.gone', {
            zeros: [...of]
              .filter((which) => gone(which))
              .map((which) => `z${which} = 0`)
              .join(', '),
          })
        : t(`integers.term.when.${i}`),
    ]);
    rows.push([t('integers.term.sum'), 'Σ (qa − za)(qw − zw)', count(element.sum), '']);
    const made = table(
      t('integers.terms'),
      ['term', 'numbers', 'value', 'when'].map((name) => t(`integers.head.${name}`)),
      rows,
    );
    made.classList.add('schemes', 'terms');
    [...made.tBodies[0].rows].forEach((row, i) => {
      row.classList.toggle('gone', i < TERMS.length && gone(TERMS[i].of));
      row.classList.toggle('best', i === TERMS.length);
    });
    return made;
  }
  /** @param {ProductElement} element */
  function showElement(element) {
    settle(terms, [termTable(element)]);
    const { sum, defined, activations, weights, value, real, za, zw } = element;
    const words = {
      sum: count(sum),
      defined: count(defined),
      sa: exact(activations.scale),
      sw: exact(weights.scale),
      value: exact(value),
      real: exact(real),
      error: exact(value - real),
    };
    const remains = za === 0 ? (zw === 0 ? 'none' : 'w') : zw === 0 ? 'a' : 'both';
    settle(
      said,
      [
        t(sum === defined ? 'integers.agrees' : 'integers.disagrees', words),
        t('integers.product.value', words),
        t(`integers.remains.${remains}`),
      ].map((text) => h('p', { text })),
    );
  }

  return {
    tools: [],
    element: h(
      'div',
      { class: 'product-topic' },
      h('p', { class: 'hint', text: t('integers.product') }),
      h('div', { class: 'row choices' }, sizes.element, ...fields.map(({ element }) => element), ...boxes),
      terms,
      said,
      timing.element,
    ),
    update(_, state) {
      size = Number(state.size);
      sizes.update(String(state.size));
      at.row = Math.min(at.row, size - 1);
      at.column = Math.min(at.column, size - 1);
      timing.update(size, { activations: ASYMMETRIC, weights: ASYMMETRIC });
      answering = ask();
    },
    settled: () => answering,
    tables: () => [...(shown ? [termTable(shown)] : []), ...timing.tables()],
    get picture() {
      return timing.shown() ? timing.picture : undefined;
    },
    sheets: timing.sheets,
    dispose: timing.dispose,
  };
}
