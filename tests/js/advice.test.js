import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cheapest, csv, entries, front, markdown, nearest, neighbor, sorted } from '../../www/views/tradeoff/advice.js';
import { splitList } from '../../www/controls/scheme-list.js';
import { examples, relativeError } from '../../www/views/tradeoff/strips.js';
import { KNOWN, knownOf, usualList } from '../../www/views/tradeoff/usual.js';
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

test('the usual list is every combination once, its known schemes by their names; scales of blocks have 16 bits, or 32', () => {
  for (const [scales, stored] of [
    ['16', ':s16'],
    ['32', ''],
  ]) {
    const list = usualList(scales, []);
    assert.equal(new Set(list).size, list.length);
    for (const scheme of ['int4', 'int3:asym:mse', 'int8:p99.9', `int8:asym:g32${stored}`, `int4:row:mse${stored}`])
      assert.ok(list.includes(scheme), scheme);
    const own = list.filter((scheme) => knownOf(scheme) === null);
    for (const scheme of own) assert.equal(/:s16$/.test(scheme), scales === '16' && /:(row|g\d+)/.test(scheme), scheme);
    for (const { scheme, name } of KNOWN) {
      assert.ok(list.includes(scheme), scheme);
      assert.equal(knownOf(scheme)?.name, name);
    }
  }
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

test('the neighbor is the scheme that just misses the target', () => {
  const of = (/** @type {any} */ goal, /** @type {number} */ value) => {
    const target = { goal, value };
    return neighbor(LIST, /** @type {any} */ (cheapest(LIST, target)), target)?.scheme;
  };
  assert.equal(of('sqnr', 21), 'int4:g32');
  assert.equal(of('sqnr', 1), undefined);
  assert.equal(of('bits', 4), 'int4:g32');
  assert.equal(of('bits', 6), undefined);
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

test('a level is shown by the measured scheme nearest to it, and by none that is far', () => {
  const found = examples(LIST).map(({ level, entry }) => [level, entry?.scheme]);
  assert.deepEqual(found, [
    [20, 'int4:g32'],
    [30, undefined],
    [40, 'int8'],
  ]);
  assert.ok(Math.abs(relativeError(20) - 0.1) < 1e-12 && Math.abs(relativeError(40) - 0.01) < 1e-12);
});
