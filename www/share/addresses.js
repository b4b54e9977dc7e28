// Addresses that a shared state leads to. Which page this is, only url.js knows; here it is a text like any other, which may
// come from an attribute, so that only http and https count.

/** @typedef {{page: string, embed: string}} Addresses the whole page, and its frame for other pages */

/** The address of the whole page, without a fragment; null if it is none that others could open. @param {string|null} text @param {string} [base] */
export function pageAddress(text, base) {
  const url = text && URL.canParse(text, base) ? new URL(text, base) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return null;
  url.hash = url.username = url.password = '';
  return url.href;
}

/** What is embedded in frames lies beside the page. @param {string} page @returns {Addresses} */
export function addressesOf(page) {
  return { page, embed: new URL('embed.html', page).href };
}
