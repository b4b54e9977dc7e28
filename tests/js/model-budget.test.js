// The budget of a model: what is asked of the crate, what its plans say, and that they are right for a small model.

import assert from 'node:assert/strict';
import { openAsBlob, readFileSync } from 'node:fs';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FileReading } from '../../www/engine/file-reading.js';
import { createTranslator } from '../../www/i18n/index.js';
import { defaults } from '../../www/state/state.js';
import { LISTS, candidateOf, isScheme, listed, plannable, settingsOf } from '../../www/views/model/budget/asking.js';
import { reachOf } from '../../www/views/model/budget/curve.js';
import { COLUMNS, linesOf, planSheet, usedOf, whyText } from '../../www/views/model/budget/lines.js';
import { planSays, singleName } from '../../www/views/model/budget/saying.js';
import { FORMS } from '../../www/views/model/budget/taking.js';
import { sorted } from '../../www/views/model/columns.js';
import { CRITERIA, RULES } from '../../www/views/model/index.js';
import { openEngine } from './crate.js';
import './texts.js';

/** @typedef {import('../../www/engine/model-records.js').BudgetPlan} BudgetPlan */
/** @typedef {import('../../www/engine/model-records.js').KnownRow} KnownRow */
/** @typedef {import('../../www/engine/model-records.js').PlannedTensor} PlannedTensor */
/** @typedef {import('../../www/views/model/index.js').ModelState} ModelState */

const engine = await openEngine();
after(() => engine.dispose());
const pkg = /** @type {import('../../www/engine/pkg.js').Pkg} */ (engine.drawing);
const usual = /** @type {ModelState} */ (defaults());

/** @param {string} name @param {Partial<KnownRow>} [more] @returns {KnownRow} */
const known = (name, more = {}) => ({
  name,
  role: 'q',
  layer: 0,
  stack: null,
  shape: [8, 96],
  dtype: 'float32',
  stored_bits_per_value: 32,
  values: 768,
  non_finite: 0,
  signal: 1,
  kurtosis: 3,
  max_per_sigma: 4,
  rows_out: { throughout: 0, by_few: 0 },
  columns_out: { throughout: 0, by_few: 0 },
  importance: null,
  sides: new Map(),
  ...more,
});
/** @param {string} name */
const entry = (name) => ({ name, shape: [8, 96], dtype: 'float32', count: 768, readable: true, surveyed: true });

test('candidates are schemes, casts and keep, and every list has them as the crate writes them', () => {
  assert.deepEqual(
    ['KEEP', 'bf16', 'int4:sym', 'Q4_K'].map((text) => candidateOf(pkg, text)),
    ['keep', 'bf16', 'int4', 'q4_k'],
  );
  assert.throws(() => candidateOf(pkg, 'int44'), /int44/);
  for (const list of Object.values(LISTS))
    assert.equal(
      list
        .split(';')
        .map((text) => candidateOf(pkg, text))
        .join(';'),
      list,
    );
  assert.deepEqual(['keep', 'f16', 'int4'].map(isScheme), [false, false, true]);
});

test('the state says what is kept, summed and counted', () => {
  const settings = settingsOf(usual, ['q4_k']);
  assert.deepEqual(settings, {
    candidates: ['q4_k'],
    keep: { vectors: true, norms: true, biases: true, embeddings: true, routers: true, heads: false },
    criterion: 'relative',
    counted: 'planned',
  });
  const other = settingsOf({ ...usual, kept: 'heads', least: 'squared', counted: 'all' }, []);
  assert.deepEqual(
    [other.keep.heads, other.keep.vectors, other.criterion, other.counted],
    [true, false, 'squared', 'all'],
  );
  assert.deepEqual(
    Object.values(settingsOf({ ...usual, kept: '' }, []).keep),
    RULES.map(() => false),
  );
});

test('the crate says why a tensor is kept, and what each other one is measured under, with what takes the place of a format', () => {
  const names = ['model.embed_tokens.weight', 'model.layers.0.mlp.up_proj.weight', 'model.norm.weight'];
  const rows = names.map((name) => listed(entry(name)));
  const budget = new pkg.Budget({ ...settingsOf(usual, ['q4_k', 'int4', 'bf16', 'keep']), rows });
  assert.deepEqual(
    budget.overview().wanted.map(({ kept, formats }) => [kept, formats]),
    [
      ['embedding', []],
      [undefined, ['q5_0', 'int4', 'bf16']],
      ['norm', []],
    ],
  );
  assert.deepEqual(budget.overview().curve, []);
  budget.free();
  assert.throws(
    () => new pkg.Budget({ ...settingsOf(usual, ['int44']), rows }),
    (error) => 'key' in /** @type {any} */ (error),
  );
});

test('a tensor is planned when it is measured under all that it may become; one that is kept, when it is known', () => {
  const side = (/** @type {string} */ scheme) => ({ scheme, measures: null, problem: null, sse: 1 });
  const sides = (/** @type {string[]} */ ...schemes) => new Map(schemes.map((scheme) => [scheme, side(scheme)]));
  const rows = [known('whole', { sides: sides('a', 'b', 'c') }), known('part', { sides: sides('a') }), known('kept')];
  const wanted = new Map([
    ['whole', { formats: ['b', 'c'] }],
    ['part', { formats: ['b', 'c'] }],
    ['kept', { kept: 'norm', formats: [] }],
    ['unknown', { kept: 'norm', formats: [] }],
  ]);
  const entries = ['whole', 'part', 'kept', 'unknown'].map(entry);
  const found = plannable(entries, new Map(rows.map((row) => [row.name, row])), wanted);
  assert.deepEqual(
    found.rows.map(({ name, sides }) => [name, sides.map(({ scheme }) => scheme)]),
    [
      ['whole', ['b', 'c']],
      ['kept', []],
    ],
  );
  assert.deepEqual([found.known.map(({ name }) => name), found.waiting], [['whole', 'kept'], 2]);
});

/** @param {Partial<PlannedTensor>} more @returns {PlannedTensor} */
const planned = (more) => ({ format: 'q4_k', bits_per_value: 4.5, sqnr_db: 20, error: 1, ...more });
const PLAN = /** @type {BudgetPlan} */ ({
  tensors: [
    planned({ error: 3 }),
    planned({ format: 'q5_0', instead_of: 'q4_k', bits_per_value: 5.5 }),
    planned({ format: 'keep', kept: 'norm', bits_per_value: 32, sqnr_db: Infinity, error: 0 }),
    planned({ bits_per_value: 4.5, error: 0 }),
  ],
  error: 4,
});
const LINES = linesOf(
  PLAN,
  ['x', 'y', 'norm', 'z'].map((name, i) => known(name, { values: 100 * (i + 1) })),
);

test('lines have their share of the sum, and formats their share of values and error', () => {
  assert.deepEqual(
    LINES.map(({ share }) => share),
    [0.75, 0.25, null, 0],
  );
  assert.deepEqual(usedOf(LINES), [
    { format: 'q4_k', tensors: 2, values: 500 / 700, error: 0.75 },
    { format: 'q5_0', tensors: 1, values: 200 / 700, error: 0.25 },
  ]);
  assert.deepEqual(
    linesOf(
      { ...PLAN, error: 0 },
      LINES.map(({ row }) => row),
    ).map(({ share }) => share),
    [null, null, null, null],
  );
  assert.deepEqual(usedOf([]), []);
  assert.deepEqual(
    planSheet(LINES).rows.map((row) => row.slice(0, 4)),
    [
      ['x', 'q4_k', '', ''],
      ['y', 'q5_0', 'q4_k', ''],
      ['norm', 'keep', '', 'norm'],
      ['z', 'q4_k', '', ''],
    ],
  );
});

test('rows say why, in both languages, and sort by every column', () => {
  for (const lang of ['en', 'zh-CN']) {
    const t = createTranslator(lang, { strict: true });
    for (const { key, text } of COLUMNS) {
      assert.ok(t(`model.budget.column.${key}`) && t(`model.budget.column.${key}.means`));
      for (const line of LINES) assert.equal(typeof text(line, t), 'string', key);
    }
    assert.match(whyText(LINES[1], t), /q4_k.*96/);
    for (const why of ['vector', 'norm', 'bias', 'embedding', 'router', 'head', 'convolution', 'unmeasured'])
      assert.ok(t(`model.budget.why.${why}`));
    for (const key of [
      ...RULES.map((rule) => `rule.${rule}`),
      ...CRITERIA.flatMap((each) => [`least.${each}`, `axis.${each}`]),
      ...Object.keys(LISTS).map((list) => `list.${list}`),
      ...Object.keys(FORMS).map((form) => `form.${form}`),
    ])
      assert.ok(t(`model.budget.${key}`));
  }
  for (const { key } of COLUMNS) assert.equal(sorted(LINES, COLUMNS, `-${key}`).length, LINES.length);
  assert.deepEqual(
    sorted(LINES, COLUMNS, '-share').map(({ row }) => row.name),
    ['x', 'y', 'z', 'norm'],
  );
});

test('a budget is dragged from the cheapest choice to the largest scheme, beyond which 16-bit floats lie', () => {
  const curve = /** @type {[number, number][]} */ ([
    [2.6, 10],
    [16, 60],
  ]);
  /** @param {string} format @param {number} bits @returns {[string, [number, number], []]} */
  const single = (format, bits) => [format, [bits, 20], []];
  assert.deepEqual(
    reachOf({ curve, singles: [single('q4_k', 4.5), single('q8_0', 8.5), single('bf16', 16)] }),
    [2.6, 8.5],
  );
  assert.deepEqual(reachOf({ curve, singles: [single('bf16', 16)] }), [2.6, 16]);
});

test('the sentence about a plan names what falls back, what the whole model has, and no infinite number', () => {
  const tensors = [{ ...PLAN.tensors[0] }, { ...PLAN.tensors[0], kept: 'norm' }];
  /** @param {number} db @param {object} [more] */
  const says = (db, more = {}) =>
    planSays(createTranslator('en', { strict: true }), {
      overview: {
        wanted: [],
        curve: [],
        singles: [
          [
            'q3_k',
            [4, 20],
            [
              ['q4_0', 31],
              ['f16', 2],
            ],
          ],
          ['q8_0', [8.5, 40], []],
        ],
      },
      plan: { ...PLAN, tensors, level: [4.4, db], bits_per_value_of_model: 9.25, left: 1 },
      budget: 4.5,
      counted: 'planned',
      ...more,
    });
  assert.match(
    says(25),
    /^At most 4\.5 .* lies 25\.00\sdB below the signal\. With what is kept as stored, the whole model has 9\.25\d* bits per value\. /,
  );
  assert.match(
    says(25),
    /20\.00\sdB with q3_k; mixed formats gain 5\.00\d*\sdB\. Tensors whose rows are no whole blocks of q3_k fall back to another format: 31 to q4_0, 2 to f16\.$/,
  );
  assert.doesNotMatch(says(25, { budget: 9 }), /fall back/, 'q8_0 fits every row here');
  assert.doesNotMatch(says(25, { counted: 'all' }), /whole model/, 'the budget is that of the whole model');
  assert.match(says(Infinity), /^At most 4\.5 bits per value: the plan uses 4\.4\d*, and changes no value\./);
  assert.doesNotMatch(says(Infinity), /∞/);
  const t = createTranslator('zh-CN', { strict: true });
  assert.deepEqual(
    [singleName(t, ['q3_k', [4, 20], [['q4_0', 31]]]), singleName(t, ['q8_0', [8, 20], []])],
    ['q3_k + 回退', '全部 q8_0'],
  );
});

const FOLDER = new URL('../models/models/', import.meta.url);
const SHARD = 'model-00002-of-00002.safetensors';
const CANDIDATES = ['q4_k', 'q6_k', 'int8:row', 'bf16', 'f16', 'keep'];

/** The rows of a shard, as workers measure them. */
async function surveyed(candidates = CANDIDATES) {
  const blob = await openAsBlob(fileURLToPath(new URL(SHARD, FOLDER)));
  const source = /** @type {any} */ ({ key: SHARD, name: SHARD, size: blob.size, blob });
  const reading = new FileReading(pkg);
  const call = { goesOn: async () => true, ask: () => Promise.reject(new Error('the file is here')) };
  const listing = await reading.list(source, call);
  const entries = (listing?.entries ?? []).filter(({ surveyed }) => surveyed);
  const settings = settingsOf(usual, candidates);
  const asked = new pkg.Budget({ ...settings, rows: entries.map(listed) });
  const { wanted } = asked.overview();
  asked.free();
  const rows = new Map();
  for (const [i, { name }] of entries.entries()) {
    const { sides, ...row } = /** @type {any} */ (
      await reading.row({ ...source, tensor: name }, wanted[i].formats, 0, call)
    );
    rows.set(name, { ...row, sides: new Map(sides.map((/** @type {any} */ side) => [side.scheme, side])) });
  }
  const of = new Map(entries.map(({ name }, i) => [name, wanted[i]]));
  return { settings, entries, ...plannable(entries, rows, of) };
}

test('a model is planned from the rows that workers measure', async () => {
  const { settings, entries, rows, waiting } = await surveyed();
  assert.deepEqual([waiting, rows.length], [0, entries.length]);
  const budget = new pkg.Budget({ ...settings, rows });
  const { curve, singles } = budget.overview();
  assert.deepEqual(
    singles.map(([format]) => format),
    CANDIDATES,
  );
  assert.deepEqual(singles.at(-1), ['keep', [16, Infinity], []], 'the file is of bfloat16');
  assert.deepEqual(singles[3], ['bf16', [16, Infinity], []]);
  const f16 = singles[4][1];
  assert.ok(f16[0] === 16 && f16[1] > 50, String(f16));
  curve.forEach(([bits, db], i) => {
    if (i > 0) assert.ok(bits > curve[i - 1][0] && db >= curve[i - 1][1], `corner ${i}`);
  });
  for (const bits of [3, 6, 8.25, 16]) {
    const { tensors, level, left, exact } = budget.plan(bits);
    assert.equal(tensors.length, rows.length);
    assert.equal(left < 0, bits === 3, 'less than the cheapest formats need');
    assert.ok(bits === 3 || level[0] <= bits);
    // No model of one format within the budget is better, and on the curve nothing is.
    for (const [format, [single, db]] of singles) if (single <= bits) assert.ok(level[1] >= db, `${format} at ${bits}`);
    if (bits === 16) assert.ok(exact && level[1] === Infinity);
  }
  const fallen = singles.map(([, , fallen]) => Object.fromEntries(fallen));
  assert.deepEqual([Object.keys(fallen[0]), Object.keys(fallen[1]), fallen[2]], [['q5_0'], ['q8_0'], {}]);
  assert.equal(fallen[0].q5_0, rows.filter(({ shape }) => shape.length === 2 && shape[1] % 256 !== 0).length);
  const { tensors } = budget.plan(6.6);
  const fell = tensors.filter(({ instead_of: wanted }) => wanted !== undefined);
  assert.ok(fell.length > 0 && fell.every(({ format }) => ['q5_0', 'q8_0'].includes(format)));
  assert.deepEqual(new Set(tensors.map(({ kept }) => kept)), new Set([undefined, 'norm', 'bias']));
  for (const form of Object.keys(FORMS)) {
    const text = budget.text(6.6, form) ?? '';
    assert.match(text, /not perplexity/, form);
    assert.match(text, /encoder|blk/, form);
  }
  assert.equal(budget.text(6.6, 'nothing'), undefined);
  assert.equal(JSON.parse(budget.text(6.6, 'json') ?? '').tensors.length, rows.length);
  budget.free();
});

test('one of the 16-bit floats is a candidate without the other', async () => {
  for (const cast of ['bf16', 'f16']) {
    const { settings, rows } = await surveyed(['q8_0', cast]);
    const budget = new pkg.Budget({ ...settings, rows });
    const formats = budget.plan(16).tensors.flatMap(({ kept, format }) => (kept === undefined ? [format] : []));
    assert.deepEqual(new Set(formats), new Set([cast]));
    budget.free();
  }
});

test('every form of a plan is one that the crate writes', () => {
  const forms = readFileSync(new URL('../../src/survey/recipe.rs', import.meta.url), 'utf8');
  const words = [...forms.matchAll(/^ {4}\("([a-z-]+)", \w+\),$/gm)].map(([, word]) => word);
  assert.deepEqual(Object.keys(FORMS), words);
});
