// Saving a file: a download by the browser, of bytes that never leave it.

import { h } from '../controls/dom.js';

/** A download begins within this time, or never. */
const KEPT_MS = 60_000;

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const href = URL.createObjectURL(blob);
  h('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
}

/** @param {string} text @param {string} type */
export const textFile = (text, type) => new Blob([text], { type: `${type};charset=utf-8` });
