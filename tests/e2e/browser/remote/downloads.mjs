// A folder in which a browser puts what it downloads.
import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What browsers call a file that is still being written. */
const UNFINISHED = /\.(part|wkdownload|crdownload)$/;

/** @param {string} folder */
export async function emptied(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}

/** The file that is saved there, once it is whole. @param {string} folder @param {number} patience ms */
export async function arrived(folder, patience) {
  for (const end = Date.now() + patience; Date.now() < end;) {
    const names = await readdir(folder);
    const [name] = names;
    if (names.length === 1 && !UNFINISHED.test(name)) {
      // A browser makes the empty file first, to have its name.
      const bytes = await readFile(join(folder, name));
      if (bytes.length > 0) return { name, bytes };
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('nothing was saved');
}
