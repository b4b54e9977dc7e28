// Parts of the page that come late or not at all: the page says so where it is seen, and everything else goes on.
import assert from 'node:assert/strict';
import { control, enter, errorAt, inBrowser, ready, says, setState, shows, stateOf, until } from './lab.mjs';

const visit = inBrowser();
const PHONE = { viewport: { width: 390, height: 844 } };

/** @typedef {import('./browser/index.mjs').Page} Page */

/** Answers requests for a module as a server does that has lost it. @param {RegExp} which */
const without = (which) => (/** @type {Page} */ page) => page.answer(which, () => ({ status: 404, body: '' }));
/** What the browser itself says of a file that is missing. @param {Page} page @param {RegExp} which */
const forgiveMissing = (page, which) =>
  assert.deepEqual(
    page.noise.splice(0).filter((line) => !which.test(line) && !/404/.test(line)),
    [],
  );

visit(
  'a view that cannot be fetched is named at the top, where it is seen on a phone, too, and no field is refused',
  { ...PHONE, prepare: without(/\/views\/errors\/view\.js/) },
  async (page) => {
    await ready(page);
    await control(page, 'view-errors').click();
    const notice = page.locator('.notice.problem');
    await says(notice, /^Could not load errors: .*Reload the page to try again\./);
    const box = await notice.evaluate((node) => node.getBoundingClientRect().toJSON());
    assert.ok(box.top >= 0 && box.bottom <= 844, `the sentence is in sight: ${box.top}–${box.bottom}`);
    assert.equal(await errorAt(page, 'data').isVisible(), false, 'nothing is wrong with the data');
    assert.equal((await stateOf(page)).view, 'grid');
    await setState(page, { a: 'int5' });
    forgiveMissing(page, /views\/errors/);
  },
);

/** Modules that are held back until the test lets them go. */
let release = () => {};
visit(
  'a view that is long in coming can be waited for, given up, and asked for again; what is shown goes on',
  {
    restless: true,
    prepare: (page) => {
      const released = new Promise((resolve) => (release = () => resolve(undefined)));
      return page.answer(/\/views\/errors\/view\.js/, async (original) => {
        await released;
        return original();
      });
    },
  },
  async (page) => {
    await ready(page);
    const cancel = control(page, 'cancel');
    await control(page, 'view-errors').click();
    await cancel.waitFor();
    await cancel.click();
    await cancel.waitFor({ state: 'hidden' });
    await enter(page, 'a', 'int5');
    await shows(page, { a: 'int5', view: 'grid' });
    await control(page, 'view-errors').click();
    await cancel.waitFor();
    release();
    await shows(page, { a: 'int5', view: 'errors' });
    await until(
      'no progress',
      () => cancel.isVisible(),
      (visible) => !visible,
    );
  },
);

visit(
  'where a lesson cannot be fetched, the list of lessons says so',
  { prepare: without(/\/lessons\/06-clipping\.js/) },
  async (page) => {
    await ready(page);
    await control(page, 'lessons').click();
    await says(page.locator('.notice.problem'), /^Could not load the course: .*Reload the page to try again\./);
    forgiveMissing(page, /06-clipping/);
  },
);

visit(
  'an element that has started and fails says why, and not that its scripts have not arrived',
  { prepare: without(/quantscope_bg\.wasm/) },
  async (page) => {
    await says(page.locator('[role=alert]').filter({ visible: true }), /quantscope_bg\.wasm.*404.*Reload the page/);
    await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
    assert.equal(await page.locator('p.late').isVisible(), false);
    forgiveMissing(page, /quantscope_bg/);
  },
);
