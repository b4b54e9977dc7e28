import assert from 'node:assert/strict';
import {
  changes,
  chooseData,
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
  stateOf,
  until,
} from './lab.mjs';
import { compareWithNative, shown } from './native.mjs';
import { boxOf, plotBox } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const DEFAULT = 'normal:seed=7:outliers=0.001x20';

/** Waits for a data string in state, field and link, and reads the board. @param {Page} page @param {string} data */
async function arrive(page, data) {
  await shows(page, { data });
  assert.equal(await control(page, 'data').inputValue(), data, 'the field');
  await links(page, 'data', data === DEFAULT ? undefined : data);
  return shown(page);
}

/** Moves a slider to its beginning, then on by one stop for each string. @param {Page} page @param {string} slider @param {string[]} strings */
async function walk(page, slider, strings) {
  const views = [];
  for (const [i, text] of strings.entries()) {
    await control(page, slider).press(i === 0 ? 'Home' : 'ArrowRight');
    views.push(await arrive(page, text));
  }
  return views;
}

/** Opens the part of the panel that is folded. @param {Page} page */
const unfold = (page) => control(page, 'data-options').locator('summary').click();

for (const locale of ['en-US', 'zh-CN']) {
  visit(`every kind of data is drawn, and its numbers are the native ones (${locale})`, { locale }, async (page) => {
    await ready(page);
    const views = [];
    for (const kind of [
      'laplace',
      'student',
      'uniform',
      'lognormal',
      'bimodal',
      'relu',
      'gelu',
      'silu',
      'softmax',
      'llm',
      'normal',
    ]) {
      await chooseData(page, `kind:${kind}`);
      views.push(await arrive(page, `${kind}:seed=7:outliers=0.001x20`));
    }
    await compareWithNative(views);
  });
}

visit('outliers have a share, a magnitude and a side', {}, async (page) => {
  await ready(page);
  const shares = [
    '0.00002',
    '0.00005',
    '0.0001',
    '0.0002',
    '0.0005',
    '0.001',
    '0.002',
    '0.005',
    '0.01',
    '0.02',
    '0.05',
  ];
  const views = await walk(page, 'outlier-fraction', [
    'normal:seed=7',
    ...shares.map((share) => `normal:seed=7:outliers=${share}x20`),
  ]);
  await setState(page, { data: DEFAULT });
  const magnitudes = [2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50, 100, 200];
  views.push(
    ...(await walk(
      page,
      'outlier-magnitude',
      magnitudes.map((size) => `normal:seed=7:outliers=0.001x${size}`),
    )),
  );
  for (const [side, suffix] of [
    ['pos', 'xpos'],
    ['neg', 'xneg'],
    ['both', ''],
  ]) {
    await control(page, `outlier-side-${side}`).check({ force: true });
    views.push(await arrive(page, `normal:seed=7:outliers=0.001x200${suffix}`));
  }
  await compareWithNative(views);
});

visit('without outliers their magnitude and side are not offered', {}, async (page) => {
  await ready(page);
  await control(page, 'outlier-fraction').press('Home');
  await control(page, 'outlier-magnitude').waitFor({ state: 'hidden' });
  await control(page, 'outlier-side-pos').waitFor({ state: 'hidden' });
  await control(page, 'outlier-fraction').press('ArrowRight');
  await control(page, 'outlier-magnitude').waitFor();
});

visit('whole columns can be outliers', { hash: '#data=normal:seed=7' }, async (page) => {
  await ready(page);
  await unfold(page);
  await control(page, 'channel-magnitude').waitFor({ state: 'hidden' });
  const counts = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32];
  const views = await walk(page, 'channel-count', [
    'normal:seed=7',
    ...counts.map((n) => `normal:seed=7:channels=${n}x20`),
  ]);
  views.push(
    ...(await walk(
      page,
      'channel-magnitude',
      [2, 3, 4].map((size) => `normal:seed=7:channels=32x${size}`),
    )),
  );
  await compareWithNative(views);
});

visit('the seed is typed or stepped, and gives other numbers', { hash: '#data=normal' }, async (page) => {
  await ready(page);
  await unfold(page);
  const views = [await shown(page)];
  await control(page, 'reseed').click();
  views.push(await arrive(page, 'normal:seed=2'));
  await enter(page, 'seed', '4294967295');
  views.push(await arrive(page, 'normal:seed=4294967295'));
  await control(page, 'reseed').click();
  views.push(await arrive(page, 'normal:seed=0'));
  await enter(page, 'seed', '1');
  assert.deepEqual((await arrive(page, 'normal')).cells, views[0].cells, 'the same seed gives the same numbers');
  assert.equal(new Set(views.map(({ cells }) => cells['mse-a'])).size, views.length);
  await compareWithNative(views);
});

visit('shape, mean, deviation and degrees of freedom are typed', { hash: '#data=student:seed=7' }, async (page) => {
  await ready(page);
  await unfold(page);
  const views = [];
  for (const [field, value, data] of [
    ['rows', '64', 'student:64x256:seed=7'],
    ['columns', '100', 'student:64x100:seed=7'],
    ['mean', '-0.5', 'student:64x100:seed=7:mean=-0.5'],
    ['sd', '0.02', 'student:64x100:seed=7:mean=-0.5:sd=0.02'],
    ['df', '5', 'student:64x100:seed=7:mean=-0.5:sd=0.02:df=5'],
  ]) {
    await enter(page, field, value);
    views.push(await arrive(page, data));
  }
  await says(page.locator('.facts'), /64 × 100 = 6400 values/);
  await chooseData(page, 'kind:normal');
  views.push(await arrive(page, 'normal:64x100:seed=7:mean=-0.5:sd=0.02'));
  await control(page, 'df').waitFor({ state: 'hidden' });
  await compareWithNative(views);
});

visit('softmax has no mean to type, which would cancel out', { hash: '#data=softmax' }, async (page) => {
  await ready(page);
  await unfold(page);
  await control(page, 'sd').waitFor();
  assert.equal(await control(page, 'mean').isVisible(), false);
  await chooseData(page, 'kind:gelu');
  await control(page, 'mean').waitFor();
});

visit(
  'a vector keeps its shape until a number of rows is typed',
  { hash: '#data=normal:n=1000&b=int4:asym:row' },
  async (page) => {
    await ready(page);
    await unfold(page);
    await says(page.locator('.facts'), /^1000 = 1000 values/);
    const views = [await shown(page)];
    await enter(page, 'columns', '500');
    views.push(await arrive(page, 'normal:n=500'));
    await enter(page, 'rows', '4');
    views.push(await arrive(page, 'normal:4x500'));
    await compareWithNative(views);
  },
);

/** What a control can ask for that no data has, and what the sentence says. */
const IMPOSSIBLE = [
  { data: 'normal:seed=7', field: 'sd', value: '0', sentence: /sd=/ },
  { data: 'normal:seed=7', field: 'sd', value: '-1', sentence: /sd=/ },
  { data: 'student:seed=7', field: 'df', value: '0', sentence: /df=/ },
  { data: 'normal:2x60000:seed=7', field: 'rows', value: '60000', sentence: /too large/ },
  { data: 'normal:seed=7:channels=8x20', field: 'columns', value: '4', sentence: /8 columns were requested/ },
];
visit(
  'a control that asks for what no data has is answered in a sentence at the data, and the last good state stays',
  {},
  async (page) => {
    await ready(page);
    await unfold(page);
    for (const { data, field, value, sentence } of IMPOSSIBLE) {
      await setState(page, { data });
      const good = await shown(page);
      await enter(page, field, value);
      await says(errorAt(page, 'data'), sentence);
      assert.deepEqual(await shown(page), good, `${field} = ${value}`);
      assert.equal(
        await changes(page, 'data', () => control(page, 'reseed').click()),
        data.replace('seed=7', 'seed=8'),
        'the next change is of the last good data',
      );
      await errorAt(page, 'data').waitFor({ state: 'hidden' });
    }
  },
);

visit(
  'an outlier is placed by hand, dragged along the axis and beyond its end, and taken away',
  { hash: '#data=normal:seed=7' },
  async (page) => {
    await ready(page);
    const before = (await metricsOf(page)).a.sqnr_db;
    await control(page, 'point-place').click();
    const views = [await arrive(page, 'normal:seed=7:point=7.5')];
    const held = (await metricsOf(page)).a.sqnr_db;
    assert.ok(held < before - 2, 'one value costs the scheme with one scale dearly');
    const middle = async () => {
      const box = await boxOf(control(page, 'point-grip'));
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const pointOf = async () => Number(/point=(.*)$/.exec((await stateOf(page)).data)?.[1]);
    const { x, y } = await middle();
    const axis = (await stateOf(page)).x;
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 300, y, { steps: 5 });
    await until('the value follows inwards', pointOf, (value) => value < 5);
    await page.mouse.move(x + 76, y, { steps: 9 });
    await page.mouse.up();
    const far = await until('it follows outwards', pointOf, (value) => value > 7.5);
    assert.ok(far < 9.5, `76 pixels are what they were on this axis: ${far}`);
    assert.ok(Math.abs((await middle()).x - x - 76) <= 2, 'it is where the pointer let go');
    assert.equal((await stateOf(page)).x, axis, 'the axis held still');
    // Beyond the end of the axis it goes as far as the pointer; then the axis shows it.
    const plot = await plotBox(page);
    await page.mouse.move((await middle()).x, y);
    await page.mouse.down();
    await page.mouse.move(plot.x + plot.width + 4, y, { steps: 5 });
    await page.mouse.up();
    const beyond = await until('it goes beyond the end', pointOf, (value) => value > 10);
    assert.ok(beyond < 12, `${beyond}`);
    const at = await middle();
    assert.ok(at.x < plot.x + 0.8 * plot.width, 'there is room to go on');
    const { data } = await stateOf(page);
    views.push(await shown(page));
    assert.ok((await metricsOf(page)).a.sqnr_db < held, 'the farther out, the dearer');
    await control(page, 'point-grip').focus();
    await page.keyboard.press('ArrowLeft');
    await until(
      'a key moves it',
      () => stateOf(page),
      (state) => state.data !== data,
    );
    views.push(await shown(page));
    await control(page, 'point').fill('-12.25');
    await control(page, 'point').press('Enter');
    views.push(await arrive(page, 'normal:seed=7:point=-12.25'));
    await control(page, 'point-remove').click();
    await shows(page, { data: 'normal:seed=7' });
    await compareWithNative(views);
  },
);

visit('a real tensor takes an outlier by hand, too', { hash: '#data=sample(minilm_l0_query_weight)' }, async (page) => {
  await ready(page);
  await control(page, 'point-place').click();
  const { data } = await until(
    'it is placed',
    () => stateOf(page),
    (state) => /^sample\(minilm_l0_query_weight\):point=/.test(state.data),
  );
  await control(page, 'point').fill('5');
  await control(page, 'point').press('Enter');
  const views = [await arrive(page, 'sample(minilm_l0_query_weight):point=5')];
  assert.notEqual(data, views[0].data);
  await compareWithNative(views);
});
