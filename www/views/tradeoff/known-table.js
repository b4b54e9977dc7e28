// Schemes that people know by a name, with what was measured of them and what the format of that name does differently; each can be taken
// as A or B.

import { decibels, number } from '../../numbers/format.js';
import { button } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';
import { letterOf } from '../../state/roles.js';
import { KNOWN } from './usual.js';

/** @typedef {import('../../engine/types.js').Found} Found */

/**
 * @param {{t: import('../../i18n/types.js').Translator, choose: (scheme: string, role: 'a'|'b') => void, onPoint: (scheme: string|null) => void}} context
 */
export function knownTable({ t, choose, onPoint }) {
  const rows = KNOWN.map(({ name, scheme }) => {
    const [bits, sqnr, note] = [h('span'), h('span'), h('span')];
    const set = (/** @type {'a'|'b'} */ role) => {
      const letter = letterOf(role);
      const title = `${t('ui.advice.take', { letter })}: ${t(`known.${name}`)}`;
      return button({
        text: letter,
        name: `known-${role}-${name}`,
        title,
        class: 'quiet',
        onClick: () => choose(scheme, role),
      });
    };
    const row = h(
      'tr',
      {},
      h('th', { scope: 'row' }, t(`known.${name}`), ' ', h('code', { text: scheme })),
      // Where the columns have no heads, on narrow pages, the number has its unit.
      h('td', { class: 'number bits' }, bits, h('span', { class: 'unit', text: ` ${t('measure.bits_per_value')}` })),
      h('td', { class: 'number' }, sqnr),
      h('td', { class: 'note' }, note),
      h('td', { class: 'row' }, set('a'), set('b')),
    );
    row.addEventListener('pointerenter', () => onPoint(scheme));
    return { scheme, row, bits, sqnr, note };
  });
  const head = ['ui.known.name', 'measure.bits_per_value', 'measure.sqnr_db', 'ui.known.note', 'ui.tradeoff.set'];
  const element = h(
    'section',
    { class: 'known', 'aria-label': t('ui.known') },
    h('h2', { text: t('ui.known') }),
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...head.map((key) => h('th', { scope: 'col', text: t(key) })))),
      h('tbody', {}, ...rows.map(({ row }) => row)),
    ),
  );
  return {
    element,
    /** Shows what is measured, and what is to be known of each scheme. @param {Found} found @param {(scheme: string) => string} noted */
    update(found, noted) {
      for (const { scheme, bits, sqnr, note } of rows) {
        setText(note, noted(scheme));
        const metrics = found.get(scheme);
        setText(bits, metrics ? number(metrics.bits_per_value, { digits: 4, trim: true }) : '–');
        setText(sqnr, metrics ? decibels(metrics.sqnr_db) : '–');
      }
    },
  };
}
