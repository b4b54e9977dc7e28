// Tables of levels, with the compiled crate: they have no symmetry, no RMSE in steps, and no curve that would need either. Integers are
// tested beside every format that the crate has.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { briefNotation } from '../../www/numbers/brief-notation.js';
import { scopeOf } from '../../www/lessons/following.js';
import { hasSymmetries, otherSymmetry, parsedScheme, wordsOf } from '../../www/state/schemes.js';
import { defaults } from '../../www/state/state.js';
import { createTranslator } from '../../www/i18n/index.js';
import { remedies } from '../../www/views/remedies/remedies.js';
import { SWEEP_BITS } from '../../www/views/sweeps/bits.js';
import { sweeps } from '../../www/views/sweeps/index.js';
import { schemesAt } from '../../www/views/sweeps/measured-curves.js';
import { comparisons } from '../../www/views/tradeoff/reasons.js';
import { openEngine } from './crate.js';
import './texts.js';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
/** Formats without options; the first are integers. @type {string[]} */
let formats;
/** Block formats, whose blocks are their specification's. @type {string[]} */
let specified;

before(async () => {
  engine = await openEngine();
  const tables = wordsOf(pkg(), 'format').filter(({ name }) => name !== 'int' && name !== 'stored');
  const lists = tables.map(({ name: format }) => notation.print({ format }));
  specified = lists.filter((format) => pkg().parse_scheme(format).available.granularity.length === 0);
  formats = ['int4', ...lists.filter((format) => !specified.includes(format)), 'levels(-1,-0.25,0.5,2)'];
});
after(() => engine.dispose());

/** @returns {import('../../www/engine/pkg.js').Pkg} */
const pkg = () => /** @type {any} */ (engine.drawing);
const notation = {
  parse: (/** @type {string} */ scheme) => parsedScheme(pkg(), scheme).parts,
  print: (/** @type {any} */ parts) => pkg().print_scheme(parts),
  change: (/** @type {string} */ scheme, /** @type {any} */ parts) => pkg().change_scheme(scheme, parts),
  other: (/** @type {string} */ scheme) => otherSymmetry(pkg(), scheme),
};

test('the other symmetry is that of integers, with their usual codes and zero-point', () => {
  assert.equal(notation.other('int4:wide:g32'), 'int4:asym:g32');
  assert.equal(notation.other('int4:asym:g32:zfloat'), 'int4:g32');
  for (const format of formats.slice(1)) {
    assert.equal(notation.other(`${format}:g32`), null);
    assert.equal(hasSymmetries(pkg(), format), false);
  }
});

test('what is said of the spacing of levels is that of each block', () => {
  const of = {
    sym: ['int4', 'int8:full', 'mxint8', 'q4_0', 'q6_k', 'q8_0', 'tq1_0', 'levels(-1,0,1)'],
    asym: ['int4:asym:g32', 'int4:asym:zfloat', 'q4_1', 'q2_k', 'q4_k', 'levels(1,2,3)'],
    uneven: ['nf4', 'fp4_e2m1', 'mxfp4', 'nvfp4', 'ggml_iq4_nl', 'iq4_xs', 'ggml_nvfp4', 'levels(-1,0,2)'],
  };
  for (const [levels, schemes] of Object.entries(of))
    for (const scheme of schemes) assert.equal(parsedScheme(pkg(), scheme).levels, levels, scheme);
});

test('every scheme that a view compares with one is a scheme, and keeps its format', () => {
  for (const format of formats) {
    const scheme = `${format}:g32`;
    const { other, unclipped, ...others } = comparisons(scheme, notation);
    assert.deepEqual(Object.values(others), [format, `${format}:mse`, scheme]);
    assert.equal(other === null, format !== 'int4');
    assert.equal(unclipped, null);
    assert.equal(comparisons(`${scheme}:mse`, notation).unclipped, scheme);
    const symmetries = hasSymmetries(pkg(), scheme);
    for (const remedy of remedies(format, symmetries, (text) => parsedScheme(pkg(), text).text))
      assert.equal(notation.parse(remedy.scheme).format, notation.parse(format).format, remedy.scheme);
    assert.equal(notation.change(format, { calibration: 'mse' }), `${format}:mse`);
    const stops = SWEEP_BITS.stops(createTranslator('en'), /** @type {any} */ (null), /** @type {any} */ (null));
    const { own, other: mirrored } = schemesAt(scheme, stops, notation);
    assert.deepEqual([own[0], own.at(-1)], ['int2:g32', 'int8:g32'], 'the stops over bits are integers');
    assert.equal(mirrored.length, symmetries ? stops.length : 0);
  }
});

/** How many values share a scale, where that is not 32. @type {Readonly<Record<string, number>>} */
const GROUPS = { nvfp4: 16, ggml_nvfp4: 16, q2_k: 16, q3_k: 16, q6_k: 16, tq1_0: 256, tq2_0: 256 };

test('a block format has no options but its rule, and what a view compares with it is a scheme', () => {
  assert.deepEqual([specified[4], specified[6], specified.at(-1)], ['mxfp4', 'nvfp4', 'ggml_nvfp4']);
  for (const format of specified) {
    const { parts, available } = parsedScheme(pkg(), format);
    assert.deepEqual([parts.granularity, parts.group], ['group', GROUPS[format] ?? 32]);
    const { format: all, rule, codes, ...others } = available;
    const rules = { mx: 4, nv: 4 }[format.slice(0, 2)] ?? 0;
    assert.equal(rule.length, rules, format);
    if (rules > 0) assert.equal(parts.rule, rule[0]);
    assert.deepEqual(codes, format === 'mxint8' ? ['narrow', 'full'] : []);
    assert.ok(all.length > 10 && Object.values(others).every((words) => words.length === 0), format);
    const compared = comparisons(format, notation);
    assert.deepEqual([compared.other, compared.unclipped, hasSymmetries(pkg(), format)], [null, null, false]);
    for (const scheme of Object.values(compared)) if (scheme !== null) assert.ok(notation.parse(scheme));
    assert.deepEqual(
      remedies(format, false, (text) => parsedScheme(pkg(), text).text),
      [{ name: 'blocks', scheme: format }],
    );
    for (const name of rule) assert.equal(notation.parse(`${format}:${name}`).rule, name);
  }
  assert.equal(notation.change('nvfp4', { format: 'fp4_e2m1' }), 'fp4_e2m1:g16');
  assert.equal(notation.change('int4:asym:g64:p99', { format: 'mxfp4' }), 'mxfp4');
});

test('a frame has the same measures of every format; RMSE in steps is null where levels are uneven', async () => {
  for (const format of [...formats, ...specified]) {
    const alone = format !== 'int4';
    const uneven = alone && format !== 'mxint8';
    for (const by of ['threshold', 'percentile']) {
      /** @type {any} */
      const state = { ...defaults(), a: format, b: 'int4', by };
      const question = sweeps.ask(state);
      const shape = { view: null, bins: 8, block_a: 0, block_b: 0 };
      const frame = await engine.show({ data: 'normal:8x8', a: format, b: 'int4', question, ...shape });
      assert.deepEqual(Object.keys(frame.a.metrics).sort(), Object.keys(frame.b.metrics).sort());
      assert.equal(frame.a.metrics.rmse_per_scale === null, uneven);
      assert.equal(Number.isNaN(scopeOf(frame).a.rmse_per_scale), uneven);
      const answer = /** @type {any} */ (frame.answer);
      assert.deepEqual([answer.other_a === undefined, answer.other_b === undefined], [alone, false]);
      const names = sweeps.sheets(frame, answer).map(({ name }) => name);
      assert.equal(names.includes('curve-a-other-symmetry'), !alone);
    }
  }
});

test('where there is room for one line, a long list of levels shows its first and its last', () => {
  const many = `levels(${Array.from({ length: 64 }, (_, i) => i - 32.5)})`;
  assert.equal(briefNotation(`${many}:g32:mse`), 'levels(-32.5,…,30.5):g32:mse');
  for (const scheme of ['levels(-1,0,1):g32', 'int4:asym:g64:p99.9:stochastic(4294967295):sbf16:zfloat'])
    assert.equal(briefNotation(scheme), scheme);
});
