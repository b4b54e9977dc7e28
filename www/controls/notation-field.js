// A scheme or data string as text, to read, copy and edit. A string that does not parse stays in the field with a sentence under it,
// and the last good state stays in force.

import { say } from '../i18n/index.js';
import { h, setText, uid } from './dom.js';
import { copyButton } from './copy.js';
import { stepOf } from './undo-step.js';

/** A longer string does not fit beside the letter of a scheme. */
const LONG = 24;

/**
 * @param {{t: import('../i18n/types.js').Translator, label: string, name: string, onCommit: (text: string) => void}} options
 */
export function notationField({ t, label, name, onCommit }) {
  const id = uid(name);
  const errorId = uid(`${name}-error`);
  const error = h('p', { class: 'error', id: errorId, role: 'alert', hidden: true });
  const input = h('input', {
    id,
    type: 'text',
    class: 'notation',
    spellcheck: false,
    autocomplete: 'off',
    'aria-label': label,
    'aria-describedby': errorId,
    'data-control': name,
  });
  input.setAttribute('autocapitalize', 'off');
  let good = '';
  const copy = copyButton({ t, name: `${name}-copy`, label, field: input, text: () => good });
  /** Whether a person is in the middle of typing. */
  let typing = false;
  /** Whether what was committed has not been answered yet. */
  let asked = false;
  /** The text that was refused. @type {string|null} */
  let refused = null;

  function commit() {
    typing = false;
    if (input.value.trim() === good) return void clearError();
    asked = true;
    onCommit(input.value.trim());
  }
  function clearError() {
    refused = null;
    error.hidden = true;
    input.removeAttribute('aria-invalid');
  }
  /** Shows the string in force. */
  function restore() {
    typing = false;
    if (input.value !== good) input.value = good;
    clearError();
  }
  input.addEventListener('input', () => {
    typing = input.value !== good;
    // What was wrong with the text before is no help with the next one.
    if (refused !== null && input.value !== refused) clearError();
  });
  input.addEventListener('change', commit);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape') restore();
    // The browser forgets what was typed when a program writes into the field, so it could not undo a refused text.
    if (refused !== null && input.value === refused && stepOf(event) < 0) {
      event.preventDefault();
      restore();
    }
  });

  const element = h('div', { class: 'notation-field' }, input, error);
  return {
    element,
    /** Copies the string in force. */
    copy,
    /** @param {string} text the string in force */
    update(text) {
      // A string that was changed elsewhere counts more than one that is being typed; the answer to what was typed before does not.
      const elsewhere = text !== good && !asked;
      if (text !== good) asked = false;
      good = text;
      element.classList.toggle('long', text.length > LONG);
      if (!typing || elsewhere) restore();
    },
    /** Shows what is wrong with the typed text. @param {import('../i18n/index.js').Sayable} problem @param {string} [typed] */
    refuse(problem, typed) {
      asked = false;
      if (typed !== undefined && input.value !== typed) input.value = typed;
      refused = input.value;
      setText(error, say(t, problem));
      error.hidden = false;
      input.setAttribute('aria-invalid', 'true');
    },
  };
}
