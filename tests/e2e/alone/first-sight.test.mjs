import assert from 'node:assert/strict';
import { pixels } from '../drawn.mjs';
import { allTexts, control, inBrowser, ready, says, stateOf } from '../lab.mjs';
import { compareWithNative, shown } from '../native.mjs';
import { pageAddress } from '../browser/index.mjs';
import { CATALOGUES } from '../../../www/i18n/index.js';
import '../../js/texts.js';

const visit = inBrowser();

const LANGUAGES = [
  { locale: 'en-US', lang: 'en', title: /what quantization does/, verdict: /B reaches .* more than A/ },
  { locale: 'zh-CN', lang: 'zh-CN', title: /看清量化/, verdict: /方案 B 达到/ },
];

for (const { locale, lang, title, verdict } of LANGUAGES) {
  visit(`without any input a picture and its numbers stand, in ${lang}`, { locale }, async (page) => {
    await ready(page);
    const { data, a, b } = await stateOf(page);
    assert.deepEqual({ data, a, b }, { data: 'normal:seed=7:outliers=0.001x20', a: 'int4', b: 'int4:asym:g64' });
    for (const [name, text] of Object.entries({ data, a, b }))
      assert.equal(await control(page, name).inputValue(), text);

    const picture = await pixels(page);
    assert.ok(
      picture.width > 900 && picture.height > 300,
      `the canvas fills its place: ${picture.width}×${picture.height}`,
    );
    assert.ok(picture.colours > 8, 'the picture is not uniform');
    assert.ok(
      picture.a > 100 && picture.b > 100,
      `both accents are in the picture: ${picture.a} and ${picture.b} pixels`,
    );

    await says(page.locator('.verdict'), verdict);
    await compareWithNative([await shown(page)]);
    assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
    assert.match(await page.title(), title);
  });

  visit(`every text is a sentence of the ${lang} catalogue, none is a key or has a hole`, { locale }, async (page) => {
    await ready(page);
    await control(page, 'help').click();
    const texts = await allTexts(page);
    assert.ok(texts.length > 100, `${texts.length} texts`);
    assert.deepEqual(
      texts.filter((text) => /\b(ui|note|error|measure|figure|sample)\.[a-z]/.test(text)),
      [],
    );
    // Sentences of the catalogue that speak of NaN, such as that some codes are, have no hole.
    const whole = new Set(Object.values(CATALOGUES[lang]));
    assert.deepEqual(
      texts.filter((text) => /\{\w+\}|undefined|\bNaN\b|\[object/.test(text) && !whole.has(text)),
      [],
    );
  });
}

visit(
  'a French reader is answered in English, and a choice of language in the link wins',
  { locale: 'fr-FR' },
  async (page) => {
    await ready(page);
    await says(page.locator('.verdict'), /B reaches/);
    await page.goto(`${pageAddress()}#lang=zh-CN`);
    await ready(page);
    await says(page.locator('.verdict'), /方案 B 达到/);
    await control(page, 'language').click();
    await says(page.locator('.verdict'), /B reaches/);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    assert.match(await page.title(), /what quantization does/);
  },
);

visit('the page runs under a policy that allows no inline script and no inline style', {}, async (page) => {
  const response = await fetch(pageAddress());
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'/);
  await ready(page);
  const inline = await page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
    const nodes = [...document.querySelectorAll('*'), ...root.querySelectorAll('*')];
    return {
      scripts: nodes.filter((node) => node instanceof HTMLScriptElement && node.src === '').length,
      styles: nodes.filter((node) => node instanceof HTMLStyleElement).length,
      handlers: nodes.filter((node) => [...node.attributes].some(({ name }) => name.startsWith('on'))).length,
    };
  });
  assert.deepEqual(inline, { scripts: 0, styles: 0, handlers: 0 });
});

visit('the first picture stands, and no module is missing', {}, async (page) => {
  await ready(page);
  const statuses = await page.evaluate(() => {
    const resources = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType('resource'));
    return [...new Set(resources.map((entry) => entry.responseStatus))];
  });
  assert.deepEqual(statuses, [200]);
});
