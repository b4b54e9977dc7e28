// The Sweeps view over schemes that are measured one by one: group sizes and bits.
import assert from 'node:assert/strict';
import { drawnTexts, keepDrawnTexts } from './drawn.mjs';
import {
  atOnce,
  control,
  inBrowser,
  metricsOf,
  pressOnceSeen,
  ready,
  setState,
  shows,
  stateOf,
  until,
} from './lab.mjs';
import { boxOf } from './picture.mjs';
import { numberIn, rowsOf, says } from './sweeps.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const HASH = '#view=sweeps&lang=en&a=int4&b=int4:asym';
const GROUPS = '#view=sweeps&by=group&lang=en&data=normal:64x96:seed=7:outliers=0.001x20&a=int4&b=int6:g32';
/** Waits until a sweep over measured schemes is complete. @param {Page} page */
const swept = (page) =>
  until(
    'all is measured',
    () => says(page),
    (text) => /A: [^]*\nB: /.test(text),
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
      if ((await atOnce(() => says(page))).startsWith('B, groups of 16')) stop.x = box.x + box.width * x;
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
  {
    hash: '#view=sweeps&by=group&lang=en&data=normal:128x2048:seed=7&a=int4:mse&b=int5:mse&list=int2;int3',
    restless: true,
  },
  async (page) => {
    await ready(page);
    const done = async () => Number(/^(\d+) of/.exec(await page.locator('.survey').innerText())?.[1] ?? 0);
    await pressOnceSeen(page, 'survey-cancel');
    await control(page, 'survey-resume').waitFor();
    const before = await done();
    await control(page, 'survey-resume').click();
    await until('more is measured', done, (count) => count > before);
    assert.equal((await rowsOf(page, 0)).size, 10, 'what is missing has its row');
    await control(page, 'view-tradeoff').click();
    await until(
      'the other view has measured',
      () => says(page),
      (text) => /^Schemes measured: 4;/.test(text),
    );
    await control(page, 'view-sweeps').click();
    await until(
      'and it goes on here, to its end',
      () => says(page),
      (text) => /A: [^]*\nB: /.test(text),
    );
  },
);

visit(
  'what two views measure goes on in each when one comes back to it',
  {
    hash: '#view=sweeps&by=group&lang=en&data=normal:128x1024:seed=7&a=int4:mse&b=int5:mse&list=int4:g8:mse;int5:g8:mse;int6:g8:mse;int7:g8:mse;int8:g8:mse',
    restless: true,
  },
  async (page) => {
    await ready(page);
    const done = async () =>
      (/^(\d+) of (\d+)/.exec(await page.locator('.survey').innerText()) ?? []).slice(1).map(Number);
    for (const view of ['tradeoff', 'sweeps', 'tradeoff', 'sweeps']) {
      await control(page, `view-${view}`).click();
      await shows(page, { view });
      const [before = 0] = await done();
      // It may have come to its end meanwhile.
      await until(`${view} goes on`, done, ([count, all]) => count > before || (count > 0 && count === all));
    }
  },
);

visit(
  'formats by keyboard: each keeps the other options, and the best one of as many bits is named',
  { hash: '#view=sweeps&by=format&lang=en&data=normal:64x96:seed=7&a=fp4_e2m1:g32&b=int4', prepare: keepDrawnTexts },
  async (page) => {
    await ready(page);
    const text = await until(
      'all is measured',
      () => says(page),
      (said) => /A: [^]*\nB: /.test(said),
    );
    assert.match(text, /^A: with its other options, .* of 4 bits/);
    assert.ok((await rowsOf(page, 0)).size >= 17);
    const drawn = await drawnTexts(page);
    for (const name of ['int8', 'fp8_e4m3', 'nf4', '4 bits', '8 bits']) assert.ok(drawn.includes(name), name);
    await control(page, 'plot').focus();
    await page.keyboard.press('ArrowRight');
    await shows(page, { a: 'nf4:g32', b: 'int4' });
    await page.keyboard.press('End');
    await shows(page, { a: 'q8_0' });
    await page.keyboard.press('Home');
    await shows(page, { a: 'tq1_0' });
    const { a } = await metricsOf(page);
    const [, sqnr] = (await rowsOf(page, 0)).get('tq1_0') ?? [];
    assert.ok(Math.abs(numberIn(sqnr, /^([−\d.]+)/) - a.sqnr_db) < 0.006, `${sqnr} ${a.sqnr_db}`);
    await setState(page, { a: 'levels(-1,0,2)' });
    await until(
      'a stop for them',
      async () => (await rowsOf(page, 0)).has('levels'),
      (has) => has,
    );
  },
);
