// What is saved, as a browser saves it: downloads, read back.
import assert from 'node:assert/strict';
import { compareWithNative, shown } from './native.mjs';
import { control, inBrowser, metricsOf, ready, setState, stateOf, until } from './lab.mjs';
import { openDialog, saved } from './saving.mjs';
import { pageAddress } from './browser/index.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();
/** A name that would be markup, code or a path if it were taken as it is. */
const HOSTILE = '<img src=x onerror="window.hit=1">&\u202e]]>.npy';

/** @param {Buffer} bytes */
const pngSize = (bytes) => {
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
};
/** A file as a browser reads it: its texts, and whatever leads elsewhere. @param {Page} page @param {string} text */
const parsed = (page, text) =>
  page.evaluate((source) => {
    const file = new DOMParser().parseFromString(source, 'image/svg+xml');
    const links = [...file.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes]
        .filter(({ name, value }) => /href|src|^on/i.test(name) && !value.startsWith('data:image/png;base64,'))
        .map(({ name }) => name),
    );
    return {
      errors: file.querySelectorAll('parsererror').length,
      tags: [...new Set([...file.querySelectorAll('*')].map(({ localName }) => localName))].sort(),
      links,
      size: [file.documentElement.getAttribute('width'), file.documentElement.getAttribute('height')],
      background: file.querySelector('rect')?.getAttribute('fill'),
      texts: [...file.querySelectorAll('text')].map((each) => each.textContent),
      title: file.querySelector('title')?.textContent,
    };
  }, text);

visit('a picture is saved as it is previewed: SVG with its texts, PNG of the size that is said', {}, async (page) => {
  await ready(page);
  await openDialog(page);
  const file = await saved(page, 'export-svg');
  assert.equal(file.name, 'normal-seed-7-outliers-0.001x20_int4_int4-asym-g64_grid.svg');
  const svg = await parsed(page, file.bytes.toString());
  assert.equal(svg.errors, 0);
  assert.deepEqual([svg.size, svg.links], [['1200', '760'], []]);
  assert.ok(!svg.tags.includes('script') && !svg.tags.includes('foreignObject'), svg.tags.join());
  const words = [
    'int4 and int4:asym:g64 on normal:seed=7:outliers=0.001x20',
    'A  int4',
    'B  int4:asym:g64',
    'Data  normal:seed=7:outliers=0.001x20',
    'SQNR',
    '3.64 dB',
    '18.49 dB',
    '7 / 15',
    '4.5625',
  ];
  const texts = svg.texts.map((text) =>
    text?.replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ').replaceAll('\u2009', ' '),
  );
  assert.deepEqual(
    words.filter((word) => !texts.includes(word)),
    [],
  );

  const png = await saved(page, 'export-png');
  assert.deepEqual(pngSize(png.bytes), { width: 2400, height: 1520 });
  const previews = () =>
    page
      .locator('.export .preview canvas')
      .evaluate((canvas) =>
        [/** @type {HTMLCanvasElement} */ (canvas).width, /** @type {HTMLCanvasElement} */ (canvas).height].join(),
      );
  await until('a preview of that size', previews, (size) => size === '2400,1520');

  await control(page, 'export-title').fill('My <title> & 题');
  await control(page, 'export-width').fill('320');
  await control(page, 'export-width').press('Tab');
  await control(page, 'export-height').fill('99999');
  await control(page, 'export-height').press('Tab');
  await control(page, 'export-scale-4').check({ force: true });
  await control(page, 'export-theme-dark').check({ force: true });
  await control(page, 'export-caption').uncheck();
  await until('a preview of that size', previews, (size) => size === '640,8000');
  const other = await parsed(page, (await saved(page, 'export-svg')).bytes.toString());
  assert.deepEqual([other.errors, other.size, other.background], [0, ['320', '4000'], 'rgb(20,22,26)']);
  assert.equal(other.title, 'My <title> & 题');
  assert.ok(other.texts.includes('My <title> & 题') && !other.texts.some((text) => text?.startsWith('Data')));
  assert.deepEqual(pngSize((await saved(page, 'export-png')).bytes), { width: 1280, height: 16000 });
  // The page itself keeps its theme.
  await control(page, 'close-export').click();
  const corner = await page
    .locator('.grid-view canvas')
    .evaluate((canvas) => [.../** @type {any} */ (canvas).getContext('2d').getImageData(1, 1, 1, 1).data]);
  assert.deepEqual(corner.slice(0, 3), [255, 255, 255]);
});

visit(
  "exportImage gives every view's picture to programs, and refuses where there is none",
  { hash: '#data=normal:32x32:outliers=0.01x20' },
  async (page) => {
    await ready(page);
    /** @param {string} type @param {object} [options] */
    const image = (type, options) =>
      page.evaluate(async ([kind, how]) => {
        const blob = await /** @type {any} */ (document.querySelector('quant-scope')).exportImage(kind, how);
        if (kind === 'svg') return { type: blob.type, text: await blob.text(), size: [] };
        const { width, height } = await createImageBitmap(blob);
        return { type: blob.type, text: '', size: [width, height] };
      }, /** @type {const} */ ([type, options]));
    for (const state of [
      { view: 'grid' },
      { view: 'errors' },
      { view: 'codes' },
      { view: 'blocks' },
      { view: 'sweeps', by: 'threshold' },
      { view: 'sweeps', by: 'group' },
      { view: 'tradeoff' },
      { view: 'stream' },
      { view: 'integers' },
    ]) {
      await setState(page, state);
      const { type, text } = await image('svg', { width: 640, height: 480, theme: 'dark' });
      const svg = await parsed(page, text);
      assert.deepEqual([type, svg.errors, svg.size, svg.links], ['image/svg+xml', 0, ['640', '480'], []], state.view);
      assert.ok(svg.texts.length > 20, `${state.view}: ${svg.texts.length} texts`);
      const png = await image('png', { width: 400, height: 300, scale: 3 });
      assert.deepEqual([png.type, png.size], ['image/png', [1200, 900]], state.view);
    }
    const failed = (/** @type {string} */ type) =>
      image(type).then(
        () => '',
        (error) => String(error),
      );
    assert.match(await failed('gif'), /"png" or "svg"/);
    await setState(page, { view: 'integers', integers: 'bias' });
    assert.match(await failed('svg'), /no picture/);
    await openDialog(page);
    assert.match(await page.locator('.export-picture').innerText(), /no picture/);
    assert.equal(await control(page, 'export-svg').isVisible(), false);
  },
);

visit(
  'a picture that is asked for is refused in a sentence when the element is taken out meanwhile',
  { hash: '#lang=en', fresh: true },
  async (page) => {
    await ready(page);
    const said = await page.evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('quant-scope'));
      const asked = element.exportImage('svg');
      element.remove();
      return asked.then(
        () => 'a picture',
        (/** @type {any} */ error) => `${error.name} ${error.message}`,
      );
    });
    assert.match(said, /^SentenceError The element was removed from its page before its picture was made\.$/);
  },
);

visit(
  'measures and the data behind a view are saved with all digits',
  { hash: '#data=laplace:64x64:seed=2&a=int3&b=int8:asym:row' },
  async (page) => {
    await ready(page);
    await openDialog(page, 'numbers');
    const metrics = await metricsOf(page);
    const json = JSON.parse((await saved(page, 'export-measures-json')).bytes.toString());
    assert.deepEqual(
      [json.a.measures, json.b.measures, json.a.scheme, json.data.shape],
      [metrics.a, metrics.b, 'int3', [64, 64]],
    );
    await compareWithNative([{ ...(await shown(page)), metrics: { a: json.a.measures, b: json.b.measures } }]);
    const rows = (await saved(page, 'export-measures-csv')).bytes.toString().trim().split('\r\n');
    for (const row of rows.slice(2)) {
      const [key, a, b] = row.split(',');
      assert.deepEqual([Number(a), Number(b)], [metrics.a[key], metrics.b[key]], key);
    }
    const histogram = await saved(page, 'export-sheet-histogram');
    assert.equal(histogram.name, 'laplace-64x64-seed-2_int3_int8-asym-row_grid-histogram.csv');
    const counts = histogram.bytes
      .toString()
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => Number(row.split(',')[2]));
    assert.equal(
      counts.reduce((sum, n) => sum + n, 0),
      64 * 64,
    );
    const codes = (await saved(page, 'export-sheet-codes-a')).bytes.toString().trim().split('\r\n').slice(1);
    assert.equal(codes.length, 7);
    await control(page, 'close-export').click();
    // What a view measures beside the frame is there, too.
    const sheets = async () => (await page.locator('.sheets code').allInnerTexts()).join();
    for (const [state, names] of /** @type {[any, string][]} */ ([
      [
        { view: 'sweeps', by: 'threshold' },
        'histogram,curve-a,calibrations-a,curve-a-other-symmetry,curve-b,calibrations-b,curve-b-other-symmetry',
      ],
      [{ view: 'sweeps', by: 'bits' }, 'histogram,curve-a,curve-b'],
      [{ view: 'tradeoff' }, 'histogram,schemes'],
      [{ view: 'stream' }, 'histogram,batches'],
      [{ view: 'blocks' }, 'histogram,cells-a,blocks-a,cells-b,blocks-b,rows,columns'],
      [{ view: 'comparison' }, 'histogram,remedies'],
      [{ view: 'integers' }, 'histogram,convolution'],
    ])) {
      await setState(page, state);
      await openDialog(page, 'numbers');
      await until('the names of the sheets', sheets, (found) => found === names);
      await control(page, 'close-export').click();
    }
  },
);

visit(
  'quantized data is saved with its scales, and decodes to what the crate has',
  { hash: '#data=normal:6x40:seed=2&a=int4:row&b=int8:asym:g16' },
  async (page) => {
    await ready(page);
    const metrics = await metricsOf(page);
    await openDialog(page, 'codes');
    const npy = await saved(page, 'export-npy');
    const x = new Float32Array(new Uint8Array(npy.bytes.subarray(-6 * 40 * 4)).buffer);
    for (const [role, blockOf] of /** @type {const} */ ([
      ['a', (/** @type {number} */ i) => Math.floor(i / 40)],
      ['b', (/** @type {number} */ i) => Math.floor(i / 40) * 3 + Math.floor((i % 40) / 16)],
    ])) {
      await control(page, `export-role-${role}`).check({ force: true });
      const { name, bytes } = await saved(page, 'export-safetensors');
      assert.equal(name, `normal-6x40-seed-2_${role === 'a' ? 'int4-row' : 'int8-asym-g16'}.safetensors`);
      const length = Number(bytes.readBigUInt64LE());
      const header = JSON.parse(bytes.subarray(8, 8 + length).toString());
      const data = bytes.subarray(8 + length);
      const slice = (/** @type {string} */ key) => data.subarray(...header[key].data_offsets);
      const scales = new Float32Array(new Uint8Array(slice('scales')).buffer);
      const codes = role === 'a' ? new Int8Array(slice('codes')) : slice('codes');
      const zeros = role === 'a' ? new Int8Array(slice('zero_points')) : slice('zero_points');
      assert.deepEqual([header.codes.shape, header.scales.shape], [[6, 40], role === 'a' ? [6, 1] : [6, 3]]);
      assert.equal(header.__metadata__.scheme, role === 'a' ? 'int4:row' : 'int8:asym:g16');
      const decoded = Array.from(codes, (q, i) => Math.fround((q - zeros[blockOf(i)]) * scales[blockOf(i)]));
      const mse = decoded.reduce((sum, y, i) => sum + (y - x[i]) ** 2, 0) / x.length;
      assert.ok(Math.abs(mse - metrics[role].mse) < 1e-12 * mse, `${mse} and ${metrics[role].mse}`);
      const archive = await saved(page, 'export-npz');
      assert.equal(archive.bytes.subarray(0, 4).toString('latin1'), 'PK\x03\x04');
      assert.ok(archive.bytes.includes(slice('codes')) && archive.bytes.includes(slice('scales')));
    }
  },
);

visit(
  'saving what lasts shows its progress and can be given up',
  { hash: '#data=normal:2048x1024&a=int8:mse:g32&b=int4' },
  async (page) => {
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector('quant-scope'))?.metrics?.(), null, {
      timeout: 60_000,
    });
    await openDialog(page, 'codes');
    // The page itself cancels at the first sign of progress: a click from here could come after the end.
    const shown = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
          const within = (/** @type {string} */ name) =>
            /** @type {any} */ (root.querySelector(`.export-codes ${name}`));
          const meter = within('progress');
          new MutationObserver((_, observer) => {
            if (meter.value === 0) return;
            observer.disconnect();
            resolve({ progress: meter.value, hidden: meter.hidden });
            within('[data-control="export-cancel"]').click();
          }).observe(meter, { attributes: true, attributeFilter: ['value'] });
          within('[data-control="export-npz"]').click();
        }),
    );
    assert.ok(shown.progress > 0 && shown.progress < 1 && !shown.hidden, JSON.stringify(shown));
    await until(
      'given up',
      () => page.locator('.export-codes [role=status]').innerText(),
      (text) => /nothing was saved/.test(text),
    );
    assert.equal(await control(page, 'export-npz').isEnabled(), true);
  },
);

visit(
  'the script of a scheme is about what is shown, and names the files it reads',
  { hash: '#data=normal:64x64&a=int4:mse:row&b=int4:floor:kl:g16' },
  async (page) => {
    await ready(page);
    await openDialog(page, 'code');
    const script = () => control(page, 'code-script').inputValue();
    const text = await until('a script', script, (value) => value.includes('SCHEME'));
    assert.ok(text.includes('SCHEME = "int4:row:mse"') && text.includes('np.load("normal-64x64.npy")'), text);
    assert.match(text, /lo, hi = np\.array\(\[\n/, '64 ranges stand in the script');
    const data = await saved(page, 'code-file-0');
    assert.deepEqual([data.name, data.bytes.length], ['normal-64x64.npy', 128 + 64 * 64 * 4]);
    await control(page, 'code-role-b').check({ force: true });
    await until("B's script", script, (value) => value.includes('SCHEME = "int4:g16:kl:floor"'));
    const ranges = await saved(page, 'code-file-1');
    assert.deepEqual([ranges.name, ranges.bytes.length], ['normal-64x64_int4-g16-kl-floor_ranges.npy', 128 + 256 * 8]);
    assert.ok((await script()).includes(`np.load("${ranges.name}")`));
    await control(page, 'code-target-onnx').check({ force: true });
    await until(
      'a refusal',
      () => page.locator('.export-code .problem').innerText(),
      (said) => /always rounds to the nearest code/.test(said),
    );
    assert.equal(await control(page, 'code-script').isVisible(), false);
    await control(page, 'code-target-pytorch').check({ force: true });
    await until("PyTorch's script", script, (value) => value.includes('import torch'));
    const file = await saved(page, 'code-save');
    assert.deepEqual([file.name, file.bytes.toString()], ['normal-64x64_int4-g16-kl-floor_pytorch.py', await script()]);
  },
);

visit('a hostile name stays a name in every file', {}, async (page) => {
  await ready(page);
  const npy = Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00\x46\x00', 'latin1'),
    Buffer.from("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }".padEnd(69) + '\n'),
    Buffer.from(new Float32Array([1, -2, 3, 0.5]).buffer),
  ]);
  await page.locator('input[type="file"]').first().setFile({ name: HOSTILE, bytes: npy });
  await until(
    'the file is shown',
    async () => (await stateOf(page)).data,
    (data) => data.startsWith('file('),
  );
  await openDialog(page);
  const svg = await saved(page, 'export-svg');
  const read = await parsed(page, svg.bytes.toString());
  assert.deepEqual([read.errors, read.links, read.tags.includes('img')], [0, [], false]);
  assert.ok(read.texts.join('').includes('<img src=x'));
  assert.match(svg.name, /^[\p{L}\p{N}._-]+\.svg$/u);
  await control(page, 'export-part-code').check({ force: true });
  const text = await until(
    'a script',
    () => control(page, 'code-script').inputValue(),
    (value) => value.includes('SCHEME'),
  );
  assert.ok(
    text.includes('[\n    1.0, -2.0, 3.0, 0.5,\n]') && text.includes('\\u202e') && !text.includes('\u202e'),
    text,
  );
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).hit), undefined);
});

visit('saving asks nothing of any address', { hash: '#view=blocks' }, async (page) => {
  await ready(page);
  await openDialog(page);
  page.requests.length = 0;
  await saved(page, 'export-svg');
  await saved(page, 'export-png');
  assert.deepEqual(
    page.requests.filter(
      (url) => !url.startsWith('blob:') && !url.startsWith('data:') && !url.startsWith(`${pageAddress()}www/`),
    ),
    [],
  );
});
