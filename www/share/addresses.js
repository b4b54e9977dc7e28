// The addresses that a shared state leads to. Only url.js knows the address of this page; here an address is a text that may come from
// an attribute, so only http and https count.

/** @typedef {{page: string, embed: string}} Addresses the whole page, and its frame for other pages */

/** The address of the whole page, without a fragment; null if others could not open it. @param {string|null} text @param {string} [base] */
export function pageAddress(text, base) {
  const url = text && URL.canParse(text, base) ? new URL(text, base) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return null;
  url.hash = url.username = url.password = '';
  return url.href;
}

/** The page for frames lies beside the whole page. @param {string} page @returns {Addresses} */
export function addressesOf(page) {
  return { page, embed: new URL('embed.html', page).href };
}
