// For a page that is one element: it keeps the element and the URL the same, and names the document. Only url.js
// touches the address itself.
//
// A settled change is a new history entry, so Back undoes it. When a drag rests, the current entry is rewritten, not
// while it moves: a write can take longer than a frame, and browsers refuse more than some 100 in 30 s. When the drag
// settles, the entry it began in gets its own state back before the new one is pushed. What came from the URL is never
// pushed again; a link that could not be shown as a whole stays as it was given.

import { createTranslator, fetchCatalogue, resolveLang, speaks } from '../i18n/index.js';
import { parseHash, printHash } from '../state/state.js';
import { fragmentOf, writeFragment } from './url.js';

/** @typedef {import('../state/state.js').State} State */
/** @typedef {import('../i18n/types.js').Note} Note */
/**
 * @typedef {EventTarget & {getState(): State, setState(part: Partial<State>, notes?: Note[]): Promise<unknown>}} Bindable
 * An element whose `change` event has a detail `{transient: true}` while a control is being dragged.
 */

const REST_MS = 400;

/**
 * Makes an element follow the URL, which is never written. For a frame in another page.
 * @param {Bindable} element
 * @param {Window} [win]
 */
export function followUrl(element, win = window) {
  const base = element.getState();
  const read = () => {
    const { state, notes } = parseHash(fragmentOf(win), base);
    // The element itself says what it cannot show.
    element.setState(state, notes).catch(() => {});
  };
  win.addEventListener('hashchange', read);
  read();
}

/**
 * Binds an element to the URL, until the returned function is called.
 * The element's state now, as its attributes have it, is the base that the fragment departs from.
 * @param {Bindable} element
 * @param {Window} [win]
 * @returns {() => void}
 */
export function bindUrl(element, win = window) {
  const base = element.getState();
  /** @type {string|null} the fragment last read or written */
  let seen = null;
  /** What the current history entry stands for. */
  let settled = printHash(base, base);
  /** How many states from the URL the element is still working on. */
  let applying = 0;
  /** @type {number|undefined} */
  let timer;

  const fragment = () => fragmentOf(win);
  const current = () => printHash(element.getState(), base);

  function read() {
    const text = fragment();
    if (text === seen) return;
    seen = text;
    stopTimer();
    const { state, notes } = parseHash(text, base);
    settled = printHash(state, base);
    applying += 1;
    const done = () => {
      applying -= 1;
    };
    element.setState(state, notes).then(() => {
      done();
      if (applying === 0 && seen === text && fragment() === text) settle('replaceState');
    }, done);
  }

  /** @param {Event} event */
  function changed(event) {
    if (event.target !== element) return;
    stopTimer();
    if (/** @type {CustomEvent} */ (event).detail?.transient)
      timer = win.setTimeout(() => write('replaceState', current()), REST_MS);
    else if (applying === 0) settle('pushState');
  }

  /** @param {'replaceState'|'pushState'} how */
  function settle(how) {
    const hash = current();
    if (how === 'pushState' && hash !== settled) {
      write('replaceState', settled);
      write('pushState', hash);
    } else {
      write('replaceState', hash);
    }
    settled = hash;
  }

  /** @param {'replaceState'|'pushState'} how @param {string} hash */
  function write(how, hash) {
    if (hash === seen) return;
    writeFragment(how, hash, win);
    seen = fragment();
  }

  function stopTimer() {
    win.clearTimeout(timer);
    timer = undefined;
  }

  element.addEventListener('change', changed);
  win.addEventListener('hashchange', read);
  win.addEventListener('popstate', read);
  read();

  return () => {
    stopTimer();
    element.removeEventListener('change', changed);
    win.removeEventListener('hashchange', read);
    win.removeEventListener('popstate', read);
  };
}

/** Names the document in the language that the element speaks. @param {import('../element/element.js').QuantScope} element */
export function nameDocument(element) {
  const name = async () => {
    const lang = resolveLang(element.getState().lang, null, navigator.languages);
    // Setting it again would make the browser compute the style of the whole page.
    if (document.documentElement.lang === lang) return;
    document.documentElement.lang = lang;
    // If it cannot be fetched, the element says so.
    await fetchCatalogue(lang).catch(() => {});
    if (document.documentElement.lang === lang && speaks(lang)) document.title = createTranslator(lang)('ui.title');
  };
  element.addEventListener('change', name);
  name();
}
