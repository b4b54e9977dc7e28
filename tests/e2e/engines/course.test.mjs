// The course in each engine: steps, every kind of guess, slides and their keys.
import assert from 'node:assert/strict';
import { GUESSING, isEmpty, openStep, stepsWith } from '../guessing.mjs';
import { control, inBrowser, ready, says, setState, shows, stateOf } from '../lab.mjs';
import { begun, headline, isWhole, textShown } from '../slides.mjs';

/** @typedef {import('../browser/index.mjs').Page} Page */

const visit = inBrowser();

visit('a lesson is opened and followed, and every kind of guess is made by pointer and answered', {}, async (page) => {
  await ready(page);
  await control(page, 'lessons').click();
  await control(page, 'lesson-clipping').click();
  await shows(page, { lesson: 'clipping', step: 1 });
  const first = await textShown(page);
  await control(page, 'lesson-next').click();
  await shows(page, { step: 2 });
  assert.notEqual(await textShown(page), first);
  for (const [kind, { pointer }] of Object.entries(GUESSING)) {
    const [{ id, number, step }] = stepsWith(kind);
    await openStep(page, id, number);
    await isEmpty(page, `${id} ${number}`);
    await pointer(page, step.question);
    await control(page, 'commit').click();
    await says(page.locator('.reveal'), /\S/);
  }
});

visit(
  'slides are turned by keys and by their buttons, fit the window, and are left',
  { viewport: { width: 1280, height: 720 }, hash: '#lang=en' },
  async (page) => {
    await ready(page);
    await setState(page, { lesson: 'one-value', step: 1 });
    await control(page, 'plot').focus();
    await page.keyboard.press('p');
    await shows(page, { present: 'on' });
    await begun(page);
    const first = await headline(page);
    assert.ok(await isWhole(page, { share: 0.6, at: 'the first slide' }), 'it has a picture');
    await page.keyboard.press('ArrowRight');
    await shows(page, { step: 2 });
    await begun(page);
    assert.notEqual(await headline(page), first);
    await isWhole(page, { at: 'the second slide' });
    await control(page, 'slide-back').click();
    await shows(page, { step: 1 });
    await page.keyboard.press('p');
    await shows(page, { present: 'off' });
    assert.equal((await stateOf(page)).lesson, 'one-value');
  },
);
