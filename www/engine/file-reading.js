// Reads files for the compute loop: it fetches the ranges of bytes that a reader asks for. A file stays open until another is opened,
// so that choosing another of its tensors reads only that tensor. Some browsers let no worker of a page from a disk read a file; what
// cannot be read here is asked of the page.

import { withName } from '../files/names.js';
import { messageOf, sentence } from './wire.js';

/** @typedef {import('./pkg.js').Pkg} Pkg */
/** @typedef {import('../files/types.js').Source} Source */
/** @typedef {import('./pkg.js').WasmFile} WasmFile */
/**
 * @typedef {object} Call a call that reads
 * @property {(fraction: number) => Promise<boolean>} goesOn reports progress; false when the work was given up
 * @property {(start: number, end: number) => Promise<ArrayBuffer>} ask asks the page for bytes of the file
 */

export class FileReading {
  #pkg;
  /** @type {{key: string, file: WasmFile}|null} */
  #open = null;

  /** @param {Pkg} pkg */
  constructor(pkg) {
    this.#pkg = pkg;
  }

  /**
   * What a file holds; null when it was given up.
   * @param {Source} source @param {Call} call
   */
  async list(source, call) {
    const file = await this.#opened(source, call);
    return file && { ...file.listing(), size: source.blob.size };
  }

  /**
   * The tensor that a data string means; null when it was given up.
   * @param {Source} source @param {string} data @param {Call} call
   */
  async read(source, data, call) {
    const reading =
      source.raw === undefined
        ? beginning(await this.#opened(source, call), source.tensor)
        : this.#pkg.read_raw(source.raw, source.blob.size);
    if (!reading) return null;
    for (let range = reading.wants(); range; range = reading.wants()) {
      reading.give(await bytesOf(source, range, call));
      if (!(await call.goesOn(reading.progress()))) {
        reading.free();
        return null;
      }
    }
    return reading.tensor(data);
  }

  /** @param {Source} source @param {Call} call @returns {Promise<WasmFile|null>} */
  async #opened(source, call) {
    if (this.#open?.key === source.key) return this.#open.file;
    this.close();
    const file = new this.#pkg.File(source.name, source.blob.size, source.data);
    try {
      for (let range = file.step(); range; range = file.step()) {
        file.give(range[0], await bytesOf(source, range, call));
        if (!(await call.goesOn(0))) {
          file.free();
          return null;
        }
      }
    } catch (error) {
      file.free();
      throw error;
    }
    // Another call may have opened one meanwhile.
    this.close();
    this.#open = { key: source.key, file };
    return file;
  }

  /** Closes the open file. */
  close() {
    this.#open?.file.free();
    this.#open = null;
  }
}

/**
 * Begins to read a tensor. If none has exactly that name, the one counts whose name has the same characters: a link may be composed
 * where the file is not.
 * @param {WasmFile|null} file @param {string|undefined} tensor
 */
function beginning(file, tensor) {
  try {
    return file?.read(tensor);
  } catch (error) {
    const { key } = /** @type {{key?: string}} */ (error);
    const like = key === 'error.file.tensor' && withName(file?.listing().entries ?? [], tensor ?? '');
    if (!file || !like) throw error;
    return file.read(like.name);
  }
}

/** @param {Source} source @param {[number, number]} range @param {Call} call @returns {Promise<Uint8Array>} */
async function bytesOf({ name, blob }, [start, end], { ask }) {
  try {
    const here = blob.slice(start, end).arrayBuffer();
    return new Uint8Array(await here.catch(() => ask(start, end)));
  } catch (error) {
    throw sentence('error.file.read', { name, message: messageOf(error) });
  }
}
