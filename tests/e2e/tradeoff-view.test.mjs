// The Trade-off view, worked by mouse, by touch and by keyboard alone.
import assert from 'node:assert/strict';
import { atOnce, control, inBrowser, metricsOf, pressOnceSeen, ready, settled, shows, stateOf, until } from './lab.mjs';
import { boxOf } from './picture.mjs';
import { measured } from './tradeoff.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const HASH = '#view=tradeoff&lang=en&list=int4;int8;int4:g32;int8:g32;int4:asym';

/** Presses keys on the plot until a scheme is pointed at. @param {Page} page @param {string} scheme @param {number} [most] */
async function pointAt(page, scheme, most = 10) {
  await control(page, 'plot').focus();
  await page.keyboard.press('Home');
  for (let i = 0; i < most && !(await page.locator('.says').innerText()).startsWith(`${scheme}:`); i += 1)
    await page.keyboard.press('ArrowRight');
  assert.ok((await page.locator('.says').innerText()).startsWith(`${scheme}:`), scheme);
}

visit(
  'by keyboard: a view is chosen, schemes are gone through, one becomes A',
  { hash: '#lang=en&list=int4;int8;int4:g32' },
  async (page) => {
    await ready(page);
    await control(page, 'view-grid').focus();
    for (const view of ['errors', 'codes', 'blocks', 'sweeps', 'tradeoff']) {
      await page.keyboard.press('ArrowRight');
      await shows(page, { view });
    }
    await until(
      'all schemes are measured',
      () => page.locator('.says').innerText(),
      (text) => text.startsWith('Schemes measured: 4;'),
    );
    await pointAt(page, 'int8');
    await page.keyboard.press('a');
    await until(
      'A is int8',
      () => stateOf(page),
      ({ a }) => a === 'int8',
    );
    const said = await page.locator('.says').innerText();
    const { a } = await metricsOf(page);
    assert.ok(said.includes(`${a.sqnr_db.toFixed(2)}\u202fdB`), said);
    assert.ok(said.includes(`${Number(a.bits_per_value.toPrecision(4))} bits per value`), said);
    await page.keyboard.press('1');
    await until(
      "the number of a view's tab chooses it",
      () => stateOf(page),
      ({ view }) => view === 'grid',
    );
  },
);

visit("by mouse: pointing says a scheme's numbers, a click makes it B", { hash: HASH }, async (page) => {
  await measured(page, 6);
  const plot = await boxOf(control(page, 'plot'));
  const says = page.locator('.says');
  // The largest scheme stands at the right end.
  let at = null;
  for (let y = 0.05; y < 0.6 && !at; y += 0.05) {
    for (let x = 0.75; x < 0.99 && !at; x += 0.02) {
      await page.mouse.move(plot.x + plot.width * x, plot.y + plot.height * y);
      if ((await atOnce(() => says.innerText())).startsWith('int8:g32:'))
        at = { x: plot.x + plot.width * x, y: plot.y + plot.height * y };
    }
  }
  assert.ok(at, 'int8:g32 is found');
  await page.mouse.click(at.x, at.y);
  await until(
    'B is int8:g32',
    () => stateOf(page),
    ({ b }) => b === 'int8:g32',
  );
});

visit(
  'by touch: the first tap shows, the second chooses',
  { hash: HASH, hasTouch: true, viewport: { width: 390, height: 844 } },
  async (page) => {
    await measured(page, 6);
    await pointAt(page, 'int8:g32');
    const ring = await boxOf(page.locator('.ring'));
    const middle = { x: ring.x + ring.width / 2, y: ring.y + ring.height / 2 };
    await control(page, 'plot').press('Escape');
    await page.touchscreen.tap(middle.x, middle.y);
    assert.ok((await page.locator('.says').innerText()).startsWith('int8:g32:'));
    assert.equal((await stateOf(page)).b, 'int4:asym:g64');
    await page.touchscreen.tap(middle.x, middle.y);
    await until(
      'B is int8:g32',
      () => stateOf(page),
      ({ b }) => b === 'int8:g32',
    );
  },
);

visit(
  'the recommendation is the smallest that reaches the target, and says so with what was measured',
  { hash: `${HASH}&data=relu:seed=7` },
  async (page) => {
    await measured(page, 6);
    const verdict = page.locator('.advice .verdict');
    await control(page, 'target').fill('25');
    await control(page, 'target').press('Enter');
    await until(
      'int4:g32 or larger is named',
      () => verdict.innerText(),
      (text) => /reaches 25\.00/.test(text),
    );
    await until(
      'reasons stand',
      () => page.locator('.advice .reasons p').count(),
      (count) => count >= 3,
    );
    const named = (await verdict.innerText()).split(' ')[0];
    await control(page, 'advice-a').click();
    await until(
      'it becomes A',
      () => stateOf(page),
      ({ a }) => a === named,
    );
    const { a } = await metricsOf(page);
    assert.ok(a.sqnr_db >= 25);
    assert.ok((await verdict.innerText()).includes(a.sqnr_db.toFixed(2)));
    await control(page, 'target').fill('150');
    await control(page, 'target').press('Enter');
    await until(
      'none reaches it',
      () => verdict.innerText(),
      (text) => text.startsWith('No scheme in the list reaches 150'),
    );
    await page.locator(`[data-control="goal-bits"]`).check({ force: true });
    await until(
      'bits are the goal',
      () => verdict.innerText(),
      (text) => text.includes('best scheme in the list within 4.5 bits'),
    );
  },
);

visit(
  'the table sorts, is copied, and the list is edited',
  { hash: HASH, permissions: ['clipboard-read', 'clipboard-write'] },
  async (page) => {
    await measured(page, 6);
    await control(page, 'schemes').locator('summary').click();
    const names = () => page.locator('.schemes tbody code').allInnerTexts();
    await until('the table is there', names, (list) => list.length === 5);
    await control(page, 'sort-sqnr_db').click();
    const rising = await names();
    await control(page, 'sort-sqnr_db').click();
    assert.deepEqual(await names(), rising.reverse());
    await control(page, 'copy-csv').click();
    const csv = await until(
      'it is copied',
      () => page.evaluate(() => navigator.clipboard.readText()),
      (text) => text.startsWith('scheme,'),
    );
    const { a } = await metricsOf(page);
    const row = csv.split('\r\n').find((/** @type {string} */ line) => line.startsWith('int4,'));
    assert.equal(Number(row?.split(',')[2]), a.sqnr_db);
    await control(page, 'list').fill('int2\nint9\nint3 int2');
    await control(page, 'list').blur();
    await until('the list is what can be read of it', names, (list) => list.sort().join() === 'int2,int3');
    await until(
      'what cannot is said',
      () => page.locator('.schemes-list .problem').innerText(),
      (text) => text.startsWith('int9:'),
    );
    assert.equal((await stateOf(page)).list, 'int2;int9;int3;int2');
  },
);

visit(
  'a survey that lasts shows how far it is, is given up and goes on; sliders do not wait for it',
  {
    hash: '#view=tradeoff&lang=en&data=normal:512x1024:seed=7&list=int4:g32:mse;int5:g32:mse;int6:g32:mse;int8:g32:mse',
    restless: true,
  },
  async (page) => {
    await ready(page);
    await pressOnceSeen(page, 'survey-cancel');
    await control(page, 'survey-resume').waitFor();
    const done = await page.locator('.survey').innerText();
    await page.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).setState({ a: 'int3' }));
    assert.equal((await stateOf(page)).a, 'int3');
    // First the list, then also the schemes that the recommended one is compared with.
    const [, measured, all] = /^(\d+) of (\d+) schemes/.exec(done) ?? [];
    assert.ok(Number(measured) < Number(all), done);
    if (all === '4') {
      assert.match(await page.locator('.advice').innerText(), /comes when every scheme is measured/);
      assert.equal(await control(page, 'advice-a').isVisible(), false, 'nothing is recommended');
    }
    await control(page, 'survey-resume').click();
    await until(
      'all are measured',
      () => page.locator('.says').innerText(),
      (text) => /^Schemes measured: 6;/.test(text),
    );
  },
);

visit(
  'nothing is recommended before all is measured: while it lasts, the advice says how far it is',
  {
    hash: '#view=tradeoff&lang=en&data=normal:512x1024:seed=7&goal=bits&target=8&list=int2;int4:g32:mse;int5:g32:mse;int8:g32:mse',
    restless: true,
  },
  async (page) => {
    await ready(page);
    const seen = await page.evaluate(async () => {
      const root = /** @type {any} */ (document.querySelector('quant-scope')).shadowRoot;
      /** @type {string[]} */
      const said = [];
      for (;;) {
        const text = root.querySelector('.advice .reasons')?.textContent ?? '';
        const buttons = root.querySelector('.advice .row')?.hidden === false;
        said.push(`${buttons ? 'take' : 'wait'} ${text}`);
        if (/best scheme in the list/.test(text)) return said;
        await new Promise((done) => requestAnimationFrame(done));
      }
    });
    const before = seen.slice(0, -1).filter((text) => text !== 'wait ');
    assert.ok(before.length > 0, 'it took some time');
    for (const text of before) assert.match(text, /^wait The recommendation comes .* \d of 4 so far/);
  },
);

visit(
  'scales of blocks have 16 bits, or 32 by choice; a list of its own has none to choose',
  { hash: '#view=tradeoff&lang=en' },
  async (page) => {
    await measured(page);
    await control(page, 'schemes').locator('summary').click();
    const names = () => page.locator('.schemes tbody code').allInnerTexts();
    await until('the table of the usual list', names, (list) => list.includes('int6:asym:g32:s16'));
    await control(page, 'scales-32').check({ force: true });
    await shows(page, { scales: '32' });
    await until(
      'the list has 32 bits',
      names,
      (list) => list.includes('int6:asym:g32') && !list.includes('int6:asym:g32:s16'),
    );
    await control(page, 'list').fill('int2\nint3');
    await control(page, 'list').blur();
    await until('the list is its own', names, (list) => list.length === 2);
    assert.equal(await control(page, 'scales-32').isVisible(), false);
    assert.equal(await control(page, 'known-a-q4_0').isVisible(), false);
  },
);

visit(
  'schemes known by name stand with their numbers and what differs, and become A or B',
  { hash: '#view=tradeoff&lang=en' },
  async (page) => {
    await measured(page);
    await settled(page);
    await control(page, 'known-b-w8').click();
    await until(
      'B is the scheme like W8',
      () => stateOf(page),
      ({ b }) => b === 'int8:row:s16',
    );
    const row = await page.locator('.known tbody tr').last().innerText();
    const { b } = await metricsOf(page);
    assert.ok(row.includes(`${b.sqnr_db.toFixed(2)}\u202fdB`), row);
    assert.match(row, /W8 per channel.*\n?.*output channel/s);
    await pointAt(page, 'int8:row:s16 (W8 per channel)', 200);
    assert.match(await page.locator('.says').innerText(), /output channel/);
    await control(page, 'known-a-q4_k').click();
    await until(
      'A is Q4_K itself',
      () => stateOf(page),
      ({ a }) => a === 'q4_k',
    );
    assert.match(await page.locator('.known tbody tr', { hasText: 'llama.cpp Q4_K' }).innerText(), /bit for bit/);
  },
);

visit(
  'a scheme whose files cannot hold the rows is measured, but not recommended',
  { hash: '#view=tradeoff&lang=en&data=normal:8x255&list=q4_k;int4:row&goal=bits&target=4.9' },
  async (page) => {
    // A and B are measured, too.
    await measured(page, 4);
    const said = await page.locator('.advice').innerText();
    assert.match(said, /int4:row is the best scheme in the list/);
    assert.match(said, /Not counted, because their files cannot hold rows of 255 values: q4_k\./);
    const names = async () => {
      await control(page, 'schemes').locator('summary').click();
      return page.locator('.schemes tbody code').allInnerTexts();
    };
    assert.deepEqual((await names()).sort(), ['int4:row', 'q4_k']);
  },
);

visit(
  'levels of SQNR are shown on the data: the error of 20 dB is larger than that of 40',
  { hash: '#view=tradeoff&lang=en' },
  async (page) => {
    await measured(page);
    const levels = await until(
      'three levels',
      () =>
        page.locator('.strip').evaluateAll((strips) =>
          strips.map((strip) => ({
            level: Number(/** @type {HTMLElement} */ (strip).dataset.level),
            text: strip.textContent ?? '',
            error: [...strip.querySelectorAll('.error')].reduce(
              (sum, bar) => sum + Number(bar.getAttribute('height')) ** 2,
              0,
            ),
            values: [...strip.querySelectorAll('.value')].reduce(
              (sum, bar) => sum + Number(bar.getAttribute('height')) ** 2,
              0,
            ),
          })),
        ),
      (list) => list.length === 3,
    );
    for (const { level, text, error, values } of levels) {
      const said = Number(/: (\d+\.\d+)\u202fdB/.exec(text)?.[1]);
      assert.ok(Math.abs(said - level) <= 3, text);
      // Errors are drawn ten times as large; two dozen values tell the level roughly.
      const drawn = 20 + 10 * Math.log10(values / error);
      assert.ok(Math.abs(drawn - said) < 5, `${drawn} ${said}`);
    }
  },
);
