// Pages of a host's own making, with the element in them.

/** @typedef {import('./browser/index.mjs').Page} Page */

/**
 * A page of a host's own making in the place of the lab's, without a policy unless one is given.
 * @param {string} body @param {{head?: string, policy?: string, also?: (page: Page) => Promise<unknown>}} [options]
 */
export const hosting =
  (body, { head = '', policy, also = async () => {} } = {}) =>
  async (/** @type {Page} */ page) => {
    await also(page);
    await page.answer(
      (url) => url.pathname === '/',
      () => {
        const html = `<!doctype html><html lang="en"><head><title>A host</title><meta charset="utf-8"><link rel="icon" href="data:,">${head}<script type="module" src="/www/quant-scope.js"></script></head><body>${body}</body></html>`;
        const headers = { 'content-type': 'text/html', ...(policy && { 'content-security-policy': policy }) };
        return { headers, body: html };
      },
    );
  };
