// Which schemes advice counts: those whose files can hold the rows, as the compiled crate says.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CATALOGUES, createTranslator } from '../../www/i18n/index.js';
import { parsedScheme, wordsOf } from '../../www/state/schemes.js';
import { noteOf, storable } from '../../www/views/tradeoff/storable.js';
import { KNOWN, noteKey, usualList } from '../../www/views/tradeoff/usual.js';
import { openEngine } from './crate.js';
import { request } from './fakes.js';
import './texts.js';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
before(async () => {
  engine = await openEngine();
});
after(() => engine.dispose());

/** @returns {import('../../www/engine/pkg.js').Pkg} */
const pkg = () => /** @type {any} */ (engine.drawing);
const superBlockOf = (/** @type {string} */ scheme) => parsedScheme(pkg(), scheme).super_block;
const usual = () => usualList('16', wordsOf(pkg(), 'format'));

test('what does not count is what the frame offers another scheme for', async () => {
  for (const columns of [1, 32, 48, 64, 100, 256, 512]) {
    const { counted, left } = storable(
      usual().map((scheme) => ({ scheme })),
      columns,
      superBlockOf,
    );
    assert.equal(counted.length + left.length, usual().length);
    // The grid of a file is none of data that is generated.
    const names = wordsOf(pkg(), 'format').flatMap(({ name }) => (name === 'stored' ? [] : [name]));
    for (const scheme of names.map((name) => pkg().print_scheme(/** @type {any} */ ({ format: name })))) {
      const { a } = await engine.show(/** @type {any} */ (request(`normal:2x${columns}:seed=1`, scheme)));
      assert.equal(
        left.includes(scheme),
        a.instead !== null && usual().includes(scheme),
        `${scheme}, ${columns} columns`,
      );
    }
  }
});

test('every format with blocks of its own is usual; known schemes are canonical, and say what differs in every language', () => {
  for (const { name, group = '' } of wordsOf(pkg(), 'format'))
    if (group === 'mx' || group === 'gguf') assert.ok(usual().includes(name), name);
  for (const known of KNOWN) {
    assert.equal(parsedScheme(pkg(), known.scheme).text, known.scheme);
    if (known.note === 'exact') assert.equal(parsedScheme(pkg(), known.scheme).parts.format, known.scheme);
    for (const lang of Object.keys(CATALOGUES)) {
      const t = createTranslator(lang, { strict: true });
      assert.ok(t(`known.${known.name}`) && t(noteKey(known)), known.name);
    }
  }
});

test('of rows that files of a format cannot hold this is said, not that the scheme is the format', () => {
  for (const lang of Object.keys(CATALOGUES)) {
    const t = createTranslator(lang, { strict: true });
    const note = (/** @type {string} */ scheme, /** @type {number} */ columns) =>
      noteOf(t, scheme, columns, superBlockOf);
    for (const scheme of ['q4_k', 'q6_k', 'q5_k']) assert.match(note(scheme, 384), /\b384\b.*\b256\b/, scheme);
    assert.match(note('q4_0', 40), /\b40\b.*\b32\b/);
    for (const scheme of ['q4_0', 'mxfp4', 'nvfp4']) assert.equal(note(scheme, 384), t('known.exact.note'));
    assert.equal(note('q4_k', 512), t('known.exact.note'));
    assert.equal(note('int5', 384), '');
  }
});
