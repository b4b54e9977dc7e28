// Chooses the data: a button that names the choice, and under it a list of all choices with icons of their shapes, a search field, and
// the keys of a list box.

import { choiceOf, dataChoices } from './choices.js';
import { h, setText, uid } from '../../controls/dom.js';
import { listBox } from '../../controls/list-box.js';
import { place } from '../../controls/place.js';
import { BINS, silhouette } from './silhouette.js';

/** @typedef {import('./choices.js').DataChoice} DataChoice */
/** @typedef {{choice: DataChoice, element: HTMLElement, words: string}} Entry */

/**
 * @param {{
 *   t: import('../../i18n/types.js').Translator,
 *   drawing: () => import('../../engine/pkg.js').Pkg,
 *   samples: import('../../files/types.js').Sample[],
 *   onChoose: (means: DataChoice['means']) => void,
 * }} options
 */
export function dataPicker({ t, drawing, samples, onChoose }) {
  const ids = { label: uid('data'), name: uid('data'), list: uid('data') };
  const picture = h('span', { class: 'icon' });
  const name = h('span', { class: 'name', id: ids.name });
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'picked',
      'data-control': 'kind',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-labelledby': `${ids.label} ${ids.name}`,
    },
    picture,
    name,
  );
  const search = h('input', {
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: false,
    placeholder: t('ui.data.find'),
    'aria-label': t('ui.data.find'),
    'aria-expanded': 'true',
    'aria-autocomplete': 'list',
    'aria-controls': ids.list,
    'data-control': 'find-data',
  });
  const list = h('div', { id: ids.list, role: 'listbox', tabIndex: -1, 'aria-label': t('ui.data.kind') });
  const nothing = h('p', { class: 'hint', role: 'status' });
  const popover = h('div', { class: 'picker', popover: 'manual', hidden: true }, search, nothing, list);

  /** @type {DataChoice[]} */
  let choices = [];
  /** The rows of the choices; none before the list was opened. @type {Entry[]} */
  let entries = [];
  /** Id of what is shown. */
  let chosen = '';
  /** Listens outside while the list is open. @type {AbortController|null} */
  let open = null;
  /** Icons by their notation. @type {Map<string, SVGElement>} */
  const icons = new Map();

  /** @param {string|undefined} data */
  function icon(data) {
    // An element that is put back into a page has no instance at first; it shows its state again when it has one.
    if (data === undefined || !drawing()) return null;
    const known = icons.get(data) ?? silhouette(drawing().sketch(data, BINS));
    icons.set(data, known);
    return /** @type {SVGElement} */ (known.cloneNode(true));
  }

  /** @param {readonly import('../../files/types.js').Sample[]} known */
  function offer(known) {
    choices = dataChoices(t, known);
    entries = [];
    if (open) build();
  }

  /** Makes the rows when the list is first opened. */
  function build() {
    if (entries.length === 0) {
      entries = choices.map((choice) => {
        const text = h(
          'span',
          { class: 'text' },
          h('span', { class: 'name', text: choice.name }),
          // Keeps the two apart where they are read aloud.
          ' ',
          h('span', { class: 'hint', text: choice.shows }),
        );
        const element = h(
          'div',
          { role: 'option', id: uid('data'), class: 'option', 'data-choice': choice.id },
          icon(choice.sketch),
          text,
        );
        element.addEventListener('click', () => choose(choice));
        return { choice, element, words: `${choice.name} ${choice.shows} ${choice.id}`.toLocaleLowerCase() };
      });
      const titles = [...new Set(choices.map(({ group }) => group))];
      const sections = titles.map((title) => {
        const heading = h('h3', { id: uid('data'), role: 'presentation', text: title });
        const members = entries.filter(({ choice }) => choice.group === title);
        return h(
          'div',
          { role: 'group', 'aria-labelledby': heading.id },
          heading,
          ...members.map(({ element }) => element),
        );
      });
      list.replaceChildren(...sections);
    }
    for (const { choice, element } of entries) element.setAttribute('aria-selected', String(choice.id === chosen));
    filter();
    box.activate((entries.find(({ choice }) => choice.id === chosen) ?? entries[0])?.element, 'center');
  }

  const shown = () => entries.map(({ element }) => element).filter((element) => !element.hidden);
  const box = listBox({ holders: [search, list], rows: shown, page: 6 });

  /** Leaves the rows that contain every typed word. */
  function filter() {
    const words = search.value.toLocaleLowerCase().split(/\s+/);
    for (const entry of entries) entry.element.hidden = !words.every((word) => entry.words.includes(word));
    for (const group of list.children)
      /** @type {HTMLElement} */ (group).hidden = !group.querySelector('.option:not([hidden])');
    setText(nothing, shown().length === 0 ? t('ui.data.find.none') : '');
  }

  function show() {
    if (open) return;
    open = new AbortController();
    search.value = '';
    popover.hidden = false;
    // Where there are no popovers it is a box over the others.
    popover.showPopover?.();
    opener.setAttribute('aria-expanded', 'true');
    place(popover, opener);
    build();
    // A field in focus would call up a phone's keyboard, which hides the list.
    (matchMedia('(pointer: coarse)').matches ? list : search).focus({ preventScroll: true });
    const outside = { signal: open.signal, capture: true };
    const follow = () => (opener.isConnected ? place(popover, opener) : close());
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
    popover.hidePopover?.();
    popover.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
  }

  /** @param {DataChoice} choice */
  function choose({ means }) {
    close();
    opener.focus();
    onChoose(means);
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
  search.addEventListener('input', () => {
    filter();
    box.activate(shown()[0]);
  });
  opener.addEventListener('click', () => (open ? close() : show()));
  opener.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    show();
  });

  offer(samples);
  return {
    element: h(
      'div',
      { class: 'data-picker' },
      h('span', { class: 'visually-hidden', id: ids.label, text: t('ui.data.kind') }),
      opener,
      popover,
    ),
    offer,
    /** Shows what is chosen, and returns it. @param {string} text @param {import('../../engine/records.js').DataParts} parts */
    update(text, parts) {
      chosen = choiceOf(text, parts);
      const choice = choices.find(({ id }) => id === chosen);
      const own = parts.source === 'file' ? parts.name : t('ui.data.values');
      setText(name, chosen === 'file' ? own : (choice?.name ?? ''));
      picture.replaceChildren(...[icon(choice?.sketch)].filter((node) => node !== null));
      return choice;
    },
  };
}
