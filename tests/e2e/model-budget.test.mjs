// The budget of the Model view: a format for each tensor, by a line that is dragged, held against the plans of the command line.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { violations } from './axe.mjs';
import { dropMade } from './drop.mjs';
import { control, inBrowser, painted, ready, says, setState, shows, stateOf, until } from './lab.mjs';
import { planned } from './native.mjs';
import { boxOf, sliderOf } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const MODELS = process.env.QUANTSCOPE_MODELS ?? fileURLToPath(new URL('../models', import.meta.url));
const FOLDER = join(MODELS, 'models');
const EXPECTED = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')).safetensors;
const INDEX = EXPECTED.index;
const FILES = [INDEX, ...EXPECTED.files].map((/** @type {string} */ name) => join(FOLDER, name));
/** Rows of 192 values fit no super-block of 256, those of 768 do. */
const FORMATS = 'q4_k;q6_k;int8:row;bf16';

/** @param {Page} page @param {object} state */
async function opened(page, state) {
  await ready(page);
  await dropMade(
    page,
    [INDEX, ...EXPECTED.files].map((/** @type {string} */ name) => ({ name, path: join(FOLDER, name) })),
  );
  await until(
    'the model',
    () => stateOf(page),
    ({ data }) => data.startsWith(`file(${INDEX}`),
  );
  await setState(page, { view: 'model', a: 'int4', b: 'int8', formats: FORMATS, ...state });
}

/** The rows in sight: name, format, and why. @param {Page} page @returns {Promise<{name: string, format: string, why: string}[]>} */
const rows = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('quant-scope')?.shadowRoot;
    const all = [...(root?.querySelectorAll('.model-budget .tensors-table tr[data-index]') ?? [])];
    const cell = (/** @type {Element} */ row, /** @type {string} */ name) =>
      row.querySelector(`.${name}`)?.textContent ?? '';
    return all.map((row) => ({ name: cell(row, 'name'), format: cell(row, 'format'), why: cell(row, 'why') }));
  });

/** How many tensors have each format. @param {Page} page @returns {Promise<Record<string, number>>} */
const used = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('quant-scope')?.shadowRoot;
    const all = [...(root?.querySelectorAll('.budget-used tbody tr') ?? [])];
    return Object.fromEntries(
      all.map(({ children: [format, count] }) => [format.textContent, Number(count.textContent)]),
    );
  });

/** @param {Page} page */
const sentence = (page) => page.locator('.model-budget .says');

visit('a button opens the budget, and every form of the plan is that of the command line', {}, async (page) => {
  await opened(page, {});
  await control(page, 'model-budget').click();
  await shows(page, { budget: '4.5' });
  await says(sentence(page), /^At most 4\.5 bits per value: even the cheapest formats need 5\.\d+\./);
  await setState(page, { budget: '6.5' });
  await says(
    sentence(page),
    /^At most 6\.5 bits per value: the plan uses 6\.\d+, .*the whole model has \d.*One format throughout/,
  );
  await control(page, 'plan-texts').locator('summary').click();
  const options = ['--budget', '6.5', '--formats', FORMATS.replaceAll(';', ','), '--recipe'];
  for (const form of ['csv', 'json', 'llama-quantize', 'llm-compressor', 'torchao']) {
    await control(page, `plan-form-${form}`).check({ force: true });
    const native = await planned(FILES, [...options, form]);
    const text = await until(
      form,
      () => control(page, 'plan-text').inputValue(),
      (text) => text === native,
    );
    assert.match(text, /not perplexity/);
  }
  const { name, bytes } = await page.download(() => control(page, 'plan-save').click());
  assert.equal(name, 'model.safetensors.index.json_6.5-bits_torchao.json');
  assert.equal(Buffer.from(bytes).toString(), await planned(FILES, [...options, 'torchao']));
  await control(page, 'model-budget').click();
  await shows(page, { budget: '' });
  await page.locator('.model-view .tensors-table .sqnr_a').first().waitFor();
});

for (const [way, options] of /** @type {const} */ ([
  ['mouse', {}],
  ['touch', { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } }],
])) {
  visit(`by ${way}: the line is dragged, and the plan follows`, options, async (page) => {
    await opened(page, { budget: '6', lang: 'en' });
    const before = await used(page);
    const grip = control(page, 'target-grip');
    await grip.waitFor();
    await grip.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await painted(page);
    const { x, y, width, height } = await boxOf(grip);
    const from = { x: x + width / 2, y: y + height / 2 };
    const to = { x: from.x + 60, y: from.y };
    if (way === 'mouse') {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 4 });
      // The plan follows before the pointer is let go.
      await says(sentence(page), /^At most (?!6 )[67]\.\d+ bits/);
      await page.mouse.up();
    } else {
      await page.touch('touchStart', from);
      await page.touch('touchMove', { x: from.x + 30, y: from.y });
      await page.touch('touchMove', to);
      await page.touch('touchEnd');
    }
    const { budget } = await until(
      'a larger budget, in the field too',
      async () => ({
        budget: Number((await stateOf(page)).budget),
        field: Number(await control(page, 'budget').inputValue()),
      }),
      ({ budget, field }) => budget > 6 && budget === field,
    );
    await says(sentence(page), new RegExp(`^At most ${budget} bits`));
    assert.equal((await sliderOf(page, 'target-grip')).now, budget);
    assert.ok((await boxOf(grip)).x > x + 20, 'the grip stands further right');
    assert.notDeepEqual(await used(page), before);
  });
}

visit('a click in the plot sets the budget, and a drag there cannot leave the curve', {}, async (page) => {
  await opened(page, { budget: '6', lang: 'en' });
  const grip = control(page, 'target-grip');
  await grip.waitFor();
  const { x, y } = await boxOf(grip);
  await page.mouse.click(x + 100, y - 60);
  const { budget } = await until(
    'a larger budget',
    () => stateOf(page),
    ({ budget }) => Number(budget) > 6,
  );
  await page.mouse.move(x + 100, y - 60);
  await page.mouse.down();
  await page.mouse.move(x + 3000, y - 60, { steps: 3 });
  await page.mouse.up();
  const { now } = await sliderOf(page, 'target-grip');
  assert.ok(now >= Number(budget) && now <= 8.2, String(now));
});

visit('by keyboard: the budget goes up and down in steps, and the plan with it', {}, async (page) => {
  await opened(page, { budget: '6.5', lang: 'en' });
  await control(page, 'target-grip').waitFor();
  await control(page, 'target-grip').focus();
  await page.keyboard.press('ArrowRight');
  await shows(page, { budget: '6.55' });
  await page.keyboard.press('Shift+ArrowLeft');
  await shows(page, { budget: '6.05' });
  await says(sentence(page), /^At most 6\.05 bits/);
  await control(page, 'budget').fill('7');
  await control(page, 'budget').press('Enter');
  await shows(page, { budget: '7' });
  await says(sentence(page), /^At most 7 bits/);
});

visit('a budget that no formats can keep to becomes the least that some can, with a sentence', {}, async (page) => {
  await opened(page, { budget: '6.5', lang: 'en' });
  await says(sentence(page), /^At most 6\.5 bits/);
  for (const typed of ['0', '2', '0']) {
    await control(page, 'budget').fill(typed);
    await control(page, 'budget').press('Enter');
    await says(
      sentence(page),
      new RegExp(
        `^${typed} is less than the cheapest formats need, so the budget is now 5\\.\\d+\\. At most 5\\.\\d+ bits`,
      ),
    );
    const { budget } = await stateOf(page);
    assert.equal(await control(page, 'budget').inputValue(), budget);
    assert.ok(Number(budget) > 5, budget);
  }
  await control(page, 'budget').fill('7');
  await control(page, 'budget').press('Enter');
  await says(sentence(page), /^At most 7 bits/);
});

visit('the sentence says what falls back where one format does not fit', {}, async (page) => {
  await opened(page, { budget: '5.6', formats: 'q4_k;q6_k', lang: 'en' });
  await says(
    sentence(page),
    /with q4_k; .*Tensors whose rows are no whole blocks of q4_k fall back to another format: 10 to q5_0\./,
  );
  await setState(page, { find: 'no such name' });
  await says(page.locator('.model-budget .no-rows'), /^No tensor's name, role or format contains “no such name”\.$/);
});

visit('rows say what is kept and why, and what takes the place of a format that does not fit', {}, async (page) => {
  await opened(page, { budget: '5', formats: 'q4_k', lang: 'en' });
  await says(sentence(page), /^At most 5 bits per value/);
  const by = async (/** @type {string} */ name) => (await rows(page)).find((row) => row.name === name);
  const query = 'encoder.layer.0.attention.self.query.weight';
  assert.deepEqual(await by('embeddings.word_embeddings.weight'), {
    name: 'embeddings.word_embeddings.weight',
    format: 'bfloat16, as stored',
    why: 'kept: an embedding',
  });
  const fallen = await by(query);
  assert.equal(fallen?.format, 'q5_0');
  assert.match(fallen?.why ?? '', /^q4_k was chosen; .* rows of 192 values/);
  assert.deepEqual(await used(page), { q4_k: 2, q5_0: 10 });
  await setState(page, { find: 'output.dense.weight' });
  await until(
    'rows of 768 values keep the format',
    () => rows(page),
    (rows) => rows.length === 4 && rows.filter(({ format }) => format === 'q4_k').length === 2,
  );
  await control(page, 'budget-keep-embeddings').uncheck();
  await shows(page, { kept: 'vectors,norms,biases,routers' });
  assert.deepEqual(await used(page), { q4_k: 2, q5_0: 13 });
});

visit('candidates are edited as a list, taken as a set, and stand in the link', {}, async (page) => {
  await opened(page, { budget: '6', lang: 'en' });
  await control(page, 'budget-formats').fill('int4:g64\nint8:row\nint44\nkeep');
  await control(page, 'budget-formats').press('Tab');
  await shows(page, { formats: 'int4:g64;int8:row;int44;keep' });
  await says(page.locator('.budget-formats .problem'), /^int44: no format of this page, so it is left out\.$/);
  const formats = await used(page);
  assert.deepEqual(Object.keys(formats), ['int4:g64', 'int8:row']);
  await control(page, 'budget-least').selectOption('squared');
  await control(page, 'budget-counted-all').check({ force: true });
  await shows(page, { least: 'squared', counted: 'all' });
  const hash = await page.evaluate(() => location.hash);
  for (const part of ['budget=6', 'formats=int4:g64;int8:row;int44;keep', 'least=squared', 'counted=all'])
    assert.ok(decodeURIComponent(hash).includes(part), `${part} in ${hash}`);
  await control(page, 'budget-list-gguf').click();
  await shows(page, { formats: '' });
  await says(page.locator('.budget-formats .problem'), /^$/);
});

for (const [locale, theme] of /** @type {const} */ ([
  ['en-US', 'light'],
  ['zh-CN', 'dark'],
]))
  visit(`the budget has no barrier, and speaks the language (${locale}, ${theme})`, { locale }, async (page) => {
    await opened(page, { theme, budget: '6.5' });
    await says(sentence(page), locale === 'zh-CN' ? /^每值至多 6\.5 比特/ : /^At most 6\.5 bits/);
    await control(page, 'plan-texts').locator('summary').click();
    assert.deepEqual(await violations(page), []);
  });

for (const locale of ['en-US', 'zh-CN'])
  visit(
    `on a phone the budget is not wider than the page (${locale})`,
    { locale, isMobile: true, hasTouch: true, viewport: { width: 390, height: 844 } },
    async (page) => {
      await opened(page, { budget: '6' });
      await painted(page);
      const [needed, wide] = await page.evaluate(() => [document.documentElement.scrollWidth, screen.width]);
      assert.ok(needed <= wide, `${needed} of ${wide} pixels`);
      const cut = await page
        .locator('.budget-sums .segments')
        .evaluateAll((all) => all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length);
      assert.equal(cut, 0, 'every choice is whole');
    },
  );
