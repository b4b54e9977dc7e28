// What nobody foresaw ends in a sentence, and takes nothing with it.
import assert from 'node:assert/strict';
import { control, inBrowser, ready, says, setState, shows, stateOf } from './lab.mjs';
import { hosting } from './hosting.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

/** @param {Page} page */
const problems = (page) => page.locator('.notice.problem');

/** Forgets what the console said of an error that the test made. @param {Page} page @param {RegExp} pattern */
function expectNoise(page, pattern) {
  const noise = page.noise.splice(0);
  assert.ok(
    noise.length > 0 && noise.every((line) => pattern.test(line)),
    `only what was expected: ${noise.join('\n')}`,
  );
}

for (const [lang, sentence] of /** @type {const} */ ([
  ['en', /went wrong after “.*”: no room for dialogs\. What was shown stays/],
  ['zh-CN', /操作“.*”之后发生了意外错误：no room for dialogs/],
]))
  visit(
    `a control that fails unforeseen says so, and the page works on: ${lang}`,
    { hash: `#lang=${lang}&a=int5` },
    async (page) => {
      await ready(page);
      page.spoilt = true;
      await page.evaluate(() => {
        HTMLDialogElement.prototype.showModal = () => {
          throw new TypeError('no room for dialogs');
        };
      });
      const before = await stateOf(page);
      await control(page, 'help').click();
      await says(problems(page), sentence);
      assert.deepEqual(await stateOf(page), before);
      await setState(page, { a: 'int6' });
      assert.equal((await stateOf(page)).a, 'int6');
      expectNoise(page, /no room for dialogs/);
    },
  );

visit('what fails later, in a promise that nobody waits for, says so', { hash: '#a=int5' }, async (page) => {
  await ready(page);
  page.spoilt = true;
  await page.evaluate(() => {
    void Promise.reject(new RangeError('a number nobody has'));
  });
  await says(problems(page), /went wrong: a number nobody has\. What was shown stays/);
  expectNoise(page, /a number nobody has/);
});

visit(
  'errors of the page around an element are not its own; its own are said in the one that was used',
  { prepare: hosting('<quant-scope id="one"></quant-scope><quant-scope id="two"></quant-scope>') },
  async (page) => {
    await page.evaluate(() =>
      Promise.all([...document.querySelectorAll('quant-scope')].map((element) => /** @type {any} */ (element).ready)),
    );
    await page.evaluate(() => {
      setTimeout(() => {
        throw new TypeError('an error of the host');
      });
      void Promise.reject(new RangeError('another one of the host'));
    });
    await page.evaluate(() => {
      HTMLDialogElement.prototype.showModal = () => {
        throw new TypeError('no room for dialogs');
      };
    });
    await page.locator('#two [data-control="help"]').click();
    await says(page.locator('#two .notice.problem'), /no room for dialogs/);
    assert.equal(await page.locator('.notice.problem').count(), 1);
    expectNoise(page, /no room for dialogs|of the host/);
  },
);

/** Lets the page take the next drop for these entries of a file system. @param {Page} page @param {{path: string, text?: string, error?: string}[]} entries */
async function dropEntries(page, entries) {
  page.spoilt = true;
  await page.locator('.stage').evaluate((stage, given) => {
    const files = given.map(({ path, text, error }) => ({
      isFile: true,
      name: path.split('/').at(-1),
      fullPath: path,
      file: (/** @type {(file: File) => void} */ done, /** @type {(error: Error) => void} */ failed) =>
        error
          ? failed(new DOMException(error, 'NotFoundError'))
          : done(new File([text ?? ''], String(path.split('/').at(-1)))),
    }));
    let left = files;
    const directory = {
      isFile: false,
      isDirectory: true,
      name: 'many',
      fullPath: '/many',
      createReader: () => ({
        readEntries: (/** @type {(files: object[]) => void} */ done) => {
          done(left.slice(0, 100));
          left = left.slice(100);
        },
      }),
    };
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([''], 'many'));
    const original = DataTransferItem.prototype.webkitGetAsEntry;
    DataTransferItem.prototype.webkitGetAsEntry = () => /** @type {any} */ (directory);
    for (const type of ['dragover', 'drop'])
      stage.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }));
    DataTransferItem.prototype.webkitGetAsEntry = original;
  }, entries);
}

visit(
  'of many files that are dropped some vanish meanwhile: the rest is opened, and those are named',
  {},
  async (page) => {
    await ready(page);
    const entries = Array.from({ length: 60 }, (_, i) =>
      i % 20 === 7
        ? { path: `/many/${i}.csv`, error: 'the file is gone' }
        : { path: `/many/${i}.csv`, text: `${i}\n1\n` },
    );
    await dropEntries(page, entries);
    await shows(page, { data: 'file(0.csv)' });
    const unread = await says(page.locator('.unread'), /47\.csv/);
    for (const name of ['7.csv', '27.csv', '47.csv'])
      assert.match(unread, new RegExp(`${name} could not be opened: .*gone`));
  },
);

visit('a drop without a file says so', {}, async (page) => {
  await ready(page);
  await dropEntries(page, []);
  await says(page.locator('.notice'), /There is no file in what was dropped/);
});
