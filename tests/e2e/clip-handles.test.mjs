import assert from 'node:assert/strict';
import {
  changes,
  control,
  focused,
  fragment,
  inBrowser,
  links,
  metricsOf,
  painted,
  ready,
  setState,
  shows,
  stateOf,
  until,
} from './lab.mjs';
import { compareWithNative, shown } from './native.mjs';
import { axisOf, drag, gripOf, sliderOf, viewOf } from './picture.mjs';

const visit = inBrowser();
const HANDLES = ['a-lo', 'a-hi', 'b-lo', 'b-hi'];

/** The limits in a scheme's string. @param {string} scheme */
function limits(scheme) {
  const match = /clip\((.+),(.+)\)/.exec(scheme);
  assert.ok(match, `${scheme} has limits`);
  return { lo: Number(match[1]), hi: Number(match[2]) };
}

visit('clip handles are sliders to a screen reader, and say the limits that are in force', {}, async (page) => {
  await ready(page);
  for (const name of HANDLES) {
    const handle = await sliderOf(page, `handle-${name}`);
    assert.equal(handle.role, 'slider');
    assert.match(handle.label ?? '', name.endsWith('lo') ? /Lower clip limit of [AB]/ : /Upper clip limit of [AB]/);
    assert.ok(handle.min <= handle.now && handle.now <= handle.max, JSON.stringify(handle));
    assert.ok(handle.text, 'the value is said as a number a person reads');
    const field = Number(await control(page, name).inputValue());
    assert.ok(Math.abs(handle.now - field) <= Math.abs(handle.now) * 1e-3, `${name}: ${handle.now} and ${field}`);
    await control(page, `handle-${name}`).focus();
    assert.equal(await focused(page), `handle-${name}`);
  }
});

for (const role of /** @type {const} */ (['a', 'b'])) {
  visit(
    `dragging a handle of ${role.toUpperCase()} sets clip(LO,HI) to where it is let go, and the numbers follow all the way`,
    {},
    async (page) => {
      await ready(page);
      const axis = await axisOf(page);
      const views = [];
      for (const end of /** @type {const} */ (['lo', 'hi'])) {
        for (const scheme of ['int4:asym', 'int4']) {
          await setState(page, { [role]: scheme });
          const grip = await gripOf(page, `${role}-${end}`);
          const by = end === 'lo' ? 120 : -120;
          await drag(
            page,
            grip,
            { x: grip.x + by, y: grip.y },
            {
              halfway: async () => {
                await until(
                  `${role} while it is dragged`,
                  async () => (await stateOf(page))[role],
                  (text) => text.includes('clip('),
                );
                views.push(await shown(page));
              },
            },
          );
          const aim = axis.valueOf(grip.x + by);
          const near = (/** @type {string} */ text) =>
            text.includes('clip(') && Math.abs(limits(text)[end] - aim) <= 2 * axis.perPixel;
          const text = await until(`a limit near ${aim}`, async () => (await stateOf(page))[role], near);
          const { lo, hi } = limits(text);
          if (scheme === 'int4') assert.equal(lo, -hi, 'a symmetric range has one magnitude');
          assert.match(text, scheme === 'int4' ? /^int4:clip/ : /^int4:asym:clip/);
          await painted(page);
          assert.equal(await control(page, role).inputValue(), text);
          assert.ok(
            Math.abs((await gripOf(page, `${role}-${end}`)).x - (grip.x + by)) <= 2,
            'the handle is where it was let go',
          );
          await links(page, role, text);
          views.push(await shown(page));
        }
      }
      const numbers = views.map(({ metrics }) => metrics[role].mse);
      for (let i = 0; i < views.length; i += 2)
        assert.notEqual(numbers[i], numbers[i + 1], `${views[i][role]} and ${views[i + 1][role]}`);
      await compareWithNative(views);
    },
  );
}

visit(
  'a limit of a scheme with blocks scales the range of every block, and the picture names the factor',
  { hash: '#data=normal:64x64:seed=3:outliers=0.001x20&a=int4:asym:g64&b=int4:row:p99' },
  async (page) => {
    await ready(page);
    const views = [];
    for (const role of /** @type {const} */ (['a', 'b'])) {
      const before = await metricsOf(page);
      const grip = await gripOf(page, `${role}-hi`);
      const zero = (await axisOf(page)).xOf(0);
      const text = await changes(page, role, () => drag(page, grip, { x: grip.x - (grip.x - zero) / 8, y: grip.y }));
      const [, stem, factor] = /^(.*):r([\d.]+)$/.exec(text) ?? [];
      assert.equal(stem, role === 'a' ? 'int4:asym:g64' : 'int4:row', text);
      if (role === 'a') assert.ok(Math.abs(Number(factor) - 7 / 8) < 0.02, text);
      await painted(page);
      const slider = await sliderOf(page, `handle-${role}-hi`);
      assert.ok(slider.text?.includes(`× ${factor}`), slider.text ?? '');
      const now = await metricsOf(page);
      assert.ok(now[role].sqnr_db > before[role].sqnr_db - 3, 'no block has lost its own range');
      await links(page, role, text);
      views.push(await shown(page));
    }
    await compareWithNative(views);
    const { a } = await stateOf(page);
    const factor = Number(/r([\d.]+)$/.exec(a)?.[1]);
    await control(page, 'handle-a-hi').press('ArrowLeft');
    await until(
      'a smaller factor',
      async () => Number(/r([\d.]+)$/.exec((await stateOf(page)).a)?.[1]),
      (next) => next < factor,
    );
  },
);

for (const scheme of ['int4:wide:row', 'int4:full:col', 'int4:full', 'int4:wide:clip(-2,2)', 'int4:g64:spow2']) {
  visit(
    `a handle of ${scheme}, whose grid ends elsewhere than its range, goes inward with the pointer`,
    { hash: `#data=normal:64x64:seed=7&a=${scheme}&x=-8,8` },
    async (page) => {
      await ready(page);
      for (const end of ['lo', 'hi']) {
        await setState(page, { a: scheme });
        const inward = end === 'lo' ? 1 : -1;
        const grip = await gripOf(page, `a-${end}`);
        const before = (await sliderOf(page, `handle-a-${end}`)).now;
        await changes(page, 'a', () => drag(page, grip, { x: grip.x + 12 * inward, y: grip.y }));
        await painted(page);
        const now = await gripOf(page, `a-${end}`);
        const after = (await sliderOf(page, `handle-a-${end}`)).now;
        assert.ok(Math.abs(after) <= Math.abs(before), `${end}: ${before} became ${after}`);
        // Scales that are powers of two move in steps.
        if (!scheme.includes('spow2'))
          assert.ok(Math.abs(now.x - grip.x - 12 * inward) <= 2, `${end}: ${now.x - grip.x}`);
      }
    },
  );
}

visit(
  'in a page that shows the element scaled, the pointer is where it is seen',
  { hash: '#a=int4:clip(-3,3)&x=-10,10', fresh: true },
  async (page) => {
    await ready(page);
    await page.evaluate(() => {
      const { style } = /** @type {HTMLElement} */ (document.querySelector('quant-scope'));
      Object.assign(style, { display: 'block', transform: 'scale(0.5)', transformOrigin: '0 0' });
    });
    const grip = await gripOf(page, 'a-hi');
    await changes(page, 'a', () => drag(page, grip, { x: grip.x + 40, y: grip.y }));
    await painted(page);
    assert.ok(Math.abs((await gripOf(page, 'a-hi')).x - grip.x - 40) <= 1.5, 'the handle is under the pointer');
  },
);

visit(
  'the axis holds still while a limit moves, though its whole range depends on the limits',
  { hash: '#data=lognormal:64x64&a=int4:wide:col' },
  async (page) => {
    await ready(page);
    const grip = await gripOf(page, 'a-hi');
    const view = await viewOf(page);
    for (const by of [-30, -60]) {
      await setState(page, { a: 'int4:wide:col', x: '' });
      const to = { x: grip.x + by, y: grip.y };
      await changes(page, 'a', () => drag(page, grip, to, { halfway: () => stateOf(page) }));
      await painted(page);
      const now = await gripOf(page, 'a-hi');
      assert.ok(Math.abs(now.x - to.x) <= 1.5, `${by}: the handle is ${now.x - to.x} px from the pointer`);
    }
    await control(page, 'plot').press('Control+z');
    await shows(page, { a: 'int4:wide:col', x: '' });
    assert.deepEqual(await viewOf(page), view, 'undo brings the axis back');
  },
);

visit(
  'a limit that leaves the axis is in reach after it: where it is let go is on the axis, and a key keeps the focus',
  { hash: '#data=normal:64x64:seed=3&a=int4:asym&b=int4:row' },
  async (page) => {
    await ready(page);
    const grip = await gripOf(page, 'a-hi');
    const far = { x: grip.x + 90, y: grip.y };
    await changes(page, 'a', () =>
      drag(page, grip, far, {
        halfway: async () => {
          await stateOf(page);
          assert.equal(await focused(page), 'handle-a-hi', 'it is held beyond the end');
        },
      }),
    );
    await painted(page);
    const [, hi] = await viewOf(page);
    assert.ok(limits((await stateOf(page)).a).hi < hi, 'the axis goes on to the limit');
    await gripOf(page, 'a-hi');
    await setState(page, { a: 'int4:asym', x: '' });
    for (const name of ['a-hi', 'b-hi']) {
      const handle = control(page, `handle-${name}`);
      for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'ArrowLeft'])
        await changes(page, /** @type {'a'|'b'} */ (name[0]), () => handle.press(key));
      assert.equal(await focused(page), `handle-${name}`);
    }
    await control(page, 'zoom-bulk').click();
    await setState(page, { x: '-1,1' });
    assert.equal(await control(page, 'handle-a-hi').isVisible(), false, 'out of the view and not held');
  },
);

visit(
  'a drag that is cancelled leaves the limit where it was last',
  { hash: '#a=int4:clip(-3,3)&x=-10,10' },
  async (page) => {
    await ready(page);
    const handle = control(page, 'handle-a-hi');
    const grip = await gripOf(page, 'a-hi');
    await page.mouse.move(grip.x, grip.y);
    await page.mouse.down();
    await page.mouse.move(grip.x + 40, grip.y, { steps: 3 });
    const { a } = await stateOf(page);
    await handle.evaluate((element) => element.dispatchEvent(new PointerEvent('pointercancel', { pointerId: 1 })));
    assert.equal((await stateOf(page)).a, a);
    await page.mouse.up();
    assert.equal((await stateOf(page)).a, a);
  },
);

visit('a click on a handle moves nothing', {}, async (page) => {
  await ready(page);
  const grip = await gripOf(page, 'a-hi');
  await page.mouse.move(grip.x + 4, grip.y);
  await page.mouse.down();
  await page.mouse.up();
  await painted(page);
  assert.deepEqual(await fragment(page), {});
  assert.equal((await stateOf(page)).a, 'int4');
});

visit(
  'a limit dragged past the other stays apart from it, and past zero stays at zero',
  { hash: '#a=int4:asym:clip(-4,4)&x=-10,10' },
  async (page) => {
    await ready(page);
    const grip = await gripOf(page, 'a-hi');
    await drag(page, grip, { x: grip.x - 700, y: grip.y });
    const { lo, hi } = limits(
      await until(
        'A',
        async () => (await stateOf(page)).a,
        (a) => limits(a).hi < 4,
      ),
    );
    assert.ok(lo === -4 && hi >= 0 && hi > lo, `clip(${lo},${hi})`);
  },
);

visit(
  'a handle goes by arrow keys, with Shift by larger steps',
  { hash: '#a=int4:asym:clip(-3,3)&x=-10,10' },
  async (page) => {
    await ready(page);
    const hi = control(page, 'handle-a-hi');
    await hi.focus();
    assert.equal(limits(await changes(page, 'a', () => hi.press('ArrowLeft'))).hi, 2.8);
    assert.equal(limits(await changes(page, 'a', () => hi.press('ArrowDown'))).hi, 2.6);
    assert.equal(limits(await changes(page, 'a', () => hi.press('Shift+ArrowRight'))).hi, 4.6);
    assert.equal(limits(await changes(page, 'a', () => hi.press('ArrowUp'))).hi, 4.8);
    assert.equal(limits((await stateOf(page)).a).lo, -3, 'the other limit stays');
    const lo = control(page, 'handle-a-lo');
    assert.equal(limits(await changes(page, 'a', () => lo.press('ArrowRight'))).lo, -2.8);
    await compareWithNative([await shown(page)]);
  },
);

visit('keys that come faster than pictures are not lost', { hash: '#a=int4:clip(-3,3)&x=-10,10' }, async (page) => {
  await ready(page);
  await control(page, 'handle-a-hi').evaluate((handle) => {
    for (let i = 0; i < 5; i += 1)
      handle.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, composed: true, cancelable: true }),
      );
  });
  await shows(page, { a: 'int4:clip(-4,4)' });
  await control(page, 'plot').evaluate((plot) => {
    for (let i = 0; i < 3; i += 1)
      plot.dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true, composed: true, cancelable: true }));
  });
  const width = 20 / 1.5 ** 3;
  await until(
    'the view zoomed three times',
    () => viewOf(page),
    ([lo, hi]) => Math.abs(hi - lo - width) < 0.1,
  );
});

visit(
  'a handle drags under a finger, and the page does not scroll meanwhile',
  { hash: '#a=int4:clip(-5,5)&x=-10,10', viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true },
  async (page) => {
    await ready(page);
    const scrolled = await page.evaluate(() => scrollY);
    const grip = await gripOf(page, 'a-hi');
    await page.touch('touchStart', grip);
    for (const by of [10, 20, 30, 40]) await page.touch('touchMove', { x: grip.x - by, y: grip.y });
    await page.touch('touchEnd');
    const text = await until(
      'A',
      async () => (await stateOf(page)).a,
      (a) => a !== 'int4:clip(-5,5)',
    );
    assert.ok(limits(text).hi < 5 && limits(text).lo === -limits(text).hi, text);
    assert.equal(await page.evaluate(() => scrollY), scrolled);
  },
);
