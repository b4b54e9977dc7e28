// A link about a file that is not here: what it says is kept until the person drops the file, or does not want it any more.

import { referenceOf } from './files.js';
import { KEYS, OWN } from '../state/state.js';

/** @typedef {import('../state/state.js').State} State */

/** The note that says which file to drop; whoever dismisses it has given the file up. */
export const AWAITED = 'note.file.awaited';

/** Whether a data string is about one of these files, or about a tensor in it. @param {string} data @param {readonly {name: string}[]} files */
function isAbout(data, files) {
  const reference = referenceOf(data);
  return (
    reference?.kind === 'file' &&
    files.some(({ name }) => reference.name === name || reference.name.startsWith(`${name}/`))
  );
}

/** What the link says, once its file is among those that were opened; how the page is shown stays as it is. @param {State|null} link @param {readonly {name: string}[]} opened @returns {Partial<State>|null} */
export function arrived(link, opened) {
  if (!link || !isAbout(link.data, opened)) return null;
  return Object.fromEntries(
    KEYS.filter(({ name }) => !OWN.has(name) && name !== 'present').map(({ name }) => [name, link[name]]),
  );
}
