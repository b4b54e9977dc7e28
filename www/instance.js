// Instances of the wasm module, by the namespace that wasm-bindgen makes for each.

/** @typedef {import('./engine/pkg.js').Pkg} Pkg */

/** How many fresh namespaces this page has imported; the module map is the page's, too. */
let instances = 0;

/**
 * Imports the namespace that wasm-bindgen made. A URL has one namespace, and a namespace one instance. A separate instance, or one
 * that replaces a broken one, needs another URL.
 * @param {boolean} fresh
 * @returns {Promise<Pkg>}
 */
export function importPkg(fresh) {
  const address = new URL('./pkg/quantscope.js', import.meta.url);
  if (fresh) address.searchParams.set('instance', String((instances += 1)));
  return import(address.href);
}
