// Files packed by brotli and gzip beside the files themselves, for hosts that send what is there.

import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** @typedef {import('./main.mjs').Files} Files */

/** What a host would pack. Samples are numbers, of which little is saved. */
const PACKABLE = /\.(html|js|css|json|svg|wasm|webmanifest)$/;
const PACKERS = {
  br: (/** @type {Uint8Array} */ content) =>
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
  gz: (/** @type {Uint8Array} */ content) => promisify(gzip)(content, { level: 9 }),
};

/** @param {Files} site @returns {Promise<Files>} `NAME.br` and `NAME.gz` of each file that gets smaller */
export async function readyPacked(site) {
  const packed = [...site]
    .filter(([name]) => PACKABLE.test(name))
    .flatMap(([name, content]) =>
      Object.entries(PACKERS).map(async ([ending, pack]) => {
        const small = await pack(content);
        return small.length < content.length ? /** @type {const} */ ([[`${name}.${ending}`, small]]) : [];
      }),
    );
  return new Map((await Promise.all(packed)).flat());
}
