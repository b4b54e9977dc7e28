// A person's hands in each engine: limits and zoom by mouse and by touch, and keys. WebKit's driver has no fingers, and its wheel does not
// know of Control: there the page is sent the events, so that scrolling and what the engine does with a touch are not tested.
import assert from 'node:assert/strict';
import {
  changes,
  control,
  focused,
  inBrowser,
  links,
  metricsOf,
  ready,
  setState,
  shows,
  stateOf,
  until,
} from '../lab.mjs';
import { compareWithNative, shown } from '../native.mjs';
import { arithmetic, axisOf, drag, follows, gripOf, inPlot, plotBox, sliderOf, valueAt, viewOf } from '../picture.mjs';

/** @typedef {import('../browser/index.mjs').Page} Page */

const visit = inBrowser();

/** A range of the state, or the limits of a scheme. @param {string} text */
const rangeOf = (text) => (/(-?[\d.e-]+),(-?[\d.e-]+)/.exec(text) ?? []).slice(1).map(Number);
/** @param {number} value @param {number} aim @param {number} slack @param {string} what */
const near = (value, aim, slack, what) =>
  assert.ok(Math.abs(value - aim) <= slack, `${what}: ${value}, not ${aim} ± ${slack}`);

visit(
  'by mouse: limits are dragged, the picture is zoomed, pointed at and shown whole',
  { hash: '#a=int4:asym' },
  async (page) => {
    await ready(page);
    const axis = await axisOf(page);
    const views = [];
    for (const end of /** @type {const} */ (['lo', 'hi'])) {
      const grip = await gripOf(page, `a-${end}`);
      const to = { x: grip.x + (end === 'lo' ? 120 : -120), y: grip.y };
      const before = await metricsOf(page);
      await changes(page, 'a', () => drag(page, grip, to));
      const limits = rangeOf((await stateOf(page)).a);
      near(limits[end === 'lo' ? 0 : 1], axis.valueOf(to.x), 3 * axis.perPixel, `limit ${end}`);
      assert.notDeepEqual((await metricsOf(page)).a, before.a);
      views.push(await shown(page));
    }
    await compareWithNative(views);
    await control(page, 'plot').press('Control+z');
    await control(page, 'plot').press('Control+z');
    await shows(page, { a: 'int4:asym' });

    const whole = await viewOf(page);
    const [from, to] = [await inPlot(page, 0.62, 0.3), await inPlot(page, 0.45, 0.4)];
    const [lo, hi] = rangeOf(await changes(page, 'x', () => drag(page, from, to)));
    near(lo, axis.valueOf(to.x), 2 * axis.perPixel, 'left end');
    near(hi, axis.valueOf(from.x), 2 * axis.perPixel, 'right end');
    await links(page, 'x', (await stateOf(page)).x);
    const middle = await inPlot(page, 0.5, 0.3);
    await page.mouse.dblclick(middle.x, middle.y);
    await shows(page, { x: '' });
    assert.deepEqual(await viewOf(page), whole);

    const spot = await inPlot(page, 0.7, 0.3);
    const under = await valueAt(page, spot);
    follows(await arithmetic(page, 'a'), [0, 15]);
    await page.keyboard.down('Control');
    for (let notch = 0; notch < 4; notch += 1) await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await until(
      'the wheel zooms, with Control',
      () => viewOf(page),
      ([least, most]) => most - least < 0.6 * (whole[1] - whole[0]),
    );
    near(await valueAt(page, spot), under, (whole[1] - whole[0]) / 400, 'what is under the pointer stays');
  },
);

visit(
  'by touch: a finger drags a limit and points, and two fingers zoom',
  { viewport: { width: 820, height: 1100 }, hasTouch: true, isMobile: true, hash: '#a=int4:clip(-5,5)&x=-10,10' },
  async (page) => {
    await ready(page);
    const grip = await gripOf(page, 'a-hi');
    await page.touch('touchStart', grip);
    for (const by of [10, 20, 30, 40]) await page.touch('touchMove', { x: grip.x - by, y: grip.y });
    await page.touch('touchEnd');
    await until(
      'the limit',
      async () => rangeOf((await stateOf(page)).a)[1],
      (limit) => limit < 5,
    );
    const [p, q] = [await inPlot(page, 0.4, 0.4), await inPlot(page, 0.5, 0.4)];
    const { width } = await plotBox(page);
    const [lo, hi] = await viewOf(page);
    await page.touch('touchStart', p);
    await page.touch('touchStart', p, q);
    for (let i = 1; i <= 5; i += 1)
      await page.touch('touchMove', { ...p, x: p.x - (i * width) / 50 }, { ...q, x: q.x + (i * width) / 50 });
    await page.touch('touchEnd');
    const zoomed = await until(
      'three times as far apart',
      () => viewOf(page),
      // Some engines take a finger for a whole pixel.
      ([from, to]) => Math.abs((hi - lo) / (to - from) - 3) < 0.1,
    );
    await page.touchscreen.tap(q.x, q.y);
    await until(
      'the inspector',
      () => page.locator('.inspected').innerText(),
      (text) => text.startsWith('x ='),
    );
    assert.deepEqual(await viewOf(page), zoomed, 'one finger zooms nothing');
    await compareWithNative([await shown(page)]);
  },
);

visit(
  'by keys: views, handles, the picture, choices and undo',
  { hash: '#a=int4:clip(-3,3)&x=-10,10' },
  async (page) => {
    await ready(page);
    const handle = control(page, 'handle-a-hi');
    await handle.focus();
    assert.equal(await focused(page), 'handle-a-hi');
    for (let i = 0; i < 5; i += 1) await page.keyboard.press('ArrowRight');
    await shows(page, { a: 'int4:clip(-4,4)' });
    const plot = control(page, 'plot');
    await plot.press('Home');
    assert.equal((await sliderOf(page, 'plot')).now, -10);
    follows(await arithmetic(page, 'a'), [-7, 7]);
    await plot.press('+');
    await until(
      'the view zoomed',
      () => viewOf(page),
      ([lo, hi]) => Math.abs(hi - lo - 20 / 1.5) < 0.1,
    );
    await control(page, 'b-bits').focus();
    const scheme = await changes(page, 'b', () => page.keyboard.press('ArrowRight'));
    await plot.focus();
    await page.keyboard.press('Control+z');
    await until(
      'undone',
      async () => (await stateOf(page)).b,
      (b) => b !== scheme,
    );
    for (const [key, view] of /** @type {const} */ ([
      ['3', 'codes'],
      ['4', 'blocks'],
      ['1', 'grid'],
    ])) {
      await page.keyboard.press(key);
      await shows(page, { view });
    }
    // From the address to the picture and back by Tab alone.
    await plot.focus();
    await page.keyboard.press('Tab');
    assert.notEqual(await focused(page), 'plot');
    await page.keyboard.press('Shift+Tab');
    assert.equal(await focused(page), 'plot');
    const typed = control(page, 'a');
    await typed.fill('');
    await typed.focus();
    await page.keyboard.type('int5:row');
    await page.keyboard.press('Enter');
    await shows(page, { a: 'int5:row' });
    await setState(page, { view: 'blocks' });
    await compareWithNative([await shown(page)]);
  },
);
