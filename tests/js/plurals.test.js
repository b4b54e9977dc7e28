// No English sentence says "1 values": a count stands apart from its noun, or one has a sentence of its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CATALOGUES, createTranslator } from '../../www/i18n/index.js';
import { distance } from '../../www/panels/lesson/guesses/slider.js';
import { showsText } from '../../www/panels/data/shows.js';
import './texts.js';

const NOUNS =
  'values|rows|columns|batches|booleans|numbers|integers|pixels|bytes|schemes|tensors|files|blocks|levels|codes|groups|outliers|more bits|fewer bits';
/** A number right before its noun; a size, as in 2 × 2 values, and a part, as in 1 of 16 levels, are none. */
const COUNTED = new RegExp(`(?<![×–] |of )\\{\\w+\\} (${NOUNS}|are|were)\\b`);

/** What is said of several only, and why. @type {Record<string, string>} */
const SEVERAL = {
  'advice.asym.codes': 'a grid has two codes at least',
  'blocks.cell': 'a pixel of one value has a sentence of its own',
  'blocks.cell.photograph': 'the same',
  'blocks.found.grids': 'a grid has two levels at least',
  'codes.all': 'a grid has two codes at least',
  'figure.note.zeroed': 'a grid has two levels at least',
  'figure.note.zeroed-zeros': 'the same',
  'sweeps.blocks': 'one block has no name',
  'ui.data.facts': 'one value has a sentence of its own',
  'ui.files.tensors': 'one file has a sentence of its own',
  'ui.how.kl': 'of a histogram with many bins and a grid with several levels',
  'ui.how.kl.divergence': 'the same',
  'ui.lesson.unit.codes': 'lessons ask about several',
  'ui.levels.how': 'an excerpt of many values',
  'note.file.first': 'one tensor is not chosen from',
  'note.file.main': 'the same',
  'note.files.many': 'a fixed limit',
  'note.model.index_total': 'sizes of models',
  'note.model.part_missing': 'one part was opened, and one is missing',
  'note.model.part_missing_of': 'the same',
  'note.model.shard_missing': 'one file was opened, and one is missing',
  'note.survey.together': 'more than are held',
  'note.importance.matrices': 'a fault of a file with several matrices',
  'note.importance.none': 'a fault of a file',
  'note.importance.several': 'a fault of a file',
  'remark.less_than_one': 'a percentile above 0 needs several',
  'stream.raised': 'more than were asked for',
  'stream.says': 'one batch has a sentence of its own',
};
for (const key of ['exact', 'exact.all', 'exact.both']) SEVERAL[`stream.says.${key}`] = SEVERAL['stream.says'];
/** Faults of files and settings, which the crate words: of sizes, which are seldom 1. */
const FAULTS = /^error\./;

test('no text of the page counts with a noun that may be one', () => {
  const found = Object.entries(CATALOGUES.en).filter(
    ([key, text]) => COUNTED.test(text) && !(key in SEVERAL) && !FAULTS.test(key),
  );
  assert.deepEqual(found, []);
});

test('one outlier is said of one', () => {
  const data = { parts: {}, min: -1, max: 30, sd: 1, count: 4096 };
  const say = (/** @type {number} */ count) =>
    showsText(
      createTranslator('en', { strict: true }),
      /** @type {any} */ ({
        ...data,
        parts: { source: 'generator', outlier_fraction: count / 4096, point: 30 },
      }),
      /** @type {any} */ ({ means: { data: 'normal' } }),
      /** @type {any} */ ({}),
    );
  assert.match(say(1), /^One of 4096 values is an outlier\./);
  assert.match(say(3), /^3 of 4096 values are outliers\./);
});

test('two percentages lie apart by percentage points, and other numbers by their unit', () => {
  const said = (/** @type {string} */ lang, /** @type {string} */ unit, /** @type {number} */ gap) =>
    distance(createTranslator(lang, { strict: true }), unit, gap);
  assert.deepEqual(
    [said('en', '%', 21.26), said('en', '%', 1), said('en', 'dB', 1.5), said('zh-CN', '%', 3)],
    ['21.26 percentage points', 'one percentage point', '1.5 dB', '3 个百分点'],
  );
});
