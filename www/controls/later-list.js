// A button that names what is chosen from a list, and opens the list. The list is fetched when it is first opened, or before that when
// the pointer or the focus comes to the button. What is typed while it is being fetched goes into its search field, as it does when the list
// is open: it is meant for no key of the page.

import { messageOf } from '../engine/wire.js';
import { adoptMore } from '../styles/index.js';
import { h } from './dom.js';

/** @typedef {typeof import('./pick-list.js')['pickList']} PickList */

/** Where lists come from. */
const fetchModule = () => import('./pick-list.js');

/**
 * @template {{show: () => void, toggle: () => void, type: (text: string) => void}} T
 * @param {{
 *   name: string,
 *   labels: string[],
 *   content: Node[],
 *   make: (pickList: PickList, opener: HTMLElement) => T|Promise<T>,
 *   ahead?: () => Promise<unknown>,
 *   problem: (key: string, words: Record<string, string>) => void,
 * }} options
 *   name: of the button; labels: ids of what names it; content: what it shows; make: the list, once; ahead: what else it is made from;
 *   problem: says that it cannot be fetched
 */
export function laterList({ name, labels, content, make, ahead = async () => {}, problem }) {
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'picked',
      'data-control': name,
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-labelledby': labels.join(' '),
    },
    ...content,
  );
  /** @type {T|null} */
  let list = null;
  let latest = Promise.resolve();
  /** How many times it was asked for and is not open yet, and what was typed meanwhile. */
  let opening = 0;
  let typed = '';

  /** @param {'show'|'toggle'} how */
  async function open(how) {
    try {
      const { pickList, style } = await fetchModule();
      if (!opener.isConnected) return;
      adoptMore(/** @type {ShadowRoot} */ (opener.getRootNode()), 'lists', style);
      list ??= await make(pickList, opener);
    } catch (error) {
      problem('error.engine.fetch', { address: name, message: messageOf(error) });
      return;
    }
    if (!opener.isConnected) return;
    list[how]();
    if (typed !== '') list.type(typed);
    typed = '';
  }
  const ask = (/** @type {'show'|'toggle'} */ how) => {
    opening += 1;
    // A click leaves the focus elsewhere in some browsers, and keys would go there.
    opener.focus({ preventScroll: true });
    latest = latest
      .then(() => open(how))
      .finally(() => {
        opening -= 1;
        if (opening === 0) typed = '';
      });
  };
  opener.addEventListener('click', () => ask('toggle'));
  opener.addEventListener('keydown', (event) => {
    const isChord = event.ctrlKey || event.metaKey || event.altKey;
    if (opening > 0 && !isChord && event.key !== 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      if (event.key.length === 1) typed += event.key;
      else if (event.key === 'Backspace') typed = [...typed].slice(0, -1).join('');
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    ask('show');
  });
  // What fails here is said when it is opened.
  const prepare = () => void Promise.all([fetchModule(), ahead()]).catch(() => {});
  for (const type of ['pointerover', 'focus']) opener.addEventListener(type, prepare, { once: true });

  return {
    opener,
    /** The list, when it was opened before. */
    made: () => list,
    /** Fulfilled when the list that was asked for is open, or failed to open. */
    settled: () => latest,
  };
}
