// How one output of a convolution is computed: the codes of its window and of the filter, their products, their sum, and the real value
// of the sum.

import { count } from '../../numbers/format.js';
import { h, settle } from '../../controls/dom.js';
import { exact } from './exact.js';

/** @typedef {import('./types.js').ConvolutionAnswer} ConvolutionAnswer */
/** @typedef {{answer: ConvolutionAnswer, at: {row: number, column: number}, way: number, role: string}} Shown */

const SIDE = 3;

/** The terms of a window's sum. @param {Shown} shown */
export function windowOf({ answer, at, way }) {
  const { image, filter, padding } = answer.ways[way];
  const taps = Array.from({ length: SIDE * SIDE }, (_, tap) => {
    const [row, column] = [at.row + Math.floor(tap / SIDE) - 1, at.column + (tap % SIDE) - 1];
    const inside = row >= 0 && row < answer.rows && column >= 0 && column < answer.columns;
    const code = inside ? image.codes[row * answer.columns + column] : padding;
    const weight = filter.codes[tap];
    return { inside, code, weight, product: (code - image.params.zero_point) * (weight - filter.params.zero_point) };
  });
  const i = at.row * answer.columns + at.column;
  const result = answer.ways[way];
  return {
    taps,
    outside: taps.filter(({ inside }) => !inside).length,
    sum: result.sums[i],
    value: result.values[i],
    error: result.errors[i],
    real: answer.real[i],
  };
}

/** The result in real numbers; there is none where the window has a value that is no number. @param {import('../../i18n/types.js').Translator} t @param {{real: number, error: number}} window */
export const realText = (t, { real, error }) =>
  Number.isFinite(real)
    ? t('integers.window.real', { real: exact(real), error: exact(error) })
    : t('integers.window.no-real');

/** @param {{t: import('../../i18n/types.js').Translator}} options */
export function windowSum({ t }) {
  const element = h('div', { class: 'window-sum' });
  let said = '';

  /** Three rows of three. @param {string} caption @param {{text: string, pad: boolean}[]} cells */
  function square(caption, cells) {
    const cell = (/** @type {{text: string, pad: boolean}} */ { text, pad }) =>
      h('td', { class: pad ? 'pad' : '', title: pad ? t('integers.padding') : undefined, text });
    const rows = [0, 1, 2].map((row) => h('tr', {}, ...cells.slice(SIDE * row, SIDE * (row + 1)).map(cell)));
    return h('table', { class: 'square' }, h('caption', { text: caption }), h('tbody', {}, ...rows));
  }

  return {
    element,
    /** The same in a sentence. */
    text: () => said,
    /** @param {Shown} shown */
    update(shown) {
      const { answer, at, way, role } = shown;
      const { taps, outside, sum, value, error, real } = windowOf(shown);
      const { image, filter } = answer.ways[way];
      const [sx, sw, z] = [image.params.scale, filter.params.scale, image.params.zero_point];
      const words = {
        row: count(at.row),
        column: count(at.column),
        outside: count(outside),
        sum: count(sum),
        z: count(z),
        sx: exact(sx),
        sw: exact(sw),
        value: exact(value),
        code: count(answer.ways[way].padding),
        level: exact(answer.ways[way].pads_with),
      };
      const head = t(outside === 0 ? 'integers.window.inner' : 'integers.window.border', words);
      const lines = [t('integers.window.sum', words), t('integers.window.value', words), realText(t, { real, error })];
      // Where a wrong value is read, a line says which.
      if (outside > 0 && answer.ways[way].pads_with !== 0) lines.push(t('integers.window.mistake', words));
      const [codes, units, ...rest] = lines;
      said = `${head} ${t('ui.headed', { head: `${codes}; ${units}`, text: rest.join(' ') })}`;
      settle(element, [
        h('p', { class: `where ${role}`, text: head }),
        h(
          'div',
          { class: 'squares' },
          square(
            t('integers.window.codes'),
            taps.map(({ code, inside }) => ({ text: count(code), pad: !inside })),
          ),
          square(
            t('integers.window.filter'),
            taps.map(({ weight }) => ({ text: count(weight), pad: false })),
          ),
          square(
            t('integers.window.products'),
            taps.map(({ product, inside }) => ({ text: count(product), pad: !inside })),
          ),
        ),
        h('div', { class: 'lines', role: 'status' }, ...lines.map((text) => h('p', { text }))),
      ]);
    },
  };
}
