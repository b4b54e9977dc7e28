import assert from 'node:assert/strict';
import {
  answerOf,
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
import { compareWithNative, shown } from './native.mjs';
import { pageAddress } from './browser/index.mjs';

const visit = inBrowser();

visit('a scheme is edited as text, by Enter and by leaving the field, and is printed canonically', {}, async (page) => {
  await ready(page);
  const views = [];
  await enter(page, 'a', ' int4 : p99.90 : asym ');
  await shows(page, { a: 'int4:asym:p99.9' });
  assert.equal(await control(page, 'a').inputValue(), 'int4:asym:p99.9');
  await links(page, 'a', 'int4:asym:p99.9');
  views.push(await shown(page));
  await control(page, 'b').fill('int8:sym:narrow:tensor:max');
  await control(page, 'a').focus();
  await shows(page, { b: 'int8' });
  assert.equal(await control(page, 'b').inputValue(), 'int8');
  views.push(await shown(page));
  await enter(page, 'data', 'values(1,2,3.50,-4):2x2');
  await shows(page, { data: 'values(1,2,3.5,-4):2x2' });
  views.push(await shown(page));
  await compareWithNative(views);
});

/** What is wrong, and what the sentence has to name and to offer. */
const WRONG = [
  { field: 'a', text: 'int9', names: 'int9', accepts: /int2, int3, int4, int5, int6, int7, int8/ },
  { field: 'a', text: 'int4:asym:foo', names: 'foo', accepts: /sym, asym, narrow/ },
  { field: 'b', text: 'int4:p20', names: 'p20', accepts: /p50 to p100/ },
  { field: 'b', text: 'int4:clip(3,1)', names: 'clip(3,1)', accepts: /clip\(LO,HI\)/ },
  { field: 'b', text: 'int4:g0', names: 'g0', accepts: /g1 to g/ },
  { field: 'a', text: 'int4:sym:zfloat', names: 'zfloat', accepts: /zero-point of an asymmetric scheme.*add asym/ },
  { field: 'a', text: 'int4:asym:wide', names: 'wide', accepts: /codes of a symmetric scheme/ },
  { field: 'a', text: 'int4:sd-1', names: 'sd-1', accepts: /sdK with K above 0/ },
  { field: 'a', text: 'int4:sdinf', names: 'sdinf', accepts: /sdK with K above 0/ },
  { field: 'b', text: 'int4:p0', names: 'p0', accepts: /p50 to p100/ },
  { field: 'b', text: 'int4:pnan', names: 'pnan', accepts: /p50 to p100/ },
  { field: 'b', text: 'int4:clip(inf,1)', names: 'clip(inf,1)', accepts: /finite LO < HI/ },
  { field: 'b', text: 'int4:stochastic(-1)', names: 'stochastic(-1)', accepts: /0 to 4294967295/ },
  { field: 'b', text: 'int4:mse:kl', names: 'kl', accepts: /mse.*same option/ },
  { field: 'b', text: 'int4:s8', names: 's8', accepts: /s32, s16, sbf16, spow2/ },
  { field: 'a', text: 'int4:row:g8', names: 'g8', accepts: /row.*same option/ },
  {
    field: 'data',
    text: 'gauss',
    names: 'gauss',
    accepts: /normal, laplace, student, uniform, lognormal, bimodal, relu, gelu, silu, softmax, llm/,
  },
  { field: 'data', text: 'normal:seed=x', names: 'seed=x', accepts: /0 to 4294967295/ },
  { field: 'data', text: 'normal:99999x99999', names: '99999x99999', accepts: /16777216/ },
  { field: 'data', text: 'sample(nothing)', names: 'nothing', accepts: /photo_cat.*all \d+/ },
  { field: 'data', text: 'values(1,two)', names: 'two', accepts: /position 2/ },
  { field: 'data', text: '', names: '', accepts: /accepted/ },
];
for (const field of /** @type {const} */ (['data', 'a', 'b'])) {
  visit(
    `what is no string for ${field} is answered at its field: what is wrong, what is accepted; the last good state stays`,
    {},
    async (page) => {
      await ready(page);
      const [good, before, link] = [await shown(page), await stateOf(page), await fragment(page)];
      for (const { text, names, accepts } of WRONG.filter((wrong) => wrong.field === field)) {
        await enter(page, field, text);
        const said = await until(
          'the sentence',
          // A sentence that has gone still has its text.
          async () => ((await errorAt(page, field).isVisible()) ? errorAt(page, field).innerText() : ''),
          (said) => accepts.test(said) && said.includes(names),
        );
        assert.equal(await control(page, field).getAttribute('aria-invalid'), 'true', text);
        const described = await control(page, field).evaluate(
          (input) =>
            /** @type {ShadowRoot} */ (input.getRootNode()).getElementById(input.getAttribute('aria-describedby') ?? '')
              ?.textContent,
        );
        assert.equal(described, said, 'the field is described by its error');
        assert.equal(await control(page, field).inputValue(), text, 'what was typed stays, to be mended');
        assert.deepEqual(await shown(page), good);
        assert.deepEqual(await stateOf(page), before);
        assert.deepEqual(await fragment(page), link);
        await control(page, field).press('Escape');
        assert.equal(await control(page, field).inputValue(), good[field]);
        assert.equal(await control(page, field).getAttribute('aria-invalid'), null);
        await errorAt(page, field).waitFor({ state: 'hidden' });
      }
    },
  );
}

visit('an error goes when the string is mended', {}, async (page) => {
  await ready(page);
  await enter(page, 'a', 'int44');
  await says(errorAt(page, 'a'), /int44/);
  await enter(page, 'a', 'int5');
  await shows(page, { a: 'int5' });
  await errorAt(page, 'a').waitFor({ state: 'hidden' });
  assert.equal(await control(page, 'a').getAttribute('aria-invalid'), null);
});

visit('an error goes as soon as something else is typed', {}, async (page) => {
  await ready(page);
  for (const [field, text] of [
    ['a', 'int44'],
    ['data', 'norml'],
  ]) {
    await enter(page, field, text);
    await says(errorAt(page, /** @type {'a'|'data'} */ (field)), new RegExp(text));
    await page.keyboard.type('x');
    await errorAt(page, /** @type {'a'|'data'} */ (field)).waitFor({ state: 'hidden' });
    assert.equal(await control(page, field).inputValue(), `${text}x`);
    await page.keyboard.press('Escape');
  }
});

visit('a sample that does not exist is answered with the names that are near', {}, async (page) => {
  await ready(page);
  await enter(page, 'data', 'sample(minilm_embedings)');
  await says(
    errorAt(page, 'data'),
    /no sample minilm_embedings\. The nearest names are minilm_[^,;]*, minilm_[^,;]*, minilm_[^,;]*; the list/,
  );
});

/** Has a string refused: int79 where int7 is in force. @param {import('./browser/index.mjs').Page} page */
async function haveRefused(page) {
  await ready(page);
  await setState(page, { a: 'int7' });
  await control(page, 'a').click();
  await page.keyboard.press('End');
  await page.keyboard.type('9');
  await page.keyboard.press('Enter');
  await says(errorAt(page, 'a'), /int79/);
}
/** The field says this, without an error. @param {import('./browser/index.mjs').Page} page @param {string} text */
async function holds(page, text) {
  await until(
    `the field says ${text}`,
    () => control(page, 'a').inputValue(),
    (value) => value === text,
  );
  await errorAt(page, 'a').waitFor({ state: 'hidden' });
  assert.equal(await control(page, 'a').getAttribute('aria-invalid'), null);
}

visit('Ctrl+Z in a field whose text was refused brings back the string in force', {}, async (page) => {
  await haveRefused(page);
  await page.keyboard.press('Control+z');
  await holds(page, 'int7');
  await shows(page, { a: 'int7' });
  await control(page, 'undo').click();
  await shows(page, { a: 'int4' });
  await holds(page, 'int4');
  await control(page, 'redo').click();
  await shows(page, { a: 'int7' });
  await holds(page, 'int7');
});

visit('a refused or half-typed string makes way for one that is set elsewhere', {}, async (page) => {
  await haveRefused(page);
  await page.keyboard.type(':');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await setState(page, { a: 'int4' });
  await holds(page, 'int4');
  await control(page, 'a').press('End');
  await page.keyboard.type(':ro');
  await setState(page, { a: 'int5' });
  await holds(page, 'int5');
  await haveRefused(page);
  await control(page, 'undo').click();
  await shows(page, { a: 'int5' });
  await holds(page, 'int5');
});

visit('what is being typed is left alone while something else changes', {}, async (page) => {
  await ready(page);
  await control(page, 'a').fill('int8:as');
  await setState(page, { counts: 'linear' });
  await painted(page);
  assert.equal(await control(page, 'a').inputValue(), 'int8:as');
  await control(page, 'a').focus();
  await page.keyboard.type('ym');
  await control(page, 'a').press('Enter');
  await shows(page, { a: 'int8:asym', counts: 'linear' });
});

for (const { locale, unknown } of [
  { locale: 'en-US', unknown: /There is no setting foo/ },
  { locale: 'zh-CN', unknown: /没有名为 foo 的设置/ },
]) {
  visit(
    `a link with mistakes shows what can be shown, and a note or sentence for each mistake (${locale})`,
    { locale, hash: '#a=int99&b=int3&data=gauss&foo=1&lang=xx&x=3&counts=cubic&theme=dark' },
    async (page) => {
      await page.waitForFunction(() => /** @type {any} */ (document.querySelector('quant-scope')).metrics?.());
      await shows(page, {
        a: 'int4',
        b: 'int3',
        data: 'normal:seed=7:outliers=0.001x20',
        theme: 'dark',
        counts: 'log',
        x: '',
      });
      await says(errorAt(page, 'a'), /int99/);
      await says(errorAt(page, 'data'), /gauss/);
      const notes = await says(page.locator('.notices'), unknown);
      for (const part of ['lang=xx', 'x=3', 'counts=cubic']) assert.ok(notes.includes(part), notes);
      await compareWithNative([await shown(page)]);
      const before = await page.locator('.notice').count();
      await control(page, 'dismiss').first().click();
      assert.equal(await page.locator('.notice').count(), before - 1);
    },
  );
}

visit('a note about a value goes when its key gets another, and stays while others change', {}, async (page) => {
  await ready(page);
  const notes = () => page.locator('.notices').innerText();
  await setState(page, { hide: 'bogus', counts: 'cubic' });
  await says(page.locator('.notices'), /bogus[\s\S]*cubic/);
  await setState(page, { a: 'int5', view: 'codes' });
  assert.match(await notes(), /bogus[\s\S]*cubic/);
  await setState(page, { hide: 'nonsense' });
  await says(page.locator('.notices'), /nonsense/);
  assert.doesNotMatch(await notes(), /bogus/);
  await setState(page, { hide: '-verdict' });
  assert.doesNotMatch(await notes(), /nonsense/);
  assert.match(await notes(), /cubic/);
  await control(page, 'view-grid').click();
  await shows(page, { view: 'grid' });
  await control(page, 'counts-linear').check({ force: true });
  await shows(page, { counts: 'linear' });
  assert.equal(await page.locator('.notice').count(), 0);
});

/** What a link may get wrong of a scheme, and what the sentence has to name and offer in each language. */
const WRONG_LINKS = [
  { text: 'int4:sym:zfloat', en: /“zfloat”.*asymmetric/, zh: /“zfloat”.*非对称/ },
  { text: 'int4:p0', en: /“p0”.*p50 to p100/, zh: /“p0”.*p50 到 p100/ },
  { text: 'int4:g0', en: /“g0”.*g1 to g16777216/, zh: /“g0”.*g1 到 g16777216/ },
  { text: 'int4:clip(3,1)', en: /“clip\(3,1\)”.*LO < HI/, zh: /“clip\(3,1\)”.*LO < HI/ },
  { text: 'int4:sd-1', en: /“sd-1”.*above 0/, zh: /“sd-1”.*大于 0/ },
  { text: 'int4:sdinf', en: /“sdinf”.*at most 1000/, zh: /“sdinf”.*不超过 1000/ },
  { text: 'int4:stochastic(x)', en: /“stochastic\(x\)”.*whole number/, zh: /“stochastic\(x\)”.*整数/ },
];
for (const [lang, language] of /** @type {const} */ ([
  ['en', 'en'],
  ['zh-CN', 'zh'],
])) {
  visit(
    `an option that a link has wrong is named at its field, with what is accepted (${lang})`,
    { hash: `#lang=${lang}` },
    async (page) => {
      await ready(page);
      for (const [i, { text, ...patterns }] of WRONG_LINKS.entries()) {
        const [wrong, right] = i % 2 ? ['a', 'b'] : ['b', 'a'];
        await page.goto(`${pageAddress()}#lang=${lang}&${wrong}=${encodeURIComponent(text)}&${right}=int6`);
        await shows(page, { [right]: 'int6' });
        await says(errorAt(page, /** @type {"a"} */ (wrong)), patterns[language]);
        assert.equal(await control(page, wrong).inputValue(), text);
      }
    },
  );
}

visit(
  'a block that does not exist is brought into range, and a note says so',
  { hash: '#b=int4:row&blockb=999&blocka=7' },
  async (page) => {
    await ready(page);
    await shows(page, { blockb: 255, blocka: 0 });
    const notes = await says(page.locator('.notices'), /blockb=999.*255/);
    assert.match(notes, /blocka=7/);
    await links(page, 'blockb', '255');
  },
);

visit(
  'a link restores everything it names',
  { hash: '#data=laplace:64x64&a=int8:row&b=int3&x=-2,2&counts=linear&blocka=3&theme=dark&lang=zh-CN' },
  async (page) => {
    await ready(page);
    await shows(page, {
      data: 'laplace:64x64',
      a: 'int8:row',
      b: 'int3',
      x: '-2,2',
      counts: 'linear',
      blocka: 3,
      theme: 'dark',
      lang: 'zh-CN',
    });
    assert.equal(await page.locator('div.quant-scope').getAttribute('data-theme'), 'dark');
    assert.ok(await control(page, 'counts-linear').isChecked());
    await compareWithNative([await shown(page)]);
  },
);

visit(
  'markup in a link is shown as text and does not run',
  {
    hash: `#${encodeURIComponent('<img src=x onerror=window.ran=1>')}=1&a=${encodeURIComponent('<b>int4</b>')}&data=${encodeURIComponent('<script>window.ran=1</script>')}`,
  },
  async (page) => {
    await says(page.locator('.notices'), /<img src=x onerror=window.ran=1>/);
    await says(errorAt(page, 'a'), /<b>int4<\/b>/);
    await painted(page);
    const found = await page.evaluate(() => [
      /** @type {any} */ (window).ran,
      document.querySelector('quant-scope')?.shadowRoot?.querySelectorAll('img, script, b').length,
    ]);
    assert.deepEqual(found, [undefined, 0]);
  },
);

visit('each string is copied by its button', { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
  await ready(page);
  const { data, a, b } = await stateOf(page);
  for (const [name, text] of Object.entries({ data, a, b })) {
    assert.match(await answerOf(control(page, `${name}-copy`)), /Copied/);
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
  }
  await says(control(page, 'a-copy'), /^Copy$/);
});

visit(
  'where the clipboard is forbidden, the string is selected instead',
  {
    prepare: (page) =>
      page.addInitScript(() =>
        Object.defineProperty(navigator, 'clipboard', {
          value: { writeText: () => Promise.reject(new Error('forbidden')) },
        }),
      ),
  },
  async (page) => {
    await ready(page);
    await control(page, 'b-copy').click();
    const selected = await until(
      'the selection',
      () =>
        control(page, 'b').evaluate((input) => {
          const { value, selectionStart, selectionEnd } = /** @type {HTMLInputElement} */ (input);
          return value.slice(selectionStart ?? 0, selectionEnd ?? 0);
        }),
      (text) => text !== '',
    );
    assert.equal(selected, 'int4:asym:g64');
  },
);
