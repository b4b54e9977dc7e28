// Errors on their way between threads. Apart from errors.js, so that a worker need not load the catalogues.

/** @typedef {import('./types.js').Sentence} Sentence */

/** Whether an error, of this page or of the wasm module, is a sentence. @param {unknown} error */
export function isSentence(error) {
  return error instanceof Error && typeof (/** @type {any} */ (error).key) === 'string';
}

/** A sentence error as a plain record, to cross between threads. @param {any} error @returns {Sentence} */
export function toRecord(error) {
  return { key: error.key, words: { ...error.words }, text: error.message };
}

/** The message of whatever was thrown. @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
