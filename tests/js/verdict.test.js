// The sentence under the picture, over the compiled crate: it says what the numbers beside it say.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTranslator } from '../../www/i18n/index.js';
import { decibels, number } from '../../www/numbers/format.js';
import { verdict } from '../../www/panels/verdict.js';
import { openEngine } from './crate.js';
import './texts.js';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
before(async () => {
  engine = await openEngine();
});
after(() => engine.dispose());

/** @param {string} data @param {string} a @param {string} b */
async function said(data, a, b) {
  const shape = { view: null, bins: 8, block_a: 0, block_b: 0, question: null };
  const frame = await engine.show({ data, a, b, ...shape });
  const [first, second] = [frame.a.metrics, frame.b.metrics];
  const texts = ['en', 'zh-CN'].map((lang) => verdict(createTranslator(lang, { strict: true }), first, second));
  return { a: first, b: second, text: texts[0], chinese: texts[1] };
}

for (const [data, a, b, way] of /** @type {[string, string, string, RegExp][]} */ ([
  ['normal:seed=7:outliers=0.001x20', 'int4', 'int4:asym:g64', /^B reaches .*, for more bits/],
  ['normal:seed=7:outliers=0.001x20', 'int4:asym:g64', 'int4', /^A reaches .*, for more bits/],
  ['relu:seed=7', 'int4', 'int4:asym', /^B reaches .* at the same bits/],
  ['normal:64x64:seed=7:outliers=0.001x40', 'int8', 'int4:g32', /^[AB] reaches/],
  ['normal:64x64:seed=7', 'nf4:g64', 'int4:g64', /^A reaches .* at the same bits/],
  ['normal:64x64:seed=7', 'int4:g64', 'int4:g64', /^A and B reach the same .* at the same bits per value\.$/],
  ['normal:64x64:seed=7', 'int4', 'int4:p60', /^[AB] reaches .* at the same bits/],
  ['normal:64x64:seed=7', 'int4:p50', 'int2:p50', /^(A|B) reaches|^A and B reach/],
  ['normal:64x64:seed=7', 'int8', 'int3', /^A reaches .*, for more bits/],
  ['values(0,0,0,0)', 'int4', 'int2', /^A and B decode every value exactly; B uses fewer bits per value \(by 2\)\.$/],
  [
    'values(2.5,2.5,2.5)',
    'int4',
    'int4:asym',
    /^A and B decode every value exactly; B uses more bits per value \(by 1\.33\)\.$/,
  ],
  [
    'values(1,2,3,4,5,6,7)',
    'int4',
    'int3',
    /^A decodes every value exactly, for more bits per value \(by 1\); B reaches/,
  ],
]))
  test(`the verdict of ${a} and ${b} on ${data} is what was measured`, async () => {
    const { a: first, b: second, text, chinese } = await said(data, a, b);
    assert.match(text, way);
    const written = [first, second].map(({ sqnr_db: sqnr }) => decibels(sqnr));
    const bits = second.bits_per_value - first.bits_per_value;
    for (const sentence of [text, chinese]) {
      assert.doesNotMatch(sentence, /∞|NaN|\{/);
      // Every SQNR in the sentence is one of the two, or their difference.
      const gain = decibels(Math.abs(second.sqnr_db - first.sqnr_db));
      for (const [found] of sentence.matchAll(/−?[\d.]+\u202fdB/g))
        assert.ok([...written, gain].includes(found), sentence);
    }
    const [, best] = /^([AB]) (?:reaches|decodes)/.exec(text) ?? [];
    if (best) {
      const ahead = best === 'B' ? second.sqnr_db > first.sqnr_db : first.sqnr_db > second.sqnr_db;
      assert.ok(ahead, text);
      const more = (best === 'B' ? 1 : -1) * bits;
      if (/more bits/.test(text)) assert.ok(more > 0, text);
      if (/fewer bits/.test(text)) assert.ok(more < 0, text);
    } else if (!/exactly/.test(text)) {
      assert.equal(written[0], written[1]);
    }
    if (/more bits|fewer bits/.test(text))
      assert.ok(text.includes(`(by ${number(Math.abs(bits), { digits: 3, trim: true })})`), text);
    else assert.ok(Math.abs(bits) < 0.0005, text);
  });

test('SQNRs that read the same are the same, those that do not are not', () => {
  const t = createTranslator('en');
  const measures = (/** @type {number} */ sqnr) =>
    /** @type {any} */ ({ sqnr_db: sqnr, bits_per_value: 4, max_abs_error: 1 });
  assert.match(verdict(t, measures(18.491), measures(18.494)), /^A and B reach the same 18\.49/);
  assert.match(verdict(t, measures(18.494), measures(18.496)), /^B reaches 18\.50.*, 0\.002.* more than A/);
});
