// Bytes that are read ahead are those of the file, and few reads bring them.

import assert from 'node:assert/strict';
import test from 'node:test';
import { ReadAhead } from '../../www/engine/read-ahead.js';

const MIB = 1 << 20;

/** A file of 40 MiB whose bytes tell where they stand, and what was read of it. */
function file() {
  const all = new Uint8Array(40 * MIB).map((_, i) => (i >> 8) + i);
  /** @type {[number, number][]} */
  const reads = [];
  const blob = {
    slice(/** @type {number} */ start, /** @type {number} */ end) {
      reads.push([start / MIB, end / MIB]);
      return { arrayBuffer: async () => all.slice(start, end).buffer };
    },
  };
  const ahead = new ReadAhead('f', /** @type {any} */ (blob));
  const take = async (/** @type {number} */ start, /** @type {number} */ end) => {
    const found = await ahead.take(start * MIB, end * MIB);
    assert.ok(Buffer.from(all.subarray(start * MIB, end * MIB)).equals(found), `${start} ${end}`);
  };
  return { ahead, reads, take };
}

test('small tensors that lie one behind another are read together', async () => {
  const { ahead, reads, take } = file();
  for (let at = 0; at < 6; at += 0.5) {
    ahead.expect((6 - at) * MIB);
    await take(at, at + 0.5);
  }
  assert.deepEqual(reads, [[0, 6]]);
});

test('the next window is read while one is worked on, and a piece may lie in both', async () => {
  const { ahead, reads, take } = file();
  ahead.expect(21 * MIB);
  await take(1, 4);
  assert.deepEqual(reads, [
    [1, 9],
    [9, 17],
  ]);
  for (const [start, end] of [
    [4, 7.5],
    [7.5, 11],
    [11, 17],
    [17, 22],
  ])
    await take(start, end);
  assert.deepEqual(reads.slice(2), [[17, 22]]);
});

test('what was not expected is read as it is asked for: elsewhere, beyond the run, and larger than a window', async () => {
  const { ahead, reads, take } = file();
  await take(3, 4);
  assert.deepEqual(reads, [[3, 4]]);
  ahead.expect(2 * MIB);
  await take(10, 11);
  await take(2, 3);
  await take(12, 31);
  assert.deepEqual(reads.slice(1), [
    [10, 12],
    [2, 10],
    [10, 12],
    [12, 20],
    [20, 28],
    [28, 31],
  ]);
});

test('a file that cannot be read rejects what is asked for', async () => {
  const blob = { slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) };
  const ahead = new ReadAhead('f', /** @type {any} */ (blob));
  ahead.expect(40 * MIB);
  await assert.rejects(ahead.take(0, MIB), /gone/);
});
