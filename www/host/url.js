// The address of the page. This is the only module that reads `location`; bound.js, which writes it, asks here.

/** The fragment, without `#`. @param {Window} win */
export const fragmentOf = (win) => win.location.hash.replace(/^#/, '');

/** The address of the window, without a fragment. */
export function here(win = /** @type {Window} */ (window)) {
  return win.location.href.replace(/#.*$/s, '');
}
