// The Sweeps view, worked by mouse, by touch and by keyboard alone.
import assert from 'node:assert/strict';
import { control, drawnTexts, inBrowser, keepDrawnTexts, ready, setState, shows, stateOf, until } from './lab.mjs';
import { boxOf } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const HASH = '#view=sweeps&lang=en&a=int4&b=int4:asym';
const says = (/** @type {Page} */ page) => page.locator('.says').innerText();
const metricsOf = (/** @type {Page} */ page) =>
  page.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).metrics());

/** The number behind a word, as the page writes it. @param {string} text @param {RegExp} pattern */
function numberIn(text, pattern) {
  const found = pattern.exec(text)?.[1] ?? '';
  const exponents = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const plain = found
    .replace(/\u202f/g, '')
    .replace('−', '-')
    .replace(
      /×10(⁻?)([⁰¹²³⁴-⁹]+)/,
      (_, minus, digits) => `e${minus ? '-' : ''}${[...digits].map((d) => exponents.indexOf(d)).join('')}`,
    );
  return Number(plain);
}

/** Moves the mouse along the names above A's curve until one is told. @param {Page} page @param {string} name */
async function findName(page, name) {
  const box = await boxOf(control(page, 'plot'));
  for (const y of [box.y + 24, box.y + 40, box.y + 56]) {
    for (let x = box.x + 30; x < box.x + box.width; x += 6) {
      await page.mouse.move(x, y);
      if ((await says(page)).startsWith(`A: ${name} clips`)) return { x, y };
    }
  }
  throw new Error(`no name ${name}`);
}

/** The rows of a table behind the picture, by their first cell. @param {Page} page @param {number} which */
async function rowsOf(page, which) {
  const fold = page.locator('details.behind');
  if (!(await fold.evaluate((element) => /** @type {HTMLDetailsElement} */ (element).open)))
    await fold.locator('summary').click();
  // The tables are filled when the browser says the fold has opened, which is a little after the click.
  await fold.locator('table').nth(which).locator('tbody tr').first().waitFor({ state: 'attached' });
  const rows = await fold
    .locator('table')
    .nth(which)
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  return new Map(rows.map(([first, ...rest]) => [first, rest]));
}

const CALIBRATORS = ['max', 'p99', 'p99.9', 'p99.99', 'mse', 'kl', 'aciq', 'octav'];

visit(
  'by keyboard: Enter sets the range of least error, arrows move it, and the scoreboard agrees with the curve',
  { hash: `${HASH}&data=laplace:seed=7` },
  async (page) => {
    await ready(page);
    const least = numberIn(await says(page), /A: the least MSE is (\S+), at/);
    await control(page, 'plot').focus();
    await page.keyboard.press('Enter');
    await until(
      'A clips',
      () => stateOf(page),
      ({ a }) => a.startsWith('int4:clip('),
    );
    const { a } = await metricsOf(page);
    assert.ok(Math.abs(a.mse / least - 1) < 0.01, `${a.mse} ${least}`);
    const before = (await stateOf(page)).a;
    await page.keyboard.press('ArrowLeft');
    await until(
      'a narrower range',
      () => stateOf(page),
      (state) => state.a !== before,
    );
    assert.ok((await metricsOf(page)).a.clipped > a.clipped);
    await page.keyboard.press('End');
    await until(
      'the whole range',
      () => stateOf(page),
      (state) => state.a === 'int4',
    );
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until(
      'B clips',
      () => stateOf(page),
      ({ b }) => b.startsWith('int4:asym:clip('),
    );
  },
);

visit("by mouse: a drag across B's curve sets B's percentile", { hash: `${HASH}&by=percentile` }, async (page) => {
  await ready(page);
  const box = await boxOf(control(page, 'plot'));
  const y = box.y + box.height * 0.75;
  await page.mouse.move(box.x + box.width * 0.8, y);
  await until(
    'what is under the pointer is said',
    () => says(page),
    (text) => text.startsWith('B: range'),
  );
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 4 });
  await page.mouse.move(box.x + box.width * 0.45, y, { steps: 4 });
  await page.mouse.up();
  const { b } = await until(
    'B has a percentile',
    () => stateOf(page),
    (state) => /^int4:asym:p9\d/.test(state.b),
  );
  assert.equal((await stateOf(page)).a, 'int4');
  const p = Number(/:p([\d.]+)/.exec(b)?.[1]);
  const { b: measured } = await metricsOf(page);
  assert.ok(
    Math.abs(measured.clipped - 2 * (1 - p / 100)) < 0.002,
    `${b} clips ${measured.clipped} on both sides together`,
  );
});

visit(
  'by touch: a tap sets the range',
  { hash: HASH, hasTouch: true, viewport: { width: 390, height: 844 } },
  async (page) => {
    await ready(page);
    const box = await boxOf(control(page, 'plot'));
    await page.touchscreen.tap(box.x + box.width * 0.5, box.y + box.height * 0.25);
    await until(
      'A clips',
      () => stateOf(page),
      ({ a }) => a.startsWith('int4:clip('),
    );
  },
);

visit("every calibrator's mark is its scheme's measured error", { hash: HASH }, async (page) => {
  await ready(page);
  const rows = await rowsOf(page, 0);
  assert.deepEqual([...rows.keys()], CALIBRATORS);
  for (const [name, [mse]] of rows) {
    await setState(page, { a: `int4:${name}` });
    const { a } = await metricsOf(page);
    const said = numberIn(mse, /^(.*)$/);
    assert.ok(Math.abs(a.mse / said - 1) < 0.006, `${name}: ${mse} ${a.mse}`);
  }
});

visit(
  "a click on a calibrator's name or dot chooses it, and so do M and Shift+M",
  { hash: `${HASH}&data=laplace:seed=7` },
  async (page) => {
    await ready(page);
    const name = await findName(page, 'mse');
    await page.mouse.click(name.x, name.y);
    await shows(page, { a: 'int4:mse' });
    await findName(page, 'p99');
    const ring = await boxOf(page.locator('.ring'));
    await page.mouse.click(ring.x + ring.width / 2, ring.y + ring.height / 2);
    await shows(page, { a: 'int4:p99' });
    await control(page, 'plot').focus();
    const order = [];
    for (let i = 0; i < CALIBRATORS.length; i += 1) {
      const before = (await stateOf(page)).a;
      await page.keyboard.press('m');
      order.push(
        (
          await until(
            'the next calibrator',
            () => stateOf(page),
            ({ a }) => a !== before,
          )
        ).a,
      );
    }
    assert.deepEqual(
      [...order].sort(),
      CALIBRATORS.map((each) => (each === 'max' ? 'int4' : `int4:${each}`)).sort(),
      'all of them in turn',
    );
    await page.keyboard.press('Shift+M');
    await shows(page, { a: order[CALIBRATORS.length - 2] });
  },
);

visit(
  'by touch: a tap on a name chooses the calibrator; all names can be read on a phone',
  { hash: HASH, hasTouch: true, viewport: { width: 390, height: 844 }, prepare: keepDrawnTexts },
  async (page) => {
    await ready(page);
    const texts = (await drawnTexts(page)).map((text) => text.split(' ')[0]);
    for (const name of CALIBRATORS) assert.equal(texts.filter((text) => text === name).length, 2, name);
    const { x, y } = await findName(page, 'kl');
    await page.touchscreen.tap(x + 2, y);
    await shows(page, { a: 'int4:kl' });
  },
);

visit(
  'a curve over all blocks is that of its schemes, and is by percentile',
  { hash: '#view=sweeps&lang=en&a=int4&b=int4:asym:g64' },
  async (page) => {
    await ready(page);
    await control(page, 'of-all').check({ force: true });
    await shows(page, { of: 'all', by: 'percentile' });
    await until(
      'it is said',
      () => says(page),
      (text) => /B: with one percentile for every block/.test(text),
    );
    const rows = await rowsOf(page, 2);
    for (const name of ['p99.9', 'mse']) {
      await setState(page, { b: `int4:asym:g64:${name}` });
      const { b } = await metricsOf(page);
      const said = numberIn(rows.get(name)?.[0] ?? '', /^(.*)$/);
      assert.ok(Math.abs(b.mse / said - 1) < 0.006, `${name}: ${said} ${b.mse}`);
    }
    await control(page, 'plot').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await shows(page, { b: 'int4:asym:g64:p50' });
    await control(page, 'by-threshold').check({ force: true });
    await until(
      "a threshold is one block's",
      () => says(page),
      (text) => /B: the least MSE/.test(text),
    );
  },
);

visit(
  'a value pointed at in the Grid view is marked where it begins to be clipped',
  { hash: '#lang=en&a=int4&b=int8&data=laplace:seed=7', prepare: keepDrawnTexts },
  async (page) => {
    await ready(page);
    const box = await boxOf(control(page, 'plot'));
    await page.mouse.move(box.x + box.width * 0.8, box.y + 60);
    const said = await until(
      'a value is inspected',
      () => page.locator('.inspected').innerText(),
      (text) => text.startsWith('x = '),
    );
    await control(page, 'view-sweeps').click();
    const text = await until(
      'it is said of A and B',
      () => says(page),
      (sentence) => /A clips .* B clips /.test(sentence),
    );
    assert.ok(text.startsWith(`A clips ${said} when less than`), text);
    assert.equal((await drawnTexts(page)).filter((drawn) => drawn.startsWith('← clips x = ')).length, 2);
    // Just below that share of the range it is clipped, just above it is not.
    const share = numberIn(text, /less than ([\d.]+)/) / 100;
    const whole = numberIn((await rowsOf(page, 1)).get('1')?.[1] ?? '', /^(.*)$/);
    assert.ok(Math.abs((whole * share) / numberIn(said, /x = (\S+)/) - 1) < 0.01, `${share} of ${whole} is ${said}`);
  },
);

const GROUPS = '#view=sweeps&by=group&lang=en&data=normal:64x96:seed=7:outliers=0.001x20&a=int4&b=int6:g32';
/** Waits until a sweep over measured schemes is complete. @param {Page} page */
const swept = (page) =>
  until(
    'all is measured',
    () => says(page),
    (text) => /A: .* B: /.test(text),
  );

visit(
  'group sizes by keyboard, each with its bits per value and its measured error',
  { hash: GROUPS, prepare: keepDrawnTexts },
  async (page) => {
    await ready(page);
    await swept(page);
    const rows = await rowsOf(page, 0);
    assert.deepEqual([...rows.keys()], ['8', '16', '32', '64', 'row', 'tensor']);
    await control(page, 'plot').focus();
    await page.keyboard.press('Home');
    await shows(page, { a: 'int4:g8' });
    for (const [size, scheme] of [
      ['16', 'int4:g16'],
      ['32', 'int4:g32'],
      ['64', 'int4:g64'],
      ['row', 'int4:row'],
      ['tensor', 'int4'],
    ]) {
      await page.keyboard.press('ArrowRight');
      await shows(page, { a: scheme });
      const { a } = await metricsOf(page);
      const [bits, sqnr, mse] = rows.get(size) ?? [];
      assert.ok(Math.abs(numberIn(sqnr, /^([−\d.]+)/) - a.sqnr_db) < 0.006, `${scheme}: ${sqnr} ${a.sqnr_db}`);
      assert.ok(
        Math.abs(numberIn(bits, /^(.*)$/) - a.bits_per_value) < 0.001 &&
          Math.abs(numberIn(mse, /^(.*)$/) / a.mse - 1) < 0.006,
        `${bits} ${mse}`,
      );
      assert.ok((await drawnTexts(page)).includes(bits), `${bits} stands under ${size}`);
    }
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await shows(page, { b: 'int6' });
  },
);

visit(
  "group sizes by mouse: a click on a curve sets that scheme's, a drag goes on; where curves are one, the nearer mark moves",
  { hash: GROUPS },
  async (page) => {
    await ready(page);
    await swept(page);
    const box = await boxOf(control(page, 'plot'));
    const stop = { x: 0, b: 0 };
    // B, with two bits more, is the upper curve.
    for (let x = 0.1; x < 1 && stop.x === 0; x += 0.01) {
      await page.mouse.move(box.x + box.width * x, box.y + 20);
      if ((await says(page)).startsWith('B, groups of 16')) stop.x = box.x + box.width * x;
    }
    assert.ok(stop.x > 0);
    await page.mouse.click(stop.x, box.y + 20);
    await shows(page, { a: 'int4', b: 'int6:g16' });
    await page.mouse.move(stop.x, box.y + box.height * 0.7);
    await until(
      "A's is below",
      () => says(page),
      (text) => text.startsWith('A, groups of 16'),
    );
    await page.mouse.down();
    await page.mouse.move(stop.x - 150, box.y + box.height * 0.5, { steps: 5 });
    await page.mouse.move(box.x + 40, box.y + box.height * 0.5, { steps: 5 });
    await page.mouse.up();
    await shows(page, { a: 'int4:g8', b: 'int6:g16' });
    await setState(page, { a: 'int4', b: 'int4:g8' });
    await page.mouse.move(box.x + box.width - 30, box.y + 100);
    await until(
      'A is nearer',
      () => says(page),
      (text) => text.startsWith('A, one scale'),
    );
    await page.mouse.move(box.x + 60, box.y + 100);
    await until(
      'B is nearer',
      () => says(page),
      (text) => text.startsWith('B, groups of 8'),
    );
  },
);

visit(
  'group sizes by touch: a tap sets one',
  { hash: GROUPS, hasTouch: true, viewport: { width: 390, height: 844 } },
  async (page) => {
    await ready(page);
    await swept(page);
    const box = await boxOf(control(page, 'plot'));
    await page.touchscreen.tap(box.x + 60, box.y + 50);
    await until(
      'B, the upper one, has groups of 8',
      () => stateOf(page),
      ({ b }) => b === 'int6:g8',
    );
  },
);

visit(
  'bits: what a bit gains is said, keys and a drag set them, and what is switched to MSE stays',
  { hash: `${HASH}&by=bits&data=uniform:seed=7&b=int8` },
  async (page) => {
    await ready(page);
    const text = await until(
      'it is said',
      () => says(page),
      (sentence) => /Halving the step alone gains 6\.02/.test(sentence),
    );
    const mean = numberIn(text, /A: from 2 to 8 bits, each extra bit gains ([\d.]+)/);
    await setState(page, { a: 'int8' });
    const most = (await metricsOf(page)).a.sqnr_db;
    await setState(page, { a: 'int2' });
    const least = (await metricsOf(page)).a.sqnr_db;
    assert.ok(Math.abs((most - least) / 6 - mean) < 0.006, `${most} ${least} ${mean}`);
    await control(page, 'plot').focus();
    await page.keyboard.press('ArrowRight');
    await shows(page, { a: 'int3' });
    await page.keyboard.press('End');
    await shows(page, { a: 'int8' });
    await control(page, 'error-mse').check({ force: true });
    await shows(page, { error: 'mse' });
    const box = await boxOf(control(page, 'plot'));
    await page.keyboard.press('Escape');
    await page.mouse.move(box.x + box.width - 40, box.y + box.height * 0.5);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5, { steps: 6 });
    await page.mouse.up();
    await until(
      'one of them has 5 bits',
      () => stateOf(page),
      ({ a, b }) => [a, b].includes('int5'),
    );
    assert.equal((await stateOf(page)).error, 'mse');
  },
);

visit(
  'a sweep that lasts appears as it is measured, is given up, and goes on, also when another view measured meanwhile',
  { hash: '#view=sweeps&by=group&lang=en&data=normal:512x2048:seed=7&a=int4:mse&b=int5:mse&list=int2;int3' },
  async (page) => {
    await ready(page);
    const done = async () => Number(/^(\d+) of/.exec(await page.locator('.survey').innerText())?.[1] ?? 0);
    await control(page, 'survey-cancel').click();
    await control(page, 'survey-resume').waitFor();
    const before = await done();
    await control(page, 'survey-resume').click();
    await until('more is measured', done, (count) => count > before);
    assert.equal((await rowsOf(page, 0)).size, 10, 'what is missing has its row');
    await control(page, 'view-tradeoff').click();
    await until(
      'the other view has measured',
      () => says(page),
      (text) => /^4 schemes/.test(text),
    );
    await control(page, 'view-sweeps').click();
    const again = await done();
    await until('and it goes on here', done, (count) => count > again);
  },
);

visit(
  'what two views measure goes on in each when one comes back to it',
  {
    hash: '#view=sweeps&by=group&lang=en&data=normal:512x2048:seed=7&a=int4:mse&b=int5:mse&list=int4:g8:mse;int5:g8:mse;int6:g8:mse;int7:g8:mse;int8:g8:mse',
  },
  async (page) => {
    await ready(page);
    const done = async () => Number(/^(\d+) of/.exec(await page.locator('.survey').innerText())?.[1] ?? 0);
    for (const view of ['tradeoff', 'sweeps', 'tradeoff', 'sweeps']) {
      const before = await done();
      await control(page, `view-${view}`).click();
      await until(`${view} goes on`, done, (count) => count !== before && count > 0);
      const now = await done();
      await until(`${view} goes on further`, done, (count) => count > now);
    }
  },
);
