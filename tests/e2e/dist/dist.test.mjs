// What `cargo xtask dist` makes, as those who get it use it: from a disk, below a path, without network, in other pages.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ready, setState, stateOf, unfold, until } from '../lab.mjs';
import { host } from './static-host.mjs';
import { launch, pageAddress } from '../browser/index.mjs';
import { within } from '../browser/within.mjs';
import { SAMPLE, followsALesson, numbers } from './built.mjs';

/** @typedef {import('../browser/index.mjs').Page} Page */

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const DIST = path.join(ROOT, 'dist');
const FILE = path.join(DIST, 'quantscope.html');
const SITE = path.join(DIST, 'site');

/** @type {import('../browser/index.mjs').Browser} */
let browser;
/** The numbers of the page as `cargo xtask serve` has it: of the first picture, and of a sample. @type {any[]} */
let served;
/** @type {string} */
let scratch;

before(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'quantscope-dist-'));
  browser = await launch();
  await visit(pageAddress(), async (page) => {
    served = await numbers(page);
  });
});
after(async () => {
  await browser.close();
  await rm(scratch, { recursive: true });
});

/**
 * Opens an address in a profile of its own and hears what goes wrong: errors, failed requests, requests elsewhere, and what
 * a policy forbids.
 * @param {string} address
 * @param {(page: Page) => Promise<unknown>} body
 * @param {string[]} [origins] that may be asked beside the address's own
 */
async function visit(address, body, origins = []) {
  const page = await browser.open('about:blank', { viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  page.origins = [new URL(address).origin, ...origins];
  // What a policy forbids is a warning of the console.
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.warn(`policy: ${violatedDirective} ${blockedURI}`),
    ),
  );
  try {
    await page.goto(address);
    await body(page);
    const foreign = (/** @type {string} */ url) =>
      url.startsWith('file:') && url.split('#')[0] !== address.split('#')[0];
    assert.deepEqual(page.requests.filter(foreign), []);
    assert.deepEqual(page.noise, []);
  } catch (error) {
    if (error instanceof Error) error.message += `\nheard: ${page.noise.join('\n  ')}`;
    throw error;
  } finally {
    await page.close();
  }
}

const fileAddress = pathToFileURL(FILE).href;

test('the one file computes the same from a disk, in a worker, and asks for nothing', async () => {
  await visit(fileAddress, async (page) => {
    assert.deepEqual(await numbers(page), served);
    assert.deepEqual(
      page.workers().map((worker) => worker.split(':')[0]),
      ['blob', 'blob'],
      'one computes, one has read the sample',
    );
    await followsALesson(page);
    await setState(page, { data: SAMPLE, lesson: '', view: 'tradeoff' });
    await until(
      'workers that measure the schemes',
      async () => page.workers().length,
      (n) => n > 2,
    );
    await setState(page, { view: 'grid' });
    await unfold(page, 'data-rest');
    const notice = await page.popup(() => page.locator('a[href^="blob:"]').click());
    await until(
      'the licenses of the samples',
      () =>
        notice
          .locator('body')
          .innerText()
          .catch(() => ''),
      (text) => /NOTICE[^]*Apache License/.test(text),
    );
  });
});

test('the one file keeps its state in its address', async () => {
  await visit(`${fileAddress}#a=int6&lang=zh-CN`, async (page) => {
    await ready(page);
    assert.equal((await stateOf(page)).a, 'int6');
    await setState(page, { a: 'int3' });
    await until(
      'the address',
      async () => page.url(),
      (url) => url.includes('a=int3'),
    );
  });
});

test('where a worker from a Blob is forbidden, the one file computes in the page', async () => {
  const strict = path.join(scratch, 'strict.html');
  const text = await readFile(FILE, 'utf8');
  assert.ok(text.includes('worker-src blob:'));
  await writeFile(strict, text.replace('worker-src blob:', "worker-src 'none'"));
  await visit(pathToFileURL(strict).href, async (page) => {
    assert.deepEqual(await numbers(page), served);
    assert.equal(page.workers().length, 0);
    const refused = page.noise.splice(0);
    assert.ok(refused.length > 0 && refused.every((line) => /worker/i.test(line)), refused.join('\n'));
  });
});

test('the site works below a path under its own policy, and then without a host', async (t) => {
  const server = await host(t, SITE, '/docs/tools/quantscope/');
  await visit(server.address, async (page) => {
    assert.deepEqual(await numbers(page), served);
    assert.equal(page.workers().length, 2, 'one computes, one has read the sample');
    await cached(page);
    assert.deepEqual(server.state.missing, []);
    assert.deepEqual(page.noise, []);
    await server.stop();

    await page.goto(server.address);
    assert.deepEqual(await numbers(page), served);
    await setState(page, { data: 'sample(silero_conv4_weight)' });
    await followsALesson(page);
    await page.goto(`${server.address}index.html?from=home#a=int6`);
    await ready(page);
    assert.equal((await stateOf(page)).a, 'int6');
    assert.equal(page.workers().length, 1);
  });
});

test('a new version takes over as a whole, and nothing of the old one stays', async (t) => {
  const server = await host(t, SITE);
  const [old] = (await readdir(SITE)).filter((name) => /^[0-9a-f]{12}$/.test(name));
  const newer = path.join(scratch, 'newer');
  await otherVersion(newer, old, '0123456789ab');
  const folders = (/** @type {Page} */ page) =>
    page.evaluate(() => [
      ...new Set(
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name.split('/')[3])
          .filter((name) => /^[0-9a-f]{12}$/.test(name)),
      ),
    ]);
  await visit(server.address, async (page) => {
    await cached(page);
    assert.deepEqual(await folders(page), [old]);
    server.state.folder = newer;
    await page.reload();
    await ready(page);
    assert.deepEqual(await folders(page), [old], 'the old version stays whole until the new one is complete');
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await until(
      'the new version waits',
      () => page.evaluate(async () => Boolean((await navigator.serviceWorker.ready).waiting)),
      Boolean,
    );
    await page.reload();
    await until(
      'the new version',
      // A page that is being left may never answer.
      () => within(folders(page), 'its folders', 5000).catch(() => []),
      (found) => found.length === 1 && found[0] === '0123456789ab',
    );
    assert.deepEqual(await numbers(page), served);
    await until(
      'one cache',
      () => page.evaluate(() => caches.keys()),
      (names) => names.length === 1 && names[0].endsWith('0123456789ab'),
    );
    // The reload that is given up for the new version.
    page.noise = page.noise.filter((line) => !line.startsWith('request failed:'));
    assert.deepEqual(server.state.missing, []);
  });
});

test('the site can be installed', async (t) => {
  const server = await host(t, SITE, '/app/');
  await visit(server.address, async (page) => {
    await cached(page);
    const { errors, start } = await page.installation();
    assert.deepEqual(errors, []);
    assert.equal(start ?? server.address, server.address);
  });
  const { icons } = JSON.parse(await readFile(path.join(SITE, 'manifest.webmanifest'), 'utf8'));
  for (const { src, sizes, type } of icons.filter((/** @type {any} */ icon) => icon.type === 'image/png')) {
    const png = await readFile(path.join(SITE, src));
    assert.equal(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, sizes, `${src}, ${type}`);
  }
});

test('the package imports in Node by its name, and its types hold', async () => {
  const project = path.join(scratch, 'project');
  await mkdir(path.join(project, 'node_modules'), { recursive: true });
  await symlink(path.join(DIST, 'npm'), path.join(project, 'node_modules/quant-scope'), 'junction');
  const run = promisify(execFile);
  const { stdout } = await run(
    'node',
    [
      '--input-type=module',
      '--eval',
      "import { QuantScope } from 'quant-scope'; console.log(typeof QuantScope, QuantScope.observedAttributes.join());",
    ],
    { cwd: project },
  );
  assert.match(stdout, /^function data,a,b,became,view,/);
  const declared = await readFile(path.join(DIST, 'npm/quant-scope.d.ts'), 'utf8');
  for (const name of [...stdout.replace('function', '').trim().split(','), ...Object.keys(served[0].a)])
    assert.match(declared, new RegExp(`^  ${name}: (string|number)`, 'm'));

  await writeFile(path.join(project, 'package.json'), '{"type": "module"}');
  await writeFile(
    path.join(project, 'use.ts'),
    `import { QuantScope, type State } from 'quant-scope';
const element = document.querySelector('quant-scope')!;
const same: QuantScope = element;
await same.ready;
await element.setState({ a: 'int4' } satisfies Partial<State>);
element.addEventListener('change', ({ detail }) => detail.transient satisfies boolean);
element.view = 'grid';
const numbers: number | undefined = element.metrics()?.a.sqnr_db;
// @ts-expect-error a scheme is a string
element.setState({ a: 4 });
export { numbers };
`,
  );
  const tsc = [
    path.join(ROOT, 'node_modules/typescript/bin/tsc'),
    '--noEmit',
    '--strict',
    '--ignoreConfig',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--types',
    '',
    'use.ts',
  ];
  await run('node', tsc, { cwd: project }).catch((error) => assert.fail(error.stdout));
});

for (const folder of ['npm', 'site'])
  test(`from dist/${folder} the element works in a page of another origin, under a policy that names it`, async (t) => {
    const [theirs, ours] = [await host(t, scratch), await host(t, path.join(DIST, folder), '/static/quant-scope/')];
    const policy = `default-src 'none'; script-src ${ours.origin} 'wasm-unsafe-eval'; connect-src ${ours.origin}; worker-src blob:; img-src data:`;
    await writeFile(
      path.join(scratch, 'page.html'),
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><link rel="icon" href="data:,">
<script type="module" src="${ours.address}quant-scope.js"></script><quant-scope></quant-scope></html>`,
    );
    await visit(
      `${theirs.address}page.html`,
      async (page) => {
        assert.deepEqual(await numbers(page), served);
        assert.deepEqual(
          page.workers().map((worker) => worker.split(':')[0]),
          ['blob', 'blob'],
          'one computes, one has read the sample',
        );
        await followsALesson(page);
      },
      [ours.origin],
    );
  });

/** Waits until the service worker keeps everything of the site. @param {Page} page */
async function cached(page) {
  const wanted = (await readdir(SITE, { recursive: true, withFileTypes: true })).filter(
    (entry) =>
      entry.isFile() &&
      !/^(icon-.*|service-worker\.js)$|\.(br|gz)$/.test(entry.name) &&
      !(entry.name === 'quant-scope.js' && entry.parentPath === SITE),
  );
  const count = () =>
    page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      const [name] = await caches.keys();
      return (await (await caches.open(name)).keys()).length;
    });
  await until('all files are kept', count, (n) => n === wanted.length);
}

/** The same site as another version: other names, and the one folder called otherwise. @param {string} to @param {string} old @param {string} fresh */
async function otherVersion(to, old, fresh) {
  await cp(SITE, to, { recursive: true });
  await rename(path.join(to, old), path.join(to, fresh));
  for (const name of ['index.html', 'embed.html', 'service-worker.js', 'quant-scope.js']) {
    const text = await readFile(path.join(to, name), 'utf8');
    await writeFile(path.join(to, name), text.replaceAll(old, fresh));
  }
}
