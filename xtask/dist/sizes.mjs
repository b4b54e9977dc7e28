// What a first visit transfers, as a host that packs with gzip sends it, and how large the rest is.

import { gzipSync } from 'node:zlib';

/** @typedef {import('./main.mjs').Files} Files */

/** Of the names, in characters. */
const WIDTH = 48;

/** What a first visit may transfer before its first picture, in bytes of gzip. */
export const MOST = 300_000;

/** What a first visit transfers, in bytes of gzip. @param {Files} site @param {string[]} first names of what comes before the first picture */
export const transferred = (site, first) => sum(first.map((name) => packedSize(site, name)));

/**
 * @param {Files} site @param {string[]} first names of what comes before the first picture
 * @param {Uint8Array} file the page in one file
 */
export function table(site, first, file) {
  const of = (/** @type {string[]} */ names) => {
    return {
      raw: sum(names.map((name) => /** @type {Uint8Array} */ (site.get(name)).length)),
      packed: sum(names.map((name) => packedSize(site, name))),
    };
  };
  const rest = [...site.keys()].filter((name) => !first.includes(name));
  const samples = rest.filter((name) => name.includes('/samples/'));
  const chunks = rest.filter(
    (name) => name.endsWith('.js') && name.includes('/') && !/\/(offline|quant-scope|embed)\.js$/.test(name),
  );
  /** @type {[string, {raw: number, packed: number}][]} */
  const rows = [
    ...first.map(
      (name) =>
        /** @type {[string, {raw: number, packed: number}]} */ ([name.replace(/^[0-9a-f]{12}\//, ''), of([name])]),
    ),
    ['before the first picture', of(first)],
    ['the rest of the wasm, behind it', of(rest.filter((name) => name.endsWith('.wasm')))],
    ['the course, views and dialogs, when asked for', of(chunks)],
    ['samples, each when it is asked for', of(samples)],
  ];
  const lines = rows.map(([name, { raw, packed }]) => `${name.padEnd(WIDTH)}${kilobytes(raw)}${kilobytes(packed)}`);
  return `${'dist/site'.padEnd(WIDTH)}${'KB'.padStart(9)}${'gzip'.padStart(9)}\n${lines.join('\n')}\n${'dist/quantscope.html'.padEnd(WIDTH)}${kilobytes(file.length)}\n`;
}

/** @param {Files} site @param {string} name */
function packedSize(site, name) {
  return gzipSync(/** @type {Uint8Array} */ (site.get(name)), { level: 9 }).length;
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1).padStart(9);
}
