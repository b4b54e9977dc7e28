// A list of schemes that a person edits as text, one on a line; in a link they are separated by semicolons.

import { isSentence } from '../engine/wire.js';
import { say } from '../i18n/index.js';
import { h, setText, uid } from './dom.js';

/** No picture can show more schemes than this. */
const LONGEST = 400;

/** The schemes in a typed list or a link, separated by line breaks, semicolons or blanks. @param {string} text */
export function splitList(text) {
  return text.split(/[;\s]+/).filter((part) => part !== '');
}

/**
 * @param {object} options
 * @param {import('../i18n/types.js').Translator} options.t
 * @param {string} options.label
 * @param {string} options.name of the control
 * @param {number} options.rows
 * @param {(text: string) => string} options.canonical the canonical notation; throws a sentence when the text is no scheme
 * @param {(text: string) => void} options.onList
 */
export function schemeList({ t, label, name, rows, canonical, onList }) {
  /** @type {{text: string, schemes: string[]}} */
  let list = { text: '', schemes: [] };
  const id = uid(name);
  const editor = h('textarea', {
    id,
    rows,
    spellcheck: false,
    'data-control': name,
    on: { change: () => onList(splitList(editor.value).join(';')) },
  });
  const problem = h('p', { class: 'error problem', role: 'alert' });
  /** What is wrong with a part of the list. A sentence that lists all formats would be longer than the list. @param {string} part @param {import('../i18n/types.js').Note} error */
  const wrongText = (part, error) =>
    error.key === 'error.scheme.format' ? t('ui.schemes.unknown', { part }) : `${part}: ${say(t, error)}`;
  return {
    /** The label, the text, and what is wrong with it. */
    elements: [h('label', { for: id, text: label }), editor, problem],
    /** Those of the list that parse, in their canonical notation, each once. */
    schemes: () => list.schemes,
    /** Reads a list. @param {string} text */
    read(text) {
      if (text === list.text) return;
      /** @type {string[]} */
      const schemes = [];
      let wrong = '';
      for (const part of splitList(text).slice(0, LONGEST)) {
        try {
          schemes.push(canonical(part));
        } catch (error) {
          if (!isSentence(error)) throw error;
          wrong ||= wrongText(part, /** @type {any} */ (error));
        }
      }
      list = { text, schemes: [...new Set(schemes)] };
      editor.value = splitList(text).join('\n');
      setText(problem, wrong);
    },
  };
}
