// A survey that is saved as JSON and opened again without the model, and the view before a model is open.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { violations } from './axe.mjs';
import { dropMade } from './drop.mjs';
import { control, errorAt, inBrowser, ready, says, setState, shows, stateOf, until } from './lab.mjs';
import { EXPECTED, FILES, FOLDER, INDEX, names, near, openModel, rows } from './model.mjs';
import { boxOf } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
/** The survey of the model; tests/suite/surveys.rs holds the command line to the same. */
const PRINTED = readFileSync(fileURLToPath(new URL('../surveys/half-minilm.json', import.meta.url)), 'utf8');
const NAME = 'half-minilm.json';
const [A, B] = ['int4:g128', 'int8:row'];
const SHARD = EXPECTED.files[0];
const TENSOR = 'encoder.layer.0.output.dense.weight';

/** The survey with a change. @param {(survey: any) => void} [change] @param {string} [name] */
function survey(change = () => {}, name = NAME) {
  const saved = JSON.parse(PRINTED);
  change(saved);
  return { name, text: JSON.stringify(saved) };
}
/** What is said of it. @param {Page} page */
const bar = (page) => page.locator('.model-saved');
/** The SQNR of a tensor as the table has it. @param {Page} page @param {string} name */
const sqnrOf = async (page, name) => (await rows(page)).find(([tensor]) => tensor === name)?.[1];
/** @param {Page} page @param {string} name @param {string} wanted */
const hasSqnr = (page, name, wanted) =>
  until(
    `${wanted} dB`,
    () => sqnrOf(page, name),
    (text) => text?.replace(/\s.*/, '') === wanted,
  );

visit('a survey that is saved has the reference errors, and opens without the model', { fresh: true }, async (page) => {
  await openModel(page, { a: A, b: B });
  await until(
    'all rows',
    () => rows(page),
    (found) =>
      found.length === Object.keys(EXPECTED.tensors).length && found.every(([, a, b]) => a !== '–' && b !== '–'),
  );
  const { name, bytes } = await page.download(() => control(page, 'model-save').click());
  const text = Buffer.from(bytes).toString('utf8');
  const saved = JSON.parse(text);
  assert.match(name, /^survey_.*\.json$/);
  assert.deepEqual([saved.schema, saved.model, saved.a, saved.b], ['quantscope-survey/1', INDEX, A, B]);
  assert.deepEqual(
    saved.files.map((/** @type {{name: string}} */ file) => file.name),
    [INDEX, ...EXPECTED.files],
  );
  for (const tensor of saved.tensors) {
    const { schemes } = EXPECTED.tensors[tensor.name];
    for (const [role, scheme] of [
      ['a', A],
      ['b', B],
    ]) {
      near(tensor[role].sqnr_db ?? Infinity, schemes[scheme].sqnr_db, `${tensor.name} under ${scheme}`);
      near(tensor[role].mse, schemes[scheme].mse, `MSE of ${tensor.name} under ${scheme}`);
    }
  }
  const shown = await rows(page);
  await setState(page, { view: 'grid', data: 'normal', a: 'int3', b: 'int5' });
  await page.reload();
  await ready(page);
  await dropMade(page, [{ name, text }]);
  await shows(page, { view: 'model', saved: name, a: A, b: B, data: 'normal' });
  assert.deepEqual(await rows(page), shown, 'the table is the same');
  await says(bar(page), /The model itself is not open.*model-00001-of-00002\.safetensors/s);
  await says(page.locator('.model-view .says'), /Tensors: 37.*A \d/);
});

visit('a click on a tensor of a saved survey says how to open it, and changes nothing', {}, async (page) => {
  await ready(page);
  await dropMade(page, [survey()]);
  await shows(page, { view: 'model', saved: NAME });
  assert.match((await control(page, 'model-budget').getAttribute('title')) ?? '', /^A budget needs the model itself/);
  const before = await stateOf(page);
  const row = page.locator('.tensors-table tr[data-index="3"]');
  const [name] = (await rows(page))[3];
  await says(page.locator('.model-saved .answer'), new RegExp(`open the model beside the survey: ${SHARD}`));
  const below = async () => (await boxOf(row)).y - (await boxOf(bar(page))).y;
  const place = await below();
  await row.click();
  await says(page.locator('.model-saved .answer'), new RegExp(`^${name} cannot be shown.*${SHARD}`));
  assert.equal(await below(), place, 'the rows stay under the pointer');
  assert.deepEqual(await stateOf(page), before);
  // The map answers, too.
  await page.locator('.model-view .plot').focus();
  await page.keyboard.press('ArrowRight');
  await says(page.locator('.model-view .says'), /^Embedding, layer –: tensors: 2/);
});

visit('beside its model a survey is not measured again, until that is asked for', {}, async (page) => {
  await ready(page);
  // No measurement gives this value, so the test sees where it comes from.
  const invented = survey(({ tensors }) => {
    const { a } = tensors.find((/** @type {{name: string}} */ { name }) => name === TENSOR);
    Object.assign(a, { sqnr_db: 12.34, mse: 1e-9 });
  });
  await dropMade(page, [invented]);
  await shows(page, { view: 'model', saved: NAME });
  await dropMade(page, FILES);
  await says(bar(page), /Numbers from half-minilm\.json: 37 of 37 tensors agree/);
  await setState(page, { find: TENSOR });
  await hasSqnr(page, TENSOR, '12.34');
  await page.locator('.tensors-table tr[data-index="0"]').click();
  await shows(page, { view: 'grid', data: `file(${INDEX}/${TENSOR})` });
  await page.keyboard.press('0');
  await control(page, 'model-saved-again').click();
  await shows(page, { saved: '' });
  const wanted = EXPECTED.tensors[TENSOR].schemes[A].sqnr_db.toPrecision(4);
  await hasSqnr(page, TENSOR, wanted);
});

visit('tensors of another shape are measured, and files of another size are named', {}, async (page) => {
  await ready(page);
  const other = survey(({ tensors, files }) => {
    files[0].size += 1;
    const found = tensors.find((/** @type {{name: string}} */ { name }) => name === TENSOR);
    found.shape.reverse();
    found.a.sqnr_db = 12.34;
  });
  await dropMade(page, [...FILES, other]);
  await shows(page, { view: 'model', saved: NAME });
  await says(bar(page), /36 of 37 tensors agree.*not of the size/s);
  await setState(page, { find: TENSOR });
  await hasSqnr(page, TENSOR, EXPECTED.tensors[TENSOR].schemes[A].sqnr_db.toPrecision(4));
});

visit('without the model other schemes have no numbers, and a button brings back its own', {}, async (page) => {
  await ready(page);
  await dropMade(page, [survey()]);
  await shows(page, { saved: NAME });
  await setState(page, { a: 'int3' });
  await says(bar(page), /has numbers under int4:g128 and int8:row only/);
  assert.equal((await rows(page))[0][1], '–');
  await control(page, 'model-saved-schemes').click();
  await shows(page, { a: A });
  assert.match((await rows(page))[0][1], /\d/);
  await control(page, 'model-saved-close').click();
  await says(page.locator('.model-none'), /Drop a checkpoint anywhere/);
});

visit('beside another model a survey is shown alone, and closing it shows that model', {}, async (page) => {
  await ready(page);
  const other = 'layer0-query-F32.safetensors';
  await dropMade(page, [{ name: other, path: join(FOLDER, other) }]);
  await dropMade(page, [
    survey(({ tensors }) => tensors.forEach((/** @type {{name: string}} */ t) => (t.name += '.x'))),
  ]);
  await says(bar(page), /layer0-query-F32\.safetensors, which is open, has none of these tensors/);
  assert.ok((await names(page)).every((name) => name.endsWith('.x')));
  await control(page, 'model-saved-close').click();
  await until(
    'the model',
    () => names(page),
    (found) => found.length > 0 && !found[0].endsWith('.x'),
  );
});

visit('a link to a saved survey names its file', { hash: '#view=model&saved=half-minilm.json' }, async (page) => {
  await ready(page);
  await says(bar(page), /names the saved survey half-minilm\.json\. Drop this file/);
  await dropMade(page, [survey()]);
  await shows(page, { saved: NAME, a: A });
  await says(bar(page), /The model itself is not open/);
});

visit('damaged and foreign files get their sentence, and nothing of a survey becomes markup', {}, async (page) => {
  await ready(page);
  for (const [file, sentence] of /** @type {const} */ ([
    [{ name: 'cut.json', text: PRINTED.slice(0, -200) }, /cut\.json is a damaged survey: it begins like one/],
    [survey(({ tensors }) => delete tensors[4].values), /damaged survey: tensors\[4\]\.values is missing/],
    [survey((saved) => (saved.schema = 'quantscope-survey/9')), /form quantscope-survey\/9.*quantscope-survey\/1/],
    [survey((saved) => (saved.a = 'int99')), /under int99, which is no scheme of this page/],
    [{ name: 'package.json', text: '{"name": "x"}' }, /package\.json/],
  ])) {
    await dropMade(page, [file]);
    await says(errorAt(page, 'data'), sentence);
    assert.equal((await stateOf(page)).view, 'grid', 'what was shown stays');
  }
  const markup = '<img src=x onerror=alert(1)>';
  const hostile = survey((saved) => {
    Object.assign(saved, { model: markup, files: [{ name: markup, size: 1 }] });
    Object.assign(saved.tensors[0], { name: markup, role: markup, dtype: markup, stack: markup, layer: 3 });
    Object.assign(saved.tensors[1], { a: null, problem_a: { key: markup, words: { [markup]: markup }, text: markup } });
  });
  await dropMade(page, [hostile]);
  await shows(page, { saved: NAME });
  await setState(page, { order: 'name' });
  await says(bar(page), /<img src=x/);
  assert.ok((await names(page)).includes(markup));
  const made = await page.evaluate(
    () => document.querySelector('quant-scope')?.shadowRoot?.querySelectorAll('.model-view img').length,
  );
  assert.equal(made, 0);
});

visit('without a model one click opens a small one', { hash: `#view=model&a=${A}&b=${B}` }, async (page) => {
  await ready(page);
  await says(page.locator('.model-none'), /Drop a checkpoint anywhere.*Open a file.*Open a folder.*From an address/s);
  assert.ok(!page.requests.some((address) => String(address).includes('/samples/models/')));
  await control(page, 'model-sample').click();
  await shows(page, { view: 'model' });
  await until(
    'the rows',
    () => rows(page),
    (found) => found.length > 10 && found.every(([, sqnr]) => /\d|∞/.test(sqnr)),
  );
  await setState(page, { find: TENSOR });
  await hasSqnr(page, TENSOR, EXPECTED.tensors[TENSOR].schemes[A].sqnr_db.toPrecision(4));
});

for (const [locale, theme, viewport] of /** @type {const} */ ([
  ['en-US', 'light', { width: 1440, height: 1200 }],
  ['zh-CN', 'dark', { width: 390, height: 844 }],
]))
  visit(`neither beginning nor survey has a barrier (${locale}, ${theme})`, { locale, viewport }, async (page) => {
    await ready(page);
    await setState(page, { theme, view: 'model' });
    assert.deepEqual(await violations(page), []);
    await dropMade(page, [survey()]);
    await shows(page, { saved: NAME });
    assert.deepEqual(await violations(page), []);
  });
