// The recommended scheme for this data with its numbers, the reasons, and buttons to take it. As long as schemes are being measured it
// says how far that is, and recommends nothing.

import { decibels, number, count, percent } from '../../numbers/format.js';
import { button } from '../../controls/controls.js';
import { h, settle } from '../../controls/dom.js';
import { letterOf } from '../../state/roles.js';
import { recommendation } from './recommendation.js';

/** @typedef {import('./advice.js').Entry} Entry */
/** @typedef {import('./reasons.js').Reason} Reason */

/** How the numbers of reasons are written; others as plain numbers. */
const DECIBELS = new Set(['gain', 'whole', 'clipped', 'cost', 'clean', 'sqnr']);
const SHARES = new Set(['share', 'width']);

/**
 * @param {{t: import('../../i18n/types.js').Translator, choose: (scheme: string, role: 'a'|'b') => void, named: (scheme: string) => string}} context
 *   named: a scheme as sentences name it
 */
export function adviceBox({ t, choose, named }) {
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

  /** @param {string} name @param {string|number|null} value */
  function written(name, value) {
    if (typeof value !== 'number') return name === 'next' ? named(String(value)) : String(value);
    if (DECIBELS.has(name)) return decibels(value);
    return SHARES.has(name) ? percent(value) : number(value, { digits: 3, trim: true });
  }
  /** @param {Reason} reason */
  const sentence = ({ key, words }) =>
    t(key, Object.fromEntries(Object.entries(words).map(([name, value]) => [name, written(name, value)])));

  return {
    element,
    /** Says how far the survey is. @param {{done: number, total: number}} progress */
    wait({ done, total }) {
      scheme = null;
      actions.hidden = true;
      element.hidden = total === 0;
      settle(text, [
        h('p', { class: 'waiting', text: t('ui.advice.waiting', { done: count(done), total: count(total) }) }),
      ]);
    },
    /**
     * Recommends a scheme: one that reaches the target, with the reasons, or the nearest; and says which do not count, because files of
     * their formats cannot hold the rows.
     * @param {{
     *   entry: Entry|null,
     *   reaches: boolean,
     *   target: import('./advice.js').Target,
     *   rows: {left: readonly string[], columns: number},
     *   why: readonly Reason[],
     * }} what
     */
    update({ entry, reaches, target, rows: { left, columns }, why }) {
      scheme = entry?.scheme ?? null;
      actions.hidden = element.hidden = entry === null;
      if (!entry) return;
      settle(text, [
        h('p', { class: 'verdict', text: recommendation(t, { entry, reaches, target }, named) }),
        ...why.map((reason) => h('p', { text: sentence(reason) })),
        ...(left.length === 0
          ? []
          : [h('p', { text: t('advice.rows', { schemes: left.join(', '), columns: count(columns) }) })]),
      ]);
    },
  };
}
