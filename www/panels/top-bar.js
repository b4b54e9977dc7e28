// The top bar: the name, the strings of the data and both schemes, and the controls of the whole page.

import { button } from '../controls/controls.js';
import { h, setText } from '../controls/dom.js';
import { hideable } from '../state/hide.js';

const THEMES = ['auto', 'light', 'dark'];

/**
 * @param {Pick<import('../element/types.js').PageContext, 't'|'set'> & {reset: () => void, help: () => void, lessons: () => void, share: () => void, save: () => void, skip: () => void}} context skip: goes to the picture
 */
export function topBar({ t, set, reset, help, lessons, share, save, skip }) {
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
  const language = button({
    text: t('ui.language.other'),
    name: 'language',
    class: 'quiet',
    onClick: () => set({ lang: other }),
  });
  language.lang = other;
  const pieces = {
    lessons: button({ text: t('ui.lessons'), name: 'lessons', class: 'quiet', onClick: lessons }),
    strings: h(
      'p',
      { class: 'chips' },
      chips.data,
      chips.a,
      h('span', { class: 'versus', text: t('ui.versus') }),
      chips.b,
    ),
    present: button({
      text: t('ui.present'),
      name: 'present',
      title: t('ui.present.title'),
      class: 'quiet',
      onClick: () => set({ present: 'on' }),
    }),
    reset: button({ text: t('ui.reset'), name: 'reset', title: t('ui.reset.title'), class: 'quiet', onClick: reset }),
    export: button({
      text: t('export.button'),
      name: 'export',
      title: t('export.title'),
      class: 'quiet',
      onClick: save,
    }),
    share: button({ text: t('share.button'), name: 'share', title: t('share.title'), class: 'quiet', onClick: share }),
    language,
    theme: themeButton,
    help: button({ text: '?', name: 'help', title: t('ui.help'), class: 'quiet', onClick: help }),
  };
  for (const [name, piece] of Object.entries(pieces)) hideable(`top.${name}`, piece);
  const { lessons: course, strings, ...actions } = pieces;
  const element = h(
    'header',
    { class: 'top-bar' },
    h('a', {
      class: 'visually-hidden skip',
      href: '#',
      text: t('ui.skip'),
      'data-control': 'skip',
      on: {
        click: (/** @type {Event} */ event) => {
          event.preventDefault();
          skip();
        },
      },
    }),
    h('h1', { text: 'QuantScope' }),
    course,
    strings,
    h('div', { class: 'row actions' }, ...Object.values(actions)),
  );
  hideable('top', element);
  return {
    element,
    /** @param {import('../state/state.js').State} state @param {import('../engine/records.js').Frame|null} frame */
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
