// What lies beside the modules: the wasm, the worker's script, the samples. Addresses are written out where they are
// used, so that bundlers see them. The page in one file has packed/beside.js instead.

/** @typedef {import('./engine/messages.js').RealWorker} RealWorker */

/** @returns {Promise<Response>} */
export function fetchWasm() {
  return fetch(new URL('./pkg/quantscope_bg.wasm', import.meta.url));
}

/** The address that the addresses of all our modules begin with. */
export const home = () => new URL('.', import.meta.url).href;

/** @param {string} file of the folder of samples @param {RequestInit} [init] @returns {Promise<Response>} */
export function fetchSample(file, init) {
  return fetch(new URL(`./samples/${file}`, import.meta.url), init);
}

/** The address of the samples' licenses. */
export function licenses() {
  return new URL('./samples/licenses/NOTICE.txt', import.meta.url).href;
}

/** The address of the module that defines the element; null where other pages cannot load it. */
export function elementModule() {
  // A site has it outside the folder of one version, too, at an address that does not change.
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
 * A worker script that imports another. It uses import() because a Content-Security-Policy checks an import statement of a worker
 * against worker-src. Messages that arrive before the script are kept for it.
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
