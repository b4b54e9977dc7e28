// The two parts of the site's wasm: the first picture needs the first, and everything else waits for the second.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { control, metricsOf, ready, setState, shows, stateOf, until } from '../lab.mjs';
import { launch, pageAddress } from '../browser/index.mjs';
import { host } from './static-host.mjs';

/** @typedef {import('../browser/index.mjs').Page} Page */

const SITE = fileURLToPath(new URL('../../../dist/site', import.meta.url));
const LATER = 'quantscope_later.wasm';
/** Of generated data in the Grid view, each. */
const FIRST_VISITS = [
  '',
  '#a=int8:asym:row&b=int4:g64:mse&theme=dark&lang=zh-CN',
  '#data=llm:512x512:sd=0.02&a=int4:asym:g32&b=nf4:g64',
  '#data=relu:mean=-0.5&a=int4&b=int4:asym:p99.9',
  '#a=int6&b=int8:asym',
  '#data=values(-1,0,3)&a=int2&b=fp4_e2m1',
];

/** @type {import('../browser/index.mjs').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** @param {string} address @param {(page: Page) => Promise<void>} body */
async function visit(address, body) {
  const page = await browser.open('about:blank', { viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  page.origins = [new URL(address).origin];
  try {
    await page.goto(address);
    await body(page);
  } finally {
    await page.close();
  }
}

for (const hash of FIRST_VISITS) {
  // A function that is missing in the first part is waited for, without end while the second is withheld.
  test(
    `the first picture needs the first part alone: ${hash || 'as the page opens'}`,
    { timeout: 60_000 },
    async (t) => {
      const server = await host(t, SITE);
      /** @type {() => void} */
      let send = () => {};
      /** @type {Promise<void>} */
      const sent = new Promise((resolve) => (send = resolve));
      server.state.before = (name) => (path.basename(name) === LATER ? sent : Promise.resolve());
      t.after(() => send());
      /** @type {unknown} */
      let whole;
      await visit(`${pageAddress()}${hash}`, async (page) => {
        await ready(page);
        whole = await metricsOf(page);
      });
      await visit(`${server.address}${hash}`, async (page) => {
        await ready(page);
        assert.deepEqual(await metricsOf(page), whole);
        send();
        await setState(page, { view: 'errors' });
        assert.equal((await stateOf(page)).view, 'errors');
        assert.deepEqual(page.noise, []);
      });
    },
  );
}

test('a view is fetched when the pointer comes to its tab', async (t) => {
  const server = await host(t, SITE);
  // A frame has no service worker, which would fetch everything.
  await visit(`${server.address}embed.html`, async (page) => {
    await ready(page);
    const views = async () => page.requests.filter((url) => /\/view-\w+\.js$/.test(url)).length;
    assert.equal(await views(), 1, 'the Grid view');
    await control(page, 'view-errors').hover();
    await until('another view', views, (n) => n === 2);
    assert.equal((await stateOf(page)).view, 'grid');
  });
});

test('the course is fetched when somebody asks for it, and where it is missing a sentence says so', async (t) => {
  const server = await host(t, SITE);
  let there = false;
  const isCourse = (/** @type {string} */ name) => /^course-\w+\.js$/.test(path.basename(name));
  server.state.before = async (name) => {
    if (isCourse(name) && !there) throw new Error('not found');
  };
  await visit(`${server.address}embed.html`, async (page) => {
    await ready(page);
    assert.equal(page.requests.some(isCourse), false);
    await control(page, 'lessons').click();
    await until(
      'a sentence on the page',
      () => page.locator('.quant-scope').innerText(),
      (text) => /Could not load the course: /.test(text),
    );
    assert.equal(await control(page, 'plot').isVisible(), true);
    assert.ok(page.requests.some(isCourse));
    // A module that could not be fetched stays so until the page is loaded again.
    there = true;
    await page.reload();
    await ready(page);
    page.noise.splice(0);
    await control(page, 'lessons').click();
    await control(page, 'lesson-clipping').click();
    await shows(page, { lesson: 'clipping', step: 1 });
    assert.deepEqual(page.noise, []);
  });
});

test('where the language is missing, a sentence says so in English', async (t) => {
  const server = await host(t, SITE);
  server.state.before = async (name) => {
    if (/^(en|zh-CN)-\w+\.js$/.test(path.basename(name))) throw new Error('not found');
  };
  await visit(server.address, async (page) => {
    await until(
      'a sentence',
      () => page.locator('[role="alert"]').first().innerText(),
      (text) => /^Could not load i18n\/en\.js: /.test(text),
    );
  });
});

test('where the second part is missing, a sentence says so, and the picture stays; when it comes, everything works', async (t) => {
  const server = await host(t, SITE);
  let there = false;
  server.state.before = async (name) => {
    if (path.basename(name) === LATER && !there) throw new Error('not found');
  };
  await visit(server.address, async (page) => {
    await ready(page);
    const first = await metricsOf(page);
    const refusal = await setState(page, { view: 'blocks' }).then(
      () => '',
      (error) => String(error),
    );
    assert.match(refusal, /Could not load pkg\/quantscope_later\.wasm: HTTP 404/);
    await until(
      'a sentence on the page',
      () => page.locator('.quant-scope').innerText(),
      (text) => /Could not load pkg\/quantscope_later\.wasm/.test(text),
    );
    assert.equal((await stateOf(page)).view, 'grid');
    assert.deepEqual(await metricsOf(page), first);
    assert.equal(await control(page, 'plot').isVisible(), true);
    page.noise.splice(0);
    there = true;
    await setState(page, { view: 'blocks' });
    assert.equal((await stateOf(page)).view, 'blocks');
    assert.deepEqual(page.noise, []);
  });
});
