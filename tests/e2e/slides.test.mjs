// Slides: how they use a window, how they are turned and left, the notes beside them, and the keys that begin them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lesson } from '../../www/lessons/index.js';
import { stateAt } from '../../www/lessons/following.js';
import { launch, pageAddress } from './browser/index.mjs';
import { GUESSING } from './guessing.mjs';
import { hosting } from './hosting.mjs';
import {
  changes,
  control,
  fragment,
  inBrowser,
  links,
  painted,
  ready,
  setState,
  shows,
  stateOf,
  until,
} from './lab.mjs';

/** @typedef {import('./browser/index.mjs').Page} Page */

const visit = inBrowser();

const PROJECTORS = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
];
const PHONES = [
  { width: 390, height: 844 },
  { width: 844, height: 390 },
];
const named = (/** @type {{width: number, height: number}} */ { width, height }) => `${width} × ${height}`;

/** What a slide looks like: the picture's share of the window, and what is cut off or scrolls. @param {Page} page */
async function measured(page) {
  await page.calm();
  await painted(page);
  return page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
    const seen = [...root.querySelectorAll('.quant-scope *')].filter((node) => {
      const { width, height } = node.getBoundingClientRect();
      return width > 1 && height > 1 && !node.closest('.visually-hidden, svg, dialog');
    });
    const outside = seen.filter((node) => {
      const { left, top, right, bottom } = node.getBoundingClientRect();
      return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
    });
    const scrolls = [document.documentElement, ...seen].filter(
      (node) =>
        node.scrollHeight > node.clientHeight + 1 &&
        (node === document.documentElement || ['auto', 'scroll'].includes(getComputedStyle(node).overflowY)),
    );
    const stages = seen.filter((node) => node.matches('.stage')).map((node) => node.getBoundingClientRect());
    const name = (/** @type {Element} */ node) => `${node.localName}.${node.getAttribute('class') ?? ''}`;
    return {
      share: stages.reduce((sum, { width, height }) => sum + width * height, 0) / (innerWidth * innerHeight),
      pictured: stages.length > 0,
      drawn: root.querySelector('.question:not([hidden]) .drawn') !== null,
      outside: outside.map(name),
      scrolls: scrolls.map(name),
    };
  });
}

/** @param {Page} page @param {{share?: number, at: string}} expected */
async function isWhole(page, { share = 0, at }) {
  const slide = await measured(page);
  assert.deepEqual(slide.outside, [], `${at}: outside the window`);
  assert.deepEqual(slide.scrolls, [], `${at}: scrolls`);
  // What is drawn as a guess stands beside the picture, and is as much looked at.
  const least = slide.drawn ? Math.min(share, 0.4) : share;
  if (slide.pictured) assert.ok(slide.share >= least, `${at}: the picture takes ${slide.share.toFixed(3)}`);
  return slide.pictured;
}

/** Guesses, if a question waits for a guess. @param {Page} page @param {import('../../www/lessons/types.js').LessonStep} step */
async function guess(page, { question }) {
  if (!question || question.kind === 'challenge') return false;
  await GUESSING[question.kind].pointer(page, question);
  await control(page, 'commit').click();
  await page.locator('.reveal').waitFor();
  return true;
}

const headline = (/** @type {Page} */ page) => page.locator('.slide-headline').innerText();
/** Waits until a lesson says something. @param {Page} page */
const begun = (page) =>
  until(
    'the slide says something',
    () => headline(page),
    (text) => text.length > 1 && text !== '…',
  );

/** Waits until a lesson says something beside the page's controls. @param {Page} page */
const told = (page) =>
  until(
    'the step is told',
    () => page.locator('.step-text').innerText(),
    (text) => text.length > 5,
  );

for (const viewport of PROJECTORS)
  visit(
    `at ${named(viewport)} the picture of each view takes 60 % of a slide, and nothing scrolls`,
    { viewport, hash: '#present=on&lang=en' },
    async (page) => {
      await ready(page);
      for (const view of ['grid', 'errors', 'codes', 'blocks', 'sweeps', 'tradeoff', 'comparison', 'stream']) {
        await setState(page, { view });
        assert.ok(await isWhole(page, { share: 0.6, at: view }), `${view} has a picture`);
      }
    },
  );

visit(
  'every step of every lesson fits its slide at 1280 × 720, before and after the guess',
  { viewport: PROJECTORS[0], hash: '#lesson=one-value&present=on&lang=en' },
  async (page) => {
    await ready(page);
    await begun(page);
    const { LESSONS } = await import('../../www/lessons/index.js');
    for (const id of LESSONS) await turnThrough(page, id, 0.6);
  },
);

for (const [viewport, lang] of /** @type {const} */ ([
  [PHONES[0], 'zh-CN'],
  [PHONES[1], 'en'],
]))
  visit(
    `on a phone, ${named(viewport)}, nothing of a slide scrolls or is cut off (${lang})`,
    { viewport, hasTouch: true, hash: `#lesson=one-value&present=on&lang=${lang}` },
    async (page) => {
      await ready(page);
      await begun(page);
      for (const id of ['one-outlier', 'clipping', 'per-group', 'choosing']) await turnThrough(page, id, 0.25);
    },
  );

/** Shows every step of a lesson, each before and after its guess. @param {Page} page @param {string} id @param {number} share of the picture */
async function turnThrough(page, id, share) {
  const followed = await lesson(id);
  const { steps } = followed;
  await setState(page, stateAt(followed, 1, false));
  for (let step = 1; step <= steps.length; step += 1) {
    await shows(page, { lesson: id, step });
    await begun(page);
    await isWhole(page, { share, at: `${id} ${step}` });
    if (await guess(page, steps[step - 1])) await isWhole(page, { share, at: `${id} ${step} after the guess` });
    if (step < steps.length) await control(page, 'slide-next').click();
  }
}

test('text, the letters of the picture and the controls grow with the window', async () => {
  const browser = await launch();
  try {
    const sizes = [];
    for (const viewport of PROJECTORS) {
      const page = await browser.open(`${pageAddress()}#present=on&lang=en`, { viewport }, async (fresh) => {
        await fresh.addInitScript(() => {
          const fonts = /** @type {Set<number>} */ (new Set());
          Object.assign(window, { fonts });
          const { fillText } = CanvasRenderingContext2D.prototype;
          CanvasRenderingContext2D.prototype.fillText = function (...given) {
            fonts.add(Number(/([\d.]+)px/.exec(this.font)?.[1]));
            fillText.apply(this, given);
          };
        });
      });
      await ready(page);
      await painted(page);
      const type = (/** @type {string} */ selector) =>
        page.locator(selector).evaluate((node) => parseFloat(getComputedStyle(node).fontSize));
      sizes.push({
        headline: await type('.slide-headline'),
        numbers: await type('.slide-numbers'),
        exit: (await control(page, 'slide-exit').boundingBox())?.height ?? 0,
        picture: await page.evaluate(() => Math.max(.../** @type {any} */ (window).fonts)),
      });
      await page.close();
    }
    const [small, middle, large] = sizes;
    for (const name of /** @type {const} */ (['headline', 'numbers', 'picture'])) {
      assert.ok(Math.abs(middle[name] / small[name] - 1.5) < 0.12, `${name}: ${JSON.stringify(sizes)}`);
      assert.ok(Math.abs(large[name] / small[name] - 3) < 0.2, `${name}: ${JSON.stringify(sizes)}`);
    }
    assert.ok(small.picture >= 14, 'letters of a picture can be read from afar');
    assert.ok(small.exit >= 44 && large.exit >= 2 * small.exit);
  } finally {
    await browser.close();
  }
});

visit(
  'a phone that opens the link of a slide turns and leaves it by touch',
  { viewport: PHONES[0], hasTouch: true, hash: '#lesson=one-value&step=1&present=on&lang=en' },
  async (page) => {
    await ready(page);
    await begun(page);
    for (const name of ['slide-back', 'slide-next', 'slide-notes', 'slide-exit']) {
      const box = await control(page, name).boundingBox();
      assert.ok(box && box.width >= 44 && box.height >= 44, `${name}: ${JSON.stringify(box)}`);
    }
    await control(page, 'slide-next').tap();
    await shows(page, { step: 2 });
    await control(page, 'slide-back').tap();
    await shows(page, { step: 1 });
    await control(page, 'slide-exit').tap();
    await shows(page, { present: 'off', step: 1 });
    await told(page);
    assert.equal(await page.locator('.slide-nav').isVisible(), false);
  },
);

visit(
  'leaving brings back the link, the place on the page and the focus; the step that was reached stays',
  { viewport: { width: 1280, height: 720 }, fresh: true, hash: '#lesson=one-outlier&step=1&lang=en' },
  async (page) => {
    await ready(page);
    await told(page);
    await control(page, 'present').focus();
    await page.evaluate(() => scrollTo(0, 150));
    const before = await fragment(page);
    await page.keyboard.press('p');
    await links(page, 'present', 'on');
    assert.equal(await page.evaluate(() => scrollY), 0);
    await control(page, 'slide-next').click();
    await shows(page, { step: 2 });
    await control(page, 'slide-exit').click();
    await shows(page, { present: 'off', step: 2 });
    await links(page, 'present', undefined);
    assert.equal((await fragment(page)).step, '2');
    assert.equal((await fragment(page)).lesson, before.lesson);
    assert.equal(await page.evaluate(() => scrollY), 150);
    const focused = await page.evaluate(
      () =>
        /** @type {HTMLElement|null|undefined} */ (document.querySelector('quant-scope')?.shadowRoot?.activeElement)
          ?.dataset.control,
    );
    assert.equal(focused, 'present');
    assert.ok(await control(page, 'a-bits').isVisible());
  },
);

visit(
  'a slide has the controls that its step names, and no others; what is hidden otherwise comes back',
  { viewport: PROJECTORS[0], hash: '#present=on&lang=en&hide=data' },
  async (page) => {
    await ready(page);
    for (const name of [
      '.top-bar',
      '.tabs',
      '.panel.data',
      '.panel.a',
      '.panel.b',
      '.scoreboard',
      '.verdict',
      '.behind',
    ])
      assert.equal(await page.locator(name).isVisible(), false, name);
    assert.match(await headline(page), /^B reaches 18\.49\sdB/);
    assert.match(await page.locator('.slide-number.a').innerText(), /^A int4 3\.64\sdB$/);
    await page.keyboard.press('Escape');
    await shows(page, { present: 'off' });
    assert.equal(await page.locator('.panel.data').isVisible(), false, 'it is hidden by the link');
    assert.ok(await page.locator('.panel.a').isVisible());
  },
);

visit(
  'a question is the headline, and the measures are kept back until there is a guess',
  { viewport: PROJECTORS[0], hash: '#lesson=one-outlier&step=2&present=on&lang=en' },
  async (page) => {
    await ready(page);
    const { steps } = await lesson('one-outlier');
    await page.locator('.question').waitFor();
    assert.equal(await headline(page), steps[1].question?.ask.en);
    assert.equal(await page.locator('.slide-number.a .sqnr').isVisible(), false);
    for (const panel of ['.panel.a', '.panel.b']) assert.equal(await page.locator(panel).isVisible(), false, panel);
    assert.equal(await page.locator('.ask').isVisible(), false, 'it is not said twice');
    await guess(page, steps[1]);
    assert.ok(await page.locator('.slide-number.a .sqnr').isVisible());
    assert.notEqual(await headline(page), steps[1].question?.ask.en);
    const { controls = [] } = steps[1];
    assert.equal(
      await page.locator('.panel.a').isVisible(),
      controls.some((name) => name.startsWith('a.')),
    );
  },
);

for (const [lang, theme, words] of /** @type {const} */ ([
  ['en', 'light', { next: 'Next slide', teacher: 'Notes for teachers', since: /^0 min/ }],
  ['zh-CN', 'dark', { next: '下一页', teacher: '教师备注', since: /0 分钟/ }],
]))
  visit(
    `the notes stand in a window of their own, follow the slide and close with it (${lang})`,
    {
      viewport: PROJECTORS[0],
      fresh: true,
      hash: `#lesson=clipping&step=1&present=on&lang=${lang}&theme=${theme}`,
    },
    async (page) => {
      await ready(page);
      await begun(page);
      const { steps, notes } = await lesson('clipping');
      const window = await page.popup(() => page.keyboard.press('n'));
      const part = (/** @type {string} */ name) => window.locator(name).innerText();
      assert.equal(await part('h1'), await headline(page));
      assert.equal(await part('.notes'), notes[lang]);
      assert.ok((await part('.text')).length > 20);
      assert.doesNotMatch((await part('body')) ?? '', /[{}]|undefined|NaN/);
      assert.match(await part('.clock'), /\d\d:\d\d/);
      assert.match(await part('.began'), words.since);
      const titles = await window.locator('h2').allInnerTexts();
      assert.deepEqual(titles, [words.teacher, words.next]);
      const look = await window.evaluate(() => ({
        theme: document.documentElement.dataset.theme,
        lang: document.documentElement.lang,
        ground: getComputedStyle(document.body).backgroundColor,
      }));
      assert.deepEqual(look, { theme, lang, ground: theme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(20, 22, 26)' });
      assert.equal(await page.locator('.lesson .notes').isVisible(), false, 'not over the slide');

      await control(window, 'notes-next').click();
      await shows(page, { step: 2 });
      await until(
        'the window follows',
        () => part('header'),
        (text) => /2/.test(text),
      );
      assert.equal(await part('h1'), await headline(page));
      await window.keyboard.press('PageDown');
      await shows(page, { step: 3 });
      await page.keyboard.press('ArrowLeft');
      await shows(page, { step: 2 });
      await control(page, 'slide-next').click();
      await shows(page, { step: 3 });
      while ((await stateOf(page)).step < steps.length) {
        const { step } = await stateOf(page);
        await window.keyboard.press('PageDown');
        await shows(page, { step: step + 1 });
      }
      assert.equal(await window.locator('.next').isVisible(), false, 'after the last step comes none');
      const title = await headline(page);

      await window.reload();
      await until(
        'it is written anew',
        async () => (await window.locator('h1').count()) > 0 && (await part('h1')),
        (text) => text === title,
      );
      await setState(page, { lang: lang === 'en' ? 'zh-CN' : 'en' });
      await until(
        'it speaks the other language',
        () => window.title(),
        (title) => title.startsWith(lang === 'en' ? '备注' : 'Notes'),
      );
      await page.keyboard.press('Escape');
      await shows(page, { present: 'off' });
      await until('the window is gone', async () => window.isClosed(), Boolean);
    },
  );

visit(
  'where the browser blocks the window, the slide says so',
  {
    viewport: PROJECTORS[0],
    hash: '#lesson=clipping&step=1&present=on&lang=en',
    prepare: (page) =>
      page.addInitScript(() => {
        window.open = () => null;
      }),
  },
  async (page) => {
    await ready(page);
    await begun(page);
    await control(page, 'slide-notes').click();
    await page.locator('.notice.problem').waitFor();
    assert.match(await page.locator('.notice.problem').innerText(), /blocked/);
  },
);

visit('without a slide the notes stand in the lesson', { hash: '#lesson=clipping&step=1&lang=en' }, async (page) => {
  await ready(page);
  await told(page);
  await page.keyboard.press('n');
  await page.locator('.lesson .notes').waitFor();
});

visit(
  'keys work at once on a fresh page, where nothing has the focus',
  { fresh: true, hash: '#lang=en' },
  async (page) => {
    await ready(page);
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
    await page.keyboard.press('3');
    await shows(page, { view: 'codes' });
    await page.keyboard.press('?');
    await page.locator('dialog.help[open]').waitFor();
    await page.keyboard.press('p');
    await page.keyboard.press('Escape');
    await page.locator('dialog.help[open]').waitFor({ state: 'detached' });
    await shows(page, { present: 'off' });
    await page.evaluate(() => /** @type {HTMLElement|null} */ (document.activeElement)?.blur());
    await page.keyboard.press('p');
    await shows(page, { present: 'on' });
    await page.keyboard.press('p');
    await shows(page, { present: 'off' });
    await page.keyboard.press('r');
    await shows(page, { view: 'codes' });
  },
);

visit('the keys of a lesson, too', { fresh: true, hash: '#lesson=clipping&step=1&lang=en' }, async (page) => {
  await ready(page);
  await told(page);
  let step = 1;
  for (const [key, by] of /** @type {const} */ ([
    ['ArrowRight', 1],
    ['Space', 1],
    ['PageDown', 1],
    ['PageUp', -1],
    ['ArrowLeft', -1],
  ])) {
    await page.evaluate(() =>
      /** @type {any} */ (document.querySelector('quant-scope')).shadowRoot.activeElement?.blur(),
    );
    await page.keyboard.press(key);
    step += by;
    await shows(page, { step });
  }
});

visit(
  'a clicker turns the slide also where a slider has the focus, and elsewhere leaves the slider its keys',
  { hash: '#lesson=clipping&step=1&lang=en' },
  async (page) => {
    await ready(page);
    await told(page);
    await control(page, 'b-bits').focus();
    await changes(page, 'b', () => page.keyboard.press('PageDown'));
    await shows(page, { step: 1 });
    await setState(page, { present: 'on', view: 'stream' });
    await page.locator('.transport input').focus();
    await page.keyboard.press('PageDown');
    await shows(page, { step: 2, present: 'on' });
  },
);

visit(
  'keys of a single character can be switched off',
  { fresh: true, hash: '#lesson=clipping&step=1&lang=en' },
  async (page) => {
    await ready(page);
    await told(page);
    await control(page, 'help').click();
    const box = control(page, 'keys');
    assert.ok(await box.isChecked());
    await box.uncheck();
    await links(page, 'keys', 'off');
    await page.keyboard.press('Escape');
    await page.locator('dialog.help[open]').waitFor({ state: 'detached' });
    const before = await stateOf(page);
    for (const where of ['the button that has the focus', 'the page']) {
      for (const key of ['p', 'P', '2', '?', 'n', 'f', 'r']) await page.keyboard.press(key);
      await painted(page);
      assert.deepEqual(await stateOf(page), before, where);
      assert.equal(await page.locator('dialog[open]').count(), 0, where);
      assert.equal(await page.locator('.lesson .notes').isVisible(), false, where);
      await page.evaluate(() =>
        /** @type {any} */ (document.querySelector('quant-scope')).shadowRoot.activeElement?.blur(),
      );
    }
    await page.keyboard.press('PageDown');
    await shows(page, { step: 2, keys: 'off' });
    await control(page, 'reset').click();
    await shows(page, { step: 1, lesson: '', keys: 'off' });
    await page.keyboard.press('Control+z');
    await shows(page, { lesson: 'clipping', keys: 'off' });
  },
);

visit(
  'in another page keys are taken only where the element has the focus, and a slide stays in its box',
  {
    viewport: { width: 1000, height: 700 },
    prepare: hosting(
      '<p>text</p><div style="height: 420px; width: 800px"><quant-scope style="display: block; height: 100%" lang="en" page="https://example.org/"></quant-scope></div><quant-scope id="bare" lang="en"></quant-scope><p style="height: 2000px"><button>a button</button></p>',
    ),
  },
  async (page) => {
    await ready(page);
    const all = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('quant-scope')].map((element) => {
          const { present, view } = /** @type {any} */ (element).getState();
          return { present, view };
        }),
      );
    await page.evaluate(() =>
      Promise.all([...document.querySelectorAll('quant-scope')].map((each) => /** @type {any} */ (each).ready)),
    );
    const before = await all();
    for (const key of ['p', '3', '?']) await page.keyboard.press(key);
    await painted(page);
    assert.deepEqual(await all(), before);
    await setState(page, { present: 'on', lesson: 'clipping', step: 1 });
    await page.keyboard.press('PageDown');
    await page.keyboard.press('Escape');
    await painted(page);
    await shows(page, { present: 'on', step: 1 });
    const boxes = await page.evaluate(() =>
      ['quant-scope', '.quant-scope'].map((name, i) => {
        const host = /** @type {Element} */ (document.querySelector('quant-scope'));
        const { width, height } = (
          i === 0 ? host : /** @type {Element} */ (host.shadowRoot?.querySelector(name))
        ).getBoundingClientRect();
        return { width, height };
      }),
    );
    assert.deepEqual(boxes[0], { width: 800, height: 420 });
    assert.deepEqual(boxes[1], boxes[0]);
    await page.locator('.slide-headline').first().click();
    await page.keyboard.press('PageDown');
    await shows(page, { step: 2 });
    await page.keyboard.press('Escape');
    await shows(page, { present: 'off' });
  },
);

test('a frame is filled, and does not scroll', async () => {
  const browser = await launch();
  try {
    const viewport = { width: 800, height: 560 };
    const page = await browser.open(`${pageAddress()}embed.html#present=on&lang=en`, { viewport });
    await ready(page);
    await isWhole(page, { share: 0.5, at: 'a frame' });
    const box = await page.locator('.quant-scope').boundingBox();
    assert.deepEqual(box, { x: 0, y: 0, ...viewport });
    assert.deepEqual(page.noise, []);
  } finally {
    await browser.close();
  }
});
