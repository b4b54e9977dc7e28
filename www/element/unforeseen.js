// Errors that nobody foresaw. Each ends in a sentence in an element, which goes on showing what it showed: without one, a click would do
// nothing, and only a console would say why.
//
// The page around an element has errors of its own, which are none of our business. Those of ours come from the folder of our modules.

import { home } from '../beside.js';
import { Obsolete } from '../engine/errors.js';
import { isSentence, messageOf } from '../engine/wire.js';

/** @typedef {import('../i18n/types.js').Note} Note */

/** The element that was used last, and the name of the control. @type {{element: Element|null, step: string}} */
let used = { element: null, step: '' };
/** The elements that listen. @type {Set<Element>} */
const listening = new Set();
/** Whether all scripts of the document are ours. */
let own = false;

/** A longer name of a control is cut. */
const LONGEST_STEP = 60;

/** All scripts of this document are ours. */
export function ownAllErrors() {
  own = true;
}

/**
 * Says what nobody foresaw, in the element that was used last.
 * @param {HTMLElement} element @param {(note: Note) => void} say @param {AbortSignal} signal
 */
export function watchUnforeseen(element, say, signal) {
  listening.add(element);
  signal.addEventListener('abort', () => listening.delete(element));
  for (const type of ['click', 'change', 'keydown', 'drop'])
    element.addEventListener(type, (event) => (used = { element, step: stepOf(event) }), { capture: true, signal });
  const hear = (/** @type {unknown} */ error) => {
    const speaker = used.element && listening.has(used.element) ? used.element : [...listening][0];
    if (speaker === element && isOurs(error)) say(noteOf(error, used.element === element ? used.step : ''));
  };
  addEventListener('error', ({ error }) => hear(error), { signal });
  addEventListener('unhandledrejection', ({ reason }) => hear(reason), { signal });
}

/** The name of the control that an event is about; empty without one. @param {Event} event */
function stepOf(event) {
  const target = event.composedPath()[0];
  const control = target instanceof Element ? target.closest('[aria-label], [title], button, label, select, a') : null;
  const name = control?.getAttribute('aria-label') ?? control?.getAttribute('title') ?? control?.textContent ?? '';
  const text = name.replace(/\s+/g, ' ').trim();
  return text.length > LONGEST_STEP ? `${text.slice(0, LONGEST_STEP)}…` : text;
}

/** Whether an error is one of our modules, and means that something went wrong. @param {unknown} error */
function isOurs(error) {
  if (error === null || error === undefined || error instanceof Obsolete) return false;
  if (/** @type {{name?: unknown}} */ (error).name === 'AbortError') return false;
  return own || isSentence(error) || (error instanceof Error && (error.stack ?? '').includes(home()));
}

/** @param {unknown} error @param {string} step @returns {Note} */
function noteOf(error, step) {
  if (isSentence(error)) return /** @type {any} */ (error);
  const words = { message: messageOf(error) };
  return step === '' ? { key: 'error.unforeseen', words } : { key: 'error.unforeseen.step', words: { ...words, step } };
}
