// Notices, for example of a value that was brought into range, or of a panic. Each can be dismissed.

import { say } from '../i18n/index.js';
import { h } from '../controls/dom.js';
import { button } from '../controls/controls.js';
import { ASKS } from '../files/opened.js';
import { isAbout, same } from '../state/state.js';

/** @param {{t: import('../i18n/types.js').Translator, dismissed: (note: import('../i18n/index.js').Sayable) => void, readAddress: (address: string) => void}} context dismissed: by the person; readAddress: asks the host of an address, which a person agreed to */
export function notices({ t, dismissed, readAddress }) {
  const list = h('div', { class: 'notices', role: 'status' });
  /** The notices shown, kept to be said again in another language. @type {Map<HTMLElement, [note: import('../i18n/index.js').Sayable, kind: 'note'|'problem', refused: string|undefined]>} */
  const shown = new Map();
  /** @param {HTMLElement} item */
  const takeAway = (item) => {
    item.remove();
    shown.delete(item);
  };
  return {
    element: list,
    /** The notices that were not dismissed. */
    said: () => [...shown.values()],
    /** The notice about the value that a key was given, if there is one. @param {string} name */
    about: (name) => [...shown.values()].map(([note]) => note).find((note) => isAbout(note, { [name]: null })),
    /** @param {import('../i18n/index.js').Sayable} note @param {'note'|'problem'} [kind] @param {string} [refused] the key whose value it refuses */
    add(note, kind = 'note', refused) {
      const text = say(t, note);
      if ([...list.children].some((item) => item.firstChild?.textContent === text)) return;
      const item = h('p', { class: `notice ${kind}` }, h('span', { text }));
      const dismiss = () => {
        takeAway(item);
        dismissed(note);
      };
      if (note.key === ASKS) {
        const { host, address } = /** @type {import('../i18n/types.js').Note} */ (note).words;
        const onClick = () => void readAddress(address);
        item.append(button({ text: t('ui.url.read', { host }), name: 'read-address', onClick }));
      }
      item.append(button({ text: '×', name: 'dismiss', title: t('ui.dismiss'), class: 'quiet', onClick: dismiss }));
      list.append(item);
      shown.set(item, [note, kind, refused]);
    },
    /**
     * Some keys of the state get new values: shows what is to be said about these, and removes what was said about those before.
     * @param {object} part the keys with their values @param {import('../i18n/types.js').Note[]} fresh
     */
    renew(part, fresh) {
      for (const [item, [note, , refused]] of shown) {
        const about = isAbout(note, part) || (refused !== undefined && Object.hasOwn(part, refused));
        if (about && !fresh.some((other) => same(other, note))) takeAway(item);
      }
      for (const note of fresh) this.add(note);
    },
    /** Removes notices that no longer apply. @param {string} key */
    remove(key) {
      for (const [item, [note]] of shown) if (note.key === key) takeAway(item);
    },
  };
}
