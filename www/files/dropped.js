// The files of a drop, also those in directories, under distinct names. Names of the notation have no slash, so a file is called by its
// own name, and by its path only where two names would be alike.

/** @typedef {{file: File, name: string}} Named */

/** More files than this are not read. */
export const MOST_FILES = 1000;
/** Stands in a name where a path has a slash. */
const BELOW = ' › ';

/** @param {Iterable<File>} files @returns {Named[]} */
export function named(files) {
  return [...files].map((file) => ({ file, name: file.name }));
}

/**
 * The files of a drop, those of a directory in the order of their paths. To be called while the drop's event is handled:
 * afterwards the browser has forgotten them.
 * @param {DataTransfer} transfer
 * @returns {Promise<Named[]>} one more than `MOST_FILES` at most
 */
export async function filesOf(transfer) {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  // An item that a program made is no entry of a file system.
  const roots = items.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  /** @type {{file: File, path: string}[]} */
  const found = [];
  for (const root of roots) {
    if (root instanceof File) found.push({ file: root, path: root.name });
    else if (root) await walk(root, found);
  }
  return withDistinctNames(found);
}

/** @param {FileSystemEntry} entry @param {{file: File, path: string}[]} found */
async function walk(entry, found) {
  if (found.length > MOST_FILES) return;
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    found.push({
      file: await asPromise((done, failed) => /** @type {FileSystemFileEntry} */ (entry).file(done, failed)),
      path,
    });
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {FileSystemEntry[]} */
  const inside = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await asPromise((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) break;
    inside.push(...some);
  }
  // Hidden files were not meant.
  const shown = inside
    .filter(({ name }) => !name.startsWith('.'))
    .sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
  for (const each of shown) await walk(each, found);
}

/** @template T @param {(done: (value: T) => void, failed: (error: unknown) => void) => void} run @returns {Promise<T>} */
function asPromise(run) {
  return new Promise(run);
}

/** @param {{file: File, path: string}[]} found @returns {Named[]} */
export function withDistinctNames(found) {
  /** @type {Map<string, number>} */
  const times = new Map();
  for (const { file } of found) times.set(file.name, (times.get(file.name) ?? 0) + 1);
  return found.map(({ file, path }) => ({
    file,
    name: times.get(file.name) === 1 ? file.name : path.replaceAll('/', BELOW),
  }));
}
