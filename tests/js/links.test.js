// Links as they were handed out, each with what it means. They are in documents that nobody can change any more, so a line of
// links.json is never altered: who changes what links say adds a migration (www/state/versions.js) and lines of the new version.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createTranslator } from '../../www/i18n/index.js';
import { REGIONS, piecesOf } from '../../www/state/hide.js';
import { KEYS, defaults, parseHash, printHash } from '../../www/state/state.js';
import { MIGRATIONS, VERSION, migrate } from '../../www/state/versions.js';
import './texts.js';

/** @type {Record<string, [string, object][]>} */
const LINKS = JSON.parse(readFileSync(new URL('./links.json', import.meta.url), 'utf8'));

test('there are links of every version', () => {
  assert.deepEqual(
    Object.keys(LINKS).map(Number),
    Array.from({ length: VERSION }, (_, i) => i + 1),
  );
});

test('a link means what it meant when it was made', () => {
  for (const [link, part] of Object.values(LINKS).flat()) {
    const read = parseHash(`#${link}`);
    assert.deepEqual(read, { state: { ...defaults(), ...part }, notes: [] }, link);
    for (const lasting of [false, true])
      assert.deepEqual(parseHash(printHash(read.state, defaults(), { lasting })), read, link);
  }
});

test('a link that is kept names its version, the address in the browser only where it has to', () => {
  assert.equal(printHash(defaults(), defaults(), { lasting: true }), `v=${VERSION}`);
  assert.equal(printHash({ ...defaults(), a: 'int8' }, defaults(), { lasting: true }), `v=${VERSION}&a=int8`);
  assert.equal(printHash(defaults()), '');
});

test('a link of a newer version is read as far as it is understood, and a note says so', () => {
  const { state, notes } = parseHash(`v=${VERSION + 6}&a=int8&novelty=1&view=hologram`);
  assert.deepEqual(state, { ...defaults(), a: 'int8' });
  assert.deepEqual(
    notes.map(({ key }) => key),
    ['note.state.newer', 'note.state.unknown', 'note.state.choice'],
  );
  for (const lang of ['en', 'zh-CN'])
    assert.match(
      createTranslator(lang, { strict: true })(notes[0].key, notes[0].words),
      new RegExp(`${VERSION + 6}.*${VERSION}`),
    );
});

test('a version that is none is told, and the link is read as one of today', () => {
  for (const v of ['', 'x', '0', '-1', '1.5']) {
    const { state, notes } = parseHash(`v=${v}&a=int8`);
    assert.deepEqual(state, { ...defaults(), a: 'int8' }, v);
    assert.deepEqual(
      notes.map(({ key }) => key).filter((key) => key !== 'note.state.newer'),
      ['note.state.integer'],
      v,
    );
  }
});

test('a link goes through every migration from its own version on', () => {
  /** @type {import('../../www/state/versions.js').Migration[]} */
  const migrations = [
    // Version 2 called a scheme's key by its letter, version 3 has another default for it.
    (given) => {
      const old = given.get('schemea');
      if (old !== undefined) given.set('a', old);
      given.delete('schemea');
    },
    (given) => {
      if (!given.has('a')) given.set('a', 'int4');
    },
  ];
  const read = (/** @type {Record<string, string>} */ link) => {
    const given = new Map(Object.entries(link));
    const notes = migrate(given, migrations).map(({ key }) => key);
    return [Object.fromEntries(given), notes];
  };
  assert.deepEqual(read({ schemea: 'int8' }), [{ a: 'int8' }, []]);
  assert.deepEqual(read({ v: '1', b: 'int2' }), [{ a: 'int4', b: 'int2' }, []]);
  assert.deepEqual(
    read({ v: '2', schemea: 'int8' }),
    [{ schemea: 'int8', a: 'int4' }, []],
    'version 2 has no such key',
  );
  assert.deepEqual(read({ v: '3', b: 'int2' }), [{ b: 'int2' }, []]);
  assert.deepEqual(read({ v: '4', b: 'int2' }), [{ b: 'int2' }, ['note.state.newer']]);
  assert.deepEqual(read({}), [{}, []], 'no link at all is today’s page');
  assert.equal(MIGRATIONS.length, VERSION - 1);
});

test('the documentation has every key and every name that can be hidden', () => {
  const text = readFileSync(new URL('../../docs/links.md', import.meta.url), 'utf8');
  const names = [
    ...KEYS.map(({ name }) => name),
    ...Object.keys(REGIONS),
    ...Object.keys(REGIONS)
      .filter((part) => part !== 'b')
      .flatMap(piecesOf),
  ];
  assert.deepEqual(
    names.filter((name) => !text.includes(`\`${name}\``)),
    [],
  );
});
