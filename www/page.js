// The page around the element: ties it to the URL, and names the document in the reader's language.

import { createTranslator, resolveLang } from './i18n/index.js';
import { QuantScope } from './quant-scope.js';
import { bindUrl } from './url.js';

const element = document.querySelector('quant-scope');

if (element instanceof QuantScope) {
  const name = () => {
    const lang = resolveLang(element.getState().lang, null, navigator.languages);
    // The same again would have the browser work out the style of everything on the page.
    if (document.documentElement.lang === lang) return;
    document.documentElement.lang = lang;
    document.title = createTranslator(lang)('ui.title');
  };
  bindUrl(element);
  element.addEventListener('change', name);
  name();
}
