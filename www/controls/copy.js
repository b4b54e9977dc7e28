// A button that copies a text from its field.

import { button } from './controls.js';
import { setText } from './dom.js';

const COPIED_MS = 1500;

/**
 * Where the page may not use the clipboard, the field's text is selected, ready for the keyboard.
 * @param {{t: import('../i18n/types.js').Translator, name: string, label: string, field: HTMLInputElement|HTMLTextAreaElement, text: () => string}} options label: of what is copied
 */
export function copyButton({ t, name, label, field, text }) {
  const copy = button({ text: t('ui.copy'), name, title: t('ui.copy.title', { label }), onClick: run, class: 'quiet' });
  async function run() {
    let said = 'ui.copied';
    try {
      await navigator.clipboard.writeText(text());
    } catch {
      field.focus();
      field.select();
      said = 'ui.copy.selected';
    }
    setText(copy, t(said));
    setTimeout(() => setText(copy, t('ui.copy')), COPIED_MS);
  }
  return copy;
}
