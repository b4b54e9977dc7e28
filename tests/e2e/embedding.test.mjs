// The element and its frame in pages of others: what they load and when, how they look there, what they tell and hear.
import assert from 'node:assert/strict';
import { HOSTILE } from '../js/hostile.js';
import { hosting } from './hosting.mjs';
import { control, inBrowser, painted, ready, says, shows, stateOf, until } from './lab.mjs';
import { VERSION } from '../../www/state/versions.js';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

/** What is asked for and made: wasm fetched, modules compiled, instances made, workers started. */
const counting = (/** @type {Page} */ page) =>
  page.addInitScript(() => {
    const made = { compiled: 0, instances: 0, workers: 0 };
    Object.assign(window, { made });
    const { compileStreaming, instantiate } = WebAssembly;
    WebAssembly.compileStreaming = (source) => ((made.compiled += 1), compileStreaming(source));
    /** @type {any} */ (WebAssembly).instantiate = (/** @type {any} */ ...given) => (
      (made.instances += 1),
      /** @type {any} */ (instantiate)(...given)
    );
    window.Worker = class extends Worker {
      /** @param {any} address @param {any} options */
      constructor(address, options) {
        super(address, options);
        made.workers += 1;
      }
    };
  });
const made = (/** @type {Page} */ page) => page.evaluate(() => ({ .../** @type {any} */ (window).made }));

/** Waits until so many workers run, which the browser tells a little later. @param {Page} page @param {number} count */
const workers = (page, count) =>
  until(
    `workers: ${count}`,
    async () => page.workers().length,
    (n) => n === count,
  );

/** @param {Page} page */
const allReady = (page) =>
  page.evaluate(() =>
    Promise.all([...document.querySelectorAll('quant-scope')].map((element) => /** @type {any} */ (element).ready)),
  );

const six = [3, 4, 5, 6, 7, 8]
  .map(
    (bits) =>
      `<p>text</p><quant-scope id="e${bits}" a="int${bits}" data="normal:seed=${bits}" hide="all,-a.bits,-scoreboard"></quant-scope>`,
  )
  .join('');

visit(
  'six elements share one compiled module, one instance of it in the page, and one worker',
  { prepare: hosting(six, { also: counting }) },
  async (page) => {
    await allReady(page);
    assert.deepEqual(await made(page), { compiled: 1, instances: 1, workers: 1 });
    await workers(page, 1);
    const numbers = await page.evaluate(() =>
      [...document.querySelectorAll('quant-scope')].map((element) => /** @type {any} */ (element).metrics().a.sqnr_db),
    );
    assert.equal(new Set(numbers).size, 6);
    assert.deepEqual(
      numbers,
      [...numbers].sort((p, q) => p - q),
      'more bits, less error: each has its own data and scheme',
    );
    await page.evaluate(() =>
      document.querySelectorAll('quant-scope').forEach((element) => element.id !== 'e5' && element.remove()),
    );
    await page.evaluate(() => /** @type {any} */ (document.querySelector('#e5')).setState({ a: 'int2' }));
    await workers(page, 1);
    await page.evaluate(() => document.querySelector('#e5')?.remove());
    await workers(page, 0);
  },
);

visit(
  'a panic in one element leaves the others what they are, and all go on',
  {
    prepare: async (page) => {
      await hosting(six)(page);
      let imports = 0;
      await page.answer(/\/pkg\/quantscope\.js/, async (original) => {
        const response = await original();
        // The page's own instance and the first worker's.
        const broken = (imports += 1) <= 2;
        const code =
          'const frame = Lab.prototype.frame; Lab.prototype.frame = function (request) { if (request.a === "int2") throw new WebAssembly.RuntimeError("unreachable"); return frame.call(this, request); };';
        return { ...response, body: response.body + (broken ? code : '') };
      });
    },
  },
  async (page) => {
    await allReady(page);
    const result = await page.evaluate(async () => {
      const [first, ...others] = /** @type {any[]} */ ([...document.querySelectorAll('quant-scope')]);
      const before = others.map((element) => JSON.stringify([element.getState(), element.metrics()]));
      await first.setState({ a: 'int2' });
      const after = others.map((element) => JSON.stringify([element.getState(), element.metrics()]));
      await Promise.all(others.map((element) => element.setState({ b: 'int8' })));
      const notices = others.map((element) => element.shadowRoot.querySelectorAll('.notice').length);
      return {
        same: before.every((text, i) => text === after[i]),
        a: first.getState().a,
        b: others.map((element) => element.getState().b),
        notices,
      };
    });
    assert.deepEqual(result, { same: true, a: 'int2', b: Array(5).fill('int8'), notices: Array(5).fill(0) });
    await workers(page, 1);
  },
);

const far =
  '<div style="height: 5000px">far</div><quant-scope id="far" a="int5" hide="all,-a.bits,-scoreboard"></quant-scope><p id="below">below</p>';

visit(
  'an element far away loads nothing until it is scrolled near; its place has its height already',
  { prepare: hosting(far, { also: counting }), viewport: { width: 1440, height: 900 } },
  async (page) => {
    await page.evaluate(() => customElements.whenDefined('quant-scope'));
    await painted(page);
    assert.deepEqual(await made(page), { compiled: 0, instances: 0, workers: 0 });
    const height = () => page.locator('#far').evaluate((element) => element.getBoundingClientRect().height);
    const before = await height();
    await page.evaluate(() => scrollTo(0, 4300));
    await ready(page);
    assert.deepEqual(await made(page), { compiled: 1, instances: 1, workers: 1 });
    await painted(page);
    const after = await height();
    assert.ok(Math.abs(after - before) <= 0.1 * after, `${before} px before, ${after} px with its picture`);
    await shows(page, { a: 'int5' });
  },
);

for (const [how, ask] of /** @type {[string, string][]} */ ([
  ['setState()', "element.setState({ a: 'int6' })"],
  ['ready', 'element.ready'],
  ['metrics()', "(element.metrics(), new Promise((done) => element.addEventListener('change', done)))"],
])) {
  visit(`an element far away is loaded when it is asked: ${how}`, { prepare: hosting(far) }, async (page) => {
    await page.evaluate(() => customElements.whenDefined('quant-scope'));
    const numbers = await page.evaluate(
      `(async () => { const element = document.querySelector('#far'); await ${ask}; await element.ready; return element.metrics().a; })()`,
    );
    assert.ok(/** @type {any} */ (numbers).sqnr_db > 0);
  });
}

/** @param {Page} page @param {string} [selector] */
const themeOf = (page, selector = 'quant-scope') =>
  page
    .locator(selector)
    .evaluate(
      (element) =>
        /** @type {HTMLElement|null|undefined} */ (element.shadowRoot?.querySelector('.quant-scope'))?.dataset.theme,
    );
/** @param {Page} page @param {string} theme */
const becomes = (page, theme) =>
  until(
    `theme ${theme}`,
    () => themeOf(page),
    (found) => found === theme,
  );

/** Switches as hosts have them: the style sheet, and what the switch does. @type {Record<string, [string, string, string]>} */
const SWITCHES = {
  'Docusaurus, Furo, pydata: data-theme': [
    'html[data-theme="dark"] body { background: #1b1b1d }',
    "document.documentElement.dataset.theme = 'dark'",
    "document.documentElement.dataset.theme = 'light'",
  ],
  'mdBook: a class of the root': [
    '.light body { background: #fff } .coal body { background: #141617 }',
    "document.documentElement.className = 'coal'",
    "document.documentElement.className = 'light'",
  ],
  'a transition of the ground': [
    'body { background: #fff; transition: background-color 0.3s } .dark body { background: #101418 }',
    "document.documentElement.classList.add('dark')",
    "document.documentElement.classList.remove('dark')",
  ],
  'a style sheet exchanged': [
    '',
    "document.querySelector('style').textContent = 'body { background: oklch(0.2 0.02 250) }'",
    "document.querySelector('style').textContent = ''",
  ],
  'color-scheme alone': [
    '',
    "document.documentElement.style.colorScheme = 'dark'",
    "document.documentElement.style.colorScheme = 'light'",
  ],
  'a dark slide of Reveal.js': [
    '',
    "document.body.classList.add('has-dark-background')",
    "document.body.classList.remove('has-dark-background')",
  ],
};
for (const [host, [style, dark, light]] of Object.entries(SWITCHES)) {
  visit(
    `light and dark follow the page: ${host}`,
    { prepare: hosting('<main><quant-scope></quant-scope></main>', { head: `<style>${style}</style>` }) },
    async (page) => {
      await ready(page);
      await becomes(page, 'light');
      await page.evaluate(dark);
      await becomes(page, 'dark');
      await page.evaluate(light);
      await becomes(page, 'light');
      await page.evaluate(() => document.querySelector('quant-scope')?.setAttribute('theme', 'dark'));
      await becomes(page, 'dark');
    },
  );
}

visit(
  'a page that has only a light ground stays light where the system is dark; one that can be dark follows',
  { colorScheme: 'dark', prepare: hosting('<quant-scope></quant-scope>') },
  async (page) => {
    await ready(page);
    assert.equal(await themeOf(page), 'light');
    await page.evaluate(() => {
      document.documentElement.style.colorScheme = 'light dark';
    });
    await becomes(page, 'dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await becomes(page, 'light');
  },
);

const PICTURE =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='320' height='90'%3E%3Crect width='320' height='90' fill='%230072B2'/%3E%3C/svg%3E";
const withPicture = `<quant-scope a="int5" page="https://scope.example/lab/"><img alt="INT5 on bell-shaped data" src="${PICTURE}"></quant-scope>`;

visit(
  "where WebAssembly is forbidden, the author's picture is shown, a sentence, and the way to the whole page",
  { prepare: hosting(withPicture, { policy: "script-src 'self'; object-src 'none'" }) },
  async (page) => {
    await says(page.locator('[role=alert]'), /Content-Security-Policy|wasm-unsafe-eval/);
    await page.locator('img[alt="INT5 on bell-shaped data"]').waitFor();
    assert.equal(
      await page.locator('.controls, .scoreboard, .top-bar').filter({ visible: true }).count(),
      0,
      'nothing is offered that does not work',
    );
    const home = control(page, 'home');
    assert.ok(await home.isVisible());
    assert.equal(await home.getAttribute('href'), `https://scope.example/lab/#v=${VERSION}&a=int5`);
    // A change of theme or language does not bring back what does not work.
    await page.evaluate(() => document.querySelector('quant-scope')?.setAttribute('lang', 'zh-CN'));
    await says(page.locator('[role=alert]'), /[\u4e00-\u9fff]/);
    await page.locator('img[alt="INT5 on bell-shaped data"]').waitFor();
    page.noise = page.noise.filter((line) => !/Content Security Policy|WebAssembly/.test(line));
  },
);

visit(
  "where all is allowed, the author's picture makes room for the living one",
  { prepare: hosting(withPicture) },
  async (page) => {
    await ready(page);
    assert.equal(await page.locator('img[alt="INT5 on bell-shaped data"]').isVisible(), false);
  },
);

visit(
  'what is hostile in attributes and in the names of files is text',
  { prepare: hosting('<p id="place"></p>') },
  async (page) => {
    const seen = await page.evaluate(async (texts) => {
      await customElements.whenDefined('quant-scope');
      const found = [];
      for (const text of texts) {
        const element = /** @type {any} */ (document.createElement('quant-scope'));
        for (const name of ['data', 'a', 'b', 'view', 'list', 'hide', 'lesson', 'lang', 'theme', 'page'])
          element.setAttribute(name, text);
        document.body.append(element);
        await element.ready;
        const drop = new DataTransfer();
        drop.items.add(new File(['1,2,3'], `${text.replaceAll('/', '∕')}.csv`));
        element.shadowRoot
          .querySelector('.quant-scope')
          .dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: drop }));
        while (!element.getState().data.startsWith('file(')) await new Promise(requestAnimationFrame);
        await element.settled();
        const root = element.shadowRoot;
        found.push(
          ...[
            ...root.querySelectorAll("img, iframe, script, object, embed, [onload], [onerror], [href^='javascript:']"),
          ].map((node) => node.outerHTML),
        );
        element.remove();
      }
      return found;
    }, HOSTILE);
    assert.deepEqual(seen, []);
    assert.equal(await stateOf(page).catch(() => 'gone'), 'gone');
  },
);
