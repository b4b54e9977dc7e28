// The frame for other pages: the element as the fragment says, which is read and never written, with a way to the whole page.

import { nameDocument } from './naming.js';
import { QuantScope } from './quant-scope.js';
import { followUrl, here } from './url.js';

const element = document.querySelector('quant-scope');

if (element instanceof QuantScope) {
  // The whole page lies in the same folder.
  element.setAttribute('page', new URL('.', here()).href);
  followUrl(element);
  nameDocument(element);
}
