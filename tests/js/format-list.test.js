// The list of formats, with the compiled crate: its rows, their pictures and sentences, and what comes back with a format that has room
// for it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CATALOGUES, createTranslator } from '../../www/i18n/index.js';
import { lostOptions } from '../../www/panels/formats/lost-options.js';
import { listedLevels, startingLists } from '../../www/panels/formats/own-levels.js';
import { inShares } from '../../www/panels/formats/picture.js';
import { formatEntries, formatId, formatName } from '../../www/state/formats.js';
import { parsedScheme, wordsOf } from '../../www/state/schemes.js';
import { openEngine } from './crate.js';
import './texts.js';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
before(async () => {
  engine = await openEngine();
});
after(() => engine.dispose());

/** @returns {import('../../www/engine/pkg.js').Pkg} */
const pkg = () => /** @type {any} */ (engine.drawing);
const t = createTranslator('en', { strict: true });
const own = '-3,-1,0,2';

test('every format of the crate has a row with a name, a group, a sentence and a picture, in both languages', () => {
  for (const lang of Object.keys(CATALOGUES)) {
    const said = createTranslator(lang, { strict: true });
    const choices = formatEntries(pkg(), own, true);
    const words = wordsOf(pkg(), 'format').map(({ name }) => name);
    assert.deepEqual(new Set(choices.map(({ means }) => means.format)), new Set(words));
    assert.equal(new Set(choices.map(({ id }) => id)).size, choices.length);
    const groups = choices.map(({ group }) => said(`ui.formats.${group}`));
    assert.deepEqual(
      groups.filter((group, i) => group !== groups[i - 1]),
      [...new Set(groups)],
      'the rows of a group stand together',
    );
    for (const entry of choices) {
      const { id, notation } = entry;
      assert.ok(formatName(said, entry) && said(`option.${id}`), id);
      // Its levels are those of a file.
      if (id === 'stored') continue;
      const { levels, bits } = pkg().format_levels(notation);
      assert.ok(levels.length >= 2 && levels.length <= 2 ** Math.ceil(bits), `${id}: ${levels.length} levels`);
      const shares = inShares(levels);
      assert.equal(Math.max(...shares.map(Math.abs)), 1, `${id} reaches the end of the axis`);
      assert.ok(
        shares.every((share, i) => i === 0 || share > shares[i - 1]),
        `${id} is ascending`,
      );
    }
  }
});

test('a row is the one that its scheme is shown in', () => {
  for (const { id, means } of formatEntries(pkg(), own)) {
    const scheme = pkg().print_scheme(/** @type {any} */ (means));
    assert.equal(formatId(parsedScheme(pkg(), scheme).parts), id);
  }
});

test('levels are drawn in shares of the largest', () => {
  assert.deepEqual(inShares([-4, 0, 1]), [-1, 0, 0.25]);
  assert.deepEqual(inShares([0, 0]), [0, 0]);
  assert.deepEqual(
    inShares(pkg().format_levels('levels(-3,-1,0,2)').levels).map((x) => Number(x.toFixed(4))),
    [-1, -0.3333, 0, 0.6667],
  );
});

test('another format keeps what has a meaning for it, and what it had no place for comes back', () => {
  const options = lostOptions(pkg);
  const nf4 = options.withFormat('int4:asym:g32:p99.5:stochastic(7):s16', { format: 'nf4' });
  assert.equal(nf4, 'nf4:g32:p99.5:s16');
  const e2m1 = options.withFormat(nf4, { format: 'fp4_e2m1' });
  assert.equal(e2m1, 'fp4_e2m1:g32:p99.5:s16');
  assert.equal(options.withFormat(e2m1, { format: 'int', bits: 8 }), 'int8:asym:g32:p99.5:stochastic(7):s16');
});

test('a calibrator that a format does not have comes back, unless another was chosen meanwhile', () => {
  const options = lostOptions(pkg);
  const nf4 = options.withFormat('int4:full:g32:octav', { format: 'nf4' });
  assert.equal(nf4, 'nf4:g32');
  assert.equal(options.withFormat(nf4, { format: 'int', bits: 4 }), 'int4:full:g32:octav');
  options.withFormat('int4:full:g32:octav', { format: 'nf4' });
  options.chosen({ calibration: 'mse' });
  assert.equal(options.withFormat('nf4:g32:mse', { format: 'int', bits: 4 }), 'int4:full:g32:mse');
});

test('what a scheme from elsewhere never had does not come back', () => {
  const options = lostOptions(pkg);
  options.withFormat('int4:asym', { format: 'nf4' });
  assert.equal(options.withFormat('fp8_e4m3:row', { format: 'int', bits: 8 }), 'int8:row');
});

test('a list of levels may be written with any separators', () => {
  for (const text of [
    '-1, 0, 0.5',
    '[-1 0 0.5]',
    '−1；0；0.5',
    '-1,0;0;0,5',
    '(-1.0)\n0\t0.50',
    'levels(-1,0,0.5)',
    '｛－１，０，０.５｝',
  ]) {
    const levels = listedLevels(text.replace('levels', ''));
    assert.equal(pkg().change_scheme('int4:g8', { format: 'levels', levels }), 'levels(-1,0,0.5):g8', text);
  }
  for (const text of ['', '1', '1 0', '0 0', '1 nan', '1 x', '1 1e39'])
    assert.throws(
      () => pkg().change_scheme('int4', { format: 'levels', levels: listedLevels(text) }),
      /is not a list of levels/,
      text,
    );
});

test('every list to start from is a list of levels', () => {
  const lists = startingLists(pkg());
  for (const [name, levels] of Object.entries(lists)) {
    assert.ok(t(`ui.own-levels.${name}`));
    assert.match(pkg().change_scheme('int4', { format: 'levels', levels }), /^levels\(/);
  }
  assert.equal(lists.e2m1, '-6,-4,-3,-2,-1.5,-1,-0.5,0,0.5,1,1.5,2,3,4,6');
  assert.equal(lists.nf4.split(',').length, 16);
});

test('the grid of a file is offered only where there is one', () => {
  const ids = (/** @type {boolean|undefined} */ stored) => formatEntries(pkg(), own, stored).map(({ id }) => id);
  assert.deepEqual(
    ids(true).filter((id) => !ids(undefined).includes(id)),
    ['stored'],
  );
});
