import assert from 'node:assert/strict';
import { pixels } from './drawn.mjs';
import { control, focused, inBrowser, links, painted, ready, setState, shows, stateOf, until } from './lab.mjs';
import { defaults } from '../../www/state/state.js';
import { faults } from './faults.mjs';
import { inPlot } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const WIDTHS = [320, 360, 390, 768, 1024, 1440, 2560];

/** States that have everything on show that can be. @type {Partial<import("../../www/state/state.js").State>[]} */
const STATES = [
  defaults(),
  {
    ...defaults(),
    data: 'student:250x1000:seed=123456:outliers=0.00002x200xpos:channels=16x100',
    a: 'int8:asym:row:clip(-12.5,12.5)',
    b: 'int8:full:g1024:p99.999',
    blocka: 249,
    blockb: 249,
  },
  {
    ...defaults(),
    data: 'sample(minilm_act_l0_attn_layernorm)',
    a: 'int2:col:octav:stochastic',
    b: 'int8:asym:kl:zfloat:s16',
  },
  {
    ...defaults(),
    data: 'student:50x200:df=2',
    a: 'int4:asym:octav:sbf16:floor',
    b: 'int3:asym:g64:mse:zfloat:away:spow2',
  },
];

/** Each width has one of them, or all where QUANTSCOPE_LOOKS says so. */
const LOOKS = [
  { lang: 'en', theme: 'light' },
  { lang: 'zh-CN', theme: 'light' },
  { lang: 'zh-CN', theme: 'dark' },
  { lang: 'en', theme: 'dark' },
];

for (const [i, width] of WIDTHS.entries()) {
  const looks = process.env.QUANTSCOPE_LOOKS === 'all' ? LOOKS : [LOOKS[i % LOOKS.length]];
  visit(
    `at ${width} px nothing overflows, overlaps or is cut: ${looks.map(({ lang, theme }) => `${lang} ${theme}`).join(', ')}`,
    { viewport: { width, height: width < 700 ? 844 : 900 } },
    async (page) => {
      await ready(page);
      /** @type {Record<string, string[]>} */
      const found = {};
      for (const state of STATES) {
        for (const look of looks) {
          await setState(page, { ...state, ...look });
          await page.locator('details.more').evaluateAll((folds) => {
            for (const fold of folds) /** @type {HTMLDetailsElement} */ (fold).open = true;
          });
          const unfold = control(page, 'more-measures');
          if ((await unfold.isVisible()) && (await unfold.getAttribute('aria-expanded')) === 'false')
            await unfold.click();
          const spot = await inPlot(page, 0.6, 0.1);
          await page.mouse.move(spot.x, spot.y);
          await painted(page);
          const list = await faults(page);
          const where = `state ${STATES.indexOf(state)}, ${look.lang}, ${look.theme}`;
          if (list.length > 0) found[where] = list;
          const picture = await pixels(page);
          assert.ok(
            picture.a > 20 && picture.b > 20,
            `both accents are in the picture of ${where}: ${JSON.stringify(picture)}`,
          );
        }
      }
      assert.deepEqual(found, {});
    },
  );
}

visit('the first stop of the keyboard leads to the picture', { fresh: true }, async (page) => {
  await ready(page);
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'skip');
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'plot');
});

visit('the picture is in the first screen of a phone', { viewport: { width: 390, height: 844 } }, async (page) => {
  await ready(page);
  const [plot, verdict] = await Promise.all([
    control(page, 'plot').boundingBox(),
    page.locator('.verdict').boundingBox(),
  ]);
  assert.ok(plot && plot.y + plot.height <= 844, JSON.stringify(plot));
  assert.ok(verdict && verdict.y < 844, JSON.stringify(verdict));
});

/** What a person changes first, and what it does. */
const FIRST_SCREEN = [
  'data.kind',
  'data.outliers',
  ...['a', 'b'].flatMap((role) =>
    ['bits', 'symmetry', 'granularity', 'calibration', 'percentile'].map((control) => `${role}.${control}`),
  ),
  'b.group',
].map((name) => `[data-part="${name}"]:not([hidden])`);

for (const [width, height] of [
  [1440, 900],
  [1366, 768],
  [1280, 720],
]) {
  for (const lang of ['en', 'zh-CN']) {
    visit(
      `at ${width} × ${height} data, both schemes, both pictures and their numbers are in sight (${lang})`,
      { viewport: { width, height }, hash: `#lang=${lang}` },
      async (page) => {
        await ready(page);
        const places = [
          ...FIRST_SCREEN,
          '.stage',
          '.verdict',
          ...['a', 'b'].map((role) => `[data-measure="sqnr_db-${role}"]`),
        ];
        for (const selector of places) {
          for (const box of await page.locator(selector).evaluateAll((nodes) =>
            nodes.map((node) => {
              const { left, top, right, bottom } = node.getBoundingClientRect();
              return { left, top, right, bottom };
            }),
          )) {
            const inside = box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
            assert.ok(inside && box.bottom > box.top, `${selector}: ${JSON.stringify(box)}`);
          }
        }
        const picture = await control(page, 'plot').boundingBox();
        assert.ok(picture, 'the picture is seen');
        const share = (picture.width * picture.height) / (width * height);
        assert.ok(share >= 0.45, `the picture takes ${(100 * share).toFixed(1)} % of the window`);
        assert.equal(await page.evaluate(() => scrollY), 0);
      },
    );
  }
}

visit(
  'on a touch screen what is to be touched is large enough',
  { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  async (page) => {
    await ready(page);
    const small = await page.evaluate(() => {
      const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
      const nodes = [
        ...root.querySelectorAll(
          "button, select, input[type='text'], input[type='number'], input[type='range'], .choice, .handle",
        ),
      ];
      return nodes
        .filter((node) => node.checkVisibility())
        .map((node) => ({
          name: /** @type {HTMLElement} */ (node).dataset.control ?? node.textContent,
          box: node.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.height < 30 || box.width < 24)
        .map(({ name, box }) => `${name} ${box.width}×${box.height}`);
    });
    assert.deepEqual(small, []);
  },
);

/** The lightness of the page's ground, 0 to 255. @param {Page} page */
const ground = (page) =>
  page.locator('div.quant-scope').evaluate((element) => {
    const [r, g, b] = (getComputedStyle(element).backgroundColor.match(/\d+/g) ?? []).map(Number);
    return (r + g + b) / 3;
  });
/** That of the picture. @param {Page} page */
const pictureGround = async (page) => {
  const { ground: colour } = await pixels(page);
  return ((colour >> 16) + ((colour >> 8) & 255) + (colour & 255)) / 3;
};

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  visit(`colours follow the system's ${colorScheme}, in the page and in the picture`, { colorScheme }, async (page) => {
    await ready(page);
    const dark = colorScheme === 'dark';
    for (const lightness of [await ground(page), await pictureGround(page)])
      assert.equal(lightness < 128, dark, `${lightness}`);
    await page.emulateMedia({ colorScheme: dark ? 'light' : 'dark' });
    await until(
      'the page follows',
      () => ground(page),
      (lightness) => lightness < 128 !== dark,
    );
    await until(
      'the picture follows',
      () => pictureGround(page),
      (lightness) => lightness < 128 !== dark,
    );
  });
}

visit(
  "the theme button goes from the system's colours to light, dark and back, and says so",
  { colorScheme: 'dark' },
  async (page) => {
    await ready(page);
    for (const [theme, dark, label] of /** @type {[string, boolean, RegExp][]} */ ([
      ['light', false, /light/],
      ['dark', true, /dark/],
      ['auto', true, /system/],
    ])) {
      await control(page, 'theme').click();
      await shows(page, { theme });
      assert.equal((await ground(page)) < 128, dark, theme);
      assert.equal((await pictureGround(page)) < 128, dark, theme);
      assert.match((await control(page, 'theme').getAttribute('aria-label')) ?? '', label);
      await links(page, 'theme', theme === 'auto' ? undefined : theme);
      assert.equal(await focused(page), 'theme', 'the focus stays');
    }
  },
);

visit('text stands out from its ground, light and dark', {}, async (page) => {
  await ready(page);
  for (const theme of ['light', 'dark']) {
    await setState(page, { theme });
    const weak = await page.evaluate(() => {
      const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
      const channels = (/** @type {string} */ colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
      const luminance = (/** @type {number[]} */ [r, g, b]) =>
        [r, g, b]
          .map((c) => c / 255)
          .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
          .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
      const groundOf = (/** @type {Element|null} */ node) => {
        for (let at = node; at; at = at.parentElement) {
          const colour = channels(getComputedStyle(at).backgroundColor);
          if (colour.length === 3 || colour[3] > 0.5) return colour;
        }
        return [255, 255, 255];
      };
      return [...root.querySelectorAll('*')]
        .filter(
          (node) =>
            node.checkVisibility() &&
            [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim()) &&
            !node.matches('option, optgroup, canvas'),
        )
        .map((node) => {
          const [p, q] = [luminance(channels(getComputedStyle(node).color)), luminance(groundOf(node))];
          return {
            text: (node.textContent ?? '').slice(0, 30),
            contrast: (Math.max(p, q) + 0.05) / (Math.min(p, q) + 0.05),
          };
        })
        .filter(({ contrast }) => contrast < 4.5)
        .map(({ text, contrast }) => `${text}: ${contrast.toFixed(2)}`);
    });
    assert.deepEqual([...new Set(weak)], [], theme);
  }
});

visit('another language keeps state, numbers and focus', {}, async (page) => {
  await ready(page);
  await setState(page, { a: 'int5:row', x: '-3,3' });
  const cells = await page.locator('[data-measure]').allInnerTexts();
  await control(page, 'language').click();
  await shows(page, { lang: 'zh-CN', a: 'int5:row', x: '-3,3' });
  assert.deepEqual(await page.locator('[data-measure]').allInnerTexts(), cells);
  await control(page, 'language').click();
  await shows(page, { lang: 'en' });
  assert.equal((await stateOf(page)).a, 'int5:row');
});
