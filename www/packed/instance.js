// instance.js of the page in one file: wasm-bindgen's module is a function, and each call makes a namespace.

import pkg from 'packed:pkg';

/** @typedef {import('../engine/pkg.js').Pkg} Pkg */

/** @type {Pkg|undefined} */
let first;

/**
 * @param {boolean} fresh an unused instance
 * @returns {Promise<Pkg>}
 */
export async function importPkg(fresh) {
  if (fresh) return pkg();
  first ??= pkg();
  return first;
}
