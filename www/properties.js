// Properties of the element, of the same names as its attributes.

import { KEYS } from './state.js';

/** @param {import('./element.js').QuantScope} prototype */
export function defineProperties(prototype) {
  for (const { name } of KEYS) {
    // That is an element's own; it has `lang` already.
    if (name === 'lang') continue;
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      get() {
        return this.getState()[name];
      },
      set(value) {
        this.setState({ [name]: value }).catch(() => {});
      },
    });
  }
}
