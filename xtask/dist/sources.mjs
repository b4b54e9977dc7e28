// The sources that are copied as they are, and the page they belong to.

import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const WASM = 'pkg/quantscope_bg.wasm';
/** The part of it that the first picture does not need. */
export const LATER_WASM = 'pkg/quantscope_later.wasm';

/** @param {string} name from the root of the repository */
export function source(name) {
  return readFile(path.join(ROOT, name));
}

/** @param {string} name from the root of the repository */
export async function text(name) {
  return (await source(name)).toString('utf8');
}

/** The samples, their list and their licenses. @returns {Promise<import('./main.mjs').Files>} by their path in www */
export async function samples() {
  const files = new Map();
  for (const entry of await readdir(path.join(ROOT, 'www/samples'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const name = path
      .relative(path.join(ROOT, 'www'), path.join(entry.parentPath, entry.name))
      .split(path.sep)
      .join('/');
    files.set(name, await source(`www/${name}`));
  }
  return new Map([...files].sort(([p], [q]) => (p < q ? -1 : 1)));
}

/** @param {string|Uint8Array} content @param {'hex'|'base64'} encoding */
export function sha256(content, encoding) {
  return createHash('sha256').update(content).digest(encoding);
}

/**
 * Replaces a text that stands there once: what has changed its place must not go unnoticed.
 * @param {string} whole @param {string} old @param {string} fresh
 */
export function replaceOne(whole, old, fresh) {
  const parts = whole.split(old);
  if (parts.length !== 2) throw new Error(`${JSON.stringify(old)} is there ${parts.length - 1} times, not once`);
  return parts.join(fresh);
}
