import assert from 'node:assert/strict';
import {
  changes,
  control,
  inBrowser,
  links,
  openTables,
  painted,
  ready,
  says,
  setState,
  shows,
  stateOf,
  until,
} from './lab.mjs';
import { arithmetic, axisOf, drag, follows, inPlot, plotBox, sliderOf, valueAt, viewOf } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

/** A range of the state. @param {string} x */
const rangeOf = (x) => x.split(',').map(Number);

/** @param {number} value @param {number} aim @param {number} slack @param {string} what */
const near = (value, aim, slack, what) =>
  assert.ok(Math.abs(value - aim) <= slack, `${what}: ${value}, not ${aim} ± ${slack}`);

visit('a drag across the plot zooms to what it spans, and a double click shows the whole', {}, async (page) => {
  await ready(page);
  const whole = await viewOf(page);
  const axis = await axisOf(page);
  const [from, to] = [await inPlot(page, 0.62, 0.3), await inPlot(page, 0.45, 0.4)];
  const [lo, hi] = rangeOf(await changes(page, 'x', () => drag(page, from, to)));
  near(lo, axis.valueOf(to.x), 2 * axis.perPixel, 'left end');
  near(hi, axis.valueOf(from.x), 2 * axis.perPixel, 'right end');
  assert.deepEqual(await viewOf(page), [lo, hi]);
  const middle = await inPlot(page, 0.5, 0.3);
  await page.mouse.dblclick(middle.x, middle.y);
  await shows(page, { x: '' });
  assert.deepEqual(await viewOf(page), whole);
});

visit('a drag on the axis pans, and what was under the pointer stays under it', { hash: '#x=-4,4' }, async (page) => {
  await ready(page);
  const axis = await axisOf(page);
  const from = await inPlot(page, 0.5, 0.99);
  const [lo, hi] = rangeOf(await changes(page, 'x', () => drag(page, from, { x: from.x + 90, y: from.y })));
  near(lo, -4 - 90 * axis.perPixel, 3 * axis.perPixel, 'left end');
  near(hi - lo, 8, 0.01, 'width');
});

visit('buttons zoom, pan, show the bulk and the whole', {}, async (page) => {
  await ready(page);
  const [lo, hi] = await viewOf(page);
  const width = hi - lo;
  const widthOf = (/** @type {string} */ x) => (x === '' ? width : rangeOf(x)[1] - rangeOf(x)[0]);
  const zoomed = await changes(page, 'x', () => control(page, 'zoom-in').click());
  near(widthOf(zoomed), width / 1.5, width * 0.01, 'zoomed in');
  const moved = await changes(page, 'x', () => control(page, 'pan-right').click());
  near(rangeOf(moved)[0] - rangeOf(zoomed)[0], widthOf(zoomed) / 4, width * 0.01, 'moved to the right');
  await changes(page, 'x', () => control(page, 'pan-left').click());
  near(widthOf(await changes(page, 'x', () => control(page, 'zoom-out').click())), width, width * 0.01, 'zoomed out');
  const bulk = rangeOf(await changes(page, 'x', () => control(page, 'zoom-bulk').click()));
  near(bulk[0], -4, 1, 'bulk from');
  near(bulk[1], 4, 1, 'bulk to');
  await control(page, 'zoom-whole').click();
  await shows(page, { x: '' });
});

visit('keys zoom, pan and show the whole, while the picture has the focus', {}, async (page) => {
  await ready(page);
  const plot = control(page, 'plot');
  const [lo, hi] = await viewOf(page);
  await plot.focus();
  const zoomed = rangeOf(await changes(page, 'x', () => plot.press('+')));
  near(zoomed[1] - zoomed[0], (hi - lo) / 1.5, 0.1, '+');
  const right = rangeOf(await changes(page, 'x', () => plot.press('Shift+ArrowRight')));
  near(right[0] - zoomed[0], (zoomed[1] - zoomed[0]) / 10, 0.05, 'Shift →');
  const left = rangeOf(await changes(page, 'x', () => plot.press('Shift+ArrowLeft')));
  near(left[0], zoomed[0], 0.05, 'Shift ←');
  await changes(page, 'x', () => plot.press('-'));
  await plot.press('0');
  await shows(page, { x: '' });
  await control(page, 'a').focus();
  await page.keyboard.press('+');
  await painted(page);
  assert.equal((await stateOf(page)).x, '', 'typing in a field zooms nothing');
});

visit(
  'the wheel with Ctrl zooms about the pointer, and the wheel alone scrolls the page',
  { viewport: { width: 1024, height: 640 } },
  async (page) => {
    await ready(page);
    const ratio = () => page.evaluate(() => devicePixelRatio);
    const [spot, unzoomed] = [await inPlot(page, 0.4, 0.1), await ratio()];
    await page.mouse.move(spot.x, spot.y);
    await control(page, 'plot').focus();
    await page.mouse.wheel(0, 100);
    const scrolled = await until(
      'the page scrolls, although the picture has the focus',
      () => page.evaluate(() => scrollY),
      (y) => y > 0,
    );
    assert.equal((await stateOf(page)).x, '');
    await page.mouse.wheel(0, -scrolled - 100);
    await until(
      'the page scrolls back',
      () => page.evaluate(() => scrollY),
      (y) => y === 0,
    );
    await control(page, 'plot').blur();
    const [least, most] = await viewOf(page);
    const under = await valueAt(page, spot);
    await page.keyboard.down('Control');
    for (let i = 0; i < 4; i += 1) await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    const [lo, hi] = await until(
      'four notches are one e',
      async () => rangeOf((await stateOf(page)).x),
      ([from, to]) => Math.abs((to - from) / (most - least) - Math.exp(-1)) < 0.01,
    );
    near(await valueAt(page, spot), under, (hi - lo) / 400, 'what is under the pointer stays under it');
    assert.deepEqual([await page.evaluate(() => scrollY), await ratio()], [0, unzoomed], 'and the page stays');
    await links(page, 'x', (await stateOf(page)).x);
    await control(page, 'plot').press('Control+z');
    await shows(page, { x: '' });
  },
);

visit(
  'two fingers zoom, and what is between them stays between them',
  { viewport: { width: 820, height: 1100 }, hasTouch: true, isMobile: true },
  async (page) => {
    await ready(page);
    const [p, q] = [await inPlot(page, 0.4, 0.4), await inPlot(page, 0.5, 0.4)];
    const { width } = await plotBox(page);
    const [lo, hi] = await viewOf(page);
    await page.touch('touchStart', p);
    await page.touch('touchStart', p, q);
    for (let i = 1; i <= 5; i += 1)
      await page.touch('touchMove', { ...p, x: p.x - (i * width) / 50 }, { ...q, x: q.x + (i * width) / 50 });
    await page.touch('touchEnd');
    const [from, to] = rangeOf((await stateOf(page)).x);
    near((hi - lo) / (to - from), 3, 0.02, 'three times as far apart');
    const share = (/** @type {number} */ value, /** @type {number[]} */ [a, b]) => (value - a) / (b - a);
    // The fingers' middle, as a share of the axis, whose margins of the plot the shares of the plot include.
    const middle = (from * (hi - lo) - lo * (to - from)) / (hi - lo - (to - from));
    near(share(middle, [lo, hi]), share(middle, [from, to]), 0.005, 'a value stays');
    near(share(middle, [lo, hi]), 0.43, 0.05, 'it is the one between the fingers');
    await links(page, 'x', (await stateOf(page)).x);
    // One finger still points, and drags no zoom.
    await page.touch('touchStart', p);
    await page.touch('touchEnd');
    assert.deepEqual(rangeOf((await stateOf(page)).x), [from, to]);
  },
);

visit('counts are logarithmic or linear', {}, async (page) => {
  await ready(page);
  const picture = () =>
    page.locator('canvas').evaluate((canvas) => /** @type {HTMLCanvasElement} */ (canvas).toDataURL());
  const logarithmic = await picture();
  await control(page, 'counts-linear').check({ force: true });
  await shows(page, { counts: 'linear' });
  const linear = await picture();
  assert.notEqual(linear, logarithmic);
  await control(page, 'plot').press('l');
  await shows(page, { counts: 'log' });
  assert.equal(await picture(), logarithmic, 'the same state gives the same picture');
});

visit(
  'the inspector shows the arithmetic of the value under the pointer, for A and for B',
  { hash: '#a=int4:p99&b=int4:asym:row&x=-6,6' },
  async (page) => {
    await ready(page);
    await says(page.locator('.inspected'), /Point at the picture/);
    for (const across of [0.1, 0.25, 0.41, 0.5, 0.58, 0.77, 0.95]) {
      const value = await valueAt(page, await inPlot(page, across, 0.3));
      // The shown block of B reaches from about -3.1 to 2.7: values beyond are of other blocks, which do not clip them.
      const elsewhere = value < -3.1 || value > 2.8;
      const a = await arithmetic(page, 'a');
      near(a.x, value, Math.abs(value) * 1e-4, 'x');
      follows(a, [-7, 7]);
      if (elsewhere) {
        assert.match(await page.locator('.arithmetic.b').innerText(), /no value of block 1 of 256/);
      } else {
        const b = await arithmetic(page, 'b');
        near(b.x, value, Math.abs(value) * 1e-4, 'x');
        follows(b, [0, 15]);
      }
      // P99 of |x| of a normal lies near 2.6.
      if (Math.abs(value) > 4) assert.ok(a.clipped && a.unclamped !== a.q, a.text);
      if (Math.abs(value) < 2) assert.ok(!a.clipped, a.text);
    }
  },
);

visit(
  "one of a value's codes, x̂ and e are those of its level in the table behind the picture",
  { hash: '#x=-6,6' },
  async (page) => {
    await ready(page);
    await openTables(page);
    const levels = await page.locator('details.behind table').nth(0).locator('tbody tr').allInnerTexts();
    assert.equal(levels.length, 15, 'A has 15 codes');
    assert.equal(await page.locator('details.behind table').nth(1).locator('tbody tr').count(), 16, 'B has 16 codes');
    await control(page, 'plot').scrollIntoViewIfNeeded();
    await valueAt(page, await inPlot(page, 0.8, 0.3));
    const { text } = await arithmetic(page, 'a');
    const code = /= (\S+) x̂/.exec(text)?.[1];
    const decoded = /· s = (\S+) /.exec(text)?.[1];
    assert.ok(
      levels.some((row) => row.replace(/\s+/g, ' ') === `${code} ${decoded}`),
      `${code} ${decoded} is among\n${levels.join('\n')}`,
    );
  },
);

visit(
  'arrow keys inspect one value after the other, Home and End the ends, Escape none',
  { hash: '#x=-5,5' },
  async (page) => {
    await ready(page);
    const plot = control(page, 'plot');
    await plot.focus();
    const press = async (/** @type {string} */ key) => {
      await plot.press(key);
      return (await sliderOf(page, 'plot')).now;
    };
    near(await press('ArrowRight'), 0.1, 1e-6, '→');
    near(await press('ArrowRight'), 0.2, 1e-6, '→');
    near(await press('ArrowLeft'), 0.1, 1e-6, '←');
    follows(await arithmetic(page, 'a'), [-7, 7]);
    assert.match((await sliderOf(page, 'plot')).text ?? '', /x = 0\.1/, 'a screen reader hears the arithmetic');
    assert.equal(await press('Home'), -5);
    assert.equal(await press('End'), 5);
    await plot.press('Escape');
    await says(page.locator('.inspected'), /Point at the picture/);
  },
);

visit(
  'the inspected value stays when a scheme changes, and its arithmetic follows',
  { hash: '#x=-5,5' },
  async (page) => {
    await ready(page);
    const value = await valueAt(page, await inPlot(page, 0.7, 0.3));
    const before = await arithmetic(page, 'a');
    await setState(page, { a: 'int8' });
    const after = await arithmetic(page, 'a');
    near(after.x, value, Math.abs(value) * 1e-4, 'x');
    assert.ok(after.scale < before.scale && Math.abs(after.error) < Math.abs(before.error), after.text);
    follows(after, [-127, 127]);
  },
);

visit(
  'a finger on the picture inspects, and moving up and down still scrolls the page',
  { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true },
  async (page) => {
    await ready(page);
    const spot = await inPlot(page, 0.6, 0.3);
    await page.touchscreen.tap(spot.x, spot.y);
    await says(page.locator('.inspected'), /^x = /);
    follows(await arithmetic(page, 'a'), [-7, 7]);
    assert.equal(
      await control(page, 'plot').evaluate(
        (plot) => getComputedStyle(/** @type {Element} */ (plot.closest('.stage'))).touchAction,
      ),
      'pan-y',
    );
    assert.equal((await stateOf(page)).x, '');
  },
);

visit(
  "the picture is sharp at any pixel ratio and follows the window's size",
  { deviceScaleFactor: 2 },
  async (page) => {
    await ready(page);
    const sharp = async () => {
      const { width, height } = await plotBox(page);
      const canvas = await page
        .locator('canvas')
        .evaluate((node) => [/** @type {any} */ (node).width, /** @type {any} */ (node).height]);
      return Math.abs(canvas[0] - 2 * width) <= 2 && Math.abs(canvas[1] - 2 * height) <= 2;
    };
    assert.ok(await sharp());
    await page.setViewportSize({ width: 700, height: 900 });
    await until('the canvas follows', sharp, Boolean);
  },
);

/** Every picture of the canvas from a change of B's bits until the page is at rest, without repetitions. @param {Page} page @param {number} bits */
function picturesOfChange(page, bits) {
  return page.evaluate(async (count) => {
    const element = /** @type {any} */ (document.querySelector('quant-scope'));
    await element.settled();
    const canvas = element.shadowRoot.querySelector('.view canvas');
    // A slow machine has few frames: the time of each is one of a fast one's.
    const { requestAnimationFrame: next } = window;
    let time = performance.now();
    window.requestAnimationFrame = (step) => next(() => step((time += 16)));
    const scheme = `int${count}:asym`;
    const seen = [canvas.toDataURL()];
    const look = () => {
      const now = canvas.toDataURL();
      if (now !== seen.at(-1)) seen.push(now);
    };
    await element.setState({ b: scheme });
    // The picture is still on its way: the frames of the screen show it until two are alike.
    for (let alike = 0; alike < 3;) {
      const before = seen.length;
      await new Promise((done) => requestAnimationFrame(done));
      look();
      alike = seen.length === before ? alike + 1 : 0;
    }
    window.requestAnimationFrame = next;
    await element.settled();
    look();
    return seen;
  }, bits);
}

visit('levels and values travel when a scheme changes', { hash: '#b=int3:asym' }, async (page) => {
  await ready(page);
  const pictures = await picturesOfChange(page, 4);
  assert.ok(pictures.length >= 3, `${pictures.length - 2} pictures on the way`);
  // What comes after is the picture that a page has which was opened with this scheme.
  const [, ...back] = await picturesOfChange(page, 3);
  assert.equal(back.at(-1), pictures[0]);
});

visit(
  'who prefers less motion sees the change at once',
  { hash: '#b=int3:asym', reducedMotion: 'reduce' },
  async (page) => {
    await ready(page);
    assert.equal((await picturesOfChange(page, 4)).length, 2);
  },
);
