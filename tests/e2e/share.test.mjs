import assert from 'node:assert/strict';
import { HOSTILE_STATES } from '../js/hostile.js';
import { defaults, parseHash } from '../../www/state/state.js';
import {
  addressOf,
  allTexts,
  answerOf,
  control,
  inBrowser,
  painted,
  ready,
  says,
  setState,
  shows,
  stateOf,
  until,
} from './lab.mjs';
import { pageAddress } from './browser/index.mjs';
import { VERSION } from '../../www/state/versions.js';

/** @typedef {import('./browser/index.mjs').Page} Page */
/** @typedef {import("../../www/state/state.js").State} State */

const visit = inBrowser();

/** @param {Page} page */
async function openDialog(page) {
  await control(page, 'share').click();
  await page.locator('dialog.share[open]').waitFor();
}
/** A control of the dialog: the preview, which comes after it, may have one of the same name. @param {Page} page @param {string} name */
const own = (page, name) => control(page, name).first();
/** @param {Page} page @param {string} form */
const text = (page, form) => own(page, `share-${form}`).inputValue();
/** The state of the preview's element, once it has one that satisfies. @param {Page} page @param {Partial<State>} part */
async function previews(page, part) {
  const read = () =>
    page.locator('.preview quant-scope').evaluate((element) => /** @type {any} */ (element).getState());
  await until(`a preview of ${JSON.stringify(part)}`, read, (state) =>
    Object.entries(part).every(([name, value]) => state[name] === value),
  );
  await page.locator('.preview quant-scope').evaluate((element) => /** @type {any} */ (element).settled());
}
/** @param {Page} page @param {number} count */
const workers = (page, count) =>
  until(
    `workers: ${count}`,
    async () => page.workers().length,
    (n) => n === count,
  );

/** A page of the host's own making. @param {string} body @param {string} [name] */
const hosting =
  (body, name = '/') =>
  (/** @type {Page} */ page) =>
    page.answer(
      (url) => url.pathname === name,
      () => ({
        type: 'text/html',
        body: `<!doctype html><html lang="en"><head><title>A host</title></head><body>${body}</body></html>`,
      }),
    );

visit(
  'the dialog has every form of the state, and each of them gives it back',
  { hash: '#data=laplace:64x64&a=int5:asym:p99.9&b=int4:clip(-1,1)&view=codes&x=-3,3&theme=dark' },
  async (page) => {
    await ready(page);
    const state = await stateOf(page);
    await openDialog(page);
    const link = await text(page, 'link');
    assert.ok(link.startsWith(`${pageAddress()}#v=${VERSION}&`), link);
    assert.deepEqual(parseHash(new URL(link).hash), { state, notes: [] });
    const parsed = await page.evaluate(
      ([iframe, element]) => {
        const parse = (/** @type {string} */ html) => new DOMParser().parseFromString(html, 'text/html');
        const frame = parse(iframe).querySelector('iframe');
        const scope = parse(element).querySelector('quant-scope');
        return {
          frame: {
            src: frame?.src,
            width: frame?.width,
            height: frame?.height,
            title: frame?.title,
            loading: frame?.loading,
          },
          script: parse(element).querySelector('script')?.src,
          attributes: Object.fromEntries([...(scope?.attributes ?? [])].map(({ name, value }) => [name, value])),
        };
      },
      [await text(page, 'iframe'), await text(page, 'element')],
    );
    assert.deepEqual(
      { ...parsed.frame, src: '', height: '' },
      {
        src: '',
        width: '100%',
        height: '',
        title: 'QuantScope: int5:asym:p99.9 and int4:clip(-1,1) on laplace:64x64',
        loading: 'lazy',
      },
    );
    const high = Number(parsed.frame.height);
    assert.ok(high >= 300 && high <= 720, `as high as its contents, within reason: ${high}`);
    assert.ok(parsed.frame.src?.startsWith(`${pageAddress()}embed.html#v=${VERSION}&`));
    assert.deepEqual(parseHash(new URL(String(parsed.frame.src)).hash), { state, notes: [] });
    assert.equal(parsed.script, `${pageAddress()}www/quant-scope.js`);
    assert.deepEqual(parsed.attributes, {
      data: state.data,
      a: state.a,
      b: state.b,
      view: 'codes',
      x: '-3,3',
      theme: 'dark',
      page: pageAddress(),
    });
    for (const form of ['markdown', 'rst'])
      assert.ok((await text(page, form)).includes(`${pageAddress()}#v=${VERSION}&data=laplace:64x64&`), form);
  },
);

visit("hostile strings come back from the browser's parser as they were, without any markup", {}, async (page) => {
  await ready(page);
  const found = await page.evaluate(async (states) => {
    const { formsOf } = await import(/** @type {any} */ (new URL('www/share/forms.js', document.baseURI).href));
    return states.map((state) => {
      const forms = formsOf({
        state,
        title: `${state.data} ${state.a}`,
        page: 'https://example.org/q/',
        script: 'https://example.org/quant-scope.js',
        width: 1,
        height: 2,
      });
      const document = new DOMParser().parseFromString(`<body>${forms.iframe}${forms.element}</body>`, 'text/html');
      const scope = document.querySelector('quant-scope');
      return {
        nodes: [...document.body.querySelectorAll('*')].map((node) => node.localName).join(),
        text: document.body.textContent,
        title: document.querySelector('iframe')?.title,
        link: scope?.querySelector('a')?.href,
        src: document.querySelector('iframe')?.src,
        attributes: Object.fromEntries([...(scope?.attributes ?? [])].map(({ name, value }) => [name, value])),
      };
    });
  }, HOSTILE_STATES);
  found.forEach(({ nodes, text, title, link, src, attributes }, i) => {
    const state = HOSTILE_STATES[i];
    assert.equal(nodes, 'iframe,script,quant-scope,a', JSON.stringify(state));
    assert.equal(text, `\n${title}`, 'the link in the element is called as the frame is');
    assert.deepEqual(parseHash(new URL(String(link)).hash), { state, notes: [] });
    assert.deepEqual(parseHash(new URL(String(src)).hash), { state, notes: [] });
    const { page: address, ...given } = attributes;
    assert.equal(address, 'https://example.org/q/');
    assert.deepEqual({ ...defaults(), ...given }, state);
  });
});

visit(
  'what is copied works where it is put: frame and element show the state',
  { hash: '#data=laplace:64x64&a=int5&b=int3:row' },
  async (page) => {
    await ready(page);
    await openDialog(page);
    await own(page, 'share-hide-everything').click();
    await page.locator("[data-control='share-singles'] > summary").first().click();
    await own(page, 'share-hide-a.bits').uncheck();
    const part = { data: 'laplace:64x64', a: 'int5', b: 'int3:row', hide: 'all,-a.bits' };
    await previews(page, part);
    await painted(page);
    const [iframe, element] = [await text(page, 'iframe'), await text(page, 'element')];
    await hosting(iframe, '/frame')(page);
    await page.goto(`${pageAddress()}frame`);
    const frame = await page.frame('embed.html');
    const sizes = await page.locator('iframe').evaluate((node) => {
      const place = document.body.getBoundingClientRect().width;
      return [node.getBoundingClientRect().width, place];
    });
    assert.equal(sizes[0], sizes[1], 'it is as wide as its place');
    await frame.waitForFunction(() => customElements.get('quant-scope'));
    const state = await frame.evaluate(async () => {
      const scope = /** @type {any} */ (document.querySelector('quant-scope'));
      await scope.ready;
      return scope.getState();
    });
    assert.deepEqual(state, { ...defaults(), ...part });
    const [shown, room] = await frame.evaluate(async () => {
      const scope = /** @type {any} */ (document.querySelector('quant-scope'));
      await scope.settled();
      return [scope.getBoundingClientRect().height, innerHeight];
    });
    assert.ok(Math.abs(shown - room) <= 40, `as high as its contents: ${shown} in ${room}`);
    await hosting(element, '/element')(page);
    await page.goto(`${pageAddress()}element`);
    await ready(page);
    assert.deepEqual(await stateOf(page), { ...defaults(), ...part });
    assert.ok(await control(page, 'a-bits').isVisible());
    assert.equal(await page.locator('.scoreboard').isVisible(), false);
  },
);

visit('ticks, language, colours and size are in the forms and in the preview', {}, async (page) => {
  await ready(page);
  await openDialog(page);
  for (const name of ['data', 'b', 'scoreboard']) await own(page, `share-hide-${name}`).check();
  await own(page, 'share-lang').selectOption('zh-CN');
  await own(page, 'share-theme').selectOption('dark');
  await own(page, 'share-width').fill('500');
  await own(page, 'share-height').fill('99999');
  await own(page, 'share-height').press('Tab');
  const part = { hide: 'data,b,scoreboard', lang: 'zh-CN', theme: 'dark' };
  assert.deepEqual(parseHash(new URL(await text(page, 'link')).hash).state, { ...defaults(), ...part });
  assert.match(await text(page, 'iframe'), / width="500" height="4000" /);
  assert.match(await text(page, 'element'), / hide="data,b,scoreboard"/);
  await previews(page, part);
  assert.equal((await page.locator('.preview').first().boundingBox())?.width, 500);
  assert.deepEqual(await stateOf(page), defaults(), 'the page itself stays as it is');
  assert.equal(new URL(await addressOf(page)).hash, '');
  await own(page, 'share-hide-nothing').click();
  await previews(page, { ...part, hide: '' });
});

visit(
  'a box of a panel is half ticked where some of its controls are hidden',
  { hash: '#hide=a.bits,tabs' },
  async (page) => {
    await ready(page);
    await openDialog(page);
    const box = (/** @type {string} */ name) =>
      own(page, `share-hide-${name}`).evaluate((input) => [
        /** @type {HTMLInputElement} */ (input).checked,
        /** @type {HTMLInputElement} */ (input).indeterminate,
      ]);
    assert.deepEqual(
      [await box('a'), await box('b'), await box('tabs')],
      [
        [false, true],
        [false, false],
        [true, false],
      ],
    );
  },
);

for (const how of ['button', 'Escape', 'language']) {
  visit(
    `the preview is there while the dialog is open, and it shares the page's worker (${how})`,
    { hash: '#a=int5' },
    async (page) => {
      await ready(page);
      await workers(page, 1);
      assert.equal(await page.locator('.preview quant-scope').count(), 0);
      for (let round = 0; round < 2; round += 1) {
        await openDialog(page);
        await previews(page, { a: 'int5' });
        await workers(page, 1);
        if (how === 'button') await own(page, 'close-share').click();
        if (how === 'Escape') await page.keyboard.press('Escape');
        // The page is made anew around the dialog.
        if (how === 'language') await setState(page, { lang: round === 0 ? 'zh-CN' : 'en' });
        // The dialog's event comes after it has closed: the preview goes with the event.
        await until(
          'closed, and without a preview',
          () => page.locator('dialog.share[open], .preview quant-scope').count(),
          (n) => n === 0,
        );
        await workers(page, 1);
      }
    },
  );
}

visit('what is done in the preview or typed in the dialog is nothing to the page', {}, async (page) => {
  await ready(page);
  await openDialog(page);
  await previews(page, { a: 'int4' });
  const preview = page.locator('.preview quant-scope');
  await preview.locator("[data-control='view-codes']").click();
  await previews(page, { view: 'codes' });
  await preview.locator("[data-control='view-codes']").press('r');
  await previews(page, { view: 'grid' });
  await own(page, 'share-link-copy').press('2');
  await own(page, 'share-link-copy').press('p');
  await painted(page);
  assert.deepEqual(await stateOf(page), defaults());
  assert.equal(new URL(await addressOf(page)).hash, '');
});

visit('a copy goes to the clipboard', { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
  await ready(page);
  await openDialog(page);
  for (const form of ['link', 'iframe', 'element', 'markdown', 'rst']) {
    assert.equal(await answerOf(own(page, `share-${form}-copy`)), 'Copied');
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await text(page, form));
  }
});

visit(
  'where the clipboard is closed, the text is selected',
  { prepare: (page) => page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined })) },
  async (page) => {
    await ready(page);
    await openDialog(page);
    assert.match(await answerOf(own(page, 'share-rst-copy')), /Selected/);
    const selected = await own(page, 'share-rst').evaluate((field) => {
      const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (field);
      return { whole: selectionStart === 0 && selectionEnd === value.length, focused: field.matches(':focus') };
    });
    assert.deepEqual(selected, { whole: true, focused: true });
  },
);

const SCRIPT = '<script type="module" src="www/quant-scope.js"></script>';
visit(
  'an embed that knows no address offers the element alone; one that does, links to that page',
  { prepare: hosting(`${SCRIPT}<quant-scope a="int5"></quant-scope>`) },
  async (page) => {
    await ready(page);
    assert.equal(await own(page, 'home').isVisible(), false);
    await openDialog(page);
    await says(page.locator('dialog.share').first(), /This page does not know the address of a full QuantScope page/);
    for (const form of ['link', 'iframe', 'markdown', 'rst'])
      assert.equal(await own(page, `share-${form}`).isVisible(), false, form);
    assert.match(await text(page, 'element'), /<quant-scope a="int5"><\/quant-scope>/);
    await own(page, 'close-share').click();
    // The first one: the preview of the dialog is an element, too, and leaves a moment after the dialog closes.
    const give = (/** @type {string} */ address) =>
      page
        .locator('quant-scope')
        .first()
        .evaluate((element, value) => element.setAttribute('page', value), address);
    await give('javascript:alert(1)');
    assert.equal(await own(page, 'home').isVisible(), false);
    await give('https://example.org/q/#a=int2');
    await setState(page, { hide: 'top' });
    assert.equal(await own(page, 'home').getAttribute('href'), `https://example.org/q/#v=${VERSION}&a=int5`);
    await setState(page, { hide: '' });
    await openDialog(page);
    assert.equal(await text(page, 'link'), `https://example.org/q/#v=${VERSION}&a=int5`);
  },
);

visit(
  'the way to the whole page keeps the state and hides nothing',
  { hash: '#a=int7&view=errors&hide=top,data&lang=zh-CN' },
  async (page) => {
    await ready(page);
    const whole = await page.popup(() => own(page, 'home').click());
    await whole.waitForFunction(() => customElements.get('quant-scope'));
    await ready(whole);
    await shows(whole, { a: 'int7', view: 'errors', hide: '', lang: 'zh-CN' });
    assert.equal(await control(whole, 'home').isVisible(), false);
  },
);

for (const [name, viewport] of /** @type {const} */ ([
  ['wide', { width: 1440, height: 900 }],
  ['phone', { width: 360, height: 740 }],
])) {
  visit(
    `the dialog fits its window and speaks the reader's language: ${name}`,
    { viewport, locale: 'zh-CN' },
    async (page) => {
      await ready(page);
      await openDialog(page);
      await previews(page, { a: 'int4' });
      const [dialog, sideways] = await Promise.all([
        page.locator('dialog.share').first().boundingBox(),
        page
          .locator('dialog.share')
          .first()
          .evaluate((node) => node.scrollWidth - node.clientWidth),
      ]);
      assert.ok(
        dialog && dialog.x >= 0 && dialog.x + dialog.width <= viewport.width && dialog.height <= viewport.height,
        JSON.stringify(dialog),
      );
      assert.equal(sideways, 0);
      await says(page.locator('dialog.share h2').first(), /分享当前状态/);
      assert.deepEqual(
        (await allTexts(page)).filter((each) => /^(share|hide)\.\w/.test(each)),
        [],
        'every text is there',
      );
    },
  );
}
