// Reads files for the compute loop: it fetches the ranges of bytes that a reader asks for. A file stays open until another is opened,
// so that choosing another of its tensors reads only that tensor; so does the importance matrix beside it. Some browsers let no worker of a page from a disk read a file; what
// cannot be read here is asked of the page, and so is what lies at an address.

import { withName } from '../files/names.js';
import { ReadAhead } from './read-ahead.js';
import { isSentence, messageOf, sentence, toRecord } from './wire.js';

/** @typedef {import('./pkg.js').Pkg} Pkg */
/** @typedef {import('../files/types.js').Source} Source */
/** @typedef {import('./pkg.js').WasmFile} WasmFile */
/** @typedef {'data'|'beside'|'became'} Role */
/**
 * @typedef {object} Call a call that reads
 * @property {(fraction: number) => Promise<boolean>} goesOn reports progress; false when the work was given up
 * @property {(key: string, start: number, end: number) => Promise<ArrayBuffer>} ask asks the page for bytes of the source of that key
 * @property {ReadAhead|null} [ahead] reads what follows, too
 */

export class FileReading {
  #pkg;
  /** Reads the tensors of a survey. @type {ReadAhead|null} */
  #ahead = null;
  /** The file of the data, the importance matrix, and what the data became. @type {Partial<Record<Role, {key: string, file: WasmFile}>>} */
  #open = {};

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
    return file && { ...file.listing(), size: source.size };
  }

  /**
   * The tensor that a data string means; null when it was given up.
   * @param {Source} source @param {string} data @param {Call} call
   */
  async read(source, data, call) {
    const reading =
      source.raw === undefined
        ? beginning(await this.#opened(source, call), source.tensor)
        : this.#pkg.read_raw(source.raw, source.size);
    if (!reading || !(await this.#fed(reading, source, call))) return null;
    // What is missing of a model is said with each of its tensors.
    const said = source.raw === undefined ? (this.#open.data?.file.listing().notes ?? []) : [];
    const tensor = source.beside ? await this.#weighed(reading, data, source.beside, call) : reading.tensor(data);
    return tensor && said.length > 0 ? { ...tensor, notes: [...said, ...tensor.notes] } : tensor;
  }

  /**
   * The tensor of a reading with the importance beside it; without, where that cannot be read any more, which a note then says.
   * @param {import('./pkg.js').WasmReading} reading @param {string} data @param {Source} beside @param {Call} call
   */
  async #weighed(reading, data, beside, call) {
    /** @type {WasmFile|null} */
    let file;
    try {
      file = await this.#opened(beside, call, 'beside');
    } catch (error) {
      if (!isSentence(error)) throw error;
      const tensor = reading.tensor(data);
      return { ...tensor, notes: [...tensor.notes, toRecord(error)] };
    }
    if (file) return file.weighed(reading, data);
    reading.free();
    return null;
  }

  /** @param {Source} source @param {Call} call @param {Role} [role] @returns {Promise<WasmFile|null>} */
  async #opened(source, call, role = 'data') {
    const open = this.#open[role];
    if (open?.key === source.key) return open.file;
    this.#close(role);
    const file = fileOf(this.#pkg, source);
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
    this.#close(role);
    this.#open[role] = { key: source.key, file };
    return file;
  }

  /**
   * The row of a tensor in the survey of its model; null when it was given up. The tensor is read and measured in bands of rows. With no
   * schemes, it only has what the tensor became.
   * @param {Source} source its `tensor` names it @param {readonly string[]} schemes
   * @param {number} run bytes of the tensor and of those that are asked for after it @param {Call} given
   * @returns {Promise<import('./model-records.js').ModelRow|null>}
   */
  async row(source, schemes, run, given) {
    const file = await this.#opened(source, given);
    const call = { ...given, ahead: this.#aheadOf(source, run) };
    const beside = file && source.beside ? await this.#opened(source.beside, call, 'beside') : null;
    if (!file || (source.beside && !beside)) return null;
    const { became, tensor = '' } = source;
    const row =
      became && schemes.length === 0
        ? /** @type {any} */ ({ name: tensor, sides: [] })
        : await this.#surveyed(file, beside, source, schemes, call);
    if (!row || !became) return row;
    let found;
    try {
      found = await this.#compared(file, beside, source, call);
    } catch (error) {
      // What is wrong with the second file says nothing of the first.
      if (!isSentence(error)) throw error;
      found = { measures: null, problem: toRecord(error) };
    }
    if (found) row.sides.push({ problem: null, ...found, scheme: became.word });
    return found && row;
  }

  /** Of what lies at an address, null. @param {Source} source @param {number} run */
  #aheadOf({ key, blob }, run) {
    if (blob && this.#ahead?.key !== key) this.#ahead = new ReadAhead(key, blob);
    const ahead = blob ? this.#ahead : null;
    ahead?.expect(run);
    return ahead;
  }

  /**
   * What a tensor became, band by band; null when it was given up.
   * @param {WasmFile} file @param {WasmFile|null} beside @param {Source} source @param {Call} call
   */
  async #compared(file, beside, source, call) {
    const { became, tensor = '' } = /** @type {Required<Source>} */ (source);
    const other = await this.#opened(became, call, 'became');
    if (!other) return null;
    const { tensor: partner = '', interleaved } = became;
    const comparing = beside
      ? file.becoming_weighed(tensor, other, partner, interleaved, beside)
      : file.becoming(tensor, other, partner, interleaved);
    const progress = () => comparing.progress();
    // Only one of two files is read ahead, which may be the same.
    const apart = { ...call, ahead: null };
    try {
      for (let rows = comparing.wants(); rows; rows = comparing.wants()) {
        const original = await this.#fed(file.read_rows(tensor, ...rows), source, call, progress);
        const stored = original && (await this.#fed(other.read_rows(partner, ...rows), became, apart, progress));
        if (!original || !stored) {
          original?.free();
          return null;
        }
        comparing.take(original, stored);
      }
      return comparing.compared();
    } finally {
      comparing.free();
    }
  }

  /** @param {WasmFile} file @param {WasmFile|null} beside @param {Source} source @param {readonly string[]} schemes @param {Call} call */
  async #surveyed(file, beside, source, schemes, call) {
    const tensor = /** @type {string} */ (source.tensor);
    const survey = beside ? file.survey_weighed(tensor, [...schemes], beside) : file.survey(tensor, [...schemes]);
    try {
      for (let rows = survey.wants(); rows; rows = survey.wants()) {
        const reading = await this.#fed(file.read_rows(tensor, ...rows), source, call, () => survey.progress());
        if (!reading) return null;
        survey.take(reading);
        while (!survey.step()) if (!(await call.goesOn(survey.progress()))) return null;
      }
      return survey.row();
    } finally {
      survey.free();
    }
  }

  /**
   * A reading that has all its bytes; null when it was given up.
   * @param {import('./pkg.js').WasmReading} reading @param {Source} source @param {Call} call @param {() => number} progress
   */
  async #fed(reading, source, call, progress = () => reading.progress()) {
    for (let range = reading.wants(); range; range = reading.wants()) {
      reading.give(await bytesOf(source, range, call));
      if (!(await call.goesOn(progress()))) {
        reading.free();
        return null;
      }
    }
    return reading;
  }

  /** Closes what is open. */
  close() {
    this.#close('data');
    this.#close('beside');
    this.#close('became');
    this.#ahead = null;
  }

  /** @param {Role} role */
  #close(role) {
    this.#open[role]?.file.free();
    delete this.#open[role];
  }
}

/** @param {Pkg} pkg @param {Source} source */
function fileOf(pkg, { name, size, parts, data }) {
  if (!parts) return new pkg.File(name, size, data);
  const sizes = Float64Array.from(parts, ({ size }) => size);
  return pkg.File.model(
    name,
    parts.map((part) => part.name),
    sizes,
  );
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
async function bytesOf({ key, name, blob }, [start, end], { ask, ahead }) {
  const there = async () => new Uint8Array(await ask(key, start, end));
  const here = async (/** @type {Blob} */ blob) => new Uint8Array(await blob.slice(start, end).arrayBuffer());
  try {
    if (!blob) return await there();
    return await (ahead?.key === key ? ahead.take(start, end) : here(blob)).catch(there);
  } catch (error) {
    if (isSentence(error)) throw error;
    throw sentence('error.file.read', { name, message: messageOf(error) });
  }
}
