// Notices: what was brought into range, what broke and recovered. Each can be dismissed; none is markup.

import { say } from '../i18n/index.js';
import { h } from '../controls/dom.js';
import { button } from '../controls/controls.js';

/** @param {{t: import('../i18n/types.js').Translator, dismissed: (note: import('../i18n/index.js').Sayable) => void}} context dismissed: by the person */
export function notices({ t, dismissed }) {
  const list = h('div', { class: 'notices', role: 'status' });
  /** What is shown, to be said again in another language. @type {Map<HTMLElement, [import('../i18n/index.js').Sayable, 'note'|'problem']>} */
  const shown = new Map();
  /** @param {HTMLElement} item */
  const takeAway = (item) => {
    item.remove();
    shown.delete(item);
  };
  return {
    element: list,
    /** What has been said and not dismissed. */
    said: () => [...shown.values()],
    /** @param {import('../i18n/index.js').Sayable} note @param {'note'|'problem'} [kind] */
    add(note, kind = 'note') {
      const text = say(t, note);
      if ([...list.children].some((item) => item.firstChild?.textContent === text)) return;
      const item = h('p', { class: `notice ${kind}` }, h('span', { text }));
      const dismiss = () => {
        takeAway(item);
        dismissed(note);
      };
      item.append(button({ text: '×', name: 'dismiss', title: t('ui.dismiss'), class: 'quiet', onClick: dismiss }));
      list.append(item);
      shown.set(item, [note, kind]);
    },
    /** Takes away what holds no longer. @param {string} key */
    remove(key) {
      for (const [item, [note]] of shown) if (note.key === key) takeAway(item);
    },
  };
}
