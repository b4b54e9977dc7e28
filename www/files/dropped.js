// The files of a drop, also those in directories, under distinct names. Names of the notation have no slash, so a file is called by its
// own name, and by its path only where two names would be alike.

/** @typedef {{file: File, name: string, folder?: string}} Named its folder, where it came in one */
/** @typedef {{name: string, error: unknown}} Lost a file or a directory that could not be read, and why */

/** More files than this are not read. */
export const MOST_FILES = 1000;
/** Stands in a name where a path has a slash. */
const BELOW = ' › ';

/** @param {Iterable<File>} files @returns {Named[]} */
export function named(files) {
  const all = [...files];
  // Those of a directory that was chosen have a path.
  if (all.some((file) => file.webkitRelativePath)) {
    const shown = all.filter((file) => !file.webkitRelativePath.split('/').some((name) => name.startsWith('.')));
    return withDistinctNames(shown.map((file) => ({ file, path: file.webkitRelativePath })));
  }
  return numbered(all.map((file) => ({ file, name: file.name })));
}

/**
 * The files of a drop, those of a directory in the order of their paths. To be called while the drop's event is handled:
 * afterwards the browser has forgotten them.
 * @param {DataTransfer} transfer
 * @returns {Promise<{files: Named[], lost: Lost[]}>} one more than `MOST_FILES` files at most
 */
export async function filesOf(transfer) {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  // A file is taken as it is: what a program made is no entry of a file system, or one that cannot be read.
  const roots = items.map((item) => {
    const entry = item.webkitGetAsEntry?.();
    return (entry?.isDirectory ? null : item.getAsFile()) ?? entry;
  });
  /** @type {{file: File, path: string}[]} */
  const found = [];
  /** @type {Lost[]} */
  const lost = [];
  for (const root of roots) {
    if (root instanceof File) found.push({ file: root, path: root.name });
    else if (root) await walk(root, found, lost);
  }
  return { files: withDistinctNames(found), lost };
}

/**
 * What vanished since it was dropped, or may not be read, takes nothing else with it.
 * @param {FileSystemEntry} entry @param {{file: File, path: string}[]} found @param {Lost[]} lost
 */
async function walk(entry, found, lost) {
  const path = entry.fullPath.replace(/^\//, '');
  try {
    if (found.length > MOST_FILES) return;
    if (!entry.isFile)
      for (const each of await inside(/** @type {FileSystemDirectoryEntry} */ (entry))) await walk(each, found, lost);
    else
      found.push({
        file: await asPromise((done, failed) => /** @type {FileSystemFileEntry} */ (entry).file(done, failed)),
        path,
      });
  } catch (error) {
    lost.push({ name: path.replaceAll('/', BELOW), error });
  }
}

/** What a directory holds, in order; hidden files were not meant. @param {FileSystemDirectoryEntry} directory */
async function inside(directory) {
  const reader = directory.createReader();
  /** @type {FileSystemEntry[]} */
  const all = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await asPromise((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) break;
    all.push(...some);
  }
  return all
    .filter(({ name }) => !name.startsWith('.'))
    .sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
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
  return numbered(
    found.map(({ file, path }) => ({
      file,
      name: times.get(file.name) === 1 ? file.name : path.replaceAll('/', BELOW),
      ...(path.includes('/') ? { folder: path.slice(0, path.lastIndexOf('/')) } : {}),
    })),
  );
}

/** Files of one name under different ones: behind the first, with a number before the ending. @param {Named[]} files @returns {Named[]} */
function numbered(files) {
  const taken = new Set(files.map(({ name }) => name));
  const given = new Set();
  return files.map(({ name, ...rest }) => {
    let own = name;
    for (let i = 2; given.has(own) || (own !== name && taken.has(own)); i += 1)
      own = name.replace(/(\.[^.]*)?$/, ` (${i})$1`);
    given.add(own);
    return { ...rest, name: own };
  });
}
