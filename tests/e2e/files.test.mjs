import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after } from 'node:test';
import { FORMATS, byName, choose, drop, dropMade } from './drop.mjs';
import {
  control,
  errorAt,
  fragment,
  inBrowser,
  links,
  painted,
  pressOnceSeen,
  ready,
  says,
  shows,
  stateOf,
} from './lab.mjs';
import { compareWithNative, shown } from './native.mjs';

const visit = inBrowser();
const MIXED = join(FORMATS, 'mixed_dtypes.safetensors');

const own = mkdtempSync(join(tmpdir(), 'quantscope-'));
after(() => rmSync(own, { recursive: true }));
const TXT = join(own, 'embeddings (copy).txt');
copyFileSync(join(FORMATS, 'embeddings_savetxt.csv'), TXT);

for (const [locale, note] of /** @type {const} */ ([
  ['en-US', /line 1 was read as column names and skipped/],
  ['zh-CN', /第 1 行被当作列名，已跳过/],
])) {
  visit(`what reading a file took for granted is said beside the data (${locale})`, { locale }, async (page) => {
    await ready(page);
    await dropMade(page, [{ name: 'header.csv', text: 'a,b\n1,2\n3,4\n' }]);
    await says(page.locator('.warning'), note);
  });
}

for (const [how, bring] of Object.entries({ 'by the button': choose, 'by dropping it': drop })) {
  visit(`a person's own .npy, .csv and .txt come ${how}`, { hash: '#a=int4:row&b=int5:asym:g8' }, async (page) => {
    await ready(page);
    const paths = [join(FORMATS, 'array_f32_4d.npy'), join(FORMATS, 'depthwise_pandas_header.csv'), TXT];
    const views = [];
    for (const path of paths) {
      const data = `file(${basename(path)})`;
      await bring(page, path);
      await shows(page, { data });
      await links(page, 'data', data);
      assert.equal(await control(page, 'data').inputValue(), data);
      assert.equal(await control(page, 'kind').innerText(), basename(path));
      assert.equal(await control(page, 'tensor').isVisible(), views.length > 0, 'one tensor needs no list');
      views.push(await shown(page));
    }
    const list = control(page, 'tensor');
    assert.deepEqual(
      await list.locator('.file > span:first-child').allTextContents(),
      paths.map((path) => basename(path)).reverse(),
      'what was opened before stays within reach, the latest first',
    );
    await list.locator(`[data-value="file(${basename(paths[1])})"]`).click();
    await shows(page, { data: `file(${basename(paths[1])})` });
    await compareWithNative(views, byName(...paths));
  });

  visit(
    `a person's own .safetensors with many tensors comes ${how}, and each tensor of its list is shown`,
    { hash: '#a=int4:row&b=int5:asym:g8' },
    async (page) => {
      await ready(page);
      await bring(page, MIXED);
      await page.waitForFunction(() =>
        /** @type {any} */ (document.querySelector('quant-scope')).getState().data.startsWith('file('),
      );
      const list = control(page, 'tensor');
      const views = [await shown(page)];
      const rows = list.locator('[role=option]');
      const names = await rows.locator('.name').allTextContents();
      assert.equal(names.length, 12);
      const chosen = await list.locator('[role=option][aria-selected=true]').locator('.name').allTextContents();
      assert.deepEqual(
        chosen.map((name) => `file(mixed_dtypes.safetensors/${name})`),
        [views[0].data],
        'the list shows which one it is',
      );
      for (const [i, name] of names.entries()) {
        const before = await shown(page);
        await rows.nth(i).click();
        if (name === 'empty') {
          await says(errorAt(page, 'data'), /mixed_dtypes\.safetensors\/empty has the shape 0×384/);
          assert.deepEqual(await shown(page), before, 'the last good state stays');
          continue;
        }
        await shows(page, { data: `file(mixed_dtypes.safetensors/${name})` });
        views.push(await shown(page));
      }
      await compareWithNative(views, byName(MIXED));
    },
  );
}

visit('the place to drop is shown while a file is over the page', {}, async (page) => {
  await ready(page);
  const hint = page.locator('.drop-hint');
  assert.equal(await hint.isVisible(), false);
  const fire = (/** @type {string} */ type) =>
    page.locator('.stage').evaluate((stage, kind) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['1'], 'a.csv'));
      stage.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, composed: true, cancelable: true }));
    }, type);
  await fire('dragover');
  await hint.waitFor();
  await says(hint, /\.safetensors.*\.npy.*\.csv.*\.txt.*\.json/);
  await fire('dragleave');
  await hint.waitFor({ state: 'hidden' });
});

visit('a text that is dragged over the page is none of its business', {}, async (page) => {
  await ready(page);
  const taken = await page.locator('.stage').evaluate((stage) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', '1 2 3');
    return ['dragover', 'drop'].map(
      (type) =>
        !stage.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true })),
    );
  });
  assert.deepEqual(taken, [false, false]);
});

visit(
  'several files dropped together are all listed; the first good one is shown, and what is no good says why',
  {},
  async (page) => {
    await ready(page);
    const [f64, i8] = ['array_f64.npy', 'array_i8.npy'];
    await dropMade(page, [
      { name: 'notes.md', bytes: new Uint8Array([0, 1, 2, 3]) },
      ...[f64, i8].map((name) => ({ name, path: join(FORMATS, name) })),
    ]);
    await shows(page, { data: `file(${f64})` });
    const views = [await shown(page)];
    const list = control(page, 'tensor');
    assert.deepEqual(await list.locator('.tensor .name').allTextContents(), [f64, i8]);
    await says(page.locator('.unread'), /notes\.md: neither the content nor the name shows the format/);
    assert.equal(await errorAt(page, 'data').isVisible(), false, 'what is shown is in order');
    await list.focus();
    for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key);
    await shows(page, { data: `file(${i8})` });
    views.push(await shown(page));
    await page.goBack();
    await shows(page, { data: `file(${f64})` });
    assert.deepEqual(await list.locator('[role=option][aria-selected=true]').locator('.name').allTextContents(), [f64]);
    await compareWithNative(views, byName(join(FORMATS, f64), join(FORMATS, i8)));
  },
);

visit(
  'a directory is dropped: its files are listed in order, by their path where two are called alike',
  {},
  async (page) => {
    await ready(page);
    const root = mkdtempSync(join(own, 'directory-'));
    for (const [path, text] of /** @type {const} */ ([
      ['a/w.csv', '1,2\n3,4\n'],
      ['b/w.csv', '5,6\n7,8\n'],
      ['b/.hidden.csv', '9\n'],
      ['b/v.csv', '1\n2\n'],
    ])) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    await drop(page, root);
    const list = control(page, 'tensor');
    const [first, second] = ['a', 'b'].map((name) => [basename(root), name, 'w.csv'].join(' › '));
    await shows(page, { data: `file(${first})` });
    assert.deepEqual(await list.locator('.file > span:first-child').allTextContents(), [first, 'v.csv', second]);
    await list.locator('[role=option]').filter({ hasText: second }).first().click();
    await says(page.locator('.facts'), /2 × 2 = 4 values, 5 … 8/);
  },
);

visit('many tensors are found by a filter: name, shape or dtype', {}, async (page) => {
  await ready(page);
  await drop(page, MIXED);
  const list = control(page, 'tensor');
  await list.waitFor();
  const names = () => list.locator('.tensor .name').allTextContents();
  const all = await names();
  await control(page, 'tensor-filter').fill('bfloat');
  const found = await names();
  assert.ok(found.length > 0 && found.length < all.length, found.join());
  await control(page, 'tensor-filter').press('ArrowDown');
  await page.keyboard.press('Enter');
  await shows(page, { data: `file(mixed_dtypes.safetensors/${found[0]})` });
  await control(page, 'tensor-filter').fill('nothing of that name');
  await says(page.locator('.files > .hint'), /Nothing matches/);
  await control(page, 'tensor-filter').press('Escape');
  assert.deepEqual(await names(), all);
});

visit('a column of a table is chosen from the list', { hash: '#a=int4' }, async (page) => {
  await ready(page);
  await dropMade(page, [{ name: 't.csv', text: 'day,price,weight\n1,10.5,3\n2,11.5,4\n3,9.25,5\n' }]);
  await shows(page, { data: 'file(t.csv)' });
  const list = control(page, 'tensor');
  assert.deepEqual(await list.locator('.name').allTextContents(), ['t.csv', 'day', 'price', 'weight']);
  await list.locator('[role=option]').filter({ hasText: 'price' }).click();
  await shows(page, { data: 'file(t.csv/price)' });
  await says(page.locator('.facts'), /3 = 3 values, 9\.25 … 11\.5/);
});

visit('raw numbers are read once their type and shape are stated', { hash: '#a=int8' }, async (page) => {
  await ready(page);
  const values = Array.from({ length: 24 }, (_, i) => i - 12);
  const bytes = new Uint8Array(Int16Array.from(values).buffer);
  await dropMade(page, [{ name: 'w.bin', bytes }]);
  await says(errorAt(page, 'data'), /w\.bin: neither the content nor the name shows the format/);
  await control(page, 'raw-dtype').selectOption('i16');
  assert.equal(await control(page, 'raw-shape').inputValue(), 'n=24', 'as many as there are bytes for');
  await control(page, 'raw-shape').fill('(4, 6)');
  await control(page, 'raw-shape').press('Enter');
  await shows(page, { data: 'file(w.bin):i16:4x6' });
  await says(page.locator('.facts'), /4 × 6 = 24 values, -12 … 11|4 × 6 = 24 values, −12 … 11/);
  await control(page, 'raw-shape').fill('4x7');
  await control(page, 'raw-read').click();
  await says(errorAt(page, 'data'), /need 56 bytes, but the file has 48/);
  await shows(page, { data: 'file(w.bin):i16:4x6' });
});

visit(
  'of a tensor with more than two axes the page says how it is read, and another axis can be the rows',
  { hash: '#a=int4:row' },
  async (page) => {
    await ready(page);
    const name = 'array_f32_4d.npy';
    await drop(page, join(FORMATS, name));
    const choice = page.locator('.axis-choice');
    await says(choice, /is read as \d+ × \d+ \(rows × columns\): axis 0/);
    const views = [await shown(page)];
    for (const axis of [2, 3]) {
      await control(page, `axis-${axis}`).check({ force: true });
      await shows(page, { data: `file(${name}):axis=${axis}` });
      await says(choice, new RegExp(`axis ${axis} gives the rows`));
      views.push(await shown(page));
    }
    await compareWithNative(views, byName(join(FORMATS, name)));
    await control(page, 'axis-0').check({ force: true });
    await shows(page, { data: `file(${name})` });
  },
);

visit(
  'numbers are typed or pasted: a few stand in the link, a table becomes a file',
  { hash: '#a=int4' },
  async (page) => {
    await ready(page);
    await page.locator('.paste summary').click();
    await control(page, 'paste-text').fill('0.5, -1\n');
    await control(page, 'paste-show').click();
    await shows(page, { data: 'values(0.5,-1)' });
    await control(page, 'paste-text').fill('a;b\n1,5;2,5\n3,5;4\n');
    await control(page, 'paste-text').press('Control+Enter');
    await shows(page, { data: 'file(pasted.txt)' });
    await says(page.locator('.facts'), /2 × 2 = 4 values, 1\.5 … 4/);
    const paste = (/** @type {string} */ text) =>
      page.locator('.stage').evaluate((stage, given) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', given);
        stage.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true }),
        );
      }, text);
    await paste('[[1,2,3],[4,5,6]]');
    await says(page.locator('.facts'), /2 × 3 = 6 values, 1 … 6/);
    await paste('3 1 2');
    await shows(page, { data: 'values(3,1,2)' });
    await paste('no numbers at all');
    await errorAt(page, 'data').waitFor();
    await shows(page, { data: 'values(3,1,2)' });
  },
);

visit('a large text is given up while it is opened, and the page goes on', {}, async (page) => {
  await ready(page);
  await page.evaluate(() => {
    const line = `${Array.from({ length: 200 }, (_, i) => i / 7).join(',')}\n`;
    const transfer = new DataTransfer();
    transfer.items.add(new File([line.repeat(60_000)], 'large.csv'));
    const stage = document.querySelector('quant-scope')?.shadowRoot?.querySelector('.stage');
    stage?.dispatchEvent(
      new DragEvent('drop', { dataTransfer: transfer, bubbles: true, composed: true, cancelable: true }),
    );
  });
  await pressOnceSeen(page, 'cancel');
  await page.locator('.progress').waitFor({ state: 'hidden' });
  await control(page, 'a').fill('int3');
  await control(page, 'a').press('Enter');
  await shows(page, { a: 'int3', data: 'normal:seed=7:outliers=0.001x20' });
});

visit('a file that replaces one of the same name is shown afresh', {}, async (page) => {
  await ready(page);
  await dropMade(page, [{ name: 'a.csv', text: '1,2\n3,4\n' }]);
  await says(page.locator('.facts'), /2 × 2 = 4 values, 1 … 4/);
  await dropMade(page, [{ name: 'a.csv', text: '5,6,7\n8,9,10\n' }]);
  await says(page.locator('.facts'), /2 × 3 = 6 values, 5 … 10/);
});

for (const { locale, sentence } of [
  { locale: 'en-US', sentence: /Drop the file mine\.npy on the page/ },
  { locale: 'zh-CN', sentence: /请把文件 mine\.npy 拖到页面上/ },
]) {
  visit(
    `a link to a file that is not there says which one to drop, and shows what it can (${locale})`,
    { locale, hash: '#data=file(mine.npy)&a=int5' },
    async (page) => {
      await says(errorAt(page, 'data'), sentence);
      await shows(page, { a: 'int5', data: 'normal:seed=7:outliers=0.001x20' });
      await compareWithNative([await shown(page)]);
      const name = 'mine.npy';
      await dropMade(page, [{ name, path: join(FORMATS, 'array_f32.npy') }]);
      await shows(page, { data: `file(${name})`, a: 'int5' });
      await errorAt(page, 'data').waitFor({ state: 'hidden' });
      await compareWithNative([await shown(page)], { [name]: join(FORMATS, 'array_f32.npy') });
    },
  );
}

visit('names of files are shown as text and do not run', {}, async (page) => {
  await ready(page);
  const name = '<img src=x onerror=window.ran=1>&b=int2#(1).csv';
  await dropMade(page, [{ name, text: '1,2\n3,4\n' }]);
  await shows(page, { data: `file(${name})`, b: 'int4:asym:g64' });
  await links(page, 'data', `file(${name})`);
  await dropMade(page, [{ name: '<b>bad</b>.csv', text: '1,2\nx,4\n' }]);
  await says(errorAt(page, 'data'), /<b>bad<\/b>\.csv: line 2, column 1: “x”/);
  await painted(page);
  const ran = await page.evaluate(() => [
    /** @type {any} */ (window).ran,
    document.querySelector('quant-scope')?.shadowRoot?.querySelectorAll('img, b').length,
  ]);
  assert.deepEqual(ran, [undefined, 0]);
  assert.equal((await stateOf(page)).data, `file(${name})`);
  assert.equal((await fragment(page)).data, `file(${name})`);
});

visit(
  'a file of 10 GB opens by its header; of a tensor too large evenly spaced rows are read, with progress, and given up',
  { hash: '#a=int4&b=int8' },
  async (page) => {
    await ready(page);
    const [rows, columns] = [50_000, 50_000];
    const small = 64 * 64 * 4;
    const header = JSON.stringify({
      small: { dtype: 'F32', shape: [64, 64], data_offsets: [0, small] },
      huge: { dtype: 'F32', shape: [rows, columns], data_offsets: [small, small + rows * columns * 4] },
    });
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    const path = join(own, 'large.safetensors');
    const values = Float32Array.from({ length: 64 * 64 }, (_, i) => Math.sin(i));
    writeFileSync(path, Buffer.concat([length, Buffer.from(header), Buffer.from(values.buffer)]));
    // The file system keeps no bytes for what was never written.
    truncateSync(path, 8 + header.length + small + rows * columns * 4);
    await choose(page, path);
    await shows(page, { data: 'file(large.safetensors/small)' });
    await says(page.locator('.facts'), /64 × 64 = 4096 values/);
    await control(page, 'tensor').locator('[role=option]').filter({ hasText: 'huge' }).click();
    // The page itself cancels at the first sign of progress: a click from here could come after the end.
    await page.evaluate(async () => {
      const root = document.querySelector('quant-scope')?.shadowRoot;
      const bar = /** @type {HTMLProgressElement} */ (root?.querySelector('.progress progress'));
      while (!(bar.checkVisibility() && bar.value > 0)) await new Promise(requestAnimationFrame);
      /** @type {HTMLElement} */ (root?.querySelector('[data-control="cancel"]')).click();
    });
    await page.locator('.progress').waitFor({ state: 'hidden' });
    await shows(page, { data: 'file(large.safetensors/small)' });
    await control(page, 'a').fill('int3');
    await control(page, 'a').press('Enter');
    await shows(page, { a: 'int3', data: 'file(large.safetensors/small)' });
  },
);
