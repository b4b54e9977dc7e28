// Starts an instance of the wasm module: in the worker, and in the page, which draws.

/** @typedef {import('./pkg.js').Pkg} Pkg */

/** Namespaces that have been given their module. @type {WeakMap<Pkg, Promise<unknown>>} */
const begun = new WeakMap();

/** Gives the namespace that wasm-bindgen made its module, once, however often it is asked for. @param {Pkg} pkg @param {WebAssembly.Module} module @returns {Promise<Pkg>} */
export async function started(pkg, module) {
  const beginning = begun.get(pkg) ?? pkg.default({ module_or_path: module });
  begun.set(pkg, beginning);
  try {
    await beginning;
  } catch (error) {
    // Asking again tries again.
    begun.delete(pkg);
    throw error;
  }
  return pkg;
}
