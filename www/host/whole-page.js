// The page around the element: ties it to the URL, names the document in the reader's language, and lets undo and its keys work anywhere.

import { QuantScope } from '../quant-scope.js';
import { keysFromAnywhere } from '../element/keys.js';
import { undoFromAnywhere } from '../element/undo-keys.js';
import { ownAllErrors } from '../element/unforeseen.js';
import { bindUrl, nameDocument } from './bound.js';
import { here } from './url.js';

const element = document.querySelector('quant-scope');
ownAllErrors();

if (element instanceof QuantScope) {
  element.page = here();
  bindUrl(element);
  nameDocument(element);
  undoFromAnywhere(element);
  keysFromAnywhere(element);
}
