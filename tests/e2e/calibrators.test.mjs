// Every way to choose a range: from its control, with its sentence, its formula and its numbers, in both languages.
import assert from 'node:assert/strict';
import {
  computed,
  control,
  inBrowser,
  links,
  metricsOf,
  ready,
  says,
  setState,
  shows,
  stateOf,
  until,
} from './lab.mjs';
import { compareWithNative, shown } from './native.mjs';
import { CATALOGUES } from '../../www/i18n/index.js';
import '../js/texts.js';

const visit = inBrowser();
const N = '−?[\\d.\u202F]+(?:\u202F×\u202F10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?';
/** A line of a formula in which N stands for any number. @param {string} text */
const line = (text) => new RegExp(`^${text.replaceAll(/[()[\]|+^]/g, '\\$&').replaceAll('N', N)}$`, 'm');

/** What each calibrator shows of a symmetric and of an asymmetric scheme of 4 bits. */
const CALIBRATORS = [
  { name: 'max', option: '', sym: ['β = max |x| = N'], asym: ['α = min x = N', 'β = max x = N'] },
  {
    name: 'percentile',
    option: ':p99.9',
    sym: ['β = P_99.9(|x|) = N'],
    asym: ['α = P_0.1(x) = N', 'β = P_99.9(x) = N'],
    said: /(beyond it|超出).*: ?65\.5|：65\.5/,
  },
  {
    name: 'mse',
    option: ':mse',
    sym: ['β = argmin_βΣ(x − x̂)^2 = N'],
    asym: ['(α, β) = argmin_(α, β)Σ(x − x̂)^2 = (N, N)'],
    said: /MSE.* \d.*%.*\d{3}/,
  },
  {
    name: 'kl',
    option: ':kl',
    sym: ['β = argmin_tKL(P_t ‖ Q_t) = N / 2048 · max |x| = N'],
    asym: ['t = argmin_tKL(P_t ‖ Q_t) = N / 2048 · max |x − c|', '[α, β] = [c − t, c + t] ∩ [min x, max x] = [N, N]'],
    said: /8.* nat/,
  },
  {
    name: 'aciq',
    option: ':aciq',
    sym: ['β = 5.029 · b = 5.029 · N = N'],
    asym: ['t = 5.029 · b = 5.029 · N = N', '[α, β] = [N − t, N + t] ∩ [min x, max x] = [N, N]'],
    said: /Laplace|拉普拉斯/,
  },
  {
    name: 'octav',
    option: ':octav',
    sym: ['β = E[|x| · 1_|x| > t] / (4^−4 / 3 · P(|x| ≤ t) + P(|x| > t)) = N'],
    asym: ['t = (E[|x − c| · 1_|x − c| > t]) / (4^−4 / 3 · P(|x − c| ≤ t) + P(|x − c| > t)) = N'],
    said: /(converges|次数).*\d/,
  },
  {
    name: 'deviations',
    option: ':sd3',
    sym: ['β = |μ| + 3 · σ = N + 3 · N = N'],
    asym: ['t = 3 · σ = 3 · N = N', '[α, β] = [N − t, N + t] ∩ [min x, max x] = [N, N]'],
  },
  {
    name: 'ratio',
    option: ':r0.8',
    sym: ['β = 0.8 · max |x| = N'],
    asym: ['α = 0.8 · min x = N', 'β = 0.8 · max x = N'],
  },
];

for (const { locale, lang, role } of /** @type {const} */ ([
  { locale: 'en-US', lang: 'en', role: 'a' },
  { locale: 'zh-CN', lang: 'zh-CN', role: 'b' },
])) {
  visit(
    `${role.toUpperCase()}: each calibrator is chosen from the list and says what it does, with its formula and numbers (${lang})`,
    { locale, hash: '#a=int4&b=int4' },
    async (page) => {
      await ready(page);
      const views = [];
      for (const symmetry of /** @type {const} */ (['sym', 'asym'])) {
        const stem = symmetry === 'sym' ? 'int4' : 'int4:asym';
        await setState(page, { [role]: `${stem}:clip(-1,1)` });
        for (const { name, option, said, ...lines } of CALIBRATORS) {
          await control(page, `${role}-calibration`).selectOption(name);
          await shows(page, { [role]: stem + option });
          await links(page, role, role === 'a' && stem + option === 'int4' ? undefined : stem + option);
          const text = await computed(page, role);
          assert.ok(text.includes(CATALOGUES[lang][`option.${name}`]), `${name}: its sentence in ${text}`);
          for (const formula of lines[symmetry]) assert.match(text, line(formula));
          if (said) assert.match(text, said);
          views.push(await shown(page));
        }
        const limits = await Promise.all(['lo', 'hi'].map((end) => control(page, `${role}-${end}`).inputValue()));
        await control(page, `${role}-calibration`).selectOption('clip');
        await shows(page, { [role]: `${stem}:clip(${limits})` });
        const text = await computed(page, role);
        assert.ok(text.includes(CATALOGUES[lang]['option.clip']), text);
        assert.match(text, line(symmetry === 'sym' ? 'β = max(|N|, |N|) = N' : 'β = N = N'));
        views.push(await shown(page));
      }
      await compareWithNative(views);
    },
  );
}

visit(
  'the formulas hold: the scale follows from the range, the codes and what is stored',
  { hash: '#a=int4:p99&b=int5:asym:sd2' },
  async (page) => {
    await ready(page);
    const number = (/** @type {RegExpExecArray|null} */ match) =>
      (match ?? []).slice(1).map((text) => Number(text.replaceAll('\u202F', '').replace('−', '-')));
    const [top, by, s] = number(/^s = β \/ 7 = (\S+) \/ (\S+) = (\S+)$/m.exec(await computed(page, 'a')));
    assert.ok(Math.abs(top / by - s) < 1e-3 * s, `${top} / ${by} = ${s}`);
    const [hi, lo, steps, scale] = number(
      /^s = \(β − α\) \/ 31 = \((\S+) − \((\S+)\)\) \/ (\S+) = (\S+)$/m.exec(await computed(page, 'b')),
    );
    assert.ok(Math.abs((hi - lo) / steps - scale) < 1e-3 * scale, `(${hi} - ${lo}) / ${steps} = ${scale}`);
  },
);

visit('K is dragged along its slider, which is there for standard deviations only', {}, async (page) => {
  await ready(page);
  for (const role of ['a', 'b']) {
    const k = control(page, `${role}-deviations`);
    await k.waitFor({ state: 'hidden' });
    await control(page, `${role}-calibration`).selectOption('deviations');
    const stem = role === 'a' ? 'int4' : 'int4:asym:g64';
    await shows(page, { [role]: `${stem}:sd3` });
    await k.press('ArrowRight');
    await shows(page, { [role]: `${stem}:sd3.5` });
    assert.equal(await k.getAttribute('aria-valuetext'), '3.5 σ');
    await k.press('Home');
    await shows(page, { [role]: `${stem}:sd0.5` });
    await k.press('End');
    await shows(page, { [role]: `${stem}:sd10` });
  }
  await setState(page, { a: 'int4:sd2.2' });
  assert.equal(
    await control(page, 'a-deviations').getAttribute('aria-valuetext'),
    '2.2 σ',
    'a K between the stops is shown as it is',
  );
});

visit(
  'the clipping slider stands where the calibrator clips, and goes on from there',
  { hash: '#a=int4:clip(-2,2)' },
  async (page) => {
    await ready(page);
    const slider = control(page, 'a-percentile');
    const { a } = await metricsOf(page);
    assert.match(
      (await slider.getAttribute('aria-valuetext')) ?? '',
      new RegExp(`^${Number((100 * a.clipped).toPrecision(3))}`),
    );
    await slider.press('ArrowRight');
    await shows(page, { a: 'int4:p93' });
    assert.equal(await control(page, 'a-calibration').inputValue(), 'percentile');
    await slider.press('Home');
    await shows(page, { a: 'int4' });
    assert.equal(await control(page, 'a-calibration').inputValue(), 'max');
  },
);

visit('the list of calibrators is worked by keys', {}, async (page) => {
  await ready(page);
  await control(page, 'a-calibration').focus();
  await page.keyboard.press('ArrowDown');
  await shows(page, { a: 'int4:p99.9' });
  await page.keyboard.press('ArrowDown');
  await shows(page, { a: 'int4:mse' });
});

/** @type {{data?: string, scheme: string, en: RegExp, zh: RegExp}[]} */
const REMARKS = [
  {
    scheme: 'int4:g64:p99.9',
    en: /^With fewer than 1000 values, p99\.9 would clip less than one.* \(In 1024 of 1024 blocks\.\)$/,
    zh: /^1024 块中有 1024 块：不足 1000 个值时，p99\.9/,
  },
  {
    scheme: 'int4:p99.999',
    en: /^With fewer than 100\u202F000 values, p99\.999 [^(]*$/,
    zh: /^不足 100\u202F000 个值/,
  },
  { scheme: 'int4:sd20', en: /^The threshold lies beyond the largest value/, zh: /^阈值超出最大值/ },
  { data: 'values(1,2,3,4,5,6,7)', scheme: 'int4:mse', en: /^The search found no better range/, zh: /^搜索没有找到/ },
  {
    scheme: 'int4:g64:kl',
    en: /fewer values than histogram bins.*1024 of 1024/,
    zh: /值的个数少于直方图的格数/,
  },
  {
    data: 'values(1,1,1,1,1,1,1,1,1,1000):1x10',
    scheme: 'int4:kl',
    en: /less than half of the values|fewer values/,
    zh: /不到一半|少于直方图/,
  },
  { data: 'values(3,3,3,3)', scheme: 'int4:sd3', en: /^All values are equal/, zh: /^所有值相等/ },
];

visit(
  'what there is to know about a choice stands under it, in both languages, and goes when it is no longer so',
  {},
  async (page) => {
    await ready(page);
    for (const { data = 'normal:seed=7:outliers=0.001x20', scheme, en, zh } of REMARKS) {
      for (const role of /** @type {const} */ (['a', 'b'])) {
        for (const [lang, pattern] of /** @type {[string, RegExp][]} */ ([
          ['en', en],
          ['zh-CN', zh],
        ])) {
          await setState(page, { data, lang, [role]: scheme });
          const texts = await page.locator(`.panel.${role} .remarks p`).allInnerTexts();
          assert.ok(
            texts.some((text) => pattern.test(text)),
            `${scheme} on ${data} (${lang}): ${JSON.stringify(texts)}`,
          );
        }
        await setState(page, { [role]: 'int4' });
        assert.equal(await page.locator(`.panel.${role} .remarks p`).count(), 0);
      }
    }
  },
);

visit('nothing above a remark moves when it comes or goes', { hash: '#a=int4:g1024:p99.5' }, async (page) => {
  await ready(page);
  const places = () =>
    Promise.all(
      ['a-percentile', 'a-group', 'a-bits', 'a-calibration'].map(
        async (name) => (await control(page, name).boundingBox())?.y,
      ),
    );
  const before = await places();
  await control(page, 'a-group').press('Home');
  await shows(page, { a: 'int4:g8:p99.5' });
  await says(page.locator('.panel.a .remarks'), /would clip less than one value/);
  assert.deepEqual(await places(), before);
});

visit(
  'a search in many blocks shows that it is computing, and gives way to what is asked next',
  { hash: '#data=normal:1024x4096:seed=7&a=int4:g16&b=int4', restless: true },
  async (page) => {
    await ready(page);
    await control(page, 'a-calibration').selectOption('mse');
    await until(
      'the progress',
      () => page.locator('.progress').isVisible(),
      (seen) => seen,
    );
    assert.equal((await stateOf(page)).a, 'int4:g16');
    await control(page, 'b-bits').press('End');
    await control(page, 'a-calibration').selectOption('max');
    await shows(page, { a: 'int4:g16', b: 'int8' });
    await until(
      'no progress',
      () => page.locator('.progress').isVisible(),
      (seen) => !seen,
    );
  },
);
