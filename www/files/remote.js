// Files at addresses: what lies there, and ranges of its bytes. Nothing is asked for before a person agreed to the host.

import { sentence } from '../engine/wire.js';
import { fileName, isPlain, placeOf, within } from './address.js';
import { range, sameVersion, whole } from './transport.js';

/** @typedef {import('./types.js').RemotePart} RemotePart */
/** @typedef {import('./transport.js').How} How */

/** What a model may be called in its folder: shards with an index, or one file. The first that is there is read. */
const FORMS = [
  { index: 'model.safetensors.index.json', whole: 'model.safetensors' },
  { index: 'pytorch_model.bin.index.json', whole: 'pytorch_model.bin' },
];
const CONFIG = 'config.json';
/** Where libraries write what a configuration does not say: how a checkpoint is quantized (GPTQ and AWQ, and ModelOpt). */
const QUANTIZED = ['quantize_config.json', 'hf_quant_config.json'];
/** An index of more bytes is not read. */
const LONGEST_TEXT = 1 << 26;
/** A model of more files is not read. */
const MOST_SHARDS = 1000;
/** So many files of a model are looked for at once. */
const AT_ONCE = 6;

/**
 * What lies at an address: its name, its files with their sizes, and the host that sends them. Asks for the texts of a model as a whole and for
 * one byte of every other file.
 * @param {string} address @param {How} [how] @returns {Promise<{name: string, files: RemotePart[], host: string}>}
 */
export async function lookUp(address, how = {}) {
  const { url, folder } = placeOf(address);
  if (!folder) {
    const { part, host } = await found(url, fileName(url), how);
    return { name: part.name, files: [part], host };
  }
  const { index, there } = await modelIn(url, how);
  const configs = await configsIn(url, how);
  const files = [index, ...there.map(({ part }) => part), ...configs].filter((part) => part !== null);
  return { name: files[0].name, files, host: there[0]?.host ?? url.host };
}

/** The configurations of the model in a folder: one that says how it is quantized is enough. @param {URL} url @param {How} how */
async function configsIn(url, how) {
  const config = await text(url, CONFIG, how);
  const said = await config?.text?.text();
  if (said?.includes('"quantization_config"')) return [config];
  return [config, ...(await Promise.all(QUANTIZED.map((name) => text(url, name, how))))];
}

/** The files of the model in a folder: its index, if it has one, and its shards. @param {URL} url @param {How} how */
async function modelIn(url, how) {
  /** @type {unknown} */
  let first;
  for (const form of FORMS) {
    const index = await text(url, form.index, how);
    try {
      if (!index) return { index, there: [await found(within(url, form.whole), form.whole, how)] };
    } catch (error) {
      if (!isMissing(error)) throw error;
      first ??= error;
      continue;
    }
    const shards = shardsOf(await /** @type {Blob} */ (index.text).text(), url.host);
    const seen = await inTurns(shards, (name) => found(within(url, name), name, how).catch(absent));
    return { index, there: seen.filter((one) => one !== null) };
  }
  throw first;
}

/**
 * A range of the bytes of files that lie one behind the other.
 * @param {readonly RemotePart[]} files @param {number} start @param {number} end @param {How} [how] @returns {Promise<ArrayBuffer>}
 */
export async function bytesOf(files, start, end, how = {}) {
  /** @type {ArrayBuffer[]} */
  const pieces = [];
  let begin = 0;
  for (const file of files) {
    const [from, to] = [Math.max(start - begin, 0), Math.min(end - begin, file.size)];
    if (from < to) pieces.push(await bytesOfFile(file, from, to, how));
    begin += file.size;
  }
  return pieces.length === 1 ? pieces[0] : new Blob(pieces).arrayBuffer();
}

/** @param {RemotePart} file @param {number} from @param {number} to @param {How} how */
async function bytesOfFile({ name, text, url, version }, from, to, how) {
  if (text) return text.slice(from, to).arrayBuffer();
  const found = await range(new URL(url), from, to, how);
  if (!sameVersion(found.version, version)) throw sentence('error.url.changed', { name, host: found.host });
  return found.bytes;
}

/** A file, and the host that sends it. @param {URL} url @param {string} name @param {How} how @returns {Promise<{part: RemotePart, host: string}>} */
async function found(url, name, how) {
  const { version, host } = await range(url, 0, 1, how);
  return { part: { name, size: version.size, url: url.href, version }, host };
}

/** A text beside a model, or null. @param {URL} folder @param {string} name @param {How} how @returns {Promise<RemotePart|null>} */
async function text(folder, name, how) {
  const url = within(folder, name);
  const text = await whole(url, LONGEST_TEXT, how);
  return (
    text && { name, size: text.size, url: url.href, version: { size: text.size, tag: null, modified: null }, text }
  );
}

/** The files that an index names and that stand beside it; of others the reader says that they are missing. @param {string} index @param {string} host */
function shardsOf(index, host) {
  /** @type {unknown[]} */
  let named = [];
  try {
    named = Object.values(JSON.parse(index).weight_map ?? {});
  } catch {
    // The reader says what is wrong with it.
  }
  const names = new Set(named.filter((name) => typeof name === 'string').filter(isPlain));
  if (names.size > MOST_SHARDS) throw sentence('error.url.many', { host, limit: String(MOST_SHARDS) });
  return [...names].sort();
}

/** Whether a host has no such file. @param {unknown} error */
const isMissing = (error) => /** @type {{key?: string}} */ (error).key === 'error.url.missing';

/** A shard that an index names may be missing: the reader says so, and reads the others. @param {unknown} error @returns {null} */
function absent(error) {
  if (isMissing(error)) return null;
  throw error;
}

/** What a few at a time find, in order. @template T @param {readonly string[]} names @param {(name: string) => Promise<T>} find @returns {Promise<T[]>} */
async function inTurns(names, find) {
  /** @type {T[]} */
  const all = [];
  let next = 0;
  const take = async () => {
    while (next < names.length) {
      const place = next;
      next += 1;
      try {
        all[place] = await find(names[place]);
      } catch (error) {
        next = names.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
  return all;
}
