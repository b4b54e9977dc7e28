// Instances that can be used: the namespace that wasm-bindgen made, given its module once, however many ask for it at once.

/** @typedef {import('./pkg.js').Pkg} Pkg */

/** @type {WeakMap<Pkg, Promise<unknown>>} */
const begun = new WeakMap();

/** @param {Pkg} pkg @param {WebAssembly.Module} module @returns {Promise<Pkg>} */
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
