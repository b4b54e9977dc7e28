// The formulas of block formats: where a scale comes from, what limits it, and why a grid ends where it does.
import assert from 'node:assert/strict';
import { CATALOGUES } from '../../www/i18n/index.js';
import '../js/texts.js';
import { computed, inBrowser, ready, setState } from './lab.mjs';

const visit = inBrowser();
const DATA = 'normal:4x256:seed=1';
const N = String.raw`−?[\d.]+(?:\s×\s10\S+)?`;

/** A line of a formula in which N stands for any number. @param {string} text */
const line = (text) =>
  new RegExp(`^${text.replaceAll(/[|()[\].^+*/?]/g, String.raw`\$&`).replaceAll(/\bN\b/g, N)}$`, 'm');

/** Schemes, the lines of their formulas, and keys of what is said beside them. @type {[string, string[], string[]][]} */
const CASES = [
  ['nvfp4:single', ['s = E4M3(clamp(β / 6, 2^−6, 448)) = N'], ['option.single']],
  ['nvfp4', ['S = max(β) / (6 · 448) = N', 's = S · E4M3(clamp(β / (6 · S), 2^−9, 448)) = N'], ['option.two']],
  ['mxfp4', ['s = 2^clamp(⌊log_2(β)⌋ − 2, −127, 127) = 2^N = N'], ['option.xfloor', 'ui.how.further.xfloor']],
  ['mxfp4:xceil', ['s = 2^clamp(⌈log_2(β)⌉ − 2, −127, 127) = 2^N = N'], ['option.xceil', 'ui.how.further.xceil']],
  ['mxfp4:xeven', ['s = 2^clamp(⌊log_2(round(β))⌋ − 2, −127, 127) = 2^N = N'], ['ui.how.further.xeven']],
  ['mxfp4:xrceil', ['s = 2^clamp(⌈log_2(β / 6)⌉, −127, 127) = 2^N = N'], ['option.xrceil', 'ui.how.further']],
  ['mxint8', ['s = 2^clamp(⌊log_2(β)⌋, −127, 127) − 6 = 2^N = N'], ['ui.how.further.xfloor']],
  ['mxint8:full', ['q = −2^7 … 2^7 − 1 = −128 … 127'], ['option.xfloor', 'ui.how.further.xfloor']],
  ['q4_0', ['s = f16(m / −8) = f16(N / −8) = N'], ['option.ruled', 'ui.how.largest']],
  ['q5_0', ['s = f16(m / −16) = f16(N / −16) = N'], ['option.ruled', 'ui.how.largest']],
  ['q4_1', ['s = f16((max x − min x) / 15) = f16(N / 15) = N', 'm = f16(min x) = N'], ['option.ruled_minimum']],
  ['q5_1', ['s = f16((max x − min x) / 31) = f16(N / 31) = N', 'm = f16(min x) = N'], ['option.ruled_minimum']],
  ['q8_0', ['s = f16(max |x| / 127) = f16(N / 127) = N'], ['option.ruled']],
  ['tq1_0', ['s = f16(max |x|) = f16(N) = N'], ['option.ruled']],
  ['ggml_mxfp4', ['s = 2^clamp(⌊log_2(max |x|)⌋ − 3, −128, 124) = N'], ['option.ruled']],
  ['ggml_nvfp4', ['s = E4M3(min(max |x| / 6, 448)) / 2 = N'], ['option.ruled']],
  ['ggml_iq4_nl', ['s = N'], ['option.fitted']],
  ['q4_k', ['s = d · S = N · N = N', 'm = −d_m · M = N · N = N'], ['option.fitted_minimum']],
];

for (const lang of /** @type {const} */ (['en', 'zh-CN']))
  visit(`every scale follows from what its formula names (${lang})`, { hash: `#lang=${lang}` }, async (page) => {
    await ready(page);
    for (const [scheme, lines, said] of CASES) {
      await setState(page, { data: DATA, a: scheme });
      const text = await computed(page, 'a');
      for (const each of lines) assert.match(text, line(each), scheme);
      for (const key of said) assert.ok(text.includes(CATALOGUES[lang][key]), `${scheme} says ${key}:\n${text}`);
      // Only a scale that is rounded up is said to be.
      const up = ['mxfp4:xrceil'].includes(scheme);
      assert.equal(text.includes(CATALOGUES[lang]['ui.how.further']), up, `${scheme}:\n${text}`);
    }
  });

visit('the numbers of a rule are those of its block', {}, async (page) => {
  await ready(page);
  // Of two values as large the first one counts: its sign is that of m.
  for (const [values, m] of [
    ['1,-1,0.5', '1'],
    ['-1,1,0.5', '−1'],
    ['0.25,-4,3', '−4'],
    ['0.25,-3,4', '4'],
  ]) {
    await setState(page, { data: `values(${values})`, a: 'q4_0' });
    const scale = String(Number(m.replace('−', '-')) / -8).replace('-', '−');
    assert.match(await computed(page, 'a'), line(`s = f16(m / −8) = f16(${m} / −8) = ${scale}`), values);
  }
});

visit('a block of zeros without a level 0 has a tiny scale, and the formula says so', {}, async (page) => {
  await ready(page);
  for (const [scheme, power] of [
    ['levels(1,2,3)', '−64'],
    ['levels(1,2,3):s16', '−24'],
    ['levels(1,2,3):spow2', '−64'],
  ]) {
    await setState(page, { data: 'values(0,0,0)', a: scheme });
    const text = await computed(page, 'a');
    assert.match(text, line('β = max |x| = 0'), scheme);
    assert.match(text, new RegExp(`^s = 2\\^${power} = ${N}$`, 'm'), scheme);
    assert.ok(text.includes(CATALOGUES.en['ui.how.zeros']), text);
  }
  await setState(page, { data: 'values(0,0,0)', a: 'levels(-1,0,1)' });
  assert.ok((await computed(page, 'a')).includes(CATALOGUES.en['ui.how.no_width']), 'any scale keeps zeros');
});
