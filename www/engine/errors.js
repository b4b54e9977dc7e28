// What can go wrong, as sentences: a key of the i18n catalogues and the words that go into it, so that the page
// can say it in any language. The message of the Error itself is the English one, for consoles.

import { createTranslator } from '../i18n/index.js';

/** @typedef {import('../i18n/types.js').Sentence} Sentence */

/** An error a person is told about. */
export class SentenceError extends Error {
  /**
   * @param {string} key
   * @param {Record<string, string>} [words]
   * @param {string} [text] the English sentence, if whoever made it knows
   */
  constructor(key, words = {}, text = createTranslator('en')(key, words)) {
    super(text);
    this.name = 'SentenceError';
    this.key = key;
    this.words = words;
  }
}

/** A request that a newer one, or a cancel, has overtaken. Nothing went wrong: callers ignore it. */
export class Obsolete extends Error {
  constructor() {
    super('overtaken by a newer request');
    this.name = 'Obsolete';
  }
}

/** @param {ReturnType<typeof import('./wire.js').toRecord>} record */
export function fromRecord({ key, words, text }) {
  return new SentenceError(key, words, text);
}
