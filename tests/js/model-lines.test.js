// The lines, sums, groups and cells of a model's survey.

import assert from 'node:assert/strict';
import test from 'node:test';
import { createTranslator } from '../../www/i18n/index.js';
import { cellsOf, endsOf, lacksOf, scaleOf, shownHeats } from '../../www/views/model/cells.js';
import { COLUMNS, becameText, gainText, inOrder, orderAfter } from '../../www/views/model/columns.js';
import { COLUMN_KEYS, HEATS } from '../../www/views/model/index.js';
import { found, groupsOf, linesOf, sumOf } from '../../www/views/model/lines.js';
import { leftOf, linesSay, modelSays } from '../../www/views/model/saying.js';
import { rowsSheet } from '../../www/views/model/sheets.js';
import './texts.js';

/** @typedef {import('../../www/engine/model-records.js').KnownRow} KnownRow */

const SCHEMES = { a: 'int4', b: 'int8' };
/** Why `stored` is not surveyed. */
const STORED = { key: 'note.survey.stored', words: {} };
const LINES = { throughout: 0, by_few: 0 };

/**
 * @param {string} name @param {{role?: string, layer?: number|null, stack?: string|null, values?: number, signal?: number, mse?: Record<string, number>, kurtosis?: number|null, importance?: number|null, weighted?: number}} of
 * @returns {KnownRow}
 */
function row(
  name,
  {
    role = 'q',
    layer = 0,
    stack = null,
    values = 10,
    signal = 100,
    mse = {},
    kurtosis = 3,
    importance = null,
    weighted,
  } = {},
) {
  const sides = new Map(
    Object.entries(mse).map(([scheme, mse]) => {
      const sqnr_db = mse === 0 ? Infinity : 10 * Math.log10(signal / (mse * values));
      const measures = /** @type {any} */ ({
        mse,
        sqnr_db,
        bits_per_value: scheme === 'int4' ? 4.5 : 8.5,
        weighted_mse: weighted,
      });
      return [scheme, { scheme, measures, problem: null }];
    }),
  );
  return {
    name,
    role,
    layer,
    stack,
    shape: [values],
    dtype: 'float32',
    stored_bits_per_value: 32,
    values,
    non_finite: 0,
    signal,
    kurtosis,
    max_per_sigma: 4,
    rows_out: LINES,
    columns_out: LINES,
    importance,
    sides,
  };
}

/** A second file in which these tensors have a partner. @param {string[]} names @returns {import('../../www/engine/model-became.js').Became} */
const becameOf = (names) =>
  /** @type {any} */ ({
    word: 'became(f#2)',
    partners: new Map(
      names.map((name) => [name, { entry: { name: `their ${name}` }, interleaved: null, unlike: null }]),
    ),
  });

test('a sum is the SQNR of all values as one vector, and shares add up to one', () => {
  const rows = [row('x', { mse: { int4: 1, int8: 0 } }), row('y', { signal: 300, mse: { int4: 3, int8: 0 } })];
  const lines = linesOf(rows, SCHEMES);
  const sum = sumOf(lines);
  assert.equal(sum.a.sqnr, 10 * Math.log10(400 / 40));
  assert.deepEqual([sum.b.sqnr, sum.a.bits, sum.values], [Infinity, 4.5, 20]);
  assert.deepEqual(
    lines.map(({ a }) => a.share),
    [0.25, 0.75],
  );
  assert.deepEqual(
    lines.map(({ b }) => b.share),
    [null, null],
    'nothing has an error',
  );
  assert.equal(lines[0].difference, -Infinity);
});

test('where columns have an importance, shares are of the weighted error', () => {
  const rows = [row('x', { mse: { int4: 1 }, importance: 5, weighted: 2 }), row('y', { mse: { int4: 1 } })];
  assert.deepEqual(
    linesOf(rows, SCHEMES).map(({ a }) => a.share),
    [0.5, 0.5],
  );
});

test('what is not measured has no number, and takes no part in sums', () => {
  const lines = linesOf([row('x', { mse: { int4: 1 } }), row('y')], SCHEMES);
  assert.deepEqual([lines[1].a.sqnr, lines[1].difference, sumOf(lines).a.sqnr], [null, null, 10]);
  assert.equal(sumOf([lines[1]]).a.sqnr, null);
  assert.equal(sumOf([]).a.bits, null);
});

test('rows sort by any column in both orders, and what has no value comes last in both', () => {
  const rows = ['w10', 'w9', 'none'].map((name, i) =>
    row(name, {
      layer: i === 2 ? null : i,
      mse: i === 2 ? {} : { int4: i + 1, int8: 1 },
      kurtosis: i === 2 ? null : i,
    }),
  );
  const lines = linesOf(rows, SCHEMES);
  const names = (/** @type {string} */ order) => inOrder(lines, order).map(({ row }) => row.name);
  assert.deepEqual(names(''), ['w10', 'w9', 'none'], 'the order of the file');
  assert.deepEqual(names('name'), ['none', 'w9', 'w10'], 'numbers in names count as numbers');
  assert.deepEqual(names('sqnr_a'), ['w9', 'w10', 'none'], 'the worst first');
  assert.deepEqual(names('-sqnr_a'), ['w10', 'w9', 'none']);
  assert.deepEqual(names('layer'), ['w10', 'w9', 'none']);
  assert.deepEqual(names('-layer'), ['w9', 'w10', 'none']);
  for (const { key } of COLUMNS) assert.equal(inOrder(lines, `-${key}`).length, 3, key);
});

test('a first click puts what one looks for on top: the worst SQNR, and the largest of shares, tails, bits and values', () => {
  const after = (/** @type {string} */ key, /** @type {string} */ order) => orderAfter(COLUMNS, key, order);
  assert.deepEqual(
    [after('sqnr_a', ''), after('sqnr_a', 'sqnr_a'), after('sqnr_a', '-sqnr_a')],
    ['sqnr_a', '-sqnr_a', ''],
  );
  assert.deepEqual([after('kurtosis', 'sqnr_a'), after('kurtosis', '-kurtosis')], ['-kurtosis', 'kurtosis']);
  assert.equal(after('kurtosis', 'kurtosis'), '');
  const falling = COLUMNS.map(({ key }) => key).filter((key) => after(key, '') === `-${key}`);
  assert.deepEqual(falling, [
    ...['share_a', 'share_b', 'share_became', 'values', 'bits_a', 'bits_b', 'bits_became'],
    ...['kurtosis', 'max_per_sigma', 'rows_out', 'columns_out'],
  ]);
});

test('the keys of a link are the columns and what the map shows', () => {
  assert.deepEqual(
    COLUMNS.map(({ key }) => key),
    COLUMN_KEYS,
  );
  const lines = linesOf([row('x', { mse: { int4: 1, int8: 2, 'became(f#2)': 3 } })], SCHEMES, becameOf(['x']));
  for (const heat of HEATS) assert.equal(typeof cellsOf(lines, heat).cells[0].value, 'number', heat);
});

test('what a model became is measured as a scheme is, beside A', () => {
  const rows = ['x', 'y', 'z', 'u'].map((name) => row(name, { mse: { int4: 2, int8: 1, 'became(f#2)': 1 } }));
  const became = becameOf(['x', 'y', 'u']);
  Object.assign(became.partners.get('u') ?? {}, { unlike: { key: 'note.became.shape', words: {} } });
  const side = rows[1].sides.get('became(f#2)');
  // In the second file, two values are not finite, one of which is not in the first either.
  if (side) Object.assign(side, { left_out: 2, signal: 80 });
  const lines = linesOf(rows, SCHEMES, became);
  assert.deepEqual(
    lines.map(({ became: { sse, signal, problem } }) => [sse, signal, problem?.key]),
    [
      [10, 100, undefined],
      [8, 80, undefined],
      [null, null, undefined],
      [null, null, 'note.became.shape'],
    ],
  );
  const { became: sum, gain } = sumOf(lines);
  assert.deepEqual([sum.sqnr, sum.bits, sum.share], [10, 8.5, 1]);
  assert.ok(gain !== null && Math.abs(gain - (10 - 10 * Math.log10(100 / 20))) < 1e-12);
  assert.equal(lines[0].gain, 10 * Math.log10(100 / 10) - 10 * Math.log10(100 / 20));
  const { head, rows: saved } = rowsSheet(lines, became);
  assert.deepEqual(saved[0].slice(-5), ['their x', 10, lines[0].gain, 10 / 18, 8.5]);
  assert.deepEqual([head.length, saved[2].length, saved[2].slice(-5)], [25, 25, ['', '', '', '', '']]);
  assert.equal(rowsSheet(linesOf(rows, SCHEMES), null).head.length, 20);
});

test('without a second file there is nothing of it to choose', () => {
  const lines = linesOf([row('x', { mse: { int4: 1, 'became(f#2)': 1 } })], SCHEMES);
  assert.deepEqual([lines[0].became.sqnr, lines[0].gain, sumOf(lines).became.bits], [null, null, null]);
  assert.ok(shownHeats(HEATS, false).every((heat) => !/became|gain/.test(heat)));
  assert.deepEqual(shownHeats(HEATS, true), [...HEATS]);
});

test('rows are found by name, role and type', () => {
  const lines = linesOf([row('blk.0.attn_q'), row('blk.0.ffn_down', { role: 'down' })], SCHEMES);
  const names = (/** @type {string} */ wanted) =>
    found(lines, wanted, (role) => `the ${role}`).map(({ row }) => row.name);
  assert.deepEqual(names(' FFN '), ['blk.0.ffn_down']);
  assert.deepEqual(names('the q'), ['blk.0.attn_q']);
  assert.deepEqual(names('float32').length, 2);
  assert.deepEqual(names('nothing'), []);
});

test('cells stand in the order of the model, several tensors of a layer and role in one', () => {
  const mse = { int4: 1, int8: 1 };
  const rows = [
    row('down 10', { role: 'down', layer: 10, mse }),
    row('norm', { role: 'norm', layer: null, mse }),
    row('down 2', { role: 'down', layer: 2, mse }),
    row('q 2', { layer: 2, mse }),
    row('q 2 again', { layer: 2, mse: { int4: 7, int8: 1 } }),
    row('vision', { layer: 1, stack: 'vision', mse }),
  ];
  const { rows: layers, columns, cells } = cellsOf(linesOf(rows, SCHEMES), 'sqnr_a');
  assert.deepEqual(layers, ['–', '2', '10', 'vision 1']);
  assert.deepEqual(columns, ['q', 'down', 'norm']);
  const q = cells.find(({ row, column }) => layers[row] === '2' && columns[column] === 'q');
  assert.deepEqual([q?.lines.length, q?.value], [2, 10 * Math.log10(200 / 80)]);
  assert.equal(cells.length, 5);
});

test('cells have tenths of a decibel, and no digit behind them', () => {
  const text = (/** @type {number} */ mse) =>
    cellsOf(linesOf([row('x', { mse: { int4: mse } })], SCHEMES), 'sqnr_a').cells[0].text;
  assert.deepEqual([9.6, 10.5, 5, 1, 1000, 0].map(text), ['0.2', '−0.2', '3.0', '10.0', '−20.0', '∞']);
});

test('a cell without room for tenths has a whole number, if that has two digits', () => {
  const cell = (/** @type {number} */ mse) =>
    cellsOf(linesOf([row('x', { mse: { int4: mse } })], SCHEMES), 'sqnr_a').cells[0].short;
  assert.deepEqual([5, 0.6, 0.1, 1000, 0].map(cell), ['3.0', '12', '20', '−20', '∞']);
  const share = cellsOf(
    linesOf([row('x', { mse: { int4: 1 } }), row('y', { role: 'v', mse: { int4: 7 } })], SCHEMES),
    'share_a',
  );
  assert.deepEqual(
    share.cells.map(({ short }) => short.replace(/\s/g, '')),
    ['13%', '88%'],
  );
});

test('cells say why they have no number', () => {
  const rows = [row('x', { mse: { int4: 1 }, kurtosis: null }), row('y', { role: 'v', mse: { int4: 1 } })];
  rows[1].sides.set('stored', /** @type {any} */ ({ scheme: 'stored', measures: null, problem: STORED }));
  const why = (/** @type {string} */ b, /** @type {string} */ heat) =>
    lacksOf(cellsOf(linesOf(rows, { a: 'int4', b }), heat).cells, heat);
  assert.deepEqual(why('int8', 'sqnr_a'), []);
  assert.deepEqual(why('int8', 'sqnr_b'), ['waiting']);
  assert.deepEqual(why('stored', 'difference'), ['waiting', 'refused']);
  assert.deepEqual(why('int8', 'kurtosis'), ['constant']);
  for (const lang of ['en', 'zh-CN']) {
    const t = createTranslator(lang, { strict: true });
    for (const key of ['waiting', 'refused', 'constant', ...HEATS.flatMap(endsOf)])
      assert.ok(t(`model.key.${key}`), key);
  }
});

test('the summary says what a scheme cannot measure, and what of the files is not measured', () => {
  const t = createTranslator('en', { strict: true });
  const rows = [row('x', { mse: { int4: 1 } }), row('y', { mse: { int4: 2 } })];
  for (const { sides } of rows)
    sides.set('stored', /** @type {any} */ ({ scheme: 'stored', measures: null, problem: STORED }));
  const about = { became: undefined, left: { integers: 1, others: 0 } };
  const says = (/** @type {string} */ a, /** @type {string} */ b) => modelSays(t, linesOf(rows, { a, b }), about);
  const left = 'Left out, because their values are integers and no weights: 1.';
  assert.match(
    says('int4', 'stored'),
    /^Tensors: 2, values: 20\. .* As one vector: A 8\.24\d*\sdB at 4\.5\d* bits per value\. A does worst on y: 6\.99\sdB\. B has no numbers\. Not measured: “stored”/,
  );
  assert.ok(says('int4', 'stored').includes(left));
  assert.match(says('stored', 'int4'), /As one vector: B .*B does worst on y.*A has no numbers/);
  assert.match(says('int8', 'int8'), /Nothing is measured yet/);
  const [line] = linesOf(rows, { a: 'int4', b: 'stored' });
  assert.match(
    linesSay(t, [line], { alone: false, became: undefined }),
    /^x: A 10\.00\sdB, B –\..*Not measured: “stored”/,
  );
  const entry = { name: 'ids', shape: [4], dtype: 'int64', count: 4, readable: true, surveyed: false };
  const entries = [entry, { ...entry, surveyed: true }, { ...entry, count: 0 }, { ...entry, of: 'weight' }];
  assert.deepEqual(leftOf({ name: 'f', size: 1, entries, first: 0 }), { integers: 1, others: 1 });
});

test('what has no error is said in words', () => {
  for (const [lang, words, none] of [
    ['en', 'unchanged', /^x: A no error, B 10.00\sdB.*f\.gguf: unchanged at 8\.5/],
    ['zh-CN', '不变', /^x：A 无误差，B 10.00\sdB.*f\.gguf：不变，每值 8\.5/],
  ]) {
    const t = createTranslator(String(lang), { strict: true });
    const rows = [row('x', { mse: { int4: 0, int8: 1, 'became(f#2)': 0 } })];
    const lines = linesOf(rows, SCHEMES, becameOf(['x']));
    assert.deepEqual([becameText(Infinity, t), gainText(Infinity, t), becameText(null, t)], [words, words, '–']);
    assert.match(linesSay(t, lines, { alone: false, became: 'f.gguf' }), /** @type {RegExp} */ (none));
    assert.ok(!modelSays(t, lines, { became: 'f.gguf', left: { integers: 0, others: 0 } }).includes('∞'));
  }
});

test('colours span finite numbers, and the difference spans both sides alike', () => {
  const cell = (/** @type {number|null} */ value) => ({ row: 0, column: 0, value, text: '', short: '', lines: [] });
  const low = scaleOf([cell(10), cell(Infinity), cell(null), cell(20)], 'sqnr_a');
  assert.deepEqual([low.lo, low.hi, low.reversed], [10, 20, true]);
  const both = scaleOf([cell(-3), cell(1)], 'difference');
  assert.deepEqual([both.lo, both.hi, both.diverging], [-3, 3, true]);
  assert.deepEqual(scaleOf([cell(null)], 'kurtosis').ends, ['', '']);
});

test('groups keep the order of their first lines', () => {
  const lines = linesOf([row('x', { layer: 3 }), row('y', { layer: 1 }), row('z', { layer: 3 })], SCHEMES);
  const groups = groupsOf(lines, ({ row }) => String(row.layer));
  assert.deepEqual(
    groups.map(({ key, lines }) => [key, lines.length]),
    [
      ['3', 2],
      ['1', 1],
    ],
  );
});
