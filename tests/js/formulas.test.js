// What “How it is computed” says, over the compiled crate: every line is true of the numbers beside it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CATALOGUES, createTranslator } from '../../www/i18n/index.js';
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
