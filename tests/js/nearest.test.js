import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from '../../www/state/nearest.js';

test('a mistyped word is near the one that was meant, and another word is near none', () => {
  const words = ['one-value', 'clipping', 'per-group', 'per-channel', 'grid', 'padding'];
  for (const [given, meant] of [
    ['cliping', 'clipping'],
    ['CLIPPING', 'clipping'],
    ['clippign', 'clipping'],
    ['per-grupo', 'per-group'],
    ['perchannel', 'per-channel'],
    ['gird', 'grid'],
    ['tensors', null],
    ['', null],
    ['x'.repeat(10_000), null],
  ])
    assert.equal(nearest(/** @type {string} */ (given), words), meant, String(given).slice(0, 20));
});
