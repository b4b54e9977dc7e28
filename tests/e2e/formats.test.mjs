// Files as other programs write them, dropped on the page all together: what is listed, and the measures of every tensor.
// `QUANTSCOPE_SAMPLES` names another FORMATS of samples, with `formats/` in it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMATS, byName, drop } from './drop.mjs';
import { control, errorAt, inBrowser, ready, says, shows } from './lab.mjs';
import { compareWithNative, shown } from './native.mjs';

const visit = inBrowser();

/** @typedef {{file: string, shape?: number[], tensors?: Record<string, {shape: number[]}>}} FileRecord */

visit(
  'every file of another program is listed and measured as natively',
  { hash: '#a=int4:row&b=int8:asym' },
  async (page) => {
    await ready(page);
    /** @type {FileRecord[]} */
    const records = JSON.parse(readFileSync(join(FORMATS, 'index.json'), 'utf8'));
    const paths = records.map(({ file }) => join(FORMATS, file));
    await drop(page, ...paths);
    const list = control(page, 'tensor');
    await list.waitFor();
    assert.deepEqual(await page.locator('.unread').allTextContents(), []);
    assert.deepEqual(
      (await list.locator('.file > span:first-child').allTextContents()).sort(),
      records.map(({ file }) => file).sort(),
    );
    const offered = await list
      .locator('[role=option]')
      .evaluateAll((rows) =>
        rows.map((row) => [/** @type {HTMLElement} */ (row).dataset.value ?? '', row.lastChild?.textContent ?? '']),
      );
    const facts = new Map(/** @type {[string, string][]} */ (offered));
    const views = [];
    for (const { file, shape, tensors } of records) {
      const known = tensors ?? { '': { shape: shape ?? [] } };
      for (const [name, expected] of Object.entries(known)) {
        const data = [`file(${file}/${name})`, `file(${file})`].find((candidate) => facts.has(candidate)) ?? '';
        const count = expected.shape.reduce((product, size) => product * size, 1);
        assert.equal(facts.get(data)?.split(' · ')[0], expected.shape.join('×') || '1', `${file}/${name}`);
        await list.locator(`[data-value=${JSON.stringify(data)}]`).click();
        if (count === 0) {
          await says(errorAt(page, 'data'), /so there are no values to quantize/);
          continue;
        }
        await shows(page, { data });
        views.push(await shown(page));
      }
    }
    assert.ok(views.length >= records.length, `${views.length} tensors of ${records.length} files`);
    await compareWithNative(views, byName(...paths));
  },
);
