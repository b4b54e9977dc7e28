// The Blocks view, worked by mouse, by touch and by keyboard alone.
import assert from 'node:assert/strict';
import { control, inBrowser, metricsOf, openTables, ready, setState, shows, stateOf, until } from './lab.mjs';
import { boxOf } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const HASH = '#v=2&view=blocks&lang=en&a=int4:row&b=int4:asym:g64&data=normal:64x128:seed=7:channels=2x20';
const PHONE = { hasTouch: true, viewport: { width: 390, height: 844 } };
const says = (/** @type {Page} */ page) => page.locator('.says').innerText();
const windowOf = async (/** @type {Page} */ page) => (await stateOf(page)).at.split(',').map(Number);

/** The middle of A's panel, which is the left or the upper one. @param {Page} page @param {number} [x] share of its width @param {number} [y] */
async function inPanel(page, x = 0.5, y = 0.5) {
  const box = await boxOf(control(page, 'plot'));
  const beside = box.width > 1.3 * box.height;
  // Axes and titles take some of the room.
  const panel = beside
    ? { left: 40, right: box.width / 2 - 40, top: 40, bottom: box.height - 90 }
    : { left: 40, right: box.width - 40, top: 40, bottom: box.height / 2 - 50 };
  return {
    x: box.x + panel.left + x * (panel.right - panel.left),
    y: box.y + panel.top + y * (panel.bottom - panel.top),
  };
}

visit(
  'columns that stand out are named, in a row and in the table, and gone to',
  { hash: HASH, viewport: { width: 1440, height: 900 } },
  async (page) => {
    await ready(page);
    const lines = page.locator('.outlying');
    assert.match(
      await lines.innerText(),
      /by largest \|x\|:\s+column \d+: \d+ times the median\s+column \d+: \d+ times the median/,
    );
    await openTables(page);
    assert.equal(await page.locator('details.behind table').last().locator('tbody tr').count(), 2);
    const name = await lines.locator('button').first().innerText();
    const index = Number(/column (\d+)/.exec(name)?.[1]);
    await lines.locator('button').first().focus();
    await page.keyboard.press('Enter');
    const [, , left, right] = await until(
      'it is zoomed to',
      () => windowOf(page),
      ([, , from, to]) => from <= index && index < to && to - from === 64,
    );
    assert.match(
      await says(page),
      new RegExp(
        `^column ${index}: its largest \\|x\\| is \\d+ times the median, and its RMS is \\d+ times the median. Its values are large throughout.`,
      ),
    );
    const marked = await boxOf(page.locator('.chosen-line').first());
    const plot = await boxOf(control(page, 'plot'));
    assert.ok(
      marked.height > plot.height / 2 && marked.width < plot.width / 2 / (right - left) + 4,
      JSON.stringify(marked),
    );
    assert.equal(await lines.locator('[aria-pressed=true]').innerText(), name);
    await page.keyboard.press('Enter');
    await shows(page, { at: '' });
    assert.equal(await lines.locator('[aria-pressed=true]').count(), 0);
  },
);

visit(
  'scattered outliers make no row stand out; a line that one value raises is said to be one',
  { hash: '#v=2&view=blocks&lang=en' },
  async (page) => {
    await ready(page);
    assert.equal((await page.locator('.outlying').innerText()).trim(), 'By its RMS, no row or column is an outlier.');
    await setState(page, { data: 'sample(minilm_act_l0_attn_layernorm)' });
    const line = page.locator('.outlying button', { hasText: 'column 99: 21 times the median' });
    await line.click();
    await until(
      'what makes it so',
      () => says(page),
      (text) =>
        text ===
        'column 99: its largest |x| is 21 times the median, and its RMS is 7.3 times the median. A single value makes it stand out, in row 0.',
    );
  },
);

visit(
  'by keyboard: the page describes a place with its blocks; keys choose it, zoom to it and go on from it',
  { hash: HASH },
  async (page) => {
    await ready(page);
    await control(page, 'plot').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    for (let i = 0; i < 7; i += 1) await page.keyboard.press('Shift+ArrowRight');
    await until(
      'a place',
      () => says(page),
      (text) =>
        /^Row 1, column 70: x = \S+\.\n+A block 2: .* x̂ = \S+, e = \S+\.\n+B block 4: .* x̂ = \S+, e = \S+\.$/.test(
          text,
        ),
    );
    await page.keyboard.press('Enter');
    await until(
      'its blocks are shown in the Grid view',
      () => stateOf(page),
      ({ blocka, blockb }) => blocka === 1 && blockb === 3,
    );
    await page.keyboard.press('+');
    const [top, bottom, left, right] = await until(
      'it is zoomed',
      () => windowOf(page),
      (window) => window.length === 4,
    );
    assert.deepEqual([bottom - top, right - left], [32, 64]);
    assert.ok(left <= 70 && 70 < right && top <= 1);
    for (let i = 0; i < 10; i += 1) await page.keyboard.press('Shift+ArrowRight');
    await until(
      'the window follows to the end',
      () => windowOf(page),
      (window) => window[2] === 64 && window[3] === 128,
    );
    await until(
      'the last column',
      () => says(page),
      (text) => text.startsWith('Row 1, column 127: x = '),
    );
    await page.keyboard.press('-');
    await shows(page, { at: '' });
    await page.keyboard.press('+');
    await page.keyboard.press('0');
    await shows(page, { at: '' });
  },
);

visit(
  'by mouse: a drag zooms to what it covers, with Shift it pans, the wheel with Ctrl zooms',
  { hash: HASH },
  async (page) => {
    await ready(page);
    const [from, to] = [await inPanel(page, 0.25, 0.25), await inPanel(page, 0.75, 0.5)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.wheel(0, -300);
    assert.equal((await stateOf(page)).at, '', "the wheel alone is the page's");
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 3 });
    assert.ok((await boxOf(page.locator('.brush'))).width > 50, 'what is covered shows');
    await page.mouse.up();
    const first = await until(
      'it is zoomed',
      () => windowOf(page),
      (window) => window.length === 4,
    );
    assert.ok(first[0] > 4 && first[1] < 50 && first[2] > 10 && first[3] < 118, first.join());
    await page.keyboard.down('Shift');
    await page.mouse.move(to.x, to.y);
    await page.mouse.down();
    await page.mouse.move(from.x, to.y, { steps: 3 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    const panned = await until(
      'it is panned',
      () => windowOf(page),
      (window) => window[2] > first[2],
    );
    assert.deepEqual([panned[1] - panned[0], panned[3] - panned[2]], [first[1] - first[0], first[3] - first[2]]);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -300);
    await page.keyboard.up('Control');
    const wheeled = await until(
      'the wheel zooms',
      () => windowOf(page),
      (window) => window[3] - window[2] < first[3] - first[2],
    );
    assert.ok(wheeled[2] >= panned[2] && wheeled[3] <= panned[3]);
    await page.mouse.dblclick(to.x, to.y);
    await shows(page, { at: '' });
  },
);

visit(
  'by touch alone: two fingers zoom, one pans, buttons zoom out, a tap chooses',
  { hash: HASH, ...PHONE },
  async (page) => {
    await ready(page);
    const [left, right] = [await inPanel(page, 0.4), await inPanel(page, 0.6)];
    const out = [await inPanel(page, 0.2), await inPanel(page, 0.8)];
    await page.touch('touchStart', left, right);
    await page.touch('touchMove', ...out);
    await page.touch('touchEnd');
    const first = await until(
      'it is zoomed',
      () => windowOf(page),
      (window) => window.length === 4,
    );
    assert.ok(first[3] - first[2] < 60 && first[2] < 64 && first[3] > 64, first.join());
    await page.touch('touchStart', right);
    await page.touch('touchMove', { x: right.x - 40, y: right.y - 20 });
    await page.touch('touchMove', { x: right.x - 80, y: right.y - 30 });
    await page.touch('touchEnd');
    const panned = await until(
      'it is panned',
      () => windowOf(page),
      (window) => window[2] > first[2] && window[0] > first[0],
    );
    assert.deepEqual([panned[1] - panned[0], panned[3] - panned[2]], [first[1] - first[0], first[3] - first[2]]);
    await page.touchscreen.tap(left.x, left.y);
    const text = await until(
      'a place',
      () => says(page),
      (said) => said.startsWith('Row '),
    );
    await until(
      'its block',
      () => stateOf(page),
      ({ blocka }) => blocka === Number(/Row (\d+)/.exec(text)?.[1]),
    );
    await control(page, 'zoom-whole').tap();
    await shows(page, { at: '' });
    await page.locator('.outlying button').last().tap();
    await until(
      'a line is marked',
      () => page.locator('.chosen-line:not([hidden])').count(),
      (count) => count === 2,
    );
  },
);

for (const [way, options] of /** @type {const} */ ([
  ['mouse', {}],
  ['touch', PHONE],
])) {
  visit(`by ${way}: choosing a place shows its block`, { hash: HASH, ...options }, async (page) => {
    await ready(page);
    const spot = await inPanel(page, 0.4, 0.3);
    if (way === 'mouse') await page.mouse.click(spot.x, spot.y);
    else await page.touchscreen.tap(spot.x, spot.y);
    const text = await until(
      'a place',
      () => says(page),
      (said) => said.startsWith('Row '),
    );
    const row = Number(/Row (\d+)/.exec(text)?.[1]);
    await until(
      'its block',
      () => stateOf(page),
      ({ blocka }) => blocka === row,
    );
  });
}

visit(
  'what is pointed at elsewhere is marked on the key; a place stays marked while another view is shown',
  { hash: `${HASH.replace('view=blocks', 'view=grid')}&map=values` },
  async (page) => {
    await ready(page);
    await control(page, 'plot').focus();
    await page.keyboard.press('Home');
    const x = /x = (\S+)/.exec(await page.locator('.inspected').innerText())?.[1];
    await control(page, 'view-blocks').click();
    await until(
      'the value on the key',
      () => page.locator('.key-value:not([hidden])').allTextContents(),
      ([text]) => text !== undefined && text.slice(0, 4) === x?.slice(0, 4),
    );
    assert.equal(await page.locator('.place:not([hidden])').count(), 0);
    await control(page, 'plot').focus();
    await page.keyboard.press('End');
    const told = await says(page);
    const value = /x = (\S+?)\.?\n/.exec(told)?.[1] ?? '';
    assert.deepEqual(await page.locator('.key-value').allTextContents(), [value]);
    await control(page, 'view-grid').click();
    await until(
      'the Grid view inspects it',
      () => page.locator('.inspected').innerText(),
      (text) => text.startsWith(`x = ${value.slice(0, 4)}`),
    );
    await control(page, 'view-blocks').click();
    await until(
      'it is marked in both panels',
      () => page.locator('.place:not([hidden])').count(),
      (count) => count === 2,
    );
    assert.equal(await says(page), told);
  },
);

visit(
  "each map can be chosen, and a block's numbers are those of the scoreboard when it is the only one",
  { hash: '#v=2&view=blocks&lang=en&a=int4&b=int4:asym' },
  async (page) => {
    await ready(page);
    assert.equal(await control(page, 'map-error').isChecked(), true, 'the error is shown first');
    for (const map of ['decoded', 'scale', 'sqnr', 'absmax', 'error', 'values']) {
      await control(page, `map-${map}`).check({ force: true });
      await shows(page, { map });
    }
    await control(page, 'plot').focus();
    await page.keyboard.press('End');
    const text = await until(
      'a place',
      () => says(page),
      (said) => said.startsWith('Row '),
    );
    const { a } = await metricsOf(page);
    assert.ok(text.includes(`${a.sqnr_db.toFixed(2)}\u202fdB`), text);
  },
);

visit(
  'with very many blocks the page describes the worst block of a cell, and with few blocks each block',
  { hash: '#v=2&view=blocks&lang=en&data=normal:512x2048:seed=7&a=int4:g2&b=int4:g2&map=sqnr' },
  async (page) => {
    await ready(page);
    await control(page, 'plot').focus();
    await page.keyboard.press('Home');
    const worst = /A: the lowest SQNR of the blocks here is (\S+)\u202fdB\./.exec(await says(page))?.[1];
    assert.ok(worst, await says(page));
    await setState(page, { at: '0,8,0,64' });
    await page.keyboard.press('Home');
    const text = await until(
      'its own numbers',
      () => says(page),
      (said) => /A block 1: /.test(said),
    );
    assert.ok(Number(/([\d.]+)\u202fdB/.exec(text)?.[1]) >= Number(worst), `${text} against ${worst}`);
  },
);
