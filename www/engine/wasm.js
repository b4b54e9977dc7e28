// The wasm module: whether this browser can run it, and its compilation.

import { fetchWasm } from '../beside.js';
import { SentenceError } from './errors.js';
import { messageOf } from './wire.js';

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

/** Compiles the module once; after a failure the next call tries again. */
export function compile() {
  compiled ??= load().catch((error) => {
    compiled = null;
    throw error;
  });
  return compiled;
}

/** @returns {Promise<WebAssembly.Module>} */
async function load() {
  let response;
  try {
    response = await fetchWasm();
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
  } catch (error) {
    throw new SentenceError('error.engine.fetch', { address: 'pkg/quantscope_bg.wasm', message: messageOf(error) });
  }
  const spare = response.clone();
  try {
    return await WebAssembly.compileStreaming(response);
  } catch {
    // An old browser, or a server that does not send application/wasm; or a page that forbids wasm.
    if (!(await mayCompile())) throw new SentenceError('error.browser.policy');
    return WebAssembly.compile(await spare.arrayBuffer());
  }
}

/** Whether the page's Content-Security-Policy lets anything be compiled. @returns {Promise<boolean>} */
function mayCompile() {
  return WebAssembly.compile(SIMD_PROBE).then(
    () => true,
    () => false,
  );
}
