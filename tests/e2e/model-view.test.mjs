// The Model view: all tensors of a model under A and B, held against the reference errors.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { violations } from './axe.mjs';
import { dropMade } from './drop.mjs';
import { control, inBrowser, pressOnceSeen, ready, says, setState, shows, stateOf, until } from './lab.mjs';
import { EXPECTED, INDEX, MODELS, PAIRS, isAsExpected, names, openModel, rows } from './model.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

/** The index of the row with the focus. @param {Page} page */
const focusedRow = (page) =>
  page.evaluate(() => {
    const focused = document.querySelector('quant-scope')?.shadowRoot?.activeElement;
    return /** @type {HTMLElement|null|undefined} */ (focused?.closest('tr'))?.dataset.index;
  });

for (const [a, b] of PAIRS)
  visit(`survey() gives the reference errors of every tensor under ${a} and ${b}`, {}, async (page) => {
    await openModel(page, { a, b });
    await isAsExpected(page, a, b);
  });

visit('events tell of each row while a survey goes on', {}, async (page) => {
  await openModel(page, { view: 'grid', a: 'int3', b: 'int5' });
  const heard = await page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('quant-scope'));
    /** @type {any[]} */
    const heard = [];
    element.addEventListener('survey', (/** @type {any} */ { detail }) => heard.push(detail));
    await element.survey();
    return heard;
  });
  const total = Object.keys(EXPECTED.tensors).length;
  assert.deepEqual([heard.length, heard.at(-1).done, heard.at(-1).total], [total, total, total]);
  assert.equal(typeof heard[0].row.a.sqnr_db, 'number');
});

visit(
  'generated data is of no model: the view says what to open, and survey() why it cannot',
  { hash: '#view=model' },
  async (page) => {
    await ready(page);
    await says(page.locator('.model-none'), /Drop a checkpoint anywhere on this page/);
    const key = await page.evaluate(() =>
      /** @type {any} */ (document.querySelector('quant-scope'))
        .survey()
        .catch((/** @type {any} */ error) => error.key),
    );
    assert.equal(key, 'error.model.none');
  },
);

visit('rows are sorted, found and put together, and the link says so', {}, async (page) => {
  await openModel(page, { a: 'int4', b: 'int8' });
  await says(page.locator('.model-view .says'), /Tensors: 37.*A 5\.73\sdB/);
  await control(page, 'model-order-sqnr_a').click();
  await shows(page, { order: 'sqnr_a' });
  const worst = Object.entries(EXPECTED.tensors).sort(
    ([, one], [, other]) => one.schemes.int4.sqnr_db - other.schemes.int4.sqnr_db,
  );
  assert.equal((await names(page))[0], worst[0][0]);
  await control(page, 'model-order-sqnr_a').click();
  await shows(page, { order: '-sqnr_a' });
  await control(page, 'model-order-sqnr_a').click();
  await shows(page, { order: '' });
  // Of shares and tails, the largest are what one looks for.
  await control(page, 'model-order-kurtosis').click();
  await shows(page, { order: '-kurtosis' });
  const heaviest = Object.entries(EXPECTED.tensors).sort(([, one], [, other]) => other.kurtosis - one.kurtosis);
  assert.equal((await names(page))[0], heaviest[0][0]);
  await control(page, 'model-order-kurtosis').click();
  await shows(page, { order: 'kurtosis' });
  await control(page, 'model-order-kurtosis').click();
  await shows(page, { order: '' });
  await setState(page, { find: 'layer.1', together: 'role', order: 'name' });
  const all = await names(page);
  assert.ok(all.includes('Down') && all.every((name) => /^[A-Z][a-z]*$|layer\.1\./.test(name)), all.join());
});

visit('a search without a hit says so in the place of rows, and what is found stands there again', {}, async (page) => {
  await openModel(page, { a: 'int4', b: 'int8', find: 'no such name' });
  const none = /No tensor's name, role or type contains “no such name”\./;
  await says(page.locator('.tensors-scroll .no-rows'), none);
  await says(page.locator('.model-view .says'), none);
  assert.deepEqual(await names(page), []);
  await setState(page, { find: 'query' });
  await page.locator('.tensors-scroll .no-rows').waitFor({ state: 'hidden' });
  await says(page.locator('.model-view .says'), /^Tensors: 37/);
});

visit('under a grid that only one weight has, a scheme is not measured, and the other one is', {}, async (page) => {
  await ready(page);
  await dropMade(
    page,
    ['model.safetensors', 'config.json', 'model.safetensors.index.json'].map((name) => ({
      name,
      path: join(MODELS, 'packed/mlx_w4_g64', name),
    })),
  );
  await until(
    'data of a file',
    () => stateOf(page),
    ({ data }) => data.startsWith('file('),
  );
  await setState(page, { view: 'model', a: 'int4', b: 'stored', heat: 'sqnr_b' });
  const said = page.locator('.model-view .says');
  await says(said, /A [\d.]+\sdB at .* B has no numbers\. Not measured: “stored” is the grid of one weight/);
  await setState(page, { b: 'int8' });
  await says(said, /A [\d.]+\sdB at .*, B [\d.]+\sdB at/);
  assert.ok((await rows(page)).every(([, a, b]) => a !== '–' && b !== '–'));
});

visit(
  'on a phone the names of tensors are whole',
  { isMobile: true, hasTouch: true, viewport: { width: 390, height: 844 } },
  async (page) => {
    await openModel(page, { a: 'int4', b: 'int8' });
    await says(page.locator('.model-view .says'), /A 5\.73\sdB/);
    const cut = await page
      .locator('.tensors-table tbody .name span')
      .evaluateAll((all) =>
        all
          .filter(
            ({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
              scrollHeight > clientHeight || scrollWidth > clientWidth,
          )
          .map(({ textContent }) => textContent),
      );
    assert.deepEqual(cut, []);
  },
);

visit('a row opens its tensor in the other views, and undo returns to its place', {}, async (page) => {
  await openModel(page, { a: 'int4', b: 'int8' });
  const row = page.locator('.tensors-table tr[data-index="4"]');
  await row.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const [name] = (await rows(page))[4];
  // Rows that change keep the focus.
  for (const a of ['int4:row', 'int4']) {
    await setState(page, { a });
    assert.equal(await focusedRow(page), '4');
  }
  await page.keyboard.press('Enter');
  await shows(page, { view: 'grid', data: `file(${INDEX}/${name})` });
  await page.keyboard.press('0');
  await shows(page, { view: 'model' });
  await until(
    'the row',
    () =>
      page.evaluate(() => {
        const root = document.querySelector('quant-scope')?.shadowRoot;
        return root?.querySelector('.tensors-table tr[tabindex="0"] th')?.textContent;
      }),
    (found) => found === name,
  );
});

visit('what was given up goes on when that is asked for, and not by sorting', {}, async (page) => {
  await openModel(page, { view: 'grid' });
  const cancelled = pressOnceSeen(page, 'model-cancel');
  await setState(page, { view: 'model', a: 'int4:g32:mse', b: 'int3:g32:kl' });
  await cancelled;
  await control(page, 'model-resume').waitFor();
  await control(page, 'model-order-name').click();
  await shows(page, { order: 'name' });
  assert.ok(await control(page, 'model-resume').isVisible());
  await control(page, 'model-resume').click();
  await until(
    'all rows',
    () => rows(page),
    (found) => found.length > 10 && found.every(([, sqnr]) => sqnr !== '–'),
  );
});

visit('the map is a slider over its cells, and opens what it points at', {}, async (page) => {
  await openModel(page, { a: 'int4', b: 'int8' });
  await says(page.locator('.model-view .says'), /A 5\.73\sdB/);
  const plot = page.locator('.model-view .plot');
  await plot.focus();
  await page.keyboard.press('ArrowRight');
  await says(page.locator('.model-view .says'), /^Embedding, layer –: tensors: 2/);
});

visit('a row that comes below a resting pointer is not pointed at', {}, async (page) => {
  await openModel(page, { a: 'int4', b: 'int8' });
  const said = page.locator('.model-view .says');
  await says(said, /A 5\.73\sdB/);
  const row = page.locator('.tensors-table tr[data-index="3"] td').first();
  await row.hover();
  await says(said, new RegExp(`^${(await rows(page))[3][0]}`));
  const { x, y } = await page.evaluate(() => {
    const root = document.querySelector('quant-scope')?.shadowRoot;
    return /** @type {Element} */ (root?.querySelector('.tensors-table tr[data-index="3"] td')).getBoundingClientRect();
  });
  await page.mouse.move(x + 5, y + 5);
  await page.locator('.model-view .plot').focus();
  await page.keyboard.press('ArrowRight');
  await says(said, /^Embedding, layer –: tensors: 2/);
  // Browsers tell of this when what lies below the pointer changes.
  const comes = (/** @type {number} */ by) =>
    page.evaluate(
      ([clientX, clientY]) => {
        const root = document.querySelector('quant-scope')?.shadowRoot;
        const row = root?.querySelector('.tensors-table tr[data-index="5"] td');
        row?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true, clientX, clientY }));
      },
      [x + 5 + by, y + 5],
    );
  await comes(0);
  await says(said, /^Embedding, layer –: tensors: 2/);
  await comes(1);
  await says(said, new RegExp(`^${(await rows(page))[5][0]}`));
});

for (const [locale, theme] of /** @type {const} */ ([
  ['en-US', 'light'],
  ['zh-CN', 'dark'],
]))
  visit(`the view has no barrier (${locale}, ${theme})`, { locale }, async (page) => {
    await openModel(page, { theme });
    assert.deepEqual(await violations(page), []);
  });
