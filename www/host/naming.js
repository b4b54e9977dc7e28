// Names the document of a page that is nothing but one element, in the language that the element speaks.

import { createTranslator, resolveLang } from '../i18n/index.js';

/** @param {import('../element/element.js').QuantScope} element */
export function nameDocument(element) {
  const name = () => {
    const lang = resolveLang(element.getState().lang, null, navigator.languages);
    // The same again would have the browser work out the style of everything on the page.
    if (document.documentElement.lang === lang) return;
    document.documentElement.lang = lang;
    document.title = createTranslator(lang)('ui.title');
  };
  element.addEventListener('change', name);
  name();
}
