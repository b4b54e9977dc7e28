// Files at addresses: what is asked for, and what is said where an answer is not as it has to be. `fetch` is a stand-in.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { canonical, hostOf, isPlain, placeOf } from '../../www/files/address.js';
import { Files, addressOf, sourceOf } from '../../www/files/files.js';
import { bytesOf, lookUp } from '../../www/files/remote.js';
import { sameVersion } from '../../www/files/transport.js';
import { dataOf, dataOfFile } from '../../www/files/opened.js';
import { CATALOGUES } from '../../www/i18n/index.js';
import './texts.js';

const given = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = given;
});

/** @typedef {{bytes: Uint8Array<ArrayBuffer>, tag?: string}} Served */
/** @typedef {{url: string, range: string|null, init: RequestInit}} Request */

const bytes = (/** @type {number[]} */ ...all) => Uint8Array.from(all);
const text = (/** @type {unknown} */ value) => new TextEncoder().encode(JSON.stringify(value));

/**
 * A host with files by their addresses, which answers ranges.
 * @param {Record<string, Served>} files @param {(request: Request) => Response|null|undefined} [instead] answers in its place
 * @returns {Request[]} what it was asked
 */
function hosting(files, instead = () => null) {
  /** @type {Request[]} */
  const asked = [];
  globalThis.fetch = async (input, init = {}) => {
    const url = String(input);
    const range = new Headers(init.headers).get('range');
    const request = { url, range, init };
    asked.push(request);
    const other = instead(request);
    if (other) return other;
    const file = files[url];
    if (!file) return new Response('', { status: 404 });
    const found = /^bytes=(\d+)-(\d+)$/.exec(range ?? '');
    if (!found) return new Response(file.bytes);
    const [start, last] = [Number(found[1]), Math.min(Number(found[2]), file.bytes.length - 1)];
    const headers = {
      'content-range': `bytes ${start}-${last}/${file.bytes.length}`,
      ...(file.tag && { etag: file.tag }),
    };
    return new Response(file.bytes.slice(start, last + 1), { status: 206, headers });
  };
  return asked;
}

const refused = (/** @type {string} */ key) => (/** @type {any} */ error) => {
  assert.equal(error.key, key);
  // Each sentence has the words that its texts name.
  for (const catalogue of Object.values(CATALOGUES))
    for (const [, word] of catalogue[key].matchAll(/\{(\w+)\}/g)) assert.ok(error.words[word], `${key} lacks ${word}`);
  return true;
};

const FILE = 'https://files.example/a%20b.bin';

test('an address is a file, a folder, or a model of the hub', () => {
  const seen = (/** @type {string} */ address) => {
    const { url, folder } = placeOf(address);
    return [url.href, folder];
  };
  const hub = 'https://huggingface.co/o/n/resolve';
  assert.deepEqual(seen(' https://a.example/x.npy#y '), ['https://a.example/x.npy', false]);
  assert.deepEqual(seen('https://a.example/m/*'), ['https://a.example/m/', true]);
  assert.deepEqual(seen('o/n'), [`${hub}/main/`, true]);
  assert.deepEqual(seen('o/n/*'), [`${hub}/main/`, true]);
  assert.deepEqual(seen('https://huggingface.co/o/n'), [`${hub}/main/`, true]);
  assert.deepEqual(seen('https://huggingface.co/o/n/tree/v2'), [`${hub}/v2/`, true]);
  assert.deepEqual(seen('https://huggingface.co/o/n/blob/main/s/x.gguf'), [`${hub}/main/s/x.gguf`, false]);
  assert.deepEqual(seen(`${hub}/main/x.gguf`), [`${hub}/main/x.gguf`, false]);
  assert.equal(canonical(' o/n/* '), 'o/n');
  assert.equal(hostOf('http://127.0.0.1:81/x'), '127.0.0.1:81');
  for (const wrong of ['', 'x', '../n', 'o/..', 'file:///etc/passwd', 'javascript:alert(1)', 'data:,x'])
    assert.throws(() => placeOf(wrong), wrong === '' ? /./ : refused('error.url.address'), wrong);
  assert.throws(() => placeOf('https://me:secret@a.example/x'), refused('error.url.login'));
});

test('the address stands before the first bar, the tensor behind it', () => {
  assert.equal(addressOf('url(https://a.example/x(1).npz|a|b):axis=1'), 'https://a.example/x(1).npz');
  assert.equal(addressOf('url（o/n）'), 'o/n');
  assert.equal(addressOf('file(a)'), null);
  const listing = /** @type {any} */ ({ name: 'o/n', host: 'cdn', entries: [{ name: 'v' }, { name: 'w' }] });
  assert.equal(dataOf(listing, listing.entries[1]), 'url(o/n|w)');
  assert.equal(dataOfFile({ name: 'a' }, 'w'), 'file(a/w)');
});

test('nothing is asked for before a person agrees; then one byte, then ranges', async () => {
  /** @type {Request[]} */
  const asked = hosting({ [FILE]: { bytes: bytes(1, 2, 3, 4, 5) } });
  const files = new Files(() => Promise.reject(new Error('no samples')));
  const data = `url(${FILE}|w)`;
  await assert.rejects(files.resolve(data), refused('error.url.ask'));
  assert.equal(asked.length, 0);

  files.keep(await files.remote(FILE, new AbortController().signal));
  const source = await files.resolve(data);
  assert.deepEqual([source?.name, source?.size, source?.tensor, source?.blob], ['a b.bin', 5, 'w', undefined]);
  // It crosses to a worker.
  assert.deepEqual(structuredClone(source), source);
  assert.deepEqual(new Uint8Array(await bytesOf(source?.remote ?? [], 1, 4)), bytes(2, 3, 4));
  assert.deepEqual(
    asked.map(({ url, range }) => [url, range]),
    [
      [FILE, 'bytes=0-0'],
      [FILE, 'bytes=1-3'],
    ],
  );
  for (const { init } of asked) {
    assert.equal(init.credentials, 'omit');
    assert.equal(init.referrerPolicy, 'no-referrer');
    // Any other header would need the host's permission.
    assert.deepEqual([...new Headers(init.headers).keys()], ['range']);
  }

  const key = files.keyOf(data);
  files.changed(data);
  assert.equal(files.keyOf(data), key, 'what was read of it stays');
  await assert.rejects(files.resolve(data), refused('error.url.ask'));
  files.keep(await files.remote(FILE, new AbortController().signal));
  assert.notEqual(files.keyOf(data), key);
});

const FOLDER = 'https://files.example/m/';
const shards = ['model-1.safetensors', 'model-2.safetensors'];

test('a model is its index with the shards beside it, and its configuration', async () => {
  const index = {
    weight_map: { a: shards[1], b: shards[0], c: '../secret', d: 'https://evil.example/x', e: 7, f: 'gone' },
  };
  const asked = hosting({
    [`${FOLDER}model.safetensors.index.json`]: { bytes: text(index) },
    [`${FOLDER}config.json`]: { bytes: text({}) },
    [FOLDER + shards[0]]: { bytes: bytes(1, 2) },
    [FOLDER + shards[1]]: { bytes: bytes(3, 4, 5) },
  });
  const { name, files } = await lookUp(`${FOLDER}*`);
  assert.equal(name, 'model.safetensors.index.json');
  assert.deepEqual(
    files.map((file) => file.name),
    ['model.safetensors.index.json', ...shards, 'config.json'],
  );
  assert.ok(asked.every(({ url }) => url.startsWith(FOLDER)));
  assert.ok(!asked.some(({ url }) => url.includes('secret') || url.includes('evil')));
  const start = files[0].size;
  // Texts are here already; a range across two files is two requests.
  const before = asked.length;
  assert.deepEqual(new Uint8Array(await bytesOf(files, start - 1, start + 3)), bytes(0x7d, 1, 2, 3));
  assert.deepEqual(
    asked.slice(before).map(({ range }) => range),
    ['bytes=0-1', 'bytes=0-0'],
  );
  const source = sourceOf({ name, version: 1, parts: files, remote: files, address: `${FOLDER}*` });
  assert.deepEqual(
    source.parts?.map((part) => Object.keys(part)),
    Array(4).fill(['name', 'size']),
  );
});

test('without an index it is model.safetensors, and that one must be there', async () => {
  const model = { [`${FOLDER}model.safetensors`]: { bytes: bytes(1) } };
  hosting(model);
  assert.deepEqual(
    (await lookUp(`${FOLDER}*`)).files.map(({ name }) => name),
    ['model.safetensors'],
  );
  // Some hosts forbid what is not there.
  hosting(model, ({ url }) => (url.endsWith('.json') ? new Response('', { status: 403 }) : null));
  assert.equal((await lookUp(`${FOLDER}*`)).files.length, 1);
  hosting({});
  await assert.rejects(lookUp(`${FOLDER}*`), refused('error.url.missing'));
});

test('where a configuration does not say how a model is quantized, the files of libraries may', async () => {
  const weights = { [`${FOLDER}model.safetensors`]: { bytes: bytes(1) } };
  const quantized = { [`${FOLDER}quantize_config.json`]: { bytes: text({ bits: 4 }) } };
  const config = (/** @type {object} */ said) => ({ [`${FOLDER}config.json`]: { bytes: text(said) } });
  const names = async () => (await lookUp(`${FOLDER}*`)).files.map(({ name }) => name);
  hosting({ ...weights, ...quantized, ...config({ model_type: 'llama' }) });
  assert.deepEqual(await names(), ['model.safetensors', 'config.json', 'quantize_config.json']);
  hosting({ ...weights, ...quantized });
  assert.deepEqual(await names(), ['model.safetensors', 'quantize_config.json']);
  const asked = hosting({ ...weights, ...quantized, ...config({ quantization_config: { quant_method: 'gptq' } }) });
  assert.deepEqual(await names(), ['model.safetensors', 'config.json']);
  assert.ok(!asked.some(({ url }) => url.includes('quant')));
});

test('where there is none of safetensors, it is the model of PyTorch', async () => {
  const torch = ['pytorch_model-00001-of-00002.bin', 'pytorch_model-00002-of-00002.bin'];
  const index = { weight_map: { a: torch[0], b: torch[1] } };
  const shards = Object.fromEntries(torch.map((name) => [FOLDER + name, { bytes: bytes(1) }]));
  const names = async () => (await lookUp(`${FOLDER}*`)).files.map(({ name }) => name);
  hosting({ [`${FOLDER}pytorch_model.bin.index.json`]: { bytes: text(index) }, ...shards });
  assert.deepEqual(await names(), ['pytorch_model.bin.index.json', ...torch]);
  const whole = { [`${FOLDER}pytorch_model.bin`]: { bytes: bytes(1) } };
  hosting(whole);
  assert.deepEqual(await names(), ['pytorch_model.bin']);
  hosting({ ...whole, [`${FOLDER}model.safetensors`]: { bytes: bytes(1) } });
  assert.deepEqual(await names(), ['model.safetensors']);
});

test('an index of too many files is not followed', async () => {
  const weight_map = Object.fromEntries(Array.from({ length: 1001 }, (_, nth) => [nth, `${nth}.safetensors`]));
  const asked = hosting({ [`${FOLDER}model.safetensors.index.json`]: { bytes: text({ weight_map }) } });
  await assert.rejects(lookUp(`${FOLDER}*`), refused('error.url.many'));
  assert.equal(asked.length, 1);
});

const partial = (
  /** @type {Record<string, string>} */ headers,
  /** @type {Uint8Array<ArrayBuffer>} */ body = bytes(1),
) => new Response(body, { status: 206, headers });

for (const [what, answer, key] of /** @type {[string, () => Response, string][]} */ ([
  ['sends the whole file', () => new Response(bytes(1, 2, 3)), 'error.url.whole'],
  ['wants a login', () => new Response('', { status: 401 }), 'error.url.denied'],
  ['forbids it', () => new Response('', { status: 403 }), 'error.url.denied'],
  ['has no such file', () => new Response('', { status: 404 }), 'error.url.missing'],
  ['is overloaded', () => new Response('', { status: 503 }), 'error.url.status'],
  ['has an empty file', () => new Response('', { status: 416 }), 'error.url.ended'],
  ['hides the size', () => partial({}), 'error.url.size'],
  ['does not know the size', () => partial({ 'content-range': 'bytes 0-0/*' }), 'error.url.size'],
  ['sends another range', () => partial({ 'content-range': 'bytes 1-1/9' }), 'error.url.ended'],
  ['sends too little', () => partial({ 'content-range': 'bytes 0-0/9' }, bytes()), 'error.url.ended'],
  ['sends too much', () => partial({ 'content-range': 'bytes 0-0/9' }, bytes(1, 2)), 'error.url.ended'],
]))
  test(`a host that ${what} is a sentence of its own`, async () => {
    hosting({}, answer);
    await assert.rejects(lookUp(FILE), refused(key));
  });

test('of a whole file nothing is read', async () => {
  let cancelled = false;
  const body = new ReadableStream(
    {
      pull: () => assert.fail('it was read'),
      cancel: () => void (cancelled = true),
    },
    { highWaterMark: 0 },
  );
  /** @type {AbortSignal|null|undefined} */
  let signal;
  hosting({}, ({ init }) => {
    signal = init.signal;
    return new Response(body);
  });
  await assert.rejects(lookUp(FILE), refused('error.url.whole'));
  assert.ok(signal?.aborted || cancelled);
});

test('a host that does not answer pages is told from one that does not answer', async () => {
  /** @type {(string|undefined)[]} */
  const modes = [];
  const failing = (/** @type {boolean} */ there) =>
    hosting({}, ({ init }) => {
      modes.push(init.mode);
      if (there && init.mode === 'no-cors') return new Response('');
      throw new TypeError('Failed to fetch');
    });
  failing(true);
  await assert.rejects(lookUp(FILE), refused('error.url.cors'));
  failing(false);
  await assert.rejects(lookUp(FILE), refused('error.url.unreachable'));
  assert.deepEqual(modes, ['cors', 'no-cors', 'cors', 'no-cors']);
});

test('a file that changed meanwhile is not mixed with what it was', async () => {
  for (const [before, after] of /** @type {[Served, Served][]} */ ([
    [
      { bytes: bytes(1, 2), tag: '"1"' },
      { bytes: bytes(3, 4), tag: '"2"' },
    ],
    [{ bytes: bytes(1, 2) }, { bytes: bytes(1, 2, 3) }],
  ])) {
    hosting({ [FILE]: before });
    const { files } = await lookUp(FILE);
    hosting({ [FILE]: after });
    await assert.rejects(bytesOf(files, 0, 2), refused('error.url.changed'));
  }
  const version = (/** @type {string|null} */ tag, /** @type {string|null} */ modified) => ({ size: 1, tag, modified });
  assert.ok(sameVersion(version('a', 'x'), version('a', 'y')));
  assert.ok(sameVersion(version(null, 'x'), version('a', 'x')));
  assert.ok(!sameVersion(version(null, 'x'), version('a', 'y')));
});

test('what is given up ends its request', async () => {
  const give = new AbortController();
  globalThis.fetch = (_, init) =>
    new Promise((_done, failed) => init?.signal?.addEventListener('abort', () => failed(init.signal?.reason)));
  const looking = lookUp(FILE, { signal: give.signal });
  give.abort(new Error('given up'));
  await assert.rejects(looking, /given up/);
});

test('only plain names are asked for beside an index', () => {
  for (const name of ['', '.', '..', 'a/b', 'a\\b', 'https://x', 'c:d']) assert.ok(!isPlain(name), name);
  assert.ok(isPlain('model-00001-of-00002.safetensors'));
});
