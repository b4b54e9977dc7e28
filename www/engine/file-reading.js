// Reads files for the compute loop: it fetches the ranges of bytes that a reader asks for. A file stays open until another is opened,
// so that choosing another of its tensors reads only that tensor.

import { withName } from '../files/names.js';
import { messageOf, sentence } from './wire.js';

/** @typedef {import('./pkg.js').Pkg} Pkg */
/** @typedef {import('../files/types.js').Source} Source */
/** @typedef {import('./pkg.js').WasmFile} WasmFile */
/** @typedef {(fraction: number) => Promise<boolean>} GoesOn reports progress; false when the work was given up */

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
   * @param {Source} source @param {GoesOn} goesOn
   */
  async list(source, goesOn) {
    const file = await this.#opened(source, goesOn);
    return file && { ...file.listing(), size: source.blob.size };
  }

  /**
   * The tensor that a data string means; null when it was given up.
   * @param {Source} source @param {string} data @param {GoesOn} goesOn
   */
  async read(source, data, goesOn) {
    const reading =
      source.raw === undefined
        ? beginning(await this.#opened(source, goesOn), source.tensor)
        : this.#pkg.read_raw(source.raw, source.blob.size);
    if (!reading) return null;
    for (let range = reading.wants(); range; range = reading.wants()) {
      reading.give(await bytesOf(source, range));
      if (!(await goesOn(reading.progress()))) {
        reading.free();
        return null;
      }
    }
    return reading.tensor(data);
  }

  /** @param {Source} source @param {GoesOn} goesOn @returns {Promise<WasmFile|null>} */
  async #opened(source, goesOn) {
    if (this.#open?.key === source.key) return this.#open.file;
    this.close();
    const file = new this.#pkg.File(source.name, source.blob.size, source.data);
    try {
      for (let range = file.step(); range; range = file.step()) {
        file.give(range[0], await bytesOf(source, range));
        if (!(await goesOn(0))) {
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

/** @param {Source} source @param {[number, number]} range @returns {Promise<Uint8Array>} */
async function bytesOf({ name, blob }, [start, end]) {
  try {
    return new Uint8Array(await blob.slice(start, end).arrayBuffer());
  } catch (error) {
    throw sentence('error.file.read', { name, message: messageOf(error) });
  }
}
