// The lessons of www/lessons: their form, and every number and claim, which the crate measures and the page's own evaluator reads.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { evaluate, fill } from '../../www/lessons/expression.js';
import { shownBy } from '../../www/lessons/following.js';
import { LESSONS } from '../../www/lessons/index.js';
import { codeNames } from '../../www/numbers/code-names.js';
import { PIECES } from '../../www/state/hide.js';
import { normalize } from '../../www/state/state.js';
import { VIEWS } from '../../www/views/index.js';
import { openEngine } from './crate.js';
import { LessonMeasures } from './lesson-measures.js';
import './texts.js';

/** @typedef {import('../../www/lessons/types.js').Lesson} Lesson */
/** @typedef {import('../../www/lessons/types.js').LessonStep} LessonStep */
/** @typedef {import('../../www/lessons/types.js').LessonText} LessonText */
/** @typedef {import('../../www/state/state.js').State} State */

const LANGUAGES = /** @type {const} */ (['en', 'zh-CN']);
const UNITS = ['dB', '%', 'codes', 'bits'];
/** Measured numbers that a text before the guess may have although the answer has them: they are about something else. */
const SMALL = 20;
/** The theory's value of a bit, the one number with a unit that is not measured. */
const DECIBELS_PER_BIT = '6.02';

const folder = new URL('../../www/lessons/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => /^\d\d-.*\.js$/.test(name))
  .sort();
/** @type {[string, Lesson][]} */
const lessons = await Promise.all(
  names.map(async (name) => [name, (await import(new URL(name, folder).href)).default]),
);
const steps = lessons.flatMap(([name, lesson]) =>
  lesson.steps.map((step, i) => /** @type {const} */ ([`${name}, step ${i + 1}`, step])),
);

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
/** @type {LessonMeasures} */
let measures;
before(async () => {
  engine = await openEngine();
  measures = new LessonMeasures(engine);
});
after(() => engine.dispose());

/** The texts a person reads before the guess, all of the state that is shown then. @param {LessonStep} step */
const asked = ({ text, headline, question }) => {
  if (!question) return [headline, text];
  return question.kind !== 'challenge' && question.setup ? [question.setup, question.ask] : [text, question.ask];
};
/** The texts about the state of the step. @param {LessonStep} step */
const told = ({ headline, text, question }) => [headline, text, ...(question ? [question.reveal] : [])];
/** @param {LessonStep} step */
const read = (step) => [...new Set([...asked(step), ...told(step), ...(step.walk ? [step.walk.text] : [])])];
/** @param {LessonStep} step */
const options = ({ question }) => (question?.kind === 'choice' ? question.options : []);

/** The expressions of a text, sorted. @param {string} text */
const placeholders = (text) => [...text.matchAll(/\{([^{}]*)\}/g)].map(([, inside]) => inside.trim()).sort();
/** @param {LessonText} text */
const expressions = ({ en }) => placeholders(en).map((inside) => inside.split('|')[0]);

/** @param {string} place @param {Partial<State>} state @param {string} expression */
async function number(place, state, expression) {
  const value = evaluate(expression, await measures.scope(state, expression));
  assert.ok(typeof value === 'number' && Number.isFinite(value), `${place}: ${expression} is ${value}`);
  return value;
}

/** Whether a claim holds, and the values of what it names. @param {string} place @param {Partial<State>} state @param {string} claim */
async function claimed(place, state, claim) {
  const scope = await measures.scope(state, claim);
  const holds = evaluate(claim, scope);
  const named = claim.match(/\b[a-z]\w*\.[a-z]\w*/g) ?? [];
  assert.ok(typeof holds === 'boolean' && named.length > 0, `${place}: ${claim} compares nothing measured`);
  const values = named.map((name) => `${name} = ${evaluate(name, scope)}`).join(', ');
  return { holds, sentence: `${place}: ${claim} is ${holds} with ${values}` };
}

/** The fields of a lesson, of a step, and of each kind of question; others would be spelling mistakes. */
const FIELDS = {
  lesson: ['id', 'title', 'promise', 'minutes', 'notes', 'steps'],
  step: ['headline', 'text', 'state', 'controls', 'question', 'walk', 'claims'],
  walk: ['frames', 'text'],
  choice: ['kind', 'ask', 'before', 'setup', 'options', 'answer', 'reveal'],
  slider: ['kind', 'ask', 'before', 'setup', 'answer', 'unit', 'range', 'reveal'],
  curve: ['kind', 'ask', 'before', 'setup', 'points', 'axis', 'range', 'reveal'],
  place: ['kind', 'ask', 'before', 'setup', 'answers', 'reveal'],
  codes: ['kind', 'ask', 'before', 'setup', 'scheme', 'reveal'],
  challenge: ['kind', 'ask', 'goals', 'solution', 'reveal'],
  option: ['text', 'when'],
};

/** @param {string} place @param {keyof typeof FIELDS} kind @param {object} record */
function hasFields(place, kind, record) {
  const unknown = Object.keys(record).filter((key) => !FIELDS[kind].includes(key));
  assert.deepEqual(unknown, [], `${place}: fields that no ${kind} has`);
}

test('the course has its form', () => {
  assert.equal(lessons.length, 16);
  assert.deepEqual(
    names,
    LESSONS.map((id, i) => `${String(i + 1).padStart(2, '0')}-${id}.js`),
  );
  for (const [name, lesson] of lessons) {
    assert.equal(lesson.id, name.slice(3, -3));
    assert.ok(lesson.minutes >= 3 && lesson.minutes <= 15, name);
    assert.ok(lesson.steps.length >= 4 && lesson.steps.length <= 7, `${name}: ${lesson.steps.length} steps`);
    assert.ok(
      lesson.steps.some(({ question }) => question),
      `${name} asks nothing`,
    );
    assert.deepEqual(placeholders(lesson.notes.en), [], `${name}: notes belong to no state`);
    hasFields(name, 'lesson', lesson);
  }
  for (const [place, step] of steps) {
    hasFields(place, 'step', step);
    if (step.walk) hasFields(place, 'walk', step.walk);
    if (step.question) hasFields(place, step.question.kind, step.question);
    if (step.question && step.question.kind !== 'challenge')
      assert.equal(
        step.question.setup !== undefined,
        step.question.before !== undefined,
        `${place}: setup goes with before`,
      );
    const controls = step.controls ?? [];
    for (const name of controls) assert.ok(PIECES.includes(name), `${place}: no control ${name}`);
    for (const role of ['a.', 'b.'])
      assert.ok(controls.filter((name) => name.startsWith(role)).length <= 1, `${place}: ${controls.join()}`);
    for (const option of options(step)) hasFields(place, 'option', option);
  }
});

test('a state of a step is a state of the element, whole and canonical', () => {
  const { parse_data, parse_scheme } = /** @type {import('../../www/engine/pkg.js').Pkg} */ (engine.drawing);
  for (const [place, step] of steps) {
    for (const key of /** @type {const} */ (['data', 'a', 'b', 'view']))
      assert.ok(step.state[key], `${place}: a link to it needs ${key}`);
    const frames = (step.walk?.frames ?? []).map((frame) => ({ ...step.state, ...frame }));
    for (const state of [shownBy(step, true), shownBy(step, false), ...frames]) {
      const { state: legal, notes } = normalize(state);
      assert.deepEqual(notes, [], place);
      assert.deepEqual(legal, state, place);
      assert.ok(
        VIEWS.some(({ name }) => name === state.view),
        `${place}: no view ${state.view}`,
      );
      assert.equal(parse_data(String(state.data)).text, state.data, place);
      for (const scheme of [state.a, state.b]) assert.equal(parse_scheme(String(scheme)).text, scheme, place);
    }
  }
});

test('every text is in both languages, with the same numbers and none typed', () => {
  const check = (/** @type {string} */ place, /** @type {LessonText} */ text) => {
    assert.deepEqual(Object.keys(text).sort(), [...LANGUAGES].sort(), place);
    assert.match(text.en, /[\p{L}\p{N}]/u, place);
    assert.deepEqual(placeholders(text['zh-CN']), placeholders(text.en), place);
    for (const lang of LANGUAGES) assert.equal(text[lang].trim(), text[lang], place);
  };
  for (const [name, { title, notes }] of lessons) {
    check(name, title);
    check(name, notes);
  }
  for (const [place, step] of steps) {
    for (const { text } of options(step)) check(place, text);
    for (const { label } of step.question?.kind === 'curve' ? step.question.points : [])
      if (typeof label !== 'string') check(place, label);
    for (const text of read(step)) {
      check(place, text);
      for (const lang of LANGUAGES) {
        for (const [whole, before] of text[lang].matchAll(/([^ ，（约]*)(?: dB| ?%)/g))
          assert.ok(!/\d$/.test(before) || before === DECIBELS_PER_BIT, `${place}: “${whole}” is typed`);
      }
    }
    const words = (/** @type {LessonText} */ { en }) => en.replace(/\{[^}]*\}/g, '1').split(/\s+/).length;
    assert.ok(words(step.text) <= 75, `${place}: ${words(step.text)} words are too many for a step`);
    assert.ok(words(step.headline) <= 16, `${place}: ${words(step.headline)} words are too many for a slide`);
  }
});

test('no text on colors of a map holds in one theme only: large errors are dark on white, and bright on black', () => {
  // Photographs are gray in every theme, so what is dark in them is dark.
  const themed = {
    en: /\b(dark|bright|pale|light)(er|est)? (a |the )?(cell|stroke|stretch|band|color)|^The (dark|bright|light)er/i,
    'zh-CN': /越深|越浅|越亮|越暗|深色|浅色|亮色|颜色最/,
  };
  for (const [place, texts] of [
    ...lessons.map(([name, { notes }]) => /** @type {const} */ ([name, [notes]])),
    ...steps.map(([place, step]) => /** @type {const} */ ([place, read(step)])),
  ])
    for (const text of texts) for (const lang of LANGUAGES) assert.doesNotMatch(text[lang], themed[lang], place);
});

/** A text as the page shows it in a state. @param {string} place @param {Partial<State>} state @param {LessonText} text @param {'en'|'zh-CN'} lang */
async function shownText(place, state, text, lang) {
  const filled = fill(text[lang], await measures.scope(state, text.en));
  assert.doesNotMatch(filled, /[{}]|NaN|undefined/, place);
  return filled;
}

test('every number of a text is measured in the state that the text is about, before and after the guess', async (t) => {
  let count = 0;
  for (const [place, step] of steps) {
    // What only claims may name is not in the page.
    for (const { en } of read(step)) assert.doesNotMatch(en, /\{[^}]*\b(padding|bias|product)\./, place);
    const about = [
      ...asked(step).map((text) => ({ text, state: shownBy(step, false) })),
      ...told(step).map((text) => ({ text, state: step.state })),
      ...(step.walk?.frames ?? []).map((frame) => ({
        text: /** @type {NonNullable<LessonStep['walk']>} */ (step.walk).text,
        state: { ...step.state, ...frame },
      })),
    ];
    for (const { text, state } of about) {
      for (const expression of expressions(text)) {
        await number(place, state, expression);
        count += 1;
      }
      for (const lang of LANGUAGES) await shownText(place, state, text, lang);
    }
  }
  t.diagnostic(`${count} numbers of texts measured`);
});

test('the headline and the text of a walk have the same numbers in every frame', async () => {
  for (const [place, step] of steps) {
    const [first, ...others] = (step.walk?.frames ?? []).map((frame) => ({ ...step.state, ...frame }));
    if (!first) continue;
    // The page fills them once, from the first frame.
    assert.deepEqual(first, step.state, `${place}: the first frame is the state of the step`);
    for (const text of [step.headline, step.text]) {
      for (const lang of LANGUAGES) {
        const filled = await shownText(place, first, text, lang);
        for (const other of others) assert.equal(await shownText(place, other, text, lang), filled, place);
      }
    }
  }
});

test('a text before the guess says of the axis of codes what the axis shows', async () => {
  let count = 0;
  for (const [place, { state, question }] of steps) {
    if (!question || question.kind === 'challenge' || !question.setup) continue;
    const before = { ...state, ...question.before };
    if (before.view !== 'codes') continue;
    const { a, b } = await measures.frame(before);
    const named = [a, b].flatMap((scheme) => codeNames(scheme).names ?? []).flatMap((name) => name.split(', '));
    for (const text of [question.setup, question.ask]) {
      assert.doesNotMatch(text['zh-CN'], /横轴上(没有|缺)/, place);
      for (const [, code] of text.en.matchAll(/code (\d+)[^.:;]* missing on the axis/gi))
        assert.ok(!named.includes(code), `${place}: code ${code} is not missing`);
      for (const [, first, second] of text.en.matchAll(/axis names codes (\d+) and (\d+) at one level/g)) {
        assert.ok(codeNames(a).names?.includes(`${first}, ${second}`), place);
        count += 1;
      }
    }
  }
  assert.ok(count > 0);
});

/** The numbers that answer a question, as texts would write them. @param {string} place @param {LessonStep} step */
async function answersOf(place, { state, question }) {
  if (!question || question.kind === 'challenge') return [];
  const spoken = placeholders(question.reveal.en).map((inside) => /** @type {const} */ ([inside, state]));
  const named = question.kind === 'slider' ? [question.answer] : question.kind === 'place' ? question.answers : [];
  const asNumbers = [...named.map((answer) => /** @type {const} */ ([answer, state])), ...spoken];
  const found = [];
  if (question.kind === 'curve') {
    const seen = { ...state, ...question.before };
    for (const { scheme } of question.points) {
      if (scheme === seen.a || scheme === seen.b) continue;
      found.push(fill('{a.sqnr_db|db}', await measures.scope({ ...state, a: scheme }, 'a.sqnr_db')));
    }
    assert.ok(found.length > 2, place);
  }
  for (const [inside, at] of asNumbers) {
    const [expression, format = 'number'] = inside.split('|');
    // The data are seen.
    if (!/\b(a|b|grid|stream)\./.test(expression)) continue;
    const scope = await measures.scope(at, expression);
    // A number that was so before is known, and so is the number of a code or of a few things.
    const before = evaluate(expression, await measures.scope({ ...at, ...question.before }, expression));
    const value = Number(evaluate(expression, scope));
    if (question.before && before === value) continue;
    if (Number.isInteger(value) && Math.abs(value) <= SMALL) continue;
    found.push(fill(`{${expression}|${format}}`, scope));
  }
  return found;
}

test('no text before the guess states the measured answer', async (t) => {
  let count = 0;
  for (const [place, step] of steps) {
    if (!step.question || step.question.kind === 'challenge') continue;
    const answers = await answersOf(place, step);
    for (const text of asked(step)) {
      for (const lang of LANGUAGES) {
        const shown = ` ${await shownText(place, shownBy(step, false), text, lang)} `;
        for (const answer of answers) {
          const stated = new RegExp(`[^\\d.]${answer.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[^\\d]`);
          assert.doesNotMatch(shown, stated, `${place}: “${shown.trim()}” states ${answer}`);
          count += 1;
        }
      }
    }
  }
  t.diagnostic(`${count} answers looked for`);
});

test('every claim holds, and every question has its answer', async (t) => {
  let [claims, questions] = [0, 0];
  /** @type {string[]} */
  const wrong = [];
  for (const [place, step] of steps) {
    const { state, question } = step;
    const say = async (/** @type {string} */ claim, expected = true) => {
      const { holds, sentence } = await claimed(place, state, claim);
      claims += 1;
      if (holds !== expected) wrong.push(sentence);
    };
    assert.ok(step.claims.length > 0, `${place} claims nothing`);
    for (const claim of step.claims) await say(claim);
    if (question) questions += 1;
    if (question?.kind === 'choice') {
      const conditions = question.options.map(({ when }) => when);
      assert.ok(conditions.length >= 2 && conditions.length <= 5, place);
      assert.ok(question.answer in conditions, place);
      const given = conditions.filter((when) => when !== undefined);
      assert.ok(
        given.length === 0 || given.length === conditions.length,
        `${place}: every option has a condition, or none`,
      );
      for (const [i, when] of given.entries()) await say(when, i === question.answer);
    } else if (question?.kind === 'slider') {
      const [lo, hi] = question.range;
      const answer = await number(place, state, question.answer);
      const at = (answer - lo) / (hi - lo);
      assert.ok(at >= 0.05 && at <= 0.95, `${place}: ${answer} in ${lo} to ${hi}`);
      assert.ok(Math.abs(at - 0.5) > 0.05, `${place}: ${answer} lies in the middle of ${lo} to ${hi}`);
      assert.ok(UNITS.includes(question.unit), `${place}: no unit ${question.unit}`);
    } else if (question?.kind === 'curve') {
      const [lo, hi] = question.range;
      assert.ok(question.points.length >= 4, `${place}: a curve of ${question.points.length} points`);
      for (const { scheme } of question.points) {
        assert.equal(engine.drawing?.parse_scheme(scheme).text, scheme, place);
        const sqnr = await number(place, { ...state, a: scheme }, 'a.sqnr_db');
        assert.ok(sqnr >= lo && sqnr <= hi, `${place}: ${sqnr} is not on the axis`);
      }
    } else if (question?.kind === 'place') {
      const [lo, hi] = [await number(place, state, 'data.min'), await number(place, state, 'data.max')];
      const ends = await Promise.all(question.answers.map((answer) => number(place, state, answer)));
      assert.deepEqual(
        [...ends].sort((p, q) => p - q),
        ends,
        `${place}: ascending`,
      );
      for (const end of ends) assert.ok(end > lo && end < hi, `${place}: ${end} is not on the axis of the data`);
    } else if (question?.kind === 'codes') {
      const { usage } = (await measures.frame(state))[question.scheme];
      const used = usage.filter((/** @type {number} */ times) => times > 0).length;
      assert.ok(usage.length <= 32 && used > 0 && used < usage.length, `${place}: ${used} of ${usage.length} are used`);
    } else if (question?.kind === 'challenge') {
      const { goals, solution } = question;
      assert.equal(engine.drawing?.parse_scheme(solution).text, solution, place);
      const met = async (/** @type {Partial<State>} */ at) => {
        for (const goal of goals) if (!(await claimed(place, at, goal)).holds) return false;
        return true;
      };
      assert.ok(!(await met(state)), `${place}: the goals hold at the start`);
      assert.ok(await met({ ...state, b: solution }), `${place}: ${solution} is no solution`);
    }
  }
  t.diagnostic(`${claims} claims and ${questions} questions of ${steps.length} steps checked`);
  assert.deepEqual(wrong, []);
});
