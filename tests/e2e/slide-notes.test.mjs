// The notes beside a slide, in a window of their own.
import assert from 'node:assert/strict';
import { lesson } from '../../www/lessons/index.js';
import { lessonBeside } from '../../www/lessons/sets.js';
import { control, inBrowser, ready, setState, shows, stateOf, until } from './lab.mjs';
import { PROJECTORS, headline, begun, textShown } from './slides.mjs';

const visit = inBrowser();

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
      const follows = () =>
        until(
          'the window has the headline of the slide',
          async () => [await part('h1'), await headline(page)],
          ([there, here]) => there === here && here.length > 1,
        );
      await follows();
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
      await follows();
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
      await follows();
      const after = lessonBeside('clipping');
      assert.ok(after);
      const { title: following } = await lesson(after);
      await until(
        'after the last step comes the next lesson',
        () => part('.next'),
        (text) => text.includes(following[/** @type {'en'} */ (lang)]),
      );
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
  await textShown(page);
  await page.keyboard.press('n');
  await page.locator('.lesson .notes').waitFor();
});
