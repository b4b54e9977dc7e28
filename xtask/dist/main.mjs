// Assembles what `cargo xtask dist` makes, from the page that is built already: dist/site, dist/quantscope.html and
// dist/npm. Everything is replaced only when all of it is there.
//
//     node main.mjs DIRECTORY      with the parts of the wasm

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { oneFile } from './one-file.mjs';
import { npmPackage } from './npm.mjs';
import { ROOT } from './sources.mjs';
import { site } from './site.mjs';
import { readyPacked } from './ready-packed.mjs';
import { MOST, table, transferred } from './sizes.mjs';

/** @typedef {Map<string, Uint8Array>} Files contents by path, with slashes */

/** @param {Files} files @param {string} folder */
async function write(files, folder) {
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

const [parts] = process.argv.slice(2);
const { files: pages, first } = await site(parts);
const file = await oneFile();
const files = new Map([
  ...[...pages, ...(await readyPacked(pages))].map(
    ([name, content]) => /** @type {const} */ ([`site/${name}`, content]),
  ),
  ...[...(await npmPackage(parts))].map(([name, content]) => /** @type {const} */ ([`npm/${name}`, content])),
  /** @type {const} */ (['quantscope.html', file]),
]);
const dist = path.join(ROOT, 'dist');
const unfinished = path.join(ROOT, 'dist-unfinished');
await rm(unfinished, { recursive: true, force: true });
await write(files, unfinished);
await rm(dist, { recursive: true, force: true });
await rename(unfinished, dist);
process.stdout.write(table(pages, first, file));
if (transferred(pages, first) > MOST) {
  process.stderr.write(`error: a first visit transfers more than ${MOST / 1000} KB before its first picture\n`);
  process.exitCode = 1;
}
