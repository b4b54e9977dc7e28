// What lies beside the modules: the wasm, the worker's script, the samples. Addresses are written out where they are
// used, so that bundlers see them. In the page that is one file, packed/beside.js stands in the place of this one.

/** @typedef {import('./engine/messages.js').RealWorker} RealWorker */

/** @returns {Promise<Response>} */
export function fetchWasm() {
  return fetch(new URL('./pkg/quantscope_bg.wasm', import.meta.url));
}

/** @param {string} file of the folder of samples @param {RequestInit} [init] @returns {Promise<Response>} */
export function fetchSample(file, init) {
  return fetch(new URL(`./samples/${file}`, import.meta.url), init);
}

/** The address of the samples' licenses, to follow. */
export function licenses() {
  return new URL('./samples/licenses/NOTICE.txt', import.meta.url).href;
}

/** The module that defines the element, for pages that would load it from here; null where they cannot. */
export function elementModule() {
  // In a site it also stands outside of the folder of one version, at an address that stays.
  const { href, protocol } = new URL(
    typeof ELEMENT_MODULE === 'undefined' ? './quant-scope.js' : ELEMENT_MODULE,
    import.meta.url,
  );
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

/**
 * Starts the worker script. A script of another origin cannot be a worker, but a worker of ours can import it.
 * @returns {RealWorker}
 */
export function spawnWorker() {
  try {
    return /** @type {RealWorker} */ (new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }));
  } catch {
    const script = new Blob([importing(new URL('./worker.js', import.meta.url).href)], { type: 'text/javascript' });
    return /** @type {RealWorker} */ (new Worker(URL.createObjectURL(script), { type: 'module' }));
  }
}

/**
 * A worker script that imports another. Not by an import statement: of that a Content-Security-Policy would ask that
 * worker-src allow the other origin, too. Messages that come earlier than the script are kept for it.
 * @param {string} address
 */
function importing(address) {
  return `const early = [];
onmessage = (event) => early.push(event);
import(${JSON.stringify(address)}).then(
  () => early.forEach((event) => onmessage(event)),
  (error) => setTimeout(() => { throw error; }),
);`;
}
