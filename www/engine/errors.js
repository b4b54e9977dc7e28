// Errors as sentences: a key of the catalogues and its words, so that the page can say them in any language. The message of the
// Error itself is for consoles and programs: in English, or in the language that the page speaks.

import { createTranslator } from '../i18n/index.js';

/** @typedef {import('../i18n/types.js').Sentence} Sentence */

/** An error that the page shows to a person. */
export class SentenceError extends Error {
  /**
   * @param {string} key
   * @param {Record<string, string>} [words]
   * @param {string} [text] the English sentence, where it is known
   */
  constructor(key, words = {}, text = createTranslator('en')(key, words)) {
    super(text);
    // An error may be made before the catalogue is fetched that it is read from.
    if (text === key)
      Object.defineProperty(this, 'message', { get: () => createTranslator('en')(key, words), configurable: true });
    this.name = 'SentenceError';
    this.key = key;
    this.words = words;
  }
}

/** A request that was cancelled, or replaced by a newer one. Nothing went wrong: callers ignore it. */
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
