// The Codes view, worked by mouse, by touch and by keyboard alone.
import assert from 'node:assert/strict';
import { control, inBrowser, metricsOf, openTables, ready, setState, until } from './lab.mjs';
import { boxOf } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const HASH = '#view=codes&lang=en&data=relu:seed=7&a=int8&b=int4:asym';
const says = (/** @type {Page} */ page) => page.locator('.says').innerText();
/** What the picture says in words. @param {Page} page */
const pictured = async (page) => (await page.locator('.codes-view canvas').getAttribute('aria-label')) ?? '';

visit('in words: how many codes are used, and how many bits these are worth', { hash: HASH }, async (page) => {
  await ready(page);
  const { a, b } = await metricsOf(page);
  const text = await pictured(page);
  for (const { codes_total: total, codes_used: used } of [a, b]) {
    const said = /only (\d+) of (\d+) codes used: about ([\d.]+) bits’ worth\./g;
    const found = [...text.matchAll(said)].find(
      ([, ...numbers]) => numbers[0] === `${used}` && numbers[1] === `${total}`,
    );
    assert.ok(found && Math.abs(Number(found[3]) - Math.log2(used)) <= 0.05, text);
  }
  await page.evaluate(() =>
    /** @type {any} */ (document.querySelector('quant-scope')).setState({ a: 'int2:asym', data: 'values(0,1,2,0,1)' }),
  );
  await until(
    'other codes',
    () => pictured(page),
    (said) => said.includes('all 4 codes are used') || said.includes('only 3 of 4 codes used'),
  );
  await page.evaluate(() =>
    /** @type {any} */ (document.querySelector('quant-scope')).setState({
      a: 'int2:asym:clip(0,3)',
      data: 'values(0,1,0,1)',
    }),
  );
  await until(
    'two codes are worth one bit',
    () => pictured(page),
    (said) => said.includes('A: only 2 of 4 codes used: about one bit’s worth.'),
  );
});

visit(
  'which codes NaN and infinities take is said where the data has such, and which codes no value takes',
  { hash: '#view=codes&lang=en&data=values(1,nan,inf,-inf,2)&a=int4&b=fp8_e5m2' },
  async (page) => {
    await ready(page);
    const text = await says(page);
    for (const said of [
      'NaN values in the data (1) take the code of 0. Infinite values in the data (2) take the outermost code on their side.\nThey are not counted here.',
      'codes that mean NaN: 125, 126, 127, 253, 254, 255. No value takes one, not even NaN, which takes the code of 0.',
      'codes that mean infinity: 124, 252.',
    ])
      assert.ok(text.includes(said), text);
    await setState(page, { a: 'int4:asym:zfloat' });
    assert.match(await says(page), /^A\. NaN values in the data \(1\) take code 0, which need not decode to 0\./m);
    assert.match(await says(page), /^B\. NaN values in the data \(1\) take the code of 0\./m);
    await setState(page, { data: 'values(1,2,3)' });
    assert.doesNotMatch(await says(page), /in the data/);
  },
);

visit(
  'the sentence says what the picture does not: the code used most, and what hatching is',
  { hash: HASH },
  async (page) => {
    await ready(page);
    const said = /^A uses code 0 most, for ([\d.]+)\s%[^]*B uses code (\d+) most, [^]*Hatched codes are never used\.$/;
    const [, share, code] = said.exec(await says(page)) ?? [];
    assert.ok(Number(share) > 45, 'half of a ReLU is 0');
    await openTables(page);
    const rows = page.locator('details.behind table').nth(1).locator('tbody tr');
    const counts = (await rows.locator('td:nth-child(3)').allInnerTexts()).map((text) =>
      Number(text.replaceAll(/\s/g, '')),
    );
    assert.equal(counts.indexOf(Math.max(...counts)), Number(code));
  },
);

visit(
  'by keyboard: codes are gone through, of A and of B, and the value they decode to is followed',
  { hash: HASH },
  async (page) => {
    await ready(page);
    const plot = control(page, 'plot');
    await plot.focus();
    await page.keyboard.press('Home');
    await until(
      "A's lowest code",
      () => says(page),
      (text) => text.startsWith('A: code −127'),
    );
    assert.ok((await says(page)).includes('never'));
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await until(
      'the one below the highest',
      () => says(page),
      (text) => text.startsWith('A: code 126 '),
    );
    await until(
      'the inspector follows',
      () => page.locator('.arithmetic.a').innerText(),
      (text) => text.includes('= 126'),
    );
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await until(
      "B's lowest code",
      () => says(page),
      (text) => text.startsWith('B: code 0 '),
    );
    await page.keyboard.press('Escape');
    await until(
      'none',
      () => says(page),
      (text) => text.includes('Hatched'),
    );
  },
);

for (const [way, options] of /** @type {const} */ ([
  ['mouse', {}],
  ['touch', { hasTouch: true, viewport: { width: 390, height: 844 } }],
])) {
  visit(`by ${way}: the code under the pointer is told with its count`, { hash: HASH, ...options }, async (page) => {
    await ready(page);
    const box = await boxOf(control(page, 'plot'));
    const [x, y] = [box.x + box.width * 0.7, box.y + box.height * 0.75];
    if (way === 'mouse') await page.mouse.move(x, y);
    else await page.touchscreen.tap(x, y);
    const text = await until(
      'a code of B',
      () => says(page),
      (said) => said.startsWith('B: code '),
    );
    const [, code, n] = /code (\d+) .* ([\d\u202f]+) values/.exec(text) ?? [];
    await openTables(page);
    const row = await page
      .locator('details.behind table')
      .nth(1)
      .locator('tbody tr')
      .nth(Number(code))
      .locator('td')
      .allInnerTexts();
    assert.deepEqual([row[0], row[2]], [code, n], text);
  });
}
