// Links as they arrive after chat programs, mail programs and web pages have changed them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaults, parseHash, printHash } from '../../www/state/state.js';
import './texts.js';

const STATE = { ...defaults(), data: 'laplace:64x64', a: 'int5', x: '-1,2.5' };
const LINK = printHash(STATE);

test('a link is understood however often it was encoded, as a whole or in part', () => {
  const once = encodeURIComponent(LINK);
  const ways = {
    'all of it': once,
    twice: encodeURIComponent(once),
    'three times': encodeURIComponent(encodeURIComponent(once)),
    'in lower case': once.replace(/%../g, (escape) => escape.toLowerCase()),
    'with the #': encodeURIComponent(`#${LINK}`),
    'only =': LINK.replaceAll('=', '%3D'),
    'only &': LINK.replaceAll('&', '%26'),
    '& twice': LINK.replaceAll('&', '%2526'),
    'only & and =, but for the first': LINK.replaceAll('&', '%26').replace(/(?<=&.*|%26.*)=/g, '%3D'),
    'as HTML': LINK.replaceAll('&', '&amp;'),
    'as HTML, twice': LINK.replaceAll('&', '&amp;amp;'),
    'as HTML, by number': LINK.replaceAll('&', '&#38;'),
    'as HTML, by hexadecimal number': LINK.replaceAll('&', '&#x26;'),
    'as HTML, = too': LINK.replaceAll('=', '&#61;').replaceAll(/&(?!#61;)/g, '&amp;'),
    'as JSON': LINK.replaceAll('&', '\\u0026').replaceAll('=', '\\u003d'),
    'as Markdown': LINK.replaceAll(/[=&:,.-]/g, '\\$&'),
    'signs of full width': LINK.replaceAll('&', '＆').replaceAll('=', '＝'),
    'signs of full width, encoded': encodeURIComponent(LINK.replaceAll('&', '＆').replaceAll('=', '＝')),
    'signs of full width, as a browser has them': encodeURI(LINK.replaceAll('&', '＆').replaceAll('=', '＝')),
    'behind the signs of a router': `!/${LINK}`,
    'as HTML and encoded': encodeURIComponent(LINK.replaceAll('&', '&amp;')),
  };
  for (const [how, link] of Object.entries(ways))
    assert.deepEqual(parseHash(`#${link}`), { state: STATE, notes: [] }, `${how}: ${link}`);
});

test('an encoded link that was encoded once more keeps the names in it', () => {
  const state = { ...defaults(), data: 'file(权重 1&2.npz/w#0)', a: 'int5' };
  const link = printHash(state);
  for (const twice of [encodeURI(link), encodeURI(encodeURI(link)), encodeURIComponent(encodeURIComponent(link))])
    assert.deepEqual(parseHash(twice), { state, notes: [] }, twice);
});

test('what a sentence has behind a link is no part of it', () => {
  for (const behind of ['.', ',', '!', '?', '…', ')', ').', '>', '"', '**', '_', '。', '，', '）。'.slice(1), '」'])
    assert.deepEqual(parseHash(`${LINK}${behind}`), { state: STATE, notes: [] }, behind);
  const clipped = { ...defaults(), a: 'int4:clip(-1,2)' };
  for (const behind of ['', ')', ').', '.)'])
    assert.deepEqual(parseHash(`${printHash(clipped)}${behind}`), { state: clipped, notes: [] }, behind);
});

test('where a long link may be broken into lines is no part of it', () => {
  for (const sign of ['\u200b', '\u00ad', '\ufeff', encodeURIComponent('\u200b')])
    assert.deepEqual(parseHash(LINK.replace('lap', `lap${sign}`)), { state: STATE, notes: [] }, JSON.stringify(sign));
});

test('a name that looks like a changed link is kept', () => {
  for (const name of [
    '50%25.csv',
    '%E6%9D%83.csv',
    'a&amp;b.csv',
    'a&#61;b.csv',
    'a\\_b\\u0026a=1.csv',
    'x＆a＝1.csv',
    'x&a=1.csv',
    'x%26a=1.csv',
    'a&view=codes',
    'a=1)',
    'b).',
    '%3D',
    '_',
  ])
    for (const data of [`file(${name})`, `file(${name}/w)`, name]) {
      const state = { ...defaults(), data, a: 'int5' };
      for (const link of [printHash(state), encodeURIComponent(printHash(state))])
        assert.deepEqual(parseHash(link), { state, notes: [] }, link);
    }
});
