// What a model became, in a saved survey.

import assert from 'node:assert/strict';
import test from 'node:test';
import { savedText } from '../../www/views/model/saved/format.js';
import { SURVEY, measures, read, refusal, row, side } from './saved-rows.js';
import './texts.js';

/** What a grid tells is not known of stored values; nor are the bits of some. */
const GRIDLESS = Object.fromEntries(
  [
    'clipped',
    'rmse_per_scale',
    'error_at_zero',
    'rounding_sse',
    'clipping_sse',
    'codes_used',
    'codes_total',
    'entropy_bits',
    'bits_per_value',
  ].map((key) => [key, null]),
);
const UNLIKE = { key: 'note.became.shape', words: { partner: 'c', theirs: '3', ours: '4' } };
/** The same survey with a second file: of four tensors one is compared, one cannot be, one has no error, and one has no partner. */
const COMPARED = (() => {
  const stored = { ...side('became', { ...measures(0.02), ...GRIDLESS }), signal: 11.5, left_out: 1 };
  const perfect = { ...side('became', { ...measures(0), ...GRIDLESS, bits_per_value: 16 }), signal: 12.5, left_out: 0 };
  const rows = [
    row('a', { sides: new Map([...row('a').sides, ['became', stored]]) }),
    row('b', { sides: new Map([...row('b').sides, ['became', perfect]]) }),
    row('c', { sides: new Map([...row('c').sides, ['became', side('became', null, UNLIKE)]]) }),
    row('d'),
  ];
  const partners = new Map([
    ['a', { entry: { name: 'blk.a' }, unlike: null }],
    ['b', { entry: { name: 'blk.b' }, unlike: null }],
    ['c', { entry: { name: 'blk.c' }, unlike: UNLIKE }],
  ]);
  const became = { word: 'became', model: { listing: { name: 'q.gguf' } }, partners, alone: ['d'], left: ['x', 'y'] };
  return { ...SURVEY, rows, became };
})();

test('what a model became is saved and read again', () => {
  const text = savedText(COMPARED);
  assert.deepEqual(read(text), { file: 's.json', ...COMPARED });
  assert.equal(savedText(read(text)), text);
  const saved = JSON.parse(text);
  assert.deepEqual([saved.became, saved.unpaired, saved.unpaired_became], ['q.gguf', ['d'], ['x', 'y']]);
  // Over the values that were compared: 9 of the first tensor, 10 of the second.
  assert.equal(saved.total_became.sqnr_db, 10 * Math.log10((11.5 + 12.5) / (0.02 * 9)));
  assert.equal(saved.total_became.tensors, 2);
  assert.ok(!('became' in saved.tensors[3]) && !('became' in JSON.parse(savedText(SURVEY)).tensors[0]));
});

test('of what a model became each number is looked at, too', () => {
  for (const [place, change] of /** @type {[string, (saved: any) => void][]} */ ([
    ['tensors[0].became.mse', (saved) => (saved.tensors[0].became.mse = null)],
    ['tensors[0].became_signal', (saved) => delete saved.tensors[0].became_signal],
    ['tensors[0].became_left_out', (saved) => (saved.tensors[0].became_left_out = -1)],
    ['tensors[0].partner', (saved) => (saved.tensors[0].partner = 7)],
    ['unpaired[0]', (saved) => (saved.unpaired = [{}])],
    ['became', (saved) => (saved.became = ['q.gguf'])],
  ])) {
    const saved = JSON.parse(savedText(COMPARED));
    change(saved);
    const { key, ...words } = refusal(JSON.stringify(saved));
    assert.deepEqual([key, /** @type {any} */ (words).place], ['error.survey.field', place]);
  }
});
