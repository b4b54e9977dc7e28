// What a stream says, over the compiled crate: batches are counted from 1, and exact calibrations have no number.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTranslator } from '../../www/i18n/index.js';
import { history } from '../../www/views/stream/table.js';
import { batchText, placeText, summary } from '../../www/views/stream/words.js';
import { batchOf, endsOf } from '../../www/views/stream/index.js';
import { openEngine } from './crate.js';
import './texts.js';

const LANGUAGES = ['en', 'zh-CN'].map((lang) => createTranslator(lang, { strict: true }));
const [t] = LANGUAGES;

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
before(async () => {
  engine = await openEngine();
});
after(() => engine.dispose());

/** @param {string} data @param {number} [first] @param {string} [scheme] @returns {Promise<import('../../www/views/stream/index.js').StreamAnswer>} */
async function streamOf(data, first = 8, scheme = 'int4') {
  const question = { kind: 'stream', scheme, batch: 1, first, average: 0.01, drift: 1 };
  const shape = { view: null, bins: 8, block_a: 0, block_b: 0 };
  const { answer } = await engine.show({
    data,
    a: 'int4',
    b: 'int4',
    ...shape,
    question: /** @type {any} */ (question),
  });
  return /** @type {any} */ (answer);
}

for (const [data, says, first] of /** @type {[string, RegExp, RegExp][]} */ ([
  [
    'values(0,0,0,0):2x2',
    /^Over 2 batches a dynamic scale decodes every value exactly, and so does one scale for all\. /,
    /static: all batches: every value exact, 0\s% clipped\./,
  ],
  ['values(7,-7,0,0):2x2', /decodes every value exactly, and so does/, /every value exact/],
  [
    'values(7,3.4,700,333):2x2',
    /^Over 2 batches a dynamic scale reaches [\d.]+\sdB, [+−]/,
    /static: all batches: [−\d.]+\sdB/,
  ],
  [
    'values(7,-7,70,-70,3,-3):3x2',
    /^Over 3 batches a dynamic scale decodes every value exactly; one scale for all reaches [\d.]+\sdB\./,
    /dynamic: this batch: every value exact/,
  ],
  ['values(nan,inf,nan,inf):2x2', /^No batch has finite values/, /^batch 1 of 2\. It has no finite values\.$/],
  ['values(1,2,3)', /^The data has only one batch/, /^batch 1 of 1\./],
]))
  test(`a stream of ${data}`, async () => {
    const answer = await streamOf(data);
    assert.match(summary(t, answer), says);
    assert.match(batchText(t, answer, 0), first);
    for (const each of LANGUAGES)
      for (const text of [summary(each, answer), batchText(each, answer, 0)]) assert.doesNotMatch(text, /NaN|∞|\{/);
  });

test('batches are counted from 1, and a first calibration on one batch is said of one', async () => {
  const answer = await streamOf('normal:256x4:seed=7', 1);
  assert.equal(placeText(t, answer, 245), 'batch 246 of 256');
  assert.equal(placeText(LANGUAGES[1], answer, 245), '第 246 批，共 256 批');
  assert.match(batchText(t, answer, 255), /^batch 256 of 256\. static: up to batch 1: /);
  assert.match(summary(t, answer), /^Over 256 batches .* Calibration on the batches up to 1 clips /);
  const rows = history(answer, 'all', 100).map(([batch]) => batch);
  assert.deepEqual(rows, ['1', '101', '201']);
});

test('where a grid does not end at the ends of its batch, no sentence says so', async () => {
  const other = [];
  for (const scheme of ['int4', 'int4:asym', 'mxfp4', 'q4_0', 'q4_k']) {
    const answer = await streamOf('normal:64x32:mean=2:seed=7', 8, scheme);
    const { alpha, beta } = batchOf(answer, 'dynamic', 5);
    const [lo, hi] = endsOf(answer, 5);
    if (alpha !== lo || beta !== hi) other.push(scheme);
  }
  assert.ok(other.includes('q4_k') && other.includes('int4'), String(other));
  for (const each of LANGUAGES) {
    const how = each('stream.how', { letter: 'A', scheme: 'q4_k', constant: 0.01 });
    assert.match(how, /scale of a batch follows from|缩放因子由它的最小值和最大值决定/);
    assert.doesNotMatch(how, /range of a batch reaches|每批的范围从/);
  }
});
