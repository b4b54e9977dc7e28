// A model beside what it became in a second file: the numbers of the reference data and of the command line, in the page.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { violations } from './axe.mjs';
import { dropMade } from './drop.mjs';
import { control, inBrowser, ready, says, setState, shows, stateOf, until } from './lab.mjs';
import { rows as tableRows } from './model.mjs';
import { surveyOf } from './native.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const MODELS = process.env.QUANTSCOPE_MODELS ?? fileURLToPath(new URL('../models', import.meta.url));
const FOLDER = join(MODELS, 'models');
const EXPECTED = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8'));
const INDEX = EXPECTED.safetensors.index;
const SHARDS = [INDEX, ...EXPECTED.safetensors.files];
const Q4_K_M = 'model-Q4_K_M.gguf';
const ROPE = { model: EXPECTED.rope.safetensors, gguf: EXPECTED.rope.gguf };
/** Only the order of sums is free. */
const CLOSE = 1e-12;

/** Files of the reference data, given with their content. @param {...string} names */
const made = (...names) => names.map((path) => ({ name: path.split('/').at(-1) ?? path, path: join(FOLDER, path) }));

/** What the page says of the tensors. @param {Page} page @returns {Promise<any[]>} */
const surveyed = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).survey());

/** Drops a model and what it became together, and shows the Model view. @param {Page} page @param {string[]} files @param {object} [state] */
async function both(page, files, state = {}) {
  await ready(page);
  await dropMade(page, made(...files));
  await shows(page, { became: `file(${files.at(-1)?.split('/').at(-1)})` });
  await setState(page, { view: 'model', ...state });
}

/** @param {any} found @param {{sqnr_db: number|null, mse: number, max_abs_error: number}} wanted @param {string} what */
function agrees(found, wanted, what) {
  for (const measure of /** @type {const} */ (['sqnr_db', 'mse', 'max_abs_error'])) {
    const value = wanted[measure] ?? Infinity;
    const near = found[measure] === value || Math.abs(found[measure] - value) <= CLOSE * Math.abs(value);
    assert.ok(near, `${measure} of ${what}: ${found[measure]}, not ${value}`);
  }
}

/** Opens a file by the button of the view. @param {Page} page @param {string} path @param {string} [text] its content in the place of that of a file of the reference data */
const compareWith = (page, path, text) =>
  control(page, 'model-became').setFile({
    name: path,
    bytes: text === undefined ? readFileSync(join(FOLDER, path)) : Buffer.from(text),
  });

/** A number as JSON has it: none where it is not finite. @param {number|null} value */
const written = (value) => (typeof value === 'number' && !Number.isFinite(value) ? null : value);

visit('a checkpoint and its GGUF dropped together: every tensor has the reference error', {}, async (page) => {
  await both(page, [...SHARDS, Q4_K_M], { a: 'int4:g128', b: 'int8:row' });
  const rows = await surveyed(page);
  const { names } = EXPECTED;
  const { tensors } = EXPECTED.gguf[Q4_K_M];
  const paths = EXPECTED.safetensors.files.map((/** @type {string} */ name) => join(FOLDER, name));
  const found = await surveyOf(paths, ['--became', join(FOLDER, Q4_K_M)]);
  const native = new Map(found.tensors.map((/** @type {any} */ row) => [row.name, row]));
  assert.equal(rows.length, Object.keys(tensors).length);
  for (const { name, partner, became, a } of rows) {
    assert.equal(names[partner], name);
    agrees(became, tensors[partner], name);
    assert.deepEqual(Object.keys(became).sort(), Object.keys(a).sort());
    const { became: own } = native.get(name);
    assert.deepEqual(
      Object.fromEntries(Object.entries(became).map(([key, value]) => [key, written(value)])),
      own,
      name,
    );
  }
});

visit(
  'rows of attn_q and attn_k of a Llama-like GGUF are compared in their order, from either file',
  {},
  async (page) => {
    const { tensors } = EXPECTED.rope;
    await both(page, [ROPE.model, ROPE.gguf]);
    const rows = await surveyed(page);
    assert.equal(rows.length, Object.keys(tensors).length);
    for (const { partner, became } of rows)
      agrees(became, tensors[partner].rows_reordered ?? tensors[partner].row_by_row, partner);
    await setState(page, { data: 'file(model-Q8_0.gguf/blk.0.attn_q.weight)', became: 'file(model.safetensors)' });
    for (const { name, became } of await surveyed(page)) {
      const { mse } = tensors[name].rows_reordered ?? tensors[name].row_by_row;
      assert.ok(Math.abs(became.mse - mse) <= CLOSE * mse, name);
    }
  },
);

for (const [locale, words] of /** @type {const} */ ([
  [
    'en-US',
    {
      is: /Compared with what it became, model-Q4_K_M\.gguf\. Tensors with a partner there: 37 of 37/,
      says: /model-Q4_K_M\.gguf: 27\.72\sdB at 6\.392\d bits per value/,
      head: 'SQNR became',
      same: 'unchanged',
    },
  ],
  [
    'zh-CN',
    {
      is: /正在与量化后的文件 model-Q4_K_M\.gguf 比较。其中有对应张量的：37 \/ 37/,
      says: /model-Q4_K_M\.gguf：27\.72\sdB，每值 6\.392\d 比特/,
      head: '文件的 SQNR',
      same: '不变',
    },
  ],
]))
  visit(
    `the button opens what the model became: columns, map and sums have it, and it can be taken away (${locale})`,
    { locale },
    async (page) => {
      await ready(page);
      await dropMade(page, made(...SHARDS));
      await shows(page, { became: '' });
      await setState(page, { view: 'model', theme: locale === 'zh-CN' ? 'dark' : 'light' });
      const head = page.locator('.tensors-table th.became').filter({ hasText: words.head });
      assert.equal(await head.isVisible(), false);
      await compareWith(page, Q4_K_M);
      await says(page.locator('.became-line'), words.is);
      await says(page.locator('.model-view .says'), words.says);
      await head.waitFor();
      // Vectors are kept as they are in GGUF.
      const bias = page.locator('.tensors-table tr', { hasText: 'embeddings.LayerNorm.bias' });
      await says(bias.locator('.sqnr_became'), new RegExp(`^${words.same}$`));
      await says(bias.locator('.gain'), new RegExp(`^${words.same}$`));
      await control(page, 'heat').selectOption('gain');
      await shows(page, { heat: 'gain', became: `file(${Q4_K_M})` });
      await control(page, 'model-order-sqnr_became').click();
      await shows(page, { order: 'sqnr_became' });
      assert.deepEqual(await violations(page), []);
      await control(page, 'remove-became').click();
      await shows(page, { became: '' });
      await head.waitFor({ state: 'hidden' });
    },
  );

visit('what has no partner is named on both sides', {}, async (page) => {
  await both(page, [...SHARDS, Q4_K_M]);
  await compareWith(page, 'layer0-query-F32.safetensors');
  await says(page.locator('.unpaired summary'), /Without a partner: 35 here, 0 in the second file/);
  await page.locator('.unpaired summary').click();
  await says(page.locator('.unpaired-lists'), /Only in this model:.*encoder\.layer\.1\.output\.dense\.weight/s);
  await setState(page, { data: 'file(layer0-query-F32.safetensors)', became: `file(${Q4_K_M})` });
  await says(page.locator('.unpaired summary'), /Without a partner: 0 here, 35 in the second file/);
});

visit('a click on a row shows its values and what they became in Grid, also when it is saved', {}, async (page) => {
  await both(page, [ROPE.model, ROPE.gguf]);
  await page.locator('.tensors-table tr[data-index] th', { hasText: 'q_proj' }).click();
  await shows(page, { view: 'grid', became: 'file(model-Q8_0.gguf)' });
  const saved = await page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('quant-scope'));
    await element.settled();
    return (await element.exportImage('svg')).text();
  });
  assert.match(saved, /stored in model-Q8_0\.gguf/);
  const label = () =>
    page.evaluate(() =>
      document.querySelector('quant-scope')?.shadowRoot?.querySelector('.grid-view canvas')?.getAttribute('aria-label'),
    );
  assert.match((await label()) ?? '', /a line over them shows the values that are stored in model-Q8_0\.gguf/);
  await setState(page, { became: '' });
  await until('the line to go', label, (text) => text !== null && text !== undefined && !/model-Q8_0/.test(text));
});

visit(
  'a link names both files, and waits for each',
  { hash: '#data=file(model.safetensors)&became=file(model-Q8_0.gguf)&view=model' },
  async (page) => {
    await ready(page);
    await dropMade(page, made(ROPE.gguf));
    await dropMade(page, made(ROPE.model));
    await shows(page, { data: 'file(model.safetensors)', became: 'file(model-Q8_0.gguf)', view: 'model' });
    await says(page.locator('.became-line'), /Tensors with a partner there: 11 of 11/);
  },
);

visit(
  'a link whose first file is here asks for the second, and takes it as that',
  { hash: '#data=file(model.safetensors)&became=file(model-Q8_0.gguf)&view=model' },
  async (page) => {
    await ready(page);
    await dropMade(page, made(ROPE.model));
    await says(page.locator('.became-line'), /compares this model with model-Q8_0\.gguf\. Drop that file here/);
    await dropMade(page, made(ROPE.gguf));
    await says(page.locator('.became-line'), /Tensors with a partner there: 11 of 11/);
    await shows(page, { data: 'file(model.safetensors)' });
  },
);

visit('what cannot be compared is said, and nothing is lost', {}, async (page) => {
  await both(page, [ROPE.model, ROPE.gguf]);
  await setState(page, { a: 'int4' });
  const { data } = await stateOf(page);
  await compareWith(page, 'notes.gguf', 'no model');
  await says(page.locator('.notices'), /notes\.gguf/);
  await shows(page, { became: 'file(model-Q8_0.gguf)', data });
  await compareWith(page, 'other.csv', '1,2\n3,4\n');
  await says(page.locator('.became-line'), /other\.csv has no tensor of model\.safetensors/);
  const rows = await surveyed(page);
  assert.deepEqual([rows[0].became, rows[0].partner, rows[0].problem.key], [null, null, 'error.became.none']);
  assert.equal(typeof rows[0].a.sqnr_db, 'number');
  await compareWith(page, Q4_K_M);
  await says(page.locator('.became-line'), /Tensors with a partner there/);
  const found = await surveyed(page);
  const unlike = found.find(({ problem }) => problem);
  assert.equal(unlike.problem.key, 'note.became.shape');
  assert.equal(unlike.became, null);
});

visit('what a model became is saved with its survey, and shown again without either', { fresh: true }, async (page) => {
  const state = { a: 'int4:g128', b: 'int8:row' };
  await both(page, [...SHARDS, Q4_K_M], state);
  const { tensors } = EXPECTED.gguf[Q4_K_M];
  await surveyed(page);
  const line = page.locator('.became-line');
  await says(line, /model-Q4_K_M\.gguf/);
  // The view has all of them, too.
  const all = (/** @type {string[][]} */ found) =>
    found.length === Object.keys(tensors).length && found.every(([, a]) => a !== '–');
  const shown = await until('all rows', () => tableRows(page), all);
  const { name, bytes } = await page.download(() => control(page, 'model-save').click());
  const text = Buffer.from(bytes).toString('utf8');
  const saved = JSON.parse(text);
  assert.equal(saved.became, Q4_K_M);
  for (const { partner, became, name: tensor } of saved.tensors) agrees(became, tensors[partner], tensor);
  const paths = EXPECTED.safetensors.files.map((/** @type {string} */ file) => join(FOLDER, file));
  const native = await surveyOf(paths, ['--became', join(FOLDER, Q4_K_M)]);
  assert.deepEqual(Object.keys(saved).sort(), Object.keys(native).sort());
  assert.deepEqual(Object.keys(saved.tensors[0]).sort(), Object.keys(native.tensors[0]).sort());
  for (const survey of [
    { name, text },
    { name: 'native.json', text: JSON.stringify(native) },
  ]) {
    await setState(page, { view: 'grid', data: 'normal', became: '', saved: '' });
    await page.reload();
    await ready(page);
    await dropMade(page, [survey]);
    await shows(page, { view: 'model', saved: survey.name, data: 'normal' });
    assert.deepEqual(await tableRows(page), shown, survey.name);
    await says(line, /model-Q4_K_M\.gguf/);
    await says(page.locator('.model-view .says'), /model-Q4_K_M\.gguf: \d/);
    assert.equal(await control(page, 'remove-became').isVisible(), false);
  }
});
