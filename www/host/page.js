// The page around the element: ties it to the URL, and names the document in the reader's language.

import { QuantScope } from '../quant-scope.js';
import { bindUrl, here, nameDocument } from './url.js';

const element = document.querySelector('quant-scope');

if (element instanceof QuantScope) {
  element.page = here();
  bindUrl(element);
  nameDocument(element);
}
