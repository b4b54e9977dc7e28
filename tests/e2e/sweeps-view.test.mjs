// The Sweeps view, worked by mouse, by touch and by keyboard alone.
import assert from 'node:assert/strict';
import { drawnTexts, keepDrawnTexts } from './drawn.mjs';
import { atOnce, control, inBrowser, metricsOf, ready, setState, shows, stateOf, until } from './lab.mjs';
import { boxOf } from './picture.mjs';
import { numberIn, rowsOf, says } from './sweeps.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const HASH = '#view=sweeps&lang=en&a=int4&b=int4:asym';
/** Moves the mouse along the names above A's curve until one is told. @param {Page} page @param {string} name */
async function findName(page, name) {
  const box = await boxOf(control(page, 'plot'));
  for (const y of [box.y + 24, box.y + 40, box.y + 56]) {
    for (let x = box.x + 30; x < box.x + box.width; x += 6) {
      await page.mouse.move(x, y);
      if ((await atOnce(() => says(page))).startsWith(`A: ${name} clips`)) return { x, y };
    }
  }
  throw new Error(`no name ${name}`);
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
  await until(
    'B has a percentile',
    () => stateOf(page),
    (state) => /^int4:asym:p9\d/.test(state.b),
  );
  // The drag may have gone on since then: what is measured below is the state in which the page rests.
  const { a, b } = await stateOf(page);
  assert.equal(a, 'int4');
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
  'two schemes that differ in range only share one curve, with the marks of both',
  { hash: '#view=sweeps&lang=en&a=int4&b=int4:p97', prepare: keepDrawnTexts },
  async (page) => {
    await ready(page);
    const texts = await drawnTexts(page);
    for (const text of ['A  int4', 'B  int4:p97', 'A max', 'B p97'])
      assert.ok(texts.includes(text), `${text}: ${texts}`);
    await control(page, 'plot').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until(
      'B clips',
      () => stateOf(page),
      ({ b }) => b.startsWith('int4:clip('),
    );
    assert.equal((await stateOf(page)).a, 'int4');
    // The mark that is nearer to the pointer is meant: that of A stands at the right end.
    const box = await boxOf(control(page, 'plot'));
    const y = box.y + box.height * 0.6;
    await page.mouse.move(box.x + box.width * 0.96, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.9, y, { steps: 3 });
    await page.mouse.up();
    await until(
      'A clips',
      () => stateOf(page),
      ({ a }) => a.startsWith('int4:clip('),
    );
  },
);

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
      (text) => /B.*: with one percentile for every block/.test(text),
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
      (text) => /B.*: the least MSE/.test(text),
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
