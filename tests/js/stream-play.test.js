import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pace, player } from '../../www/views/stream/play.js';
import { openingTime, stream } from '../../www/views/stream/index.js';
import { defaults } from '../../www/state/state.js';

/** A stage with a clock that is wound by hand. @param {number} count @param {{time?: number, reduced?: boolean}} [start] */
function staged(count, { time = 0, reduced = false } = {}) {
  const stage = {
    time,
    seen: true,
    /** @type {number[]} */
    shown: [],
    /** @type {boolean[]} */
    told: [],
    /** @type {{run: () => void, ms: number}|null} */
    next: null,
    waited: 0,
    /** Lets so many timers go off. @param {number} times */
    wind(times) {
      for (let i = 0; i < times && stage.next; i += 1) {
        const { run, ms } = stage.next;
        stage.next = null;
        stage.waited += ms;
        run();
      }
    },
  };
  const plays = player({
    count: () => count,
    now: () => stage.time,
    go(to) {
      stage.time = to;
      stage.shown.push(to);
    },
    seen: () => stage.seen,
    reduced: () => reduced,
    changed: (playing) => stage.told.push(playing),
    timers: {
      setTimeout(run, ms) {
        assert.equal(stage.next, null, 'one timer at a time');
        stage.next = { run, ms };
        return stage.next;
      },
      clearTimeout(timer) {
        if (stage.next === timer) stage.next = null;
      },
    },
  });
  return { stage, plays };
}

test('a stream lasts some twelve seconds, a short one less, and whoever wants little motion sees stills', () => {
  for (const count of [2, 10, 24, 272, 300, 2048]) {
    const { every, by } = pace(count, false);
    assert.ok(every >= 40 && every <= 500 && by >= 1 && Number.isInteger(by), `${count}: ${every} ${by}`);
    const lasts = (every * count) / by;
    assert.ok(count < 24 ? lasts <= 12_000 : Math.abs(lasts - 12_000) < 2000, `${count} last ${lasts} ms`);
    const still = pace(count, true);
    assert.ok(still.every >= 1000 && Math.ceil(count / still.by) <= 12, `${count} in stills`);
  }
});

test('it plays to the end, says so, and begins anew from there', () => {
  const { stage, plays } = staged(5, { time: 2 });
  plays.play();
  plays.play();
  assert.deepEqual([plays.playing(), stage.shown], [true, []]);
  stage.wind(99);
  assert.deepEqual(stage.shown, [3, 4]);
  assert.deepEqual([plays.playing(), stage.told], [false, [true, false]]);
  plays.toggle();
  assert.equal(stage.time, 0);
  stage.wind(1);
  plays.toggle();
  assert.deepEqual([stage.time, stage.next, stage.told.at(-1)], [1, null, false]);
});

test('it pauses when nobody can see it, and ends without a word when it is taken away', () => {
  const { stage, plays } = staged(100);
  plays.play();
  stage.wind(3);
  stage.seen = false;
  stage.wind(9);
  assert.deepEqual([stage.time, plays.playing(), stage.told], [3, false, [true, false]]);
  stage.seen = true;
  plays.play();
  plays.dispose();
  assert.deepEqual([stage.next, plays.playing(), stage.told], [null, false, [true, false, true]]);
});

test('reduced motion leaps, and one batch does not play', () => {
  const { stage, plays } = staged(120, { reduced: true });
  plays.play();
  stage.wind(99);
  assert.deepEqual(stage.shown, [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 119]);
  assert.equal(stage.waited, 12_000);
  const one = staged(1);
  one.plays.play();
  assert.deepEqual([one.plays.playing(), one.stage.told], [false, []]);
});

test('the view opens at the batch of which the first calibration clips most, else at a late one', () => {
  const at = (/** @type {number[]} */ clipped) => {
    const numbers = Float64Array.of(...new Array(4 * clipped.length).fill(9), ...clipped);
    return openingTime(/** @type {any} */ ({ count: clipped.length, courses: { first: { numbers } } }));
  };
  assert.deepEqual([[0], [0, 0], new Array(11).fill(0)].map(at), [0, 1, 8]);
  assert.equal(at([0, 0.1, 0.7, 0.2, 0.7]), 2);
});

test('what a stream is asked for and what lessons may name of it', () => {
  /** @type {any} */
  const state = { ...defaults(), a: 'int8', b: 'int4:asym', batch: 4 };
  const ask = (/** @type {any} */ state) =>
    /** @type {import('../../www/views/stream/index.js').StreamQuestion} */ (stream.ask(state));
  assert.deepEqual(ask(state), {
    kind: 'stream',
    scheme: 'int8',
    batch: 4,
    first: 8,
    average: 0.01,
    drift: null,
  });
  assert.equal(ask({ ...state, scheme: 'b' }).scheme, 'int4:asym');
  assert.equal(stream.ask({ ...state, a: 'stored' }), null, 'a grid of a file has no rule for a stream');
  const course = { numbers: new Float64Array(5), sqnr_db: 20, clipped: 0.5, batches_clipped: 1 };
  const courses = { first: course, all: course, average: course, dynamic: { ...course, clipped: 0 } };
  /** @type {import('../../www/views/stream/index.js').StreamAnswer} */
  const answer = {
    ...ask(state),
    rows: 4,
    count: 1,
    seen: 1,
    grown: 16,
    steady: true,
    ends: new Float64Array(2),
    counted: [0, 1],
    counts: new Uint32Array(1),
    courses,
  };
  assert.ok(stream.answers(state, answer));
  for (const other of [{ batch: 5 }, { first: 9 }, { average: 0.1 }, { drift: 1 }, { scheme: 'b' }, { a: 'int7' }]) {
    assert.ok(!stream.answers({ ...state, ...other }, answer), JSON.stringify(other));
  }
  assert.ok(!stream.answers(state, null));
  const scope = stream.scope(answer);
  assert.deepEqual(
    [scope.first_clipped, scope.dynamic_clipped, scope.average_sqnr_db, scope.all_batches_clipped, scope.count],
    [0.5, 0, 20, 1, 1],
  );
});
