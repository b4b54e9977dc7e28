import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  around,
  blockAt,
  blockSize,
  cellAt,
  fitted,
  holding,
  holds,
  moved,
  knownAt,
  windowOf,
  windowText,
  zoomed,
} from '../../www/views/blocks/window.js';

const SIZE = { rows: 64, columns: 384 };
/** @typedef {import('../../www/views/blocks/window.js').Window} Window */

test('a window is pushed into the matrix, and the whole of it needs no words', () => {
  assert.deepEqual(windowOf('', SIZE), [0, 64, 0, 384]);
  assert.deepEqual(windowOf('60,80,10,20', SIZE), [44, 64, 10, 20]);
  assert.deepEqual(fitted([-3.2, 4, 390, 400], SIZE), [0, 7, 374, 384]);
  assert.equal(windowText([-1, 70, 0, 384], SIZE), '');
  assert.equal(windowText([0, 64, 0, 383], SIZE), '0,64,0,383');
});

test('zooming keeps a place where it is, and always gets on', () => {
  const [top, bottom, left, right] = zoomed([0, 64, 0, 384], 1 / 2, { row: 16, column: 96 });
  assert.deepEqual([top, bottom, left, right], [8, 40, 48, 240]);
  /** @type {Window} */
  let window = [10, 11, 20, 22];
  for (let i = 0; i < 40; i += 1) window = fitted(zoomed(window, 1.2, { row: 10.5, column: 21 }), SIZE);
  assert.deepEqual(window, [0, 64, 0, 384]);
  for (let i = 0; i < 80; i += 1) window = fitted(zoomed(window, 0.9, { row: 10.5, column: 20.5 }), SIZE);
  assert.deepEqual(window, [10, 11, 20, 21]);
});

test('a window follows a place, as little as it can', () => {
  assert.deepEqual(holding([10, 20, 10, 20], { row: 25, column: 3 }), [16, 26, 3, 13]);
  assert.deepEqual(holding([10, 20, 10, 20], { row: 10, column: 19 }), [10, 20, 10, 20]);
  assert.deepEqual(moved([1, 2, 3, 4], 10, -1), [11, 12, 2, 3]);
});

test('a line is gone to with its neighbours, and with the one value that raises it', () => {
  const column = { column: true, index: 99, at: 0, by: 0 };
  assert.deepEqual(fitted(around([0, 4096, 0, 4096], column), { rows: 4096, columns: 4096 }), [0, 4096, 67, 131]);
  assert.deepEqual(
    fitted(around([0, 4096, 0, 4096], { ...column, at: 3000, by: 1 }), { rows: 4096, columns: 4096 }),
    [2968, 3032, 67, 131],
  );
  const row = { column: false, index: 5, at: 9, by: 0 };
  assert.deepEqual(around([0, 50, 0, 300], row), [0, 50, 0, 300], 'near enough already');
  assert.deepEqual(around([20, 50, 0, 300], row), [-10, 20, 0, 300]);
});

test('each place lies in the cell that the crate made of it', () => {
  for (const [from, to, n] of [
    [0, 10, 3],
    [5, 12, 7],
    [3, 103, 9],
    [0, 1, 1],
  ]) {
    const edge = (/** @type {number} */ i) => from + Math.floor(((to - from) * i) / n);
    for (let i = 0; i < n; i += 1) {
      for (let at = edge(i); at < edge(i + 1); at += 1) {
        const cell = cellAt({ window: [from, to, 0, 6], cells: [n, 2] }, { row: at, column: 4 });
        assert.deepEqual([cell.index, cell.rows, cell.columns], [i * 2 + 1, edge(i + 1) - edge(i), 3]);
        assert.ok(holds(cell.at, { row: at, column: 4 }));
      }
    }
  }
});

test('blocks, and where their numbers stand among those of a window', () => {
  const parts = (/** @type {any} */ granularity) => blockSize(/** @type {any} */ ({ granularity, group: 100 }), SIZE);
  assert.deepEqual(['tensor', 'row', 'col', 'group'].map(parts), [
    [64, 384],
    [1, 384],
    [64, 1],
    [1, 100],
  ]);
  assert.equal(blockAt([1, 100], SIZE, { row: 3, column: 250 }), 14);
  assert.equal(blockAt([64, 1], SIZE, { row: 3, column: 250 }), 250);
  assert.equal(knownAt([2, 6, 1, 4], [1, 100], { row: 3, column: 250 }), 4);
  assert.equal(knownAt([2, 6, 1, 4], [1, 100], { row: 3, column: 50 }), -1);
  assert.equal(knownAt(undefined, [1, 100], { row: 3, column: 50 }), -1);
});
