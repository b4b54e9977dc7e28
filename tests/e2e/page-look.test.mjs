// What an element takes from the page around it: ground, colour of text, font.
import assert from 'node:assert/strict';
import { hosting } from './hosting.mjs';
import { inBrowser, painted, ready, setState, stateOf, until } from './lab.mjs';
import { drag, gripOf } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

/** Notes the font and the colour of every text on a canvas. @param {Page} page */
const keepScripts = (page) =>
  page.addInitScript(() => {
    const scripts = /** @type {{font: string, color: string}[]} */ ([]);
    Object.assign(window, { scripts });
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (...given) {
      scripts.push({ font: this.font, color: String(this.fillStyle) });
      fillText.apply(this, given);
    };
  });
/** @param {Page} page */
const scripts = (page) => page.evaluate(() => [.../** @type {any} */ (window).scripts]);

/** The colours of the window's pixels at shares of a box. @param {Page} page @param {string} selector @param {[number, number][]} shares */
async function seenAt(page, selector, shares) {
  const box = await page.locator(selector).boundingBox();
  assert.ok(box, selector);
  const png = (await page.screenshot()).toString('base64');
  const points = shares.map(([across, down]) => [box.x + across * box.width, box.y + down * box.height]);
  return page.evaluate(async ([data, places]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
    context.drawImage(image, 0, 0);
    return /** @type {number[][]} */ (places).map(([x, y]) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)]);
  }, /** @type {[string, number[][]]} */ ([png, points]));
}

/** Places of the picture where nothing is drawn, and its edge. @type {[number, number][]} */
const EMPTY = [
  [0.003, 0.5],
  [0.997, 0.5],
  [0.5, 0.995],
];

/** The root of the layout: its computed style, and what it knows. @param {Page} page */
const rootOf = (page) =>
  page.locator('div.quant-scope').evaluate((root) => {
    const { backgroundColor, color, fontFamily } = getComputedStyle(root);
    return { backgroundColor, color, fontFamily, theme: root.dataset.theme };
  });

const viewport = { width: 1100, height: 800 };
const element = '<main><quant-scope hide="all,-a.bits,-verdict,-inspector"></quant-scope></main>';
const styled = (/** @type {string} */ style, body = element) =>
  hosting(body, { head: `<style>${style}</style>`, also: keepScripts });

visit(
  "the page's ground shows through, in the picture as well, and follows when the page changes it",
  { viewport, prepare: styled('body { background: #fdf6e3 } .rose body { background: rgb(250 225 230) }') },
  async (page) => {
    await ready(page);
    assert.equal((await rootOf(page)).backgroundColor, 'rgba(0, 0, 0, 0)');
    for (const colour of await seenAt(page, '.stage', EMPTY)) assert.deepEqual(colour, [253, 246, 227]);
    for (const colour of await seenAt(page, '.columns > .verdict', [[0.98, 0.5]]))
      assert.deepEqual(colour, [253, 246, 227]);
    await page.evaluate(() => document.documentElement.classList.add('rose'));
    const last = async () => (await seenAt(page, '.stage', EMPTY)).map(String);
    await until('the ground follows', last, (found) => found.every((colour) => colour === '250,225,230'));
    const own = () =>
      page.locator('div.quant-scope').evaluate((root) => getComputedStyle(root).getPropertyValue('--background'));
    await until('what lies over others has the ground, too', own, (colour) => colour === 'rgb(250, 225, 230)');
  },
);

visit(
  'on a phone what passes under the picture does not show through it',
  {
    viewport: { width: 390, height: 844 },
    prepare: styled('body { background: #fdf6e3; margin: 0 }', '<quant-scope></quant-scope>'),
  },
  async (page) => {
    await ready(page);
    await page.locator('[data-part="b.calibration"]').evaluate((control) => control.scrollIntoView({ block: 'end' }));
    await painted(page);
    const stage = await page
      .locator('.stage')
      .evaluate((node) => [node.getBoundingClientRect().top, getComputedStyle(node).backgroundColor]);
    assert.deepEqual(stage, [0, 'rgb(253, 246, 227)']);
  },
);

visit(
  'the colour of text and the font are those that the page gives, in the picture as well',
  {
    viewport,
    prepare: styled(
      'body { background: #fdf6e3 } quant-scope { --quant-scope-color: #073642; --quant-scope-font: "DejaVu Serif", serif }',
    ),
  },
  async (page) => {
    await ready(page);
    const { color, fontFamily } = await rootOf(page);
    assert.deepEqual([color, fontFamily], ['rgb(7, 54, 66)', '"DejaVu Serif", serif']);
    const drawn = await scripts(page);
    assert.ok(drawn.length > 10);
    assert.deepEqual([...new Set(drawn.map(({ font }) => /px (.+)$/.exec(font)?.[1]))], ['"DejaVu Serif", serif']);
    const field = await page
      .locator('[data-control="a-format"]')
      .evaluate((select) => [getComputedStyle(select).fontFamily, getComputedStyle(select).color]);
    assert.deepEqual(field, ['"DejaVu Serif", serif', 'rgb(7, 54, 66)']);
    // Labels are fainter than the text, and of its colour.
    const muted = await page
      .locator('div.quant-scope')
      .evaluate((root) => getComputedStyle(root).getPropertyValue('--muted').match(/\d+/g)?.map(Number) ?? []);
    const hex = `#${muted.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
    assert.ok(
      drawn.some((script) => script.color === hex),
      `${hex} in ${JSON.stringify(drawn.slice(0, 8))}`,
    );
    assert.ok(muted[2] > muted[0], 'bluish');
  },
);

visit(
  'a ground of its own decides over light and dark, and is painted',
  { viewport, prepare: styled('quant-scope { --quant-scope-background: #0b2545 }') },
  async (page) => {
    await ready(page);
    const { theme, backgroundColor } = await rootOf(page);
    assert.deepEqual([theme, backgroundColor], ['dark', 'rgb(11, 37, 69)']);
    for (const colour of await seenAt(page, '.stage', EMPTY)) assert.deepEqual(colour, [11, 37, 69]);
    await page.locator('quant-scope').evaluate((host) => host.style.setProperty('--quant-scope-background', '#e8f4ea'));
    const now = async () => (await rootOf(page)).theme;
    await until('light', now, (found) => found === 'light');
    for (const colour of await seenAt(page, '.stage', EMPTY)) assert.deepEqual(colour, [232, 244, 234]);
  },
);

visit(
  'a theme against the page comes with its own ground and text, so that it can be read',
  {
    viewport,
    prepare: styled(
      'body { background: #fdf6e3 } quant-scope { --quant-scope-color: #333 }',
      element.replace('hide=', 'theme="dark" hide='),
    ),
  },
  async (page) => {
    await ready(page);
    const { backgroundColor, color } = await rootOf(page);
    assert.deepEqual([backgroundColor, color], ['rgb(20, 22, 26)', 'rgb(241, 243, 245)']);
    for (const colour of await seenAt(page, '.stage', EMPTY)) assert.deepEqual(colour, [20, 22, 26]);
  },
);

/** What is no colour or no font, and what it would do if it were taken. */
const NOT_GIVEN = [
  '--quant-scope-background: currentColor',
  '--quant-scope-background: url(asked-for.png)',
  '--quant-scope-background: linear-gradient(#000, #000)',
  '--quant-scope-background: color-mix(in srgb, CurrentColor, CurrentColor)',
  '--quant-scope-color: bogus',
  '--quant-scope-color: currentColor',
  '--quant-scope-color: transparent',
  '--quant-scope-color: rgb(0 0 0 / 0.02)',
  '--quant-scope-font: 10px',
  '--quant-scope-font: 12px/1 serif',
  '--quant-scope-font: url(asked-for.woff)',
  '--quant-scope-font: ;',
];
visit(
  'what is no colour or no font family counts as not given, and asks for no file',
  { viewport, prepare: styled('body { background: #14161a }') },
  async (page) => {
    await ready(page);
    const own = await rootOf(page);
    assert.deepEqual([own.theme, own.backgroundColor, own.color], ['dark', 'rgba(0, 0, 0, 0)', 'rgb(241, 243, 245)']);
    const wear = (/** @type {string} */ style) =>
      page.locator('quant-scope').evaluate((host, given) => host.setAttribute('style', given), style);
    for (const given of NOT_GIVEN) {
      await wear('--quant-scope-background: #0b2545; --quant-scope-color: #fed; --quant-scope-font: monospace');
      await until(
        'the look is taken',
        () => rootOf(page),
        ({ fontFamily }) => fontFamily === 'monospace',
      );
      await wear(given);
      await until(
        `${given}: the own look is back`,
        () => rootOf(page),
        (root) => JSON.stringify(root) === JSON.stringify(own),
      );
    }
    assert.deepEqual(
      page.requests.filter((url) => url.includes('asked-for')),
      [],
    );
  },
);

visit('the whole page has its own ground, light and dark', { viewport, colorScheme: 'dark' }, async (page) => {
  await ready(page);
  assert.equal((await rootOf(page)).backgroundColor, 'rgb(20, 22, 26)');
  await page.emulateMedia({ colorScheme: 'light' });
  const ground = async () => (await rootOf(page)).backgroundColor;
  await until('light', ground, (colour) => colour === 'rgb(255, 255, 255)');
});

visit(
  'in a page from right to left the element runs from left to right, as its languages and numbers do',
  { viewport, prepare: hosting('<quant-scope></quant-scope>', { head: '<style>html { direction: rtl }</style>' }) },
  async (page) => {
    await ready(page);
    const seen = await page.locator('div.quant-scope').evaluate((root) => {
      const of = (/** @type {string} */ selector) => root.querySelector(selector);
      const left = (/** @type {string} */ selector) => of(selector).getBoundingClientRect().left;
      return {
        directions: ['.verdict', 'canvas', '.panel.a'].map((selector) => getComputedStyle(of(selector)).direction),
        order: [left('.controls'), left('.stage'), left('[data-control="help"]')],
        wide: document.documentElement.scrollWidth - innerWidth,
      };
    });
    assert.deepEqual(seen.directions, ['ltr', 'ltr', 'ltr']);
    assert.deepEqual(
      seen.order,
      [...seen.order].sort((p, q) => p - q),
    );
    assert.equal(seen.wide, 0);
  },
);

visit('a drag goes on while language and colours change, and takes them when it ends', { viewport }, async (page) => {
  await ready(page);
  const grip = await gripOf(page, 'a-hi');
  /** @type {string[]} */
  const seen = [];
  const look = () =>
    page
      .locator('div.quant-scope')
      .evaluate((root) => `${root.dataset.theme} ${/** @type {HTMLElement} */ (root).lang}`);
  await drag(
    page,
    grip,
    { x: grip.x - 200, y: grip.y },
    {
      halfway: async () => {
        await setState(page, { theme: 'dark', lang: 'zh-CN' });
        await page.emulateMedia({ colorScheme: 'dark' });
        seen.push((await stateOf(page)).a, await look());
      },
    },
  );
  await until('the look that was asked for', look, (now) => now === 'dark zh-CN');
  const { a, theme, lang } = await stateOf(page);
  assert.deepEqual([seen[1], theme, lang], ['light en', 'dark', 'zh-CN']);
  assert.match(seen[0], /^int4:(clip|r)/);
  assert.notEqual(a, seen[0], 'the second half of the drag counts');
  const end = await gripOf(page, 'a-hi');
  assert.ok(Math.abs(end.x - (grip.x - 200)) < 6, `${end.x} is where it was let go, ${grip.x - 200}`);
});

visit('with forced colours one sees what is chosen', { viewport, forcedColors: 'active' }, async (page) => {
  await ready(page);
  const { tabs, choices } = await page.locator('div.quant-scope').evaluate((root) => {
    const all = (/** @type {string} */ selector) => [...root.querySelectorAll(selector)];
    return {
      tabs: all('.tab').map((tab) => [
        tab.getAttribute('aria-selected') === 'true',
        getComputedStyle(tab).borderBottomColor === getComputedStyle(root).backgroundColor,
      ]),
      choices: all('.panel.a .choice input').map((input) => [
        input.checked,
        getComputedStyle(input.nextElementSibling).backgroundColor,
      ]),
    };
  });
  for (const [selected, unseen] of tabs) assert.equal(unseen, !selected);
  const [chosen, others] = [true, false].map(
    (checked) => new Set(choices.filter(([is]) => is === checked).map(([, colour]) => colour)),
  );
  assert.equal(chosen.size, 1);
  for (const colour of chosen) assert.ok(!others.has(colour), String(colour));
});

visit(
  'a theme that is chosen fills the window, also where the page is short',
  { colorScheme: 'light', viewport: { width: 1440, height: 1600 } },
  async (page) => {
    await ready(page);
    await setState(page, { view: 'model', theme: 'dark' });
    await painted(page);
    for (const [red] of await seenAt(page, 'body', [[0.5, 0.995]])) assert.ok(red < 60, `${red}`);
  },
);
