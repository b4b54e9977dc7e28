// What a slide has beside its picture: the headline, the numbers of A and B, and buttons that work by touch.

import { isExact } from '../../numbers/exact.js';
import { decibels } from '../../numbers/format.js';
import { button } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';
import { ROLES, letterOf } from '../../state/roles.js';
import { verdict } from '../verdict.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('./panel.js').Told} Told */

/** Where a slide is in its lesson. @param {import('../../i18n/types.js').Translator} t @param {Told} told */
export const placeOf = (t, { title, step, steps }) => t('ui.slide.place', { title, step, steps });

/**
 * @param {{t: import('../../i18n/types.js').Translator, go: (by: -1|1) => void, onRestore: () => void, onNotes: () => void, onExit: () => void}} options
 */
export function slideParts({ t, go, onRestore, onNotes, onExit }) {
  const place = h('p', { class: 'slide-place' });
  const headline = h('h2', { class: 'slide-headline', tabIndex: -1, 'aria-live': 'polite' });
  const numbers = h('p', { class: 'slide-numbers' });
  const back = button({ text: `‹ ${t('ui.slide.back')}`, name: 'slide-back', onClick: () => turn(back, -1) });
  const next = button({ text: '', name: 'slide-next', onClick: () => turn(next, 1) });
  const end = h('p', { class: 'slide-end', role: 'status' });
  const restore = button({ text: '↺', name: 'slide-restore', title: t('ui.lesson.restore'), onClick: onRestore });
  const notes = button({
    text: t('ui.slide.notes'),
    name: 'slide-notes',
    title: t('ui.slide.notes.title'),
    onClick: onNotes,
  });
  const exit = button({ text: '✕', name: 'slide-exit', title: t('ui.slide.exit'), onClick: onExit });
  const nav = h(
    'div',
    { class: 'slide-nav', role: 'group', 'aria-label': t('ui.slide') },
    restore,
    back,
    end,
    next,
    notes,
    exit,
  );

  // Not disabled, which would lose the focus.
  const turn = (/** @type {HTMLElement} */ way, /** @type {-1|1} */ by) =>
    way.getAttribute('aria-disabled') !== 'true' && go(by);

  /** @param {Frame} frame @param {'a'|'b'} role */
  function numberOf(frame, role) {
    const { text, metrics } = frame[role];
    const sqnr = isExact(metrics) ? t('ui.slide.exact') : decibels(metrics.sqnr_db);
    return h(
      'span',
      { class: `slide-number ${role}` },
      h('span', { class: 'letter', text: letterOf(role) }),
      ' ',
      h('span', { class: 'name', text, title: text }),
      ' ',
      h('span', { class: 'sqnr', text: sqnr }),
    );
  }

  return {
    head: h('div', { class: 'slide-head' }, place, headline),
    headline,
    numbers,
    nav,
    /** @param {Frame} frame @param {Told|null} told what a lesson says of the frame */
    update(frame, told) {
      setText(place, told ? placeOf(t, told) : frame.data.text);
      setText(headline, told ? told.headline : verdict(t, frame.a.metrics, frame.b.metrics));
      numbers.replaceChildren(
        h('span', { class: 'slide-measure', text: t('measure.sqnr_db') }),
        ...ROLES.map((role) => numberOf(frame, role)),
      );
      const onward = told?.ways.next ?? null;
      back.hidden = notes.hidden = told === null;
      back.setAttribute('aria-disabled', String(!told?.ways.back));
      next.hidden = onward === null;
      setText(next, `${t(onward === 'lesson' ? 'ui.slide.following' : 'ui.slide.next')} ›`);
      next.title = onward === 'lesson' && told ? told.next : '';
      // Who asks for more hears why there is none.
      setText(end, told && onward === null ? t('ui.slide.end') : '');
      restore.hidden = !told?.changed;
    },
  };
}
