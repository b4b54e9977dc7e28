// What the keys of undo and redo do in an element.

import { stepOf } from '../controls/undo-step.js';

/** Fields of text, where these keys undo what was typed. */
const TYPED =
  'textarea, input:not([type="range"], [type="radio"], [type="checkbox"], [type="file"]), [contenteditable]';

/**
 * Does what a key means, unless it is meant for a field or a dialog.
 * @param {KeyboardEvent} event @param {(by: -1|1) => void} travel
 */
export function undoByKey(event, travel) {
  const by = stepOf(event);
  const target = /** @type {Element} */ (event.target);
  if (by === 0 || target.closest?.(`${TYPED}, dialog`)) return;
  event.preventDefault();
  event.stopPropagation();
  travel(by);
}

/**
 * On a page that is one element, also where nothing has the focus.
 * @param {import('./element.js').QuantScope} element
 */
export function undoFromAnywhere(element) {
  document.addEventListener('keydown', (event) => {
    if (event.target === document.body) undoByKey(event, (by) => void (by < 0 ? element.undo() : element.redo()));
  });
}
