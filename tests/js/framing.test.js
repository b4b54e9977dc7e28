import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SET, heard, heightMessages, heightReporter } from '../../www/host/framing.js';
import { HOSTILE } from './hostile.js';

const parent = {};
const from = (/** @type {unknown} */ data) => heard({ source: parent, data }, parent);

test('a height is told as Embedly and as AMP report it', () => {
  const [embedly, amp] = heightMessages('https://a.example/embed.html', 512);
  assert.deepEqual(JSON.parse(String(embedly)), {
    src: 'https://a.example/embed.html',
    context: 'iframe.resize',
    height: 512,
  });
  assert.deepEqual(amp, { sentinel: 'amp', type: 'embed-size', height: 512 });
});

test('only a height that is another in whole pixels is told', () => {
  /** @type {number[]} */
  const told = [];
  const report = heightReporter((height) => told.push(height));
  for (const height of [0, 400.2, 400.9, 401, 401.01, 401.5, 300]) report(height);
  assert.deepEqual(told, [401, 402, 300]);
});

test("Reveal.js's slides and parts of the state are heard, from the parent", () => {
  assert.deepEqual(from('slide:start'), { do: 'load' });
  assert.deepEqual(from('slide:stop'), { do: 'pause' });
  assert.deepEqual(from({ type: SET, state: { a: 'int4', blocka: 3 } }), {
    do: 'set',
    state: { a: 'int4', blocka: 3 },
  });
});

test('nobody else is heard, and nothing of another shape', () => {
  for (const source of [null, undefined, {}, 'parent'])
    assert.equal(heard({ source, data: 'slide:start' }, parent), null);
  const others = [
    null,
    undefined,
    7,
    '',
    'slide:',
    'slide:start ',
    '{"type":"quant-scope:set","state":{}}',
    [],
    [SET],
    {},
    { type: SET },
    { type: SET, state: null },
    { type: SET, state: [] },
    { type: SET, state: 'a=int4' },
    { type: SET, state: { a: null } },
    { type: SET, state: { a: {} } },
    { type: SET, state: { a: ['int4'] } },
    { type: SET, state: { a: 'int4' }, then: 'more' },
    { type: 'quant-scope:get', state: {} },
    ...HOSTILE,
    ...HOSTILE.map((type) => ({ type, state: {} })),
  ];
  for (const data of others) assert.equal(from(data), null, JSON.stringify(data));
});
