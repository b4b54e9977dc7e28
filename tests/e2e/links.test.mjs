import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMATS, drop, dropMade } from './drop.mjs';
import {
  addressOf,
  control,
  enter,
  errorAt,
  fragment,
  inBrowser,
  links,
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

const visit = inBrowser();
/** @type {Record<string, [string, Record<string, string|number>][]>} */
const LINKS = JSON.parse(readFileSync(new URL('../js/links.json', import.meta.url), 'utf8'));
const DATA = 'normal:seed=7:outliers=0.001x20';
const MIXED = join(FORMATS, 'mixed_dtypes.safetensors');
const FOUR_D = join(FORMATS, 'array_f32_4d.npy');

/** @param {Page} page */
const notices = (page) => page.locator('.notices .notice > span');
/** The file that a link waits for, as the page says it. @param {Page} page */
const awaited = (page) => page.locator('.notice', { hasText: /a link cannot carry it\.|链接无法携带/ });

visit('every link that was handed out shows what it said', {}, async (page) => {
  await ready(page);
  for (const [link, part] of Object.values(LINKS).flat()) {
    // A person's file is not here, and a lesson sets the state of its step: they have tests of their own.
    if (link.includes('file(') || link.includes('lesson=')) continue;
    await page.evaluate((hash) => {
      location.hash = hash;
    }, link || 'v=1');
    await shows(page, part);
    assert.deepEqual(await notices(page).allInnerTexts(), [], link);
  }
});

visit("a link to a lesson's step opens it", { hash: '#v=1&lesson=clipping&step=2' }, async (page) => {
  await ready(page);
  await shows(page, { lesson: 'clipping', step: 2 });
  await says(page.locator('.lesson-place'), /2/);
  assert.deepEqual(await notices(page).allInnerTexts(), []);
});

for (const [hash, part, note] of /** @type {[string, Record<string, string|number>, RegExp][]} */ ([
  ['#b=int4:g64&blockb=99999', { blockb: 1023 }, /blockb=99999/],
  ['#x=500,900', {}, /x=500,900/],
  ['#view=blocks&at=0,64,128,9999', { at: '0,64,128,256' }, /at=0,64,128,9999/],
  ...Object.entries({ 50: 7, 999: 7, 0: 1, '-1': 1, NaN: 1, 1.5: 2 }).map(([given, used]) => [
    `#lesson=clipping&step=${given}`,
    { lesson: 'clipping', step: used },
    new RegExp(`step=${given}: this lesson has steps 1 to 7, and step ${used} is shown`),
  ]),
  ['#lesson=clipping&step=50&a=int7', { lesson: 'clipping', step: 7, a: 'int7' }, /step=50/],
  ['#lesson=clipping&step=0&a=int7', { lesson: 'clipping', step: 1, a: 'int7' }, /step=0: this lesson/],
  ['#lesson=cliping', { lesson: '' }, /lesson=cliping is not valid\. Did you mean clipping\? Accepted: one-value, /],
  ['#lesson=tensors', { lesson: '' }, /lesson=tensors is not valid; accepted: one-value, /],
  ['#target=9999', { target: 200 }, /9999/],
  ['#hide=data,everything', { hide: 'data' }, /everything is unknown.*scoreboard/],
  ['#view=hologram', { view: 'grid' }, /hologram/],
  [
    '#v=77&a=int8&novelty=1',
    { a: 'int8' },
    new RegExp(`newer version made this link \\(77; this page knows ${VERSION}\\)`),
  ],
])) {
  visit(
    `what is out of range is brought into range, and a note says so: ${hash}`,
    { hash, locale: 'en-US', fresh: true },
    async (page) => {
      await ready(page);
      await shows(page, part);
      await says(notices(page), note);
      assert.equal(await notices(page).count(), hash.includes('novelty') ? 2 : 1);
    },
  );
}

visit(
  'an element that is put back shows what the link asked of it meanwhile',
  { hash: '#lesson=clipping&step=2', fresh: true },
  async (page) => {
    await ready(page);
    await shows(page, { lesson: 'clipping', step: 2, view: 'sweeps' });
    await page.evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('quant-scope'));
      const { parentNode } = element;
      element.remove();
      history.pushState(null, '', location.pathname);
      const read = new Promise((done) => addEventListener('hashchange', done, { once: true }));
      location.hash = 'lesson=clipping&step=50';
      await read;
      parentNode.append(element);
    });
    await shows(page, { lesson: 'clipping', step: 7 });
    await links(page, 'step', '7');
  },
);

visit(
  'a link to a step that the open lesson does not have goes to its first or last one, and says so',
  { hash: '#lesson=clipping&step=3&lang=en' },
  async (page) => {
    await ready(page);
    for (const [given, step] of Object.entries({ 99: 7, 0: 1, '-2': 1 })) {
      await page.evaluate((number) => {
        location.hash = `lesson=clipping&step=${number}&lang=en`;
      }, given);
      await says(
        notices(page),
        new RegExp(`^step=${given}: this lesson has steps 1 to 7, and step ${step} is shown\\.$`),
      );
      await shows(page, { lesson: 'clipping', step });
      await says(page.locator('.lesson-place'), new RegExp(`^step ${step} of`));
    }
    await control(page, 'lesson-next').click();
    await shows(page, { step: 2 });
    await notices(page).waitFor({ state: 'detached' });
  },
);

visit(
  "a lesson's step beyond its last is the last, in the link, too",
  { hash: '#lesson=clipping&step=50' },
  async (page) => {
    await ready(page);
    await until(
      'a step there is',
      () => stateOf(page),
      ({ step }) => step < 50 && step > 1,
    );
    await links(page, 'step', String((await stateOf(page)).step));
  },
);

const FILE_LINK =
  'v=2&data=file(mixed_dtypes.safetensors/LayerNorm.gains)&a=int5:row&b=int3&view=errors&x=-0.5,0.5&blocka=3';

for (const [locale, sentence] of /** @type {const} */ ([
  ['en-US', /This link shows your file mixed_dtypes\.safetensors\. Drop the file on the page/],
  ['zh-CN', /您的文件 mixed_dtypes\.safetensors.*请把文件拖到页面上/],
])) {
  visit(
    `a link about a file says which to drop, shows the rest on other data, and all of it once the file is there (${locale})`,
    { hash: `#${FILE_LINK}`, locale },
    async (page) => {
      await ready(page);
      await says(awaited(page), sentence);
      await shows(page, { data: DATA, a: 'int5:row', b: 'int3', view: 'errors' });
      assert.equal(new URL(await addressOf(page)).hash, `#${FILE_LINK}`, 'the link stays as it was given');
      await drop(page, MIXED);
      await shows(page, {
        data: 'file(mixed_dtypes.safetensors/LayerNorm.gains)',
        a: 'int5:row',
        b: 'int3',
        view: 'errors',
        blocka: 3,
        x: '-0.5,0.5',
      });
      await awaited(page).waitFor({ state: 'detached' });
      assert.equal(await errorAt(page, 'data').isVisible(), false);
      assert.equal(new URL(await addressOf(page)).hash, `#${FILE_LINK}`);
    },
  );
}

visit(
  'tensor, axis and a value placed by hand are as the link says',
  { hash: '#data=file(array_f32_4d.npy):axis=3:point=9&a=int4:row&blocka=2&view=blocks' },
  async (page) => {
    await ready(page);
    await awaited(page).waitFor();
    await drop(page, FOUR_D);
    await shows(page, { data: 'file(array_f32_4d.npy):axis=3:point=9', a: 'int4:row', blocka: 2, view: 'blocks' });
  },
);

visit('a raw file is read as the link says', { hash: '#data=file(weights.bin):i8:2x3&a=int8' }, async (page) => {
  await ready(page);
  await awaited(page).waitFor();
  await dropMade(page, [{ name: 'weights.bin', bytes: new Uint8Array([1, 2, 3, 255, 254, 128]) }]);
  await shows(page, { data: 'file(weights.bin):i8:2x3', a: 'int8' });
});

visit(
  "a lesson with one's own data is not begun before the file is there",
  { hash: '#data=file(one.csv)&lesson=clipping&step=2' },
  async (page) => {
    await ready(page);
    await awaited(page).waitFor();
    await page.locator('.lesson-place').waitFor();
    await painted(page);
    await shows(page, { data: DATA, lesson: 'clipping', step: 2 });
    await dropMade(page, [{ name: 'one.csv', text: '1,2,3\n4,5,6\n' }]);
    await shows(page, { data: 'file(one.csv)', lesson: 'clipping', step: 2 });
  },
);

visit(
  'meanwhile other files and settings can be looked at; the link is still kept',
  { hash: '#data=file(one.csv)&a=int6' },
  async (page) => {
    await ready(page);
    await awaited(page).waitFor();
    await dropMade(page, [{ name: 'two.csv', text: '7,8\n' }]);
    await shows(page, { data: 'file(two.csv)', a: 'int6' });
    await enter(page, 'a', 'int7');
    await shows(page, { a: 'int7' });
    await control(page, 'language').click();
    await shows(page, { lang: 'zh-CN' });
    await awaited(page).waitFor();
    await dropMade(page, [{ name: 'one.csv', text: '1,2\n' }]);
    await shows(page, { data: 'file(one.csv)', a: 'int6', lang: 'zh-CN' });
    await awaited(page).waitFor({ state: 'detached' });
  },
);

visit(
  'who dismisses the note has given the file up',
  { hash: '#data=file(mixed_dtypes.safetensors/double)&a=int6' },
  async (page) => {
    await ready(page);
    await awaited(page).locator('button').click();
    await enter(page, 'a', 'int7');
    await shows(page, { a: 'int7' });
    await drop(page, MIXED);
    await until(
      "the file's first tensor",
      () => stateOf(page),
      ({ data }) => data.startsWith('file(mixed_dtypes'),
    );
    assert.equal((await stateOf(page)).a, 'int7');
  },
);

visit(
  "where the data's panel is hidden, the page still says what is wrong",
  { hash: '#hide=data,a&data=file(one.csv)&a=int99' },
  async (page) => {
    await ready(page);
    await awaited(page).waitFor();
    await says(notices(page), /int99/);
    await shows(page, { data: DATA, a: 'int4' });
  },
);

visit('Back to a link whose file is not here keeps that link', { hash: '#data=file(one.csv)&a=int6' }, async (page) => {
  await ready(page);
  await enter(page, 'b', 'int7');
  await links(page, 'b', 'int7');
  await page.goBack();
  await shows(page, { b: 'int4:asym:g64', a: 'int6' });
  await awaited(page).waitFor();
  assert.deepEqual(await fragment(page), { data: 'file(one.csv)', a: 'int6' });
});

visit('a frame follows its address and never writes it', {}, async (page) => {
  await ready(page);
  await painted(page);
  const address = `${pageAddress()}embed.html#v=1&a=int8&hide=top,data`;
  await page.goto(address);
  await ready(page);
  await shows(page, { a: 'int8', hide: 'top,data' });
  await setState(page, { a: 'int6' });
  assert.equal(await addressOf(page), address);
  await page.evaluate(() => {
    location.hash = '#b=int3';
  });
  await shows(page, { a: 'int4', b: 'int3', hide: '' });
  assert.match(await page.title(), /QuantScope/);
});
