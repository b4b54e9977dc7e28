// An importance matrix of llama.cpp, opened beside the weights that it is about.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drop, dropMade } from './drop.mjs';
import { number } from '../../www/numbers/format.js';
import { control, inBrowser, metricsOf, ready, says, shows, stateOf, until } from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const LAYERS = process.env.QUANTSCOPE_LAYERS ?? fileURLToPath(new URL('../layers', import.meta.url));
const IMATRIX = join(LAYERS, 'imatrix.gguf');
/** @typedef {{name: string, file: string, gguf_name: string, in: number}} Layer */
/** @type {Layer[]} */
const layers = JSON.parse(readFileSync(join(LAYERS, 'layers/index.json'), 'utf8')).layers;
const layerOf = (/** @type {string} */ name) => /** @type {Layer} */ (layers.find((layer) => layer.name === name));

/** The weight of a layer as a file of its own, under any name. @param {Layer} layer @param {string} name */
function weightOf({ file }, name) {
  const bytes = readFileSync(join(LAYERS, 'layers', basename(file)));
  const length = Number(bytes.readBigUInt64LE(0));
  const { W } = JSON.parse(bytes.toString('utf8', 8, 8 + length));
  const [start, end] = W.data_offsets;
  const header = Buffer.from(JSON.stringify({ [name]: { ...W, data_offsets: [0, end - start] } }));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(header.length));
  return {
    name: 'w.safetensors',
    bytes: Buffer.concat([size, header, bytes.subarray(8 + length + start, 8 + length + end)]),
  };
}

const sqnr = async (/** @type {Page} */ page) => {
  const { a, b } = await metricsOf(page);
  return [a.sqnr_db, b.sqnr_db];
};
const remarks = (/** @type {Page} */ page) => page.locator('.panel.data .warning');
const HASH = '#a=q4_0&b=int4:g32';

visit('an importance matrix weighs the weight of its name until it is taken away', { hash: HASH }, async (page) => {
  const layer = layerOf('l0_ffn_up');
  await ready(page);
  await dropMade(page, [weightOf(layer, layer.gguf_name)]);
  await shows(page, { data: 'file(w.safetensors)' });
  const plain = await sqnr(page);
  await drop(page, IMATRIX);
  await says(remarks(page), new RegExp(`Importance from imatrix.gguf \\(${layer.gguf_name}\\)`));
  assert.equal((await stateOf(page)).data, 'file(w.safetensors)', 'it is no data');
  const weighed = await until(
    'other errors count',
    () => sqnr(page),
    ([a]) => a !== plain[0],
  );
  assert.equal(weighed[1], plain[1], 'a format of integers is fitted as before');
  const { a } = await metricsOf(page);
  assert.ok(Number(a.weighted_mse) > 0 && a.weighted_mse !== a.mse);
  assert.equal(
    await page.locator('[data-measure="weighted_mse-a"]').innerText(),
    number(Number(a.weighted_mse), { digits: 3 }),
  );
  await control(page, 'unweigh').click();
  await until(
    'all errors count the same',
    () => sqnr(page),
    ([a]) => a === plain[0],
  );
  assert.equal(await control(page, 'unweigh').count(), 0);
  assert.equal((await metricsOf(page)).a.weighted_mse, undefined);
  assert.equal(await page.locator('[data-measure="weighted_mse-a"]').isVisible(), false);
});

visit('it is matched anew when other data is shown, and says why it is not used', { hash: HASH }, async (page) => {
  await ready(page);
  await drop(page, IMATRIX);
  await says(page.locator('.notices'), /imatrix.gguf is an importance matrix. It is kept here/);
  await dropMade(page, [weightOf(layerOf('l0_key_256'), 'W')]);
  await says(remarks(page), /Importance from imatrix.gguf \(blk.0.attn_k.weight\)/);
  await dropMade(page, [weightOf(layerOf('l0_ffn_up'), 'W')]);
  await says(remarks(page), /none of its entries is called W, and several have 384 columns: blk.0.attn_q.weight, /);
  await control(page, 'unweigh').click();
  await until(
    'nothing is said of it',
    () => control(page, 'unweigh').count(),
    (count) => count === 0,
  );
});

visit('the older layout comes together with its weight', { hash: HASH }, async (page) => {
  await ready(page);
  const dat = { name: 'imatrix.dat', path: join(LAYERS, 'imatrix.dat') };
  await dropMade(page, [dat, weightOf(layerOf('l0_ffn_down'), 'W')]);
  await shows(page, { data: 'file(w.safetensors)' });
  await says(remarks(page), /Importance from imatrix.dat \(blk.0.ffn_down.weight\)/);
});
