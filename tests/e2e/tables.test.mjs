// Texts that can be read in two ways, prints that are pasted, and names as systems store them.

import assert from 'node:assert/strict';
import { dropMade } from './drop.mjs';
import { control, errorAt, inBrowser, links, ready, says, shows, stateOf } from './lab.mjs';

const visit = inBrowser();

/** @param {import('./browser/index.mjs').Page} page @param {string} given */
const paste = (page, given) =>
  page.locator('.stage').evaluate((stage, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    stage.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true }),
    );
  }, given);

for (const [locale, facts, both] of /** @type {const} */ ([
  ['en-US', { four: /2 × 2 = 4 values, 1 … 7/, two: /2 values, 1\.5 … 2\.7/ }, /two ways: “1,5” was read as 1, 5/],
  ['zh-CN', { four: /2 × 2/, two: /1\.5 … 2\.7/ }, /两种读法/],
]))
  visit(
    `of two readings of a text the page says which it took, and a click gives the other (${locale})`,
    { locale },
    async (page) => {
      await ready(page);
      await dropMade(page, [{ name: 'two.csv', text: '1,5\n2,7\n' }]);
      await shows(page, { data: 'file(two.csv)' });
      const warning = page.locator('.warning');
      await says(warning, both);
      await says(page.locator('.facts'), facts.four);
      await control(page, 'by-comma').click();
      await shows(page, { data: 'file(two.csv):decimal=comma' });
      await links(page, 'data', 'file(two.csv):decimal=comma');
      await says(page.locator('.facts'), facts.two);
      await control(page, 'by-point').click();
      await shows(page, { data: 'file(two.csv):decimal=point' });
      await says(page.locator('.facts'), facts.four);
    },
  );

visit('prints of NumPy, PyTorch and C are read from the clipboard; one with a gap says so', {}, async (page) => {
  await ready(page);
  const facts = page.locator('.facts');
  await paste(page, "tensor([[1., 2.],\n        [3., 4.5]], device='cuda:0')");
  await says(facts, /2 × 2 = 4 values, 1 … 4\.5/);
  await paste(page, '{1.f, 2.25f, -8.f}');
  await says(facts, /3 values, .8 … 2\.25/);
  await paste(page, '1,5;2,75');
  await says(facts, /1\.5 … 2\.75/);
  await says(page.locator('.warning'), /numbers read with a decimal comma: 2/);
  await paste(page, 'array([0., 1., ..., 8., 9.])');
  await says(errorAt(page, 'data'), /leaves values out/);
  await says(facts, /1\.5 … 2\.75/);
});

visit('full-width forms are read as their ASCII counterparts', {}, async (page) => {
  await ready(page);
  await control(page, 'data').fill('values（1，2、4.5）');
  await control(page, 'data').press('Enter');
  await shows(page, { data: 'values(1,2,4.5)' });
  await control(page, 'a').fill('int5：asym');
  await control(page, 'a').press('Enter');
  await shows(page, { a: 'int5:asym' });
});

visit(
  'names keep their spaces, and a link finds a file whose name is stored in another form',
  { hash: `#data=${encodeURIComponent('file(72_caf\u00e9.csv)')}` },
  async (page) => {
    await ready(page);
    await dropMade(page, [{ name: '72_cafe\u0301.csv', text: 'a,b\n1,2.5\n3,4\n' }]);
    await says(page.locator('.facts'), /2 × 2 = 4 values/);
    assert.equal((await stateOf(page)).data.normalize('NFC'), 'file(72_caf\u00e9.csv)');
    await dropMade(page, [{ name: ' 71_lead.csv', text: 'a,b\n1,2\n3,9.5\n' }]);
    await shows(page, { data: 'file( 71_lead.csv)' });
    await says(page.locator('.facts'), /1 … 9\.5/);
    await dropMade(page, [{ name: 'keys.json', text: '{"w": [1], "w ": [2, 3], "w": [7]}' }]);
    const list = control(page, 'tensor');
    await list.locator('[data-value="file(keys.json/w )"]').click();
    await says(page.locator('.facts'), /2 values, 2 … 3/);
    await list.locator('[data-value="file(keys.json/w (1))"]').click();
    await shows(page, { data: 'file(keys.json/w (1))' });
  },
);
