// Biases of a layer: in 32 bits at the scale of the sums they are added to, and in 8 bits like a weight.

import { count, number } from '../../format.js';
import { h, settle } from '../../parts/dom.js';
import { table } from '../../parts/tables.js';

const short = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });

/** @param {{t: import('../../types.js').Translator}} options */
export function biasTable({ t }) {
  const body = h('div', { class: 'scroll' });
  const says = h('div', {});
  return {
    element: h('section', { class: 'bias', 'aria-label': t('integers.bias') }, h('h3', { text: t('integers.bias') }), says, body),
    /** @param {import('../../types.js').ConvolutionPart} part */
    update({ biases, ways: [, asymmetric], used: [, scheme] }) {
      const rows = biases.map(({ filter, bias, unit, wide, narrow }) => [
        t(`integers.filter.${filter}`),
        short(bias),
        short(unit),
        count(wide.code),
        short(wide.value - bias),
        count(narrow.code),
        short(narrow.value - bias),
      ]);
      const head = ['channel', 'bias', 'unit', 'wide', 'error', 'narrow', 'error'].map((name) => t(`integers.bias.${name}`));
      const made = table(t('integers.bias.caption'), head, rows);
      made.classList.add('schemes');
      const most = (/** @type {'wide'|'narrow'} */ way) => Math.max(...biases.map((each) => Math.abs(each[way].value - each.bias)));
      const words = { scheme: scheme.text, scale: short(asymmetric.image.params.scale), wide: short(most('wide')), narrow: short(most('narrow')) };
      settle(says, [h('p', { class: 'hint', text: t('integers.bias.says', words) })]);
      settle(body, [made]);
    },
  };
}
