import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DEFAULT_LIST,
  cheapest,
  comparisons,
  csv,
  entries,
  front,
  markdown,
  nearest,
  reasons,
  sorted,
  splitList,
} from '../../www/views/tradeoff/advice.js';
import { measureText } from '../../www/numbers/measures.js';

/** @param {string} scheme @param {number} bits @param {number} sqnr @param {object} [more] */
const measured = (scheme, bits, sqnr, more = {}) =>
  /** @type {[string, any]} */ ([
    scheme,
    { bits_per_value: bits, sqnr_db: sqnr, mse: 10 ** (-sqnr / 10), codes_used: 9, codes_total: 15, ...more },
  ]);

const FOUND = new Map([
  measured('int4', 4, 14),
  measured('int4:asym', 4, 14),
  measured('int4:g32', 5, 20),
  measured('int8', 8, 38),
  measured('int5', 5, 19),
  measured('int6', 6, Infinity),
]);
const LIST = entries([...FOUND.keys(), 'int3', 'int4'], FOUND);

/** The notation, as far as these schemes need it. */
const NOTATION = {
  parse: (/** @type {string} */ scheme) =>
    /** @type {any} */ ({
      bits: scheme[3],
      format: scheme.startsWith('nf4') ? 'nf4' : 'int',
      symmetry: scheme.includes('asym') ? 'asym' : 'sym',
      granularity: scheme.includes(':g') ? 'group' : 'tensor',
      group: 32,
      calibration: scheme.includes('mse') ? 'mse' : 'max',
    }),
  print: (/** @type {any} */ { format, bits, symmetry, granularity, group, calibration }) =>
    `${format === 'int' ? `int${bits}` : format}${symmetry === 'asym' ? ':asym' : ''}${granularity === 'group' ? `:g${group}` : ''}${calibration === 'mse' ? ':mse' : ''}`,
  /** Only integers have two symmetries. @param {string} scheme */
  other: (scheme) =>
    !scheme.startsWith('int')
      ? null
      : scheme.includes(':asym')
        ? scheme.replace(':asym', '')
        : scheme.replace(/^int./, (format) => `${format}:asym`),
};

test('the default list is every combination once', () => {
  assert.equal(new Set(DEFAULT_LIST).size, 48);
  assert.ok(DEFAULT_LIST.includes('int4') && DEFAULT_LIST.includes('int8:asym:g32'));
});

test('what is not measured yet is not there, and nothing is there twice', () => {
  assert.deepEqual(
    LIST.map(({ scheme }) => scheme),
    [...FOUND.keys()],
  );
});

test('the front is what nothing dominates; equals stay together', () => {
  assert.deepEqual(
    front(LIST).map(({ scheme }) => scheme),
    ['int4', 'int4:asym', 'int4:g32', 'int6'],
  );
  const brute = LIST.filter(
    (q) => !LIST.some((p) => p.bits <= q.bits && p.sqnr >= q.sqnr && (p.bits !== q.bits || p.sqnr !== q.sqnr)),
  );
  assert.deepEqual(new Set(front(LIST)), new Set(brute));
});

test('the cheapest that reaches an SQNR, and the best within so many bits', () => {
  const of = (/** @type {any} */ goal, /** @type {number} */ value) => cheapest(LIST, { goal, value })?.scheme;
  assert.equal(of('sqnr', 14), 'int4');
  assert.equal(of('sqnr', 14.1), 'int4:g32');
  assert.equal(of('sqnr', 21), 'int6');
  assert.equal(of('bits', 5), 'int4:g32');
  assert.equal(of('bits', 4.99), 'int4');
  assert.equal(of('bits', 3), undefined);
  assert.equal(nearest(LIST, { goal: 'bits', value: 3 })?.scheme, 'int4');
  assert.equal(nearest(LIST, { goal: 'sqnr', value: 99 })?.scheme, 'int6');
  assert.equal(nearest([], { goal: 'sqnr', value: 1 }), null);
});

test('reasons quote what was measured', () => {
  const found = new Map([
    measured('int4:asym:g32', 5, 21),
    measured('int4:g32', 5, 15),
    measured('int4:asym', 4, 9),
    measured('int4:asym:mse', 4, 12.5),
    measured('int4:asym:g32', 5, 21),
  ]);
  const [chosen] = entries(['int4:asym:g32'], found);
  assert.deepEqual(comparisons('int4:asym:g32', NOTATION), {
    other: 'int4:g32',
    whole: 'int4:asym',
    clipped: 'int4:asym:mse',
    groups: 'int4:asym:g32',
  });
  const notes = reasons(chosen, found, NOTATION, { min: 0, max: 7 });
  assert.deepEqual(notes, [
    { key: 'advice.asym.one', words: { gain: 6, bits: 0, min: 0, max: 7, unused: 6, total: 15, other: 'int4:g32' } },
    { key: 'advice.blocks', words: { whole: 9, clipped: 12.5, cost: 3.5, gain: 12, bits: 1 } },
  ]);
  assert.equal(reasons(chosen, found, NOTATION, { min: -1, max: 7 })[0].key, 'advice.asym.both');
  const behind = reasons(entries(['int4:g32'], found)[0], found, NOTATION, { min: 0, max: 7 })[0];
  assert.deepEqual([behind.key, behind.words.gain, behind.words.bits], ['advice.sym.behind', 6, 0]);
  const whole = entries(['int4:asym'], found)[0];
  assert.deepEqual(
    reasons(whole, found, NOTATION, { min: 0, max: 7 }).map(({ key, words }) => [key, words.gain]),
    [['advice.whole', 12]],
  );
});

test('of a format without another symmetry the reasons compare blocks only', () => {
  const found = new Map([
    measured('nf4:g32', 5, 21, { rmse_per_scale: null }),
    measured('nf4', 4, 9, { rmse_per_scale: null }),
    measured('nf4:mse', 4, 12, { rmse_per_scale: null }),
  ]);
  assert.deepEqual(comparisons('nf4:g32', NOTATION), {
    other: null,
    whole: 'nf4',
    clipped: 'nf4:mse',
    groups: 'nf4:g32',
  });
  const said = entries(found.keys(), found).map((entry) => reasons(entry, found, NOTATION, { min: -1, max: 7 }));
  assert.deepEqual(
    said.map((notes) => notes.map(({ key }) => key)),
    [['advice.blocks'], ['advice.whole'], ['advice.whole']],
  );
});

test('a measure that a format lacks is last both ways, a dash in a cell, and empty in what is copied', () => {
  const list = entries(
    ['nf4', 'int4', 'int8'],
    new Map([
      measured('nf4', 4, 15, { rmse_per_scale: null }),
      measured('int4', 4, 14, { rmse_per_scale: 0.3 }),
      measured('int8', 8, 38, { rmse_per_scale: 0.2 }),
    ]),
  );
  const order = (/** @type {boolean} */ rising) => sorted(list, 'rmse_per_scale', rising).map(({ scheme }) => scheme);
  assert.deepEqual(order(true), ['int8', 'int4', 'nf4']);
  assert.deepEqual(order(false), ['int4', 'int8', 'nf4']);
  const [head, row] = csv(list)
    .split('\r\n')
    .map((line) => line.split(','));
  assert.equal(row[head.indexOf('rmse_per_scale')], '');
  assert.equal(measureText('rmse_per_scale', null), '–');
  assert.deepEqual(
    front(list).map(({ scheme }) => scheme),
    ['nf4', 'int8'],
  );
});

test('the table sorts by any column, both ways', () => {
  const order = (/** @type {string} */ column, /** @type {boolean} */ rising) =>
    sorted(LIST, column, rising).map(({ scheme }) => scheme);
  assert.deepEqual(order('sqnr_db', false), ['int6', 'int8', 'int4:g32', 'int5', 'int4', 'int4:asym']);
  assert.deepEqual(order('scheme', true), [...FOUND.keys()].sort());
});

test('what is copied reads back', () => {
  const list = entries(['int4', 'int4:clip(-1,2)'], new Map([...FOUND, measured('int4:clip(-1,2)', 4, 1 / 3)]));
  const [head, first, second] = csv(list).split('\r\n');
  assert.ok(head.startsWith('scheme,bits_per_value,sqnr_db,'));
  assert.ok(first.startsWith('int4,4,14,'));
  assert.ok(second.startsWith('"int4:clip(-1,2)",4,0.3333333333333333,'));
  assert.equal(
    markdown(['scheme', 'bits'], [['int4', '4|']]),
    '| scheme | bits |\n| --- | ---: |\n| `int4` | 4\\| |\n',
  );
  assert.deepEqual(splitList(' int4;int8:clip(-1,2)\n\nint3 ; '), ['int4', 'int8:clip(-1,2)', 'int3']);
});
