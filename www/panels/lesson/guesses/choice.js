// A guess among options: none is chosen at first.

import { inLang } from '../../../i18n/index.js';
import { h, uid } from '../../../controls/dom.js';
import { committing } from './commit.js';

/** @type {import('./types.js').Kind<'choice'>} */
export function choice({ options, answer }, kit) {
  const { t, told, draft } = kit;
  const name = uid('guess');
  let chosen = told?.guess[0] ?? draft?.[0];
  const commit = committing(kit, () => [Number(chosen)]);
  const rows = options.map(({ text }, i) => {
    const mark = told && (i === answer ? 'right' : i === chosen ? 'wrong' : '');
    const input = h('input', {
      type: 'radio',
      name,
      checked: chosen === i,
      disabled: told !== null,
      'data-control': `guess-${i}`,
      on: {
        change: () => {
          chosen = i;
          kit.keep([i]);
          commit.allow(true);
        },
      },
    });
    return h(
      'label',
      { class: mark ?? '' },
      input,
      h('span', { text: inLang(t, text) }),
      mark === 'right'
        ? h('span', { class: 'mark', text: '✓', role: 'img', 'aria-label': t('ui.lesson.right') })
        : null,
      mark === 'wrong'
        ? h('span', { class: 'mark', text: '✗', role: 'img', 'aria-label': t('ui.lesson.wrong') })
        : null,
    );
  });
  commit.allow(typeof chosen === 'number');
  const group = h('div', { class: 'guesses', role: 'radiogroup', 'aria-label': t('ui.lesson.guess') }, ...rows);
  return told ? [group] : [group, commit.element];
}
