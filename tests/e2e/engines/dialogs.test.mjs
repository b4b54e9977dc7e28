// The dialogs in each engine, and the bytes of what is saved.
import assert from 'node:assert/strict';
import { parseHash } from '../../../www/state/state.js';
import { pageAddress } from '../browser/index.mjs';
import { control, focused, inBrowser, metricsOf, ready, stateOf, until } from '../lab.mjs';

/** @typedef {import('../browser/index.mjs').Page} Page */

const visit = inBrowser();

/** Opens a dialog, and says what is in it. @param {Page} page @param {string} name */
async function open(page, name) {
  await page.calm();
  await control(page, name).first().click();
  await page.locator('dialog[open]').waitFor();
  await page.calm();
  const beyond = await page.locator('dialog[open]').evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
  assert.equal(beyond, 0, `${name} scrolls sideways`);
  return page.locator('dialog[open]').innerText();
}
/** @param {Page} page */
async function closeByEscape(page) {
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
}

visit(
  'Help and Share open, hold the focus, are closed by Escape, and Share gives the state back',
  { hash: '#data=laplace:64x64&a=int5:asym:p99.9&b=int4:clip(-1,1)&view=codes&x=-3,3&theme=dark' },
  async (page) => {
    await ready(page);
    const state = await stateOf(page);
    assert.match(await open(page, 'help'), /Compare two quantization schemes[^]*switch to another view/);
    for (let stops = 0; stops < 4; stops += 1) {
      await page.keyboard.press('Tab');
      // The browser's own controls come after the last one.
      const inside = await page.evaluate(() => {
        const active = document.querySelector('quant-scope')?.shadowRoot?.activeElement;
        return !active || active.closest('dialog[open]') !== null;
      });
      assert.ok(inside, 'what is behind a dialog has no focus');
    }
    await closeByEscape(page);
    assert.equal(await focused(page), 'help', 'the focus is where it was');
    await open(page, 'lessons');
    await closeByEscape(page);
    await open(page, 'share');
    const link = await control(page, 'share-link').first().inputValue();
    assert.ok(link.startsWith(pageAddress()), link);
    assert.deepEqual(parseHash(new URL(link).hash), { state, notes: [] });
    const preview = page.locator('.preview quant-scope');
    await until(
      'the preview of the element',
      () => preview.evaluateAll((all) => all.map((element) => element.metrics?.()?.a.sqnr_db)),
      ([sqnr]) => typeof sqnr === 'number',
    );
    const { a } = await metricsOf(page);
    assert.deepEqual(await preview.evaluate((element) => element.metrics().a), a);
    await closeByEscape(page);
  },
);

/** @param {Page} page @param {string} part */
const choosePart = (page, part) => control(page, `export-part-${part}`).check({ force: true });
/** @param {Page} page @param {string} name of the button */
const saved = (page, name) => page.download(() => control(page, name).click());

visit(
  'Export saves the picture, the numbers, the codes and the script, and their bytes are what they say',
  { hash: '#data=normal:6x40:seed=2&a=int4:row&b=int8:asym:g16' },
  async (page) => {
    await ready(page);
    const metrics = await metricsOf(page);
    await open(page, 'export');
    await choosePart(page, 'picture');
    const svg = await saved(page, 'export-svg');
    assert.equal(svg.name, 'normal-6x40-seed-2_int4-row_int8-asym-g16_grid.svg');
    const read = await page.evaluate((text) => {
      const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml');
      const texts = [...documentElement.querySelectorAll('text')].map((each) => each.textContent);
      return { root: documentElement.localName, texts };
    }, svg.bytes.toString());
    assert.equal(read.root, 'svg');
    assert.ok(read.texts.includes('A  int4:row') && read.texts.includes('SQNR'), read.texts.join());
    const png = (await saved(page, 'export-png')).bytes;
    assert.deepEqual([png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)], ['PNG', 2400, 1520]);

    await choosePart(page, 'numbers');
    const json = JSON.parse((await saved(page, 'export-measures-json')).bytes.toString());
    assert.deepEqual([json.a.measures, json.b.measures], [metrics.a, metrics.b], 'all digits');

    await choosePart(page, 'codes');
    const npy = (await saved(page, 'export-npy')).bytes;
    const x = new Float32Array(new Uint8Array(npy.subarray(-6 * 40 * 4)).buffer);
    const { name, bytes } = await saved(page, 'export-safetensors');
    assert.equal(name, 'normal-6x40-seed-2_int4-row.safetensors');
    const length = Number(bytes.readBigUInt64LE());
    const header = JSON.parse(bytes.subarray(8, 8 + length).toString());
    const slice = (/** @type {string} */ key) => bytes.subarray(8 + length).subarray(...header[key].data_offsets);
    const scales = new Float32Array(new Uint8Array(slice('scales')).buffer);
    const decoded = Array.from(new Int8Array(slice('codes')), (q, i) => Math.fround(q * scales[Math.floor(i / 40)]));
    const mse = decoded.reduce((sum, y, i) => sum + (y - x[i]) ** 2, 0) / x.length;
    assert.ok(Math.abs(mse - metrics.a.mse) < 1e-12 * mse, `${mse} and ${metrics.a.mse}`);

    await choosePart(page, 'code');
    const script = await until(
      'a script',
      () => control(page, 'code-script').inputValue(),
      (value) => value.includes('SCHEME'),
    );
    const file = await saved(page, 'code-save');
    assert.deepEqual([file.name.endsWith('_numpy.py'), file.bytes.toString()], [true, script]);
    await closeByEscape(page);
  },
);
