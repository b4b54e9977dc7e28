// The list of lessons: what each promises, what was done already, and the sets for the time there is.
import assert from 'node:assert/strict';
import { control, inBrowser, ready, setState, shows, until } from './lab.mjs';
import { LESSONS } from '../../www/lessons/index.js';
import { SETS } from '../../www/lessons/sets.js';

const visit = inBrowser();

/** @typedef {import('./browser/index.mjs').Page} Page */

/** What is kept of a person who did nothing yet, or began every lesson. @param {false|undefined} done */
const coursed = (done) =>
  JSON.stringify({
    set: '',
    lessons: done === undefined ? {} : Object.fromEntries(LESSONS.map((id) => [id, { step: 3, done }])),
  });

/** Opens the list; its lessons, as they are read. @param {Page} page */
async function open(page) {
  if (!(await page.locator('dialog.course').isVisible())) await control(page, 'lessons').click();
  return rows(page);
}

/** @param {Page} page */
async function rows(page) {
  await page.locator('.lessons li').first().waitFor();
  return page.locator('.lessons li').evaluateAll((items) =>
    items.map((item) => {
      const text = (/** @type {string} */ part) => item.querySelector(part)?.textContent ?? '';
      const drawn = item.querySelector('svg')?.getBoundingClientRect();
      return {
        id: item.querySelector('.lesson-row')?.getAttribute('data-control')?.replace('lesson-', ''),
        number: text('.number'),
        name: text('.name'),
        promise: text('.promise'),
        size: text('.size'),
        mark: item.getAttribute('data-mark'),
        said: text('.mark'),
        goesOn: text('.go-on'),
        drawn: (drawn?.width ?? 0) * (drawn?.height ?? 0),
      };
    }),
  );
}

for (const lang of ['en', 'zh-CN']) {
  visit(
    `each lesson has its number, title, promise, picture and minutes (${lang})`,
    { hash: `#lang=${lang}` },
    async (page) => {
      await ready(page);
      const found = await open(page);
      assert.deepEqual(
        found.map(({ id }) => id),
        [...LESSONS],
      );
      found.forEach(({ number, name, promise, size, mark, said, drawn }, i) => {
        assert.equal(number, String(i + 1));
        assert.ok(name.length > 2 && promise.length > 8, `${name}: ${promise}`);
        assert.match(size, /\d.*\d/);
        assert.deepEqual([mark, said], ['new', '']);
        assert.ok(drawn > 2000, `a picture of ${drawn} square pixels`);
      });
    },
  );
}

for (const [width, height, ...ways] of /** @type {const} */ ([
  [1280, 720, undefined, false],
  [1366, 768, false],
]))
  for (const lang of ['en', 'zh-CN'])
    for (const done of ways)
      visit(
        `at ${width} × ${height} all lessons are seen without scrolling (${lang}, ${done === undefined ? 'new' : 'begun'})`,
        {
          hash: `#lang=${lang}`,
          viewport: { width, height },
          prepare: (page) =>
            page.addInitScript((kept) => localStorage.setItem('quantscope.course', kept), coursed(done)),
        },
        async (page) => {
          await ready(page);
          assert.equal((await open(page)).length, LESSONS.length);
          const { scrolls, below, covered } = await page.locator('dialog.course').evaluate((dialog) => {
            const places = (/** @type {string} */ name) =>
              [...dialog.querySelectorAll(name)].map((node) => {
                const range = document.createRange();
                range.selectNodeContents(node);
                return range.getBoundingClientRect();
              });
            const rows = places('.lessons li');
            const words = [...places('.promise'), ...places('.size')];
            return {
              scrolls: dialog.scrollHeight - dialog.clientHeight,
              below: Math.max(...rows.map(({ bottom }) => bottom)) - innerHeight,
              covered: places('.go-on').filter((button) =>
                words.some(
                  (word) =>
                    button.left < word.right &&
                    button.right > word.left &&
                    button.top < word.bottom - 1 &&
                    button.bottom > word.top + 1,
                ),
              ).length,
            };
          });
          assert.ok(scrolls <= 0 && below < 0, `it scrolls by ${scrolls}, and ends ${below} below the window`);
          assert.equal(covered, 0, 'no button lies on words');
        },
      );

visit(
  'what was done is marked, also after the page is loaded again, and a lesson goes on where it was left',
  { hash: '#lang=en' },
  async (page) => {
    await ready(page);
    await open(page);
    await control(page, 'lesson-padding').click();
    await shows(page, { lesson: 'padding', step: 1 });
    await control(page, 'lesson-next').click();
    await shows(page, { step: 2 });
    await control(page, 'lesson-next').click();
    await shows(page, { step: 3 });
    await setState(page, { lesson: 'one-value', step: 6 });
    await until(
      'the last step is reached',
      () => page.locator('.lesson .lesson-place').innerText(),
      (text) => text === 'step 6 of 6',
    );
    await page.reload();
    await ready(page);
    const found = await open(page);
    const of = (/** @type {string} */ id) => found.find((row) => row.id === id);
    assert.deepEqual([of('one-value')?.mark, of('one-value')?.said], ['done', 'done']);
    assert.deepEqual([of('padding')?.mark, of('padding')?.goesOn], ['started', 'Go on at step 3']);
    assert.deepEqual([of('clipping')?.mark, of('clipping')?.goesOn], ['new', '']);
    await control(page, 'go-on-padding').click();
    await shows(page, { lesson: 'padding', step: 3 });
  },
);

visit(
  'a set shows its lessons, is kept, and the next lesson is the next of the set',
  { hash: '#lang=en' },
  async (page) => {
    await ready(page);
    await open(page);
    for (const { name, minutes, lessons } of SETS) {
      await control(page, `lessons-set-${name}`).click();
      const found = await until(
        `the lessons of ${name} minutes`,
        () => rows(page),
        (now) => now.length === lessons.length,
      );
      assert.deepEqual(
        found.map(({ id }) => id),
        lessons,
      );
      found.forEach(({ id, number }) => assert.equal(number, String(LESSONS.indexOf(id ?? '') + 1)));
      const sum = /(\d+) min/.exec(await page.locator('.sets .hint').innerText());
      assert.ok(Number(sum?.[1]) > 0 && Number(sum?.[1]) <= minutes, sum?.[0]);
    }
    const [{ name, lessons }] = SETS;
    await control(page, `lessons-set-${name}`).click();
    await control(page, 'close-lessons').click();
    await until(
      'the set is kept',
      () => open(page),
      (found) => found.length === lessons.length,
    );
    await control(page, `lesson-${lessons[0]}`).click();
    await shows(page, { lesson: lessons[0], step: 1 });
    await setState(page, { lesson: lessons[0], step: 6 });
    await control(page, 'lesson-following').click();
    await shows(page, { lesson: lessons[1], step: 1 });
  },
);

/** Lets the answer to a request go. @type {() => void} */
let send = () => {};
const sent = new Promise((resolve) => (send = () => resolve(undefined)));
visit(
  'a lesson that arrives late does not bring back the list before the set that was chosen',
  {
    hash: '#lang=en',
    prepare: (page) =>
      page.answer(/\/14-how-libraries-disagree\.js$/, async (original) => {
        await sent;
        return original();
      }),
  },
  async (page) => {
    await ready(page);
    const lessons = () => page.locator('.lesson-row').count();
    await control(page, 'lessons').click();
    await control(page, 'lessons-set-45').click();
    await until('the lessons of the set', lessons, (count) => count === 5);
    send();
    await page.evaluate(() => import(new URL('www/lessons/14-how-libraries-disagree.js', document.baseURI).href));
    assert.equal(await lessons(), 5);
  },
);

visit(
  'where the store is full, the set that was chosen outlives another language',
  {
    hash: '#lang=en',
    prepare: (page) =>
      page.addInitScript(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      }),
  },
  async (page) => {
    await ready(page);
    const lessons = () => page.locator('.lesson-row').count();
    await control(page, 'lessons').click();
    await control(page, 'lessons-set-45').click();
    await until('the lessons of the set', lessons, (count) => count === 5);
    await page.keyboard.press('Escape');
    await setState(page, { lang: 'zh-CN' });
    await control(page, 'lessons').click();
    await until('the lessons of the list', lessons, (count) => count > 0);
    assert.equal(await lessons(), 5);
  },
);

visit(
  'of a kept course that had more steps, the last one is offered',
  {
    hash: '#lang=en',
    prepare: (page) =>
      page.addInitScript(() => localStorage.setItem('quantscope.course', '{"lessons":{"clipping":{"step":99}}}')),
  },
  async (page) => {
    await ready(page);
    await control(page, 'lessons').click();
    await control(page, 'go-on-clipping').waitFor();
    assert.equal(await control(page, 'go-on-clipping').innerText(), 'Go on at step 7');
  },
);

visit(
  'where storing is forbidden, what was done is known as long as the page is open',
  {
    hash: '#lang=en',
    prepare: (page) =>
      page.addInitScript(() =>
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('forbidden', 'SecurityError');
          },
        }),
      ),
  },
  async (page) => {
    await ready(page);
    await open(page);
    await control(page, 'lesson-padding').click();
    await shows(page, { lesson: 'padding', step: 1 });
    await control(page, 'lesson-next').click();
    await shows(page, { step: 2 });
    // The list is written anew a moment after it has opened.
    await until(
      'where it goes on',
      () => open(page),
      (found) => found.find(({ id }) => id === 'padding')?.goesOn === 'Go on at step 2',
    );
  },
);

visit('an embed stores nothing in the page around it', { hash: '#lang=en' }, async (page) => {
  await ready(page);
  await page.evaluate(() => document.querySelector('quant-scope')?.setAttribute('page', location.href));
  await setState(page, { lesson: 'padding', step: 2, lang: 'zh-CN' });
  await until(
    'the step is reached',
    () => page.locator('.lesson .lesson-place').innerText(),
    (text) => text.includes('2'),
  );
  assert.equal(await page.evaluate(() => localStorage.getItem('quantscope.course')), null);
  await page.evaluate(() => document.querySelector('quant-scope')?.removeAttribute('page'));
});
