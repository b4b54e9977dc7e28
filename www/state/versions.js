// Links of older versions. A link says of which version it is by its key `v`; one that does not is of version 1.
//
// Whenever a key is renamed, a default changes or a value means something else, the version goes up by one: an entry here
// says what a link of the version before has to say now. The links in tests/js/links.test.js then stay as they are, and a
// few of the new form join them.

import { integer } from './kinds.js';

/** @typedef {import('../i18n/types.js').Note} Note */
/** @typedef {(given: Map<string, string>) => void} Migration changes what a link gives, by key; what it leaves out is at that version's default */

/** What turns a link of version n, the first of which is 1, into one of version n + 1: entry n - 1. @type {readonly Migration[]} */
export const MIGRATIONS = Object.freeze([]);

/** The version of the links that are made now. */
export const VERSION = MIGRATIONS.length + 1;

/** Larger than any version there will be. */
const LATEST = 9999;

/**
 * Takes the version out of what a link gives, and makes the rest what a link of today would give. A link of a version that
 * is not known yet is left as it is, to be read as far as it is understood.
 * @param {Map<string, string>} given
 * @param {readonly Migration[]} [migrations]
 * @returns {Note[]}
 */
export function migrate(given, migrations = MIGRATIONS) {
  const text = given.get('v');
  if (text === undefined && given.size === 0) return [];
  given.delete('v');
  const now = migrations.length + 1;
  const { value, note } = integer(1, LATEST).read(text ?? '1', 'v');
  // What is no number says nothing about its version; most likely it was made today.
  const version = value === null ? now : Number(value);
  for (const migration of migrations.slice(version - 1)) migration(given);
  const newer = { key: 'note.state.newer', words: { version: String(version), known: String(now) } };
  return [...(note ? [note] : []), ...(version > now ? [newer] : [])];
}
