// instance.js of the page that is one file: wasm-bindgen's module as a function, and each call a namespace of its own.

import pkg from 'packed:pkg';

/** @typedef {import('../engine/pkg.js').Pkg} Pkg */

/** @type {Pkg|undefined} */
let first;

/**
 * @param {boolean} fresh an instance nobody has used
 * @returns {Promise<Pkg>}
 */
export async function importPkg(fresh) {
  if (fresh) return pkg();
  first ??= pkg();
  return first;
}
