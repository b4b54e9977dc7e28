import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CATALOGUES, createTranslator } from '../../www/i18n/index.js';
import { choiceOf, dataChoices } from '../../www/panels/data/choices.js';
import { PRESETS } from '../../www/panels/data/presets.js';
import { defaults } from '../../www/state/state.js';
import './texts.js';

/** @typedef {import('../../www/engine/records.js').DataParts} DataParts */

const SAMPLES = /** @type {const} */ ([
  { name: 'minilm_l0_key_weight', kind: 'weight', source: '', license: '' },
  { name: 'silero_act_lstm_hidden_over_time', kind: 'activation', source: '', license: '' },
]);

test('every preset has a name of its own and one sentence in both languages', () => {
  const ids = PRESETS.map(({ id }) => id);
  for (const [lang, texts] of Object.entries(CATALOGUES)) {
    const told = Object.keys(texts).filter((key) => key.startsWith('preset.'));
    assert.deepEqual(told.sort(), ids.flatMap((id) => [`preset.${id}`, `preset.${id}.shows`]).sort(), lang);
    assert.equal(new Set(ids.map((id) => texts[`preset.${id}`])).size, ids.length, 'a name twice');
    for (const id of ids)
      assert.match(texts[`preset.${id}.shows`], lang === 'en' ? /^[^。]+\.$/ : /^[^。]*\p{Script=Han}[^。]*。$/u, id);
  }
});

test('no data stands for two presets, and the data of the first sight is one', () => {
  assert.equal(new Set(PRESETS.map(({ data }) => data)).size, PRESETS.length);
  assert.equal(PRESETS[0].data, defaults().data);
});

test('every choice has its texts, and an id of its own', () => {
  for (const lang of Object.keys(CATALOGUES)) {
    const choices = dataChoices(createTranslator(lang, { strict: true }), SAMPLES);
    assert.equal(new Set(choices.map(({ id }) => id)).size, choices.length);
    assert.deepEqual([...new Set(choices.map(({ id }) => id.split(':')[0]))], ['preset', 'kind', 'sample', 'file']);
    for (const { name, shows, group } of choices) assert.ok(name && shows && group);
  }
});

test('data is named by what it is: a preset, its generator, a sample, or something of one’s own', () => {
  /** @type {[string, Partial<DataParts>, string][]} */
  const table = [
    [PRESETS[1].data, { source: 'generator', kind: 'normal' }, `preset:${PRESETS[1].id}`],
    [`${PRESETS[1].data}:outliers=0.1x2`, { source: 'generator', kind: 'normal' }, 'kind:normal'],
    ['sample(x):axis=1', { source: 'sample', name: 'x' }, 'sample:x'],
    ['file(x.npy)', { source: 'file', name: 'x.npy' }, 'file'],
    ['values(1,2)', { source: 'values', name: '' }, 'file'],
  ];
  for (const [text, parts, id] of table) assert.equal(choiceOf(text, /** @type {DataParts} */ (parts)), id);
});
