// The Integer arithmetic view: a convolution padded rightly and wrongly, biases, the terms of a product and their time.
import assert from 'node:assert/strict';
import { control, inBrowser, openTables, ready, setState, shows, stateOf, until } from './lab.mjs';
import { boxOf } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const LESSON = '#view=integers&lang=en&data=sample(effnet_act_b11_depthwise_preact)&a=int8&b=int8:asym';
const PRODUCT = '#view=integers&integers=product&size=64&lang=en';
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };
const sum = (/** @type {Page} */ page) => page.locator('.window-sum').innerText();
/** A number as the page writes it. @param {string} text */
const numberIn = (text) => Number(text.replaceAll('−', '-').replaceAll(/[\s\u202f]/g, ''));
/** The texts of a table's rows, cell by cell. @param {Page} page @param {string} selector */
const rowsOf = (page, selector) =>
  page
    .locator(`${selector} tbody tr`)
    .evaluateAll((rows) =>
      rows.map((row) => [.../** @type {HTMLTableRowElement} */ (row).cells].map((cell) => cell.textContent ?? '')),
    );
/** How many different colours a canvas has. @param {Page} page @param {string} selector */
const colours = (page, selector) =>
  page.locator(selector).evaluate((canvas) => {
    const source = /** @type {HTMLCanvasElement} */ (canvas);
    const copy = new OffscreenCanvas(source.width, source.height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
      copy.getContext('2d', { willReadFrequently: true })
    );
    context.drawImage(source, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, source.width, source.height).data.buffer)).size;
  });

visit("lesson 5's data: the mistake stands out at the border, and only there", { hash: LESSON }, async (page) => {
  await ready(page);
  const rows = await rowsOf(page, '.deviations');
  assert.deepEqual(
    rows.map(([scheme, padding]) => `${scheme}: ${padding}`),
    [
      'int8: symmetric, padded with 0',
      'int8:asym: asymmetric, padded with z = 64',
      'int8:asym: asymmetric, padded with 0: wrong',
    ],
  );
  const [symmetric, right, wrong] = rows.map((row) => row.slice(3).map(numberIn));
  assert.ok(wrong[1] > 20 * right[1] && wrong[1] > 20 * symmetric[1], JSON.stringify(rows));
  assert.deepEqual(wrong.slice(2), right.slice(2), 'inside, both are the same');
  const summary =
    /^Padded with code 0, which stands for −[\d.]+, .* up to ([\d.]+); with z = 64, which stands for 0, by up to ([\d.]+)\.$/;
  assert.deepEqual(
    summary
      .exec(await page.locator('.padding-says').innerText())
      ?.slice(1)
      .map(Number),
    [wrong[0], right[0]],
    'the sentence over the picture has the numbers of the table',
  );
  assert.ok((await colours(page, '.plot canvas')) > 40, 'maps are drawn');
  assert.match(await page.locator('.section').innerText(), /^Input: the first 7 × 7 of plane \d+ of 672/);
  await openTables(page);
  await until(
    'a row an output',
    () => page.locator('details.behind tbody tr').count(),
    (n) => n === 49,
  );
});

visit(
  'pointing at an output shows its window, by mouse and by keyboard; its numbers add up',
  { hash: LESSON },
  async (page) => {
    await ready(page);
    // At first the output is shown that the mistake spoils most.
    assert.match(await sum(page), /of the 9 values in its window are padding.[^]*The padding code 0 stands for −\d/);
    await control(page, 'plot').focus();
    await page.keyboard.press('Home');
    await until(
      'the corner',
      () => sum(page),
      (text) => text.startsWith('Output in row 0, column 0: 5 of the 9 values'),
    );
    assert.equal(await page.locator('.square').first().locator('.pad').count(), 5);
    const products = (await rowsOf(page, '.square:nth-child(3)')).flat().map(numberIn);
    const total = numberIn(/qw = (−?[\d\u202f]+)/.exec(await sum(page))?.[1] ?? '');
    assert.equal(
      products.reduce((all, each) => all + each, 0),
      total,
    );
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await until(
      'inside',
      () => sum(page),
      (text) => text.startsWith('Output in row 1, column 1: its window lies inside'),
    );
    assert.equal(await page.locator('.square .pad').count(), 0);
    await page.keyboard.press('Home');
    await page.keyboard.press('PageUp');
    await until(
      'padded with z',
      () => page.locator('.square').first().locator('.pad').allInnerTexts(),
      (codes) => codes.length === 5 && codes.every((code) => code === '64'),
    );
    assert.match(
      (await control(page, 'plot').getAttribute('aria-valuetext')) ?? '',
      /^asymmetric, padded with z = 64. Output in row 0, column 0/,
    );
    const box = await boxOf(control(page, 'plot'));
    // The last map of the upper row is the mistaken one; its right border is somewhere in the last quarter.
    for (let x = box.x + box.width - 30; !/column 6/.test(await sum(page)); x -= 12) {
      assert.ok(x > box.x + 0.75 * box.width, 'a border pixel can be pointed at');
      await page.mouse.move(x, box.y + 60);
    }
    assert.match(await sum(page), /are padding[^]*The padding code 0/);
  },
);

visit(
  'maps are large, and the errors of the correct ways can be seen beside those of the wrong one',
  { hash: '#v=2&view=integers&lang=en', viewport: { width: 1280, height: 720 } },
  async (page) => {
    await ready(page);
    const box = await boxOf(control(page, 'plot'));
    assert.ok(box.y + box.height <= 720, `the picture is seen without scrolling: ${JSON.stringify(box)}`);
    // A second column's map and its error: an eighth of the picture around the middles of both.
    const shades = await page.locator('.plot canvas').evaluate((canvas) => {
      const source = /** @type {HTMLCanvasElement} */ (canvas);
      const copy = new OffscreenCanvas(source.width, source.height);
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (copy.getContext('2d'));
      context.drawImage(source, 0, 0);
      const [x, y] = [source.width * 0.5, source.height * 0.66];
      const { data } = context.getImageData(x, y, source.width / 12, source.height / 8);
      const grey = Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]);
      return [Math.min(...grey), Math.max(...grey)];
    });
    assert.ok(
      shades[1] - shades[0] > 40 && shades[0] < 190,
      `errors of the correct way have visible shades: ${shades}`,
    );
    await page.keyboard.press('Home');
    const frame = await page.locator('.overlay .place:not([hidden])').nth(1).boundingBox();
    assert.ok(frame && 24 * frame.width > 215, `a map of 24 columns is at least 215 px wide: ${frame?.width}`);
  },
);

visit('whatever cannot be computed with is said, and the view is never blank', { hash: LESSON }, async (page) => {
  await ready(page);
  for (const [state, sentence] of /** @type {const} */ ([
    [{ b: 'int4:asym:g64' }, '“int4:asym:g64” uses many scales; this demo needs one, so it uses “int4:asym” instead.'],
    [
      { b: 'int8:asym:zfloat' },
      '“int8:asym:zfloat” has a real zero-point, so no code can be the padding; this demo uses “int8:asym” instead.',
    ],
    [
      { a: 'int8:asym', b: 'int4:asym' },
      'A and B both have a zero-point or a minimum, so this demo uses “int8” for symmetric integers.',
    ],
    [
      { a: 'nf4:g64', b: 'int8:asym' },
      'This demo needs an integer format with one scale; in place of “nf4:g64” it uses “int4”.',
    ],
    [
      { a: 'int8', b: 'int4' },
      'Neither A nor B has a zero-point, so this demo uses “int4:asym” for asymmetric integers.',
    ],
    [
      { b: 'int8:asym', data: 'relu:64x64:seed=1' },
      'Here z = 0, so padding with code 0 is correct: both asymmetric results are the same.',
    ],
    [{ data: 'values(1,nan,2,inf,3,4,5,6,7)' }, 'NaN or infinite values in the input: 2.'],
  ])) {
    await setState(page, state);
    await until(
      sentence,
      () => page.locator('.padding-topic').innerText(),
      (text) => text.includes(sentence),
    );
    assert.equal(await page.locator('.deviations tbody tr').count(), 3);
    assert.ok((await sum(page)).length > 40);
  }
  for (const data of [
    'values(0,0,0,0)',
    'values(nan)',
    'values(3e38,-3e38,3e38)',
    'values(1e-45)',
    'normal:n=100000:seed=3',
  ]) {
    await setState(page, { data });
    assert.match(await sum(page), /Output in row \d+, column \d+/, data);
    assert.ok((await colours(page, '.plot canvas')) > 5, data);
  }
});

visit(
  'an int32 bias that is worse than an int8 one says why',
  { hash: '#view=integers&integers=bias' },
  async (page) => {
    await ready(page);
    await until(
      'the reason',
      () => page.locator('.bias-says').innerText(),
      (text) => text.includes('the int32 bias has the larger error'),
    );
    for (const row of await rowsOf(page, '.bias-topic .schemes')) {
      const [unit, error] = [numberIn(row[2]), numberIn(row[4])];
      assert.ok(Math.abs(error) <= 0.51 * unit, `at most half a step of the sums: ${row.join(' ')}`);
    }
  },
);

visit('filter, scene and topic are part of the link', { hash: LESSON }, async (page) => {
  await ready(page);
  await control(page, 'integers-bias').check();
  await shows(page, { integers: 'bias' });
  const rows = await rowsOf(page, '.bias-topic .schemes');
  assert.equal(rows.length, 4);
  const [, wide, narrow] =
    /its error is at most (\S+)\..* off by up to (\S+) at/.exec(await page.locator('.bias-says').innerText()) ?? [];
  assert.ok(numberIn(narrow) > 5 * numberIn(wide) && rows.some((row) => row[6].endsWith(narrow)), JSON.stringify(rows));
  assert.doesNotMatch(await page.locator('.bias-says').innerText(), /larger error/);
  await control(page, 'integers-padding').check();
  await control(page, 'filter').selectOption('edge');
  await shows(page, { filter: 'edge' });
  await control(page, 'image-scene').check();
  await shows(page, { image: 'scene' });
  await until(
    'the scene',
    () => page.locator('.section').innerText(),
    (text) => text.startsWith('Input: a scene of 32 × 32'),
  );
  await control(page, 'integers-bias').check();
  await until(
    'the address',
    async () => page.url(),
    (url) => url.includes('integers=bias') && url.includes('image=scene') && url.includes('filter=edge'),
  );
});

visit(
  'the four terms of any element add up to what its definition says; zero-points of 0 make terms vanish',
  { hash: PRODUCT },
  async (page) => {
    await ready(page);
    const terms = () => rowsOf(page, '.terms');
    const summary = () => page.locator('.product-topic > .says').innerText();
    const first = await until('the terms', terms, (rows) => rows.length === 5);
    const check = async (/** @type {string[][]} */ rows) => {
      const [a, b, c, d, total] = rows.map((row) => numberIn(row[2]));
      assert.equal(a + b + c + d, total);
      const [, said, defined] = /the four terms add up to (\S+)\. .* gives (\S+)\./.exec(await summary()) ?? [];
      assert.deepEqual([numberIn(said), numberIn(defined)], [total, total]);
    };
    await check(first);
    await control(page, 'element-row').fill('63');
    await control(page, 'element-column').fill('5');
    await control(page, 'element-column').press('Enter');
    await until('another element', terms, (rows) => rows[4][2] !== first[4][2]);
    await check(await terms());
    await control(page, 'zero-w').check();
    const half = await until(
      'two terms vanish',
      terms,
      (rows) => rows.filter((row) => row[3].startsWith('vanishes')).length === 2,
    );
    assert.deepEqual([numberIn(half[1][2]), numberIn(half[3][2])], [0, 0]);
    await check(half);
    assert.match(await summary(), /known beforehand and can go into the bias/);
    await control(page, 'zero-a').check();
    await until(
      'only the product is left',
      terms,
      (rows) => rows.filter((row) => row[3].startsWith('vanishes')).length === 3,
    );
  },
);

visit(
  'times are measured when asked for, can be cancelled, and come with their spread',
  { hash: PRODUCT },
  async (page) => {
    await ready(page);
    const words = () => page.locator('.timing .says').innerText();
    assert.equal(await page.locator('.timing-stage').isVisible(), false, 'nothing is measured by itself');
    assert.equal(await words(), '');
    await control(page, 'size').selectOption('512');
    await shows(page, { size: '512' });
    await control(page, 'timing-start').click();
    await until('it runs', words, (text) => text.includes('timing 512 × 512'));
    assert.equal(await page.evaluate(() => 6 * 7), 42, 'the page answers meanwhile');
    await control(page, 'timing-cancel').click();
    await until('it is given up', words, (text) => text === 'Canceled; no result was kept.');
    await control(page, 'size').selectOption('64');
    await shows(page, { size: '64' });
    await control(page, 'timing-start').click();
    await page.locator('.timing-stage').waitFor({ timeout: 60_000 });
    assert.match(
      await words(),
      /^\d+ rounds of \d+ products per method, 64 × 64\. Without zero-points the median is [\d.]+\u202f(µs|ms)\. All four methods gave the result/,
    );
    assert.ok((await colours(page, '.timing canvas')) > 5);
    await openTables(page);
    const rows = await until(
      'times in the table',
      () => rowsOf(page, 'details.behind table:nth-of-type(2)'),
      (found) => found.length === 4,
    );
    assert.match(rows[0][4], /^1\.00 × \(1\.00 – 1\.00\)$/);
    for (const row of rows) assert.match(row[2], /^[\d.]+\u202f.s – [\d.]+\u202f.s$/);
    // They are kept for that size.
    await control(page, 'size').selectOption('128');
    await shows(page, { size: '128' });
    assert.equal(await page.locator('.timing-stage').isVisible(), false);
    await control(page, 'size').selectOption('64');
    await page.locator('.timing-stage').waitFor();
  },
);

visit(
  'where workers are forbidden, the page itself measures, in slices',
  { hash: PRODUCT, prepare: (page) => page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker')) },
  async (page) => {
    await ready(page);
    await until(
      'the terms',
      () => rowsOf(page, '.terms'),
      (rows) => rows.length === 5,
    );
    await control(page, 'timing-start').click();
    await page.locator('.timing-stage').waitFor({ timeout: 60_000 });
  },
);

visit(
  'in Chinese, on a phone, nothing is wider than the screen',
  { hash: LESSON.replace('lang=en', 'lang=zh-CN'), ...PHONE },
  async (page) => {
    await ready(page);
    for (const integers of ['padding', 'bias', 'product']) {
      await setState(page, { integers });
      await until(
        `${integers} fits`,
        () => page.evaluate(() => document.documentElement.scrollWidth),
        (width) => width <= 360,
      );
      assert.match(await page.locator('.integers-view').innerText(), /[\u4e00-\u9fff]/);
    }
    await setState(page, { integers: 'padding' });
    await control(page, 'plot').tap({ position: { x: 60, y: 700 } });
    assert.match(await sum(page), /的输出/);
    assert.equal((await stateOf(page)).view, 'integers');
  },
);
