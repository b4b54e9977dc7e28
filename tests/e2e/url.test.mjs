// Data at an address: what is asked of its host and when, and what is said where the host, or the policy of the page, does not allow it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, beforeEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import { hosting } from './hosting.mjs';
import { control, enter, errorAt, inBrowser, ready, says, setState, shows, stateOf, unfold, until } from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */
/** @typedef {import('node:http').IncomingMessage} Request */

const visit = inBrowser();
const MODELS = process.env.QUANTSCOPE_MODELS ?? fileURLToPath(new URL('../models', import.meta.url));
const GOOD = join(MODELS, 'hostile/index_good');

/** A safetensors file of two tensors of 4 × 8 numbers; before the second stand so many bytes that nobody asks for. */
function twoTensors(/** @type {number} */ between) {
  const header = JSON.stringify({
    a: { dtype: 'F32', shape: [4, 8], data_offsets: [0, 128] },
    gap: { dtype: 'U8', shape: [between], data_offsets: [128, 128 + between] },
    w: { dtype: 'F32', shape: [4, 8], data_offsets: [128 + between, 256 + between] },
  });
  const file = Buffer.alloc(8 + header.length + 256 + between);
  file.writeBigUInt64LE(BigInt(header.length));
  file.write(header, 8);
  const start = 8 + header.length;
  for (let i = 0; i < 32; i += 1) {
    file.writeFloatLE(i, start + 4 * i);
    file.writeFloatLE(-i, start + 128 + between + 4 * i);
  }
  return file;
}

const GAP = 1 << 20;
const TENSORS = twoTensors(GAP);
/** What a file is now, and its version. */
let version = 1;
/** @type {{path: string, range: string|undefined, cookie: string|undefined, referer: string|undefined, host: string|undefined}[]} */
let asked = [];

/** @param {string} path */
function fileAt(path) {
  if (path === '/w.safetensors') return TENSORS;
  try {
    return readFileSync(join(GOOD, path.replace('/model/', '')));
  } catch {
    return null;
  }
}

/** A host of files: below /shut it lets no page of another site read them, below /whole it knows no ranges, below /login it wants a login, and /away is elsewhere. */
const server = createServer((request, answer) => {
  const { pathname } = new URL(request.url ?? '/', 'http://host');
  const [, kind, rest] = /^\/(open|shut|whole|login|away)(\/.*)$/.exec(pathname) ?? [];
  const { range, cookie, referer, host } = request.headers;
  asked.push({ path: pathname, range, cookie, referer, host });
  const cors =
    kind === 'shut'
      ? {}
      : { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Content-Range, ETag' };
  if (kind === 'away') {
    answer.writeHead(302, { ...cors, location: `http://localhost:${port()}/open${rest}` }).end();
    return;
  }
  const bytes = fileAt(rest ?? '');
  if (kind === 'login') return void answer.writeHead(401, cors).end();
  if (!bytes) return void answer.writeHead(404, cors).end();
  const found = kind === 'whole' ? null : /^bytes=(\d+)-(\d+)$/.exec(range ?? '');
  if (!found) return void answer.writeHead(200, { ...cors, 'content-length': bytes.length }).end(bytes);
  const [start, last] = [Number(found[1]), Math.min(Number(found[2]), bytes.length - 1)];
  const headers = { ...cors, etag: `"${version}"`, 'content-range': `bytes ${start}-${last}/${bytes.length}` };
  answer.writeHead(206, headers).end(bytes.subarray(start, last + 1));
});
await /** @type {Promise<void>} */ (new Promise((done) => server.listen(0, '127.0.0.1', done)));
const port = () => /** @type {import('node:net').AddressInfo} */ (server.address()).port;
const HOST = `127.0.0.1:${port()}`;
const at = (/** @type {string} */ path) => `http://${HOST}${path}`;
const FILE = at('/open/w.safetensors');
after(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  asked = [];
  version = 1;
});

/** A page without a policy. */
const free = (attributes = '', lang = 'en') => ({
  prepare: hosting(`<quant-scope lang="${lang}" ${attributes}></quant-scope>`),
});
const READ = /^Read from 127\.0\.0\.1:\d+$/;
const facts = (/** @type {Page} */ page, /** @type {RegExp} */ pattern) => says(page.locator('.facts'), pattern);

/** Takes the requests to the host away from what the page is blamed for: a test asked for them. @param {Page} page */
function expected(page) {
  page.noise = page.noise.filter(
    (line) => !/request to another origin|request failed|Failed to load|CORS policy|Content Security Policy/.test(line),
  );
}

/** Agrees to the host that the note names. @param {Page} page */
async function agree(page) {
  await says(control(page, 'read-address'), READ);
  assert.deepEqual(asked, [], 'nothing is asked for before');
  await control(page, 'read-address').click();
}

visit(
  'a link about an address asks first, and then fetches the header and its tensor only',
  free(`data="url(${FILE}|w)" a="int4"`),
  async (page) => {
    await ready(page);
    await agree(page);
    await shows(page, { data: `url(${FILE}|w)`, a: 'int4' });
    await facts(page, /4 × 8 = 32 values, −31/);
    await says(page.locator('.notices'), /is read from 127\.0\.0\.1/);
    for (const { range, cookie, referer } of asked) {
      assert.match(range ?? '', /^bytes=\d+-\d+$/);
      assert.deepEqual([cookie, referer], [undefined, undefined]);
    }
    const sizes = asked
      .map(({ range }) => /(\d+)-(\d+)/.exec(range ?? '') ?? [])
      .map(([, from, to]) => Number(to) - Number(from) + 1);
    assert.ok(sizes.reduce((sum, size) => sum + size, 0) < GAP / 4, `${sizes}`);

    // The other tensors are in the list, and are read when they are chosen.
    const before = asked.length;
    await control(page, 'tensor').locator('[role=option]').first().click();
    await shows(page, { data: `url(${FILE}|a)` });
    await facts(page, /32 values/);
    assert.ok(asked.length <= before + 1);
    expected(page);
  },
);

visit('an address in the field asks, too, and what is dismissed is not asked for', free(), async (page) => {
  await ready(page);
  await enter(page, 'data', `url(${FILE})`);
  await says(errorAt(page, 'data'), /Nothing was asked for yet.*127\.0\.0\.1/s);
  await says(control(page, 'read-address'), READ);
  await control(page, 'dismiss').click();
  await until(
    'no note',
    () => control(page, 'read-address').count(),
    (count) => count === 0,
  );
  assert.deepEqual(asked, []);
});

visit('the form names the host on its button', free(), async (page) => {
  await ready(page);
  await unfold(page, 'data-rest');
  await unfold(page, 'address');
  await control(page, 'address-field').fill('no address');
  assert.equal(await control(page, 'address-read').isVisible(), false);
  await control(page, 'address-field').fill('owner/name');
  await says(control(page, 'address-read'), /^Read from huggingface\.co$/);
  await control(page, 'address-field').fill(FILE);
  await says(control(page, 'address-read'), READ);
  assert.deepEqual(asked, []);
  await control(page, 'address-read').click();
  await shows(page, { data: `url(${FILE}|a)` });
  expected(page);
});

visit(
  'a model is its index and its shards, and the Model view waits to read it whole',
  free(`data="url(${at('/open/model/*')})"`),
  async (page) => {
    await ready(page);
    await agree(page);
    await shows(page, { data: `url(${at('/open/model/*')})` });
    await facts(page, /values/);
    const names = await control(page, 'tensor').locator('.tensor .name').allTextContents();
    assert.deepEqual(names, ['a.weight', 'b.weight', 'c.weight']);
    await setState(page, { view: 'model' });
    await says(control(page, 'model-resume'), /\S/);
    const rows = await page.evaluate(() => /** @type {any} */ (document.querySelector('quant-scope')).survey());
    assert.deepEqual(
      rows.map((/** @type {any} */ row) => row.name),
      ['a.weight', 'b.weight', 'c.weight'],
    );
    assert.deepEqual(
      rows.map((/** @type {any} */ row) => row.problem),
      [null, null, null],
    );
    expected(page);
  },
);

visit(
  'a redirect is followed, and the host that sends the bytes is named',
  free(`data="url(${at('/away/w.safetensors')}|a)"`),
  async (page) => {
    await ready(page);
    await agree(page);
    await shows(page, { data: `url(${at('/away/w.safetensors')}|a)` });
    await says(page.locator('.notices'), /is read from localhost:\d+/);
    expected(page);
  },
);

for (const [what, path, lang, pattern] of /** @type {[string, string, string, RegExp][]} */ ([
  ['lets no other site read it', '/shut/w.safetensors', 'en', /lets no page of another site read this file/],
  ['knows no ranges', '/whole/w.safetensors', 'en', /sends files only as a whole/],
  ['wants a login', '/login/w.safetensors', 'en', /does not give this file to everybody \(401\)/],
  ['has no such file', '/open/none', 'en', /has no file at .*\/open\/none/],
  ['knows no ranges', '/whole/w.safetensors', 'zh-CN', /只能发送整个文件/],
]))
  visit(`a host that ${what} is said in a sentence (${lang})`, free(`data="url(${at(path)})"`, lang), async (page) => {
    await ready(page);
    await control(page, 'read-address').waitFor();
    await control(page, 'read-address').click();
    await says(errorAt(page, 'data'), pattern);
    // What is shown stays, and the browser's own lines about the answer are its noise.
    assert.match((await stateOf(page)).data, /^normal|^student|^llm/);
    expected(page);
  });

visit(
  'a file that changed is not mixed with what it was, and can be read again',
  free(`data="url(${FILE}|a)"`),
  async (page) => {
    await ready(page);
    await agree(page);
    await shows(page, { data: `url(${FILE}|a)` });
    version = 2;
    await enter(page, 'data', `url(${FILE}|w)`);
    await says(errorAt(page, 'data'), /has changed since its list of tensors was read/);
    await enter(page, 'data', `url(${FILE}|w)`);
    await control(page, 'read-address').click();
    await shows(page, { data: `url(${FILE}|w)` });
    expected(page);
  },
);

visit(
  'where the policy of the page forbids the host, that is said, and nothing is asked for',
  { hash: `#data=url(${encodeURIComponent(FILE)})`, fresh: true },
  async (page) => {
    await ready(page);
    await agree(page);
    await says(errorAt(page, 'data'), /The policy of this page \(connect-src/);
    assert.deepEqual(asked, []);
    expected(page);
  },
);

visit('an address is shown as text', free(), async (page) => {
  await ready(page);
  const address = `${at('/open/')}<img/src=x/onerror=alert(1)>`;
  await enter(page, 'data', `url(${address})`);
  await control(page, 'read-address').click();
  await says(errorAt(page, 'data'), /has no file at/);
  assert.equal(await page.locator('quant-scope img').count(), 0);
  assert.deepEqual(page.dialogs, []);
  expected(page);
});
