// The element and its frame in pages of real hosts, each built by its own tool and opened in the browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import * as hosts from './hosts.mjs';
import { control, metricsOf, painted, ready, says, shows, stateOf, until } from '../lab.mjs';
import { host } from './static-host.mjs';
import { launch } from '../browser/index.mjs';
import { VERSION } from '../../../www/state/versions.js';

/** @typedef {import('../browser/index.mjs').Page} Page */

/** @type {import('../browser/index.mjs').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/**
 * Serves a folder below a path and opens a page of it. Whatever goes wrong, and any request elsewhere, is heard.
 * @param {import("node:test").TestContext} t @param {string} folder @param {string} file @param {(page: Page) => Promise<unknown>} body
 * @param {string[]} [others] origins that may be asked, too
 */
async function visit(t, folder, file, body, others = []) {
  const server = await host(t, folder, '/a/path/');
  const page = await browser.open('about:blank', { viewport: { width: 1200, height: 800 }, locale: 'en-US' });
  page.origins = [server.origin, ...others];
  // Sphinx's page has no icon, for which browsers ask at the root; pages of others give requests up as they like.
  const heard = () => page.noise.filter((line) => !/favicon\.ico|^request failed/.test(line));
  try {
    await page.goto(server.address + file);
    await body(page);
    assert.deepEqual(heard(), []);
  } catch (error) {
    if (error instanceof Error) error.message += `\nheard: ${heard().join('\n  ')}`;
    throw error;
  } finally {
    await page.close();
    await server.stop();
  }
}

/** The theme an element shows. @param {Page} page @param {string} theme @param {string} [selector] */
const becomes = (page, theme, selector = 'quant-scope') =>
  until(
    `theme ${theme}`,
    () =>
      page
        .locator(selector)
        .evaluate(
          (element) => /** @type {HTMLElement} */ (element.shadowRoot?.querySelector('.quant-scope')).dataset.theme,
        ),
    (found) => found === theme,
  );

/** A screenshot, where QUANTSCOPE_SCREENSHOTS names a folder. @param {Page} page @param {string} name */
async function portray(page, name) {
  const folder = process.env.QUANTSCOPE_SCREENSHOTS;
  await painted(page);
  if (folder) await page.screenshot({ path: `${folder}/host-${name}.png` });
}

/** The slider of A's percentile is moved by a key, and the page around does not take it. @param {Page} page */
async function keyIsOurs(page) {
  /** The page, or the slide. */
  const place = () =>
    page.evaluate(() => [
      document.title,
      [...document.querySelectorAll('.slides > section')].findIndex((slide) => slide.matches('.present')),
    ]);
  const there = await place();
  const before = (await stateOf(page)).a;
  await control(page, 'a-percentile').first().focus();
  await page.keyboard.press('ArrowLeft');
  await until(
    'another percentile',
    async () => (await stateOf(page)).a,
    (a) => a !== before && a.startsWith('int4:p'),
  );
  await quiet();
  assert.deepEqual(await place(), there);
}
const quiet = () => new Promise((resolve) => setTimeout(resolve, 300));

test('plain HTML: the picture, one slider and the numbers; light and dark with the system', async (t) => {
  await visit(t, await hosts.asItIs('plain'), 'index.html', async (page) => {
    await ready(page);
    assert.ok((await metricsOf(page)).a.sqnr_db > (await metricsOf(page)).b.sqnr_db);
    assert.deepEqual(
      await page
        .locator('input, select')
        .filter({ visible: true })
        .evaluateAll((inputs) => inputs.map((input) => /** @type {HTMLElement} */ (input).dataset.control)),
      ['a-percentile'],
    );
    await becomes(page, 'light');
    await portray(page, 'plain-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await becomes(page, 'dark');
    await portray(page, 'plain-dark');
    await keyIsOurs(page);
  });
});

test('plain HTML with a frame of another origin: as high as it says, and set by a message', async (t) => {
  const site = await host(t, hosts.site(), '/scope/');
  const docs = await readFile(new URL('../../../docs/embedding.md', import.meta.url), 'utf8');
  const [, listening] = /** @type {RegExpExecArray} */ (/```js\n(addEventListener[^]*?)```/.exec(docs));
  await visit(
    t,
    await hosts.asItIs('plain'),
    'index.html',
    async (page) => {
      await page.evaluate(listening);
      await page.evaluate((src) => {
        const frame = Object.assign(document.createElement('iframe'), { src, width: 700, height: 200, title: 'frame' });
        document.querySelector('quant-scope')?.replaceWith(frame);
      }, `${site.address}embed.html#a=int5&hide=all,-a.bits`);
      const frame = await page.frame(site.address);
      await frame.waitForFunction(() => customElements.get('quant-scope'));
      await frame.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).ready);
      await until(
        'no bar to scroll by',
        async () => {
          const inner = await frame.evaluate(() => document.documentElement.scrollHeight);
          return [inner, await page.locator('iframe').evaluate((one) => one.clientHeight)];
        },
        ([inner, outer]) => inner === outer && inner > 300,
      );
      await page.evaluate(() =>
        document
          .querySelector('iframe')
          ?.contentWindow?.postMessage({ type: 'quant-scope:set', state: { a: 'int2' } }, '*'),
      );
      await until(
        'the state',
        () => frame.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).getState().a),
        (a) => a === 'int2',
      );
      assert.equal(
        await frame.locator('[data-control="home"]').getAttribute('href'),
        `${site.address}#v=${VERSION}&a=int2`,
      );
    },
    [site.origin],
  );
});

test('mdBook: in a chapter, in its light and dark themes; its keys turn no leaf from within', async (t) => {
  const book = await hosts.mdbook();
  if (!book) return t.skip('mdbook is not there: QUANTSCOPE_HOSTS=all builds it');
  await visit(t, book, 'clipping.html', async (page) => {
    await ready(page);
    await becomes(page, 'light');
    await portray(page, 'mdbook-light');
    await keyIsOurs(page);
    // What mdBook's own menu does.
    await page.evaluate(() => document.getElementById('mdbook-theme-toggle')?.click());
    await page.locator('[id$="navy"]').first().click();
    await becomes(page, 'dark');
    await portray(page, 'mdbook-dark');
    await page.keyboard.press('Escape');
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
    await page.keyboard.press('ArrowRight');
    await until(
      'the next chapter',
      async () => page.url(),
      (url) => url.includes('groups.html'),
    );
  });
});

test('Sphinx with Furo: a raw directive, in its light and dark themes', async (t) => {
  if (!(await hosts.python())) return t.skip('python3 with venv is not there');
  await visit(t, await hosts.sphinx(), 'index.html', async (page) => {
    await ready(page);
    await becomes(page, 'light');
    await portray(page, 'sphinx-light');
    await keyIsOurs(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await becomes(page, 'dark');
    await portray(page, 'sphinx-dark');
    await page.evaluate(() => {
      document.body.dataset.theme = 'light';
    });
    await becomes(page, 'light');
  });
});

test('Reveal.js: loaded when its slide is near, dark on dark and light on light; keys within stay within; a frame rests when left', async (t) => {
  await visit(t, await hosts.reveal(), 'index.html', async (page) => {
    await page.waitForFunction(() => document.querySelector('.reveal.ready'));
    const next = () =>
      page.evaluate(() =>
        document.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'ArrowRight', code: 'ArrowRight', keyCode: 39, bubbles: true }),
        ),
      );
    await quiet();
    const waits = () =>
      page
        .locator('quant-scope')
        .evaluateAll((elements) => elements.map((element) => element.shadowRoot?.querySelector('.waiting') !== null));
    await until('what is two slides away waits', waits, ([near, far]) => !near && far);
    await next();
    await ready(page);
    await becomes(page, 'dark', 'section:nth-of-type(2) quant-scope');
    await portray(page, 'reveal-dark');
    await keyIsOurs(page);
    await next();
    const light = page.locator('section:nth-of-type(3) quant-scope');
    await light.evaluate((element) => /** @type {any} */ (element).ready);
    await becomes(page, 'light', 'section:nth-of-type(3) quant-scope');
    await portray(page, 'reveal-light');
    const own = page.workers().filter((worker) => worker.includes('/quant-scope/'));
    assert.equal(own.length, 1, 'both elements share one; the frame has one of its own');
    await next();
    const frame = await page.frame('/site/');
    const play = frame.locator('[data-control="stream-play"]');
    await play.click();
    await says(play, /❚❚/);
    await portray(page, 'reveal-frame');
    await page.evaluate(() =>
      document.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowLeft', code: 'ArrowLeft', keyCode: 37, bubbles: true }),
      ),
    );
    await until(
      'it rests',
      () => play.textContent(),
      (text) => String(text).startsWith('▶'),
    );
  });
});

test('Jupyter: the anywidget module keeps its contract: it follows the model, reports changes to it, and removes everything at the end', async (t) => {
  await visit(t, await hosts.asItIs('jupyter'), 'index.html', async (page) => {
    await page.waitForFunction(() => 'model' in window);
    await ready(page);
    await shows(page, { a: 'int5' });
    const model = () =>
      page.evaluate(() => {
        const { values, saved } = /** @type {any} */ (window).model;
        return { ...values, saved };
      });
    await until('the numbers', async () => (await model()).metrics, Boolean);
    assert.deepEqual((await model()).metrics, await metricsOf(page));
    await portray(page, 'jupyter');
    // From the kernel …
    await page.evaluate(() => /** @type {any} */ (window).model.set('state', { a: 'int3', hide: 'all,-a.bits' }));
    await shows(page, { a: 'int3' });
    const numbers = await metricsOf(page);
    await until(
      'its numbers',
      async () => (await model()).metrics.a.mse,
      (mse) => mse === numbers.a.mse,
    );
    await quiet();
    const { saved } = await model();
    await quiet();
    assert.equal((await model()).saved, saved, 'nothing is said back and forth');
    // … from a person, key by key …
    await control(page, 'a-bits').focus();
    await page.keyboard.press('ArrowRight');
    await until(
      "the person's state",
      async () => (await model()).state,
      (state) => state.a === 'int4' || state.a === undefined,
    );
    assert.deepEqual(
      Object.keys((await model()).state).filter((name) => name !== 'a'),
      ['hide'],
    );
    // … and the end.
    await page.evaluate(() => /** @type {any} */ (window).cleanup());
    assert.equal(await page.locator('quant-scope').count(), 0);
    await until(
      'no worker',
      async () => page.workers().length,
      (n) => n === 0,
    );
    await page.evaluate(() => /** @type {any} */ (window).model.set('state', { a: 'int8' }));
  });
});

test('a page rendered on a server, as Docusaurus does: imported without a window, alive in the browser, its switch followed', async (t) => {
  const folder = await hosts.docusaurus();
  assert.match(await readFile(`${folder}/index.html`, 'utf8'), /<quant-scope a="int4" b="int4:asym"/);
  await visit(t, folder, 'index.html', async (page) => {
    await ready(page);
    await shows(page, { a: 'int4', b: 'int4:asym' });
    await becomes(page, 'light');
    await portray(page, 'docusaurus-light');
    await page.evaluate(() => {
      document.documentElement.dataset.theme = 'dark';
    });
    await becomes(page, 'dark');
    await portray(page, 'docusaurus-dark');
  });
});

test('what docs/embedding.md shows of a host stands in its folder', async () => {
  const docs = await readFile(new URL('../../../docs/embedding.md', import.meta.url), 'utf8');
  const files = {
    plain: 'index.html',
    mdbook: 'src/clipping.md',
    sphinx: 'index.rst',
    reveal: 'index.html',
    jupyter: 'quant_scope.py',
    docusaurus: 'component.js',
  };
  const blocks = [...docs.matchAll(/```\w+\n([^]*?)```/g)].map(([, block]) => block.trim().split('\n'));
  for (const [name, file] of Object.entries(files)) {
    const lines = (await readFile(new URL(`../../hosts/${name}/${file}`, import.meta.url), 'utf8'))
      .split('\n')
      .map((line) => line.trim());
    const shown = blocks.filter((block) => block.every((line) => lines.includes(line.trim())));
    assert.ok(shown.length > 0, name);
    assert.ok(
      shown.every((block) => block.length <= 10),
      `${name}: ten lines are enough`,
    );
  }
});
