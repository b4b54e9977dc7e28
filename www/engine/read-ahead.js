// Bytes that are read one behind another from a file on this machine: they are read in windows, and each window while a worker is busy with
// the one before it. A browser takes some milliseconds for each read, however small it is.

/** Bytes of a window. */
const WINDOW = 8 << 20;

/** @typedef {{start: number, end: number, bytes: Promise<Uint8Array>}} Window */

export class ReadAhead {
  #blob;
  /** Nothing is read ahead from there on. */
  #end = 0;
  /** Bytes that follow from the start of the next read on, once it is known. @type {number|null} */
  #run = null;
  /** Those that are held, one behind another: what was asked for last, and the next one. @type {Window[]} */
  #windows = [];

  /** @param {string} key of the source @param {Blob} blob its bytes */
  constructor(key, blob) {
    this.key = key;
    this.#blob = blob;
  }

  /** So many bytes will be taken from the start of the next read on. @param {number} bytes */
  expect(bytes) {
    this.#run = bytes;
  }

  /** The bytes from `start` to `end`. Rejects where the file cannot be read. @param {number} start @param {number} end @returns {Promise<Uint8Array>} */
  async take(start, end) {
    if (this.#run !== null) this.#end = start + this.#run;
    this.#run = null;
    this.#windows = this.#windows.filter((window) => window.end > start);
    if (this.#windows.length > 0 && this.#windows[0].start > start) this.#windows = [];
    while (this.#reached(start) < end) this.#read(this.#reached(start), Math.max(end, this.#end));
    const wanted = [...this.#windows];
    const reached = this.#reached(start);
    if (reached - end < WINDOW && reached < this.#end) this.#read(reached, this.#end);
    const parts = wanted
      .filter((window) => window.start < end)
      .map(async (window) => (await window.bytes).subarray(Math.max(0, start - window.start), end - window.start));
    return joined(await Promise.all(parts));
  }

  /** Where the windows end. @param {number} start where the first one would begin */
  #reached(start) {
    return this.#windows.at(-1)?.end ?? start;
  }

  /** Begins to read the next window. @param {number} start @param {number} most */
  #read(start, most) {
    const end = Math.min(start + WINDOW, most);
    const bytes = this.#blob.slice(start, end).arrayBuffer();
    const window = { start, end, bytes: bytes.then((buffer) => new Uint8Array(buffer)) };
    // Whoever takes it hears why it cannot be read, and the next one tries again.
    window.bytes.catch(() => (this.#windows = []));
    this.#windows.push(window);
  }
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
