import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drop, dropMade } from './drop.mjs';
import { control, errorAt, inBrowser, ready, says, setState, shows } from './lab.mjs';

const visit = inBrowser();
const MODELS = process.env.QUANTSCOPE_MODELS ?? fileURLToPath(new URL('../models', import.meta.url));
const GOOD = join(MODELS, 'hostile/index_good');
const INDEX = 'model.safetensors.index.json';
const SHARDS = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'];

/** No note. */
const NOTHING = /^\s*$/;

/** @typedef {import('./browser/index.mjs').Page} Page */

/** The names in the list of tensors. @param {Page} page */
const listed = (page) => control(page, 'tensor').locator('.tensor .name').allTextContents();

/** The values that are shown, in words. @param {Page} page @param {RegExp} pattern */
const facts = (page, pattern) => says(page.locator('.facts'), pattern);

/** Files of a folder, given with their content, which needs no file system. @param {string} folder @param {...string} names */
const made = (folder, ...names) => names.map((name) => ({ name, path: join(folder, name) }));

for (const [how, bring] of /** @type {const} */ ([
  ['as a folder', (/** @type {Page} */ page) => drop(page, GOOD)],
  ['together', (/** @type {Page} */ page) => drop(page, ...[...SHARDS, INDEX].map((name) => join(GOOD, name)))],
]))
  visit(`shards that come ${how} are one model, and its tensors lie in any of them`, {}, async (page) => {
    await ready(page);
    await bring(page);
    await shows(page, { data: `file(${INDEX}/a.weight)` });
    assert.deepEqual(await listed(page), ['a.weight', 'b.weight', 'c.weight']);
    await control(page, 'tensor').locator('[role=option]').filter({ hasText: 'c.weight' }).click();
    await shows(page, { data: `file(${INDEX}/c.weight)` });
    await facts(page, /4 × 32 = 128 values/);
    // Nothing is missing.
    await says(page.locator('.warning'), NOTHING);
  });

for (const [locale, note] of /** @type {const} */ ([
  ['en-US', /names 2 files, and 1 of them were not opened: model-00002-of-00002\.safetensors.*b\.weight, c\.weight/],
  ['zh-CN', /列出了 2 个文件，其中 1 个尚未打开：model-00002-of-00002\.safetensors.*b\.weight, c\.weight/],
]))
  visit(`a shard that is missing is named, and completes the model later (${locale})`, { locale }, async (page) => {
    await ready(page);
    await dropMade(page, made(GOOD, INDEX, SHARDS[0]));
    await shows(page, { data: `file(${INDEX})` });
    await says(page.locator('.warning'), note);
    await dropMade(page, made(GOOD, SHARDS[1]));
    await shows(page, { data: `file(${INDEX}/a.weight)` });
    assert.deepEqual(await listed(page), ['a.weight', 'b.weight', 'c.weight']);
    await says(page.locator('.warning'), NOTHING);
  });

visit('shards that come one after the other before their index become one model', {}, async (page) => {
  await ready(page);
  await dropMade(page, made(GOOD, SHARDS[1]));
  await says(page.locator('.warning'), /split into 2 files, and 1 of them were not opened: model-00001-of-00002/);
  await dropMade(page, made(GOOD, SHARDS[0]));
  await shows(page, { data: `file(${SHARDS[0]}/a.weight)` });
  assert.deepEqual(await listed(page), ['a.weight', 'b.weight', 'c.weight']);
});

visit('an index that comes first says what to open, and waits for it', {}, async (page) => {
  await ready(page);
  await dropMade(page, made(GOOD, INDEX));
  await says(errorAt(page, 'data'), /none of them was opened with it: model-00001-of-00002\.safetensors/);
  await dropMade(page, made(GOOD, ...SHARDS));
  await shows(page, { data: `file(${INDEX}/a.weight)` });
});

visit('shards of PyTorch are one model by their index, and the Model view measures them', {}, async (page) => {
  await ready(page);
  const checkpoints = fileURLToPath(new URL('../checkpoints', import.meta.url));
  const index = 'pytorch_model.bin.index.json';
  const [first, second] = [1, 2].map((number) => `pytorch_model-0000${number}-of-00002.bin`);
  const weight_map = { 'embed.weight': first, 'model/weight': second };
  await dropMade(page, [
    { name: second, path: join(checkpoints, 'training.pth') },
    { name: index, text: JSON.stringify({ metadata: {}, weight_map }) },
  ]);
  await shows(page, { data: `file(${index}/model/weight)` });
  await says(page.locator('.warning'), /1 of them were not opened: pytorch_model-00001-of-00002\.bin.*embed\.weight/);
  await dropMade(page, [{ name: first, path: join(checkpoints, 'state_dict.pt') }]);
  await shows(page, { data: `file(${index}/embed.weight)` });
  await says(page.locator('.warning'), NOTHING);
  await setState(page, { view: 'model' });
  const found = await page.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).survey());
  const names = found.map((/** @type {{name: string}} */ { name }) => name);
  assert.ok(names.includes('embed.weight') && names.includes('model/weight'), names.join());
});

visit('names in an index are shown as text, and nothing outside the folder is asked for', {}, async (page) => {
  await ready(page);
  const folder = join(MODELS, 'hostile/index_html_names');
  await dropMade(page, made(folder, INDEX, SHARDS[0]));
  await says(page.locator('.warning'), /<svg onload=alert\(2\)>\.safetensors.*<img src=x onerror=alert\(1\)>/);
  const outside = join(MODELS, 'hostile/index_parent_path/model');
  await dropMade(page, made(outside, INDEX, SHARDS[0]));
  await says(page.locator('.warning'), /outside its own folder, which are never opened: \.\.\/outside\.safetensors/);
});

visit('the parts of a split GGUF and a whole folder of models are taken apart by name', {}, async (page) => {
  await ready(page);
  const folder = join(MODELS, 'models');
  const names = ['model-mix-00002-of-00002.gguf', 'model-mix-00001-of-00002.gguf', 'layer0-query-F32.safetensors'];
  const texts = ['config.json', 'tokenizer.json'].map((name) => ({ name, text: '{}' }));
  await dropMade(page, [...made(folder, ...names), ...texts]);
  const files = control(page, 'tensor').locator('.file > span:first-child');
  await files.first().waitFor();
  assert.deepEqual((await files.allTextContents()).sort(), ['layer0-query-F32.safetensors', names[1]]);
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')).gguf['model-mix (split)'].tensors;
  const all = await listed(page);
  assert.ok(Object.keys(expected).every((name) => all.includes(name)));
});
