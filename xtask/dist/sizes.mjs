// What a first visit transfers, as a host that packs with gzip sends it, and how large the rest is.

import { gzipSync } from 'node:zlib';

/** @typedef {import('./main.mjs').Files} Files */

/**
 * @param {Files} site @param {string[]} first names of what comes before the first picture
 * @param {Uint8Array} file the page in one file
 */
export function table(site, first, file) {
  const of = (/** @type {string[]} */ names) => {
    const contents = names.map((name) => /** @type {Uint8Array} */ (site.get(name)));
    return {
      raw: sum(contents.map(({ length }) => length)),
      packed: sum(contents.map((content) => gzipSync(content, { level: 9 }).length)),
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
    ['lessons and views, when asked for', of(chunks)],
    ['samples, each when it is asked for', of(samples)],
  ];
  const lines = rows.map(([name, { raw, packed }]) => `${name.padEnd(36)}${kilobytes(raw)}${kilobytes(packed)}`);
  return `${'dist/site'.padEnd(36)}${'KB'.padStart(9)}${'gzip'.padStart(9)}\n${lines.join('\n')}\n${'dist/quantscope.html'.padEnd(36)}${kilobytes(file.length)}\n`;
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1).padStart(9);
}
