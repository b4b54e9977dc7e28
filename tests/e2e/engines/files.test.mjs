// Every kind of file in each engine, chosen with the button and dropped. No driver but Chromium's drags from outside: elsewhere the
// page is sent the events of a drop, whose files are no entries of a file system, so that a folder is dropped in Chromium only.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { FORMATS, SAMPLES, byName, choose, drop, dropMade } from '../drop.mjs';
import { control, errorAt, inBrowser, ready, says, shows, stateOf } from '../lab.mjs';
import { compareWithNative, shown } from '../native.mjs';

/** @typedef {import('../browser/index.mjs').Page} Page */
/** @typedef {{file: string, shape?: number[], tensors?: Record<string, {shape: number[]}>}} FileRecord */

const visit = inBrowser();

/** @type {FileRecord[]} */
const RECORDS = JSON.parse(readFileSync(join(FORMATS, 'index.json'), 'utf8'));
const PATHS = RECORDS.map(({ file }) => join(FORMATS, file));
/** Two files of each kind; formats.test.mjs measures all of them. */
const TWO_OF_EACH = RECORDS.filter(({ file }, i) => {
  const same = RECORDS.slice(0, i).filter((before) => extname(before.file) === extname(file));
  return same.length < 2;
});
/** How the list may call a tensor of a file that has values. @param {FileRecord} record */
const first = ({ file, tensors }) => {
  const name = Object.entries(tensors ?? {}).find(([, { shape }]) => shape.every((size) => size > 0))?.[0];
  return name ? [`file(${file}/${name})`, `file(${file})`] : [`file(${file})`];
};

for (const [how, bring] of Object.entries({ 'by the button': choose, 'by dropping': drop }))
  visit(
    `files of every kind come ${how}, and are measured as natively`,
    { hash: '#a=int4:row&b=int8:asym' },
    async (page) => {
      await ready(page);
      await bring(page, ...PATHS);
      const list = control(page, 'tensor');
      await list.waitFor();
      assert.deepEqual(await page.locator('.unread').allTextContents(), []);
      const listed = await list.locator('.file > span:first-child').allTextContents();
      assert.deepEqual(listed.sort(), RECORDS.map(({ file }) => file).sort());
      const offered = new Set(
        await list.locator('[role=option]').evaluateAll((rows) => rows.map((row) => row.dataset.value)),
      );
      const views = [];
      for (const record of TWO_OF_EACH) {
        const data = first(record).find((candidate) => offered.has(candidate)) ?? '';
        assert.ok(data, `${record.file} is offered`);
        await list.locator(`[data-value=${JSON.stringify(data)}]`).click();
        await shows(page, { data });
        views.push(await shown(page));
      }
      await compareWithNative(views, byName(...PATHS));
    },
  );

visit('tables, raw numbers, photographs and pasted numbers are read', { hash: '#a=int4' }, async (page) => {
  await ready(page);
  for (const [name, text, facts] of /** @type {const} */ ([
    ['t.csv', '1,2\n3,4\n', /2 × 2 = 4 values, 1 … 4/],
    ['t.txt', '1;2;3\n4;5;6\n', /2 × 3 = 6 values, 1 … 6/],
    ['t.json', '[[1,2],[3,4],[5,6]]', /3 × 2 = 6 values, 1 … 6/],
  ])) {
    await dropMade(page, [{ name, text }]);
    await shows(page, { data: `file(${name})` });
    await says(page.locator('.facts'), facts);
  }
  await dropMade(page, [{ name: 'w.bin', bytes: new Uint8Array(Int16Array.from([-3, -2, -1, 0, 1, 2]).buffer) }]);
  await says(errorAt(page, 'data'), /w\.bin: neither the content nor the name shows the format/);
  await control(page, 'raw-dtype').selectOption('i16');
  await control(page, 'raw-shape').fill('2x3');
  await control(page, 'raw-shape').press('Enter');
  await shows(page, { data: 'file(w.bin):i16:2x3' });

  await dropMade(page, [{ name: 'cat.jpg', path: join(SAMPLES, 'photo_cat.jpg') }]);
  await shows(page, { data: 'file(cat.jpg)' });
  await says(page.locator('.facts'), /values, 0\.?\d* … /);

  await page
    .locator('.stage')
    .first()
    .evaluate((stage) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '3 1 2');
      // Engines let a script make the event, and not all of them give it something to paste.
      const event = new Event('paste', { bubbles: true, composed: true, cancelable: true });
      stage.dispatchEvent(Object.defineProperty(event, 'clipboardData', { value: clipboardData }));
    });
  await shows(page, { data: 'values(3,1,2)' });
});

visit('what is damaged gets a sentence, and what was shown stays', {}, async (page) => {
  await ready(page);
  const before = await shown(page);
  await dropMade(page, [{ name: 'broken.npy', bytes: readFileSync(PATHS[0]).subarray(0, 40) }]);
  await says(errorAt(page, 'data'), /broken\.npy/);
  assert.deepEqual(await shown(page), before);
  assert.equal((await stateOf(page)).data, before.data);
});

visit(
  'where no worker can read files, the page reads them for it',
  {
    hash: '#a=int4:row',
    prepare: (page) =>
      page.answer(/\/www\/worker\.js/, async (original) => {
        const response = await original();
        const unreadable = `Blob.prototype.arrayBuffer = async () => {
          throw new DOMException('The I/O read operation failed.', 'NotReadableError');
        };`;
        return { ...response, body: `${response.body}\n${unreadable}` };
      }),
  },
  async (page) => {
    await ready(page);
    await drop(page, ...PATHS.slice(0, 3));
    await shows(page, { data: first(RECORDS[0])[0] });
    await compareWithNative([await shown(page)], byName(...PATHS));
  },
);
