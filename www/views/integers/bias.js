// Biases of a layer: in 32 bits at the scale of the sums they are added to, and in 8 bits like a weight.

import { scrollBox } from '../../controls/scroll-box.js';
import { say } from '../../i18n/index.js';
import { number, count } from '../../numbers/format.js';
import { h, settle } from '../../controls/dom.js';
import { table } from '../../panels/tables.js';
import { imageChoice, sectionText } from './input.js';

/** @typedef {import('./types.js').ConvolutionAnswer} ConvolutionAnswer */

const short = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });

/** @param {import('../types.js').ViewContext} context @returns {import('./types.js').IntegersTopic} */
export function biasTopic({ t, set }) {
  const images = imageChoice({ t, set });
  const says = h('div', { class: 'bias-says', role: 'status' });
  const notes = h('ul', { class: 'remarks' });
  const body = scrollBox(t('integers.bias.caption'));

  /** @param {ConvolutionAnswer} answer */
  function biasTable({ biases }) {
    const rows = biases.map(({ filter, bias, unit, wide, narrow }) => [
      t(`integers.filter.${filter}`),
      short(bias),
      short(unit),
      count(wide.code),
      short(wide.value - bias),
      count(narrow.code),
      short(narrow.value - bias),
    ]);
    const made = table(
      t('integers.bias.caption'),
      ['channel', 'bias', 'unit', 'wide', 'error', 'narrow', 'error'].map((name) => t(`integers.bias.${name}`)),
      rows,
    );
    made.classList.add('schemes');
    return made;
  }
  /** The table in a sentence, and why if an int32 bias is worse. @param {ConvolutionAnswer} answer */
  function summary({ biases, ways: [, asymmetric], used: [, scheme] }) {
    const most = (/** @type {'wide'|'narrow'} */ way) =>
      Math.max(...biases.map((each) => Math.abs(each[way].value - each.bias)));
    const [wide, narrow] = [most('wide'), most('narrow')];
    const says = t('integers.bias.says', {
      scheme: scheme.text,
      scale: short(asymmetric.image.params.scale),
      wide: short(wide),
      narrow: short(narrow),
    });
    return wide > narrow ? [says, t('integers.bias.coarse')] : [says];
  }

  return {
    tools: [images.element],
    element: h('div', { class: 'bias-topic' }, says, notes, body),
    update(_, state, answer) {
      images.update(String(state.image));
      if (!answer) return;
      settle(says, [
        h('p', { class: 'hint', text: sectionText(t, answer) }),
        ...summary(answer).map((text) => h('p', { text })),
      ]);
      settle(
        notes,
        answer.notes.map((note) => h('li', { text: say(t, note) })),
      );
      settle(body, [biasTable(answer)]);
    },
    // The view itself shows the table.
    tables: () => [],
    dispose() {},
  };
}
