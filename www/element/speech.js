// The language that an element speaks. Its catalogue is fetched before anything is said in it.

import { h } from '../controls/dom.js';
import { messageOf, notFetched } from '../engine/wire.js';
import { viewOf } from '../views/index.js';
import { CATALOGUES, fetchCatalogue, fetchTexts, hasTexts, resolveLang, speaks } from '../i18n/index.js';

/** @typedef {Pick<import('../state/state.js').State, 'lang'|'view'>} Spoken what of a state decides which words it needs */

/** The language of a state: its own, else that of the page around, else the reader's. @param {Pick<import('../state/state.js').State, 'lang'>} state @param {Element} element */
export function langOf({ lang }, element) {
  return resolveLang(lang, element.closest('[lang]')?.getAttribute('lang'), navigator.languages);
}

/** Parts that one language has, and so all that are spoken: what was said of addresses and samples is said in each. */
const followed = () =>
  /** @type {const} */ (['url', 'samples']).filter((part) =>
    Object.keys(CATALOGUES).some((lang) => hasTexts(part, lang)),
  );

/** Whether all words of a state are here. @param {Spoken} state @param {Element} element */
export function hasWords(state, element) {
  const [lang, { texts }] = [langOf(state, element), viewOf(state.view)];
  return speaks(lang) && [...followed(), ...(texts ? [texts] : [])].every((part) => hasTexts(part, lang));
}

/**
 * Fetches the words of a state: the catalogue of its language, and the part of its view. Rejects with a sentence that is in English: there
 * may be no catalogue to say it from.
 * @param {Spoken} state @param {Element} element
 */
export async function fetchLanguage(state, element) {
  const [lang, { texts }] = [langOf(state, element), viewOf(state.view)];
  try {
    await fetchCatalogue(lang);
    if (texts) await fetchTexts(texts, lang);
    await Promise.all(followed().map((part) => fetchTexts(part, lang)));
  } catch (error) {
    throw notFetched(`i18n/${lang}.js`, error);
  }
}

/** Fetches the words of a state that may change meanwhile. @param {() => Spoken} state @param {Element} element */
export async function learn(state, element) {
  do await fetchLanguage(state(), element);
  while (!hasWords(state(), element));
}

/** The elements that wait for their words. @type {WeakSet<Element>} */
const waiting = new WeakSet();

/**
 * Fetches the language of an element that cannot go on without, once for all that ask meanwhile.
 * @param {Spoken} state @param {Element} element @param {() => void} goOn
 */
export function awaitWords(state, element, goOn) {
  if (waiting.has(element)) return;
  waiting.add(element);
  const then = (/** @type {() => void} */ run) => {
    waiting.delete(element);
    run();
  };
  fetchLanguage(state, element).then(
    () => then(goOn),
    (error) => then(() => element.shadowRoot && speechless(element.shadowRoot, error)),
  );
}

/** Shows why an element has no words. @param {ShadowRoot} root @param {unknown} error */
function speechless(root, error) {
  root.replaceChildren(h('p', { role: 'alert', text: messageOf(error) }));
}
