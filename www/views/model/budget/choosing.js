// What a plan may choose from: the list of candidates, what is kept, what is summed, and which values the budget is divided by.

import { button, choice, optionsOf, segmented } from '../../../controls/controls.js';
import { h } from '../../../controls/dom.js';
import { schemeList } from '../../../controls/scheme-list.js';
import { CRITERIA, RULES } from '../index.js';
import { LISTS, candidateOf } from './asking.js';

/** @typedef {import('../index.js').ModelState} ModelState */

/** @param {Pick<import('../../types.js').ViewContext, 't'|'set'|'drawing'|'wanted'>} context */
export function budgetChoices({ t, set, drawing, wanted }) {
  const usual = LISTS.gguf;
  const list = schemeList({
    t,
    label: t('model.budget.formats'),
    name: 'budget-formats',
    rows: 8,
    canonical: (text) => candidateOf(drawing(), text),
    onList: take,
  });
  /** @param {string} text */
  function take(text) {
    set({ formats: text === usual ? '' : text });
  }
  const lists = Object.entries(LISTS).map(([name, text]) =>
    button({
      text: t(`model.budget.list.${name}`),
      name: `budget-list-${name}`,
      class: 'quiet',
      onClick: () => take(text),
    }),
  );
  const rules = RULES.map((rule) => {
    const box = h('input', {
      type: 'checkbox',
      'data-control': `budget-keep-${rule}`,
      on: { change: () => keep(rule, box.checked) },
    });
    return {
      rule,
      box,
      element: h('label', { class: 'budget-rule' }, box, h('span', { text: t(`model.budget.rule.${rule}`) })),
    };
  });
  /** @param {string} rule @param {boolean} on */
  function keep(rule, on) {
    const now = /** @type {ModelState} */ (wanted()).kept.split(',');
    set({ kept: RULES.filter((each) => (each === rule ? on : now.includes(each))).join(',') });
  }
  const least = choice({
    label: t('model.budget.least'),
    name: 'budget-least',
    options: optionsOf(t, 'model.budget.least', CRITERIA),
    onChange: (value) => set({ least: value }),
  });
  const counted = segmented({
    label: t('model.budget.counted'),
    name: 'budget-counted',
    options: optionsOf(t, 'model.budget.counted', ['planned', 'all']),
    onChange: (value) => set({ counted: value }),
  });
  const [label, editor, problem] = list.elements;
  return {
    element: h(
      'div',
      { class: 'budget-choices' },
      h(
        'div',
        { class: 'budget-formats' },
        label,
        editor,
        problem,
        h('div', { class: 'row' }, ...lists),
        h('p', { class: 'hint', text: t('model.budget.formats.hint') }),
      ),
      h(
        'fieldset',
        { class: 'budget-rules' },
        h('legend', { text: t('model.budget.rules') }),
        ...rules.map(({ element }) => element),
        h('p', { class: 'hint', text: t('model.budget.rules.hint') }),
      ),
      h(
        'div',
        { class: 'budget-sums' },
        least.element,
        counted.element,
        h('p', { class: 'hint', text: t('model.budget.weights') }),
      ),
    ),
    /** The candidates, as the crate writes them. */
    candidates: list.schemes,
    /** Reads the list of candidates. @param {ModelState} state */
    read: ({ formats }) => list.read(formats === '' ? usual : formats),
    /** @param {ModelState} state @param {boolean} weighted whether columns of some tensor have an importance */
    update(state, weighted) {
      this.read(state);
      const kept = state.kept.split(',');
      for (const { rule, box } of rules) box.checked = kept.includes(rule);
      least.update(state.least);
      least.allow(CRITERIA.filter((each) => each !== 'weighted' || weighted || state.least === each));
      counted.update(state.counted);
    },
  };
}
