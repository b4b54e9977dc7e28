// A small model of tests/models in the Model view, and its reference errors.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dropMade } from './drop.mjs';
import { ready, setState, stateOf, until } from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

export const MODELS = process.env.QUANTSCOPE_MODELS ?? fileURLToPath(new URL('../models', import.meta.url));
export const FOLDER = join(MODELS, 'models');
/** The reference errors of the sharded model. */
export const EXPECTED = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')).safetensors;
/** @type {string} */
export const INDEX = EXPECTED.index;
/** The files of the model. */
export const FILES = [INDEX, ...EXPECTED.files].map((/** @type {string} */ name) => ({
  name,
  path: join(FOLDER, name),
}));
const SCHEMES = Object.keys(EXPECTED.total);
/** The schemes that errors are known under, two at a time. */
export const PAIRS = SCHEMES.flatMap((a, i) => (i % 2 === 0 ? [/** @type {const} */ ([a, SCHEMES[i + 1]])] : []));
/** Only the order of sums is free; a tensor under one scale is measured from its sorted view. */
const CLOSE = 1e-6;

/** Opens the model, and shows a state of the Model view. @param {Page} page @param {object} state */
export async function openModel(page, state) {
  await ready(page);
  await dropMade(page, FILES);
  await until(
    'the model',
    () => stateOf(page),
    ({ data }) => data.startsWith(`file(${INDEX}`),
  );
  await setState(page, { view: 'model', ...state });
}

/** The rows in sight, as lists of their cells. @param {Page} page @returns {Promise<string[][]>} */
export const rows = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('quant-scope')?.shadowRoot;
    const all = root?.querySelectorAll('.tensors-table tr[data-index]') ?? [];
    return [...all].map((row) => [...row.children].map((cell) => cell.textContent ?? ''));
  });
/** @param {Page} page */
export const names = async (page) => (await rows(page)).map(([name]) => name);

/** @param {number|null} found @param {number|null} wanted @param {string} what */
export function near(found, wanted, what) {
  if (wanted === null) assert.equal(found, Infinity, what);
  else assert.ok(Math.abs(Number(found) - wanted) <= CLOSE * Math.abs(wanted), `${what}: ${found}, not ${wanted}`);
}

/** Whether `survey()` gives the reference errors of every tensor. @param {Page} page @param {string} a @param {string} b */
export async function isAsExpected(page, a, b) {
  const found = await page.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).survey());
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
}
