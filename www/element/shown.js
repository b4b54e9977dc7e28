// The state that is really shown: the crate brings into range what cannot be shown as it was asked for.

import { rangeOf, rangeText } from '../plot/view-range.js';
import { same } from '../state/state.js';
import { themeAround } from '../host/surroundings.js';
import { viewOf } from '../views/index.js';

/** @typedef {import('../state/state.js').State} State */
/** @typedef {import('../engine/records.js').Frame} Frame */

/** The state that a frame shows. @param {State} asked @param {Frame} frame @param {boolean} literal whether a range that is the whole one stays as it was asked for @returns {State} */
export function shownState(asked, frame, literal) {
  return {
    ...asked,
    blocka: frame.a.block,
    blockb: frame.b.block,
    x: shownRange(asked, frame, literal),
    ...(frame.answer && viewOf(asked.view).inRange?.(asked, frame.answer)),
  };
}

/** The range a frame shows, in the words of the state where these mean the same. @param {State} asked @param {Frame} frame @param {boolean} literal */
function shownRange(asked, frame, literal) {
  const range = rangeOf(asked);
  if (!literal && same(frame.view, frame.whole)) return '';
  if (!range || (range[0] === frame.view[0] && range[1] === frame.view[1])) return asked.x;
  return rangeText(frame.view, frame.whole);
}

/** What a frame could not show as it was asked for. @param {State} asked @param {State} used @returns {import('../i18n/types.js').Note[]} */
export function outOfRange(asked, used) {
  const changed = Object.keys(used).filter((name) => asked[name] !== used[name]);
  return changed.map((name) => ({
    key: 'note.state.zoomed',
    words: { name, value: String(asked[name]), used: String(used[name]) },
  }));
}

/** The theme in force: the state's own, else that of the page around. @param {Pick<State, 'theme'>} state @param {Element} element @returns {'light'|'dark'} */
export function themeOf({ theme }, element) {
  return theme === 'light' || theme === 'dark' ? theme : themeAround(element);
}

/** The new frame with those records of the old one that are equal, so that components see at once that nothing changed. @param {Frame|null} old @param {Frame} fresh @returns {Frame} */
export function keeping(old, fresh) {
  if (!old) return fresh;
  const frame = { ...fresh };
  for (const name of /** @type {const} */ (['data', 'a', 'b'])) {
    if (same(old[name], fresh[name])) Object.assign(frame, { [name]: old[name] });
  }
  return frame;
}
