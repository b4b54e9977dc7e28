// beside.js of the page in one file. What lies beside the modules elsewhere is in the page itself here: script elements of a type that
// no browser runs, gzipped and in base64. Each is unpacked when it is needed.

import worker from 'packed:worker';

/** @typedef {import('../engine/messages.js').RealWorker} RealWorker */

/** @returns {Promise<Response>} */
export async function fetchWasm() {
  return unpack('quantscope_bg.wasm', 'application/wasm');
}

/** @param {string} file @returns {Promise<Response>} */
export async function fetchSample(file) {
  return unpack(file, 'application/octet-stream');
}

/** All our modules are in the page itself. */
export const home = () => document.baseURI.replace(/#.*$/s, '');

/** The address of the samples' licenses. */
export function licenses() {
  return addressOf('licenses', () => textOf('licenses') ?? '', 'text/plain; charset=utf-8');
}

/** No other page can load the element from a page in one file. */
export const elementModule = () => null;

/** Starts the worker; this script holds the worker's. @returns {RealWorker} */
export function spawnWorker() {
  return /** @type {RealWorker} */ (new Worker(addressOf('worker', () => worker, 'text/javascript')));
}

/** @type {Map<string, string>} */
const addresses = new Map();

/** An address for a text; it lasts as long as the page. @param {string} name @param {() => string} text @param {string} type */
function addressOf(name, text, type) {
  const address = addresses.get(name) ?? URL.createObjectURL(new Blob([text()], { type }));
  addresses.set(name, address);
  return address;
}

/** @param {string} name @param {string} type @returns {Response} */
function unpack(name, type) {
  const packed = textOf(name);
  if (packed === undefined) return new Response(null, { status: 404 });
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const content = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(content, { headers: { 'content-type': type } });
}

/** @param {string} name */
function textOf(name) {
  return document.getElementById(`packed/${name}`)?.textContent ?? undefined;
}
