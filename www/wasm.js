// The wasm module: whether this browser can run it, compiling it once, and instances of it.

import { SentenceError, messageOf } from './errors.js';

/** @typedef {import('./types.js').Pkg} Pkg */

/** The smallest module that uses a SIMD instruction. */
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** @param {Pick<typeof WebAssembly, 'validate'>|undefined} wasm @returns {SentenceError|null} why it cannot run */
export function unsupported(wasm) {
  if (typeof wasm !== 'object' || typeof wasm.validate !== 'function') return new SentenceError('error.browser.wasm');
  return wasm.validate(SIMD_PROBE) ? null : new SentenceError('error.browser.simd');
}

/** The compiled module, shared by every element of a page. @type {Promise<WebAssembly.Module>|null} */
let compiled = null;

/** Compiles the module once; a failure is not kept, so that asking again tries again. */
export function compile() {
  compiled ??= load(new URL('./pkg/quantscope_bg.wasm', import.meta.url)).catch((error) => {
    compiled = null;
    throw error;
  });
  return compiled;
}

/** @param {URL} address @returns {Promise<WebAssembly.Module>} */
async function load(address) {
  let response;
  try {
    response = await fetch(address);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
  } catch (error) {
    throw new SentenceError('error.engine.fetch', { address: address.pathname, message: messageOf(error) });
  }
  const spare = response.clone();
  try {
    return await WebAssembly.compileStreaming(response);
  } catch {
    // An old browser, or a server that does not say application/wasm.
    return WebAssembly.compile(await spare.arrayBuffer());
  }
}

/** How many fresh namespaces this page has imported. The module map it counts for is the page's, too. */
let instances = 0;

/**
 * Imports the namespace that wasm-bindgen made. A URL has one namespace and that one instance for good, so an
 * instance of one's own, or one to replace a broken one, needs another URL.
 * @param {boolean} fresh
 * @returns {Promise<Pkg>}
 */
export function importPkg(fresh) {
  const address = new URL('./pkg/quantscope.js', import.meta.url);
  if (fresh) address.searchParams.set('instance', String((instances += 1)));
  return import(address.href);
}
