// The element as a guest: what pages around it do to it, before it is there and afterwards.
import assert from 'node:assert/strict';
import { control, errorAt, inBrowser, ready, says, shows, stateOf, until } from './lab.mjs';
import { faults } from './faults.mjs';
import { hosting } from './hosting.mjs';
import { boxOf } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

visit(
  'properties that were set before the element was defined are taken over, and later ones still work',
  {
    prepare: hosting(
      '<quant-scope></quant-scope><script>Object.assign(document.querySelector("quant-scope"), { a: "int5", data: "laplace:64x64", view: "codes", page: "https://example.org/q/" })</script>',
    ),
  },
  async (page) => {
    await ready(page);
    await shows(page, { a: 'int5', data: 'laplace:64x64', view: 'codes' });
    await page.evaluate(() => {
      /** @type {any} */ (document.querySelector('quant-scope')).a = 'int6';
    });
    await shows(page, { a: 'int6' });
    const read = await page.evaluate(() => {
      const element = /** @type {any} */ (document.querySelector('quant-scope'));
      return [element.a, element.page, Object.keys(element)];
    });
    assert.deepEqual(read, ['int6', 'https://example.org/q/', []]);
  },
);

/** Places that take their width from what they hold. */
const PLACES = [
  'display: flex',
  'display: flex; flex-direction: column; align-items: center',
  'display: grid; place-items: center',
  'display: table-cell',
  'display: inline-block',
  'width: fit-content',
  'float: left',
  'position: absolute',
];
visit(
  'a place that takes its width from what it holds gives the element one',
  { prepare: hosting('<div id="around"><quant-scope></quant-scope></div>'), viewport: { width: 900, height: 700 } },
  async (page) => {
    await ready(page);
    const widths = await page.evaluate((places) => {
      const around = /** @type {HTMLElement} */ (document.getElementById('around'));
      return places.map((style) => {
        around.setAttribute('style', style);
        const { width } = /** @type {Element} */ (around.firstElementChild).getBoundingClientRect();
        return [style, width > 600 && document.documentElement.scrollWidth <= innerWidth];
      });
    }, PLACES);
    assert.deepEqual(
      widths,
      PLACES.map((style) => [style, true]),
    );
  },
);

/** Inherited styles that a theme of a page may have. */
const THEME = {
  'text-transform': 'uppercase',
  'letter-spacing': '3px',
  'word-spacing': '9px',
  'text-indent': '40px',
  'white-space': 'pre',
  'text-shadow': '2px 2px 2px red',
  'font-style': 'italic',
  'font-variant': 'small-caps',
  'font-weight': '900',
  'line-height': '3',
  'text-align': 'right',
  'word-break': 'break-all',
  'list-style-type': 'square',
  hyphens: 'auto',
  cursor: 'crosshair',
  'tab-size': '40',
  'border-collapse': 'collapse',
  '-webkit-text-stroke-width': '1px',
};
visit(
  'no style of the page around reaches inside',
  { prepare: hosting('<div id="around"><quant-scope view="codes"></quant-scope></div>') },
  async (page) => {
    await ready(page);
    /** The computed values within the element of what the page sets. */
    const read = () =>
      page.evaluate((names) => {
        const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
        return ['.quant-scope', 'h2', 'p', 'button', 'label', '[role=tab]'].map((selector) => {
          const style = getComputedStyle(/** @type {Element} */ (root.querySelector(selector)));
          return names.map((name) => `${selector} ${name}: ${style.getPropertyValue(name)}`);
        });
      }, Object.keys(THEME));
    const before = await read();
    for (const target of ['#around', 'quant-scope']) {
      await page.evaluate(([selector, theme]) => {
        const style = /** @type {HTMLElement} */ (document.querySelector(String(selector))).style;
        for (const [name, value] of Object.entries(theme)) style.setProperty(name, String(value), 'important');
      }, /** @type {const} */ ([target, THEME]));
      assert.deepEqual(await read(), before, target);
    }
  },
);

visit(
  'an element that the page hides stays hidden',
  { prepare: hosting('<div id="around" style="visibility: hidden"><quant-scope></quant-scope></div>') },
  async (page) => {
    await ready(page);
    assert.equal(await page.locator('canvas').first().isVisible(), false);
  },
);

/** Pixels of the canvas for a CSS pixel. @param {Page} page */
const ratioOf = (page) =>
  page.evaluate(() => {
    const canvas = document.querySelector('quant-scope')?.shadowRoot?.querySelector('canvas');
    return canvas ? canvas.width / canvas.clientWidth : 0;
  });

visit(
  'on a screen with other pixels the picture is drawn anew, though its size stays',
  {
    prepare: hosting('<quant-scope style="display: block; width: 900px; height: 800px; overflow: auto"></quant-scope>'),
  },
  async (page) => {
    await ready(page);
    const { height } = await boxOf(page.locator('quant-scope'));
    const near = (/** @type {number} */ wanted) => (/** @type {number} */ ratio) => Math.abs(ratio - wanted) < 0.01;
    for (const ratio of [2, 1, 1.5]) {
      await page.moveToScreen(ratio);
      await until(`${ratio} pixels for a CSS pixel`, () => ratioOf(page), near(ratio));
      assert.equal((await boxOf(page.locator('quant-scope'))).height, height);
    }
  },
);

visit(
  'what changed while the element was not shown is there when it is',
  { prepare: hosting('<quant-scope id="one"></quant-scope>') },
  async (page) => {
    await ready(page);
    await page.evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('quant-scope'));
      element.style.display = 'none';
      await element.setState({ a: 'int7', theme: 'dark', view: 'codes' });
      element.style.width = '700px';
      element.style.display = '';
    });
    await shows(page, { a: 'int7', view: 'codes' });
    await until(
      'a picture that fits its place',
      () => ratioOf(page),
      (ratio) => Math.abs(ratio - 1) < 0.01,
    );
    const box = await page.locator('canvas').first().boundingBox();
    assert.ok(box && box.width > 300 && box.width <= 700, JSON.stringify(box));
  },
);

/** Presses a key as it comes while an input method composes. @param {Page} page @param {string} name of the control @param {object} how */
const composed = (page, name, how) =>
  control(page, name).evaluate(
    (field, event) =>
      field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...event })),
    { key: 'Enter', ...how },
  );

visit('Enter and Escape of an input method end the composing only', { hash: '#a=int4' }, async (page) => {
  await ready(page);
  const field = control(page, 'a');
  await field.fill('int5：as');
  for (const how of [{ isComposing: true }, { keyCode: 229 }, { key: 'Escape', isComposing: true }]) {
    await composed(page, 'a', how);
    assert.equal((await stateOf(page)).a, 'int4');
    assert.equal(await field.inputValue(), 'int5：as');
    assert.equal(await errorAt(page, 'a').isVisible(), false);
  }
  await field.fill('int5');
  await field.press('Enter');
  await shows(page, { a: 'int5' });
});

for (const width of [320, 340])
  visit(`nothing is cut at ${width} pixels`, { viewport: { width, height: 640 }, hash: '#lang=en' }, async (page) => {
    await ready(page);
    assert.deepEqual(await faults(page), []);
    await page.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).setState({ lang: 'zh-CN' }));
    assert.deepEqual(await faults(page), []);
  });

visit(
  'where the scripts do not arrive, the page says in the end what is missing',
  {
    hash: '',
    restless: true,
    prepare: async (page) => {
      await page.answer(/\/www\/host\/page\.js/, () => ({ status: 404, body: '' }));
    },
  },
  async (page) => {
    await says(page.locator('.late'), /has not started.*allow-same-origin.*Access-Control-Allow-Origin.*尚未启动/s);
    await until('a sentence that is seen', () => page.locator('.late').isVisible(), Boolean);
    page.noise.length = 0;
  },
);

visit(
  'in a sandboxed frame without an origin the element works, where the host lets any origin read',
  {
    prepare: hosting(
      '<iframe id="frame" sandbox="allow-scripts" width="900" height="700" src="/embed.html#a=int5"></iframe>',
    ),
  },
  async (page) => {
    const frame = await page.frame('embed.html');
    await frame.waitForFunction(() => /** @type {any} */ (document.querySelector('quant-scope'))?.metrics?.() != null);
    const metrics = await frame.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).metrics());
    assert.ok(metrics.a.sqnr_db > 0, JSON.stringify(metrics));
    // The page's own policy forbids a worker of no origin, so it computes without.
    const noise = page.noise.splice(0);
    assert.ok(
      noise.every((line) => /Creating a worker/.test(line)),
      noise.join('\n'),
    );
  },
);
