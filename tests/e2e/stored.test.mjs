// The scheme `stored`: the grid that the file of a quantized weight stores it on, offered and shown only where there is one.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dropMade } from './drop.mjs';
import {
  computed,
  control,
  errorAt,
  inBrowser,
  metricsOf,
  ready,
  says,
  setState,
  shows,
  stateOf,
  until,
} from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const MODELS = process.env.QUANTSCOPE_MODELS ?? fileURLToPath(new URL('../models', import.meta.url));

/** The files of a packed checkpoint. @param {string} folder @param {...string} names */
const packed = (folder, ...names) => names.map((name) => ({ name, path: join(MODELS, 'packed', folder, name) }));
const MLX = packed('mlx_w4_g64', 'model.safetensors', 'config.json', 'model.safetensors.index.json');
const ORDERED = packed('gptq_w4_g128_sym_act', 'model.safetensors', 'config.json');

/** Drops files, and waits until their data are shown. @param {Page} page @param {ReturnType<typeof packed>} files */
async function open(page, files) {
  await dropMade(page, files);
  await until(
    'data of a file',
    () => stateOf(page),
    ({ data }) => data.startsWith('file('),
  );
}

/** Whether the list of formats of A offers the grid of the file. @param {Page} page */
async function offered(page) {
  await control(page, 'a-format').click();
  await control(page, 'a-find-format').waitFor();
  const count = await page.locator('.formats [data-choice="stored"]').count();
  if (count === 0) await page.keyboard.press('Escape');
  return count > 0;
}

for (const [locale, chosen, said] of /** @type {const} */ ([
  ['en-US', 'as stored', /The grid that the file stores this weight on.*MLX int4 g64/],
  ['zh-CN', '按存储', /文件存放该权重时所用的网格.*MLX int4 g64/],
]))
  visit(`a quantized weight shows the grid it is stored on (${locale})`, { locale }, async (page) => {
    await ready(page);
    assert.equal(await offered(page), false, 'data of a generator has none');
    await open(page, MLX);
    assert.equal(await offered(page), true);
    await page.locator('.formats [data-choice="stored"]').click();
    await shows(page, { a: 'stored' });
    await says(control(page, 'a-format'), new RegExp(chosen));
    const { a, b } = await metricsOf(page);
    assert.equal(a.max_abs_error, 0);
    assert.ok(a.bits_per_value > 4.4 && a.bits_per_value < 5.1, String(a.bits_per_value));
    assert.ok(b.max_abs_error > 0, 'B is beside it');
    assert.match(await computed(page, 'a'), said);
  });

visit('every view shows the stored grid or says why it does not', { locale: 'en-US' }, async (page) => {
  await ready(page);
  await open(page, MLX);
  await setState(page, { a: 'stored', b: 'int4:g64' });
  for (const view of ['codes', 'blocks', 'errors', 'tradeoff', 'integers']) {
    await setState(page, { view });
    await shows(page, { view, a: 'stored' });
    assert.equal(await page.locator('.refusal:visible').count(), 0, view);
  }
  await setState(page, { view: 'comparison' });
  await says(page.locator('.comparison-view .refusal'), /choose other formats for A and B/);
  await setState(page, { view: 'sweeps' });
  await says(page.locator('.sweeps-view .refusal'), /no range that could be moved/);
  await setState(page, { by: 'format' });
  await page.locator('.sweeps-view .refusal').waitFor({ state: 'hidden' });
  await setState(page, { view: 'stream' });
  await says(page.locator('.stream-view .refusal'), /choose another format for A/);
  await setState(page, { scheme: 'b' });
  await page.locator('.stream-view .refusal').waitFor({ state: 'hidden' });
});

visit('groups listed by column have no picture of blocks', { locale: 'en-US' }, async (page) => {
  await ready(page);
  await open(page, ORDERED);
  const { data } = await stateOf(page);
  const weight = data.replace('model.embed_tokens', 'model.layers.0.mlp.down_proj');
  await setState(page, { data: weight, a: 'stored', view: 'blocks' });
  await says(page.locator('.blocks-view .refusal'), /blocks that are no rectangles/);
  assert.equal((await metricsOf(page)).a.max_abs_error, 0);
});

visit('on other data it is refused with a sentence, and what was shown stays', { locale: 'en-US' }, async (page) => {
  await ready(page);
  await setState(page, { a: 'int5' });
  const refused = await setState(page, { a: 'stored' }).then(
    () => '',
    (error) => String(error),
  );
  assert.match(refused, /only for such a weight as the data/);
  await says(errorAt(page, 'a'), /a packed checkpoint or a quantized type of GGUF/);
  await shows(page, { a: 'int5' });
  // Data that has none takes its place from data that has one.
  await open(page, MLX);
  await setState(page, { a: 'stored' });
  await setState(page, { data: 'normal:8x64' }).catch(() => {});
  await shows(page, { data: 'normal:8x64', a: 'int8' });
  await says(errorAt(page, 'a'), /only for such a weight as the data/);
});
