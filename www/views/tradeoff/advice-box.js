// The recommended scheme for this data with its numbers, two sentences of reasons, and buttons to take it.

import { cheapest, nearest, reasons } from './advice.js';
import { decibels, number } from '../../numbers/format.js';
import { button } from '../../controls/controls.js';
import { h, settle } from '../../controls/dom.js';
import { letterOf } from '../../state/roles.js';

/** @typedef {import('./advice.js').Entry} Entry */

/**
 * @param {{t: import('../../i18n/types.js').Translator, choose: (scheme: string, role: 'a'|'b') => void}} context
 */
export function adviceBox({ t, choose }) {
  const heading = h('h2', { text: t('ui.advice') });
  const text = h('div', { class: 'reasons', role: 'status' });
  /** @type {string|null} */
  let scheme = null;
  const take = (/** @type {'a'|'b'} */ role) =>
    button({
      text: t('ui.advice.take', { letter: letterOf(role) }),
      name: `advice-${role}`,
      onClick: () => scheme !== null && choose(scheme, role),
    });
  const actions = h('div', { class: 'row' }, take('a'), take('b'));
  const element = h('section', { class: 'advice', 'aria-label': t('ui.advice') }, heading, text, actions);

  /** The numbers of a note as text. @param {Record<string, any>} words */
  function written(words) {
    const decibel = new Set(['gain', 'whole', 'clipped', 'cost']);
    return Object.fromEntries(
      Object.entries(words).map(([name, value]) => [
        name,
        typeof value !== 'number'
          ? value
          : decibel.has(name)
            ? decibels(value)
            : number(value, { digits: 3, trim: true }),
      ]),
    );
  }

  return {
    element,
    /**
     * @param {{candidates: Entry[], best: ReturnType<typeof cheapest>, target: import('./advice.js').Target, found: import('../../engine/types.js').Found, data: {min: number, max: number}, notation: import('./advice.js').Notation}} what
     */
    update({ candidates, best, target, found, data, notation }) {
      const entry = best ?? nearest(candidates, target);
      scheme = entry?.scheme ?? null;
      actions.hidden = element.hidden = entry === null;
      if (!entry) return;
      const sought =
        target.goal === 'sqnr'
          ? decibels(target.value)
          : t('ui.advice.bits', { bits: number(target.value, { digits: 4, trim: true }) });
      const words = {
        scheme: entry.scheme,
        target: sought,
        bits: number(entry.bits, { digits: 4, trim: true }),
        sqnr: decibels(entry.sqnr),
      };
      const verdict = `advice.${best ? 'found' : 'none'}.${target.goal}`;
      const why = best ? reasons(best, found, notation, data) : [];
      settle(text, [
        h('p', { class: 'verdict', text: t(verdict, words) }),
        ...why.map(({ key, words: numbers }) => h('p', { text: t(key, written(numbers)) })),
      ]);
    },
  };
}
