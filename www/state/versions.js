// Links of older versions. The key `v` of a link is its version; without it the version is 1.
//
// When a key is renamed, a default changes or a value changes its meaning, the version goes up by one, and an entry here turns a link of
// the version before into one of the new version. The links in tests/js/links.json then stay as they are; some of the new form join
// them.

import { integer } from './kinds.js';

/** @typedef {import('../i18n/types.js').Note} Note */
/** @typedef {(given: Map<string, string>) => void} Migration changes what a link gives, by key; keys it leaves out have the defaults of that version */

/** What turns a link of version n, the first of which is 1, into one of version n + 1: entry n - 1. @type {readonly Migration[]} */
export const MIGRATIONS = Object.freeze([asInVersion1]);

/** The version of the links that are made now. */
export const VERSION = MIGRATIONS.length + 1;

/**
 * Version 2: Blocks shows the error first, and Stream lets rows grow that do not drift and opens at a late batch. A link of version 1
 * that names a part of the map in Blocks, or the data or anything of the stream in Stream, shows what it showed. Any other opens as a link does
 * today: it says which view, and not what in it.
 * @type {Migration}
 */
function asInVersion1(given) {
  const view = given.get('view')?.trim().toLowerCase();
  if (view === 'blocks' && given.has('at') && !given.has('map')) given.set('map', 'values');
  if (view === 'stream' && ['data', 'scheme', 'batch', 'first', 'average', 'time'].some((name) => given.has(name))) {
    given.set('drift', '1');
    if (!given.has('time')) given.set('time', '0');
  }
}

/** Larger than any version there will be. */
const LATEST = 9999;

/**
 * Takes the version out of what a link gives, and turns the rest into a link of today. A link of a later version is left as it is, to
 * be read as far as possible.
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
  // Without a legible number the link was most likely made today.
  const version = value === null ? now : Number(value);
  for (const migration of migrations.slice(version - 1)) migration(given);
  const newer = { key: 'note.state.newer', words: { version: String(version), known: String(now) } };
  return [...(note ? [note] : []), ...(version > now ? [newer] : [])];
}
