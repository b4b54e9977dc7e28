import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTranslator } from '../../www/i18n/index.js';
import { hasSymmetries, parsedScheme, wordsOf } from '../../www/state/schemes.js';
import { remedies, table, verdicts, withOutlier } from '../../www/views/remedies/remedies.js';
import { howKey, nameOf, sentences } from '../../www/views/remedies/words.js';
import { openEngine } from './crate.js';
import './texts.js';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
before(async () => {
  engine = await openEngine();
});
after(() => engine.dispose());

/** @returns {import('../../www/engine/pkg.js').Pkg} */
const pkg = () => /** @type {any} */ (engine.drawing);
/** The remedies of a format, as the crate takes its options. @param {string} format */
const remediesOf = (format) =>
  remedies(format, hasSymmetries(pkg(), format), (scheme) => parsedScheme(pkg(), scheme).text);

/** The notation, as far as these schemes need it. @param {string} scheme @returns {any} */
const parse = (scheme) => ({
  symmetry: scheme.includes(':asym') ? 'asym' : 'sym',
  granularity: scheme.includes(':row')
    ? 'row'
    : scheme.includes(':col')
      ? 'col'
      : scheme.includes(':g64')
        ? 'group'
        : 'tensor',
  group: 64,
});
const SHAPE = { rows: 10, columns: 100 };
const LIST = remedies('int4', true, (scheme) => scheme);
const OF_TABLE = remedies('nf4', false, (scheme) => scheme);

/** Measures by what a scheme adds to its format. @param {Record<string, number>} sqnr @param {Record<string, number>} [bits] @returns {Map<string, any>} */
const measured = (sqnr, bits = {}, list = LIST) =>
  new Map(
    list.map(({ name, scheme }) => [
      scheme,
      { sqnr_db: sqnr[name] ?? 20, bits_per_value: bits[name] ?? 4, rounding_sse: 4 },
    ]),
  );

test('the remedies stand for themselves, each once, beginning with symmetric', () => {
  assert.equal(LIST[0].scheme, 'int4');
  assert.equal(new Set(LIST.map(({ scheme }) => scheme)).size, LIST.length);
  assert.ok(LIST.some(({ scheme }) => scheme === 'int4:asym:row'));
});

test('an outlier goes to the side that reaches farther, ten times as far, and only where there is such a number', () => {
  const print = (/** @type {any} */ parts) => JSON.stringify(parts);
  const of = (/** @type {number} */ min, /** @type {number} */ max, text = 'normal', source = 'generator') =>
    withOutlier(/** @type {any} */ ({ text, parts: { source }, min, max }), print);
  assert.deepEqual(of(-1, 2), { text: '{"source":"generator","point":20}', value: 20 });
  assert.equal(of(-3, 2)?.value, -30);
  assert.deepEqual(of(1, 5, 'values(1,5):2x1', 'values'), { text: 'values(50,5):2x1', value: 50 });
  assert.deepEqual(of(4, 4, 'values(4)', 'values')?.text, 'values(40)');
  assert.equal(of(0, 0), null);
  assert.equal(of(-1, 3e38), null);
});

test('what is stored and computed follows from the granularity; what is not measured is left out', () => {
  const found = measured({ asym: 25 });
  found.delete('int4:mse');
  const probed = /** @type {any} */ (new Map([['int4', { rounding_sse: 400 }]]));
  const rows = table(LIST, found, probed, { parse, shape: SHAPE });
  const row = (/** @type {string} */ name) => rows.find((each) => each.name === name);
  assert.equal(row('mse'), undefined);
  assert.deepEqual([row('sym')?.growth, row('asym')?.growth], [10, null]);
  assert.deepEqual([row('asym')?.gain, row('asym')?.scales, row('asym')?.zeros, row('asym')?.rescalings], [5, 1, 1, 1]);
  assert.deepEqual([row('row')?.scales, row('row')?.zeros, row('row')?.rescalings], [10, 0, 1]);
  assert.deepEqual([row('asym-group')?.scales, row('asym-group')?.zeros, row('asym-group')?.rescalings], [20, 20, 2]);
});

test('the verdicts: the largest single step, and what pays for its bits', () => {
  const judge = (/** @type {Record<string, number>} */ sqnr, /** @type {Record<string, number>} */ bits = {}) =>
    verdicts(table(LIST, measured(sqnr, bits), new Map(), { parse, shape: SHAPE }), LIST);
  const skewed = judge({ asym: 26, 'asym-mse': 27 });
  assert.deepEqual([skewed?.largest.name, skewed?.weights.name, skewed?.fixed.name], ['asym', 'sym', 'asym-mse']);
  // Half a bit more must bring three decibels.
  const dear = { group: 4.5, 'asym-group': 4.6 };
  assert.equal(judge({ group: 22.9, 'asym-group': 24 }, dear)?.weights.name, 'sym');
  const uneven = judge({ group: 23.2, 'asym-group': 24 }, dear);
  assert.equal(uneven?.weights.name, 'group');
  assert.equal(uneven?.withZero?.name, 'asym-group');
  assert.equal(judge({ row: 21, 'asym-row': 22 })?.dynamic.name, 'asym-row');
  assert.equal(verdicts(table(LIST.slice(1), measured({}), new Map(), { parse, shape: SHAPE }), LIST), null);
});

test('a format with one symmetry has no asymmetric remedies, and no conclusion about them', () => {
  assert.deepEqual(
    OF_TABLE.map(({ scheme }) => scheme),
    ['nf4', 'nf4:p99.9', 'nf4:mse', 'nf4:row', 'nf4:g64'],
  );
  assert.equal(OF_TABLE[0].name, 'plain', 'it is not called symmetric');
  const rows = table(OF_TABLE, measured({ group: 27, row: 22 }, {}, OF_TABLE), new Map(), { parse, shape: SHAPE });
  assert.ok(rows.every(({ zeros }) => zeros === 0));
  const found = verdicts(rows, OF_TABLE);
  assert.deepEqual([found?.asym, found?.withZero], [null, null]);
  assert.deepEqual(
    [found?.largest.name, found?.weights.name, found?.fixed.name, found?.dynamic.name],
    ['group', 'group', 'plain', 'row'],
  );
  assert.equal(verdicts(rows.slice(1), OF_TABLE), null);
});

test('a scheme with blocks of its own is not called one scale for all values', () => {
  for (const { name } of wordsOf(pkg(), 'format')) {
    const [base] = remediesOf(pkg().print_scheme(/** @type {any} */ ({ format: name })));
    const { available } = parsedScheme(pkg(), base.scheme);
    assert.equal(base.name === 'blocks', available.granularity.length === 0, base.scheme);
  }
});

test('a block format has nothing to remedy, and that is said', () => {
  const only = remediesOf('nvfp4');
  for (const lang of ['en', 'zh-CN']) {
    const t = createTranslator(lang, { strict: true });
    for (const said of [nameOf(t, only[0].name), t(howKey(only[0].name), { scheme: 'nvfp4' })])
      assert.doesNotMatch(said, /one scale for all|全部数值一个缩放因子/i);
  }
  const rows = table(only, measured({}, {}, only), new Map(), { parse, shape: SHAPE });
  assert.equal(verdicts(rows, only), null);
  assert.match(
    sentences(createTranslator('en', { strict: true }), rows, only).join(' '),
    /^nvfp4 brings its own blocks/,
  );
});
