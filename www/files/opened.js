// The files a person has opened: what each holds or why it holds nothing, the latest first. Only handles and lists are kept,
// no values. A link about a file that is not here is kept until the person drops that file, or dismisses the note about it.

import { Obsolete } from '../engine/errors.js';
import { isSentence, messageOf } from '../engine/wire.js';
import { KEPT, KEYS } from '../state/state.js';
import { referenceOf } from './files.js';

/** @typedef {import('./types.js').Opened} Opened */
/** @typedef {import('./types.js').FileListing} FileListing */
/** @typedef {import('./types.js').Grouped} Grouped */
/** @typedef {FileListing['entries'][number]} Entry */
/** @typedef {import('../state/state.js').State} State */

/** The notes that say which file to drop, and which host will be asked; dismissing one gives the file up. */
export const AWAITED = 'note.file.awaited';
export const ASKS = 'error.url.ask';

/**
 * Reads the contents of files and models, one after the other; those before, where it is given up half-way.
 * @param {{addFiles(files: readonly File[], name: string): Promise<FileListing>}} engine
 * @param {readonly Grouped[]} groups
 * @param {import('./models.js').Models} models are told what is missing
 */
export async function lookAt(engine, groups, models) {
  /** @type {{good: Opened[], bad: Opened[]}} */
  const found = { good: [], bad: [] };
  for (const group of groups) {
    const { name, files } = group;
    try {
      const listing = await engine.addFiles(files, name);
      models.opened(group, listing.notes ?? []);
      found.good.push(listing);
    } catch (error) {
      if (error instanceof Obsolete) break;
      const problem = problemOf(name, error);
      models.opened(group, [problem]);
      const size = files.reduce((sum, file) => sum + file.size, 0);
      found.bad.push({ name, size, entries: [], first: 0, problem });
    }
  }
  return found;
}

/** Why a file gives nothing, whatever went wrong. @param {string} name @param {unknown} error @returns {import('../i18n/index.js').Sayable} */
export function problemOf(name, error) {
  if (isSentence(error)) return /** @type {any} */ (error);
  return { key: 'error.file.unforeseen', words: { name, message: messageOf(error) } };
}

/** The list with files that were opened now in front: a good file replaces one of the same name. @param {readonly Opened[]} before @param {readonly Opened[]} good @param {readonly Opened[]} bad @returns {Opened[]} */
export function withNewer(before, good, bad) {
  const [known, renewed] = [before, good].map((files) => new Set(files.map(({ name }) => name)));
  return [...good, ...bad.filter(({ name }) => !known.has(name)), ...before.filter(({ name }) => !renewed.has(name))];
}

/** The tensors of a file, without the arrays that decode quantized ones. @param {FileListing} listing */
export const ownOf = ({ entries }) => entries.filter(({ of }) => !of);

/** The data string of a tensor in a file; the file's own for its only tensor, and for a table as a whole. @param {FileListing} listing @param {Entry} entry */
export function dataOf(listing, entry) {
  const { name } = listing;
  const only = !entry.of && ownOf(listing).length === 1;
  return only || entry.name === name ? dataOfFile(listing) : dataOfFile(listing, entry.name);
}

/** The data string of a file or an address, and of a tensor there. @param {{name: string, host?: string}} file @param {string} [tensor] */
export function dataOfFile({ name, host }, tensor) {
  const [kind, mark] = host === undefined ? ['file', '/'] : ['url', '|'];
  return tensor === undefined ? `${kind}(${name})` : `${kind}(${name}${mark}${tensor})`;
}

/** What of a file is shown first. @param {FileListing} listing @returns {Entry} */
export const firstOf = ({ entries, first }) => entries[first];

/** Whether a data string is about one of these files, or about a tensor in it. @param {string} data @param {readonly {name: string}[]} files */
export function isAbout(data, files) {
  const reference = referenceOf(data);
  return (
    reference?.kind === 'file' &&
    files.some(({ name }) => `${reference.name}/`.normalize('NFC').startsWith(`${name}/`.normalize('NFC')))
  );
}

/** What the link sets, once its file is among those that were opened; how the page is shown stays as it is. @param {State|null} link @param {readonly {name: string}[]} opened @returns {Partial<State>|null} */
export function arrived(link, opened) {
  return link && isAbout(link.data, opened) ? partOf(link) : null;
}

/** What a link sets of the state when it arrives. @param {State} link @returns {Partial<State>} */
export function partOf(link) {
  return Object.fromEntries(KEYS.filter(({ name }) => !KEPT.has(name)).map(({ name }) => [name, link[name]]));
}
