// Why no library stores a block format, and what it stores instead, as the compiled crate says.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { nearestStored, unfilledBlock } from '../../www/dialogs/export/whole-blocks.js';
import { wordsOf } from '../../www/state/schemes.js';
import { openEngine } from './crate.js';
import { request } from './fakes.js';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
before(async () => {
  engine = await openEngine();
});
after(() => engine.dispose());

/** How many libraries have a layout. @param {string} data @param {string} scheme */
async function stored(data, scheme) {
  const question = /** @type {any} */ ({ kind: 'containers', scheme });
  // What is asked about is the data that is shown.
  await engine.show(/** @type {any} */ (request(data, 'int4')));
  const how = { signal: new AbortController().signal, onprogress() {} };
  const { containers } = /** @type {any} */ (await engine.ask(data, question, how));
  return containers.filter((/** @type {any} */ { container }) => !['safetensors', 'npz'].includes(container)).length;
}

test('a block format that libraries store is kept from them by rows that are no whole blocks, and another scheme fits', async () => {
  const formats = wordsOf(/** @type {any} */ (engine.drawing), 'format');
  const blocks = formats.filter(({ group = '' }) => group === 'mx' || group === 'gguf').map(({ name }) => name);
  assert.ok(blocks.length > 15);
  for (const scheme of blocks) {
    const [whole, ragged] = ['normal:8x512:seed=1', 'normal:8x255:seed=1'];
    const full = await engine.show(/** @type {any} */ (request(whole, scheme)));
    assert.equal(unfilledBlock(full.a, 512), null, scheme);
    if ((await stored(whole, scheme)) === 0) continue;
    const { a } = await engine.show(/** @type {any} */ (request(ragged, scheme)));
    assert.equal(await stored(ragged, scheme), 0, scheme);
    const block = unfilledBlock(a, 255) ?? 0;
    assert.ok(await stored(`normal:8x${block}:seed=1`, scheme), `${scheme} in rows of ${block}`);
    const fits = [];
    for (const near of nearestStored(a)) if (await stored(ragged, near)) fits.push(near);
    assert.ok(fits.length > 0, scheme);
  }
  const { a } = await engine.show(/** @type {any} */ (request('normal:8x255', 'int3:g64')));
  assert.equal(unfilledBlock(a, 255), null, 'its groups are a choice');
});
