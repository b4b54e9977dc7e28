// What an element remembers of its lessons: the guesses, and the numbers of the texts.
import assert from 'node:assert/strict';
import { hosting } from './hosting.mjs';
import { inBrowser, ready, setState, shows } from './lab.mjs';
import { begun, guess, headline, textShown } from './slides.mjs';
import { lesson } from '../../www/lessons/index.js';

const visit = inBrowser();
const [first] = (await lesson('per-group')).steps;

for (const present of /** @type {const} */ (['off', 'on']))
  visit(
    `after an undo of a guess, another theme leaves the step its text and its answer (presenting ${present})`,
    { hash: `#lesson=per-group&step=1&lang=en&theme=light&present=${present}`, fresh: true },
    async (page) => {
      await ready(page);
      await (present === 'on' ? begun(page) : textShown(page));
      await guess(page, first);
      const said = () =>
        present === 'on' ? headline(page) : page.locator('.lesson :is(.headline, .step-text)').allInnerTexts();
      const answered = [await said(), await page.locator('.reveal').innerText()];
      await page.keyboard.press('Control+z');
      await shows(page, { b: 'int4:row' });
      await page.calm();
      const before = [await said(), await page.locator('.reveal').innerText()];
      // The headline of a slide is always of the picture under it.
      if (present === 'on') answered[0] = first.question?.ask.en ?? '';
      assert.deepEqual(before, answered);
      await setState(page, { theme: 'dark' });
      await page.calm();
      assert.deepEqual([await said(), await page.locator('.reveal').innerText()], before);
    },
  );

visit(
  'a guess in one element of a page leaves the same question of another open, and both can be answered',
  {
    prepare: hosting(
      ['one', 'two']
        .map((id) => `<quant-scope id="${id}" lesson="per-group" step="1" lang="en"></quant-scope>`)
        .join(''),
    ),
  },
  async (page) => {
    const inside = (/** @type {string} */ id, /** @type {string} */ part) => page.locator(`#${id} ${part}`);
    const answer = async (/** @type {string} */ id) => {
      await inside(id, '[data-control="guess"]').click();
      await inside(id, '[data-control="commit"]').click();
      await inside(id, '.reveal').waitFor();
    };
    await inside('one', '[data-control="guess"]').waitFor();
    await inside('two', '[data-control="guess"]').waitFor();
    await answer('one');
    await page.locator('#two').evaluate((element) => /** @type {any} */ (element).setState({ theme: 'dark' }));
    await page.calm();
    assert.equal(await inside('two', '.reveal').count(), 0);
    await answer('two');
  },
);

visit(
  'Back takes a Next back whose step is still being measured, and a second Next passes no step by',
  { hash: '#lesson=per-group&step=3&lang=en', fresh: true },
  async (page) => {
    await ready(page);
    await textShown(page);
    const press = (/** @type {string[]} */ ...names) =>
      page.evaluate((all) => {
        const root = document.querySelector('quant-scope')?.shadowRoot;
        for (const name of all) /** @type {any} */ (root?.querySelector(`[data-control="lesson-${name}"]`)).click();
      }, names);
    await press('next', 'back');
    await page.calm();
    await shows(page, { step: 3 });
    await press('next', 'next');
    await page.calm();
    await shows(page, { step: 4 });
  },
);
