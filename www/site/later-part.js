// The second part of the wasm (xtask/src/split.rs), for the instance of one namespace. `cargo xtask dist` puts it into the module of
// wasm-bindgen; where that is used as it is, there is one part.

import { notFetched } from '../engine/wire.js';

const FILE = 'pkg/quantscope_later.wasm';

/**
 * @param {URL} address
 * @param {() => WebAssembly.Imports} imports what it imports, once there is a first part
 */
export function laterPart(address, imports) {
  /** Whether its functions are in the table. */
  let joined = false;
  /** @type {Promise<void>|null} */
  let fetched = null;

  /** @param {WebAssembly.Module} module */
  function join(module) {
    if (joined) return;
    new WebAssembly.Instance(module, imports());
    joined = true;
  }

  return {
    /** Fetches it, once. Rejects with a SentenceError; after that the next call tries again. @returns {Promise<void>} */
    fetch() {
      fetched ??= compiled(address)
        .then(join)
        .catch((error) => {
          fetched = null;
          throw notFetched(FILE, error);
        });
      return fetched;
    },
    /**
     * Called by a function of the first part that needs one of the second, which cannot wait for a promise. Pages ask for `fetch` before
     * that; here a person waits once.
     */
    load() {
      join(new WebAssembly.Module(fetchAtOnce(address)));
    },
  };
}

/** @param {URL} address @returns {Promise<WebAssembly.Module>} */
async function compiled(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const spare = response.clone();
  // A server may send another type than application/wasm.
  return WebAssembly.compileStreaming(response).catch(async () => WebAssembly.compile(await spare.arrayBuffer()));
}

/** The bytes at an address, before anything else goes on. @param {URL} address */
function fetchAtOnce(address) {
  const request = new XMLHttpRequest();
  request.open('GET', address, false);
  // A page may ask for bytes at once only as text: one character per byte.
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  if (request.status !== 200) throw new Error(`${FILE}: HTTP ${request.status}`);
  return Uint8Array.from(request.responseText, (character) => character.charCodeAt(0));
}
