// The `.npz` that a script takes what was found from: in the script as base64, or a file beside it.

import { storageOf } from '../numbers/storage.js';
import { pyString } from './python.js';

/** @typedef {Uint8Array|string} Found the bytes of the `.npz`, or its name */

/** Characters of base64 in a line. */
const LINE = 120;

/** @param {Uint8Array} bytes */
function base64(bytes) {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const lines = Array.from({ length: Math.ceil(text.length / LINE) }, (_, i) => text.slice(i * LINE, (i + 1) * LINE));
  return lines.map((line) => `\n    "${line}"`).join('');
}

/** What is imported beside the library. @param {Found|null|undefined} found */
export const foundImports = (found) => (found instanceof Uint8Array ? 'import base64\nimport io\n' : '');

/** What NumPy loads. @param {Found} found */
export const foundFile = (found) =>
  typeof found === 'string' ? pyString(found) : `io.BytesIO(base64.b64decode(${base64(found)}\n))`;

/** Whether the scales of blocks are stored in eight bits under those of runs of blocks: a script takes them as they were found. @param {import('../engine/records.js').SchemeParts} parts */
export const isNested = (parts) => storageOf(parts) === 'snested8';
