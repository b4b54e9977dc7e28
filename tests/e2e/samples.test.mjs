// The bundled tensors: chosen from the list, named, and measured as natively.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chooseData, control, inBrowser, links, ready, says, shows } from './lab.mjs';
import { compareWithNative, shown } from './native.mjs';

const visit = inBrowser();
/** @type {{name: string}[]} */
const SAMPLES = JSON.parse(readFileSync(new URL('../../www/samples/index.json', import.meta.url), 'utf8'));

/** Fails if a name in the list is a key or a file's name. @param {import('./browser/index.mjs').Page} page */
async function areNamed(page) {
  const names = await page.locator('[data-choice] .name').allTextContents();
  assert.ok(names.length > SAMPLES.length);
  assert.deepEqual(
    names.filter((name) => /^sample\.|_/.test(name)),
    [],
    'samples have names a person reads',
  );
}

visit(
  'each bundled tensor is chosen from the list, and measured as natively',
  { hash: '#a=int4:row&b=int8:asym' },
  async (page) => {
    await ready(page);
    const views = [];
    assert.equal(SAMPLES.length, 36);
    for (const { name } of SAMPLES) {
      await chooseData(page, `sample:${name}`);
      await shows(page, { data: `sample(${name})` });
      await links(page, 'data', `sample(${name})`);
      assert.equal(
        await control(page, 'outlier-fraction').isVisible(),
        false,
        "a real tensor has no generator's controls",
      );
      views.push(await shown(page));
    }
    await areNamed(page);
    await compareWithNative(views);
  },
);

visit('the bundled tensors have names in Chinese, too', { locale: 'zh-CN' }, async (page) => {
  await ready(page);
  await chooseData(page, `sample:${SAMPLES[0].name}`);
  await shows(page, { data: `sample(${SAMPLES[0].name})` });
  await areNamed(page);
});

visit('a link to a bundled tensor shows it', { hash: '#data=sample(silero_conv4_weight)&b=int4:row' }, async (page) => {
  await ready(page);
  await shows(page, { data: 'sample(silero_conv4_weight)' });
  await says(page.locator('.facts'), /128 × 64 × 3 = 24.576 values/);
  await compareWithNative([await shown(page)]);
});
