import assert from 'node:assert/strict';
import { test } from 'node:test';
import { likely, nearest } from '../../www/state/nearest.js';

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

test('the words that a person may have meant are those with a part of the text, then those with the fewest mistakes', () => {
  const words = [
    'minilm_layernorm_gains',
    'minilm_word_embeddings',
    'effnet_act_logits',
    'photo_cat',
    'effnet_stem_conv',
  ];
  assert.deepEqual(likely('embeddings', words, 1), ['minilm_word_embeddings']);
  assert.deepEqual(likely('effnet logit', words, 2), ['effnet_act_logits', 'effnet_stem_conv']);
  assert.deepEqual(likely('PHOTO-CAT', words, 1), ['photo_cat']);
  assert.deepEqual(likely('foto_cat', words, 1), ['photo_cat']);
  assert.equal(likely('x'.repeat(10_000), words, 3).length, 3);
  assert.deepEqual(likely('nope', [], 3), []);
});
