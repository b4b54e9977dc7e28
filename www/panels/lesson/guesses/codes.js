// Codes as a guess: those that will be used are chosen.

import { count } from '../../../numbers/format.js';
import { button } from '../../../controls/controls.js';
import { h } from '../../../controls/dom.js';
import { committing } from './commit.js';

/** What became of a code, by whether it was chosen and whether it is used. */
const fates = (/** @type {boolean} */ chosen, /** @type {boolean} */ used) =>
  used ? (chosen ? 'hit' : 'missed') : chosen ? 'wrong' : '';
const MARKS = Object.freeze({ hit: '✓', missed: '○', wrong: '✗' });

/** @type {import('./types.js').Kind<'codes'>} */
export function codes(question, kit) {
  return kit.told ? told(question, kit.t, kit.told) : asked(question, kit);
}

/** @param {import('../../../lessons/types.js').GuessQuestion & {kind: 'codes'}} question @param {import('./types.js').Kit} kit */
function asked({ scheme }, kit) {
  const { t } = kit;
  /** Ranks. */
  const chosen = new Set((kit.draft ?? []).filter((rank) => rank !== null));
  const ranks = () => [...chosen].sort((p, q) => p - q);
  const commit = committing(kit, ranks);
  commit.allow(chosen.size > 0);
  const row = h('div', { class: 'code-guess', role: 'group', 'aria-label': t('ui.lesson.codes') });
  const buttonOf = (/** @type {number} */ code, /** @type {number} */ rank) => {
    const each = button({
      text: count(code),
      name: `guess-code-${rank}`,
      onClick: () => {
        if (!chosen.delete(rank)) chosen.add(rank);
        each.setAttribute('aria-pressed', String(chosen.has(rank)));
        commit.allow(chosen.size > 0);
        kit.keep(ranks());
      },
    });
    each.setAttribute('aria-pressed', String(chosen.has(rank)));
    return each;
  };
  kit.codesOf(scheme, (all) => row.replaceChildren(...Array.from(all, buttonOf)));
  return [row, commit.element];
}

/**
 * @param {import('../../../lessons/types.js').GuessQuestion & {kind: 'codes'}} question @param {import('../../../i18n/types.js').Translator} t
 * @param {import('./types.js').Told} known
 */
function told({ scheme }, t, { guess, frame }) {
  const { codes: all, usage } = frame[scheme];
  const fate = Array.from(all, (_, rank) => fates(guess.includes(rank), usage[rank] > 0));
  const named = (/** @type {string} */ which) => {
    const names = Array.from(all, count).filter((_, rank) => fate[rank] === which);
    return names.length > 0 ? names.join(', ') : '–';
  };
  const each = Array.from(all, (code, rank) => {
    const which = fate[rank];
    return h(
      'span',
      { class: `code ${which}` },
      h('span', { text: count(code) }),
      h('span', { class: 'mark', text: which === '' ? '' : MARKS[/** @type {keyof typeof MARKS} */ (which)] }),
    );
  });
  const off = fate.filter((which) => which === 'missed' || which === 'wrong').length;
  const words = { hit: named('hit'), missed: named('missed'), wrong: named('wrong') };
  return [
    h('div', { class: 'code-guess', 'aria-hidden': 'true' }, ...each),
    h('p', { class: 'measured', text: t('ui.lesson.codes.off', { count: count(off), all: count(all.length) }) }),
    h('p', { class: 'hint', text: t('ui.lesson.codes.told', words) }),
  ];
}
