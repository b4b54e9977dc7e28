// The sweep over formats, with the compiled crate: its stops, their order and groups, and what is said of the best format.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTranslator } from '../../www/i18n/index.js';
import { formatEntries } from '../../www/state/formats.js';
import { parsedScheme } from '../../www/state/schemes.js';
import { FORMATS } from '../../www/views/sweeps/formats.js';
import { GROUPS } from '../../www/views/sweeps/groups.js';
import { allSchemes, curveOf, schemesAt } from '../../www/views/sweeps/measured-curves.js';
import { usualList } from '../../www/views/tradeoff/usual.js';
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
const t = createTranslator('en', { strict: true });
/** @param {string} a @param {string} b @param {number} [columns] values of a row */
function stopsOf(a, b, columns = 256) {
  const of = (/** @type {string} */ scheme) => ({ parts: parsedScheme(pkg(), scheme).parts });
  return FORMATS.stops(t, /** @type {any} */ ({ data: { columns }, a: of(a), b: of(b) }), pkg());
}
const notation = {
  change: (/** @type {string} */ scheme, /** @type {any} */ parts) => pkg().change_scheme(scheme, parts),
  other: () => null,
  parse: (/** @type {string} */ scheme) => parsedScheme(pkg(), scheme).parts,
};

test('every format has a stop, in order of bits; those of about as many bits stand together', () => {
  const stops = stopsOf('int4', 'nf4');
  const all = formatEntries(pkg(), '-1,0,1').map(({ id }) => id);
  assert.deepEqual(new Set(stops.map(({ label }) => label)), new Set(all.filter((id) => id !== 'levels')));
  stops.forEach(({ at, group = 0 }, i) => {
    if (i === 0) return;
    const before = stops[i - 1];
    assert.ok(group >= (before.group ?? 0));
    assert.ok(at > before.at);
    assert.equal(at - before.at > 1.4, group !== before.group, 'groups stand apart');
  });
  const groups = FORMATS.groups?.(t, stops) ?? [];
  assert.deepEqual(
    groups.map(([, name]) => name),
    ['2 bits', '3 bits', '4 bits', '5 bits', '6 bits', '7 bits', '8 bits'],
  );
});

test('levels of one’s own have a stop where A or B has such', () => {
  const own = stopsOf('int4', 'levels(-2,0,1)').find(({ label }) => label === 'levels');
  assert.deepEqual(own?.change, { format: 'levels', levels: '-2,0,1' });
  assert.equal(own?.group, 2);
});

test('each stop keeps the options that have a meaning for its format', () => {
  const stops = stopsOf('int4:asym:g32:p99.5', 'int4');
  const { own } = schemesAt('int4:asym:g32:p99.5', stops, notation);
  const of = (/** @type {string} */ label) => own[stops.findIndex((stop) => stop.label === label)];
  assert.deepEqual(
    [of('int6'), of('nf4'), of('fp8_e4m3')],
    ['int6:asym:g32:p99.5', 'nf4:g32:p99.5', 'fp8_e4m3:g32:p99.5'],
  );
  stops.forEach((stop, i) => assert.ok(stop.is(parsedScheme(pkg(), own[i] ?? '').parts), own[i] ?? stop.label));
});

test('the best format of as many bits is named, with what it gains', () => {
  const stops = stopsOf('fp4_e2m1', 'int4');
  const { parts } = parsedScheme(pkg(), 'fp4_e2m1');
  const measures = (/** @type {Record<string, number>} */ sqnr) =>
    stops.map(({ label }) =>
      label in sqnr
        ? { sqnr_db: sqnr[label], max_abs_error: sqnr[label] === Infinity ? 0 : 0.1, bits_per_value: 4.5 }
        : undefined,
    );
  const said = (/** @type {Record<string, number>} */ sqnr) =>
    FORMATS.summary(t, 'A', stops, /** @type {any} */ ({ parts, own: measures(sqnr), other: [] }));
  assert.match(
    said({ fp4_e2m1: 18, nf4: 19.5, int4: 17, int8: 40 }),
    /nf4 is the best format of 4 bits: 19.50.dB at 4\.5 bits per value, 1.50.dB more than fp4 \(E2M1\) at 4\.5\./,
  );
  assert.match(
    said({ fp4_e2m1: 18, int4: 18 }),
    /no format of 4 bits is better than fp4 \(E2M1\): 18.00.dB at 4\.5 bits/,
  );
  assert.match(said({ fp4_e2m1: 18, int4: Infinity }), /int4 decodes every value exactly, and fp4 \(E2M1\) does not/);
  assert.equal(said({ fp4_e2m1: Infinity, int4: Infinity }), 'A: fp4 (E2M1) decodes every value exactly.');
  assert.equal(said({ nf4: 19.5, int4: 17 }), '', 'before its own is measured');
});

test('a format with blocks of its own stands at their size alone in the sweep over group sizes, and that is said', () => {
  const of = (/** @type {string} */ scheme) => ({ parts: parsedScheme(pkg(), scheme).parts });
  for (const [a, b, columns] of /** @type {[string, string, number][]} */ ([
    ['nvfp4', 'q4_k', 512],
    ['mxfp4', 'int4', 384],
    ['q4_0', 'mxint8', 16],
  ])) {
    const frame = /** @type {any} */ ({ data: { rows: 4, columns }, a: of(a), b: of(b) });
    const stops = GROUPS.stops(t, frame, pkg());
    for (const scheme of [a, b]) {
      const { parts } = of(scheme);
      const at = stops.flatMap((stop, i) => (stop.is(parts) ? [i] : []));
      assert.equal(at.length, 1, scheme);
      const schemes = schemesAt(scheme, stops, notation);
      if (scheme === 'int4') {
        assert.ok(!schemes.own.includes(null));
        continue;
      }
      assert.deepEqual(
        schemes.own.flatMap((each, i) => (each === null ? [] : [[each, i]])),
        [[scheme, at[0]]],
      );
      assert.deepEqual(allSchemes([schemes]), [scheme]);
      const metrics = /** @type {any} */ ({ sqnr_db: 20, max_abs_error: 1, bits_per_value: 4.5 });
      const curve = curveOf(parts, schemes, new Map([[scheme, metrics]]));
      for (const lang of ['en', 'zh-CN']) {
        const said = GROUPS.summary(createTranslator(lang, { strict: true }), 'A', stops, curve);
        assert.ok(said.startsWith('A') && said.includes(String(parts.group)) && said.includes('20.00'), said);
      }
      assert.equal(GROUPS.summary(t, 'A', stops, curveOf(parts, schemes, new Map())), '');
    }
  }
});

test('a format whose files cannot hold the rows is not recommended, and the options of a block format are not spoken of', () => {
  /** @param {string} a @param {number} columns @param {Record<string, number>} sqnr @param {string} [lang] */
  const said = (a, columns, sqnr, lang = 'en') => {
    const stops = stopsOf(a, 'int4', columns);
    const own = stops.map(({ label }) =>
      label in sqnr
        ? { sqnr_db: sqnr[label], max_abs_error: 0.1, bits_per_value: label === 'q4_k' ? 4.5 : 4.25 }
        : undefined,
    );
    const { parts } = parsedScheme(pkg(), a);
    return FORMATS.summary(createTranslator(lang, { strict: true }), 'A', stops, /** @type {any} */ ({ parts, own }));
  };
  const sqnr = { mxfp4: 18, nf4: 19.5, q4_k: 22 };
  const whole = said('mxfp4', 512, sqnr);
  assert.match(
    whole,
    /^A: .*q4_k.* is the best format of 4 bits: 22\.00.dB at 4\.5 bits per value, 4\.00.dB more than .* at 4\.25\./i,
  );
  assert.match(whole, /in groups of 32\.$/);
  const cut = said('mxfp4', 384, sqnr);
  assert.match(cut, /^A: nf4 is the best format of 4 bits: 19\.50/);
  assert.match(cut, /their files cannot hold rows of 384 values: q4_k\.$/);
  assert.match(
    said('q4_k', 384, sqnr),
    /^A: no file of .*q4_k.* can hold these rows\. Of the other formats of 4 bits, nf4 is the best/i,
  );
  assert.match(said('q4_k', 384, { q4_k: 22, q4_0: 20, mxfp4: 18 }, 'zh-CN'), /存不下这样的行/);
  assert.doesNotMatch(whole + cut, /with its other options/);
});

test('formats that bring their own blocks are among the usual schemes of the trade-off', () => {
  const formats = [
    { name: 'int', group: 'int' },
    { name: 'mxfp4', group: 'mx' },
    { name: 'q4_k', group: 'gguf' },
  ];
  const list = usualList('16', formats);
  assert.ok(['mxfp4', 'q4_k', 'nf4:g32:s16', 'fp4_e2m1:g32:s16', 'nf4:g64'].every((scheme) => list.includes(scheme)));
  assert.equal(new Set(list).size, list.length);
});
