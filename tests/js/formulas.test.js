// What “How it is computed” says, over the compiled crate: every line is true of the numbers beside it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CATALOGUES, createTranslator } from '../../www/i18n/index.js';
import { arithmeticSteps } from '../../www/numbers/arithmetic.js';
import { number, percent } from '../../www/numbers/format.js';
import { computation } from '../../www/numbers/scheme-formula.js';
import { openEngine } from './crate.js';
import { request } from './fakes.js';
import { typed } from './formula-dom.js';
import './texts.js';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
before(async () => {
  engine = await openEngine();
});
after(() => engine.dispose());

/** @returns {import('../../www/engine/pkg.js').Pkg} */
const pkg = () => /** @type {any} */ (engine.drawing);

/** @param {string} data @param {string} scheme @param {number} [block] @returns {Promise<import('../../www/engine/records.js').SchemeFrame & {count: number}>} */
async function frameOf(data, scheme, block = 0) {
  const frame = /** @type {any} */ (
    await engine.show(/** @type {any} */ ({ ...request(data, scheme), block_a: block }))
  );
  return { ...frame.a, count: frame.data.count };
}
/** @param {Awaited<ReturnType<typeof frameOf>>} frame @param {string} [lang] */
const linesOf = (frame, lang = 'en') =>
  typed(computation(createTranslator(lang, { strict: true }), frame, frame.count));
const says = (/** @type {string[]} */ lines, /** @type {string} */ lang, /** @type {string} */ key) =>
  lines.includes(CATALOGUES[/** @type {'en'} */ (lang)][key]);

test('bits per value are those of padded rows, which is said where rows are padded', async () => {
  for (const [data, scheme, formula] of [
    ['normal:4x384', 'q4_k', '144·8·2/384=6'],
    ['normal:4x384', 'q6_k', '210·8·2/384=8.75'],
    ['normal:4x384', 'iq4_xs', '136·8·2/384=5.66667'],
    ['normal:4x40', 'q4_0', '18·8·2/40=7.2'],
    ['normal:4x512', 'q4_k', '144·8/256=4.5'],
    ['normal:4x64', 'q8_0', '34·8/32=8.5'],
  ]) {
    const frame = await frameOf(data, scheme);
    for (const lang of Object.keys(CATALOGUES)) {
      const lines = linesOf(frame, lang);
      assert.ok(
        lines.some((line) => line.replaceAll(/\s/g, '').endsWith(`=${formula}`)),
        `${data} ${scheme}: ${lines.join('\n')}`,
      );
      const padded = formula.includes('·2/');
      assert.equal(
        lines.some((line) => /padded|填充/.test(line)),
        padded,
        lines.join('\n'),
      );
    }
  }
});

test('a super-block is spoken of only where blocks share one, and groups and tiles are given with their sizes', async () => {
  for (const [scheme, key] of [
    ['q4_0', 'option.plain_block'],
    ['ggml_mxfp4', 'option.plain_block'],
    ['tq1_0', 'option.plain_block'],
    ['q4_1', 'option.plain_block_minimum'],
    ['q4_k', 'option.super_block'],
    ['ggml_nvfp4', 'option.super_block'],
  ])
    for (const lang of Object.keys(CATALOGUES))
      assert.ok(says(linesOf(await frameOf('normal:4x256', scheme), lang), lang, key), scheme);
  for (const [scheme, size] of /** @type {[string, RegExp][]} */ ([
    ['int4:g64', /\b64\b/],
    ['nf4:g32', /\b32\b/],
    ['mxfp4', /\b32\b/],
    ['int4:b8x16', /\b8\b.*\b16\b/],
  ]))
    for (const lang of Object.keys(CATALOGUES)) {
      const said = linesOf(await frameOf('normal:16x256', scheme), lang).at(-2) ?? '';
      assert.match(said, size, scheme);
      assert.doesNotMatch(said, /[NRC{]/, scheme);
    }
});

const n = (/** @type {number} */ value) => number(value, { digits: 4, trim: true });
/** Lines without spaces. @param {string[]} lines */
const close = (lines) => lines.map((line) => line.replaceAll(/\s/g, ''));
/** The exponent that a line of a scale comes to by its rule. @param {string[]} lines */
const powerIn = (lines) => {
  const line = lines.find((each) => each.startsWith('s=2^')) ?? '';
  return Number(/=2\^(−?\d+)(?:→|=)/.exec(line.slice(2))?.[1].replace('−', '-'));
};

test('β is the largest magnitude of the block, whatever the grid reaches, and the scale follows from it', async () => {
  /** @type {[string, (beta: number) => number][]} */
  const rules = [
    ['mxfp4', (beta) => Math.floor(Math.log2(beta)) - 2],
    ['mxfp4:xceil', (beta) => Math.ceil(Math.log2(beta)) - 2],
    ['mxfp4:xrceil', (beta) => Math.ceil(Math.log2(beta / 6))],
    ['mxfp8_e4m3', (beta) => Math.floor(Math.log2(beta)) - 8],
    ['fp8_e4m3:g32:spow2', (beta) => Math.ceil(Math.log2(beta / 448))],
    ['int4:g32:spow2', (beta) => Math.ceil(Math.log2(beta / 7))],
  ];
  for (const [scheme, rule] of rules)
    for (let block = 0; block < 8; block += 1) {
      const frame = await frameOf('normal:1x256:seed=1', scheme, block);
      const beta = Math.max(-frame.extrema[0], frame.extrema[1]);
      const lines = close(linesOf(frame));
      assert.ok(lines.includes(`β=max|x|=${n(beta)}`.replaceAll(/\s/g, '')), `${scheme}: ${lines.join('\n')}`);
      assert.equal(powerIn(lines), rule(beta), `${scheme}: ${lines.join('\n')}`);
      assert.equal(Math.log2(frame.params.scale), rule(beta), scheme);
    }
});

test('where a grid ends elsewhere than its range, the ends said are its outermost levels', async () => {
  for (const [data, scheme] of [
    ['values(1,7)', 'mxfp4'],
    ['values(1,5)', 'mxfp4'],
    ['values(3,-2,1)', 'levels(-1,0,2)'],
    ['values(3,-2,1)', 'int4:spow2'],
  ])
    for (const lang of Object.keys(CATALOGUES)) {
      const frame = await frameOf(data, scheme);
      const ends = { lo: n(frame.levels[0]), hi: n(/** @type {number} */ (frame.levels.at(-1))) };
      const said = createTranslator(lang)('ui.how.ends', ends);
      assert.ok(
        linesOf(frame, lang).some((line) => line.endsWith(said)),
        `${scheme}: ${said}`,
      );
    }
});

test('no sentence says that nothing is clipped where values are, and a scale that float32 limits is said to be', async () => {
  for (const [data, scheme, power, option] of /** @type {[string, string, number|null, string][]} */ ([
    ['values(3.4e38,1)', 'fp8_e4m3:spow2', 120, 'max'],
    ['values(1e38,-3e38,2,0)', 'mxfp4:xceil', 126, 'xceil'],
    ['values(3.4e38,1)', 'mxfp4:xrceil', 126, 'xrceil'],
    ['normal:8x256:sd=1e6', 'fp4_e2m1:g16:s16', null, 'max'],
  ])) {
    const frame = await frameOf(data, scheme);
    assert.ok(frame.metrics.clipped > 0);
    for (const lang of Object.keys(CATALOGUES)) {
      const lines = linesOf(frame, lang);
      assert.ok(!says(lines, lang, `option.${option}`), `${scheme}:\n${lines.join('\n')}`);
      const clipped = percent(frame.metrics.clipped);
      assert.ok(lines.includes(createTranslator(lang)(`ui.how.clips.${option}`, { clipped })), lines.join('\n'));
      assert.equal(says(lines, lang, 'ui.how.limited'), power !== null, lines.join('\n'));
      if (power !== null) {
        assert.equal(powerIn(close(lines)), power, lines.join('\n'));
        const stored = `→2^${n(Math.log2(frame.params.scale))}`;
        assert.ok(
          close(lines).some((line) => line.includes(stored)),
          lines.join('\n'),
        );
      } else {
        const beta = Math.max(-frame.extrema[0], frame.extrema[1]);
        assert.ok(close(lines).includes(close([`β=max|x|=${n(beta)}`])[0]), lines.join('\n'));
      }
    }
  }
  // Where nothing is clipped, it stays said.
  assert.ok(says(linesOf(await frameOf('values(3,1)', 'int4:spow2')), 'en', 'option.max'));
  assert.ok(says(linesOf(await frameOf('values(3,1)', 'mxfp4:xceil')), 'en', 'option.xceil'));
});

test('where 1 / s is beyond float32, as in bitsandbytes, this is said, and no quotient is shown that is wrong', async () => {
  for (const scheme of ['nf4', 'fp4_bnb']) {
    const frame = await frameOf('values(1e-45,3e-42,-1e-40)', scheme);
    for (const lang of Object.keys(CATALOGUES)) {
      const t = createTranslator(lang, { strict: true });
      for (const x of [3e-42, -1e-40]) {
        const [ratio] = arithmeticSteps(t, pkg().inspect(x, frame.params), frame);
        assert.match(ratio, /^x · \(1 \/ s\) = .* · ∞ = −?∞$/, scheme);
      }
      assert.ok(says(linesOf(frame, lang), lang, 'ui.how.reciprocal'), scheme);
    }
    const usual = await frameOf('values(1,3,-2)', scheme);
    assert.match(arithmeticSteps(createTranslator('en'), pkg().inspect(1, usual.params), usual)[0], /^x \/ s = 1 \/ /);
    assert.ok(!says(linesOf(usual), 'en', 'ui.how.reciprocal'));
  }
  // A format that divides has no reciprocal to overflow.
  assert.ok(!says(linesOf(await frameOf('values(1e-45,3e-42,-1e-40)', 'fp8_e4m3')), 'en', 'ui.how.reciprocal'));
});
