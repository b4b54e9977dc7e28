// Errors on their way between threads. Apart from errors.js, so that a worker need not load the catalogues.

/** @typedef {import('../i18n/types.js').Sentence} Sentence */

/** Whether an error, of this page or of the wasm module, is a sentence. @param {unknown} error */
export function isSentence(error) {
  return error instanceof Error && typeof (/** @type {any} */ (error).key) === 'string';
}

/** An error a person is told about, made where there is no catalogue to say it from. @param {string} key @param {Record<string, string>} words */
export function sentence(key, words) {
  return Object.assign(new Error(key), { key, words });
}

/** A sentence error as a plain record, to cross between threads; without text, whoever gets it says it. @param {any} error @returns {Omit<Sentence, 'text'> & {text?: string}} */
export function toRecord(error) {
  const record = { key: error.key, words: { ...error.words } };
  return error.message === error.key ? record : { ...record, text: error.message };
}

/** The message of whatever was thrown. @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
