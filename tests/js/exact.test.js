// Sentences about schemes that decode every value exactly, over the compiled crate: an infinite SQNR, and a difference from it, are said in
// words.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTranslator } from '../../www/i18n/index.js';
import { hasSymmetries, otherSymmetry, parsedScheme } from '../../www/state/schemes.js';
import { remedies, table } from '../../www/views/remedies/remedies.js';
import { sentences } from '../../www/views/remedies/words.js';
import { SWEEP_BITS } from '../../www/views/sweeps/bits.js';
import { GROUPS } from '../../www/views/sweeps/groups.js';
import { allSchemes, curveOf, schemesAt } from '../../www/views/sweeps/measured-curves.js';
import { entries, nearest } from '../../www/views/tradeoff/advice.js';
import { recommendation } from '../../www/views/tradeoff/recommendation.js';
import { openEngine } from './crate.js';
import './texts.js';

const LANGUAGES = ['en', 'zh-CN'].map((lang) => createTranslator(lang, { strict: true }));
/** What no sentence says. */
const NOT_SAID = /NaN|∞|\{/;

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
before(async () => {
  engine = await openEngine();
});
after(() => engine.dispose());

/** @returns {import('../../www/engine/pkg.js').Pkg} */
const pkg = () => /** @type {any} */ (engine.drawing);
const partsOf = (/** @type {string} */ scheme) => parsedScheme(pkg(), scheme).parts;

/** @param {string} data @param {string} a @param {string} [b] */
const frameOf = (data, a, b = a) =>
  engine.show({ data, a, b, view: null, bins: 8, block_a: 0, block_b: 0, question: null });

/** @param {string} data @param {readonly string[]} schemes @returns {Promise<import('../../www/engine/types.js').Found>} */
async function measured(data, schemes) {
  /** @type {Map<string, import('../../www/engine/records.js').Measures>} */
  const found = new Map();
  for (const scheme of schemes) found.set(scheme, (await frameOf(data, scheme)).a.metrics);
  return found;
}

/** The sentences in both languages, and none of them says an infinity. @template T @param {(t: import('../../www/i18n/types.js').Translator) => T} say @returns {T} in English */
function said(say) {
  const [english] = LANGUAGES.map((t) => {
    const texts = say(t);
    for (const text of [texts].flat()) assert.doesNotMatch(String(text), NOT_SAID);
    return texts;
  });
  return english;
}

/** @param {string} data @param {string} format */
async function ofRemedies(data, format) {
  const list = remedies(format, hasSymmetries(pkg(), format), (scheme) => parsedScheme(pkg(), scheme).text);
  const found = await measured(
    data,
    list.map(({ scheme }) => scheme),
  );
  const { data: shape } = await frameOf(data, format);
  const rows = table(list, found, new Map(), { parse: partsOf, shape });
  for (const { gain } of rows) assert.ok(!Number.isNaN(gain));
  return said((t) => sentences(t, rows, list));
}

for (const [data, format, first] of /** @type {[string, string, RegExp][]} */ ([
  ['values(0,0,0,0)', 'int4', /^Symmetric already decodes every value .* exactly, so no remedy can gain anything\.$/],
  ['values(0,0,0,0)', 'nf4', /^One scale for all values already decodes every value .* exactly/],
  ['values(-7,-3,0,1,7)', 'int4', /^Symmetric already decodes every value/],
  ['values(2.5,2.5,2.5,2.5)', 'nf4', /exactly/],
  [
    'values(0,1,2,14,15)',
    'int4',
    /^“Asymmetric” alone decodes every value .* exactly; symmetric reaches [\d.]+\sdB\. Going/,
  ],
  [
    'values(1,3,7,0.5,1.5,3.5):2x3',
    'int4',
    /^“One scale per row” alone decodes .* exactly; symmetric reaches [\d.]+\sdB\.$/,
  ],
]))
  test(`Remedies of ${format} on ${data}`, async () => {
    const texts = await ofRemedies(data, format);
    assert.equal(texts.length, 3);
    assert.match(texts[0], first);
  });

test('Remedies says once what another remedy gains, and names each remedy once', async () => {
  const [other] = await ofRemedies('normal:64x64:seed=7:channels=3x30', 'int4');
  assert.match(other, /^Largest gain .*dB\. Asymmetric alone: [^.]*\.\d+\sdB\.$/);
  /** @type {any[]} */
  const rows = remedies('int4', true, (scheme) => scheme).map(({ name, scheme }) => ({
    name,
    scheme,
    parts: partsOf(scheme),
    metrics: { sqnr_db: 20, bits_per_value: 4, max_abs_error: 1 },
    gain: name === 'sym' ? 0 : name === 'asym' ? -1 : -2,
  }));
  const [none] = said((t) => sentences(t, rows, rows));
  assert.match(none, /symmetric is enough \(Asymmetric: −1\.00\sdB\)\.$/);
});

/** @param {import('../../www/views/sweeps/types.js').SweepKind} kind @param {string} data @param {string} scheme */
async function ofSweep(kind, data, scheme) {
  const frame = await frameOf(data, scheme);
  const notation = {
    change: (/** @type {string} */ text, /** @type {any} */ parts) => pkg().change_scheme(text, parts),
    other: (/** @type {string} */ text) => otherSymmetry(pkg(), text),
    parse: (/** @type {string} */ text) => parsedScheme(pkg(), text).parts,
  };
  return said((t) => kind.stops(t, frame, /** @type {any} */ (null)).map(({ words }) => words)) && curve();

  async function curve() {
    const stops = kind.stops(LANGUAGES[0], frame, /** @type {any} */ (null));
    const schemes = schemesAt(scheme, stops, notation);
    const own = curveOf(frame.a.parts, schemes, await measured(data, allSchemes([schemes])));
    const place = kind.beside?.(frame.a.parts) ?? null;
    own.beside = place === null ? null : { at: place, scheme, metrics: frame.a.metrics };
    return said((t) => kind.summary(t, 'A', kind.stops(t, frame, /** @type {any} */ (null)), own));
  }
}

test('Sweeps say in words where every value is exact', async () => {
  for (const scheme of ['nf4:g64', 'fp4_e2m1:row'])
    assert.match(
      await ofSweep(SWEEP_BITS, 'values(0,0,0,0)', scheme),
      /^A: \S+ decodes every value exactly\. .*Integers with the options of A: from 2 bits on, every value is decoded exactly\.$/,
    );
  assert.equal(
    await ofSweep(SWEEP_BITS, 'values(-7,-3,0,1,7)', 'int4:row'),
    'A: bits that decode every value exactly: 4, 7.',
  );
  assert.match(
    await ofSweep(GROUPS, 'values(0,0,0,5)', 'int4:g2'),
    /^A decodes every value exactly, with groups of 2 and with one scale for the tensor\.$/,
  );
});

test('Trade-off names an exact scheme that misses the target', async () => {
  const list = entries(['int2:row', 'int4:row'], await measured('values(0,0,0,0)', ['int2:row', 'int4:row']));
  const target = /** @type {const} */ ({ goal: 'bits', value: 1 });
  const entry = nearest(list, target);
  assert.ok(entry);
  assert.match(
    said((t) => recommendation(t, { entry, reaches: false, target }, (scheme) => scheme)),
    /The smallest is int2:row: 10 bits per value, every value exact\.$/,
  );
});
