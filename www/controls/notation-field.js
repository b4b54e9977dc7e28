// A scheme or data string as text, to read, copy and edit. A string that does not parse stays in the field with a sentence under it,
// and the last good state stays in force.

import { say } from '../i18n/index.js';
import { h, setText, uid } from './dom.js';
import { copyButton } from './copy.js';

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

  function commit() {
    typing = false;
    if (input.value.trim() !== good) onCommit(input.value.trim());
    else clearError();
  }
  function clearError() {
    error.hidden = true;
    input.removeAttribute('aria-invalid');
  }
  input.addEventListener('input', () => {
    typing = true;
  });
  input.addEventListener('change', commit);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape') {
      typing = false;
      input.value = good;
      clearError();
    }
  });

  const element = h('div', { class: 'notation-field' }, input, error);
  return {
    element,
    /** Copies the string in force. */
    copy,
    /** @param {string} text the string in force */
    update(text) {
      good = text;
      element.classList.toggle('long', text.length > LONG);
      if (typing) return;
      if (input.value !== text) input.value = text;
      clearError();
    },
    /** Shows what is wrong with the typed text. @param {import('../i18n/index.js').Sayable} problem @param {string} [typed] */
    refuse(problem, typed) {
      if (typed !== undefined) input.value = typed;
      setText(error, say(t, problem));
      error.hidden = false;
      input.setAttribute('aria-invalid', 'true');
    },
  };
}
