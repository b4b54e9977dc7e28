import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followDrag, grip } from '../../www/plot/drag.js';

/** An element that hears of a pointer. */
function element() {
  const target = Object.assign(new EventTarget(), { setPointerCapture() {}, focus() {} });
  const send = (/** @type {string} */ type, /** @type {number} */ clientX, pointerId = 1) =>
    target.dispatchEvent(Object.assign(new Event(type), { clientX, pointerId, button: 0 }));
  return { target: /** @type {any} */ (target), send };
}

/** What a drag tells, as texts. @param {ReturnType<typeof element>} on */
function told({ target }) {
  /** @type {string[]} */
  const heard = [];
  target.addEventListener('pointerdown', (/** @type {any} */ down) =>
    followDrag(target, down, {
      move: ({ clientX }) => heard.push(`move ${clientX}`),
      drop: ({ clientX }, cancelled) => heard.push(`${cancelled ? 'cancelled' : 'drop'} ${clientX}`),
    }),
  );
  return heard;
}

test('a drag ends where the pointer is let go, and hears no other finger', () => {
  const on = element();
  const heard = told(on);
  on.send('pointerdown', 10);
  on.send('pointermove', 20);
  on.send('pointermove', 90, 2);
  on.send('pointerup', 90, 2);
  on.send('pointerup', 30);
  on.send('pointermove', 40);
  assert.deepEqual(heard, ['move 20', 'drop 30']);
});

test('a cancelled drag, which has no place of its own, ends where the pointer was last', () => {
  const on = element();
  const heard = told(on);
  on.send('pointerdown', 10);
  on.send('pointermove', 20);
  on.send('pointercancel', 0);
  on.send('pointerdown', 50);
  on.send('pointercancel', 0);
  assert.deepEqual(heard, ['move 20', 'cancelled 20', 'cancelled 50']);
});

test('a grip that is cancelled keeps where it was moved to, and one that has not moved was not pressed', () => {
  const on = element();
  /** @type {string[]} */
  const heard = [];
  grip(on.target, () => ({
    across: ({ clientX }) => clientX,
    move: ({ clientX }) => heard.push(`move ${clientX}`),
    drop: ({ clientX }) => heard.push(`drop ${clientX}`),
    press: ({ clientX }) => heard.push(`press ${clientX}`),
  }));
  on.send('pointerdown', 10);
  on.send('pointermove', 25);
  on.send('pointercancel', 0);
  on.send('pointerdown', 10);
  on.send('pointercancel', 0);
  on.send('pointerdown', 10);
  on.send('pointerup', 10);
  assert.deepEqual(heard, ['move 25', 'drop 25', 'press 10']);
});
