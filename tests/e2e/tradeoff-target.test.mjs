// The target of the Trade-off view: its line is dragged and moved by keys, and the recommendation follows.
import assert from 'node:assert/strict';
import { control, inBrowser, painted, ready, shows, stateOf, until } from './lab.mjs';
import { boxOf, sliderOf } from './picture.mjs';
import { measured } from './tradeoff.mjs';

const visit = inBrowser();
for (const [way, options] of /** @type {const} */ ([
  ['mouse', {}],
  ['touch', { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } }],
])) {
  visit(
    `by ${way}: the target's line is dragged, and the recommendation follows`,
    { hash: '#view=tradeoff&lang=en', ...options },
    async (page) => {
      // As long as schemes arrive, the axis grows and the line moves.
      await measured(page);
      const grip = control(page, 'target-grip');
      await until(
        'the grip',
        () => grip.count(),
        (n) => n === 1,
      );
      const { x, y } = await until(
        'the grip stands still',
        async () => {
          const before = await boxOf(grip);
          await painted(page);
          const now = await boxOf(grip);
          return { x: now.x, y: now.y, still: before.x === now.x && before.y === now.y };
        },
        ({ still }) => still,
      );
      const [from, to] = [
        { x: x + 8, y: y + 8 },
        { x: x + 8, y: y + 68 },
      ];
      if (way === 'mouse') {
        await page.mouse.move(from.x, from.y);
        await page.mouse.down();
        await page.mouse.move(to.x, to.y, { steps: 4 });
        await page.mouse.up();
      } else {
        await page.touch('touchStart', from);
        await page.touch('touchMove', { x: to.x, y: (from.y + to.y) / 2 });
        await page.touch('touchMove', to);
        await page.touch('touchEnd');
      }
      // What the drag passed on its way may still be on its way to the field.
      const { target } = await until(
        'a lower target, in the field too',
        async () => ({
          target: Number((await stateOf(page)).target),
          field: Number(await control(page, 'target').inputValue()),
        }),
        ({ target, field }) => target > 0 && target < 28 && target === field,
      );
      await until(
        'the grip says it',
        () => sliderOf(page, 'target-grip'),
        ({ now, text }) => now === target && text === `${target.toFixed(2)}\u202fdB`,
      );
      assert.ok((await boxOf(grip)).y > y + 20, 'and stands lower');
      assert.match(await page.locator('.advice .verdict').innerText(), new RegExp(`reaches ${target.toFixed(2)}`));
    },
  );
}

visit(
  'by keyboard: the target goes up and down, of SQNR and of bits',
  { hash: '#view=tradeoff&lang=en' },
  async (page) => {
    await ready(page);
    // What is hidden takes no focus.
    await control(page, 'target-grip').waitFor();
    await control(page, 'target-grip').focus();
    await page.keyboard.press('ArrowUp');
    await shows(page, { target: '30.5' });
    await page.keyboard.press('Shift+ArrowDown');
    await shows(page, { target: '25.5' });
    // A held key comes again before the picture shows what it did.
    await control(page, 'target-grip').evaluate((grip) => {
      for (let i = 0; i < 3; i += 1)
        grip.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }));
    });
    await shows(page, { target: '27' });
    await control(page, 'goal-bits').check({ force: true });
    await shows(page, { goal: 'bits', target: '' });
    await control(page, 'target-grip').waitFor();
    await control(page, 'target-grip').focus();
    await page.keyboard.press('ArrowLeft');
    await shows(page, { target: '4.45' });
  },
);
