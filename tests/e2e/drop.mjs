// Files as a person brings them: by the button, and by dropping them on the page.
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { control } from './lab.mjs';
import { boxOf } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const TESTS = fileURLToPath(new URL('../', import.meta.url));
const { QUANTSCOPE_SAMPLES } = process.env;
/** Tensors of real models. */
export const SAMPLES = resolve(QUANTSCOPE_SAMPLES ?? join(TESTS, '../www/samples'));
/** Good files of every kind, and files that are damaged, odd, or not what they say. */
export const FORMATS = QUANTSCOPE_SAMPLES ? join(SAMPLES, 'formats') : join(TESTS, 'formats');
export const BAD_FILES = resolve(process.env.QUANTSCOPE_BAD_FILES ?? join(TESTS, 'bad-files'));

/** @param {...string} paths */
export const byName = (...paths) => Object.fromEntries(paths.map((path) => [basename(path), path]));

/** Chooses files with the button. @param {Page} page @param {...string} paths */
export async function choose(page, ...paths) {
  await page.chooseFiles(() => control(page, 'open').click(), paths);
}

/** Drags files from outside over the page and lets go there. @param {Page} page @param {...string} paths */
export async function drop(page, ...paths) {
  const box = await boxOf(page.locator('.stage'));
  await page.dropFiles({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, paths);
}

/** Drops files of any name and content, which the file system may not know. @param {Page} page @param {{name: string, path?: string, text?: string, bytes?: Uint8Array}[]} files */
export async function dropMade(page, files) {
  const made = files.map(({ name, path, text, bytes }) => ({
    name,
    base64: Buffer.from(bytes ?? (path ? readFileSync(path) : (text ?? ''))).toString('base64'),
  }));
  page.spoilt = true;
  await page.locator('.stage').evaluate((stage, given) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of given) {
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      dataTransfer.items.add(new File([content], name));
    }
    for (const type of ['dragover', 'drop'])
      stage.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }));
  }, made);
}
