// The Error view, worked by mouse, by touch and by keyboard alone.
import assert from 'node:assert/strict';
import { drawnTexts, keepDrawnTexts } from './drawn.mjs';
import { control, inBrowser, metricsOf, openTables, painted, ready, setState, shows, stateOf, until } from './lab.mjs';
import { boxOf, drag, inPlot, sliderOf, viewOf } from './picture.mjs';

const visit = inBrowser();
const HASH = '#view=errors&lang=en&data=normal:seed=7:outliers=0.001x20&a=int4:p99&b=int4';
const EVEN = (1 / Math.sqrt(12)).toPrecision(4);

/** A table behind the picture, row by row. @param {import('./browser/index.mjs').Page} page @param {number} i */
async function tableOf(page, i) {
  await openTables(page);
  const rows = page.locator('details.behind table').nth(i).locator('tbody tr');
  return rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
}
/** A number as the page writes it. @param {string} text */
function numberOf(text) {
  const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const plain = text
    .replaceAll('\u202f', '')
    .replace('−', '-')
    .replace(
      /×?10(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/,
      (whole, minus, power) =>
        `${whole.startsWith('×') ? '' : '1'}e${minus ? '-' : ''}${[...power].map((digit) => superscripts.indexOf(digit)).join('')}`,
    );
  return Number(plain);
}

visit(
  'in words and in tables: what the errors come to, as the scoreboard has it',
  { hash: HASH, prepare: keepDrawnTexts },
  async (page) => {
    await ready(page);
    const { a, b } = await metricsOf(page);
    const said = (await page.locator('.says').innerText()).replaceAll('\u202f', ' ');
    const share = ((100 * a.clipping_sse) / (a.rounding_sse + a.clipping_sse)).toFixed(1);
    const clipped = Math.round(a.clipped * 65536);
    assert.ok(
      said.includes(`A: ${share} % of the squared error comes from clipped values: ${clipped} of 65 536. RMSE/s = `),
      said,
    );
    assert.ok(
      said.includes(
        `RMSE/s = ${a.rmse_per_scale.toPrecision(4)}, mostly from clipping; rounding spread evenly gives 1/√12 = ${EVEN}`,
      ),
      said,
    );
    // Most values have become 0: then a ratio near 1/√12 is no good sign.
    const lost = `${(100 * b.zeroed).toFixed(1)} % of the values become 0, so `;
    assert.match(said, /B: Half of the squared error lies between −[\d.]+ and [\d.]+\. /);
    assert.ok(said.includes(`${lost}RMSE/s = ${b.rmse_per_scale.toPrecision(4)} says little.`), said);
    const texts = await drawnTexts(page);
    for (const metrics of [a, b]) {
      assert.ok(
        texts.some((text) => text.startsWith(`RMSE/s = ${metrics.rmse_per_scale.toPrecision(4)}`)),
        texts.join('\n'),
      );
    }
    const sum = (/** @type {string[][]} */ rows, /** @type {number} */ column) =>
      rows.reduce((total, row) => total + numberOf(row[column]), 0);
    const near = (/** @type {number} */ found, /** @type {number} */ wanted, /** @type {string} */ what) =>
      assert.ok(Math.abs(found - wanted) <= 0.01 * Math.abs(wanted), `${what}: ${found} for ${wanted}`);
    const sources = await tableOf(page, 0);
    near(sum(sources, 1), a.rounding_sse, "A's rounding");
    near(sum(sources, 2), a.clipping_sse, "A's clipping");
    assert.equal(sum(await tableOf(page, 1), 1), 65536, 'every value has an error');
    near(sum(await tableOf(page, 2), 1), b.rounding_sse, "B's rounding");
    assert.equal(sum(await tableOf(page, 3), 1), 65536);
  },
);

visit('by mouse: a value is pointed at, and a drag zooms', { hash: HASH }, async (page) => {
  await ready(page);
  const point = await inPlot(page, 0.3, 0.15);
  await page.mouse.move(point.x, point.y);
  await until(
    'the inspector follows',
    () => page.locator('.inspected').innerText(),
    (text) => text.startsWith('x = '),
  );
  assert.equal(await page.locator('.errors-view .overlay g:not([hidden]) .cursor').count(), 1, 'it is marked');
  const before = await viewOf(page);
  await drag(page, await inPlot(page, 0.25, 0.3), await inPlot(page, 0.35, 0.3));
  await until(
    'the axis is narrower',
    () => viewOf(page),
    ([lo, hi]) => hi - lo < (before[1] - before[0]) / 3,
  );
  assert.notEqual((await stateOf(page)).x, '');
  await control(page, 'zoom-whole').click();
  await shows(page, { x: '' });
});

visit('pointing at the distributions does not point at a value', { hash: HASH }, async (page) => {
  await ready(page);
  const { x, y } = await inPlot(page, 0.9, 0.5);
  await page.mouse.move(x, y);
  await painted(page);
  assert.ok(!(await page.locator('.inspected').innerText()).startsWith('x = '));
});

visit('by keyboard: values are gone through, zoomed, and counts switched', { hash: HASH }, async (page) => {
  await ready(page);
  await control(page, 'view-errors').focus();
  await control(page, 'plot').focus();
  await page.keyboard.press('ArrowRight');
  const first = (await sliderOf(page, 'plot')).now;
  await page.keyboard.press('ArrowRight');
  await until(
    'the next value',
    () => sliderOf(page, 'plot'),
    ({ now }) => now > first,
  );
  assert.match((await sliderOf(page, 'plot')).text ?? '', /x = .*A.*B/s);
  await page.keyboard.press('+');
  await until(
    'zoomed',
    () => stateOf(page),
    ({ x }) => x !== '',
  );
  await page.keyboard.press('0');
  await shows(page, { x: '' });
  await page.keyboard.press('l');
  await shows(page, { counts: 'linear' });
});

visit(
  'by touch on a phone: a tap points, and the distributions stand below',
  { hash: HASH, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  async (page) => {
    await ready(page);
    const stage = await boxOf(control(page, 'plot'));
    assert.ok(stage.height > 700, `four plots need ${stage.height} px`);
    const { x, y } = await inPlot(page, 0.5, 0.1);
    await page.touchscreen.tap(x, y);
    await until(
      'the inspector follows',
      () => page.locator('.inspected').innerText(),
      (text) => text.startsWith('x = '),
    );
  },
);

visit('what is pointed at here stays marked in the other views', { hash: HASH }, async (page) => {
  await ready(page);
  await control(page, 'plot').focus();
  await page.keyboard.press('End');
  const said = await page.locator('.inspected').innerText();
  for (const view of ['grid', 'codes']) {
    await control(page, `view-${view}`).click();
    await shows(page, { view });
    assert.equal(await page.locator('.inspected').innerText(), said, view);
  }
});

visit(
  'no value of another block is called clipped, and one-sided data is shown with its unused codes',
  { hash: '#view=errors&lang=en&data=values(0.1,0.3,0.2,0.05,9,8,7,6):2x4&a=int4:row&b=int4:asym' },
  async (page) => {
    await ready(page);
    assert.equal((await metricsOf(page)).a.clipped, 0);
    const [lo, hi] = await viewOf(page);
    assert.ok(lo <= -9 && hi >= 9, `${lo} … ${hi}`);
    await control(page, 'plot').focus();
    await page.keyboard.press('End');
    const line = (/** @type {string} */ role) => page.locator(`.arithmetic.${role}`).innerText();
    await until(
      'the value is of the second row',
      () => line('a'),
      (text) => /no value of block 1 of 2/.test(text),
    );
    assert.doesNotMatch(await line('a'), /clipped/);
    await setState(page, { a: 'int4:asym:row' });
    assert.ok((await viewOf(page))[0] > -2, 'asymmetric codes lie on the data');
  },
);

visit('other schemes and degenerate data', { hash: HASH }, async (page) => {
  await ready(page);
  for (const part of [
    { a: 'int4:stochastic(3)', b: 'int3:row:floor' },
    { data: 'values(2,2,2)' },
    { data: 'values(0)' },
    { data: 'values(1,2,3)', a: 'int2:asym:zfloat', b: 'int8:g2:mse' },
  ]) {
    await setState(page, part);
    await shows(page, part);
    await painted(page);
    assert.match(await page.locator('.says').innerText(), /^A: .*\sB: /s);
  }
  assert.match(await page.locator('.says').innerText(), /RMSE\/s/);
});
