// beside.js of the page that is one file: what would lie beside the modules stands in the page itself, as script elements
// of a type that no browser runs, each gzipped and in base64. Nothing is unpacked before it is asked for.

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

/** The address of the samples' licenses, to follow. */
export function licenses() {
  return addressOf('licenses', () => textOf('licenses') ?? '', 'text/plain; charset=utf-8');
}

/** From a page in one file nobody can load the element. */
export const elementModule = () => null;

/** Starts the worker, whose script is a text in this one. @returns {RealWorker} */
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
