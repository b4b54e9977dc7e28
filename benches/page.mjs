// Times the page in a browser, as a person meets it: `cargo xtask bench` serves it and calls this file.
//
// A change is a slider's own event; it is painted when the frame of the screen after the picture has ended. What is
// transferred is every response of the first visit, packed by gzip -9: the development server packs nothing.
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { FLAGS, firstPicture, quantiles } from './shared.mjs';

const SIZES = { '64 Ki': '256x256', '1 Mi': '1024x1024', '16 Mi': '4096x4096' };
/** What is changed: A's percentile, of one scale for all or of one a group. */
const SCHEMES = { tensor: 'int4:p99', 'groups of 64': 'int4:g64:p99' };
const CHANGES = 60;
const VISITS = 5;

const { QUANTSCOPE_BROWSER: executablePath, QUANTSCOPE_URL: address } = process.env;
if (!executablePath || !address) throw new Error('run this with `cargo xtask bench`');
const json = process.argv.includes('--json');
const browser = await chromium.launch({ executablePath, args: FLAGS });

const visits = [];
for (let i = 0; i < VISITS; i++) visits.push(await visit());
const first = { milliseconds: median(visits.map(({ milliseconds }) => milliseconds)), ...visits[0].bytes };
const changes = [];
for (const [values, shape] of Object.entries(SIZES)) {
  for (const [what, scheme] of Object.entries(SCHEMES)) changes.push({ values, what, ...(await slide(shape, scheme)) });
}
await browser.close();
if (json) {
  console.log(JSON.stringify({ first, changes }, null, 2));
} else {
  const kilo = (/** @type {number} */ bytes) => (bytes / 1000).toFixed(0);
  console.log(
    `\nFirst picture ${first.milliseconds.toFixed(0)} ms after navigation; ${kilo(first.wasm)} KB of wasm and ${kilo(first.rest)} KB of everything else, packed.\n`,
  );
  console.log("| slider of A's percentile, input to paint | values | p50 | p95 |\n| --- | ---: | ---: | ---: |");
  for (const { values, what, p50, p95 } of changes)
    console.log(`| ${what} | ${values} | ${p50.toFixed(1)} ms | ${p95.toFixed(1)} ms |`);
}

/** The first picture, and what had to be transferred for it. */
async function visit() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  /** @type {Promise<{wasm: boolean, size: number}>[]} */
  const packed = [];
  page.on('response', (response) => {
    packed.push(
      response
        .body()
        .then((body) => ({ wasm: response.url().endsWith('.wasm'), size: gzipSync(body, { level: 9 }).length })),
    );
  });
  await page.goto(`${address}#lang=en`);
  const milliseconds = await page.evaluate(firstPicture);
  const all = await Promise.all(packed);
  await context.close();
  const sum = (/** @type {boolean} */ wasm) =>
    all.filter((response) => response.wasm === wasm).reduce((total, { size }) => total + size, 0);
  return { milliseconds, bytes: { wasm: sum(true), rest: sum(false) } };
}

/** @param {string} shape @param {string} scheme */
async function slide(shape, scheme) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${address}#lang=en&data=normal:${shape}:seed=7:outliers=0.001x20&a=${scheme}&b=int8`);
  const times = await page.evaluate(async (changes) => {
    await customElements.whenDefined('quant-scope');
    const element = /** @type {any} */ (document.querySelector('quant-scope'));
    await element.ready;
    // The data is sorted while nobody asks for anything.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const slider = element.shadowRoot.querySelector('[data-control="a-percentile"]');
    const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const top = Number(slider.max);
    const taken = [];
    for (let i = 0; i < changes; i++) {
      await painted();
      const shown = new Promise((resolve) => element.addEventListener('change', resolve, { once: true }));
      slider.value = String(1 + (i % (top - 1)));
      const start = performance.now();
      slider.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      await shown;
      await painted();
      taken.push(performance.now() - start);
    }
    return taken;
  }, CHANGES);
  await context.close();
  return quantiles(times);
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
