// What is under the handles of the limits can be pointed at, and what is dragged ends where the pointer lets go.
import assert from 'node:assert/strict';
import { changes, control, inBrowser, painted, ready, setState, stateOf, until } from './lab.mjs';
import { arithmetic, axisOf, boxOf, drag, gripOf, plotBox } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

visit(
  'hovering a handle at the end of the data shows the arithmetic of the value under it, and it is dragged as before',
  { hash: '#data=normal:seed=7:outliers=0.001x20&a=int4&b=int4' },
  async (page) => {
    await ready(page);
    for (const role of /** @type {const} */ (['a', 'b'])) {
      const grip = await gripOf(page, `${role}-hi`);
      await page.mouse.move(grip.x - 3, grip.y);
      await page.mouse.move(grip.x, grip.y);
      await painted(page);
      const { x } = await arithmetic(page, role);
      assert.ok(Math.abs(x - 20) < 0.1, `the outlier at 20, under the handle: ${x}`);
      await page.mouse.move((await plotBox(page)).x + 5, grip.y);
      await page.mouse.move(grip.x, grip.y);
      await page.mouse.down();
      await page.mouse.move(grip.x - 100, grip.y, { steps: 4 });
      await page.mouse.up();
      const scheme = await until(
        'the limit was dragged',
        async () => String((await stateOf(page))[role]),
        (text) => /clip|r0\./.test(text),
      );
      assert.match(scheme, /^int4:/);
      await setState(page, { [role]: 'int4' });
    }
  },
);

visit(
  'a tap on a handle points at the value under it',
  {
    hash: '#data=normal:seed=7:outliers=0.001x20&a=int4&b=int4',
    hasTouch: true,
    viewport: { width: 390, height: 844 },
  },
  async (page) => {
    await ready(page);
    const grip = await gripOf(page, 'a-hi');
    await page.touchscreen.tap(grip.x, grip.y);
    await painted(page);
    const { x } = await arithmetic(page, 'a');
    assert.ok(Math.abs(x - 20) < 0.3, `${x}`);
    assert.equal((await stateOf(page)).a, 'int4', 'a tap drags nothing');
  },
);

/** The sentence about the data. @param {Page} page */
const sentence = async (page) => {
  const said = await page.locator('.panel.data .shows').textContent();
  return (said ?? '').replace(/[\u202f\u00a0]/g, ' ');
};

visit('after an outlier slider was moved the sentence is about these data', {}, async (page) => {
  await ready(page);
  assert.match(await sentence(page), /^66 of 65 536 values lie 20 standard deviations out/);
  await changes(page, 'data', async () => {
    await control(page, 'outlier-magnitude').focus();
    await page.keyboard.press('ArrowRight');
  });
  await until(
    'the measured sentence',
    () => sentence(page),
    (text) => text.startsWith('66 of 65 536 values are outliers. The largest magnitude is 30,'),
  );
  await changes(page, 'data', async () => {
    await control(page, 'outlier-fraction').focus();
    await page.keyboard.press('ArrowRight');
  });
  const more = await until(
    'more outliers',
    () => sentence(page),
    (text) => text.startsWith('131 of 65 536'),
  );
  const [, ratio, sd] = /is 30, ([\d.]+) times the standard deviation \(([\d.]+)\)/.exec(more) ?? [];
  assert.ok(Math.abs(Number(ratio) - 30 / Number(sd)) < 0.1, more);
  await setState(page, { data: 'normal:seed=7' });
  assert.match(await sentence(page), /weights of most trained layers/);
  // 69 % of these are zero, and not the half that the sentence of the kind names.
  await setState(page, { data: 'relu:mean=-0.5:sd=0.9' });
  assert.match(await sentence(page), /^The largest magnitude is /);
  await setState(page, { data: 'relu:mean=-0.5' });
  assert.match(await sentence(page), /^69% exact zeros/);
});

visit(
  'a placed value is under the pointer all the way, on an axis that holds still, zoomed or not',
  { hash: '#data=normal:seed=7:outliers=0.001x20:point=30' },
  async (page) => {
    await ready(page);
    for (const zoom of ['', '-40,60']) {
      await setState(page, { data: 'normal:seed=7:outliers=0.001x20:point=30', x: zoom });
      const axis = await axisOf(page);
      const at = async () => {
        const box = await control(page, 'point-grip').boundingBox();
        assert.ok(box);
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      };
      const { x, y } = await at();
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (const by of [-40, -76, -200, -76]) {
        await page.mouse.move(x + by, y, { steps: 3 });
        const value = async () => Number(/point=(.*)$/.exec((await stateOf(page)).data)?.[1]);
        await until(
          'the value under the pointer',
          value,
          (now) => Math.abs(now - axis.valueOf(x + by)) <= 1.5 * axis.perPixel,
        );
      }
      await page.mouse.up();
      await painted(page);
      assert.ok(Math.abs((await at()).x - (x - 76)) <= 2, `it stays where the pointer let go: ${(await at()).x - x}`);
    }
  },
);

visit(
  'a value or a limit that moves within the data leaves no zoom behind',
  { hash: '#data=normal:64x64:seed=3:point=2&a=int4:asym' },
  async (page) => {
    await ready(page);
    for (const [key, name] of /** @type {const} */ ([
      ['data', 'point-grip'],
      ['a', 'handle-a-hi'],
    ])) {
      const box = await boxOf(control(page, name));
      const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      await changes(page, key, () =>
        drag(page, from, { x: from.x - 50, y: from.y }, { halfway: async () => void (await stateOf(page)) }),
      );
      assert.equal((await stateOf(page)).x, '', name);
    }
  },
);

visit(
  'a drag that is over before its picture comes ends where the pointer lets go, on an axis that holds still',
  {},
  async (page) => {
    await ready(page);
    /** All of a drag at once. @param {string} name @param {number} by @param {string} how it ends */
    const flick = (name, by, how) =>
      control(page, name).evaluate((grip, [step, end]) => {
        // The browser knows of no pointer that a script makes.
        grip.setPointerCapture = () => {};
        const { left, top, width, height } = grip.getBoundingClientRect();
        const send = (/** @type {string} */ type, /** @type {number} */ x) =>
          grip.dispatchEvent(
            new PointerEvent(type, {
              pointerId: 1,
              clientX: x + left + width / 2,
              clientY: top + height / 2,
              bubbles: true,
              cancelable: true,
            }),
          );
        send('pointerdown', 0);
        for (let i = 1; i <= 4; i += 1) send('pointermove', (i * step) / 4);
        send(end, end === 'pointerup' ? step : 0);
      }, /** @type {const} */ ([by, how]));
    for (const [name, state] of Object.entries({
      'handle-a-hi': { data: 'lognormal:64x64', a: 'int4:wide:col', x: '' },
      'point-grip': { data: 'normal:64x64:point=30', a: 'int4', x: '' },
    }))
      for (const end of ['pointerup', 'pointercancel']) {
        await setState(page, state);
        const from = await boxOf(control(page, name));
        await flick(name, -60, end);
        const by = (await boxOf(control(page, name))).x - from.x;
        assert.ok(Math.abs(by + 60) <= 1.5, `${name}, ${end}: it moved by ${by}`);
      }
  },
);
