// The Stream view: played, paused, stepped and scrubbed, by mouse and by keyboard; its numbers are the library's.
import assert from 'node:assert/strict';
import { decibels, percent } from '../../www/numbers/format.js';
import {
  control,
  inBrowser,
  openTables,
  painted,
  ready,
  says,
  setState,
  shows,
  stateOf,
  unfold,
  until,
} from './lab.mjs';
import { measure } from './native.mjs';
import { boxOf } from './picture.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
const DATA = 'sample(silero_act_lstm_cell_over_time)';
const HASH = `#lang=en&view=stream&data=${DATA}&a=int8&b=int4:asym`;

/** The batch shown, as the state counts it; the page counts from 1. @param {Page} page */
const batchOf = async (page) =>
  Number(/batch (\d+) of/.exec(await page.locator('.transport output').innerText())?.[1]) - 1;
/** Cells of a calibration's row: range, scale, SQNR, clipped, and both of the whole. @param {Page} page @param {string} name */
const rowOf = (page, name) => page.locator(`[data-calibration="${name}"] td`).allInnerTexts();
/** Where the cursor stands in each plot. @param {Page} page */
const cursors = (page) =>
  page.locator('.stream-view .cursor').evaluateAll((lines) => lines.map((line) => Number(line.getAttribute('x1'))));

visit(
  "the numbers are those of the library: one scale for all is the tensor's, a dynamic one a row's",
  { hash: HASH },
  async (page) => {
    await ready(page);
    const native = await measure(DATA, ['int8', 'int8:row', 'int4:asym', 'int4:asym:row']);
    const compare = async (/** @type {string} */ scheme) => {
      for (const [name, text] of [
        ['all', scheme],
        ['dynamic', `${scheme}:row`],
      ]) {
        const { sqnr_db, clipped } = /** @type {Record<string, number>} */ (native.get(text));
        assert.deepEqual((await rowOf(page, name)).slice(4), [decibels(sqnr_db), percent(clipped)], `${name} ${text}`);
      }
    };
    await compare('int8');
    const [first, average] = [await rowOf(page, 'first'), await rowOf(page, 'average')];
    assert.ok(
      parseFloat(first[5]) > parseFloat(average[5]) && parseFloat(average[5]) > 0,
      'who follows clips less than who does not',
    );
    await control(page, 'stream-scheme-b').check({ force: true });
    await shows(page, { scheme: 'b' });
    await compare('int4:asym');
  },
);

visit('what the controls set is in the link, and changes what it is about', { hash: HASH }, async (page) => {
  await ready(page);
  const before = {
    first: await rowOf(page, 'first'),
    average: await rowOf(page, 'average'),
    dynamic: await rowOf(page, 'dynamic'),
  };
  await control(page, 'stream-first').fill('40');
  await control(page, 'stream-first').press('Enter');
  await shows(page, { first: 40 });
  const wider = await rowOf(page, 'first');
  assert.ok(parseFloat(wider[5]) < parseFloat(before.first[5]), 'more batches seen, less is clipped');
  assert.deepEqual(await rowOf(page, 'average'), before.average);
  await control(page, 'stream-average').fill('1');
  await control(page, 'stream-average').press('Enter');
  await shows(page, { average: 1 });
  assert.deepEqual(await rowOf(page, 'average'), before.dynamic, 'an average of nothing but the newest is dynamic');
  await control(page, 'stream-batch').fill('16');
  await control(page, 'stream-batch').press('Enter');
  await shows(page, { batch: 16 });
  assert.match(await page.locator('.stream-table caption').innerText(), /^Batch 1 \(rows 0 to 15\)/);
  assert.match(await page.evaluate(() => location.hash), /batch=16&first=40&average=1/);
  await page.reload();
  await ready(page);
  assert.match(await page.locator('.transport output').innerText(), /batch 1 of 17/);
});

visit(
  'it plays and pauses, and the state has the time it comes to rest at',
  { hash: `${HASH}&time=5` },
  async (page) => {
    await ready(page);
    assert.equal(await batchOf(page), 5);
    const play = control(page, 'stream-play');
    await play.click();
    assert.match(await play.innerText(), /Pause/);
    await until(
      'time goes on',
      () => batchOf(page),
      (batch) => batch > 8,
    );
    assert.equal((await stateOf(page)).time, 5, "while it plays the time is the view's own");
    await play.click();
    const at = await batchOf(page);
    await shows(page, { time: at });
    assert.match(await play.innerText(), /Play/);
    await painted(page);
    assert.equal(await batchOf(page), at, 'it stands');
    await setState(page, { time: 269 });
    await play.click();
    await shows(page, { time: 271 });
    assert.match(await play.innerText(), /Play/, 'at the end it rests');
    await play.click();
    await until(
      'and begins anew',
      () => batchOf(page),
      (batch) => batch < 100,
    );
    await control(page, 'view-grid').click();
    await shows(page, { view: 'grid' });
    await until(
      'out of sight it pauses',
      () => stateOf(page),
      ({ time }) => time !== 271,
    );
  },
);

visit('steps and scrubbing, by mouse', { hash: `${HASH}&time=100` }, async (page) => {
  await ready(page);
  await control(page, 'stream-on').click();
  await shows(page, { time: 101 });
  await control(page, 'stream-back').click();
  await control(page, 'stream-back').click();
  await shows(page, { time: 99 });
  const before = await cursors(page);
  assert.equal(before.length, 2);
  assert.ok(before[1] > before[0], 'two strips side by side have a time axis each');
  const plot = await boxOf(control(page, 'plot'));
  const y = plot.y + plot.height * 0.85;
  await page.mouse.move(plot.x + before[0], y);
  await page.mouse.down();
  await page.mouse.move(plot.x + before[0] + 120, y, { steps: 4 });
  const dragged = await until(
    'the batch under the pointer is shown',
    () => batchOf(page),
    (batch) => batch > 110,
  );
  assert.equal((await stateOf(page)).time, 99);
  await page.mouse.up();
  await shows(page, { time: dragged });
  const after = await cursors(page);
  assert.ok(Math.abs(after[0] - before[0] - 120) < 2, 'the cursor is under the pointer');
  const scrub = control(page, 'stream-time');
  await scrub.fill('200');
  await shows(page, { time: 200 });
  assert.equal(
    await page
      .locator('.stream-table caption')
      .innerText()
      .then((text) => text.slice(0, 20)),
    'Batch 201 (row 200):',
  );
});

visit('by keyboard alone', { hash: HASH }, async (page) => {
  await ready(page);
  const plot = control(page, 'plot');
  await plot.focus();
  for (const [key, time] of /** @type {const} */ ([
    ['ArrowRight', 1],
    ['PageUp', 28],
    ['ArrowLeft', 27],
    ['End', 271],
    ['PageDown', 244],
    ['Home', 0],
  ])) {
    await page.keyboard.press(key);
    await shows(page, { time });
  }
  for (let i = 0; i < 10; i += 1) await page.keyboard.press('ArrowRight');
  await shows(page, { time: 10 });
  assert.match(
    (await plot.getAttribute('aria-valuetext')) ?? '',
    /^batch 11 of 272\. static: up to batch 8: .*\sdB, .* clipped\..*dynamic: this batch: .*\sdB, 0\s% clipped\.$/,
  );
  await page.keyboard.press(' ');
  await until(
    'the space bar plays',
    () => batchOf(page),
    (batch) => batch > 12,
  );
  await page.keyboard.press(' ');
  const at = await batchOf(page);
  await shows(page, { time: at });
  await openTables(page);
  assert.equal(await page.locator('.tables table').count(), 4);
  assert.equal(await page.locator('.tables table').first().locator('tbody tr').count(), 272);
});

visit(
  'it opens on drifting data: rows that do not drift are made to, which a sentence says, and which can be taken back',
  { hash: '#lang=en&view=stream', viewport: { width: 1280, height: 720 } },
  async (page) => {
    await ready(page);
    const begin = page.locator('.begin p').first();
    assert.match(
      await begin.innerText(),
      /^All values of a batch share one scale here; the granularity .* of A are not/,
    );
    const summary = page.locator('.drift');
    assert.match(await summary.innerText(), /^This data does not drift, so its rows grow here: from 1\/32 of its size/);
    assert.ok((await batchOf(page)) > 200, 'late, when much has drifted');
    const [first, all] = [await rowOf(page, 'first'), await rowOf(page, 'all')];
    assert.ok(parseFloat(first[3]) > 10 && parseFloat(all[3]) === 0, `${first} / ${all}`);
    const plot = await boxOf(control(page, 'plot'));
    const play = await boxOf(control(page, 'stream-play'));
    assert.ok(plot.height > 400 && play.y + play.height <= 720, 'picture and transport without scrolling');
    await control(page, 'stream-drift').click();
    await shows(page, { drift: 1 });
    assert.match(await summary.innerText(), /^This data does not drift: its rows do not grow/);
    assert.ok(parseFloat((await rowOf(page, 'first'))[5]) < 0.1);
    assert.match(await page.evaluate(() => location.hash), /drift=1/);
    await page.reload();
    await ready(page);
    assert.equal((await stateOf(page)).drift, 1);
    await control(page, 'stream-drift').click();
    await shows(page, { drift: '' });
    await control(page, 'stream-play').click();
    await until(
      'it plays from the beginning',
      () => batchOf(page),
      (batch) => batch > 0 && batch < 150,
    );
    await setState(page, { data: DATA, drift: '' });
    assert.equal(await summary.innerText(), '', 'what drifts by itself is left alone');
  },
);

visit(
  'an old link shows the rows as they are, from the beginning',
  { hash: '#lang=en&view=stream&data=normal:64x256' },
  async (page) => {
    await ready(page);
    const { drift, time } = await stateOf(page);
    assert.deepEqual([drift, time, await batchOf(page)], [1, 0, 0]);
    assert.match(await page.evaluate(() => location.hash), /^#v=2&/);
  },
);

visit(
  'generated data drifts as its control says',
  { hash: '#lang=en&view=stream&data=normal:64x256&a=int8' },
  async (page) => {
    await ready(page);
    const steady = parseFloat((await rowOf(page, 'first'))[5]);
    await unfold(page, 'data-options');
    await control(page, 'drift').focus();
    await page.keyboard.press('End');
    await shows(page, { data: 'normal:64x256:drift=100' });
    const drifting = parseFloat((await rowOf(page, 'first'))[5]);
    assert.ok(steady < 0.1 && drifting > 20, `${steady} % and ${drifting} % are clipped`);
    await control(page, 'drift').fill('5');
    await shows(page, { data: 'normal:64x256' });
  },
);

visit('reduced motion plays in stills', { hash: HASH, reducedMotion: 'reduce' }, async (page) => {
  await ready(page);
  // The page itself notes the first still: a reading from here could come after the second.
  const first = await page.locator('.transport output').evaluate(
    (output) =>
      new Promise((seen) => {
        const before = output.textContent;
        const observer = new MutationObserver(() => {
          if (output.textContent === before) return;
          observer.disconnect();
          seen(output.textContent);
        });
        observer.observe(output, { childList: true, characterData: true, subtree: true });
        /** @type {HTMLElement} */ (output.getRootNode().querySelector('[data-control="stream-play"]')).click();
      }),
  );
  assert.match(first, /batch 24 of/, 'a twelfth of the stream');
});

visit('whatever the data there is a view', { hash: '#lang=en&view=stream&data=values(1,2,-3)' }, async (page) => {
  await ready(page);
  await says(page.locator('.says'), /only one batch/);
  assert.equal(await control(page, 'stream-play').isDisabled(), true);
  assert.equal((await rowOf(page, 'first')).join(), (await rowOf(page, 'dynamic')).join());
  await setState(page, { data: 'values(nan,nan,1,2):2x2', time: 0 });
  assert.match(await page.locator('.stream-table caption').innerText(), /no finite values/);
  await setState(page, { data: 'values(2,2,2,2):2x2', time: 9 });
  assert.equal(await batchOf(page), 1, 'there is no batch 9');
  assert.equal((await rowOf(page, 'average'))[0], '−2 … 2');
  await setState(page, { data: 'normal:5000x4' });
  await says(page.locator('.batch-facts .hint'), /at most 2048 batches, so here a batch has 3 rows, not 1/);
  assert.match(await page.locator('.transport output').innerText(), /of 1667$/);
});

visit(
  'in Chinese, on a phone, in the dark',
  { hash: `#view=stream&data=${DATA}&theme=dark`, locale: 'zh-CN', viewport: { width: 360, height: 740 } },
  async (page) => {
    await ready(page);
    assert.match(await control(page, 'stream-play').innerText(), /播放/);
    assert.match(await page.locator('.says').innerText(), /在 272 批上，动态缩放因子达到/);
    const edges = await cursors(page);
    assert.ok(
      edges.every((x) => Math.abs(x - edges[0]) < 1),
      'one above the other',
    );
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
  },
);
