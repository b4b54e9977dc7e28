// The numbers of the page against those that the Rust library computes natively for the same strings.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { difference } from '../../www/numbers/format.js';
import { MEASURES, NO_MEASURE } from '../../www/numbers/measures.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** @typedef {import('../../www/engine/records.js').Measures} Metrics */
/** @typedef {{data: string, a: string, b: string, cells: Record<string, string>, metrics: {a: Metrics, b: Metrics}}} Shown */

/** @type {string|null} */
let program = null;

/** Builds the command line, once; a build that is up to date takes a moment. */
function measureProgram() {
  if (program) return program;
  const cargo = process.env.CARGO ?? 'cargo';
  const args = ['build', '--quiet', '--bin', 'quantscope', '--message-format=json'];
  const messages = execFileSync(cargo, args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const built = messages
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .find(
      ({ reason, target, executable }) => reason === 'compiler-artifact' && target.name === 'quantscope' && executable,
    );
  assert.ok(built && existsSync(built.executable), 'cargo built the command line');
  program = String(built.executable);
  return program;
}

/**
 * Measures of schemes on one data set, natively.
 * @param {string} data a data string, or a file's path with `/TENSOR` behind it
 * @param {string[]} schemes
 * @returns {Promise<Map<string, Metrics>>}
 */
export async function measure(data, schemes) {
  const { stdout } = await promisify(execFile)(measureProgram(), ['measure', '--json', '--', data, ...schemes], {
    cwd: ROOT,
    maxBuffer: 2 ** 26,
  });
  const lines = stdout.trim().split('\n');
  assert.equal(lines.length, schemes.length, `a line for each scheme on ${data}`);
  return new Map(schemes.map((scheme, i) => [scheme, finite(JSON.parse(lines[i]))]));
}

/** What the survey of a model finds natively. @param {string[]} files paths @param {string[]} [more] further arguments @returns {Promise<any>} */
export const surveyOf = async (files, more = []) => JSON.parse(await surveyed(files, ['--json', ...more]));

/** The plan of a model within a budget, natively. @param {string[]} files paths @param {string[]} options those of `quantscope survey` */
export const planned = (files, options) => surveyed(files, options);

/** @param {string[]} files @param {string[]} options */
async function surveyed(files, options) {
  const args = ['survey', ...options, '--', ...files];
  const { stdout } = await promisify(execFile)(measureProgram(), args, { cwd: ROOT, maxBuffer: 2 ** 26 });
  return stdout;
}

/** JSON has no infinity and no NaN: an SQNR that is null has no error to divide by, or no signal to divide. An RMSE in steps that is null does not exist. @param {Record<string, number|null>} read @returns {Metrics} */
function finite(read) {
  /** @type {Record<string, number|null>} */
  const missing = {
    ...Object.fromEntries(Object.keys(read).map((key) => [key, NaN])),
    sqnr_db: (read.mse ?? 0) > 0 ? -Infinity : Infinity,
    rmse_per_scale: null,
  };
  const entries = Object.entries(read).map(([key, value]) => [key, value ?? missing[key]]);
  return /** @type {any} */ (Object.fromEntries(entries));
}

/** What the page shows now: the strings in force, and the scoreboard's cells. @param {import('./browser/index.mjs').Page} page @returns {Promise<Shown>} */
export async function shown(page) {
  await page.calm();
  return page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('quant-scope'));
    const { data, a, b } = element.getState();
    const cells = [...element.shadowRoot.querySelectorAll('[data-measure]')];
    return {
      data,
      a,
      b,
      metrics: element.metrics(),
      cells: Object.fromEntries(cells.map((cell) => [cell.dataset.measure, cell.textContent])),
    };
  });
}

/**
 * Compares what was shown with the native numbers: the texts of the scoreboard, and the numbers behind them.
 * The same data is measured once, whatever the number of schemes.
 * @param {Shown[]} views
 * @param {Record<string, string>} [paths] where the files lie that data strings name
 */
export async function compareWithNative(views, paths = {}) {
  assert.ok(views.length > 0, 'something was shown');
  const numbers = new Map();
  for (const data of new Set(views.map((view) => view.data))) {
    const schemes = [...new Set(views.filter((view) => view.data === data).flatMap(({ a, b }) => [a, b]))];
    numbers.set(data, await measure(located(data, paths), schemes));
  }
  for (const view of views) {
    const a = numbers.get(view.data).get(view.a);
    const b = numbers.get(view.data).get(view.b);
    const where = `${view.data}, A ${view.a}, B ${view.b}`;
    assert.deepEqual(view.cells, texts(a, b), where);
    agree(view.metrics.a, a, `${where}: A`);
    agree(view.metrics.b, b, `${where}: B`);
  }
}

/** `file(NAME/TENSOR):axis=K` as the path that the native program reads. @param {string} data @param {Record<string, string>} paths */
function located(data, paths) {
  const [, name, axis] = /^file\((.*)\)(:axis=\d+)?$/s.exec(data) ?? [];
  if (name === undefined) return data;
  const file = Object.keys(paths).find((known) => name === known || name.startsWith(`${known}/`));
  assert.ok(file, `the path of ${name} is known`);
  return paths[file] + name.slice(file.length) + (axis ?? '');
}

/** The scoreboard's cells for two schemes. @param {Metrics} a @param {Metrics} b */
export function texts(a, b) {
  const cells = MEASURES.flatMap(({ key, format, delta }) => {
    const [x, y] = [a[key], b[key]];
    const change = x === y ? 0 : Number(y) - Number(x);
    const changed = difference(change, delta ?? ((value) => format(value, b)));
    return [
      [`${key}-a`, x === null ? NO_MEASURE : format(x, a)],
      [`${key}-b`, y === null ? NO_MEASURE : format(y, b)],
      [`${key}-delta`, x === null || y === null || !Number.isFinite(change) ? NO_MEASURE : changed],
    ];
  });
  return Object.fromEntries(cells);
}

/**
 * One library computes both, but sums a whole tensor by the kernels natively and from the sorted view on the page: sums agree to
 * 1e-9, those that cancel to as much of what they are made of.
 * @param {Metrics} page @param {Metrics} native @param {string} where
 */
function agree(page, native, where) {
  assert.deepEqual(Object.keys(page).sort(), Object.keys(native).sort(), `${where}: keys`);
  for (const [key, value] of Object.entries(native)) {
    const shown = page[key];
    assert.ok(
      value === null || shown === null ? value === shown : near(key, shown, value, native),
      `${where}: ${key} is ${shown} on the page and ${value} natively`,
    );
  }
}

/** @param {string} key @param {number} shown @param {number} value @param {Metrics} native */
function near(key, shown, value, native) {
  const size = key === 'sqnr_db' ? Math.max(1, Math.abs(value)) : key === 'bias' ? native.mae : Math.abs(value);
  return Object.is(shown, value) || shown === value || Math.abs(shown - value) <= 1e-9 * size;
}
