import assert from 'node:assert/strict';
import {
  addressOf,
  changes,
  control,
  enter,
  fragment,
  inBrowser,
  links,
  painted,
  ready,
  says,
  setState,
  shows,
  stateOf,
  until,
} from './lab.mjs';
import { compareWithNative, shown } from './native.mjs';
import { drag, gripOf } from './picture.mjs';
import { pageAddress } from './browser/index.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

/** How many entries an act adds to the history. @param {Page} page @param {() => Promise<unknown>} act */
async function entries(page, act) {
  const length = () => page.evaluate(() => history.length);
  const before = await length();
  await act();
  return (await length()) - before;
}

visit('opening the page adds nothing to the link', {}, async (page) => {
  await ready(page);
  await painted(page);
  assert.equal(await addressOf(page), pageAddress());
});

visit('Back and Forward go through the changes, with their pictures and numbers', {}, async (page) => {
  await ready(page);
  const seen = [await shown(page)];
  for (const a of ['int5', 'int6:asym', 'int3:row']) {
    const added = await entries(page, async () => {
      await enter(page, 'a', a);
      await shows(page, { a });
      await links(page, 'a', a);
    });
    assert.equal(added, 1, 'a change is one entry');
    seen.push(await shown(page));
  }
  for (const { a, cells } of [seen[2], seen[1], seen[0]]) {
    await page.goBack();
    await shows(page, { a });
    assert.deepEqual((await shown(page)).cells, cells);
    assert.equal(await control(page, 'a').inputValue(), a);
  }
  for (const { a, cells } of seen.slice(1)) {
    await page.goForward();
    await shows(page, { a });
    assert.deepEqual((await shown(page)).cells, cells);
  }
  await compareWithNative(seen);
});

visit('a drag is one entry, and Back undoes all of it', {}, async (page) => {
  await ready(page);
  const grip = await gripOf(page, 'a-hi');
  const length = await page.evaluate(() => history.length);
  await drag(page, grip, { x: grip.x - 200, y: grip.y });
  await until(
    'an entry',
    () => page.evaluate(() => history.length),
    (now) => now > length,
  );
  await painted(page);
  assert.equal(await page.evaluate(() => history.length), length + 1);
  assert.match((await stateOf(page)).a, /^int4:clip\(/);
  await links(page, 'a', (await stateOf(page)).a);
  await page.goBack();
  await shows(page, { a: 'int4' });
  assert.deepEqual(await fragment(page), {});
});

visit('a slider moved by the mouse is one entry', {}, async (page) => {
  await ready(page);
  await control(page, 'b-bits').scrollIntoViewIfNeeded();
  const box = await control(page, 'b-bits').boundingBox();
  assert.ok(box);
  const y = box.y + box.height / 2;
  const added = await entries(page, async () => {
    await drag(page, { x: box.x + box.width * 0.33, y }, { x: box.x + box.width - 4, y });
    await shows(page, { b: 'int8:asym:g64' });
    await links(page, 'b', 'int8:asym:g64');
  });
  assert.equal(added, 1);
});

visit('a link typed into the address bar is followed, and a bad one keeps the last good strings', {}, async (page) => {
  await ready(page);
  await setState(page, { b: 'int6' });
  await page.evaluate(() => {
    location.hash = '#a=int7&b=int6';
  });
  await shows(page, { a: 'int7', b: 'int6' });
  await page.evaluate(() => {
    location.hash = '#a=int77&b=int5';
  });
  await shows(page, { a: 'int7', b: 'int5' });
  await says(page.locator('.panel.a .error'), /int77/);
});

visit('what a link does not name is at its default', { hash: '#a=int8&counts=linear' }, async (page) => {
  await ready(page);
  await page.evaluate(() => {
    location.hash = '#b=int8';
  });
  await shows(page, { a: 'int4', b: 'int8', counts: 'log' });
});

for (const how of ['button', 'key']) {
  visit(
    `reset by ${how} brings back the first data and schemes, and keeps language and theme`,
    { hash: '#data=laplace&a=int8:row&b=int3&x=-2,2&counts=linear&blocka=3&theme=dark&lang=zh-CN' },
    async (page) => {
      await ready(page);
      const first = {
        data: 'normal:seed=7:outliers=0.001x20',
        a: 'int4',
        b: 'int4:asym:g64',
        x: '',
        counts: 'log',
        blocka: 0,
      };
      if (how === 'button') await control(page, 'reset').click();
      else await control(page, 'zoom-in').press('r');
      await shows(page, { ...first, theme: 'dark', lang: 'zh-CN' });
      await links(page, 'a', undefined);
      assert.deepEqual(await fragment(page), { theme: 'dark', lang: 'zh-CN' });
      await compareWithNative([await shown(page)]);
      await page.goBack();
      await shows(page, { a: 'int8:row' });
    },
  );
}

visit('an r that is typed into a field resets nothing', {}, async (page) => {
  await ready(page);
  await setState(page, { a: 'int5' });
  await control(page, 'b').focus();
  await page.keyboard.press('r');
  await page.keyboard.press('?');
  await painted(page);
  assert.equal((await stateOf(page)).a, 'int5');
  assert.equal(await page.locator('dialog.help').isVisible(), false);
});

visit('help opens by its button and by ?, tells the keys, and closes again', {}, async (page) => {
  await ready(page);
  const dialog = page.locator('dialog.help');
  await control(page, 'help').click();
  await says(dialog, /Shift ← →/);
  await control(page, 'close-help').click();
  await dialog.waitFor({ state: 'hidden' });
  await control(page, 'plot').focus();
  await page.keyboard.press('?');
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  assert.equal(await changes(page, 'counts', () => control(page, 'plot').press('L')), 'linear', 'keys work again');
});
