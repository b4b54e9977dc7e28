import assert from 'node:assert/strict';
import { pixels } from '../drawn.mjs';
import {
  chooseData,
  control,
  enter,
  errorAt,
  inBrowser,
  painted,
  ready,
  says,
  setState,
  shows,
  stateOf,
  until,
} from '../lab.mjs';
import { compareWithNative, shown } from '../native.mjs';
import { drag, gripOf } from '../picture.mjs';

/** @typedef {import('../browser/index.mjs').Page} Page */

const visit = inBrowser();

/**
 * Breaks the wasm module's JavaScript, as long as `broken` says so: frames of A with 5 bits panic. A file that is asked for anew may
 * be whole.
 * @param {Page} page @param {() => boolean} broken
 */
async function breaking(page, broken) {
  await page.answer(/\/pkg\/quantscope\.js/, async (original) => {
    const response = await original();
    if (!broken()) return response;
    const body = response.body.replace(
      'const ret = wasm.question_new(record);',
      `if (record.kind === "frame" && record.a === "int5") throw new WebAssembly.RuntimeError("unreachable");
      $&`,
    );
    assert.notEqual(body, response.body);
    return { ...response, body };
  });
}

/** @param {Page} page */
const problems = (page) => page.locator('.notice.problem');

/** Breaks frames in the namespaces that are imported before a number of them has been. @param {number} whole */
function breakingUntil(whole) {
  let imports = 0;
  return {
    prepare: (/** @type {Page} */ page) => breaking(page, () => (imports += 1) <= whole),
    imports: () => imports,
  };
}

// The page's own instance and the first worker's are the first two.
const once = breakingUntil(2);
visit(
  'a panic is shown, and the page recovers by itself, with its state',
  { prepare: once.prepare, hash: '#b=int6:row&x=-4,4' },
  async (page) => {
    await ready(page);
    await enter(page, 'a', 'int5');
    await shows(page, { a: 'int5', b: 'int6:row', x: '-4,4' });
    await says(problems(page), /unreachable/);
    assert.equal(once.imports(), 3, 'one fresh instance');
    const view = await shown(page);
    await enter(page, 'a', 'int6');
    await shows(page, { a: 'int6' });
    await compareWithNative([view, await shown(page)]);
  },
);

const always = breakingUntil(Infinity);
visit(
  'what panics again is given up in a sentence, and the last good state stays and works',
  { prepare: always.prepare },
  async (page) => {
    await ready(page);
    const good = await shown(page);
    await enter(page, 'a', 'int5');
    await until(
      'a sentence',
      async () => (await page.locator('.error').filter({ visible: true }).allInnerTexts()).join(),
      (text) => /twice.*unreachable/.test(text),
    );
    assert.deepEqual(await shown(page), good);
    await enter(page, 'a', 'int6');
    await shows(page, { a: 'int6' });
    await compareWithNative([await shown(page)]);
  },
);

visit(
  'a panic of the drawing is shown, and the picture comes back by itself',
  {
    prepare: (page) =>
      page.answer(/\/pkg\/quantscope\.js/, async (original) => {
        const response = await original();
        const text = response.body;
        const body =
          text.replace('export function draw_grid(', 'function drawing(') +
          `
export function draw_grid(...given) {
  if (globalThis.breakDrawing) { globalThis.breakDrawing = false; throw new WebAssembly.RuntimeError("unreachable"); }
  return drawing(...given);
}`;
        assert.notEqual(body, text);
        return { ...response, body };
      }),
  },
  async (page) => {
    await ready(page);
    await page.evaluate(() => Object.assign(window, { breakDrawing: true }));
    await enter(page, 'a', 'int5');
    await shows(page, { a: 'int5' });
    await says(problems(page), /unreachable/);
    await until(
      'the picture',
      () => pixels(page),
      ({ a, b }) => a > 100 && b > 100,
    );
    const grip = await gripOf(page, 'a-hi');
    await drag(page, grip, { x: grip.x - 100, y: grip.y });
    await until(
      'A',
      async () => (await stateOf(page)).a,
      (a) => a.startsWith('int5:clip('),
    );
    await painted(page);
    // A resize draws without any change of the state.
    await page.evaluate(() => Object.assign(window, { breakDrawing: true }));
    await page.setViewportSize({ width: 1000, height: 800 });
    await until(
      'the picture again',
      () => pixels(page),
      ({ width, a, b }) => width < 1000 && a > 100 && b > 100,
    );
    await compareWithNative([await shown(page)]);
  },
);

for (const { locale, sentence } of [
  { locale: 'en-US', sentence: /SIMD instructions.*Chrome, Edge, Firefox and Safari/ },
  { locale: 'zh-CN', sentence: /不支持 SIMD/ },
]) {
  const prepare = (/** @type {Page} */ page) =>
    page.addInitScript(() => {
      WebAssembly.validate = () => false;
    });
  visit(`a browser without SIMD gets a sentence, not a blank page (${locale})`, { locale, prepare }, async (page) => {
    const alert = page.locator('[role=alert]').filter({ hasText: sentence });
    await alert.waitFor();
    assert.ok(await alert.isVisible());
    assert.equal(await page.locator('.scoreboard').isVisible(), false, 'there is no empty board');
    const rejected = await page.evaluate(() =>
      /** @type {any} */ (document.querySelector('quant-scope')).ready.then(
        () => 'fulfilled',
        (/** @type {Error} */ error) => error.message,
      ),
    );
    assert.match(rejected, /SIMD/);
  });
}

visit(
  'a browser without WebAssembly gets a sentence',
  { prepare: (page) => page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly')) },
  async (page) => {
    await says(
      page.locator('[role=alert]').filter({ visible: true }),
      /needs WebAssembly, and this browser does not run it/,
    );
  },
);

visit(
  'a wasm file that is missing is named',
  {
    prepare: (page) => page.answer(/quantscope_bg\.wasm/, () => ({ status: 404, body: '' })),
  },
  async (page) => {
    await says(page.locator('[role=alert]').filter({ visible: true }), /quantscope_bg\.wasm.*404/);
    const others = page.noise.splice(0).filter((line) => !line.includes('quantscope_bg.wasm'));
    assert.deepEqual(others, []);
  },
);

/** Ways in which a page can be without workers. @type {Record<string, (page: Page) => Promise<unknown>>} */
const FORBIDDEN = {
  'the constructor throws': (page) =>
    page.addInitScript(() => {
      window.Worker = /** @type {any} */ (
        class {
          constructor() {
            throw new DOMException('forbidden', 'SecurityError');
          }
        }
      );
    }),
  'the policy forbids them': (page) =>
    page.answer(
      (url) => url.pathname === '/',
      async (original) => {
        const response = await original();
        const policy = response.headers['content-security-policy'].replace(/worker-src [^;]+/, "worker-src 'none'");
        return { ...response, headers: { ...response.headers, 'content-security-policy': policy } };
      },
    ),
};
for (const [how, prepare] of Object.entries(FORBIDDEN)) {
  visit(`where workers are forbidden the page computes by itself: ${how}`, { prepare }, async (page) => {
    await ready(page);
    assert.equal(page.workers().length, 0);
    const views = [await shown(page)];
    await enter(page, 'a', 'int5:row');
    await shows(page, { a: 'int5:row' });
    views.push(await shown(page));
    await chooseData(page, 'kind:laplace');
    await shows(page, { data: 'laplace:seed=7:outliers=0.001x20' });
    views.push(await shown(page));
    await compareWithNative(views);
    const others = page.noise.splice(0).filter((line) => !/Content Security Policy|worker\.js/.test(line));
    assert.deepEqual(others, []);
  });
}

visit(
  'what lasts shows its progress, the page stays responsive, and Cancel brings back the last good state',
  {},
  async (page) => {
    await ready(page);
    const good = await shown(page);
    await page.evaluate(() => {
      const beat = { count: 0, longest: 0, last: performance.now() };
      Object.assign(window, { beat });
      const tick = (/** @type {number} */ now) => {
        beat.count += 1;
        beat.longest = Math.max(beat.longest, now - beat.last);
        beat.last = now;
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    });
    await enter(page, 'data', 'student:4096x4096');
    const cancel = control(page, 'cancel');
    await cancel.waitFor({ timeout: 15_000 });
    const before = await page.evaluate(() => /** @type {any} */ (window).beat.count);
    await until(
      'progress',
      () => page.locator('progress').evaluate((meter) => /** @type {HTMLProgressElement} */ (meter).value),
      (value) => value > 0 && value < 1,
    );
    await cancel.click();
    await cancel.waitFor({ state: 'hidden' });
    const beat = await page.evaluate(() => /** @type {any} */ (window).beat);
    assert.ok(beat.count > before, 'frames are painted meanwhile');
    assert.ok(beat.longest < 500, `the page never stands still: ${beat.longest} ms`);
    assert.deepEqual(await shown(page), good);
    assert.equal(await control(page, 'data').inputValue(), good.data, 'the field shows what holds');
    assert.equal(await errorAt(page, 'data').isVisible(), false, 'a cancel is no error');
    await enter(page, 'a', 'int5');
    await shows(page, { a: 'int5' });
    await compareWithNative([await shown(page)]);
  },
);

visit('a newer wish overtakes long work', {}, async (page) => {
  await ready(page);
  await enter(page, 'data', 'student:4096x4096');
  await control(page, 'cancel').waitFor();
  await enter(page, 'data', 'laplace');
  await shows(page, { data: 'laplace' });
  await control(page, 'cancel').waitFor({ state: 'hidden' });
  await compareWithNative([await shown(page)]);
});

visit('sixteen million values are shown in the end', {}, async (page) => {
  await ready(page);
  await page.evaluate(
    () => void (/** @type {any} */ (document.querySelector('quant-scope')).setState({ data: 'uniform:4096x4096' })),
  );
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector('quant-scope')).getState().data === 'uniform:4096x4096',
    null,
    { timeout: 60_000 },
  );
  await setState(page, { a: 'int5' });
  await compareWithNative([await shown(page)]);
});
