// What of a new frame becomes what is shown: the range that the crate shows, and the parts of the old frame that still hold.

import { same } from './same.js';
import { rangeOf } from './state.js';
import { rangeText } from './parts/view-range.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Frame} Frame */

/** The range a frame shows, as the state has it; what was asked for where that is what is shown. @param {State} asked @param {Frame} frame */
export function shownRange(asked, frame) {
  const range = rangeOf(asked);
  if (!range || (range[0] === frame.view[0] && range[1] === frame.view[1])) return asked.x;
  return rangeText(frame.view, frame.whole);
}

/** The new frame, with the parts of the old one that say the same: who shows them sees at once that nothing changed. @param {Frame|null} old @param {Frame} fresh @returns {Frame} */
export function keeping(old, fresh) {
  if (!old) return fresh;
  const frame = { ...fresh };
  for (const name of /** @type {const} */ (['data', 'a', 'b'])) {
    if (same(old[name], fresh[name])) Object.assign(frame, { [name]: old[name] });
  }
  return frame;
}
