// The top bar: the name, what is shown now as three strings, and what concerns the whole page.

import { button } from './controls.js';
import { h, setText } from './dom.js';

const THEMES = ['auto', 'light', 'dark'];

/**
 * @param {Pick<import('../types.js').PartContext, 't'|'set'> & {reset: () => void, help: () => void, lessons: () => void}} context
 */
export function topBar({ t, set, reset, help, lessons }) {
  let theme = 'auto';
  const chip = (/** @type {string} */ className) => h('span', { class: `chip ${className}` });
  const chips = { data: chip('data'), a: chip('a'), b: chip('b') };
  const themeButton = button({
    text: '◐',
    name: 'theme',
    class: 'quiet',
    onClick: () => set({ theme: THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] }),
  });
  const other = t.lang === 'en' ? 'zh-CN' : 'en';
  const language = button({ text: t('ui.language.other'), name: 'language', class: 'quiet', onClick: () => set({ lang: other }) });
  language.lang = other;
  return {
    element: h(
      'header',
      { class: 'top-bar' },
      h('h1', { text: 'QuantScope' }),
      button({ text: t('ui.lessons'), name: 'lessons', class: 'quiet', onClick: lessons }),
      h('p', { class: 'chips' }, chips.data, chips.a, h('span', { class: 'versus', text: t('ui.versus') }), chips.b),
      h(
        'div',
        { class: 'row actions' },
        button({ text: t('ui.present'), name: 'present', title: t('ui.present.title'), class: 'quiet', onClick: () => set({ present: 'on' }) }),
        button({ text: t('ui.reset'), name: 'reset', title: t('ui.reset.title'), class: 'quiet', onClick: reset }),
        language,
        themeButton,
        button({ text: '?', name: 'help', title: t('ui.help'), class: 'quiet', onClick: help }),
      ),
    ),
    /** @param {import('../types.js').State} state @param {import('../types.js').Frame|null} frame */
    update(state, frame) {
      theme = state.theme;
      themeButton.title = t(`ui.theme.${theme}`);
      themeButton.setAttribute('aria-label', themeButton.title);
      setText(chips.data, frame?.data.text ?? state.data);
      setText(chips.a, `A  ${frame?.a.text ?? state.a}`);
      setText(chips.b, `B  ${frame?.b.text ?? state.b}`);
    },
  };
}
