import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BAD_FILES, byName, drop, dropMade } from './drop.mjs';
import { allTexts, control, errorAt, inBrowser, painted, ready, says, shows, until } from './lab.mjs';
import { compareWithNative, shown } from './native.mjs';

/** @typedef {{file: string, expect: "ok"|"error", alternative?: "ok"|"error", note: string}} Case */
/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
/** One good and one bad file of each kind, and some that are not what they say. All files are read natively: tests/suite/bad_files.rs. */
const DOZEN = [
  'csv_header_index.csv',
  'csv_text_cell.csv',
  'gguf_q8_0.gguf',
  'gguf_offset_past_end.gguf',
  'npy_fortran_order.npy',
  'npy_object_pickle.npy',
  'npz_deflated.npz',
  'npz_bomb_header_claims_4gb.npz',
  'st_bf16.safetensors',
  'st_overlapping_offsets.safetensors',
  'npy_renamed.safetensors',
  'html_renamed.csv',
  'pytorch_zip.pt',
];
/** @type {Case[]} */
const ALL = JSON.parse(readFileSync(join(BAD_FILES, 'manifest.json'), 'utf8'));
const CASES = ALL.filter(({ file }) => DOZEN.includes(file));

/** Drops a file and waits for what comes of it. @param {Page} page @param {string} file @returns {Promise<{outcome: "ok"|"error", sentence: string}>} */
async function bring(page, file) {
  await drop(page, join(BAD_FILES, file));
  const outcome = async () => {
    const sentence = (await errorAt(page, 'data').isVisible()) ? await errorAt(page, 'data').innerText() : '';
    const { data } = await shown(page);
    return { sentence, data };
  };
  const of = (/** @type {{sentence: string, data: string}} */ { sentence, data }) =>
    sentence.includes(file) || (sentence === '' && data.startsWith(`file(${file}`));
  const { sentence } = await until(`an outcome of ${file}`, outcome, of);
  return { outcome: sentence === '' ? 'ok' : 'error', sentence };
}

visit(
  'a damaged, odd or mislabelled file gives its numbers, or a sentence that names it, and the last good state stays',
  {},
  async (page) => {
    await ready(page);
    const views = [];
    const paths = [];
    let last = await shown(page);
    for (const { file, expect, alternative, note } of CASES) {
      const { outcome, sentence } = await bring(page, file);
      assert.ok([expect, alternative].includes(outcome), `${file} (${note}): ${outcome} ${sentence}`);
      if (outcome === 'error') {
        assert.deepEqual(await shown(page), last, `${file}: the last good state stays`);
        assert.equal(await control(page, 'data').getAttribute('aria-invalid'), 'true', file);
        assert.doesNotMatch(sentence, /\b(error|undefined|panic|unreachable|RuntimeError)\b/i, file);
      } else {
        last = await shown(page);
        views.push(last);
        paths.push(join(BAD_FILES, file));
      }
    }
    assert.ok(views.length > 3 && views.length < CASES.length, `${views.length} of ${CASES.length} were read`);
    assert.deepEqual(await page.locator('.notice.problem').allInnerTexts(), [], 'nothing broke');
    await compareWithNative(views, byName(...paths));
  },
);

/** What the sentence has to say, beside the file's name. */
const SENTENCES = [
  ['st_truncated_data.safetensors', /\d+ bytes of data.*\d+ follow/, /字节/],
  ['st_dtype_unknown.safetensors', /F33/, /F33/],
  ['empty.csv', /empty/, /空/],
  ['csv_text_cell.csv', /line 4, column 2/, /4.*2/],
  ['npy_truncated_data.npy', /cut off/, /.+/],
  ['png_renamed.npy', /PNG/, /PNG/],
];
for (const locale of ['en-US', 'zh-CN']) {
  visit(`the sentence about a bad file says what is wrong with it (${locale})`, { locale }, async (page) => {
    await ready(page);
    for (const [file, english, chinese] of SENTENCES) {
      const { sentence } = await bring(page, String(file));
      assert.match(sentence, /** @type {RegExp} */ (locale === 'en-US' ? english : chinese));
      if (locale === 'zh-CN') assert.match(sentence, /[\u4e00-\u9fff]/, `${sentence} is Chinese`);
    }
  });
}

visit('values that are not finite are counted, and left out of the numbers', {}, async (page) => {
  await ready(page);
  for (const file of ['st_nan_inf.safetensors', 'npy_nan_inf.npy']) {
    assert.equal((await bring(page, file)).outcome, 'ok');
    await says(page.locator('.warning'), /NaN: \d+, infinite: \d+/);
    const view = await shown(page);
    assert.ok(Number.isFinite(view.metrics.a.mse), 'the error is a number');
    await compareWithNative([view], byName(join(BAD_FILES, file)));
  }
});

visit('names of tensors are shown as text and do not run', {}, async (page) => {
  await ready(page);
  const markup = '<img src=x onerror=window.ran=1>';
  const header = JSON.stringify({
    [markup]: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
    '</option><script>window.ran=1</script>': { dtype: 'F33', shape: [2], data_offsets: [8, 16] },
  });
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const values = Buffer.from(new Float32Array([1, -2, 3, 4]).buffer);
  await dropMade(page, [
    { name: 'two.safetensors', bytes: Buffer.concat([length, Buffer.from(header.replace('F33', 'F32')), values]) },
  ]);
  await shows(page, { data: `file(two.safetensors/${markup})` });
  assert.deepEqual(
    (await allTexts(page)).filter((text) => text.includes('onerror')).length > 2,
    true,
    'the name is shown',
  );
  await control(page, 'tensor').locator('[role=option]').nth(1).click();
  await until(
    'the other',
    async () => (await shown(page)).data,
    (data) => data.includes('script'),
  );
  assert.equal((await bring(page, 'st_name_html.safetensors')).outcome, 'ok');
  await painted(page);
  const found = await page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
    return {
      foreign: root.querySelectorAll('img, script, iframe, b, a:not(.origin a, .home, .skip)').length,
      ran: /** @type {any} */ (window).ran,
    };
  });
  assert.deepEqual(found, { foreign: 0, ran: undefined });
});

visit('tensor names that mean something to JavaScript are names', {}, async (page) => {
  await ready(page);
  assert.equal((await bring(page, 'st_name_proto.safetensors')).outcome, 'ok');
  const list = control(page, 'tensor');
  const names = await list.locator('.tensor .name').allTextContents();
  assert.ok(names.length > 1, 'it has several');
  const views = [await shown(page)];
  for (const [i, name] of names.entries()) {
    await list.locator('[role=option]').nth(i).click();
    await until(
      name,
      async () => (await shown(page)).data,
      (data) => data === `file(st_name_proto.safetensors/${name})`,
    );
    views.push(await shown(page));
  }
  await compareWithNative(views, byName(join(BAD_FILES, 'st_name_proto.safetensors')));
});
