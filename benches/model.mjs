// Times the survey of a whole model, in a browser and on the command line: `cargo xtask bench model FILE` builds both and calls this file.
//
// The mark is the sum of the kernel passes (ranges, codes, errors and counts of every tensor under both schemes, values in memory)
// over as many workers. What is timed holds everything else, too: reading, decoding, statistics, rows of the table. Passes and survey
// take turns, and a ratio is taken within a round.
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { FLAGS, quantiles } from './shared.mjs';
import { memoryOfRenderers } from './memory.mjs';

const ROUNDS = 3;
/** A frame that takes longer was dropped, at 60 in a second. */
const DROPPED_MS = 1.5 * (1000 / 60);
const BYTES_PER_VALUE = 4;

const { QUANTSCOPE_BROWSER: executablePath, QUANTSCOPE_URL: address, QUANTSCOPE_NATIVE: native } = process.env;
const [engine, file, ...options] = process.argv.slice(2);
if (!executablePath || !address || !native || !engine || !file)
  throw new Error('run this with `cargo xtask bench model`');

const url = pathToFileURL(engine);
const { ModelBench, initSync } = await import(url.href);
initSync({ module: await readFile(fileURLToPath(url).replace(/\.js$/, '_bg.wasm')) });
const schemes = ModelBench.schemes();
const cores = cpus().length;
const model = new ModelBench(file, await readFile(file));
const browser = await chromium.launch({ executablePath, args: FLAGS });

/** @typedef {{milliseconds: number, first: number, frames: number[], workers: number, memory: {before: number, most: number}}} Surveyed */
/** @type {{passes: number, survey: Surveyed, native: {passes: number, survey: number}}[]} */
const rounds = [];
for (let i = 0; i < ROUNDS; i++) {
  const passes = wasmPasses();
  const survey = await pageSurvey();
  const ownPasses = Number(run('model', file));
  const start = performance.now();
  run('quantscope', 'survey', file, '--a', schemes[0], '--b', schemes[1], '--json');
  rounds.push({ passes, survey, native: { passes: ownPasses, survey: performance.now() - start } });
}
await browser.close();

const result = {
  values: model.values(),
  tensors: model.count(),
  cores,
  page: {
    passes: middle(({ passes }) => passes),
    survey: middle(({ survey }) => survey.milliseconds),
    to_passes: middle(({ passes, survey }) => survey.milliseconds / (passes / survey.workers)),
    workers: rounds[0].survey.workers,
    first_row: middle(({ survey }) => survey.first),
    frames: quantiles(rounds.flatMap(({ survey }) => survey.frames)),
    dropped: middle(({ survey }) => survey.frames.filter((each) => each > DROPPED_MS).length / survey.frames.length),
    memory: {
      before: middle(({ survey }) => survey.memory.before),
      most: middle(({ survey }) => survey.memory.most),
      largest_tensor: (model.largest() * BYTES_PER_VALUE) / 1e6,
    },
  },
  native: {
    passes: middle((each) => each.native.passes),
    survey: middle((each) => each.native.survey),
    to_passes: middle((each) => each.native.survey / (each.native.passes / cores)),
  },
};
if (options.includes('--json')) console.log(JSON.stringify(result, null, 2));
else print(result);

/** Milliseconds of the kernel passes of all tensors on one core, in Node's engine. */
function wasmPasses() {
  const start = performance.now();
  model.passes();
  return performance.now() - start;
}

/** The survey in the page, from the question to the last row, while frames are counted and memory is looked at. */
async function pageSurvey() {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(`${address}#lang=en&a=${schemes[0]}&b=${schemes[1]}`);
  await page.evaluate(async () => {
    await customElements.whenDefined('quant-scope');
    await /** @type {any} */ (document.querySelector('quant-scope')).ready;
  });
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.waitForFunction(() =>
    /** @type {any} */ (document.querySelector('quant-scope')).getState().data.startsWith('file('),
  );
  await page.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).settled());
  const memory = await memoryOfRenderers(browser);
  const found = await page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('quant-scope'));
    /** @type {number[]} */
    const frames = [];
    let last = 0;
    let goesOn = true;
    let first = 0;
    const tick = (/** @type {number} */ now) => {
      if (!first && element.shadowRoot.querySelector('.tensors-table tr[data-index]'))
        first = performance.now() - start;
      if (last) frames.push(now - last);
      last = now;
      if (goesOn) requestAnimationFrame(tick);
    };
    const start = performance.now();
    requestAnimationFrame(tick);
    await element.setState({ view: 'model' });
    await element.survey();
    const milliseconds = performance.now() - start;
    goesOn = false;
    return { milliseconds, first, frames, workers: Math.min(8, navigator.hardwareConcurrency) };
  });
  const most = await memory.stop();
  await page.context().close();
  return { ...found, memory: most };
}

/** What a program of the native build prints. @param {string} name @param {string[]} given */
function run(name, ...given) {
  return execFileSync(`${native}/${name}`, given, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** The middle of the rounds. @param {(round: (typeof rounds)[number]) => number} of */
function middle(of) {
  return quantiles(rounds.map(of)).p50;
}

/** @param {typeof result} found */
function print({ values, tensors: count, page, native: own }) {
  const ms = (/** @type {number} */ time) => `${time.toFixed(0)} ms`;
  console.log(`${count} tensors, ${values} values, under ${schemes.join(' and ')}; ${cores} cores.\n`);
  console.log(
    '| survey | kernel passes on one core | survey | of the passes over all cores |\n| --- | ---: | ---: | ---: |',
  );
  console.log(`| page | ${ms(page.passes)} | ${ms(page.survey)} | ${page.to_passes.toFixed(2)} |`);
  console.log(`| native | ${ms(own.passes)} | ${ms(own.survey)} | ${own.to_passes.toFixed(2)} |\n`);
  const { before, most, largest_tensor: largest } = page.memory;
  console.log(
    `Page: first row after ${ms(page.first_row)}; frames ${page.frames.p50.toFixed(1)} ms (p50), ${page.frames.p95.toFixed(1)} ms (p95), ` +
      `${(100 * page.dropped).toFixed(1)} % dropped; memory ${before.toFixed(0)} MB before, at most ${most.toFixed(0)} MB while it goes on ` +
      `(the largest tensor has ${largest.toFixed(0)} MB, ${page.workers} workers).`,
  );
}
