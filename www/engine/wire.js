// Errors that cross between threads. They stand apart from errors.js so that a worker does not load the catalogues.

/** @typedef {import('../i18n/types.js').Sentence} Sentence */

/** Whether an error, of this page or of the wasm module, is a sentence. @param {unknown} error */
export function isSentence(error) {
  return error instanceof Error && typeof (/** @type {any} */ (error).key) === 'string';
}

/** A sentence error, made where no catalogue is loaded. @param {string} key @param {Record<string, string>} words @param {string} [text] in English */
export function sentence(key, words, text = key) {
  return Object.assign(new Error(text), { key, words });
}

/** Why a part of the program cannot be fetched, in a sentence. @param {string} address @param {unknown} error */
export function notFetched(address, error) {
  const words = { address, message: messageOf(error) };
  const text = `Could not load ${address}: ${words.message}. Reload the page to try again.`;
  return sentence('error.engine.fetch', words, text);
}

/** Whether a sentence is about a part of the program that could not be fetched, and so about no setting. @param {{key: string}} problem */
export const isMissingPart = ({ key }) => key === 'error.engine.fetch' || key === 'error.course.fetch';

/** A sentence error as a plain record, to cross between threads; without text, the receiver looks it up. @param {any} error @returns {Omit<Sentence, 'text'> & {text?: string}} */
export function toRecord(error) {
  const record = { key: error.key, words: { ...error.words } };
  return error.message === error.key ? record : { ...record, text: error.message };
}

/** The message of a thrown value. @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** What of a tensor is handed over, not copied. @param {import('./pkg.js').ReadTensor|null} tensor */
export const buffersOf = (tensor) => (tensor ? [tensor.values.buffer] : []);
