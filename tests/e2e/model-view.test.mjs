// The Model view: all tensors of a model under A and B, held against the reference errors.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { violations } from './axe.mjs';
import { dropMade } from './drop.mjs';
import { control, inBrowser, ready, says, setState, shows, stateOf, until } from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const MODELS = process.env.QUANTSCOPE_MODELS ?? fileURLToPath(new URL('../models', import.meta.url));
const FOLDER = join(MODELS, 'models');
const EXPECTED = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')).safetensors;
const INDEX = EXPECTED.index;
/** Only the order of sums is free; a tensor under one scale is measured from its sorted view. */
const CLOSE = 1e-6;

/** @param {Page} page @param {object} state */
async function opened(page, state) {
  await ready(page);
  await dropMade(
    page,
    [INDEX, ...EXPECTED.files].map((/** @type {string} */ name) => ({ name, path: join(FOLDER, name) })),
  );
  await until(
    'the model',
    () => stateOf(page),
    ({ data }) => data.startsWith(`file(${INDEX}`),
  );
  await setState(page, { view: 'model', ...state });
}

/** The rows in sight, as lists of their cells. @param {Page} page @returns {Promise<string[][]>} */
const rows = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('quant-scope')?.shadowRoot;
    const all = root?.querySelectorAll('.tensors-table tr[data-index]') ?? [];
    return [...all].map((row) => [...row.children].map((cell) => cell.textContent ?? ''));
  });
/** The index of the row with the focus. @param {Page} page */
const focusedRow = (page) =>
  page.evaluate(() => {
    const focused = document.querySelector('quant-scope')?.shadowRoot?.activeElement;
    return /** @type {HTMLElement|null|undefined} */ (focused?.closest('tr'))?.dataset.index;
  });
/** @param {Page} page */
const names = async (page) => (await rows(page)).map(([name]) => name);

/** @param {number} found @param {number|null} wanted @param {string} what */
function near(found, wanted, what) {
  if (wanted === null) assert.equal(found, Infinity, what);
  else assert.ok(Math.abs(found - wanted) <= CLOSE * Math.abs(wanted), `${what}: ${found}, not ${wanted}`);
}

const SCHEMES = Object.keys(EXPECTED.total);
for (let i = 0; i < SCHEMES.length; i += 2) {
  const [a, b] = SCHEMES.slice(i, i + 2);
  visit(`survey() gives the reference errors of every tensor under ${a} and ${b}`, {}, async (page) => {
    await opened(page, { a, b });
    const found = await page.evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('quant-scope'));
      return element.survey();
    });
    assert.deepEqual(
      found.map((/** @type {{name: string}} */ { name }) => name).sort(),
      Object.keys(EXPECTED.tensors).sort(),
    );
    for (const row of found) {
      const { schemes, shape, kurtosis } = EXPECTED.tensors[row.name];
      assert.deepEqual(row.shape, shape, row.name);
      near(row.kurtosis, kurtosis, `kurtosis of ${row.name}`);
      for (const [role, scheme] of /** @type {const} */ ([
        ['a', a],
        ['b', b],
      ]))
        for (const measure of ['sqnr_db', 'mse', 'max_abs_error'])
          near(row[role][measure], schemes[scheme][measure], `${measure} of ${row.name} under ${scheme}`);
    }
  });
}

visit('events tell of each row while a survey goes on', {}, async (page) => {
  await opened(page, { view: 'grid', a: 'int3', b: 'int5' });
  const heard = await page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('quant-scope'));
    /** @type {any[]} */
    const heard = [];
    element.addEventListener('survey', (/** @type {any} */ { detail }) => heard.push(detail));
    await element.survey();
    return heard;
  });
  const total = Object.keys(EXPECTED.tensors).length;
  assert.deepEqual([heard.length, heard.at(-1).done, heard.at(-1).total], [total, total, total]);
  assert.equal(typeof heard[0].row.a.sqnr_db, 'number');
});

visit(
  'generated data is of no model: the view says what to open, and survey() why it cannot',
  { hash: '#view=model' },
  async (page) => {
    await ready(page);
    await says(page.locator('.model-none'), /Drop a checkpoint here/);
    const key = await page.evaluate(() =>
      /** @type {any} */ (document.querySelector('quant-scope'))
        .survey()
        .catch((/** @type {any} */ error) => error.key),
    );
    assert.equal(key, 'error.model.none');
  },
);

visit('rows are sorted, found and put together, and the link says so', {}, async (page) => {
  await opened(page, { a: 'int4', b: 'int8' });
  await says(page.locator('.model-view .says'), /Tensors: 37.*A 5\.73\sdB/);
  await control(page, 'model-order-sqnr_a').click();
  await shows(page, { order: 'sqnr_a' });
  const worst = Object.entries(EXPECTED.tensors).sort(
    ([, one], [, other]) => one.schemes.int4.sqnr_db - other.schemes.int4.sqnr_db,
  );
  assert.equal((await names(page))[0], worst[0][0]);
  await control(page, 'model-order-sqnr_a').click();
  await shows(page, { order: '-sqnr_a' });
  await control(page, 'model-order-sqnr_a').click();
  await shows(page, { order: '' });
  await setState(page, { find: 'layer.1', together: 'role', order: 'name' });
  const all = await names(page);
  assert.ok(all.includes('Down') && all.every((name) => /^[A-Z][a-z]*$|layer\.1\./.test(name)), all.join());
});

visit('a row opens its tensor in the other views, and undo returns to its place', {}, async (page) => {
  await opened(page, { a: 'int4', b: 'int8' });
  const row = page.locator('.tensors-table tr[data-index="4"]');
  await row.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const [name] = (await rows(page))[4];
  // Rows that change keep the focus.
  for (const a of ['int4:row', 'int4']) {
    await setState(page, { a });
    assert.equal(await focusedRow(page), '4');
  }
  await page.keyboard.press('Enter');
  await shows(page, { view: 'grid', data: `file(${INDEX}/${name})` });
  await page.keyboard.press('0');
  await shows(page, { view: 'model' });
  await until(
    'the row',
    () =>
      page.evaluate(() => {
        const root = document.querySelector('quant-scope')?.shadowRoot;
        return root?.querySelector('.tensors-table tr[tabindex="0"] th')?.textContent;
      }),
    (found) => found === name,
  );
});

visit('the map is a slider over its cells, and opens what it points at', {}, async (page) => {
  await opened(page, { a: 'int4', b: 'int8' });
  await says(page.locator('.model-view .says'), /A 5\.73\sdB/);
  const plot = page.locator('.model-view .plot');
  await plot.focus();
  await page.keyboard.press('ArrowRight');
  await says(page.locator('.model-view .says'), /^Embedding, layer –: tensors: 2/);
});

for (const [locale, theme] of /** @type {const} */ ([
  ['en-US', 'light'],
  ['zh-CN', 'dark'],
]))
  visit(`the view has no barrier (${locale}, ${theme})`, { locale }, async (page) => {
    await opened(page, { theme });
    assert.deepEqual(await violations(page), []);
  });
