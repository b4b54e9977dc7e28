// The Remedies view: its numbers against native ones, and what follows from them.
import assert from 'node:assert/strict';
import { drawnTexts, keepDrawnTexts } from './drawn.mjs';
import { control, inBrowser, ready, says, shows, stateOf, until } from './lab.mjs';
import { boxOf, sliderOf } from './picture.mjs';
import { measure } from './native.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const DATA = 'relu:64x64:seed=3';

/** Unfolds the table, and waits until everything is measured: no cell is waited for. @param {Page} page @param {number} rows */
async function measured(page, rows) {
  await ready(page);
  const fold = page.locator('.compared-table');
  if (!(await fold.evaluate((details) => /** @type {HTMLDetailsElement} */ (details).open)))
    await control(page, 'comparison-table').click();
  const read = () => page.locator('.remedies tbody tr .outlier').allInnerTexts();
  await until(
    'the table is measured',
    read,
    (cells) => cells.length === rows && cells.every((text) => !text.includes('…')),
  );
}

/** A row's cells, as texts. @param {Page} page @param {string} name */
const cells = (page, name) => page.locator(`[data-remedy="${name}"] td`).allInnerTexts();

visit(
  "every number of the table is the crate's",
  { hash: `#data=${DATA}&a=int5&b=int5:asym&view=comparison&lang=en` },
  async (page) => {
    await measured(page, 9);
    const schemes = ['int5', 'int5:asym', 'int5:g64', 'int5:asym:row'];
    const native = await measure(DATA, schemes);
    const how = await page.locator('.compared-table > .hint').innerText();
    const value = Number(/the first value becomes ([\d.]+),/.exec(how)?.[1]);
    assert.ok(value > 0, how);
    for (const [name, scheme] of [
      ['sym', 'int5'],
      ['asym', 'int5:asym'],
      ['group', 'int5:g64'],
      ['asym-row', 'int5:asym:row'],
    ]) {
      const [sqnr, codes, outlier, , stored] = await cells(page, name);
      const metrics = /** @type {Record<string, number>} */ (native.get(scheme));
      assert.ok(sqnr.includes(metrics.sqnr_db.toFixed(2)), `${scheme}: ${sqnr}`);
      assert.ok(codes.includes(`${metrics.codes_used} / ${metrics.codes_total}`), codes);
      assert.ok(stored.includes(String(Number(metrics.bits_per_value.toPrecision(4)))), stored);
      assert.match(outlier, /^× [\d.]+$/);
    }
    // One value at ten times the largest makes the step of the whole tensor ten times as coarse, that of its row only there.
    const growth = async (/** @type {string} */ name) => Number((await cells(page, name))[2].slice(2));
    assert.ok((await growth('sym')) > 5 && (await growth('row')) < 3, `${await growth('sym')} ${await growth('row')}`);
    assert.match((await cells(page, 'row'))[4], /scales: 64$/m);
    assert.match((await cells(page, 'asym-row'))[4], /scales: 64, zero-points: 64/);
  },
);

visit(
  'one-sided data: asymmetric is the largest step; a row becomes B',
  { hash: '#data=relu:n=4096:seed=3&a=int4&b=int4:asym&view=comparison&lang=en' },
  async (page) => {
    await measured(page, 9);
    await says(page.locator('.compared .reasons'), /Largest gain .*Going asymmetric first/);
    await control(page, 'remedy-b-int4:mse').click();
    await shows(page, { b: 'int4:mse' });
    assert.equal((await stateOf(page)).a, 'int4');
  },
);

visit(
  'in the picture every remedy is named; pointing at a dot says its numbers, a click makes it B',
  { hash: '#data=relu:16x256:seed=3&a=int4&b=int4:asym&view=comparison&lang=en', prepare: keepDrawnTexts },
  async (page) => {
    await measured(page, 9);
    const texts = await drawnTexts(page);
    for (const name of [
      /^A {2}Symmetric$/,
      /^B {2}Asymmetric {2}\+/,
      /^One scale per group {2}\+/,
      /^Clipped for least error/,
    ])
      assert.ok(
        texts.some((text) => name.test(text)),
        `${name}: ${texts.join('; ')}`,
      );
    const said = () => page.locator('.comparison-view .says').innerText();
    await says(page.locator('.comparison-view .says'), /^Largest gain of a single remedy/);
    // The keys go to the dot, so that it is known where it is.
    await control(page, 'plot').focus();
    do await page.keyboard.press('ArrowRight');
    while (!(await said()).startsWith('One scale per group'));
    const ring = await boxOf(page.locator('.comparison-view .ring'));
    const point = { x: ring.x + ring.width / 2, y: ring.y + ring.height / 2 };
    await page.keyboard.press('Escape');
    assert.match(await said(), /^Largest gain/);
    await page.mouse.move(point.x + 3, point.y);
    assert.match(await said(), /\(int4:g64\): [\d.]+\sdB at 4\.5 bits per value, \+/);
    await page.mouse.click(point.x, point.y);
    await shows(page, { b: 'int4:g64' });
    assert.equal((await stateOf(page)).a, 'int4');
  },
);

visit(
  'by keyboard: the remedies are gone through, and one becomes A or B',
  { hash: `#data=${DATA}&a=int4&b=int4:asym&view=comparison&lang=en` },
  async (page) => {
    await measured(page, 9);
    await control(page, 'plot').focus();
    await page.keyboard.press('End');
    assert.match((await sliderOf(page, 'plot')).text ?? '', /\(int4:asym:g64\)/);
    await page.keyboard.press('Enter');
    await shows(page, { b: 'int4:asym:g64' });
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const { text } = await sliderOf(page, 'plot');
    const [, scheme] = /\((int4\S*)\)/.exec(text ?? '') ?? [];
    await page.keyboard.press('a');
    await shows(page, { a: scheme });
  },
);

visit(
  "other bits and a scheme of one's own are measured anew, in Chinese",
  { hash: `#data=${DATA}&a=int3&b=int4:octav&view=comparison&lang=zh-CN` },
  async (page) => {
    await measured(page, 10);
    assert.match(await page.locator('[data-remedy="b"]').innerText(), /现在的 B/);
    await says(page.locator('.compared .reasons'), /用于权重/);
    await page.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).setState({ a: 'int6' }));
    await until(
      'the table is int6',
      () => page.locator('[data-remedy="sym"] code').innerText(),
      (text) => text === 'int6',
    );
    await measured(page, 10);
  },
);

visit(
  'data without anything to exceed still have a table',
  { hash: '#data=values(0,0,0)&a=int4&b=int4:asym&view=comparison&lang=en' },
  async (page) => {
    await ready(page);
    await until(
      'all rows are there',
      () => page.locator('.remedies tbody tr').count(),
      (count) => count === 9,
    );
    assert.doesNotMatch(await page.locator('.compared-table > .hint').innerText(), /outlier more/);
  },
);

visit(
  'on a phone nothing is wider than the page',
  { hash: `#data=${DATA}&a=int4&b=int4:asym&view=comparison&lang=en`, viewport: { width: 360, height: 740 } },
  async (page) => {
    await measured(page, 9);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360));
  },
);
