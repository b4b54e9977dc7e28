// Importing this module defines <quant-scope>. Without a DOM it only exports the class.

import { QuantScope } from './element/element.js';

const NAME = 'quant-scope';

if (globalThis.customElements && !customElements.get(NAME)) customElements.define(NAME, QuantScope);

export { QuantScope };
