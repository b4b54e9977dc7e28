// The files a person has opened: what each holds or why it holds nothing, the latest first. Only handles and lists are kept,
// no values.

/** @typedef {import('./types.js').Opened} Opened */
/** @typedef {import('./types.js').FileListing} FileListing */
/** @typedef {FileListing['entries'][number]} Entry */

/** With files that were opened now in front of those from before; of the same name the new one. @param {readonly Opened[]} before @param {readonly Opened[]} now @returns {Opened[]} */
export function withNewer(before, now) {
  const names = new Set(now.map(({ name }) => name));
  return [...now, ...before.filter(({ name }) => !names.has(name))];
}

/** The data string of a tensor in a file; of the only one, and of a table as a whole, the file's. @param {FileListing} listing @param {Entry} entry */
export function dataOf({ name, entries }, entry) {
  return entries.length === 1 || entry.name === name ? `file(${name})` : `file(${name}/${entry.name})`;
}

/** What is shown of a file first: a table as a whole, of several tensors the first with values. @param {FileListing} listing @returns {Entry} */
export function firstOf({ name, entries }) {
  if (entries[0].name === name) return entries[0];
  return entries.find(({ count, readable }) => readable && count > 0) ?? entries[0];
}
