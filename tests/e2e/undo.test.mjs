// Undo and redo: the element's own list of settled states, beside the browser's history.
import assert from 'node:assert/strict';
import { shownBy } from '../../www/lessons/following.js';
import { lesson as lessonOf } from '../../www/lessons/index.js';
import { hosting } from './hosting.mjs';
import { control, enter, inBrowser, links, painted, ready, setState, settled, shows, stateOf, until } from './lab.mjs';
import { drag, gripOf } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

/** Whether the buttons say that there is something to undo and to redo. @param {Page} page */
async function offered(page) {
  const able = async (/** @type {string} */ name) =>
    (await control(page, name).getAttribute('aria-disabled')) !== 'true';
  return { undo: await able('undo'), redo: await able('redo') };
}

visit('the buttons go back and forth through the changes, and say where there is none', {}, async (page) => {
  await ready(page);
  assert.deepEqual(await offered(page), { undo: false, redo: false });
  await enter(page, 'a', 'int5');
  await shows(page, { a: 'int5' });
  await control(page, 'b-symmetry-sym').check({ force: true });
  await shows(page, { b: 'int4:g64' });
  await control(page, 'view-blocks').click();
  await shows(page, { view: 'blocks' });
  assert.deepEqual(await offered(page), { undo: true, redo: false });
  await control(page, 'undo').click();
  await shows(page, { a: 'int5', b: 'int4:g64', view: 'grid' });
  await control(page, 'undo').click();
  await shows(page, { a: 'int5', b: 'int4:asym:g64' });
  await control(page, 'undo').click();
  await shows(page, { a: 'int4', b: 'int4:asym:g64' });
  assert.deepEqual(await offered(page), { undo: false, redo: true });
  await control(page, 'undo').press('Enter');
  await painted(page);
  assert.equal((await stateOf(page)).a, 'int4', 'nothing is left to undo');
  await control(page, 'redo').click();
  await shows(page, { a: 'int5', b: 'int4:asym:g64' });
  assert.deepEqual(await offered(page), { undo: true, redo: true });
});

visit('the keys undo wherever the focus is, but in a text field they are the field’s', {}, async (page) => {
  await ready(page);
  await setState(page, { a: 'int5' });
  await setState(page, { a: 'int6' });
  await page.keyboard.press('Control+z');
  await shows(page, { a: 'int5' });
  await control(page, 'plot').press('Control+z');
  await shows(page, { a: 'int4' });
  await control(page, 'b-bits').press('Control+Shift+Z');
  await shows(page, { a: 'int5' });
  await control(page, 'plot').press('Control+y');
  await shows(page, { a: 'int6' });
  await control(page, 'a').focus();
  await page.keyboard.press('End');
  await page.keyboard.type(':row');
  await page.keyboard.press('Control+z');
  await painted(page);
  assert.equal((await stateOf(page)).a, 'int6');
  assert.notEqual(await control(page, 'a').inputValue(), 'int6:row', 'the field undid what was typed');
});

visit('a whole drag is one entry', {}, async (page) => {
  await ready(page);
  const grip = await gripOf(page, 'a-hi');
  await drag(page, grip, { x: grip.x - 200, y: grip.y });
  // Where the drag has ended, not a picture on its way.
  await settled(page);
  const { a } = await stateOf(page);
  assert.match(a, /^int4:(clip|r)/);
  await control(page, 'b-bits').press('ArrowRight');
  await shows(page, { a, b: 'int5:asym:g64' });
  await control(page, 'plot').press('Control+z');
  await shows(page, { a, b: 'int4:asym:g64' });
  await control(page, 'plot').press('Control+z');
  await shows(page, { a: 'int4', b: 'int4:asym:g64' });
  assert.deepEqual(await offered(page), { undo: false, redo: true });
});

visit('another theme and language during a drag are no entry, and the drag stays one', {}, async (page) => {
  await ready(page);
  const grip = await gripOf(page, 'a-hi');
  const change = () => setState(page, { theme: 'dark', lang: 'zh-CN' });
  await drag(page, grip, { x: grip.x - 200, y: grip.y }, { halfway: change });
  await shows(page, { theme: 'dark', lang: 'zh-CN' });
  assert.match((await stateOf(page)).a, /^int4:(clip|r)/);
  await control(page, 'plot').press('Control+z');
  await shows(page, { a: 'int4', theme: 'dark', lang: 'zh-CN' });
  assert.deepEqual(await offered(page), { undo: false, redo: true });
});

visit('a zoom by the wheel is an entry of its own, also when another change follows at once', {}, async (page) => {
  await ready(page);
  await page.locator('quant-scope').evaluate((scope) => {
    const root = /** @type {ShadowRoot} */ (scope.shadowRoot);
    const plot = /** @type {HTMLElement} */ (root.querySelector('[data-control="plot"]'));
    const { left, top, width, height } = plot.getBoundingClientRect();
    const at = { clientX: left + width / 2, clientY: top + height / 2 };
    for (let i = 0; i < 3; i += 1)
      plot.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, ctrlKey: true, cancelable: true, ...at }));
    /** @type {HTMLElement} */ (root.querySelector('[data-control="view-codes"]')).click();
  });
  await shows(page, { view: 'codes' });
  const { x } = await stateOf(page);
  assert.notEqual(x, '');
  await control(page, 'undo').click();
  await shows(page, { view: 'grid', x });
  await control(page, 'undo').click();
  await shows(page, { view: 'grid', x: '' });
  assert.deepEqual(await offered(page), { undo: false, redo: true });
});

visit('language, colours and presenting are not undone', {}, async (page) => {
  await ready(page);
  await setState(page, { a: 'int5' });
  await control(page, 'theme').click();
  await shows(page, { theme: 'light' });
  await control(page, 'language').click();
  await shows(page, { lang: 'zh-CN' });
  await control(page, 'undo').click();
  await shows(page, { a: 'int4', theme: 'light', lang: 'zh-CN' });
  assert.deepEqual(await offered(page), { undo: false, redo: true });
  await setState(page, { present: 'on', a: 'int7' });
  await page.keyboard.press('Control+z');
  await shows(page, { a: 'int4', present: 'on' });
});

visit('an undo is one more entry of the browser’s history, and Back takes it back', {}, async (page) => {
  await ready(page);
  await enter(page, 'a', 'int5');
  await links(page, 'a', 'int5');
  await control(page, 'undo').click();
  await links(page, 'a', undefined);
  await page.goBack();
  await shows(page, { a: 'int5' });
  await page.goBack();
  await shows(page, { a: 'int4' });
  await control(page, 'undo').click();
  await shows(page, { a: 'int5' });
});

visit('in a lesson undo takes back what was tried, and stays in the step', {}, async (page) => {
  await ready(page);
  const own = shownBy((await lessonOf('half-the-codes')).steps[0], false);
  await setState(page, { lesson: 'half-the-codes', step: 1 });
  const begun = await until(
    'the step’s own state',
    () => stateOf(page),
    ({ data, a, b }) => data === own.data && a === own.a && b === own.b,
  );
  await setState(page, { a: 'int3' });
  await page.locator('.lesson').press('Control+z');
  await shows(page, { a: begun.a, step: 1 });
  await page.locator('.lesson').press('Control+z');
  await painted(page);
  const { lesson, step, a } = await stateOf(page);
  assert.deepEqual({ lesson, step, a }, { lesson: begun.lesson, step: 1, a: begun.a });
});

visit(
  'an embed has its own list and leaves the keys and the history of its page alone',
  {
    prepare: hosting(
      '<input id="field"><quant-scope id="one" hide="all,-a.bits"></quant-scope><quant-scope id="two" hide="all,-a.bits"></quant-scope>',
    ),
  },
  async (page) => {
    await page.evaluate(async () => {
      const [one, two] = /** @type {any[]} */ ([...document.querySelectorAll('quant-scope')]);
      await Promise.all([one.ready, two.ready]);
      await one.setState({ a: 'int5' });
      await two.setState({ a: 'int6' });
      document.addEventListener('keydown', ({ key }) => (document.title += key));
    });
    const length = await page.evaluate(() => history.length);
    const [one, two] = [page.locator('#one'), page.locator('#two')];
    const a = (/** @type {typeof one} */ element) => element.evaluate((scope) => scope.getState().a);
    await page.keyboard.press('Control+z');
    await painted(page);
    assert.deepEqual([await a(one), await a(two)], ['int5', 'int6'], 'the focus is elsewhere');
    await one.locator('[data-control="plot"]').press('Control+z');
    await until(
      'undone',
      () => a(one),
      (now) => now === 'int4',
    );
    assert.equal(await a(two), 'int6');
    await two.evaluate((scope) => scope.undo());
    assert.equal(await a(two), 'int4');
    await two.evaluate((scope) => scope.redo());
    assert.equal(await a(two), 'int6');
    assert.equal(await page.evaluate(() => history.length), length);
    assert.ok(
      !(await page.evaluate(() => document.title)).endsWith('zz'),
      'the page did not get the key the embed took',
    );
  },
);
