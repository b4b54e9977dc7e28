// The top bar: the name, the strings of the data and both schemes, and the controls of the whole page.

import { briefNotation } from '../numbers/brief-notation.js';
import { button } from '../controls/controls.js';
import { h, setText, svg } from '../controls/dom.js';
import { hideable } from '../state/hide.js';
import { toolbar } from '../controls/toolbar.js';

const THEMES = ['auto', 'light', 'dark'];
/** An arrow that turns back, on a ground of 16 × 16; the other one is its mirror image. */
const ARROW = 'M5.5 2.5 2.5 5.5 5.5 8.5M2.5 5.5H9.5A4 4 0 0 1 9.5 13.5H6';

/**
 * @param {Pick<import('../element/types.js').PageContext, 't'|'set'> & {reset: () => void, travel: (by: -1|1) => void, travels: (by: -1|1) => boolean, help: () => void, lessons: () => void, share: () => void, save: () => void, skip: () => void, embedded: () => boolean}} context travel: undoes or redoes, where it `travels`; skip: goes to the picture
 */
export function topBar({ t, set, reset, travel, travels, help, lessons, share, save, skip, embedded }) {
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
  const steps = /** @type {const} */ ([-1, 1]).map((by) => {
    const name = by < 0 ? 'undo' : 'redo';
    const step = button({
      text: '',
      name,
      title: t(`ui.${name}`),
      class: 'quiet',
      // Not disabled, which would lose the focus.
      onClick: () => travels(by) && travel(by),
    });
    step.append(svg('svg', { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('path', { d: ARROW })));
    return { by, step };
  });
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
    history: h('span', { class: 'row history' }, ...steps.map(({ step }) => step)),
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
  const tools = toolbar(
    h('div', { class: 'top-tools' }, course, strings, h('div', { class: 'row actions' }, ...Object.values(actions))),
    t('hide.top'),
  );
  let hides = '';
  const element = h(
    'div',
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
    h('p', { class: 'title', 'aria-hidden': embedded() ? undefined : 'true', text: 'QuantScope' }),
    tools.element,
  );
  hideable('top', element);
  return {
    element,
    /** @param {import('../state/state.js').State} state @param {import('../engine/records.js').Frame|null} frame */
    update(state, frame) {
      theme = state.theme;
      if (hides !== state.hide) tools.refresh();
      hides = state.hide;
      for (const { by, step } of steps) step.setAttribute('aria-disabled', String(!travels(by)));
      themeButton.title = t(`ui.theme.${theme}`);
      themeButton.setAttribute('aria-label', themeButton.title);
      setText(chips.data, frame?.data.text ?? state.data);
      setText(chips.a, `A  ${briefNotation(frame?.a.text ?? state.a)}`);
      setText(chips.b, `B  ${briefNotation(frame?.b.text ?? state.b)}`);
    },
  };
}
