// An engine with data at an address: the page asks for its bytes, whoever needs them.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { Obsolete } from '../../www/engine/errors.js';
import { request, setUp } from './fakes.js';
import './texts.js';

const given = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = given;
});

const ADDRESS = 'https://files.example/w.npy';
const DATA = `url(${ADDRESS}|t)`;

/** A host with one file, whose bytes and version may change. */
function hosting() {
  const file = { bytes: [7, 8, 9], tag: '"1"', requests: 0, silent: false };
  globalThis.fetch = (_, init) => {
    file.requests += 1;
    if (file.silent)
      return new Promise((_done, failed) =>
        init?.signal?.addEventListener('abort', () => failed(new DOMException('aborted', 'AbortError'))),
      );
    const [, start, last] = (/(\d+)-(\d+)/.exec(new Headers(init?.headers).get('range') ?? '') ?? []).map(Number);
    const end = Math.min(last + 1, file.bytes.length);
    const headers = { 'content-range': `bytes ${start}-${end - 1}/${file.bytes.length}`, etag: file.tag };
    return Promise.resolve(new Response(Uint8Array.from(file.bytes.slice(start, end)), { status: 206, headers }));
  };
  return file;
}

const loads = (/** @type {import('./fakes.js').World} */ world) => world.log.filter((line) => line.startsWith('load'));

test('the host is asked after a person agreed, and the list has the address as its name', async (t) => {
  const file = hosting();
  const { engine, world } = setUp(t);
  await assert.rejects(engine.show(request(DATA)), { key: 'error.url.ask' });
  assert.equal(file.requests, 0);
  const listing = await engine.addAddress(ADDRESS);
  assert.deepEqual([listing.name, listing.host, listing.size], [ADDRESS, 'files.example', 3]);
  await engine.show(request(DATA));
  assert.deepEqual(loads(world), ['load w.npy 7,8,9 t']);
});

test('an importance matrix from here weighs data from there', async (t) => {
  hosting();
  const { engine, world } = setUp(t);
  await engine.addAddress(ADDRESS);
  await engine.addFile(new File([new Uint8Array(5)], 'all.imatrix'));
  await engine.show(request(DATA));
  assert.deepEqual(loads(world), ['load w.npy 7,8,9 t by 5']);
});

test('a file that changed is a sentence; what was read stays, and it can be looked up again', async (t) => {
  const file = hosting();
  const { engine, world } = setUp(t);
  await engine.addAddress(ADDRESS);
  await engine.show(request(DATA));
  file.tag = '"2"';
  file.bytes = [1, 2, 3];
  const other = `url(${ADDRESS}|u)`;
  await assert.rejects(engine.show(request(other)), { key: 'error.url.changed' });
  await engine.show(request(DATA, 'int3'));
  await assert.rejects(engine.show(request(other)), { key: 'error.url.ask' });
  await engine.addAddress(ADDRESS);
  await engine.show(request(other));
  assert.deepEqual(loads(world), ['load w.npy 7,8,9 t', 'load w.npy 1,2,3 u']);
});

test('a request on its way is given up with its frame', async (t) => {
  const file = hosting();
  const { engine } = setUp(t);
  await engine.addAddress(ADDRESS);
  await engine.show(request('normal'));
  const before = file.requests;
  file.silent = true;
  const coming = engine.show(request(DATA));
  const lost = assert.rejects(coming, (error) => error instanceof Obsolete);
  while (file.requests === before) await new Promise((done) => setImmediate(done));
  engine.cancel();
  await lost;
  file.silent = false;
  await engine.show(request(DATA));
});
