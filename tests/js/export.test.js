import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pyComment, pyFloat32, pyString } from '../../www/code/python.js';
import { csv } from '../../www/export/csv.js';
import { measuresCsv, measuresJson } from '../../www/export/measures.js';
import { fileName } from '../../www/export/names.js';
import { histogramSheet, schemesSheet } from '../../www/export/sheets.js';
import { visible } from '../../www/plot/svg-canvas.js';
import { viewOf } from '../../www/views/index.js';
import { curveSheet } from '../../www/views/sweeps/measured-curves.js';
import { request, setUp, until, isObsolete } from './fakes.js';

const metrics = (/** @type {number} */ mse) => ({ sqnr_db: Infinity, mse, cosine: NaN });
/** @type {any} */
const FRAME = {
  data: {
    text: 'file(a,"b".npy)',
    shape: [3],
    count: 3,
    nan: 0,
    positive: 0,
    negative: 0,
    min: 0,
    max: 1,
    mean: 0.1,
    sd: 0.2,
  },
  view: [0, 1],
  counts: Uint32Array.of(4, 5),
  below: 1,
  above: 2,
  a: {
    text: 'int4',
    blocks: 1,
    metrics: metrics(0.1 + 0.2),
    codes: Int32Array.of(-1, 0, 1),
    levels: Float32Array.of(-0.5, 0, 0.5),
    usage: Float64Array.of(7, 8, 9),
  },
  b: {
    text: 'int4:g2',
    blocks: 2,
    block: 1,
    block_counts: Uint32Array.of(1, 0),
    metrics: metrics(1e-300),
    codes: Int32Array.of(0),
    levels: Float32Array.of(0),
    usage: Float64Array.of(3),
  },
  answer: null,
};

test('measures keep all digits and say what JSON cannot', () => {
  const lines = measuresCsv(FRAME).split('\r\n');
  assert.deepEqual(lines, [
    'measure,A int4,B int4:g2',
    'data,"file(a,""b"".npy)","file(a,""b"".npy)"',
    'sqnr_db,Infinity,Infinity',
    'mse,0.30000000000000004,1e-300',
    'cosine,NaN,NaN',
    '',
  ]);
  const { data, a, b } = JSON.parse(measuresJson(FRAME));
  assert.equal(data.data, FRAME.data.text);
  assert.deepEqual(a, { scheme: 'int4', blocks: 1, measures: { sqnr_db: null, mse: 0.1 + 0.2, cosine: null } });
  assert.equal(b.measures.mse, 1e-300);
});

test('a cell that would break its row is quoted', () => {
  assert.equal(csv([['a,b', 'c"d', 'e\nf', 1.5]]), '"a,b","c""d","e\nf",1.5\r\n');
});

test('the histogram says what lies outside the view, and counts every value', () => {
  const histogram = histogramSheet(FRAME);
  const [codesA, codesB] = viewOf('grid').sheets?.(FRAME, null) ?? [];
  assert.deepEqual(histogram.head, ['from', 'to', 'count', 'b_block_1']);
  assert.deepEqual(histogram.rows, [
    [-Infinity, 0, 1, ''],
    [0, 0.5, 4, 1],
    [0.5, 1, 5, 0],
    [1, Infinity, 2, ''],
  ]);
  assert.deepEqual(codesA.rows, [
    [-1, -0.5, 7],
    [0, 0, 8],
    [1, 0.5, 9],
  ]);
  assert.deepEqual([codesB.name, codesB.rows], ['codes-b', [[0, 0, 3]]]);
  assert.equal(viewOf('tradeoff').sheets, undefined);
});

test('what a view asked for becomes a table of the same numbers', () => {
  const count = 2;
  const numbers = Float64Array.from({ length: 5 * count }, (_, i) => i);
  const course = { numbers, sqnr_db: 0, clipped: 0, batches_clipped: 0 };
  const courses = { first: course, all: course, average: course, dynamic: course };
  const answer = { kind: 'stream', count, ends: Float64Array.of(-1, -2, 1, 2), courses };
  const [batches] = viewOf('stream').sheets?.(FRAME, answer) ?? [];
  assert.equal(batches.head.length, 3 + 4 * 5);
  assert.deepEqual(batches.rows[1].slice(0, 8), [1, -2, 2, 1, 3, 5, 7, 9]);
  const errors = {
    kind: 'errors',
    reach: 1,
    bins: 1,
    a: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9),
    b: new Float64Array(9),
  };
  const [byValue, spread] = viewOf('errors').sheets?.(FRAME, errors) ?? [];
  assert.deepEqual(byValue.rows, [
    [-Infinity, 0, 1, 4],
    [0, 1, 2, 5],
    [1, Infinity, 3, 6],
  ]);
  assert.deepEqual(spread.rows, [
    [-Infinity, -1, 7],
    [-1, 1, 8],
    [1, Infinity, 9],
  ]);
  assert.deepEqual(
    schemesSheet('schemes', [{ scheme: 'nf4', metrics: /** @type {any} */ ({ mse: 0.1, rmse_per_scale: null }) }]),
    {
      name: 'schemes',
      head: ['scheme', 'mse', 'rmse_per_scale'],
      rows: [['nf4', 0.1, '']],
    },
  );
  /** @type {any} */
  const stops = [
    { at: 1, label: 'x' },
    { at: 2, label: 'y' },
  ];
  const curve = curveSheet(
    'a',
    stops,
    /** @type {any} */ ({
      own: [undefined, { mse: 3 }],
      other: [{ mse: 4, sqnr_db: 5, bits_per_value: 6 }, undefined],
    }),
  );
  assert.deepEqual(curve.rows, [
    [1, 'x', '', 6, 5, 4],
    [2, 'y', 3, '', '', ''],
  ]);
});

test('names of files are safe on every system', () => {
  for (const [parts, name] of /** @type {[string[], string][]} */ ([
    [['normal:256x256:outliers=0.001x20', 'int4', 'grid'], 'normal-256x256-outliers-0.001x20_int4_grid.svg'],
    [['file(../../etc/passwd)'], 'file-etc-passwd.svg'],
    [['a\\b/c:d*e?f"g<h>i|j\0k\nl'], 'a-b-c-d-e-f-g-h-i-j-k-l.svg'],
    [['CON'], 'quantscope_CON.svg'],
    [['com1.txt'], 'quantscope_com1.txt.svg'],
    [['...', '-', ' '], 'quantscope.svg'],
    [['权重（层 1）', 'int4'], '权重-层-1_int4.svg'],
    [['a\u202egpj.exe'], 'a-gpj.exe.svg'],
  ])) {
    assert.equal(fileName(parts, 'svg'), name);
  }
  const long = fileName(['雪'.repeat(300)], 'svg');
  assert.ok(new TextEncoder().encode(long).length < 200 && long.startsWith('雪雪'));
});

test('texts of a file hold nothing that XML cannot', () => {
  assert.equal(visible('a\u0000b\u001bc\ud800d\uffffe<&>𝒳\t'), 'a�b�c�d�e<&>𝒳\t');
});

test('strings and numbers stay what they are in Python', () => {
  assert.equal(pyString('a"b\\n\n\u202e\u0000\u{1d4b3}层é'), '"a\\"b\\\\n\\u000a\\u202e\\u0000\\U0001d4b3层é"');
  assert.equal(pyComment('a\nimport os\r\u2028x\u202e'), 'a import os x');
  assert.deepEqual(
    [0.1, -0, 3, 1e-45, NaN, -Infinity, 16777216].map((x) => pyFloat32(Math.fround(x))),
    ['0.1', '-0.0', '3.0', '1.4013e-45', 'nan', '-inf', '16777216.0'],
  );
  for (let i = 0; i < 1000; i += 1) {
    const x = Math.fround((Math.sin(i) * 10 ** (i % 60)) / 1e30);
    assert.equal(Math.fround(Number(pyFloat32(x))), x);
  }
});

test('what is saved is of the data shown, and given up when other data takes its place', async (t) => {
  const { engine, world } = setUp(t);
  await engine.show(request('normal'));
  const how = { signal: new AbortController().signal, onprogress: () => {} };
  const question = /** @type {const} */ ({
    kind: 'quantized',
    scheme: 'int4',
    data: 'normal',
    container: 'safetensors',
  });
  assert.deepEqual(await engine.ask('normal', question, how), {
    kind: 'quantized',
    scheme: 'int4',
    data: 'normal',
    container: 'safetensors',
  });

  const slow = /** @type {const} */ ({ ...question, scheme: 'slow' });
  const given = engine.ask('normal', slow, how);
  await until(() => world.log.includes('ask slow'));
  const other = engine.show(request('laplace'));
  await assert.rejects(given, isObsolete);
  assert.equal((await other).data.text, 'laplace');

  const controller = new AbortController();
  const cancelled = engine.ask('laplace', { ...slow, data: 'laplace' }, { ...how, signal: controller.signal });
  await until(() => world.log.filter((line) => line === 'ask slow').length > 3);
  controller.abort();
  await assert.rejects(cancelled, isObsolete);
  await assert.rejects(engine.ask('normal', question, how), isObsolete, 'of data no longer held');
});
