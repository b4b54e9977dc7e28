// The list of lessons: selections that fit their time, a picture for each lesson, and what was done, as it is kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LESSONS, lesson } from '../../www/lessons/index.js';
import { PICTURES } from '../../www/lessons/pictures.js';
import { PAGE, markOf, parse, progressIn, withStep } from '../../www/lessons/progress.js';
import { SETS, lessonBeside, lessonsOf } from '../../www/lessons/sets.js';

test('the lessons of a set fit in its time, and fill most of it', async () => {
  for (const { name, minutes, lessons } of SETS) {
    const found = await Promise.all(lessons.map(lesson));
    const sum = found.reduce((total, each) => total + each.minutes, 0);
    assert.ok(sum <= minutes && sum >= 0.75 * minutes, `set ${name}: ${sum} of ${minutes} minutes`);
    assert.equal(new Set(lessons).size, lessons.length, `set ${name} has a lesson twice`);
    const order = lessons.map((id) => LESSONS.indexOf(id));
    assert.deepEqual(
      order,
      [...order].sort((p, q) => p - q),
      `set ${name} is in the order of the course`,
    );
  }
});

test('the next lesson is the next of the set, of the course outside of it, and none after the last', () => {
  const [, set] = SETS;
  set.lessons.forEach((id, i) => assert.equal(lessonBeside(id, set.name), set.lessons[i + 1] ?? null));
  LESSONS.forEach((id, i) => assert.equal(lessonBeside(id), LESSONS[i + 1] ?? null));
  const outside = LESSONS.findIndex((id) => !set.lessons.includes(id));
  assert.equal(lessonBeside(LESSONS[outside], set.name), LESSONS[outside + 1]);
  LESSONS.forEach((id, i) => assert.equal(lessonBeside(id, '', -1), LESSONS[i - 1] ?? null));
  assert.deepEqual(lessonsOf('no such set'), LESSONS);
});

test('every lesson has a picture, drawn inside its box', () => {
  assert.deepEqual(Object.keys(PICTURES).sort(), [...LESSONS].sort());
  for (const [id, strokes] of Object.entries(PICTURES)) {
    assert.ok(strokes.length > 1, id);
    for (const [d] of strokes)
      for (const [x, y] of ends(d)) assert.ok(x >= 0 && x <= 64 && y >= 0 && y <= 40, `${id}: ${d}`);
  }
});

/** The ends of all strokes of a path. @param {string} d @returns {[number, number][]} */
function ends(d) {
  let [x, y] = [0, 0];
  return [...d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)].flatMap(([, command, rest]) => {
    const numbers = (rest.match(/-?[\d.]+/g) ?? []).map(Number);
    const per = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, z: 0 }[command.toLowerCase()];
    assert.ok(per !== undefined && (per === 0 || numbers.length % per === 0), `${command}${rest} in ${d}`);
    const found = /** @type {[number, number][]} */ ([]);
    for (let i = 0; per > 0 && i < numbers.length; i += per) {
      const relative = command === command.toLowerCase();
      const last = numbers.slice(i + Math.max(0, per - 2), i + per);
      if (/h/i.test(command)) x = last[0] + (relative ? x : 0);
      else if (/v/i.test(command)) y = last[0] + (relative ? y : 0);
      else [x, y] = relative ? [x + last[0], y + last[1]] : last;
      found.push([x, y]);
    }
    return found;
  });
}

test('a lesson is started with its first step and done with its last, and stays done', () => {
  let progress = parse(null);
  assert.equal(markOf(progress, 'padding'), 'new');
  progress = withStep(progress, 'padding', 2, 5);
  assert.equal(markOf(progress, 'padding'), 'started');
  progress = withStep(progress, 'padding', 5, 5);
  assert.equal(markOf(progress, 'padding'), 'done');
  progress = withStep(progress, 'padding', 1, 5);
  assert.deepEqual(progress.lessons.padding, { step: 1, done: true });
  assert.equal(markOf(progress, 'clipping'), 'new');
});

test('what was kept is read again; what is not understood counts as nothing', () => {
  const progress = { set: '45', lessons: { padding: { step: 3, done: false } } };
  assert.deepEqual(parse(JSON.stringify(progress)), progress);
  const none = { set: '', lessons: {} };
  for (const text of [
    null,
    '',
    '{',
    '7',
    'null',
    '[]',
    '{"set":9,"lessons":4}',
    '{"lessons":{"padding":{"step":"<b>"}}}',
  ])
    assert.deepEqual(parse(text), none, String(text));
  assert.deepEqual(parse('{"lessons":{"no-such-lesson":{"step":1},"__proto__":{"step":1}}}'), none);
});

test('progress is kept, written only when it changes, and lasts as long as the page where storing is forbidden', () => {
  /** @type {string[]} */
  const written = [];
  const storing = progressIn({ read: () => written.at(-1) ?? null, write: (text) => void written.push(text) });
  storing.reached('padding', 2, 5);
  storing.reached('padding', 2, 5);
  storing.choose('15');
  assert.equal(written.length, 2);
  assert.equal(storing.now().lessons.padding.step, 2);
  assert.equal(storing.beside('one-value'), lessonBeside('one-value', '15'));

  const forbid = () => {
    throw new Error('forbidden');
  };
  for (const keeper of [
    { read: forbid, write: forbid },
    { read: () => null, write: forbid },
  ]) {
    PAGE.write('');
    const forbidden = progressIn(keeper);
    assert.equal(markOf(forbidden.now(), 'padding'), 'new');
    forbidden.reached('padding', 5, 5);
    assert.equal(markOf(forbidden.now(), 'padding'), 'done');
  }
});
