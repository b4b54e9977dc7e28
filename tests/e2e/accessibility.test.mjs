// WCAG 2.2 AA as axe-core checks it, over everything the page shows; names that contain the words that are seen; and what a screen
// reader hears of a value.
import assert from 'node:assert/strict';
import { named, violations } from './axe.mjs';
import { dropMade } from './drop.mjs';
import { GUESSING, openStep, stepsWith } from './guessing.mjs';
import { hosting } from './hosting.mjs';
import { control, enter, inBrowser, openTables, ready, says, setState, unfold, until } from './lab.mjs';
import { inPlot, sliderOf, valueAt } from './picture.mjs';
import { VIEWS } from '../../www/views/index.js';

/** @typedef {import('./browser/index.mjs').Page} Page */
/** @typedef {import('../../www/state/state.js').State} State */

const visit = inBrowser();

/** Every view, and those that show several things each of them. @type {Partial<State>[]} */
const VIEW_STATES = [
  ...VIEWS.map(({ name }) => ({ view: name })),
  { view: 'sweeps', by: 'bits' },
  { view: 'sweeps', by: 'format' },
  { view: 'integers', integers: 'bias' },
  { view: 'integers', integers: 'product' },
];

/** Letters and digits only, so that signs and spaces do not count. @param {string} text */
const plain = (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** @param {Page} page @param {string} what */
async function isSound(page, what) {
  assert.deepEqual(await violations(page), [], what);
  const controls = await named(page);
  assert.ok(controls.length > 0, what);
  const wrong = controls.filter(({ seen, name }) => !plain(name) || !plain(name).includes(plain(seen)));
  assert.deepEqual(wrong, [], `${what}: each control has a name, with the words that are seen in it`);
}

/** Opens what is folded away. @param {Page} page */
async function unfoldAll(page) {
  await openTables(page);
  for (const fold of ['data-rest', 'a-rest', 'b-rest', 'data-options', 'a-options', 'b-options', 'a-how', 'b-how'])
    await unfold(page, fold);
}

for (const [theme, lang, viewport] of /** @type {const} */ ([
  ['light', 'en', { width: 1440, height: 900 }],
  ['dark', 'zh-CN', { width: 390, height: 844 }],
])) {
  const how = `${theme}, ${lang}, ${viewport.width} pixels wide`;
  visit(`every view is sound: ${how}`, { viewport }, async (page) => {
    await ready(page);
    await setState(page, { theme, lang });
    for (const state of VIEW_STATES) {
      await setState(page, state);
      await isSound(page, JSON.stringify(state));
    }
  });

  visit(`what is unfolded, refused or played is sound: ${how}`, { viewport }, async (page) => {
    await ready(page);
    await setState(page, {
      theme,
      lang,
      data: 'student:64x64:df=3:channels=2x20',
      b: 'int3:asym:g64:p99.9:stochastic',
    });
    await unfoldAll(page);
    await enter(page, 'a', 'int44');
    await isSound(page, 'the folds, and a scheme that is refused');
    await dropMade(page, [
      { name: 'two.csv', text: 'a,b\n1,2\n3,4\n' },
      { name: 'unknown.dat', text: 'not a format that is known' },
    ]);
    await page.locator('.tensor').first().waitFor();
    await isSound(page, 'the list of files');
    await control(page, 'raw').click();
    await isSound(page, 'how the numbers of an unknown file are stored');
  });

  visit(
    `a lesson is sound, with its question, its answer, and while presenting: ${how}`,
    { viewport },
    async (page) => {
      await ready(page);
      await setState(page, { theme, lang, lesson: 'one-value', step: 1 });
      await says(page.locator('.step-text'), /\d/);
      await isSound(page, 'a step');
      for (const step of [2, 3, 4]) {
        await setState(page, { step });
        await isSound(page, `step ${step}`);
      }
      for (const kind of ['choice', 'slider', 'curve', 'place', 'codes']) {
        const [{ id, number, step: asks }] = stepsWith(kind);
        await openStep(page, id, number);
        await page.locator('.question [data-control^="guess"]').first().waitFor();
        await isSound(page, `what a ${kind} is guessed with`);
        await GUESSING[kind].keys(page, asks.question);
        await control(page, 'commit').click();
        await page.locator('.reveal').waitFor();
        await page.calm();
        await isSound(page, `the truth over a ${kind}`);
      }
      await setState(page, { present: 'on' });
      await isSound(page, 'presenting');
    },
  );

  visit(`the dialogs are sound: ${how}`, { viewport }, async (page) => {
    await ready(page);
    await setState(page, { theme, lang });
    for (const name of ['help', 'lessons', 'share', 'export']) {
      await control(page, name).click();
      await page.locator('dialog[open]').waitFor();
      await isSound(page, name);
      await page.keyboard.press('Escape');
      // The preview of a dialog has controls of the same names, and leaves a moment after the dialog closes.
      await until(
        'closed, and without a preview',
        () => page.locator('dialog[open], .preview quant-scope').count(),
        (n) => n === 0,
      );
    }
    await control(page, 'kind').click();
    await page.locator('.picker .option').first().waitFor();
    await isSound(page, 'the list of data');
    await page.keyboard.press('Escape');
    await control(page, 'a-format').click();
    await control(page, 'a-find-format').waitFor();
    await isSound(page, 'the list of formats');
  });
}

visit(
  'embeds add no landmark and no heading of a page to their page',
  {
    prepare: hosting(
      '<main><h1>A page</h1><quant-scope page="https://scope.example/"></quant-scope><quant-scope hide="all,-a.bits,-scoreboard" page="https://scope.example/"></quant-scope></main>',
    ),
  },
  async (page) => {
    await page.evaluate(() =>
      Promise.all([...document.querySelectorAll('quant-scope')].map((element) => /** @type {any} */ (element).ready)),
    );
    assert.deepEqual(await violations(page), []);
  },
);

/** What a value is said to become: the value, then a sentence for A and one for B. */
const HEARD = {
  en: /^x = \S+\. A (stores|clips) it (as|to) code q = \S+, which decodes to x̂ = \S+; the error is \S+\. B ((stores|clips) .* the error is \S+|has no code for it here: .*)\.$/,
  'zh-CN':
    /^x = \S+。 A 把它(存|截断)为编码 q = \S+，解码为 x̂ = \S+，误差为 \S+。 (B 把它.*，误差为 \S+|它不属于 B .*)。$/,
};

for (const lang of /** @type {const} */ (['en', 'zh-CN']))
  visit(`a screen reader hears a value in sentences: ${lang}`, {}, async (page) => {
    await ready(page);
    await setState(page, { lang });
    for (const view of ['grid', 'errors']) {
      await setState(page, { view });
      await valueAt(page, await inPlot(page, 0.3, 0.15));
      assert.match((await sliderOf(page, 'plot')).text ?? '', HEARD[lang], `${view}, hovered`);
      await control(page, 'plot').press('ArrowRight');
      assert.match((await sliderOf(page, 'plot')).text ?? '', HEARD[lang], `${view}, by a key`);
    }
    await setState(page, { view: 'grid', a: 'int4:clip(-1,1)' });
    await control(page, 'plot').press('End');
    assert.match((await sliderOf(page, 'plot')).text ?? '', lang === 'en' ? /A clips it/ : /A 把它截断/);
    // What is read aloud from the page itself has spaces between its parts.
    const read = await page.locator('.arithmetic.a').textContent();
    assert.match(read ?? '', /^A x \/ s = .* q = .* x̂ = .* e = x̂ − x = /);
  });

visit('every picture says in words what is pointed at', {}, async (page) => {
  await ready(page);
  for (const state of VIEW_STATES.slice(0, -2)) {
    // Remedies has a table, and without a model the Model view has no picture.
    if (state.view === 'comparison' || state.view === 'model') continue;
    await setState(page, state);
    await control(page, 'plot').press('ArrowRight');
    const text = await until(
      `${JSON.stringify(state)}: words`,
      async () => (await sliderOf(page, 'plot')).text ?? '',
      (words) => words !== '',
    );
    assert.match(text, /[.]$/, JSON.stringify(state));
    assert.doesNotMatch(text, /\d[A-Za-z]{2,}|\.[A-Z]/, `${JSON.stringify(state)}: nothing is glued`);
  }
});
