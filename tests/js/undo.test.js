import assert from 'node:assert/strict';
import { test } from 'node:test';
import { undoByKey } from '../../www/element/undo-keys.js';
import { undoList, undone } from '../../www/element/undo.js';
import { defaults } from '../../www/state/state.js';

/** @param {Partial<import('../../www/state/state.js').State>} part */
const state = (part) => ({ ...defaults(), ...part });

/** A list with these states, the last of which is shown. @param {...Partial<import('../../www/state/state.js').State>} parts */
function listOf(...parts) {
  const list = undoList();
  const states = parts.map(state);
  states.forEach((each) => list.add(each));
  return { list, states };
}

/** Goes, and shows what it leads to. @param {ReturnType<typeof undoList>} list @param {-1|1} by @param {import('../../www/state/state.js').State} wanted */
function travel(list, by, wanted) {
  const to = list.go(by, wanted);
  if (to) list.reached(to, to);
  return to;
}

test('undo goes back state by state, redo forth again, and each end is an end', () => {
  const { list, states } = listOf({ a: 'int2' }, { a: 'int3' }, { a: 'int4' });
  const [first, second, third] = states;
  assert.deepEqual([list.can(-1), list.can(1)], [true, false]);
  assert.equal(travel(list, 1, third), null);
  assert.equal(travel(list, -1, third), second);
  assert.equal(travel(list, -1, second), first);
  assert.equal(travel(list, -1, first), null);
  assert.deepEqual([list.can(-1), list.can(1)], [false, true]);
  assert.equal(travel(list, 1, first), second);
  assert.equal(travel(list, 1, second), third);
});

test('a change after an undo takes the place of what could be redone', () => {
  const { list, states } = listOf({ a: 'int2' }, { a: 'int3' });
  travel(list, -1, states[1]);
  const other = state({ a: 'int8' });
  list.add(other);
  assert.equal(list.can(1), false);
  assert.equal(travel(list, -1, other), states[0]);
});

test('what is shown while something moves, such as another theme, is no entry of what moves', () => {
  const { list, states } = listOf({ a: 'int2' });
  const moved = state({ a: 'int2', x: '-2,2' });
  list.asks({ x: '-2,2' }, true, states[0]);
  list.asks({ theme: 'dark' }, false, moved);
  list.add({ ...moved, theme: 'dark' });
  assert.deepEqual([list.can(-1), list.can(1)], [false, false]);
  // What was asked for before it began to move is an entry, as it was then.
  list.add({ ...moved, theme: 'dark', b: 'int8' });
  list.asks({ x: '-3,3' }, false, moved);
  const end = state({ a: 'int2', b: 'int8', x: '-3,3', theme: 'dark' });
  list.add(end);
  assert.deepEqual(travel(list, -1, end), state({ a: 'int2', b: 'int8', theme: 'dark' }));
  assert.deepEqual(
    travel(list, -1, state({ a: 'int2', b: 'int8', theme: 'dark' })),
    state({ a: 'int2', theme: 'dark' }),
  );
  assert.equal(list.can(-1), false);
});

test('what moves is settled by a change of something else, and its own end is one entry with it', () => {
  const { list, states } = listOf({ a: 'int2' });
  const zoomed = state({ a: 'int2', x: '-1,1' });
  list.asks({ x: '-2,2' }, true, states[0]);
  list.asks({ x: '-1,1' }, true, state({ a: 'int2', x: '-2,2' }));
  list.asks({ theme: 'dark' }, false, zoomed);
  list.asks({ view: 'codes' }, false, zoomed);
  const other = state({ a: 'int2', x: '-1,1', view: 'codes' });
  list.add(other);
  assert.equal(travel(list, -1, other), zoomed);
  assert.equal(travel(list, -1, zoomed), states[0]);
  list.asks({ x: '-2,2' }, true, states[0]);
  list.asks({ x: '-1,1' }, false, state({ a: 'int2', x: '-2,2' }));
  list.add(zoomed);
  assert.equal(travel(list, -1, zoomed), states[0]);
});

test('how the page is shown is no entry, and undo leaves it as it is', () => {
  const { list, states } = listOf({ a: 'int2' }, { a: 'int3' });
  const shown = state({ a: 'int3', lang: 'zh-CN', theme: 'dark', hide: 'b', keys: 'off', present: 'on' });
  list.add(shown);
  assert.equal(travel(list, -1, shown), states[0]);
  for (const name of ['lang', 'theme', 'hide', 'keys', 'present']) assert.ok(!(name in undone(states[0])), name);
  assert.equal(undone(states[0]).a, 'int2');
});

test('steps that are asked for faster than they are shown count from the one asked for', () => {
  const { list, states } = listOf({ a: 'int2' }, { a: 'int3' }, { a: 'int4' });
  assert.equal(list.go(-1, states[2]), states[1]);
  assert.equal(list.go(-1, states[1]), states[0]);
  list.reached(states[1], states[1]);
  list.reached(states[0], states[0]);
  assert.deepEqual([list.can(-1), list.can(1)], [false, true]);
});

test('a state that cannot be shown again leaves what is shown in force', () => {
  const { list, states } = listOf({ data: 'file(w.npy)' }, { a: 'int3' });
  const to = list.go(-1, states[1]);
  assert.equal(to, states[0]);
  list.missed(states[0]);
  assert.deepEqual([list.can(-1), list.can(1)], [true, false]);
});

test('from what has not settled, undo goes to the last state that has', () => {
  const { list, states } = listOf({ a: 'int2' }, { a: 'int3' });
  assert.equal(travel(list, -1, state({ a: 'int3', x: '0,1' })), states[1]);
  assert.equal(travel(list, -1, states[1]), states[0]);
});

test('in a lesson undo ends where the step begins; leaving the lesson can be undone', () => {
  const step = (/** @type {number} */ number, /** @type {string} */ a) => ({ lesson: 'one-value', step: number, a });
  const { list, states } = listOf({}, step(1, 'int3'), step(2, 'int5'), step(2, 'int6'));
  assert.equal(travel(list, -1, states[3]), states[2]);
  assert.equal(list.can(-1), false);
  assert.equal(travel(list, -1, states[2]), null);
  const left = state({ a: 'int5' });
  list.add(left);
  assert.equal(travel(list, -1, left), states[2]);
});

test('a link that names only a lesson is no entry: the state of its step is the first', () => {
  const { list } = listOf({ lesson: 'one-value', step: 1 }, { lesson: 'one-value', step: 1, a: 'int3' });
  assert.equal(list.can(-1), false);
});

test('the list forgets its oldest states', () => {
  const { list, states } = listOf(...Array.from({ length: 300 }, (_, i) => ({ blocka: i })));
  let shown = states[299];
  let steps = 0;
  for (let to = travel(list, -1, shown); to; to = travel(list, -1, shown), steps += 1) shown = to;
  assert.ok(steps >= 100 && steps < 300, `${steps} steps`);
});

test('the keys are those of every editor, and a field and a dialog keep them', () => {
  /** @param {Partial<KeyboardEvent>} key @param {string|null} [inside] */
  const step = (key, inside = null) => {
    let by = 0;
    const target = { closest: (/** @type {string} */ of) => (inside && of.includes(inside) ? {} : null) };
    const event = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...key, target };
    undoByKey(
      /** @type {any} */ ({ ...event, preventDefault() {}, stopPropagation() {} }),
      (given) => void (by = given),
    );
    return by;
  };
  assert.equal(step({ key: 'z', ctrlKey: true }), -1);
  assert.equal(step({ key: 'z', metaKey: true }), -1);
  assert.equal(step({ key: 'Z', ctrlKey: true, shiftKey: true }), 1);
  assert.equal(step({ key: 'Z', metaKey: true, shiftKey: true }), 1);
  assert.equal(step({ key: 'y', ctrlKey: true }), 1);
  for (const key of [
    { key: 'z' },
    { key: 'y', metaKey: true },
    { key: 'z', ctrlKey: true, altKey: true },
    { key: 'x', ctrlKey: true },
  ])
    assert.equal(step(key), 0, JSON.stringify(key));
  assert.equal(step({ key: 'z', ctrlKey: true }, 'textarea'), 0);
  assert.equal(step({ key: 'z', ctrlKey: true }, 'dialog'), 0);
});
