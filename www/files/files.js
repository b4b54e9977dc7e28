// The files that data strings name: samples beside the page, and files that were opened. They are `sample(NAME)`, `file(NAME)` and
// `file(NAME/TENSOR)`; `url(ADDRESS|TENSOR)` names files on the web that a person agreed to read. Data of every other string is generated. Options behind them, such as `:axis=1`, are for the crate.

import { SentenceError } from '../engine/errors.js';
import { messageOf } from '../engine/wire.js';
import { likely } from '../state/nearest.js';
import { withName } from './names.js';

/** @typedef {import('./types.js').Sample} Sample */
/** @typedef {import('./types.js').Source} Source */
/** @typedef {{kind: 'sample'|'file'|'url', name: string, options: string}} Reference */
/** @typedef {{file?: Blob, name: string, version: number, parts?: import('./types.js').Part[], remote?: import('./types.js').RemotePart[], address?: string, host?: string, stale?: boolean}} Kept address: of files on the web, with the host that sends them; stale: they are not what they were */

/** So many samples are named where there is none of a name. */
const NAMED_SAMPLES = 3;

/**
 * What a data string refers to; null if it is to be generated. A name is a sequence of characters: nothing of it is trimmed.
 * @param {string} data @returns {Reference|null}
 */
export function referenceOf(data) {
  // Brackets and colons may be of full width, as the crate reads them.
  const match = /^\s*(sample|file|url)[(（](.*)[)）]([^)）]*)$/s.exec(data);
  if (!match) return null;
  const options = match[3].replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  return { kind: /** @type {Reference['kind']} */ (match[1]), name: match[2], options };
}

export class Files {
  #fetchSample;
  /** @type {Map<string, Kept>} */
  #files = new Map();
  /** Files on the web, by their addresses. @type {Map<string, Kept>} */
  #addresses = new Map();
  #versions = 0;
  /** The importance matrix beside the data. @type {Kept|null} */
  #beside = null;
  /** @type {Promise<Sample[]>|null} */
  #samples = null;
  /** The sample fetched last, kept because changed options read it again. @type {{sample: string, name: string, blob: Blob}|null} */
  #latest = null;

  /** @param {NonNullable<import('../engine/types.js').EngineOptions['fetchSample']>} fetchSample */
  constructor(fetchSample) {
    this.#fetchSample = fetchSample;
  }

  /** Files that are to be read as one before they are kept. @param {readonly File[]} files @param {string} name its name here @returns {Kept} */
  candidate(files, name) {
    this.#versions += 1;
    const version = this.#versions;
    if (files.length === 1) return { file: files[0], name, version };
    const parts = files.map((file) => ({ name: file.name, size: file.size }));
    // Its bytes stay where they are.
    return { file: new Blob([...files]), name, version, parts };
  }

  /** What lies at an address, which a person agreed to read. Its host is asked. @param {string} address @param {AbortSignal} signal @returns {Promise<Kept>} */
  async remote(address, signal) {
    const { lookUp } = await import('./remote.js');
    const { name, files, host } = await lookUp(address, { signal });
    this.#versions += 1;
    return { name, version: this.#versions, parts: files, remote: files, address, host };
  }

  /** Keeps a file, not its bytes. One of the same name replaces it. @param {Kept} kept */
  keep(kept) {
    if (kept.address !== undefined) this.#addresses.set(kept.address, kept);
    else this.#files.set(kept.name, kept);
  }

  /** What lies at the address that data names has changed: nothing more of it is read before it is looked up again. What was read stays. @param {string} data */
  changed(data) {
    const kept = this.#addresses.get(addressOf(data) ?? '');
    if (kept) kept.stale = true;
  }

  /** Keeps an importance matrix beside all data of files and samples, or none. @param {Kept|null} kept */
  weigh(kept) {
    this.#beside = kept;
  }

  /** Whether a file of that name, or of that address, is kept. @param {{name: string, address?: string}} file */
  has({ name, address }) {
    if (address !== undefined) return this.#addresses.has(address);
    return withName(this.#files.values(), name) !== undefined;
  }

  /** A key for what a data string stands for now: another file of the same name is other data, and so is data under another importance. @param {string} data */
  keyOf(data) {
    const reference = referenceOf(data);
    const version = (reference && this.#found(reference))?.version;
    const key = version === undefined ? data : `${data}#${version}`;
    return reference && this.#beside ? `${key}*${this.#beside.version}` : key;
  }

  /** @param {string} data @param {AbortSignal} [signal] @returns {Promise<Source|null>} null if it is to be generated */
  async resolve(data, signal) {
    const reference = referenceOf(data);
    if (!reference) return null;
    const { kind, name, options } = reference;
    const beside = this.#beside ? { beside: sourceOf(this.#beside) } : {};
    if (kind === 'sample') {
      const read = await this.#sample(name, signal);
      return { key: `sample(${name})`, size: read.blob.size, ...read, ...beside };
    }
    const found = this.#found(reference);
    if (kind === 'url' && (!found || found.stale)) throw await notAsked(data);
    if (!found) throw new SentenceError('error.file.missing', { name: name.split('/')[0] });
    const given = options.split(':').filter((option) => option !== '');
    const raw = given.some((option) => !/^(axis|point|decimal)=/.test(option));
    const source = { ...sourceOf(found), ...(raw ? { raw: data } : { tensor: found.tensor }), ...beside };
    // With another decimal mark, the text is another table.
    const decimal = given.find((option) => option.startsWith('decimal='));
    return decimal === undefined ? source : { ...source, key: `${source.key}:${decimal}`, data };
  }

  /** The samples; the list is fetched once, a sample when it is asked for. @returns {Promise<Sample[]>} */
  samples() {
    this.#samples ??= this.#get('index.json')
      .then((response) => response.json())
      .catch((error) => {
        this.#samples = null;
        throw error;
      });
    return this.#samples;
  }

  /** The file of a sample. @param {string} sample @param {AbortSignal} [signal] @returns {Promise<{name: string, blob: Blob}>} */
  async #sample(sample, signal) {
    if (this.#latest?.sample === sample) return { name: this.#latest.name, blob: this.#latest.blob };
    try {
      const samples = await this.samples();
      const found = samples.find(({ name }) => name === sample);
      if (!found) {
        const names = samples.map(({ name }) => name);
        const near = likely(sample, names, NAMED_SAMPLES).join(', ');
        throw new SentenceError('error.sample.unknown', { name: sample, near, count: String(names.length) });
      }
      const file = found.file ?? `${sample}.safetensors`;
      const response = await this.#get(encodeURIComponent(file), signal);
      const read = { name: file, blob: await response.blob() };
      this.#latest = { sample, ...read };
      return read;
    } catch (error) {
      if (error instanceof SentenceError) throw error;
      throw new SentenceError('error.sample.fetch', { name: sample, message: messageOf(error) });
    }
  }

  /** @param {string} file @param {AbortSignal} [signal] */
  async #get(file, signal) {
    const response = await this.#fetchSample(file, { signal });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response;
  }

  /** The file or address that a data string means, and the tensor it names. @param {Reference} reference */
  #found({ kind, name }) {
    if (kind === 'file') return this.#split(name);
    const { address, tensor } = splitAddress(name);
    const kept = kind === 'url' ? this.#addresses.get(address) : undefined;
    return kept && { ...kept, tensor };
  }

  /** The file that a name means, and the tensor it names. Both names may have slashes. @param {string} name */
  #split(name) {
    for (const find of [
      (/** @type {string} */ part) => this.#files.get(part),
      (/** @type {string} */ part) => withName(this.#files.values(), part),
    ])
      for (let end = name.length; end > 0; end = name.lastIndexOf('/', end - 1)) {
        const kept = find(name.slice(0, end));
        if (kept) return { ...kept, tensor: end < name.length ? name.slice(end + 1) : undefined };
      }
    return undefined;
  }
}

/** A file as the compute loop reads it. @param {Kept} kept @returns {Source} */
export function sourceOf({ file, name, version, parts, remote }) {
  const size = file?.size ?? (remote ?? []).reduce((sum, part) => sum + part.size, 0);
  const bytes = remote ? { remote } : { blob: file };
  // One file alone is no model, wherever it lies.
  const several = parts && !(remote?.length === 1);
  return { key: `${name}#${version}`, name, size, ...bytes, ...(several ? { parts: parts.map(asPart) } : {}) };
}

/** @param {import('./types.js').Part} part */
const asPart = ({ name, size }) => ({ name, size });

/** The address that a data string names. @param {string} data */
export function addressOf(data) {
  const reference = referenceOf(data);
  return reference?.kind === 'url' ? splitAddress(reference.name).address : null;
}

/** The address before the first bar, and the tensor behind it. @param {string} inside */
function splitAddress(inside) {
  const bar = inside.indexOf('|');
  if (bar < 0) return { address: inside.trim(), tensor: undefined };
  return { address: inside.slice(0, bar).trim(), tensor: inside.slice(bar + 1) };
}

/** Why data on the web is not read yet: nobody agreed to ask its host. @param {string} data */
async function notAsked(data) {
  const { hostOf } = await import('./address.js');
  const address = addressOf(data) ?? '';
  return new SentenceError('error.url.ask', { host: hostOf(address), address });
}
