// Models of several files: shards with their index, or the parts of a split GGUF. They come together, as a folder, or one after the
// other. The crate says which files belong together; here it is known which models still lack files.

/** @typedef {import('./dropped.js').Named} Named */
/** @typedef {import('./types.js').Grouped} Grouped */
/** @typedef {import('./types.js').FileListing} FileListing */

/** Sentences on a model that say that files are missing. */
const LACKS = new Set([
  'error.model.no_shard',
  'note.model.part_missing',
  'note.model.part_missing_of',
  'note.model.shard_missing',
]);
const INDEX = /\.index(\.[^.]+)?\.json$/i;
/** An index of more bytes is read without being looked at first. */
const LONGEST_INDEX = 1 << 26;

export class Models {
  /** Models that lack files, by their names. @type {Map<string, Grouped>} */
  #incomplete = new Map();

  /**
   * Groups files into models; one that belongs to none is alone. A model that lacks files is grouped with those that come now.
   * @param {readonly Named[]} files
   * @param {(names: string[], texts: (string|undefined)[]) => Promise<{name: string, files: number[]}[]>} group asks the crate
   * @returns {Promise<Grouped[]>}
   */
  async grouped(files, group) {
    if (files.length < 2 && this.#incomplete.size === 0 && !files.some(({ name }) => INDEX.test(name)))
      return files.map(({ file, name }) => ({ name, files: [file], replaces: [] }));
    /** @type {Grouped[]} */
    const found = [];
    for (const [folder, own] of byFolder(files)) {
      const before = folder === '' ? [...this.#incomplete.values()] : [];
      found.push(...(await inFolder(own, before, group)));
    }
    return found;
  }

  /** Keeps in mind whether a model that was opened is complete. @param {Grouped} group @param {readonly {key?: string}[]} said what was said of it */
  opened(group, said) {
    for (const name of group.replaces) this.#incomplete.delete(name);
    if (said.some(({ key = '' }) => LACKS.has(key))) this.#incomplete.set(group.name, group);
    else this.#incomplete.delete(group.name);
  }
}

/** @param {readonly Named[]} files */
function byFolder(files) {
  /** @type {Map<string, Named[]>} */
  const folders = new Map();
  for (const file of files) {
    const folder = file.folder ?? '';
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return folders;
}

/**
 * The models among files of one folder and those that lack some. Only models that one of the new files belongs to are opened.
 * @param {Named[]} own @param {Grouped[]} before @param {Parameters<Models['grouped']>[1]} group
 * @returns {Promise<Grouped[]>}
 */
async function inFolder(own, before, group) {
  const fresh = new Set(own.map(({ file }) => file.name));
  /** A file of the same name that comes now takes the place of the one before. @type {Named[]} */
  const known = [];
  for (const { files } of before)
    for (const file of files) if (!fresh.has(file.name)) known.push({ file, name: file.name });
  const all = [...own, ...known];
  const texts = await Promise.all(all.map(textOf));
  const names = all.map(({ file }) => file.name);
  // Where the crate cannot say it, each file is opened alone, and says what is wrong.
  const alone = () => names.map((name, place) => ({ name, files: [place] }));
  const groups = await group(names, texts).catch(alone);
  return groups
    .filter(({ files }) => files.some((place) => place < own.length))
    .map(({ name, files }) => {
      const parts = files.map((place) => all[place].file);
      const main = all[files[0]];
      const replaces = before.filter((model) => model.files.some((file) => parts.includes(file)));
      return {
        name: main.file.name === name ? main.name : name,
        files: parts,
        replaces: replaces.map((model) => model.name),
      };
    });
}

/** The text of an index. What cannot be read now is said when the model is opened. @param {Named} named */
async function textOf({ file }) {
  if (!INDEX.test(file.name) || file.size > LONGEST_INDEX) return undefined;
  return file.text().catch(() => undefined);
}
