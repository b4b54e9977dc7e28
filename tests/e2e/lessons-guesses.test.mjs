// The kinds of guesses of the course, each by pointer and by keys, walks, and challenges. What is true is what the crate measures.
import assert from 'node:assert/strict';
import { GUESSING, course, openStep, stepsWith } from './guessing.mjs';
import { control, inBrowser, metricsOf, ready, says, setState, shows, until } from './lab.mjs';

const visit = inBrowser();

/** @typedef {import('./browser/index.mjs').Page} Page */

/** The measures of a scheme on the data shown. @param {Page} page @param {string} scheme */
async function sqnrOf(page, scheme) {
  await setState(page, { a: scheme });
  return (await metricsOf(page)).a.sqnr_db;
}
/** The numbers in a text, in order. @param {string} text */
const numbersIn = (text) =>
  [...text.replaceAll('−', '-').matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
/** Whether a number is another, as it is written. @param {number} written @param {number} value */
const reads = (written, value) => Math.abs(written - value) <= Math.max(0.0051, Math.abs(value) * 0.006);

for (const means of /** @type {const} */ (['pointer', 'keys'])) {
  const setting = { hash: '#lang=en', fresh: true };

  visit(`a curve is drawn by ${means}, and the measured one and the gap are the crate’s`, setting, async (page) => {
    await ready(page);
    const [{ id, number, step }] = stepsWith('curve');
    const { points } = /** @type {any} */ (step.question);
    await openStep(page, id, number);
    await GUESSING.curve[means](page, step.question);
    const drawn = await page
      .locator('.question [role="slider"]')
      .evaluateAll((sliders) => sliders.map((slider) => Number(slider.getAttribute('aria-valuenow'))));
    assert.ok(drawn.every(Number.isFinite) && drawn.length === points.length);
    await control(page, 'commit').click();
    const gap = numbersIn(await says(page.locator('.measured'), /\d\sdB/))[0];
    const said = (await page.locator('.question .drawn').getAttribute('aria-label')) ?? '';
    /** @type {number[]} */
    const measured = [];
    for (const { scheme } of points) measured.push(await sqnrOf(page, scheme));
    points.forEach((/** @type {{label: string}} */ { label }, /** @type {number} */ i) => {
      const own = said.slice(said.indexOf(`${label}: guess`) + label.length);
      const [guess, truth] = numbersIn(own);
      assert.ok(
        reads(guess, drawn[i]) && reads(truth, measured[i]),
        `${label}: ${own.slice(0, 60)}, ${drawn[i]}, ${measured[i]}`,
      );
    });
    const mean = measured.reduce((sum, value, i) => sum + Math.abs(value - drawn[i]), 0) / measured.length;
    assert.ok(reads(gap, mean), `${gap} dB for ${mean}`);
  });

  visit(`a place is marked by ${means}, and the true one and the gap are the crate’s`, setting, async (page) => {
    await ready(page);
    for (const { id, number, step } of stepsWith('place')) {
      const { answers } = /** @type {any} */ (step.question);
      await openStep(page, id, number);
      await GUESSING.place[means](page, step.question);
      await control(page, 'commit').click();
      await page.locator('.reveal').waitFor();
      await page.calm();
      const numbers = numbersIn(await page.locator('.measured').innerText());
      const truth = await page.evaluate(async (expressions) => {
        const { evaluate } = await import(new URL('www/lessons/expression.js', location.href).href);
        const { scopeOf } = await import(new URL('www/lessons/following.js', location.href).href);
        const scope = scopeOf(/** @type {any} */ (document.querySelector('quant-scope')).frame());
        return expressions.map((/** @type {string} */ expression) => evaluate(expression, scope));
      }, answers);
      truth.forEach((/** @type {number} */ value, /** @type {number} */ i) => {
        const [guess, measured, gap] = [0, 1, 2].map((part) => numbers[part * truth.length + i]);
        assert.ok(reads(measured, value), `${id} ${number}: ${measured} for ${value}`);
        assert.ok(
          Math.abs(gap - Math.abs(guess - measured)) <= 0.012 * Math.max(Math.abs(guess), Math.abs(measured)),
          `${numbers}`,
        );
      });
    }
  });

  visit(`codes are chosen by ${means}, and those that are used are the crate’s`, setting, async (page) => {
    await ready(page);
    for (const { id, number, step } of stepsWith('codes')) {
      const { scheme } = /** @type {any} */ (step.question);
      await openStep(page, id, number);
      await control(page, 'guess-code-0').waitFor();
      const names = await page.locator('.question .code-guess button').allInnerTexts();
      await GUESSING.codes[means](page, step.question);
      await control(page, 'commit').click();
      await page.locator('.reveal').waitFor();
      await page.calm();
      const marks = await page.locator('.question .code').evaluateAll((codes) => codes.map((code) => code.className));
      const { codes_used: used, codes_total: total } = (await metricsOf(page))[/** @type {'a'|'b'} */ (scheme)];
      const named = (/** @type {string} */ name) => marks.filter((mark) => mark.endsWith(name)).length;
      assert.equal(names.length, total, `${id} ${number}`);
      assert.equal(named('hit') + named('missed'), used, `${id} ${number}`);
      assert.equal(named('hit') + named('wrong'), 2, `${id} ${number}: two were chosen`);
      const [off, all] = numbersIn((await page.locator('.measured').allInnerTexts()).join(' '));
      assert.deepEqual([off, all], [named('missed') + named('wrong'), total]);
    }
  });
}

visit(
  'a walk is stepped through by buttons and keys, and plays to its end; each text has its frame’s numbers',
  { hash: '#lang=en', fresh: true },
  async (page) => {
    await ready(page);
    const found = course.flatMap(({ id, steps }) =>
      steps.flatMap(({ walk, state }, i) =>
        walk && !/stream/.test(walk.text.en) ? [{ id, number: i + 1, walk, state }] : [],
      ),
    );
    assert.ok(found.length > 0, 'a walk');
    const [{ id, number, walk }] = found;
    await openStep(page, id, number);
    const last = walk.frames.length;
    const placed = () => page.locator('.walk-place').innerText();
    const filled = () =>
      page.evaluate(async (text) => {
        const { fill } = await import(new URL('www/lessons/expression.js', location.href).href);
        const { scopeOf } = await import(new URL('www/lessons/following.js', location.href).href);
        return fill(text, scopeOf(/** @type {any} */ (document.querySelector('quant-scope')).frame()));
      }, walk.text.en);
    const isAt = async (/** @type {number} */ frame) => {
      await until(`frame ${frame}`, placed, (text) => text === `frame ${frame} of ${last}`);
      await page.calm();
      assert.equal(await page.locator('.walk-text').innerText(), (await filled()).trim());
    };
    await isAt(1);
    assert.equal(await control(page, 'walk-back').isEnabled(), false);
    await control(page, 'walk-on').click();
    await isAt(2);
    await page.keyboard.press('.');
    await isAt(3);
    await page.keyboard.press(',');
    await isAt(2);
    await shows(page, /** @type {any} */ (walk.frames[1]));
    await control(page, 'walk-back').click();
    await isAt(1);
    await page.keyboard.press('.');
    await isAt(2);
    await control(page, 'walk-play').click();
    await isAt(last);
    assert.equal(await control(page, 'walk-play').innerText(), 'Play', 'it stops at its end');
    await control(page, 'lesson-restore').waitFor({ state: 'hidden' });
  },
);

visit(
  'with reduced motion a walk does not play',
  { hash: '#lang=en', reducedMotion: 'reduce', fresh: true },
  async (page) => {
    await ready(page);
    const [{ id, number }] = course.flatMap(({ id, steps }) =>
      steps.flatMap(({ walk }, i) => (walk ? [{ id, number: i + 1 }] : [])),
    );
    await openStep(page, id, number);
    await control(page, 'walk-on').waitFor();
    assert.equal(await control(page, 'walk-play').isVisible(), false);
  },
);

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
]) {
  visit(
    `a challenge is in reach without scrolling, and no advice is given meanwhile (${viewport.width})`,
    { hash: '#lang=en', viewport, fresh: true },
    async (page) => {
      await ready(page);
      for (const { id, number, step } of stepsWith('challenge')) {
        await openStep(page, id, number);
        for (const reached of [page.locator('.goals'), control(page, 'b'), control(page, 'b-bits')]) {
          const box = await reached.boundingBox();
          assert.ok(box && box.y >= 0 && box.y + box.height <= viewport.height, `${id} ${number}: in sight`);
        }
        for (const view of ['tradeoff', 'comparison']) {
          await setState(page, { view });
          for (const advice of ['.advice', '.known', '.comparison-view .says', '.comparison-view .reasons'])
            assert.equal(await page.locator(advice).filter({ visible: true }).count(), 0, `${view}: ${advice}`);
        }
        assert.match(await page.locator('.goals').innerText(), /now \d/);
        await setState(page, { view: 'tradeoff', b: /** @type {any} */ (step.question).solution });
        await page.locator('.reveal').waitFor();
        assert.equal(await page.locator('.advice').isVisible(), true, 'once it is solved there is advice again');
        await control(page, 'lesson-close').click();
        assert.equal(await page.locator('.panel.data').isVisible(), true, 'what a challenge needs not is there again');
      }
    },
  );
}
