// A lesson on paper: what is asked on the first sheet, the answers on the second, pictures in proportion, and room for drawn guesses.
import assert from 'node:assert/strict';
import { lesson } from '../../www/lessons/index.js';
import { control, inBrowser, metricsOf, ready, setState, stateOf, until } from './lab.mjs';

const visit = inBrowser();

/** @typedef {import('./browser/index.mjs').Page} Page */
/** @typedef {import('../../www/lessons/types.js').Lesson} Lesson */

/** Waits until the lesson of a link is there. @param {Page} page */
const told = (page) =>
  until(
    'the step is told',
    () => page.locator('.step-text').innerText(),
    (text) => text.length > 10,
  );

/** Writes the hand-out of the lesson that is followed, and waits for it. @param {Page} page */
async function write(page) {
  await told(page);
  await control(page, 'hand-out').click();
  // The element that draws the pictures has such a button, too.
  const print = control(page, 'hand-out-print').first();
  await until('it is written', () => print.isEnabled(), Boolean);
  return print;
}

/** What stands on the sheets. @param {Page} page */
const sheets = (page) =>
  page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector('quant-scope')?.shadowRoot);
    return [...root.querySelectorAll('.sheet')].map((sheet) =>
      [...sheet.querySelectorAll('.leaf')].map((leaf) => {
        const text = (/** @type {string} */ part) => leaf.querySelector(part)?.textContent ?? '';
        const picture = leaf.querySelector('figure svg');
        const box = picture?.getBoundingClientRect();
        const [, , width, height] = (picture?.getAttribute('viewBox') ?? '0 0 1 1').split(/[ ,]+/).map(Number);
        return {
          number: text('.number'),
          text: leaf.textContent ?? '',
          answer: text('.answer'),
          strings: text('.strings'),
          shapes: leaf.querySelectorAll('figure svg :is(path, rect, text, polygon, line, circle)').length,
          figure: leaf.querySelector('figure')?.textContent ?? '',
          // How much the picture is wider than it should be.
          stretched: box && (box.width * height) / (box.height * width),
          room: [...leaf.querySelectorAll('.drawing-room text')].map((label) => label.textContent ?? ''),
          squares: leaf.querySelectorAll('.drawing-room rect').length,
          ticks: [...leaf.querySelectorAll('.boxes li')].map((item) => item.textContent ?? ''),
          frames: [...leaf.querySelectorAll('.frames li')].map((item) => item.textContent ?? ''),
        };
      }),
    );
  });

for (const lang of ['en', 'zh-CN']) {
  visit(
    `every step has its picture in proportion, questions come before answers, and the page stays as it was (${lang})`,
    { hash: `#lesson=exact-zero&lang=${lang}` },
    async (page) => {
      await ready(page);
      await told(page);
      const before = await stateOf(page);
      const print = await write(page);
      const [questions, answers] = await sheets(page);
      assert.deepEqual(
        questions.map(({ number }) => number),
        ['1', '2', '3', '4', '5', '6'],
      );
      assert.ok(answers.length >= 3, `${answers.length} answers`);
      let drawn = 0;
      for (const { number, text, shapes, stretched } of [...questions, ...answers]) {
        assert.doesNotMatch(text, /[{}]|undefined|NaN/, number);
        if (shapes === 0) continue;
        drawn += 1;
        assert.ok(shapes > 40, `${number}: a picture of ${shapes} shapes`);
        assert.ok(Math.abs(Number(stretched) - 1) < 0.02, `${number} is stretched by ${stretched}`);
      }
      assert.ok(drawn >= 6, `${drawn} pictures`);
      for (const { number, answer } of answers) {
        assert.ok(answer.length > 0, number);
        assert.equal(questions[Number(number) - 1].answer, '', 'no answer on the first sheet');
      }
      assert.deepEqual(await stateOf(page), before, 'what is shown stays');
      assert.equal(await page.locator('.scribe').evaluate((desk) => desk.childElementCount), 0);
      for (const format of /** @type {const} */ (['A4', 'Letter']))
        assert.equal(await page.pagesOnPaper(format), 2, `a page of questions and one of answers on ${format}`);
      await page.emulateMedia({ media: 'print' });
      assert.equal(await print.isVisible(), false);
      await page.emulateMedia({ media: 'screen' });
      await control(page, 'hand-out-close').click();
      assert.equal(await page.locator('.paper').isVisible(), false);
      assert.ok(await page.locator('.step-text').isVisible());
    },
  );
}

visit(
  'a hand-out that is open stays when language or theme change, and speaks the new language',
  { hash: '#lesson=exact-zero&lang=en&theme=light' },
  async (page) => {
    await ready(page);
    await write(page);
    const heading = () => page.locator('.sheet h1').first().innerText();
    const { title } = await lesson('exact-zero');
    assert.equal(await heading(), title.en);
    for (const part of /** @type {const} */ ([{ lang: 'zh-CN' }, { theme: 'dark' }])) {
      await setState(page, part);
      const print = control(page, 'hand-out-print').first();
      await until('it is written anew', () => print.isEnabled(), Boolean);
      assert.equal(await heading(), title['zh-CN'], JSON.stringify(part));
      assert.equal((await sheets(page))[0].length, 6);
    }
    await control(page, 'hand-out-close').click();
    await page.locator('.paper').waitFor({ state: 'hidden' });
    await setState(page, { lang: 'en' });
    assert.equal(await page.locator('.paper').isVisible(), false, 'one that was closed stays closed');
  },
);

visit(
  'a walk after a question is printed with the answers, because its frames tell what was asked',
  { hash: '#lesson=one-outlier&lang=en' },
  async (page) => {
    await ready(page);
    await write(page);
    const [questions, answers] = await sheets(page);
    assert.equal(questions.length, 7);
    const [asked, walk] = [questions[0], questions[3]];
    assert.match(asked.text, /What SQNR does A/);
    assert.deepEqual(walk.frames, []);
    assert.match(walk.text, /printed with the answers/);
    for (const { number, text } of questions) assert.doesNotMatch(text, /27\.02/, `${number} gives an answer away`);
    const told = answers.find(({ number }) => number === '4');
    assert.equal(told?.frames.length, 6);
    assert.match(String(told?.frames[2]), /27\.02/);
    await control(page, 'hand-out-close').click();
  },
);

/** A text in both languages. @param {string} en */
const both = (en) => ({ en, 'zh-CN': `中 ${en}` });
const STATE = { data: 'values(-1.5,-0.65,0.1,1.234,2.8)', a: 'int8', b: 'int3', view: 'grid' };
const BEFORE = { before: { b: 'int8' }, setup: both('SETUP with {b.codes_total|count} levels.') };
const SAID = {
  headline: both('HEADLINE about {b.codes_total|count} levels'),
  text: both('TEXT about {b.codes_total|count} levels.'),
  state: STATE,
  claims: [],
};
const ASKED = { ask: both('ASK?'), reveal: both('REVEAL: {b.codes_used|count} used.') };
const POINTS = [2, 3, 4, 5].map((bits) => ({ label: `${bits} bits`, scheme: `int${bits}` }));

/** A lesson with every kind of question, and a walk. @type {Lesson} */
const EVERYTHING = {
  id: 'padding',
  title: both('Everything'),
  promise: both('Nothing is left out.'),
  minutes: 5,
  notes: both('None.'),
  steps: /** @type {any[]} */ ([
    { ...SAID, walk: { frames: [{ b: 'int3' }, { b: 'int4' }], text: both('FRAME of {b.codes_total|count} levels.') } },
    {
      ...SAID,
      question: {
        ...ASKED,
        ...BEFORE,
        kind: 'choice',
        options: [{ text: both('this') }, { text: both('that') }],
        answer: 1,
      },
    },
    { ...SAID, question: { ...ASKED, ...BEFORE, kind: 'slider', answer: 'b.sqnr_db', unit: 'dB', range: [0, 90] } },
    { ...SAID, question: { ...ASKED, kind: 'curve', points: POINTS, axis: both('AXIS'), range: [0, 40] } },
    { ...SAID, question: { ...ASKED, ...BEFORE, kind: 'place', answers: ['grid.b_scale / 2'] } },
    { ...SAID, question: { ...ASKED, ...BEFORE, kind: 'place', answers: ['-grid.b_scale / 2', 'grid.b_scale / 2'] } },
    { ...SAID, question: { ...ASKED, ...BEFORE, kind: 'codes', scheme: 'b' } },
    {
      ...SAID,
      question: { ...ASKED, kind: 'challenge', goals: ['b.codes_used >= 5', 'b.sqnr_db > 20'], solution: 'int4' },
    },
  ]),
};

visit(
  'every kind of question has room for its guess, and its answer in words; a walk has its frames',
  {
    hash: '#lang=en',
    prepare: (page) =>
      page.answer(/\/05-padding\.js$/, () => ({
        type: 'text/javascript',
        body: `export default ${JSON.stringify(EVERYTHING)};`,
      })),
  },
  async (page) => {
    await ready(page);
    /** @param {string} a @param {string} b */
    const measured = async (a, b) => {
      await setState(page, { ...STATE, a, b });
      return metricsOf(page);
    };
    const { b: three } = await measured('int8', 'int3');
    const curve = [];
    for (const { label, scheme } of POINTS)
      curve.push(`${label}: ${(await measured(scheme, 'int3')).a.sqnr_db.toFixed(2)}`);
    await setState(page, { ...STATE, lesson: 'padding', step: 1 });
    await write(page);
    const [questions, answers] = await sheets(page);
    const [walk, choice, slider, drawn, line, stretch, codes, challenge] = questions;

    assert.deepEqual(walk.frames, ['FRAME of 7 levels.', 'FRAME of 15 levels.']);
    assert.match(walk.text, /HEADLINE about 7 levels.*TEXT about 7 levels/);
    assert.deepEqual(choice.ticks, ['this', 'that']);
    assert.match(slider.text, /_____ dB/);
    assert.deepEqual(
      drawn.room.filter((label) => /bits|AXIS|SQNR/.test(label)),
      [...POINTS.map(({ label }) => label), 'SQNR (dB)', 'AXIS'],
    );
    for (const { room } of [line, stretch]) {
      assert.ok(room.includes('−1') && room.includes('2'), room.join());
      assert.ok(
        room.every((label) => /^−?[\d.]+$/.test(label)),
        room.join(),
      );
    }
    assert.deepEqual(codes.room, ['−3', '−2', '−1', '0', '1', '2', '3']);
    assert.equal(codes.squares, 7);
    assert.deepEqual(challenge.ticks, ['B: codes used ≥ 5', 'B: SQNR > 20\u202FdB']);

    for (const { number, text } of questions.slice(1)) {
      assert.match(text, /ASK\?/, number);
      assert.doesNotMatch(text, /HEADLINE|REVEAL/, `${number} gives the answer away`);
    }
    for (const { number, text } of [choice, slider, line, stretch, codes]) {
      assert.match(text, /SETUP with 255 levels/, number);
      assert.doesNotMatch(text, /TEXT/, number);
    }
    for (const { text } of [drawn, challenge]) assert.match(text, /TEXT about 7 levels/);
    // The same picture is not printed again.
    for (const { shapes, text } of [slider, line, stretch, codes]) {
      assert.equal(shapes, 0);
      assert.match(text, /as in step 2/);
    }
    assert.match(choice.strings, /B int8$/);
    assert.doesNotMatch(choice.figure, /unused|used/, 'a picture that is asked about keeps its sentence to itself');
    assert.match(walk.figure, /levels/);

    assert.deepEqual(
      answers.map(({ number }) => number),
      ['2', '3', '4', '5', '6', '7', '8'],
    );
    const half = 2.8 / 3 / 2;
    const said = answers.map(({ answer }) => answer.replaceAll('\u202f', ' '));
    assert.equal(said[0], 'that');
    assert.equal(said[1], `${Number(three.sqnr_db.toPrecision(3))} dB`);
    assert.equal(said[2], curve.map((each) => `${each} dB`).join('; '));
    assert.equal(said[3], half.toPrecision(3));
    assert.equal(said[4], `from −${half.toPrecision(3)} to ${half.toPrecision(3)}`);
    assert.equal(said[5], '5 of 7 codes occur: −2 … 1, 3');
    assert.equal(said[6], 'int4');
    for (const { number, text } of answers.slice(0, 6)) assert.match(text, /HEADLINE about 7 .*REVEAL: 5 used/, number);
    for (const { number, text } of answers.slice(0, 2)) assert.match(text, /TEXT about 7 levels/, number);
    // What was chosen is what is revealed.
    assert.match(answers[6].text, /HEADLINE about 7 .*REVEAL: 5 used/);
    await control(page, 'hand-out-close').click();
  },
);
