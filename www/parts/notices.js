// Notices: what was brought into range, what broke and recovered. Each can be dismissed; none is markup.

import { say } from '../i18n/index.js';
import { h } from './dom.js';
import { button } from './controls.js';

/** @param {{t: import('../types.js').Translator}} context */
export function notices({ t }) {
  const list = h('div', { class: 'notices', role: 'status' });
  return {
    element: list,
    clear() {
      list.replaceChildren();
    },
    /** @param {import('../i18n/index.js').Sayable} note @param {'note'|'problem'} [kind] */
    add(note, kind = 'note') {
      const text = say(t, note);
      if ([...list.children].some((shown) => shown.firstChild?.textContent === text)) return;
      const item = h('p', { class: `notice ${kind}` }, h('span', { text }));
      item.append(button({ text: '×', name: 'dismiss', title: t('ui.dismiss'), class: 'quiet', onClick: () => item.remove() }));
      list.append(item);
    },
  };
}
