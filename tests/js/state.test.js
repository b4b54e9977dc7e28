import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rangeOf } from '../../www/plot/view-range.js';
import { KEYS, defaults, normalize, parseHash, printHash, sameState } from '../../www/state/state.js';
import { createTranslator } from '../../www/i18n/index.js';
import './texts.js';

const say = createTranslator('en', { strict: true });
/** @param {{key: string}[]} notes */
const keysOf = (notes) => notes.map((note) => note.key);

test('no fragment is the default state and the default state is no fragment', () => {
  for (const hash of ['', '#', '#&&']) assert.deepEqual(parseHash(hash), { state: defaults(), notes: [] });
  assert.equal(printHash(defaults()), '');
});

test('a link is readable, canonical and reads back as the same state', () => {
  const state = {
    ...defaults(),
    data: 'file(层 1&2%.npz/w#0)',
    a: 'int4:clip(-1.5,2)',
    x: '-0.25,1e21',
    blockb: 12,
    lang: 'zh-CN',
  };
  const hash = printHash(state);
  assert.equal(
    hash,
    'v=2&data=file(%E5%B1%82%201%262%25.npz/w%230)&a=int4:clip(-1.5,2)&x=-0.25,1e21&blockb=12&lang=zh-CN',
  );
  assert.deepEqual(parseHash(`#${hash}`), { state, notes: [] });
  assert.equal(printHash(parseHash(hash).state), hash);
});

test('every key of the table survives a round trip of whatever text', () => {
  const texts = ['', 'x', '=&#%+ ;?', '"<script>\'`', 'é 中 😀', 'a=b=c', '\ud800', '\n\t', '%25', '__proto__'];
  for (const { name } of KEYS) {
    for (const text of texts) {
      const { state } = normalize({ [name]: text });
      const full = { ...defaults(), ...state };
      assert.deepEqual(parseHash(printHash(full)), { state: full, notes: [] }, `${name}=${text}`);
    }
  }
});

test('what a link gets wrong is brought into range, and a note says so', () => {
  /** @type {[string, Record<string, string|number>, string[]][]} */
  const table = [
    ['foo=1', {}, ['note.state.unknown']],
    ['__proto__=1', {}, ['note.state.unknown']],
    ['constructor', {}, ['note.state.unknown']],
    ['view=nowhere', { view: 'grid' }, ['note.state.choice']],
    ['theme=DARK', { theme: 'dark' }, []],
    ['lang=zh', { lang: 'zh-CN' }, []],
    ['lang=constructor', { lang: 'auto' }, ['note.state.choice']],
    ['blocka=-3', { blocka: 0 }, ['note.state.integer']],
    ['blocka=1e99', { blocka: 4294967295 }, ['note.state.integer']],
    ['blocka=2.6', { blocka: 3 }, ['note.state.integer']],
    ['blocka=', { blocka: 0 }, ['note.state.integer']],
    ['blocka=0x10', { blocka: 0 }, ['note.state.integer']],
    ['blocka=7&blocka=8', { blocka: 7 }, ['note.state.repeated']],
    ['average=0.1&first=3&batch=2&time=7&scheme=B', { average: 0.1, first: 3, batch: 2, time: 7, scheme: 'b' }, []],
    ['average=2', { average: 1 }, ['note.state.number']],
    ['average=', {}, ['note.state.number']],
    ['first=0', { first: 1 }, ['note.state.integer']],
    ['x=2,1', { x: '1,2' }, ['note.state.zoomed']],
    ['x=-Infinity,1', { x: '-3.4028234663852886e38,1' }, ['note.state.zoomed']],
    ['x=1,1', { x: '' }, ['note.state.zoom']],
    ['x=1', { x: '' }, ['note.state.zoom']],
    ['x=1,b', { x: '' }, ['note.state.zoom']],
    ['x=1,2,3', { x: '' }, ['note.state.zoom']],
    ['x=', { x: '' }, []],
    ['a=50%', { a: '50%' }, ['note.state.encoding']],
    ['%zz=1', {}, ['note.state.unknown']],
    [`a=${'y'.repeat(5000)}`, { a: 'y'.repeat(4096) }, ['note.state.long']],
  ];
  for (const [hash, part, notes] of table) {
    const read = parseHash(hash);
    assert.deepEqual(read.state, { ...defaults(), ...part }, hash);
    assert.deepEqual(keysOf(read.notes), notes, hash);
    for (const note of read.notes) assert.ok(say(note.key, note.words).length < 400);
  }
});

test('a flood of unknown keys gives a readable number of short notes', () => {
  const { notes } = parseHash(Array.from({ length: 5000 }, (_, i) => `${'k'.repeat(999)}${i}=1`).join('&'));
  assert.equal(notes.length, 20);
  assert.ok(notes[0].words.name.length < 70);
});

test('a program may give numbers and arrays, and nothing for the default', () => {
  const { state, notes } = normalize({ x: [0, 0.5], blocka: 4, a: null, b: undefined });
  assert.deepEqual(state, { x: '0,0.5', blocka: 4, a: 'int4', b: 'int4:asym:g64' });
  assert.deepEqual(notes, []);
  assert.deepEqual(keysOf(normalize({ nothing: 1, blocka: {} }).notes), ['note.state.unknown', 'note.state.integer']);
});

test('a fragment departs from a base', () => {
  const base = { ...defaults(), a: 'int8' };
  assert.deepEqual(parseHash('', base).state, base);
  const state = { ...base, a: 'int4' };
  assert.equal(printHash(state, base), 'v=2&a=int4');
  assert.ok(sameState(parseHash('a=int4', base).state, state));
});

test('the zoom and the hidden names as values', () => {
  assert.equal(rangeOf({ x: '' }), null);
  assert.deepEqual(rangeOf({ x: '-1,2e-9' }), [-1, 2e-9]);
});
