// The only module that touches `location` and `history`: it keeps one element and the page's URL the same.
//
// A settled change is a new history entry, so Back undoes it. When a drag rests, the current entry is rewritten, not
// while it moves: a write can take longer than a frame, and browsers refuse more than some 100 in 30 s. When the drag
// settles, the entry it began in gets its own state back before the new one is pushed. What came from the URL is never
// pushed again.

import { parseHash, printHash } from './state.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Note} Note */
/**
 * @typedef {EventTarget & {getState(): State, setState(part: Partial<State>, notes?: Note[]): Promise<unknown>}} Bindable
 * An element whose `change` event has a detail `{transient: true}` while a control is being dragged.
 */

const REST_MS = 400;

/**
 * Binds an element to the URL, until the returned function is called.
 * What the element's state is now, its attributes say, is the base that the fragment departs from.
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

  const fragment = () => win.location.hash.replace(/^#/, '');
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
    if (/** @type {CustomEvent} */ (event).detail?.transient) {
      stopTimer();
      timer = win.setTimeout(() => write('replaceState', current()), REST_MS);
      return;
    }
    stopTimer();
    settle(applying > 0 ? 'replaceState' : 'pushState');
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
    const page = win.location.href.replace(/#.*$/s, '');
    try {
      win.history[how](how === 'pushState' ? null : win.history.state, '', hash ? `${page}#${hash}` : page);
    } catch {
      // A sandboxed frame or too many writes: the page works on, its address just lags.
    }
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
