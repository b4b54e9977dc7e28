// A box for what can be wider or higher than its place, such as a table on a phone. It has the focus, so that keys scroll it, too.

import { h } from './dom.js';

/** @param {string} label what a screen reader calls it @param {...Node} content */
export function scrollBox(label, ...content) {
  return h('div', { class: 'scroll', tabIndex: 0, role: 'group', 'aria-label': label }, ...content);
}
