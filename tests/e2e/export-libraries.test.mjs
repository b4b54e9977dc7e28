// What is saved for libraries, as a browser saves it: downloads, opened again.
import assert from 'node:assert/strict';
import { dropMade } from './drop.mjs';
import { control, inBrowser, metricsOf, ready, setState, stateOf, until } from './lab.mjs';
import { openDialog, saved } from './saving.mjs';

const visit = inBrowser();

visit(
  "quantized data is saved in a library's layout, and opens here with the decoded values",
  { hash: '#data=normal:6x64:seed=2&a=nf4:g64&b=int8:g32:s16' },
  async (page) => {
    await ready(page);
    await openDialog(page, 'codes');
    const offered = () =>
      page
        .locator('.export-codes .row button')
        .allInnerTexts()
        .then((texts) => texts.filter((text) => text.includes(': ')));
    await until('the layouts of A', offered, (texts) => texts.join() === 'bitsandbytes: nf4');
    const bits = await saved(page, 'export-bitsandbytes');
    assert.equal(bits.name, 'normal-6x64-seed-2_nf4-g64.bitsandbytes.safetensors');
    await control(page, 'export-role-b').check({ force: true });
    await until(
      'the layouts of B',
      offered,
      (texts) => texts.join() === 'compressed-tensors: int-quantized,GGUF: Q8_0',
    );
    const ggml = await saved(page, 'export-gguf');
    assert.equal(ggml.name, 'normal-6x64-seed-2_int8-g32-s16.gguf');
    const tensors = await saved(page, 'export-compressed-tensors');
    const own = await saved(page, 'export-safetensors');
    assert.deepEqual(
      [tensors.name, own.name],
      ['normal-6x64-seed-2_int8-g32-s16.compressed-tensors.safetensors', 'normal-6x64-seed-2_int8-g32-s16.safetensors'],
    );
    await control(page, 'close-export').click();
    // What was decoded is on the grid already: quantizing it once more changes nothing.
    for (const { name, bytes, role } of [
      { ...bits, role: /** @type {const} */ ('a') },
      { ...ggml, role: /** @type {const} */ ('b') },
      { ...tensors, role: /** @type {const} */ ('b') },
    ]) {
      await dropMade(page, [{ name, bytes }]);
      await until(
        'the file',
        () => stateOf(page),
        ({ data }) => data === `file(${name})`,
      );
      const metrics = await metricsOf(page);
      assert.equal(metrics[role].mse, 0, name);
      assert.ok(metrics[role === 'a' ? 'b' : 'a'].mse > 0, name);
    }
    // What becomes of values that are no numbers is said where there are any.
    const about = page.locator('.export-codes > p').first();
    await setState(page, { data: 'values(1,nan,inf,2)', a: 'q8_0' });
    await openDialog(page, 'codes');
    await control(page, 'export-role-a').check({ force: true });
    assert.match(
      await about.innerText(),
      /NaN values in the data \(1\) take the code of 0\. Infinite .* on their side\. In a GGUF file infinite values count as 0\.$/,
    );
    await control(page, 'close-export').click();
    await setState(page, { data: 'normal:6x64:seed=2' });
    // A scheme of no library says so.
    await setState(page, { a: 'int4:col' });
    await openDialog(page, 'codes');
    await control(page, 'export-role-a').check({ force: true });
    await page.locator('.export-codes .hint', { hasText: 'No common library stores this scheme.' }).waitFor();
    assert.deepEqual(await offered(), []);
    await control(page, 'close-export').click();
    // A row that is no whole block is what keeps a block format from them.
    await setState(page, { data: 'normal:8x255', a: 'q4_k' });
    await openDialog(page, 'codes');
    await page
      .locator('.export-codes .hint', { hasText: /whole blocks of 256 .* have 255, .* fits is int4:row\./ })
      .waitFor();
    assert.deepEqual(await offered(), []);
  },
);
