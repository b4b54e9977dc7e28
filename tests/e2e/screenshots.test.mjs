// Pictures of the page for eyes: target/screenshots/*.png, wide and phone; QUANTSCOPE_LOOKS=all makes them light and dark, in both
// languages.
// `BLESS=1` also renews the README's picture. What can be told without eyes is asserted: the picture is drawn, and
// nothing is wider than the window.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { inBrowser, ready } from './lab.mjs';

const visit = inBrowser();
const out = new URL('../../target/screenshots/', import.meta.url);
const readme = new URL('../../docs/quantscope.png', import.meta.url);

const USUAL = ['wide-light-en', 'phone-dark-zh'];

for (const [size, viewport] of /** @type {const} */ ([
  ['wide', { width: 1440, height: 900 }],
  ['phone', { width: 390, height: 844 }],
])) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    for (const locale of ['en-US', 'zh-CN']) {
      const name = `${size}-${colorScheme}-${locale.slice(0, 2)}`;
      if (process.env.QUANTSCOPE_LOOKS !== 'all' && !USUAL.includes(name)) continue;
      visit(
        `the page as it opens: ${name}`,
        { viewport, colorScheme, locale, deviceScaleFactor: size === 'phone' ? 2 : 1 },
        async (page) => {
          await ready(page);
          await mkdir(out, { recursive: true });
          await page.screenshot({ path: new URL(`${name}.png`, out).pathname, fullPage: size === 'phone' });
          if (process.env.BLESS && name === 'wide-light-en') await page.screenshot({ path: readme.pathname });
          assert.ok(
            await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
            'nothing is wider than the window',
          );
        },
      );
    }
  }
}
