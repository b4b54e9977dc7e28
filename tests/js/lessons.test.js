// The lessons of www/lessons: their form, and every number and claim, which the crate measures and the page's own evaluator reads.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { evaluate, fill } from '../../www/lessons/expression.js';
import { shownBy } from '../../www/lessons/following.js';
import { LESSONS } from '../../www/lessons/index.js';
import { normalize } from '../../www/state/state.js';
import { VIEWS } from '../../www/views/index.js';
import { openEngine } from './crate.js';
import { LessonMeasures } from './lesson-measures.js';

/** @typedef {import('../../www/lessons/types.js').Lesson} Lesson */
/** @typedef {import('../../www/lessons/types.js').LessonStep} LessonStep */
/** @typedef {import('../../www/lessons/types.js').LessonText} LessonText */
/** @typedef {import('../../www/state/state.js').State} State */

const LANGUAGES = /** @type {const} */ (['en', 'zh-CN']);
const UNITS = ['dB', '%', 'codes', 'bits'];
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

/** The texts a person reads before the answer, and all texts. @param {LessonStep} step */
const asked = ({ text, question }) => (question ? [text, question.ask] : [text]);
/** @param {LessonStep} step */
const read = (step) => [...asked(step), ...(step.question ? [step.question.reveal] : [])];
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
  lesson: ['id', 'title', 'minutes', 'notes', 'steps'],
  step: ['text', 'state', 'question', 'claims'],
  choice: ['kind', 'ask', 'before', 'options', 'answer', 'reveal'],
  slider: ['kind', 'ask', 'before', 'answer', 'unit', 'range', 'reveal'],
  challenge: ['kind', 'ask', 'goals', 'solution', 'reveal'],
  option: ['text', 'when'],
};

/** @param {string} place @param {keyof typeof FIELDS} kind @param {object} record */
function hasFields(place, kind, record) {
  const unknown = Object.keys(record).filter((key) => !FIELDS[kind].includes(key));
  assert.deepEqual(unknown, [], `${place}: fields that no ${kind} has`);
}

test('the course has its form', () => {
  assert.equal(lessons.length, 12);
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
    if (step.question) hasFields(place, step.question.kind, step.question);
    for (const option of options(step)) hasFields(place, 'option', option);
  }
});

test('a state of a step is a state of the element, whole and canonical', () => {
  const { parse_data, parse_scheme } = /** @type {import('../../www/engine/pkg.js').Pkg} */ (engine.drawing);
  for (const [place, step] of steps) {
    for (const key of /** @type {const} */ (['data', 'a', 'b', 'view']))
      assert.ok(step.state[key], `${place}: a link to it needs ${key}`);
    for (const state of [shownBy(step, true), shownBy(step, false)]) {
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
    for (const text of read(step)) {
      check(place, text);
      for (const lang of LANGUAGES) {
        for (const [whole, before] of text[lang].matchAll(/([^ ，（约]*)(?: dB| ?%)/g))
          assert.ok(!/\d$/.test(before) || before === DECIBELS_PER_BIT, `${place}: “${whole}” is typed`);
      }
    }
    const words = step.text.en.split(/\s+/).length;
    assert.ok(words <= 75, `${place}: ${words} words are too many to read from a wall`);
  }
});

test('every number of a text is measured, and a question names none that its answer changes', async (t) => {
  let count = 0;
  for (const [place, step] of steps) {
    for (const text of read(step)) {
      for (const expression of expressions(text)) {
        await number(place, step.state, expression);
        count += 1;
      }
      const scope = await measures.scope(step.state, text.en);
      for (const lang of LANGUAGES) assert.doesNotMatch(fill(text[lang], scope), /[{}]/, place);
    }
    for (const expression of asked(step).flatMap(expressions)) {
      const guessing = await number(place, shownBy(step, false), expression);
      assert.equal(guessing, await number(place, step.state, expression), `${place}: ${expression}`);
    }
  }
  t.diagnostic(`${count} numbers of texts measured`);
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
      assert.ok(UNITS.includes(question.unit), `${place}: no unit ${question.unit}`);
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
