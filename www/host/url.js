// The address of the page. This is the only module that touches `location` and `history`; bound.js says when.

/** The fragment, without `#`. @param {Window} win */
export const fragmentOf = (win) => win.location.hash.replace(/^#/, '');

/** The address of the window, without a fragment. */
export function here(win = /** @type {Window} */ (window)) {
  return win.location.href.replace(/#.*$/s, '');
}

/** Writes the fragment of the current history entry, or of a new one. @param {'replaceState'|'pushState'} how @param {string} hash without `#` @param {Window} win */
export function writeFragment(how, hash, win) {
  const page = here(win);
  try {
    win.history[how](how === 'pushState' ? null : win.history.state, '', hash ? `${page}#${hash}` : page);
  } catch {
    // A sandboxed frame or too many writes: the page works on, its address just lags.
  }
}
