import assert from 'node:assert/strict';
import {
  computed as formula,
  control,
  enter,
  errorAt,
  inBrowser,
  links,
  painted,
  ready,
  says,
  setState,
  shows,
  stateOf,
  unfold,
  until,
} from './lab.mjs';
import { compareWithNative, shown } from './native.mjs';
import { ROLES } from '../../www/state/roles.js';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

/** A percentile is the part of the values that is kept; the slider's stops are what it cuts off. */
const PERCENTILES = [
  99.999, 99.99, 99.98, 99.95, 99.9, 99.8, 99.7, 99.5, 99.3, 99, 98.5, 98, 97, 96, 95, 93, 90, 85, 80, 70, 50,
];

/** Moves a slider to its beginning, then on by one stop for each string that it should give. @param {Page} page @param {"a"|"b"} role @param {string} slider @param {string[]} strings */
async function walk(page, role, slider, strings) {
  const views = [];
  for (const [i, text] of strings.entries()) {
    await control(page, `${role}-${slider}`).press(i === 0 ? 'Home' : 'ArrowRight');
    views.push(await arrive(page, role, text));
  }
  return views;
}

/** Chooses options of a segmented control, one after the other. @param {Page} page @param {"a"|"b"} role @param {[string, string][]} choices each with the string that it should give */
async function choose(page, role, choices) {
  const views = [];
  for (const [option, text] of choices) {
    const before = await formula(page, role);
    await control(page, `${role}-${option}`).check({ force: true });
    views.push(await arrive(page, role, text));
    assert.notEqual(await formula(page, role), before, `the formula follows ${option}`);
  }
  return views;
}

/** Waits for a string in state, field and link, and reads the board. @param {Page} page @param {"a"|"b"} role @param {string} text */
async function arrive(page, role, text) {
  await shows(page, { [role]: text });
  assert.equal(await control(page, role).inputValue(), text, 'the field');
  await links(page, role, { a: 'int4', b: 'int4:asym:g64' }[role] === text ? undefined : text);
  return shown(page);
}

for (const role of ROLES) {
  const letter = role.toUpperCase();
  const hash = `#${role}=int4`;

  visit(
    `${letter}: the bits slider goes from 2 to 8, and picture, formula and numbers follow`,
    { hash },
    async (page) => {
      await ready(page);
      const before = await formula(page, role);
      const views = await walk(page, role, 'bits', ['int2', 'int3', 'int4', 'int5', 'int6', 'int7', 'int8']);
      assert.notEqual(await formula(page, role), before);
      await says(page.locator(`.panel.${role} .slider output`).first(), /^8 bits$/);
      await compareWithNative(views);
    },
  );

  visit(`${letter}: symmetry and codes are chosen, and asym has no codes to choose`, { hash }, async (page) => {
    await ready(page);
    await unfold(page, `${role}-options`);
    const views = await choose(page, role, [
      ['codes-wide', 'int4:wide'],
      ['codes-full', 'int4:full'],
      ['codes-narrow', 'int4'],
      ['symmetry-asym', 'int4:asym'],
    ]);
    await control(page, `${role}-codes-wide`).waitFor({ state: 'hidden' });
    assert.match(await formula(page, role), /\(β − α\) \/ 15/);
    views.push(...(await choose(page, role, [['symmetry-sym', 'int4']])));
    assert.match(await formula(page, role), /^s = β \/ 7 = 20 \/ 7 = 2\.857$/m);
    await compareWithNative(views);
  });

  visit(`${letter}: the percentile slider clips more and more, symmetrically and not`, { hash }, async (page) => {
    await ready(page);
    const stops = ['', ...PERCENTILES.map((p) => `:p${p}`)];
    const views = await walk(
      page,
      role,
      'percentile',
      stops.map((stop) => `int4${stop}`),
    );
    assert.match(await formula(page, role), /^β = P_50\(\|x\|\) = \d/m);
    await setState(page, { [role]: 'int4:asym' });
    views.push(
      ...(await walk(
        page,
        role,
        'percentile',
        stops.map((stop) => `int4:asym${stop}`),
      )),
    );
    await compareWithNative(views);
  });

  visit(`${letter}: limits that are typed become clip(LO,HI)`, { hash }, async (page) => {
    await ready(page);
    const views = [];
    for (const [field, value, text] of [
      ['hi', '3', 'int4:clip(-3,3)'],
      ['lo', '-2.5', 'int4:clip(-2.5,2.5)'],
      ['hi', '1e-3', 'int4:clip(-0.001,0.001)'],
    ]) {
      const before = await formula(page, role);
      await enter(page, `${role}-${field}`, value);
      views.push(await arrive(page, role, text));
      assert.notEqual(await formula(page, role), before);
    }
    await setState(page, { [role]: 'int4:asym:clip(-2,3)' });
    for (const [field, value, text] of [
      ['hi', '4', 'int4:asym:clip(-2,4)'],
      ['lo', '-1', 'int4:asym:clip(-1,4)'],
      ['lo', '5', 'int4:asym:clip(4,5)'],
    ]) {
      await enter(page, `${role}-${field}`, value);
      views.push(await arrive(page, role, text));
    }
    await compareWithNative(views);
  });

  visit(
    `${letter}: limits that are no range are refused in a sentence, and the last good ones stay`,
    { hash: `#${role}=int4:clip(-3,3)` },
    async (page) => {
      await ready(page);
      const good = await shown(page);
      await enter(page, `${role}-hi`, '0');
      await says(errorAt(page, role), /not a range/);
      assert.deepEqual(await shown(page), good);
    },
  );

  visit(
    `${letter}: one scale a tensor, row, column or group, and groups of 8 to 1024`,
    { hash: `${hash}&data=laplace:32x2048:seed=7` },
    async (page) => {
      await ready(page);
      const views = await choose(page, role, [
        ['granularity-row', 'int4:row'],
        ['granularity-col', 'int4:col'],
        ['granularity-group', 'int4:g64'],
      ]);
      const groups = [8, 16, 32, 64, 128, 256, 512, 1024];
      views.push(
        ...(await walk(
          page,
          role,
          'group',
          groups.map((size) => `int4:g${size}`),
        )),
      );
      await says(page.locator(`.panel.${role} .block-chooser .hint`), /block 1 of 64: rows? 0, columns? 0–1023/);
      views.push(...(await choose(page, role, [['granularity-tensor', 'int4']])));
      await control(page, `${role}-group`).waitFor({ state: 'hidden' });
      await control(page, `${role}-block`).waitFor({ state: 'hidden' });
      await compareWithNative(views);
    },
  );

  visit(
    `${letter}: the block whose grid is shown is chosen by number and by steps, and the page says which it is`,
    { hash: `#${role}=int4:g64` },
    async (page) => {
      await ready(page);
      const where = page.locator(`.panel.${role} .block-chooser .hint`);
      const key = /** @type {"blocka"|"blockb"} */ (`block${role}`);
      await says(where, /block 1 of 1024: rows? 0, columns? 0–63/);
      const numbers = await shown(page);
      const first = await formula(page, role);
      await control(page, `${role}-block-next`).click();
      await shows(page, { [key]: 1 });
      await says(where, /block 2 of 1024: rows? 0, columns? 64–127/);
      assert.notEqual(await formula(page, role), first, 'another block has another scale');
      await enter(page, `${role}-block`, '1022');
      await shows(page, { [key]: 1021 });
      await says(where, /rows? 255, columns? 64–127/);
      await links(page, key, '1021');
      await control(page, `${role}-block-previous`).click();
      await shows(page, { [key]: 1020 });
      await enter(page, `${role}-block`, '5000');
      await shows(page, { [key]: 1023 });
      await control(page, `${role}-block-next`).click();
      await painted(page);
      assert.equal((await stateOf(page))[key], 1023, 'there is no next one');
      await enter(page, `${role}-block`, '-3');
      await shows(page, { [key]: 0 });
      assert.equal(await formula(page, role), first);
      assert.deepEqual((await shown(page)).cells, numbers.cells, 'the numbers are those of the whole tensor');
    },
  );
}

visit('a slider dragged by the mouse moves the numbers while it moves', {}, async (page) => {
  await ready(page);
  const slider = control(page, 'a-bits');
  const box = /** @type {{x: number, y: number, width: number, height: number}} */ (await slider.boundingBox());
  const at = (/** @type {number} */ share) => [box.x + box.width * share, box.y + box.height / 2];
  const views = [];
  await page.mouse.move(at(0.33)[0], at(0.33)[1]);
  await page.mouse.down();
  for (const share of [0.5, 0.66, 0.97]) {
    const before = (await stateOf(page)).a;
    await page.mouse.move(at(share)[0], at(share)[1]);
    await until(
      'A while the slider moves',
      async () => (await stateOf(page)).a,
      (a) => a !== before,
    );
    views.push(await shown(page));
  }
  await page.mouse.up();
  assert.equal(views[2].a, 'int8');
  await compareWithNative(views);
});

visit('the controls work in Chinese as in English', { locale: 'zh-CN' }, async (page) => {
  await ready(page);
  const views = await walk(page, 'a', 'bits', ['int2', 'int3']);
  views.push(
    ...(await choose(page, 'a', [
      ['symmetry-asym', 'int3:asym'],
      ['granularity-row', 'int3:asym:row'],
    ])),
  );
  await says(page.locator('.panel.a .block-chooser .hint'), /第 1 块，共 256 块：行 0，列 0–255/);
  views.push(...(await walk(page, 'b', 'percentile', ['int4:asym:g64', 'int4:asym:g64:p99.999'])));
  await enter(page, 'b-hi', '0.5');
  await until(
    'B',
    async () => (await stateOf(page)).b,
    (b) => /^int4:asym:g64:clip\(-\d.*,0\.5\)$/.test(b),
  );
  views.push(await shown(page));
  await enter(page, 'a', 'int3:asym:row:nonsense');
  await says(errorAt(page, 'a'), /nonsense.*[一-鿿]|[一-鿿].*nonsense/);
  await control(page, 'a').press('Escape');
  await compareWithNative(views);
});
