// The keys of an element: of the page, of the course, and of a slide.
//
// They are taken where the focus is in the element. Of a page that is one element they are taken also where nothing has the focus, so
// that a clicker and a fresh page need no click. An element in another page never takes a key that is not meant for it.
//
// Keys of a single character can be switched off: who dictates or types with one finger meets them by accident (WCAG 2.1.4).

import { undoByKey } from './undo-keys.js';

/** What a person types in, or chooses from by keys. */
const TYPED = 'input, select, textarea';
/** What a person presses by the space bar. */
const PRESSED = 'button, summary, a';

/** What keys have as their code while an input method composes; in Safari so has the Enter that ends it. */
const COMPOSING = 229;

/** Elements that are a whole page. @type {WeakSet<EventTarget>} */
const whole = new WeakSet();

/** The page is this one element: its keys work also where nothing has the focus. @param {import('./element.js').QuantScope} element */
export function keysFromAnywhere(element) {
  whole.add(element);
}

/**
 * @typedef {object} Keys what keys do
 * @property {() => boolean} singles whether keys of a single character are on
 * @property {() => boolean} presenting
 * @property {(on: boolean) => void} present
 * @property {() => void} help
 * @property {() => void} reset
 * @property {() => void} notes
 * @property {(number: number) => boolean} view shows a view by its number; false if there is none
 * @property {(by: -1|1) => void} travel undoes or redoes
 * @property {{active: () => boolean, go: (by: -1|1) => void, walk: (by: -1|1) => boolean}} lesson
 */

/** @param {HTMLElement} root of the layout @param {Keys} keys @param {AbortSignal} signal */
export function listenToKeys(root, keys, signal) {
  // With an input method, Enter takes what it suggests and Escape drops it: none of that is for a field or for the page.
  root.addEventListener(
    'keydown',
    (event) => {
      if (event.isComposing || event.keyCode === COMPOSING) event.stopImmediatePropagation();
    },
    { signal, capture: true },
  );
  // A clicker turns the slide also where a slider has the focus, or a mark that is one: it would move what was guessed.
  root.addEventListener(
    'keydown',
    (event) => {
      const inDialog = /** @type {Element} */ (event.target).closest('dialog');
      if (!keys.presenting() || !isClick(event) || isChord(event) || inDialog || !act(event, keys)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { signal, capture: true },
  );
  root.addEventListener(
    'keydown',
    (event) => {
      const target = /** @type {Element} */ (event.target);
      undoByKey(event, keys.travel);
      if (isChord(event)) return;
      const typing = target.matches(TYPED) && !(keys.presenting() && isIdle(event));
      // The reset is not undone by the next slip of a finger, so it needs the focus.
      if (!typing && !target.closest('dialog') && (act(event, keys) || resets(event, keys))) event.preventDefault();
      // The host cannot see that a key was meant for a field in here; a book would turn its page.
      if (typing || event.defaultPrevented) event.stopPropagation();
    },
    { signal },
  );
  document.addEventListener(
    'keydown',
    (event) => {
      const { host } = /** @type {ShadowRoot} */ (root.getRootNode());
      if (!whole.has(host) || event.target !== document.body || isChord(event) || event.defaultPrevented) return;
      if (act(event, keys)) event.preventDefault();
    },
    { signal },
  );

  /** A key that another window of the page got, such as that of the notes. @param {KeyboardEvent} event */
  return (event) => {
    if (!isChord(event) && act(event, keys)) event.preventDefault();
  };

  /** Shows the element in full screen, or ends that. */
  function fullScreen() {
    const { host } = /** @type {ShadowRoot} */ (root.getRootNode());
    const done = document.fullscreenElement ? document.exitFullscreen() : host.requestFullscreen?.();
    done?.catch(() => {});
  }

  /** Does what a key means; false if it means nothing. @param {KeyboardEvent} event @param {Keys} given */
  function act(event, { singles, presenting, present, help, notes, view, lesson }) {
    const { key, shiftKey } = event;
    if (key === 'Escape' && presenting()) present(false);
    else if (lesson.active() && turns(event) !== 0) lesson.go(/** @type {-1|1} */ (turns(event)));
    else if (!singles() || key.length !== 1) return false;
    else if (key === '?') help();
    else if (isLetter(key, 'p')) present(!presenting());
    else if (isLetter(key, 'f') && !shiftKey) fullScreen();
    else if (isLetter(key, 'n') && lesson.active()) notes();
    else if (key === ',' || key === '.') return lesson.walk(key === '.' ? 1 : -1);
    else return /^[0-9]$/.test(key) && view(Number(key) || 10);
    return true;
  }
}

/** @param {KeyboardEvent} event */
const isChord = ({ ctrlKey, metaKey, altKey }) => ctrlKey || metaKey || altKey;

/** Whether a clicker sent a key. @param {KeyboardEvent} event */
const isClick = ({ key }) => key === 'PageDown' || key === 'PageUp';

/** Whether it is the space bar on a control of a slide that has nothing for it to do: who has just moved a slider goes on. @param {KeyboardEvent} event */
const isIdle = ({ key, target }) =>
  key === ' ' && /** @type {Element} */ (target).matches('.controls :is([type="range"], [type="radio"]:checked)');

/** @param {string} key @param {string} letter */
const isLetter = (key, letter) => key.toLowerCase() === letter;

/** How many steps of a lesson a key goes on. @param {KeyboardEvent} event */
function turns({ key, target }) {
  // On a button or a tab the space bar presses it.
  const pressed = key === ' ' && /** @type {Element} */ (target).closest?.(PRESSED);
  if (!pressed && [' ', 'ArrowRight', 'PageDown'].includes(key)) return 1;
  return ['ArrowLeft', 'PageUp'].includes(key) ? -1 : 0;
}

/** @param {KeyboardEvent} event @param {Keys} keys */
function resets({ key }, { singles, reset }) {
  if (!singles() || !isLetter(key, 'r')) return false;
  reset();
  return true;
}
