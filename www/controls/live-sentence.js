// The sentence under a picture.

import { h, setText } from './dom.js';

/** A sentence of what a picture shows that screen readers hear when it changes. */
export function liveSentence() {
  const element = h('p', { class: 'says', role: 'status' });
  return { element, say: (/** @type {string} */ text) => setText(element, text) };
}
