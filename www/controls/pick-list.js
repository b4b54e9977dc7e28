// A list to pick from, which opens over the page from a button: a search field, rows in groups, and the keys of a list box.

import { h, setText, uid } from './dom.js';
import { listBox } from './list-box.js';
import { place } from './place.js';

export { style } from '../styles/pick-list.js';

/** @typedef {{id: string, group: string, words: string, content: () => (Node|string|null)[]}} PickRow words: what a search finds it by; content: what the row shows */

/**
 * @param {{
 *   opener: HTMLElement,
 *   label: string,
 *   find: {name: string, label: string, none: string},
 *   rows: () => readonly PickRow[],
 *   chosen: () => string,
 *   onChoose: (id: string) => void,
 *   about?: HTMLElement,
 *   class?: string,
 *   size?: Parameters<typeof place>[2],
 * }} options
 *   opener: the button that it stands at; find: the search field, and what is said where nothing matches; rows: asked for when the list
 *   is opened, until there are some; chosen: the id of the row that holds; about: stands between the search field and the rows
 */
export function pickList({ opener, label, find, rows, chosen, onChoose, about, class: className = '', size }) {
  const id = uid('list');
  const search = h('input', {
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: false,
    placeholder: find.label,
    'aria-label': find.label,
    'aria-expanded': 'true',
    'aria-autocomplete': 'list',
    'aria-controls': id,
    'data-control': find.name,
  });
  const list = h('div', { id, role: 'listbox', tabIndex: -1, 'aria-label': label });
  const nothing = h('p', { class: 'hint', role: 'status' });
  const popover = h(
    'div',
    { class: `picker ${className}`.trim(), popover: 'manual', hidden: true },
    search,
    about,
    nothing,
    list,
  );

  /** What the list holds; none before it was opened. @type {{row: PickRow, element: HTMLElement, words: string}[]} */
  let entries = [];
  /** Listens outside while the list is open. @type {AbortController|null} */
  let open = null;
  /** What cannot be reached meanwhile. @type {HTMLElement[]} */
  let behind = [];

  /** Makes the rows when the list is first opened. */
  function build() {
    if (entries.length === 0) {
      entries = rows().map((row) => {
        const element = h(
          'div',
          { role: 'option', id: uid('row'), class: 'option', 'data-choice': row.id },
          ...row.content(),
        );
        element.addEventListener('click', () => choose(row.id));
        return { row, element, words: row.words.toLocaleLowerCase() };
      });
      const titles = [...new Set(entries.map(({ row }) => row.group))];
      const sections = titles.map((title) => {
        const heading = h('h3', { id: uid('group'), role: 'presentation', text: title });
        const members = entries.filter(({ row }) => row.group === title).map(({ element }) => element);
        return h('div', { role: 'group', 'aria-labelledby': heading.id }, heading, ...members);
      });
      list.replaceChildren(...sections);
    }
    for (const { row, element } of entries) element.setAttribute('aria-selected', String(row.id === chosen()));
    filter();
    box.activate((entries.find(({ row }) => row.id === chosen()) ?? entries[0])?.element, 'center');
    // The heading of a group covers what scrolls under it: the first row in sight is brought below.
    const covered = list.getBoundingClientRect().top + (list.querySelector('h3')?.offsetHeight ?? 0);
    const first = shown().find((row) => row.getBoundingClientRect().bottom > covered);
    first?.scrollIntoView({ block: 'nearest' });
  }

  const shown = () => entries.map(({ element }) => element).filter((element) => !element.hidden);
  const box = listBox({ holders: [search, list], rows: shown, page: 6 });

  /** Leaves the rows that contain every typed word. */
  function filter() {
    const words = search.value.toLocaleLowerCase().split(/\s+/);
    for (const entry of entries) entry.element.hidden = !words.every((word) => entry.words.includes(word));
    for (const group of list.children)
      /** @type {HTMLElement} */ (group).hidden = !group.querySelector('.option:not([hidden])');
    setText(nothing, shown().length === 0 ? find.none : '');
  }

  /** The row whose name is what was typed, or else the first whose name begins like it. */
  function nearest() {
    const typed = search.value.trim().toLocaleLowerCase();
    if (typed === '') return undefined;
    const named = entries.filter(({ element }) => !element.hidden);
    const found =
      named.find(({ row }) => row.id.toLocaleLowerCase() === typed) ??
      named.find(({ row }) => row.id.toLocaleLowerCase().startsWith(typed)) ??
      named.find(({ row }) => row.id.toLocaleLowerCase().includes(typed));
    return found?.element;
  }

  /** Shows what the search finds. */
  function seek() {
    filter();
    box.activate(nearest() ?? shown()[0]);
  }

  function show() {
    if (open) return;
    open = new AbortController();
    search.value = '';
    // Beside all other parts, which the list makes inert: its rows lie over controls, and only some of those would be left to see.
    // The heading of the page stays.
    const whole = opener.closest('.quant-scope');
    if (popover.parentNode !== whole) whole?.append(popover);
    behind = [...(whole?.children ?? [])].flatMap((part) =>
      part instanceof HTMLElement && part !== popover && part.localName !== 'h1' && !part.inert ? [part] : [],
    );
    for (const part of behind) part.inert = true;
    popover.hidden = false;
    // Where there are no popovers it is a box over the others.
    popover.showPopover?.();
    opener.setAttribute('aria-expanded', 'true');
    place(popover, opener, size);
    build();
    // A field in focus would call up a phone's keyboard, which hides the list.
    (matchMedia('(pointer: coarse)').matches ? list : search).focus({ preventScroll: true });
    const outside = { signal: open.signal, capture: true };
    const follow = () => (opener.isConnected ? place(popover, opener, size) : close());
    addEventListener('resize', follow, outside);
    addEventListener('scroll', ({ target }) => target !== list && follow(), outside);
    addEventListener(
      'pointerdown',
      (event) => event.composedPath().some((node) => node === popover || node === opener) || close(),
      outside,
    );
  }

  function close() {
    open?.abort();
    open = null;
    for (const part of behind.splice(0)) part.inert = false;
    popover.hidePopover?.();
    popover.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
  }

  /** @param {string} id */
  function choose(id) {
    close();
    opener.focus();
    onChoose(id);
  }

  /** @type {Record<string, () => void>} */
  const keys = {
    ...box.keys,
    Escape: () => {
      close();
      opener.focus();
    },
  };
  popover.addEventListener('keydown', (event) => {
    // The keys of the page do not apply here.
    event.stopPropagation();
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && event.key in keys) {
      event.preventDefault();
      keys[event.key]();
    } else if (plain && event.key === ' ' && event.target === list) {
      event.preventDefault();
      keys.Enter();
    } else if (plain && event.key.length === 1) {
      search.focus();
    }
  });
  popover.addEventListener('focusout', ({ relatedTarget }) => {
    if (open && relatedTarget !== opener && !popover.contains(/** @type {Node|null} */ (relatedTarget))) close();
  });
  search.addEventListener('input', seek);

  return {
    show,
    toggle: () => (open ? close() : show()),
    /** Goes on with the search by what was typed before the list was here. @param {string} text */
    type(text) {
      if (!open) return;
      search.focus({ preventScroll: true });
      search.value += text;
      seek();
    },
    /** The rows have changed. */
    renew() {
      entries = [];
      if (open) build();
    },
  };
}
