// The options that few schemes have, from their controls; what every option says of itself; and one value under them.
import assert from 'node:assert/strict';
import { drawnTexts, keepDrawnTexts } from './drawn.mjs';
import {
  computed,
  control,
  enter,
  errorAt,
  inBrowser,
  links,
  metricsOf,
  ready,
  says,
  setState,
  shows,
  unfold,
} from './lab.mjs';
import { compareWithNative, shown } from './native.mjs';
import { inPlot } from './picture.mjs';
import { CATALOGUES } from '../../www/i18n/index.js';
import '../js/texts.js';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const isOpen = (/** @type {Page} */ page, /** @type {string} */ name) =>
  control(page, name).evaluate((details) => /** @type {HTMLDetailsElement} */ (details).open);

for (const { locale, lang, role } of /** @type {const} */ ([
  { locale: 'zh-CN', lang: 'zh-CN', role: 'a' },
  { locale: 'en-US', lang: 'en', role: 'b' },
])) {
  visit(
    `${role.toUpperCase()}: codes, zero-point, rounding, seed and storage each have a control, a sentence and a formula (${lang})`,
    { locale, hash: '#a=int8&b=int8' },
    async (page) => {
      await ready(page);
      await unfold(page, `${role}-options`);
      /** @type {import("./native.mjs").Shown[]} */
      const views = [];
      /** @param {string} option @param {string} text the scheme @param {string[]} formulas @param {() => Promise<unknown>} act */
      const choose = async (option, text, formulas, act) => {
        await act();
        await shows(page, { [role]: text });
        await links(page, role, text === { a: 'int4', b: 'int4:asym:g64' }[role] ? undefined : text);
        const said = await computed(page, role);
        for (const part of [CATALOGUES[lang][`option.${option}`], ...formulas])
          assert.ok(said.includes(part), `${part} in ${said}`);
        views.push(await shown(page));
      };
      const check = (/** @type {string} */ name) => () => control(page, `${role}-${name}`).check({ force: true });
      const select = (/** @type {string} */ name, /** @type {string} */ option) => () =>
        control(page, `${role}-${name}`).selectOption(option);

      await choose('wide', 'int8:wide', ['q = −2^7 … 2^7 − 1 = −128 … 127', 's = β / 127'], check('codes-wide'));
      await choose('full', 'int8:full', ['s = β / 127.5'], check('codes-full'));
      await choose('asym', 'int8:asym', ['q = 0 … 2^8 − 1 = 0 … 255', 's = (β − α) / 255'], check('symmetry-asym'));
      await choose(
        'zfloat',
        'int8:asym:zfloat',
        ['z = −α / s', 'q = clamp(round(x / s + z), 0, 255)', 'x̂(x = 0) = ('],
        check('zero-zfloat'),
      );
      await choose(
        'zint',
        'int8:asym',
        ['z = round(−α / s) = round(', 'q = clamp(round(x / s) + z, 0, 255)'],
        check('zero-zint'),
      );
      await choose('away', 'int8:asym:away', ['round(2.5) = 3', 'round(−2.5) = −3'], select('rounding', 'away'));
      await choose(
        'floor',
        'int8:asym:floor',
        ['q = clamp(⌊x / s⌋ + z, 0, 255)', '⌊−2.3⌋ = −3'],
        select('rounding', 'floor'),
      );
      await control(page, `${role}-seed`).waitFor({ state: 'hidden' });
      await choose(
        'stochastic',
        'int8:asym:stochastic',
        ['q = clamp(⌊x / s + u⌋ + z, 0, 255)', 'u ∼ U(0, 1)', 'P(2.3 → 3) = 0.3'],
        select('rounding', 'stochastic'),
      );
      const seeds = [(await metricsOf(page))[role].mse];
      await choose('stochastic', 'int8:asym:stochastic(41)', [], () => enter(page, `${role}-seed`, '41'));
      seeds.push((await metricsOf(page))[role].mse);
      assert.notEqual(seeds[0], seeds[1], 'another seed rounds otherwise');
      await choose('even', 'int8:asym', ['round(2.5) = 2'], select('rounding', 'even'));
      await choose(
        's16',
        'int8:asym:s16',
        ['s = f16((β − α) / 255) = ', '8 + (16 + 8) / 65\u202F536'],
        select('scales', 's16'),
      );
      await choose('sbf16', 'int8:asym:sbf16', ['s = bf16((β − α) / 255) = '], select('scales', 'sbf16'));
      await choose(
        'spow2',
        'int8:asym:spow2',
        ['s = 2^clamp(⌈log_2((β − α) / 255)⌉, −127, 127) = 2^−2 = 0.25'],
        select('scales', 'spow2'),
      );
      await choose('s32', 'int8:asym', ['(32 + 8) / 65\u202F536'], select('scales', 's32'));
      await compareWithNative(views);
    },
  );
}

visit('bits per value count scales and zero-points, whatever the blocks', {}, async (page) => {
  await ready(page);
  for (const [scheme, data, sum] of [
    ['int4:g64', 'normal:256x256', '4 + 32 / 64 = 4.5'],
    ['int4:asym:g64:s16', 'normal:256x256', '4 + (16 + 4) / 64 = 4.3125'],
    ['int4:asym:g64:s16:zfloat', 'normal:256x256', '4 + (16 + 16) / 64 = 4.5'],
    ['int2:row:spow2', 'normal:4x128', '2 + 8 / 128 = 2.0625'],
    ['int4:asym:g64', 'normal:10x96', '4 + (20 · (32 + 4)) / 960 = 4.75'],
  ]) {
    await setState(page, { data, a: scheme });
    const text = await computed(page, 'a');
    assert.ok(text.includes(sum), `${scheme}: ${sum} in ${text}`);
    assert.equal((await metricsOf(page)).a.bits_per_value, Number(sum.split('= ')[1]));
  }
});

visit(
  'the fold is open where one of its options holds, and stays as a person leaves it',
  { hash: '#b=int4:floor' },
  async (page) => {
    await ready(page);
    assert.deepEqual(await Promise.all(['a-options', 'b-options'].map((name) => isOpen(page, name))), [false, true]);
    await control(page, 'b-options').locator('summary').click();
    await setState(page, { b: 'int5:floor' });
    assert.equal(await isOpen(page, 'b-options'), false, 'folded away by hand');
    await setState(page, { a: 'int4:sbf16' });
    assert.equal(await isOpen(page, 'a-options'), true);
    await control(page, 'a-how').locator('summary').press('Enter');
    await control(page, 'language').click();
    await shows(page, { lang: 'zh-CN' });
    assert.deepEqual(
      await Promise.all(['a-options', 'b-options', 'a-how', 'b-how'].map((name) => isOpen(page, name))),
      [true, false, true, false],
      'another language leaves folds alone',
    );
  },
);

visit(
  'a seed that is no seed is brought into range, and a range that is none is refused',
  { hash: '#a=int4:stochastic(3)&data=values(0,0,0)' },
  async (page) => {
    await ready(page);
    await enter(page, 'a-seed', '-4');
    await shows(page, { a: 'int4:stochastic' });
    await control(page, 'a-calibration').selectOption('clip');
    await says(errorAt(page, 'a'), /clip\(.*not a range/);
    assert.equal(await control(page, 'a-calibration').inputValue(), 'max', 'the list shows again what holds');
  },
);

/** Every slot of the notation, and how its words are written, by their names. @type {Record<string, Record<string, string>>} */
const SLOTS = {
  format: {
    int: 'int2 … int8',
    fp8_e4m3: 'fp8_e4m3',
    fp8_e5m2: 'fp8_e5m2',
    fp8_e4m3fnuz: 'fp8_e4m3fnuz',
    fp8_e5m2fnuz: 'fp8_e5m2fnuz',
    fp6_e2m3: 'fp6_e2m3',
    fp6_e3m2: 'fp6_e3m2',
    fp4_e2m1: 'fp4_e2m1',
    nf4: 'nf4',
    fp4_bnb: 'fp4_bnb',
    iq4_nl: 'iq4_nl',
    levels: 'levels(L1,L2,…)',
    mxfp8_e4m3: 'mxfp8_e4m3',
    mxfp8_e5m2: 'mxfp8_e5m2',
    mxfp6_e2m3: 'mxfp6_e2m3',
    mxfp6_e3m2: 'mxfp6_e3m2',
    mxfp4: 'mxfp4',
    mxint8: 'mxint8',
    nvfp4: 'nvfp4',
    q4_0: 'q4_0',
    q4_1: 'q4_1',
    q5_0: 'q5_0',
    q5_1: 'q5_1',
    q8_0: 'q8_0',
    q2_k: 'q2_k',
    q3_k: 'q3_k',
    q4_k: 'q4_k',
    q5_k: 'q5_k',
    q6_k: 'q6_k',
    ggml_iq4_nl: 'ggml_iq4_nl',
    iq4_xs: 'iq4_xs',
    tq1_0: 'tq1_0',
    tq2_0: 'tq2_0',
    ggml_mxfp4: 'ggml_mxfp4',
    ggml_nvfp4: 'ggml_nvfp4',
    stored: 'stored',
  },
  symmetry: { sym: 'sym', asym: 'asym' },
  codes: { narrow: 'narrow', wide: 'wide', full: 'full' },
  granularity: { tensor: 'tensor', row: 'row', col: 'col', group: 'gN', tile: 'bRxC' },
  calibration: {
    max: 'max',
    percentile: 'pP',
    mse: 'mse',
    kl: 'kl',
    aciq: 'aciq',
    octav: 'octav',
    deviations: 'sdK',
    ratio: 'rF',
    clip: 'clip(LO,HI)',
  },
  rounding: { even: 'even', away: 'away', floor: 'floor', stochastic: 'stochastic(S)' },
  scales: { s32: 's32', s16: 's16', sbf16: 'sbf16', spow2: 'spow2', se4m3: 'se4m3', snested8: 'snested8' },
  zero: { zint: 'zint', zfloat: 'zfloat' },
  rule: {
    xfloor: 'xfloor',
    xceil: 'xceil',
    xeven: 'xeven',
    xrceil: 'xrceil',
    two: 'two',
    single: 'single',
    fs46: 'fs46',
    search: 'search',
  },
};

for (const lang of ['en', 'zh-CN']) {
  visit(
    `the help lists every option with its sentence, the same that its control has (${lang})`,
    { hash: `#lang=${lang}&a=int4:asym` },
    async (page) => {
      await ready(page);
      await control(page, 'help').click();
      const rows = await page
        .locator('table.options tr')
        .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
      const expected = Object.entries(SLOTS).flatMap(([slot, options]) => [
        [CATALOGUES[lang][`ui.${slot}`]],
        ...Object.entries(options).map(([name, text], i) => [
          text + (i === 0 && name !== 'int' ? '*' : ''),
          CATALOGUES[lang][`option.${name}`],
        ]),
      ]);
      assert.deepEqual(rows, expected);
      assert.equal(
        await control(page, 'a-symmetry-asym').evaluate((input) => input.parentElement?.title),
        CATALOGUES[lang]['option.asym'],
      );
      await page.keyboard.press('Escape');
    },
  );
}

visit('every option that is accepted is in the help, and the help has no other', {}, async (page) => {
  await ready(page);
  await enter(page, 'a', 'int4:nonsense');
  const accepted = /accepted: (.*)$/
    .exec(await says(errorAt(page, 'a'), /accepted/))?.[1]
    .split(', ')
    .sort();
  const { format: _, ...slots } = SLOTS;
  const listed = Object.values(slots).flatMap(Object.values);
  assert.deepEqual(accepted, listed.map((text) => text.replace('stochastic(S)', 'stochastic')).sort());
});

/** One value under schemes that round in other ways. */
const ARITHMETIC = [
  {
    scheme: 'int8:asym:zfloat',
    pattern: /q = round\((\S+) \+ (\S+)\) = (\S+)/,
    code: (/** @type {number[]} */ [ratio, z]) => Math.round(ratio + z),
  },
  {
    scheme: 'int8:floor',
    pattern: /q = floor\((\S+)\) = (\S+)/,
    code: (/** @type {number[]} */ [ratio]) => Math.floor(ratio),
  },
  {
    scheme: 'int8:asym:away',
    pattern: /q = round\((\S+)\) \+ (\S+) = (\S+)/,
    code: (/** @type {number[]} */ [ratio, z]) => Math.round(ratio) + z,
  },
  {
    scheme: 'int8:asym:stochastic',
    pattern: /q = stochastic\((\S+)\) \+ (\S+) = (\S+)/,
    code: (/** @type {number[]} */ [ratio, z]) => Math.round(ratio) + z,
  },
];
visit(
  "the inspector's arithmetic is that of the scheme's rounding and zero-point",
  { hash: '#data=normal:mean=1' },
  async (page) => {
    await ready(page);
    const spot = await inPlot(page, 0.41, 0.3);
    for (const { scheme, pattern, code } of ARITHMETIC) {
      await setState(page, { a: scheme });
      await page.mouse.move(spot.x + 1, spot.y);
      await page.mouse.move(spot.x, spot.y);
      const text = await says(page.locator('.arithmetic.a'), pattern);
      const numbers = (pattern.exec(text) ?? []).slice(1).map((word) => Number(word.replace('−', '-')));
      assert.equal(numbers.at(-1), code(numbers), text);
      const decoded = /x̂ = (?:\((\S+) ([−+]) (\S+)\)|(\S+)) · s = (\S+)/.exec(text);
      assert.ok(decoded, text);
      const chance = /more likely, p = ([\d.]+)\u202F%; otherwise (−?\d+)/.exec(text);
      assert.equal(chance !== null, scheme.endsWith('stochastic'), text);
      if (chance) {
        const part = numbers[0] - Math.floor(numbers[0]);
        assert.ok(Math.abs(Number(chance[1]) / 100 - Math.max(part, 1 - part)) < 0.01, text);
        assert.equal(Math.abs(Number(chance[2].replace('−', '-')) - /** @type {number} */ (numbers.at(-1))), 1, text);
      }
    }
  },
);

visit(
  'the picture names a real zero-point as it is',
  { prepare: keepDrawnTexts, hash: '#a=int4:asym:zfloat:clip(-1,2.2)&b=int4:asym:clip(-1,2.2)' },
  async (page) => {
    await ready(page);
    const labels = (await drawnTexts(page)).filter((text) => text.startsWith('z = '));
    assert.deepEqual(labels, ['z = 4.69', 'z = 5']);
    assert.ok((await metricsOf(page)).a.error_at_zero > 0.05);
    assert.equal((await metricsOf(page)).b.error_at_zero, 0);
  },
);
