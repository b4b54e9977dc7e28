import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTranslator } from '../../www/i18n/index.js';
import { SWEEP_BITS, gains } from '../../www/views/sweeps/bits.js';
import { axisOf, clipsLeftOf, leastOf, ownPoint, partsAt } from '../../www/views/sweeps/clipping-curve.js';
import { clippingWords, withOwnMarks } from '../../www/views/sweeps/clipping-words.js';
import { GROUPS } from '../../www/views/sweeps/groups.js';
import { sweeps } from '../../www/views/sweeps/index.js';
import { markedMap } from '../../www/views/sweeps/marked-map.js';
import { allSchemes, curveOf, curveSheet, meant, schemesAt } from '../../www/views/sweeps/measured-curves.js';
import { plotMap } from '../../www/plot/plot-map.js';
import './texts.js';

/** @typedef {import('../../www/views/sweeps/types.js').CurveRecord} CurveRecord */

const t = createTranslator('en', { strict: true });

/** @param {number[]} at @param {number[]} errors @returns {CurveRecord} */
function curve(at, errors) {
  const f = (/** @type {number[]} */ numbers) => Float64Array.from(numbers);
  const [lo, hi] = [f(at.map((r) => -r * 3)), f(at.map((r) => r / 3))];
  return {
    count: 10,
    at: f(at),
    lo,
    hi,
    alpha: lo,
    beta: hi,
    clipped: f(at.map((r) => 1 - r)),
    rounding: f(errors),
    clipping: f(errors.map(() => 1)),
    marks: [],
  };
}

const RATIO = curve([0.01, 0.1, 0.5, 1], [4, 1, 2, 9]);
const PERCENTILE = curve([50, 90, 99, 99.95, 100], [4, 3, 2, 1, 5]);
const COARSE = curve([50, 90, 95, 99, 100], [4, 3, 2, 1, 5]);

test('by percentile the axis counts nines, and 100 stands beyond the last of all curves', () => {
  const axis = axisOf([COARSE, PERCENTILE], true);
  assert.deepEqual(
    axis.ticks?.map(([, label]) => label),
    ['p50', 'p90', 'p99', 'p99.9', 'p100'],
  );
  assert.ok(Math.abs((axis.ticks?.[2][0] ?? 0) - 2) < 1e-12 && axis.ends[1] > 3.3);
  for (const each of [COARSE, PERCENTILE]) {
    const places = [...each.at].map((_, i) => axis.placeAt(each, i));
    assert.deepEqual(
      places,
      [...places].sort((p, q) => p - q),
    );
    assert.equal(places.at(-1), axis.ticks?.at(-1)?.[0], 'both end at p100');
    places.forEach((place, i) => assert.ok(Math.abs(axis.valueAt(place) - each.at[i]) < 1e-9));
  }
  assert.deepEqual([axisOf([RATIO, RATIO], false).ends, axisOf([RATIO], false).ticks], [[0.01 / 1.04, 1.04], null]);
});

test('every point is the nearest to its own place', () => {
  for (const [line, percentile] of /** @type {const} */ ([
    [RATIO, false],
    [PERCENTILE, true],
  ])) {
    const axis = axisOf([line], percentile);
    line.at.forEach((_, i) => assert.equal(axis.nearest(line, axis.placeAt(line, i)), i));
  }
  const axis = axisOf([RATIO], false);
  assert.equal(axis.nearest(RATIO, 0.03), 0, 'on a logarithmic axis');
  assert.equal(axis.nearest(RATIO, 0.04), 1);
});

/** A scheme and the calibrators that it can have. @param {string} text @param {string[]} calibration @returns {any} */
const schemeOf = (text, calibration, fitted = null) => ({ text, fitted, available: { calibration } });

test('a format that sets its ranges itself is not compared with calibrators, and has no mark but its own', () => {
  const t = createTranslator('en', { strict: true });
  const marks = [
    { name: 'max', calibration: 'mxfp4', mse: 2 },
    { name: 'mse', calibration: 'mxfp4:mse', mse: 1 },
  ];
  const lists = { at: [0.5, 1], clipped: [0, 0], clipping: [0, 0], lo: [-1, -2], hi: [1, 2] };
  const said = (/** @type {any} */ scheme, /** @type {number} */ least, lo = lists.lo) => {
    const curve = withOwnMarks(/** @type {any} */ ({ ...lists, lo, rounding: [least, 3], marks }), scheme);
    const text = clippingWords(t).summary('A', curve, /** @type {any} */ ({}), scheme);
    return [curve.marks.map(({ name }) => name).join(), text];
  };
  const mx = schemeOf('mxfp4', []);
  assert.deepEqual(said(mx, 3), [
    'mxfp4',
    'A: the format sets the ranges of its blocks itself, with an MSE of 2. No point of the curve has a smaller one.',
  ]);
  assert.match(
    said(mx, 1)[1],
    /an MSE of 2\. The least MSE of the curve is 1, 3\.01\u202fdB better, but the format takes/,
  );
  const ggml = schemeOf('q4_k', [], /** @type {any} */ ({}));
  assert.deepEqual(said(ggml, 3)[0], '');
  assert.match(said(ggml, 3)[1], /^A: the format sets scales and ranges itself\. With its levels .* least MSE is 3\.$/);
  assert.deepEqual(said(ggml, 3, [NaN, NaN])[0], 'q4_k', 'all blocks together');
  assert.equal(said(schemeOf('int4', ['max', 'clip']), 3)[0], 'max,mse');
});

test('a range is called better than max only where its error is smaller', () => {
  const t = createTranslator('en', { strict: true });
  const said = (/** @type {number} */ least, /** @type {number} */ max) => {
    const mark = { name: 'max', calibration: 'int4', ratio: 1, percentile: 100, clipped: 0, mse: max };
    const lists = { at: [0.5, 1], lo: [-1, -2], hi: [1, 2], clipped: [0, 0], rounding: [least, max], clipping: [0, 0] };
    const curve = /** @type {any} */ ({ ...lists, marks: [mark] });
    return clippingWords(t).summary('A', curve, /** @type {any} */ ({}), schemeOf('int4', ['max', 'clip']));
  };
  assert.equal(said(0, 0), 'A: no narrower range has a smaller MSE than max, 0.');
  assert.match(said(0.1, 1), /^A: the least MSE is 0\.1, at −1 … 1, 10\.00\sdB better than max/);
  assert.match(said(0, 1), /∞\sdB better than max/);
});

test('by percentile a calibrator is called the best only where it is better than max', () => {
  const mark = (/** @type {string} */ name, /** @type {number} */ mse) => ({ name, ratio: 1, percentile: 100, mse });
  for (const lang of ['en', 'zh-CN'])
    for (const all of [true, false]) {
      const said = (/** @type {number} */ best) => {
        const lists = {
          at: [99, 100],
          lo: all ? [NaN, NaN] : [-1, -2],
          hi: [1, 2],
          rounding: [0.5, 1],
          clipping: [0, 0],
        };
        const curve = /** @type {any} */ ({ ...lists, marks: [mark('max', 1), mark('mse', best)] });
        const words = clippingWords(createTranslator(lang, { strict: true }));
        return words.summary('A', curve, /** @type {any} */ ({ percentile: true }), schemeOf('int4', ['max', 'clip']));
      };
      assert.match(said(0.5), /“mse”.*3\.01/);
      for (const none of [1, 2]) {
        assert.doesNotMatch(said(none), /“|0\.00|\b0\s?dB/);
        assert.match(said(none), /(No calibrator is better than max\.|没有校准方法比 max 更好。)$/);
      }
    }
});

test('the least error, and the scheme a point stands for', () => {
  assert.deepEqual(leastOf(RATIO), { index: 1, mse: 2 });
  assert.deepEqual(partsAt(RATIO, 1, false), { calibration: 'clip', lo: -0.3, hi: 0.033333 });
  assert.deepEqual(partsAt(RATIO, 3, false), { calibration: 'max' });
  assert.deepEqual(partsAt(PERCENTILE, 3, true), { calibration: 'percentile', percentile: 99.95 });
  assert.deepEqual(partsAt(PERCENTILE, 4, true), { calibration: 'percentile', percentile: 100 });
});

test('the place left of which a value is clipped', () => {
  const axis = axisOf([RATIO], false);
  // Limits grow with the ratio: 0.1 is the upper one at 0.3, and -1.2 the lower one at 0.4.
  assert.ok(Math.abs(clipsLeftOf(RATIO, 0.1, axis) - 0.3) < 1e-12);
  assert.ok(Math.abs(clipsLeftOf(RATIO, -1.2, axis) - 0.4) < 1e-12);
  assert.equal(clipsLeftOf(RATIO, 0, axis), -Infinity, 'nowhere');
  assert.equal(clipsLeftOf(RATIO, 0.34, axis), Infinity, 'everywhere');
  const blocks = { ...RATIO, alpha: RATIO.at.map(() => NaN), beta: RATIO.at.map(() => NaN) };
  assert.ok(Number.isNaN(clipsLeftOf(blocks, 0.1, axis)), 'each block has its own');
});

test('a scheme stands at its mark, its percentile, its range, or at what its blocks clip', () => {
  /** @param {string} text @param {string} calibration @param {object} more @returns {any} */
  const scheme = (text, calibration, more = {}) => ({
    text,
    parts: { calibration, percentile: 90 },
    params: { alpha: -1.4, beta: 0.17 },
    metrics: { clipped: 0.52 },
    ...more,
  });
  const marks = [{ calibration: 'int4', name: 'max', percentile: 100, ratio: 1, clipped: 0, mse: 1 }];
  const [ratio, percentile] = [
    { ...RATIO, marks },
    { ...PERCENTILE, marks },
  ];
  assert.equal(ownPoint(ratio, scheme('int4', 'max'), axisOf([ratio], false)), 3);
  assert.equal(ownPoint(percentile, scheme('int4', 'max'), axisOf([percentile], true)), 4);
  assert.equal(ownPoint(percentile, scheme('int4:p90', 'percentile'), axisOf([percentile], true)), 1);
  assert.equal(
    ownPoint(ratio, scheme('int4:sd3', 'deviations'), axisOf([ratio], false)),
    2,
    'the range is half the whole',
  );
  const blocks = { ...ratio, lo: ratio.at.map(() => NaN) };
  assert.equal(ownPoint(blocks, scheme('int4:sd3', 'deviations'), axisOf([blocks], false)), 2, 'about half is clipped');
});

test('a mark is meant at its dot and at its name, by a finger from farther away', () => {
  const scale = { log: false, lo: 0, hi: 1 };
  const map = plotMap({ left: 0, top: 40, right: 200, bottom: 100, x: scale, y: scale }, 2);
  const marked = markedMap(
    map,
    [
      { x: 100, y: 160, left: 60, top: 20, right: 120, bottom: 50 },
      { x: 120, y: 160, left: 140, top: 20, right: 180, bottom: 50 },
      { x: 20, y: 20, left: 20, top: 20, right: 20, bottom: 20 },
    ],
    2,
  );
  assert.deepEqual(marked.marks[0], { x: 50, y: 80, name: [30, 10, 60, 25] });
  assert.equal(marked.markAt(51, 80, false), 0);
  assert.equal(marked.markAt(58, 80, false), 1, 'the nearer dot');
  assert.equal(marked.markAt(45, 20, false), 0, 'inside its name');
  assert.equal(marked.markAt(75, 40, false), null);
  assert.equal(marked.markAt(75, 32, true), 1);
  assert.equal(markedMap(map, [], 2).markAt(50, 80, false), null);
});

/** @param {Partial<import('../../www/engine/records.js').SchemeParts>} parts @returns {any} */
const partsOf = (parts) => ({
  format: 'int',
  bits: 4,
  symmetry: 'sym',
  codes: 'wide',
  zero: 'zint',
  granularity: 'tensor',
  group: 64,
  ...parts,
});
/** @param {number} rows @param {number} columns @param {object} [a] @param {object} [b] @returns {any} */
const frameOf = (rows, columns, a = {}, b = {}) => ({
  data: { rows, columns },
  a: { parts: partsOf(a) },
  b: { parts: partsOf(b) },
});

test('group sizes double up to a row; then come the row and the tensor, and whatever size a scheme has', () => {
  const labels = (/** @type {any} */ frame) =>
    GROUPS.stops(t, frame, /** @type {any} */ (null)).map(({ label }) => label);
  assert.deepEqual(labels(frameOf(4, 100)), ['8', '16', '32', '64', 'row', 'tensor']);
  assert.deepEqual(labels(frameOf(4, 64)), ['8', '16', '32', 'row', 'tensor'], 'a group of a row is the row');
  assert.deepEqual(labels(frameOf(1, 20)), ['8', '16', 'tensor'], 'the only row is the tensor');
  assert.deepEqual(labels(frameOf(3, 1)), ['row', 'tensor']);
  assert.deepEqual(labels(frameOf(4, 40, { granularity: 'group', group: 12 }, { granularity: 'group', group: 99 })), [
    '8',
    '12',
    '16',
    '32',
    'row',
    'tensor',
  ]);
  const stops = GROUPS.stops(t, frameOf(4, 100), /** @type {any} */ (null));
  assert.ok(stops.every(({ at }, i) => i === 0 || at > stops[i - 1].at));
  const chosen = (/** @type {object} */ parts) => stops.findIndex((stop) => stop.is(partsOf(parts)));
  assert.deepEqual(
    ['tensor', 'row', 'col'].map((granularity) => chosen({ granularity })),
    [5, 4, -1],
  );
  assert.deepEqual(
    [8, 64, 100, 4096].map((group) => chosen({ granularity: 'group', group })),
    [0, 3, 4, 4],
  );
});

/** A notation of a format, its bits and a symmetry; a table has no symmetry. @type {any} */
const NOTATION = {
  parse: (/** @type {string} */ scheme) =>
    scheme.startsWith('int') ? partsOf({ format: 'int', bits: Number(scheme[3]) }) : partsOf({ format: 'nf4' }),
  change: (/** @type {string} */ scheme, /** @type {any} */ { format, bits }) =>
    format === 'int' ? scheme.replace(/^(int\d|nf4)/, `int${bits}`) : scheme,
  other(/** @type {string} */ scheme) {
    if (scheme.startsWith('nf4')) return null;
    return scheme.endsWith(':asym') ? scheme.replace(':asym', '') : `${scheme.replace(':wide', '')}:asym`;
  },
};

test('the schemes of a sweep: one at each stop and its mirror image; none twice', () => {
  const a = partsOf({});
  const stops = SWEEP_BITS.stops(t, frameOf(1, 1), /** @type {any} */ (null)).slice(0, 2);
  const both = ['int4:wide', 'int4:asym'].map((scheme) => schemesAt(scheme, stops, NOTATION));
  assert.deepEqual(both[0], { own: ['int2:wide', 'int3:wide'], other: ['int2:asym', 'int3:asym'] });
  assert.deepEqual(allSchemes(both), ['int2:wide', 'int3:wide', 'int2:asym', 'int3:asym', 'int2', 'int3']);
  /** @type {any} */
  const found = new Map([['int3:wide', { mse: 1 }]]);
  assert.deepEqual(curveOf(a, both[0], found), {
    parts: a,
    own: [undefined, { mse: 1 }],
    other: [undefined, undefined],
  });
});

test('over bits a table stands beside the curve of integers, and no format has a symmetry that it lacks', () => {
  const stops = SWEEP_BITS.stops(t, frameOf(1, 1), /** @type {any} */ (null));
  const table = partsOf({ format: 'nf4' });
  assert.ok(stops.every((stop) => !stop.is(table)));
  assert.deepEqual([SWEEP_BITS.beside?.(table), SWEEP_BITS.beside?.(partsOf({}))], [4, null]);
  const schemes = schemesAt('nf4:g64', stops, NOTATION);
  assert.deepEqual([schemes.own[0], schemes.own[2], schemes.other], ['int2:g64', 'int4:g64', []]);
  /** @type {any} */
  const curve = {
    parts: table,
    own: stops.map(({ at }) => ({ sqnr_db: at * 6, mse: at, bits_per_value: at, rmse_per_scale: 0.29 })),
    other: [],
    beside: { at: 4, scheme: 'nf4:g64', metrics: { sqnr_db: 21.5 } },
  };
  assert.equal(
    SWEEP_BITS.summary(t, 'A', stops, curve),
    'A: nf4:g64 reaches 21.50\u202FdB. Its format has one number of bits, so its mark stands beside the curve of integers with its other options. ' +
      'Integers with the options of A: from 2 to 8 bits, each extra bit gains 6.00\u202FdB on average, 6.00\u202FdB at least and 6.00\u202FdB at most.',
  );
  assert.match(SWEEP_BITS.summary(t, 'A', stops, { ...curve, own: [] }), /^A: nf4:g64 reaches 21\.50/);
  assert.ok(!curveSheet('a', stops, curve).head.some((name) => name.startsWith('other_symmetry')));
});

test('curves of error against clipping: a sheet with the other symmetry only where there is one', () => {
  const names = (/** @type {object} */ more) =>
    sweeps
      .sheets(/** @type {any} */ (null), /** @type {any} */ ({ a: RATIO, b: RATIO, ...more }))
      .map(({ name }) => name);
  assert.deepEqual(names({ other_b: RATIO }), [
    'curve-a',
    'calibrations-a',
    'curve-b',
    'calibrations-b',
    'curve-b-other-symmetry',
  ]);
});

test('what curves say: gains from neighbours that are measured, and nothing before that', () => {
  const measured = [2, 7, undefined, 20, 26].map((sqnr) => (sqnr === undefined ? undefined : { sqnr_db: sqnr }));
  assert.deepEqual(gains(measured), [5, 6]);
  assert.deepEqual(gains([{ sqnr_db: Infinity }, { sqnr_db: Infinity }]), []);
  const stops = SWEEP_BITS.stops(t, frameOf(1, 1), /** @type {any} */ (null));
  /** @type {any} */
  const bits = {
    parts: partsOf({}),
    own: stops.map(({ at }) => ({ sqnr_db: at * 6 - (at === 2 ? 3 : 0) })),
    other: [],
  };
  assert.equal(
    SWEEP_BITS.summary(t, 'A', stops, bits),
    'A: from 2 to 8 bits, each extra bit gains 6.50\u202FdB on average, 6.00\u202FdB at least and 9.00\u202FdB at most.',
  );
  assert.equal(SWEEP_BITS.summary(t, 'A', stops, { ...bits, own: measured }), '');
  const lossless = { sqnr_db: Infinity, max_abs_error: 0 };
  assert.equal(
    SWEEP_BITS.summary(t, 'A', stops, { ...bits, own: stops.map(({ at }) => (at < 5 ? { sqnr_db: at } : lossless)) }),
    'A: from 5 bits on, every value is decoded exactly.',
  );

  const sizes = GROUPS.stops(t, frameOf(4, 9), /** @type {any} */ (null));
  const priced = (/** @type {number} */ sqnr, /** @type {number} */ bits) => ({ sqnr_db: sqnr, bits_per_value: bits });
  const says = (/** @type {any[]} */ own, /** @type {any} */ granularity = 'row') =>
    GROUPS.summary(t, 'B', sizes, { parts: partsOf({ granularity }), own, other: [] });
  assert.equal(
    says([priced(20, 8), undefined, priced(12, 4)]),
    'B: 20.00\u202FdB with groups of 8, 8.00\u202FdB more than with one scale for the tensor, for more bits per value (by 4).',
  );
  assert.match(says([priced(11, 8), undefined, priced(12, 4)]), /1\.00\u202FdB less than/);
  const exact = (/** @type {number} */ bits) => ({ ...priced(Infinity, bits), max_abs_error: 0 });
  assert.equal(
    says([exact(8), undefined, exact(4)]),
    'B decodes every value exactly, with groups of 8 and with one scale for the tensor.',
  );
  assert.equal(
    says([exact(8), undefined, priced(12, 4)]),
    'B decodes every value exactly with groups of 8, for more bits per value (by 4) than with one scale for the tensor, which reaches 12.00\u202FdB.',
  );
  assert.match(says([priced(12, 8), undefined, exact(4)]), /^B decodes .* tensor; with groups of 8 it reaches 12\.00/);
  assert.equal(says([priced(20, 8), undefined, undefined]), '');
  assert.match(says([], 'col'), /^B has one scale per column/);
});

test('a pointer means the curve that is nearer; where they run together, the mark that is nearer', () => {
  assert.equal(meant([30, 5], [0, 9], 0, 8), 1);
  assert.equal(meant([5, Infinity], [9, 0], 1, 8), 0);
  assert.equal(meant([5, 6], [3, 1], 0, 8), 1);
  assert.equal(meant([5, 6], [2, 2], 1, 8), 1, 'the one meant before');
  assert.equal(meant([Infinity, Infinity], [1, 4], 1, 8), 0, 'nothing is measured there');
});
