import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NAMES, REGIONS, PIECES, hiddenBy, hideText, outOfSight, piecesOf, textOf } from '../../www/state/hide.js';
import { CATALOGUES, createTranslator } from '../../www/i18n/index.js';
import { normalize } from '../../www/state/state.js';
import './texts.js';

/** @param {string} hide */
const shown = (hide) => PIECES.filter((piece) => !hiddenBy(hide).has(piece));

test('a part stands for its controls, all for everything, and the last name decides', () => {
  assert.deepEqual(hiddenBy(''), new Set());
  assert.deepEqual([...hiddenBy('b,scoreboard')], [...piecesOf('b'), ...piecesOf('scoreboard')]);
  assert.deepEqual(shown('all'), []);
  assert.deepEqual(shown('all,-a.percentile,-b.group'), ['a.percentile', 'b.group']);
  assert.deepEqual(
    shown('all,-a,a.bits'),
    piecesOf('a').filter((piece) => piece !== 'a.bits'),
  );
  assert.deepEqual(hiddenBy('a.bits,-a'), new Set());
});

test('the verdict is a piece of its own, and the word for the scoreboard of older links means it, too', () => {
  assert.deepEqual(shown('all,-scoreboard'), ['scoreboard.measures', 'verdict']);
  assert.deepEqual(shown('all,-verdict'), ['verdict']);
  assert.deepEqual(shown('all,-scoreboard,verdict'), ['scoreboard.measures']);
  assert.deepEqual([...hiddenBy('verdict')], ['verdict']);
  assert.deepEqual([...hiddenBy('scoreboard,-verdict')], ['scoreboard.measures']);
  for (const hide of ['scoreboard', 'verdict', 'scoreboard.measures', 'all,-scoreboard', 'all,-verdict'])
    assert.equal(hideText(hiddenBy(hide)), hide);
});

test('a part is out of sight when nothing of it is left, the panels when none is', () => {
  assert.deepEqual(outOfSight(''), []);
  assert.ok(outOfSight('a').includes('a') && !outOfSight('a').includes('panels'));
  assert.ok(outOfSight(piecesOf('a').join(',')).includes('a'));
  assert.ok(!outOfSight('all,-a.bits').includes('a'));
  assert.ok(outOfSight('data,a,b').includes('panels'));
  assert.ok(!outOfSight('all,-data.outliers').includes('panels'));
});

test('a list is tidied, and what is no name is told', () => {
  const read = (/** @type {unknown} */ hide) => normalize({ hide });
  assert.deepEqual(read(' Data, b  scoreboard;').state, { hide: 'data,b,scoreboard' });
  assert.deepEqual(read(['data', 'b']).state, { hide: 'data,b' });
  assert.deepEqual(read('a,b,a').state, { hide: 'b,a' });
  assert.deepEqual(read('all,-a.bits,-a.bits').state, { hide: 'all,-a.bits' });
  for (const [hide, used, unknown] of [
    ['data,foo', 'data', 'foo'],
    ['-all,--a,a.', '-all', '--a, a.'],
    ['constructor,__proto__,a.constructor', '', 'constructor, __proto__, a.constructor'],
  ]) {
    const { state, notes } = read(hide);
    assert.deepEqual(state, { hide: used });
    assert.deepEqual(
      notes.map(({ key, words }) => [key, words.value]),
      [['note.state.names', unknown]],
    );
    for (const lang of ['en', 'zh-CN'])
      assert.ok(createTranslator(lang, { strict: true })(notes[0].key, notes[0].words).includes('scoreboard'));
  }
  assert.ok(read('x,'.repeat(99999)).notes[0].words.value.length < 70);
  assert.ok(String(read(`${NAMES.join(',')},`.repeat(99)).state.hide).length < 2000, 'each name is there once');
});

test('the text of a set of pieces hides them and no others, and is short', () => {
  assert.equal(hideText(new Set()), '');
  assert.equal(hideText(new Set(PIECES)), 'all');
  assert.equal(
    hideText(new Set([...piecesOf('data'), ...piecesOf('b'), ...piecesOf('scoreboard')])),
    'data,b,scoreboard',
  );
  assert.equal(hideText(new Set(PIECES.filter((piece) => piece !== 'a.percentile'))), 'all,-a.percentile');
  // Every set of a fixed sequence that is no more regular than chance.
  let seed = 1;
  for (let round = 0; round < 500; round += 1) {
    const share = (round % 10) / 9;
    const pieces = PIECES.filter(() => {
      seed = (seed * 48271) % 2147483647;
      return seed / 2147483647 < share;
    });
    const text = hideText(new Set(pieces));
    assert.deepEqual(hiddenBy(text), new Set(PIECES.filter((piece) => hiddenBy(text).has(piece))));
    assert.deepEqual([...hiddenBy(text)].sort(), [...pieces].sort(), text);
    assert.deepEqual(normalize({ hide: text }), { state: { hide: text }, notes: [] });
  }
});

test('every part and every control has its name in both languages', () => {
  for (const [part, controls] of Object.entries(REGIONS)) {
    for (const key of [textOf(part), ...controls.map((control) => textOf(part, control))]) {
      for (const lang of Object.keys(CATALOGUES)) assert.ok(CATALOGUES[lang][key], `${lang} ${key}`);
    }
  }
});
