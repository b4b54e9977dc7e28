// Several questions to one Lab at the same time.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { line } from '../../www/engine/turns.js';
import { openEngine } from './crate.js';

test('questions asked at the same time do not make each other begin anew', async () => {
  const engine = await openEngine();
  try {
    const data = 'normal:512x512:seed=7';
    const asked = ['int2:g32:mse', 'int3:asym:g32:mse', 'int5:g32:mse'].map((scheme) =>
      engine.ask(
        data,
        { kind: 'ranges', scheme, npy: false },
        { signal: new AbortController().signal, onprogress: () => {} },
      ),
    );
    for (const { ranges } of await Promise.all(asked)) assert.equal(ranges.length, 2 * 512 * (512 / 32));
  } finally {
    engine.dispose();
  }
});

test('what joins first goes before the others, each in their order', async () => {
  const join = line();
  /** @type {string[]} */
  const done = [];
  const first = join(false);
  const go = async (/** @type {string} */ name, /** @type {boolean} */ ahead) => {
    const place = join(ahead);
    await place.turn();
    done.push(name);
    place.leave();
  };
  await first.turn();
  const all = [go('beside 1', false), go('frame 1', true), go('beside 2', false), go('frame 2', true)];
  // One that is interrupted by a frame goes on after it.
  const again = first.turn().then(() => {
    done.push('interrupted');
    first.leave();
  });
  await Promise.all([...all, again]);
  assert.deepEqual(done, ['frame 1', 'frame 2', 'interrupted', 'beside 1', 'beside 2']);
});
