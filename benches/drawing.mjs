// Times how long pictures take to draw, in a browser: `cargo xtask bench` serves the page and calls this file.
//
// Each view is changed by a slider, as a person does. The drawing functions of the page's wasm module are timed where the page calls
// them: from the record to the last call of the canvas. The Grid picture is then drawn in turn by the page and, from the same record,
// through plotters-canvas. That time ends when a pixel can be read, so that it holds the work that the browser puts off.
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { FLAGS, quantiles } from './shared.mjs';

/** Views with the function that draws each. */
const VIEWS = {
  grid: 'draw_grid',
  errors: 'draw_errors',
  codes: 'draw_codes',
  blocks: 'draw_blocks',
  sweeps: 'draw_clipping',
  tradeoff: 'draw_trade_off',
  comparison: 'draw_remedies',
  stream: 'draw_stream',
  integers: 'draw_padding',
};
const STATE = 'lang=en&data=llm:256x256:seed=7&a=int4:g64:p99&b=int8:asym';
const CHANGES = 40;
const ROUNDS = 60;
const SIZE = { width: 1440, height: 900 };

const { QUANTSCOPE_BROWSER: executablePath, QUANTSCOPE_URL: address } = process.env;
const [engine, ...options] = process.argv.slice(2);
if (!executablePath || !address || engine === undefined) throw new Error('run this with `cargo xtask bench`');
const browser = await chromium.launch({ executablePath, args: FLAGS });

const views = [];
for (const [view, name] of Object.entries(VIEWS)) {
  const page = await opened(`view=${view}&${STATE}`);
  const drawn = await page.evaluate(change, CHANGES);
  const times = drawn.filter(([other]) => other === name).map(([, milliseconds]) => milliseconds);
  if (times.length === 0) throw new Error(`the view ${view} never called ${name}`);
  views.push({ view, drawn: times.length, ...quantiles(times) });
  await page.context().close();
}
const backends = await (await opened(STATE)).evaluate(compare, ROUNDS);
const compared = backends.map(({ by, times, contrast }) => ({ by, ...quantiles(times), contrast }));
await browser.close();
if (options.includes('--json')) {
  console.log(JSON.stringify({ views, compared }, null, 2));
} else {
  const ms = (/** @type {number} */ time) => `${time.toFixed(1)} ms`;
  console.log('\n| picture of the view | drawn | p50 | p95 |\n| --- | ---: | ---: | ---: |');
  for (const { view, drawn, p50, p95 } of views) console.log(`| ${view} | ${drawn} | ${ms(p50)} | ${ms(p95)} |`);
  console.log('\n| Grid picture until a pixel can be read | p50 | p95 | contrast |\n| --- | ---: | ---: | ---: |');
  for (const { by, p50, p95, contrast } of compared)
    console.log(`| ${by} | ${ms(p50)} | ${ms(p95)} | ${contrast.toFixed(2)} |`);
}

/**
 * A page whose drawing functions are timed, and remember what they were called with last.
 * @param {string} state
 */
async function opened(state) {
  const context = await browser.newContext({ viewport: SIZE, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const script = { contentType: 'text/javascript' };
  await page.route(/\/pkg\/quantscope\.js$/, async (route) => {
    const body = await (await route.fetch()).text();
    const timed = body.replace(
      /export function (draw_\w+)\((.*?)\) \{/g,
      (_, name, parameters) => `export function ${name}(...given) {
        const start = performance.now();
        try { return timed_${name}(...given); } finally {
          (globalThis.drawn ??= []).push(['${name}', performance.now() - start]);
          (globalThis.given ??= {}).${name} = given;
        }
      }
      function timed_${name}(${parameters}) {`,
    );
    await route.fulfill({ ...script, body: timed });
  });
  const wasm = engine.replace(/\.js$/, '_bg.wasm');
  await page.route(/\/bench\/engine\.js$/, async (route) => route.fulfill({ ...script, body: await readFile(engine) }));
  await page.route(/\/bench\/.*\.wasm$/, async (route) =>
    route.fulfill({ contentType: 'application/wasm', body: await readFile(wasm) }),
  );
  await page.goto(`${address}#${state}`);
  await page.evaluate(async () => {
    await customElements.whenDefined('quant-scope');
    await /** @type {any} */ (document.querySelector('quant-scope')).ready;
  });
  return page;
}

/** In the page: moves A's percentile; what was drawn meanwhile. @param {number} changes @returns {Promise<[string, number][]>} */
async function change(changes) {
  const element = /** @type {any} */ (document.querySelector('quant-scope'));
  const slider = element.shadowRoot.querySelector('[data-control="a-percentile"]');
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  for (let i = 0; i < changes; i++) {
    const shown = new Promise((resolve) => element.addEventListener('change', resolve, { once: true }));
    slider.value = String(1 + (i % (Number(slider.max) - 1)));
    slider.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await shown;
    await element.settled();
    await painted();
  }
  return /** @type {any} */ (globalThis).drawn;
}

/**
 * In the page: draws the last Grid picture in turn by the page's backend and by the other. Contrast is the root of the mean
 * squared difference of neighbouring pixels, 0 to 255: a blurred picture has less.
 * @param {number} rounds
 */
async function compare(rounds) {
  const [shown, ...picture] = /** @type {any} */ (globalThis).given.draw_grid;
  const load = (/** @type {string} */ path) => import(new URL(path, document.baseURI).href);
  const [page, bench] = [await load('www/pkg/quantscope.js'), await load('bench/engine.js')];
  await bench.default({ module_or_path: fetch(new URL('bench/engine.wasm', document.baseURI)) });
  const contestants = [
    { by: 'the page', draw: page.draw_grid },
    { by: 'plotters-canvas', draw: bench.draw_grid_by_plotters_canvas },
  ].map((contestant) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: shown.width, height: shown.height });
    document.body.append(canvas);
    return {
      ...contestant,
      canvas,
      context: /** @type {any} */ (canvas.getContext('2d')),
      times: /** @type {number[]} */ ([]),
    };
  });
  for (let round = 0; round < rounds; round++) {
    for (const { draw, canvas, context, times } of round % 2 ? contestants.toReversed() : contestants) {
      const start = performance.now();
      draw(canvas, ...picture);
      context.getImageData(0, 0, 1, 1);
      times.push(performance.now() - start);
    }
  }
  return contestants.map(({ by, canvas: { width, height }, context, times }) => {
    const { data } = context.getImageData(0, 0, width, height);
    let sum = 0;
    for (let i = 4 * width + 4; i < data.length; i += 4) {
      sum += (data[i] - data[i - 4]) ** 2 + (data[i] - data[i - 4 * width]) ** 2;
    }
    return { by, times, contrast: Math.sqrt(sum / (data.length / 2)) };
  });
}
