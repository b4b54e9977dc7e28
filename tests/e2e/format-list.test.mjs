// The list of formats: it is fetched when it is opened, and keys, pointers and search reach every format.
import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { control, enter, focused, inBrowser, ready, says, setState, shows, stateOf, until } from './lab.mjs';
import { activeChoice } from './list-box.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

/** @param {Page} page */
const list = (page) => page.locator('.picker.formats [role="listbox"]');
/** Opens the list of a scheme, and waits for its rows. @param {Page} page @param {'a'|'b'} role */
async function open(page, role) {
  await control(page, `${role}-format`).click();
  await control(page, `${role}-find-format`).waitFor();
}
/** @param {Page} page @param {string} id */
const row = (page, id) => page.locator(`.formats [data-choice="${id}"]`);
/** @param {Page} page @param {'a'|'b'} role */
const active = (page, role) => activeChoice(page, `${role}-find-format`);
/** @param {Page} page */
const closed = (page) => list(page).waitFor({ state: 'hidden' });

visit(
  'the list comes with the first opening; each row has a name, bits, a picture and a sentence',
  { fresh: true, hash: '#a=int4:g32' },
  async (page) => {
    await ready(page);
    const asked = () => page.requests.filter((address) => /panels\/formats|i18n\/formats/.test(address));
    assert.deepEqual(asked(), []);
    await open(page, 'a');
    assert.ok(asked().some((address) => address.includes('i18n/formats-en.js')));
    assert.ok(!asked().some((address) => address.includes('i18n/formats-zh-CN.js')));
    assert.equal(await page.locator('.formats [aria-selected="true"]').getAttribute('data-choice'), 'int4');
    const rows = await page.locator('.formats .option').evaluateAll((all) =>
      all.map((option) => ({
        text: /** @type {HTMLElement} */ (option).innerText,
        levels: option.querySelectorAll('svg .level').length,
        width: option.querySelector('svg')?.getBoundingClientRect().width ?? 0,
      })),
    );
    assert.ok(rows.length >= 18);
    for (const { text, levels } of rows) {
      assert.equal(text.match(/bits per value/g)?.length, 1, text);
      assert.match(text, /[.]$/m);
      assert.equal(levels, 2);
    }
    assert.equal(new Set(rows.map(({ width }) => width)).size, 1, 'one axis for all');
    // No heading covers a part of the first row in sight.
    for (const scheme of ['int4', 'nf4', 'q4_k', 'mxfp8_e4m3']) {
      await page.keyboard.press('Escape');
      await closed(page);
      await setState(page, { a: scheme });
      await open(page, 'a');
      const part = await list(page).evaluate((box) => {
        const { top, height } = /** @type {Element} */ (box.querySelector('h3')).getBoundingClientRect();
        const covered = Math.max(top, box.getBoundingClientRect().top) + height;
        const all = [...box.querySelectorAll('.option')].map((row) => row.getBoundingClientRect());
        return all.filter((row) => row.top < covered - 1 && row.bottom > covered + 1).length;
      });
      assert.equal(part, 0, scheme);
    }
  },
);

visit(
  'keys open the list, move in it, find and choose; what can be kept is kept',
  { hash: '#b=int4:asym:g32:p99' },
  async (page) => {
    await ready(page);
    await control(page, 'b-format').focus();
    await page.keyboard.press('ArrowDown');
    await list(page).waitFor();
    assert.equal(await active(page, 'b'), 'int4');
    await page.keyboard.press('Home');
    assert.equal(await active(page, 'b'), 'int8');
    await page.keyboard.press('End');
    await page.keyboard.press('Escape');
    await closed(page);
    assert.equal(await focused(page), 'b-format');
    assert.equal((await stateOf(page)).b, 'int4:asym:g32:p99');
    await page.keyboard.press('Enter');
    await list(page).waitFor();
    // A name that was typed is taken, whatever other sentences mention it.
    for (const name of ['q4_k', 'nvfp4', 'mxfp4', 'q6_k', 'int8']) {
      await control(page, 'b-find-format').fill(name);
      assert.equal(await active(page, 'b'), name);
    }
    await control(page, 'b-find-format').fill('');
    await page.keyboard.type('qlora');
    assert.equal(await active(page, 'b'), 'nf4');
    await page.keyboard.press('Enter');
    await shows(page, { b: 'nf4:g32:p99' });
    assert.equal(await focused(page), 'b-format');
    await says(control(page, 'b-format'), /^nf4$/);
    await page.keyboard.press('Enter');
    await list(page).waitFor();
    await page.keyboard.type('nothing of that name');
    await says(page.locator('.formats > [role="status"]'), /^No format matches these words\.$/);
    await page.keyboard.press('Escape');
    await open(page, 'b');
    await row(page, 'int8').click();
    await shows(page, { b: 'int8:asym:g32:p99' });
    assert.equal((await stateOf(page)).a, 'int4', 'A is left alone');
  },
);

/** Lets the list of formats arrive. */
let release = () => {};
visit(
  'what is typed while the list is being fetched goes into its search, and to no key of the page',
  {
    fresh: true,
    restless: true,
    hash: '#a=int4:g32&view=grid',
    prepare: (page) => {
      const released = new Promise((resolve) => (release = () => resolve(undefined)));
      return page.answer(/\/panels\/formats\/list\.js/, async (original) => {
        await released;
        return original();
      });
    },
  },
  async (page) => {
    await ready(page);
    await control(page, 'a-format').click();
    // Each of these letters is a key of the page: P presents, the digits choose views.
    await page.keyboard.type('p4mx');
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('Backspace');
    await page.keyboard.type('mxfp4');
    release();
    await list(page).waitFor();
    assert.equal(await control(page, 'a-find-format').inputValue(), 'mxfp4');
    assert.equal(await active(page, 'a'), 'mxfp4');
    assert.equal(await focused(page), 'a-find-format');
    const { view } = await stateOf(page);
    assert.deepEqual([view, await page.locator('.presenting').count()], ['grid', 0]);
    await page.keyboard.type('x');
    assert.equal(await control(page, 'a-find-format').inputValue(), 'mxfp4x', 'the list takes keys itself from now on');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await shows(page, { a: 'mxfp4' });
  },
);

visit('a format chosen for A and one for B; only controls that mean something for it are shown', {}, async (page) => {
  await ready(page);
  /** @param {'a'|'b'} role @param {string} slot */
  const seen = (role, slot) => control(page, `${role}-${slot}`).isVisible();
  assert.deepEqual([await seen('a', 'bits'), await seen('a', 'symmetry-asym')], [true, true]);
  for (const [id, text] of [
    ['fp8_e4m3', 'fp8_e4m3'],
    ['fp6_e3m2', 'fp6_e3m2'],
    ['levels', 'levels(-1,0,1)'],
  ]) {
    await open(page, 'a');
    await row(page, id).click();
    await shows(page, { a: text });
    assert.deepEqual([await seen('a', 'bits'), await seen('a', 'granularity-group')], [false, true], id);
    assert.equal(await control(page, 'a-symmetry-asym').isVisible(), false, id);
  }
  await open(page, 'a');
  await row(page, 'int3').click();
  await shows(page, { a: 'int3' });
  assert.deepEqual([await seen('a', 'bits'), await seen('a', 'symmetry-asym')], [true, true]);
});

visit(
  'a block format shows its rule, and no control of what it decides itself; what it had no place for comes back',
  { hash: '#a=int4:asym:row:p99.9' },
  async (page) => {
    await ready(page);
    const seen = (/** @type {string} */ slot) => control(page, `a-${slot}`).isVisible();
    assert.deepEqual(
      [await seen('rule'), await seen('granularity-row'), await seen('calibration')],
      [false, true, true],
    );
    await open(page, 'a');
    await row(page, 'mxfp4').click();
    await shows(page, { a: 'mxfp4' });
    for (const slot of [
      'granularity-row',
      'group',
      'calibration',
      'percentile',
      'symmetry-asym',
      'bits',
      'lo',
      'options',
    ])
      assert.equal(await seen(slot), false, slot);
    assert.equal(await control(page, 'handle-a-hi').isVisible(), false, 'no limit to set');
    await control(page, 'a-rule').selectOption('xceil');
    await shows(page, { a: 'mxfp4:xceil' });
    await open(page, 'a');
    await row(page, 'int4').click();
    await shows(page, { a: 'int4:asym:row:p99.9' });
    assert.equal(await control(page, 'handle-a-hi').isVisible(), true);
  },
);

visit('the list speaks the language of the page, and is drawn anew in it', {}, async (page) => {
  await ready(page);
  await open(page, 'a');
  await page.keyboard.press('Escape');
  await setState(page, { lang: 'zh-CN' });
  await shows(page, { lang: 'zh-CN' });
  await open(page, 'a');
  await says(row(page, 'nf4'), /每值 4 比特[^]*分位点/);
});

visit('levels of one’s own have the picture of those in force', { hash: '#a=levels(-4,0,1)' }, async (page) => {
  await ready(page);
  const drawn = () => row(page, 'levels').locator('svg path.level').first().getAttribute('d');
  await open(page, 'a');
  assert.equal(await drawn(), 'M-1 0.3V1M0.25 0.3V1');
  await page.keyboard.press('Escape');
  await setState(page, { a: 'levels(-1,0,0.5,1)' });
  await shows(page, { a: 'levels(-1,0,0.5,1)' });
  await open(page, 'a');
  assert.equal(await drawn(), 'M-1 0.3V1M0.5 0.3V1M1 0.3V1');
});

visit(
  'where the list cannot be fetched, the page says so and goes on',
  { prepare: (page) => page.answer(/panels\/formats\/list\.js/, () => ({ status: 404, body: '' })) },
  async (page) => {
    await ready(page);
    await control(page, 'a-format').click();
    await says(page.locator('.notice.problem'), /^Could not load a-format: .*Reload the page to try again\./);
    await setState(page, { a: 'nf4' });
    await shows(page, { a: 'nf4' });
    page.noise.splice(0);
  },
);

for (const [theme, viewport] of /** @type {const} */ ([
  ['light', { width: 1440, height: 900 }],
  ['dark', { width: 320, height: 640 }],
])) {
  visit(
    `the list is sound and lies within the window: ${theme}, ${viewport.width} pixels wide`,
    { viewport },
    async (page) => {
      await ready(page);
      await setState(page, { theme });
      await open(page, 'b');
      assert.deepEqual(await violations(page), []);
      const box = await page.locator('.picker.formats').boundingBox();
      assert.ok(box && box.x >= 0 && box.y >= 0);
      assert.ok(box.x + box.width <= viewport.width && box.y + box.height <= viewport.height, JSON.stringify(box));
      const wide = await list(page).evaluate((node) => node.scrollWidth > node.clientWidth);
      assert.equal(wide, false, 'nothing is wider than the list');
      await page.keyboard.press('End');
      await until(
        'the last row is in sight',
        async () => (await row(page, 'levels').boundingBox())?.y ?? Infinity,
        (y) => y < viewport.height,
      );
    },
  );
}

visit(
  'levels of one’s own are typed, pasted or begun from a list; what is wrong with them is said at the field',
  {},
  async (page) => {
    await ready(page);
    const field = control(page, 'a-levels');
    assert.equal(await field.count(), 0, 'it comes with such a scheme');
    await setState(page, { a: 'levels(-1,0,1):g32' });
    await field.waitFor();
    assert.equal(await field.inputValue(), '-1, 0, 1');
    await enter(page, 'a-levels', '-2; 0  1 | 3');
    await shows(page, { a: 'levels(-2,0,1,3):g32' });
    assert.equal(await field.inputValue(), '-2, 0, 1, 3');
    await enter(page, 'a-levels', '3 1 2');
    const error = page.locator('.own-levels .error');
    await says(error, /“levels\(3,1,2\)” is not a list of levels; accepted: .*/);
    assert.equal((await stateOf(page)).a, 'levels(-2,0,1,3):g32');
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    await field.press('Escape');
    assert.equal(await field.inputValue(), '-2, 0, 1, 3');
    await field.evaluate((input) => {
      /** @type {HTMLInputElement} */ (input).select();
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '-4\n0\n4\n8');
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await field.press('Enter');
    await shows(page, { a: 'levels(-4,0,4,8):g32' });
    await control(page, 'a-levels-powers').click();
    await shows(page, { a: 'levels(-1,-0.5,-0.25,-0.125,0,0.125,0.25,0.5,1):g32' });
    assert.deepEqual(await violations(page), []);
    await setState(page, { a: 'int4' });
    await shows(page, { a: 'int4' });
    assert.equal(await field.isVisible(), false);
  },
);

visit(
  'how a format that fits its own scales is computed is said on a fresh visit',
  { fresh: true, hash: '#a=q4_k&b=q6_k' },
  async (page) => {
    await ready(page);
    const how = page.locator('.panel.a .how');
    await page.locator('.panel.a details').evaluateAll((all) => all.forEach((each) => (each.open = true)));
    const text = await until(
      'the sentences of the format',
      () => how.innerText(),
      (said) => said.includes('super-block'),
    );
    assert.ok(!/option\./.test(text), text);
  },
);
