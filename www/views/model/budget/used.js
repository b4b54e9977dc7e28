// Which formats a plan uses: how many tensors have each, their share of all values, and their share of the error.

import { h, settle } from '../../../controls/dom.js';
import { count, percent } from '../../../numbers/format.js';
import { usedOf } from './lines.js';

/** @param {{t: import('../../../i18n/types.js').Translator}} context */
export function usedFormats({ t }) {
  const body = h('tbody');
  const heads = ['format', 'tensors', 'values', 'error'].map((key) =>
    h('th', { scope: 'col', text: t(`model.budget.used.${key}`) }),
  );
  const caption = h('caption', { text: t('model.budget.used') });
  const element = h('table', { class: 'budget-used' }, caption, h('thead', {}, h('tr', {}, ...heads)), body);
  /** A share with a bar as long. @param {number} share */
  function shareCell(share) {
    const bar = h('span', { class: 'bar', 'aria-hidden': 'true' });
    bar.style.inlineSize = `${(100 * share).toFixed(1)}%`;
    return h('td', { class: 'share' }, bar, h('span', { text: percent(share) }));
  }
  return {
    element,
    /** @param {readonly import('./lines.js').PlanLine[]} lines */
    update(lines) {
      const used = usedOf(lines);
      element.hidden = used.length === 0;
      settle(
        body,
        used.map(({ format, tensors, values, error }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, h('code', { text: format })),
            h('td', { text: count(tensors) }),
            shareCell(values),
            shareCell(error),
          ),
        ),
      );
    },
  };
}
