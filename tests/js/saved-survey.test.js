// A survey as a file: what is saved is read again, and what is damaged or foreign gets a sentence.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { ModelSurvey } from '../../www/engine/model-survey.js';
import { adopt, agreeing, haveChanged } from '../../www/views/model/saved/agreement.js';
import { isSavedSurvey, readSurvey, savedText } from '../../www/views/model/saved/format.js';
import { takeSurveys } from '../../www/views/model/saved/taking.js';
import { openEngine } from './crate.js';
import { LACKS, SCHEMES, SURVEY, measures, read, refusal, row, side } from './saved-rows.js';
import './texts.js';

/** @typedef {import('../../www/engine/model-records.js').SavedSurvey} SavedSurvey */

test('what is saved is read again, number for number', () => {
  const text = savedText(SURVEY);
  assert.ok(isSavedSurvey(text.slice(0, 1000)));
  assert.deepEqual(read(text), { file: 's.json', ...SURVEY });
  assert.equal(savedText(read(text)), text);
});

test('the file says what the numbers are, and has the sums of the model', () => {
  const saved = JSON.parse(savedText(SURVEY));
  assert.match(saved.says, /weights.*perplexity/);
  assert.equal(saved.schema, 'quantscope-survey/1');
  assert.deepEqual([saved.total_a.tensors, saved.total_b.tensors], [1, 2]);
  assert.equal(saved.total_a.sqnr_db, 10 * Math.log10(12.5 / (0.01 * 10)));
  assert.deepEqual(saved.tensors[0].share_a, 1);
  // JSON has no infinity.
  assert.deepEqual([saved.tensors[0].b.sqnr_db, saved.tensors[0].difference_db], [null, null]);
  assert.deepEqual(saved.tensors[1].problem_a, LACKS);
});

/** The saved text with a change. @param {(saved: any) => void} change */
function changed(change) {
  const saved = JSON.parse(savedText(SURVEY));
  change(saved);
  return JSON.stringify(saved);
}

test('a damaged survey gets a sentence that names the place', () => {
  const text = savedText(SURVEY);
  assert.equal(refusal(text.slice(0, -20)).key, 'error.survey.syntax');
  for (const list of ['[]', '3', 'null', '"quantscope-survey/1"'])
    assert.deepEqual([refusal(list).key, /** @type {any} */ (refusal(list)).place], ['error.survey.field', '{}'], list);
  /** @type {[string, (saved: any) => void][]} */
  const cases = [
    ['schema', (saved) => delete saved.schema],
    ['a', (saved) => (saved.a = 4)],
    ['model', (saved) => (saved.model = { toString: 'x' })],
    ['files', (saved) => (saved.files = 'all')],
    ['files[0].size', (saved) => (saved.files[0].size = -1)],
    ['tensors', (saved) => (saved.tensors = {})],
    ['tensors[1]', (saved) => (saved.tensors[1] = null)],
    ['tensors[0].name', (saved) => delete saved.tensors[0].name],
    ['tensors[].name', (saved) => (saved.tensors[1].name = saved.tensors[0].name)],
    ['tensors[0].shape', (saved) => (saved.tensors[0].shape = '2x5')],
    ['tensors[0].shape[1]', (saved) => (saved.tensors[0].shape[1] = 2.5)],
    ['tensors[0].layer', (saved) => (saved.tensors[0].layer = 'one')],
    ['tensors[0].values', (saved) => (saved.tensors[0].values = 1e300)],
    ['tensors[0].rows_out.by_few', (saved) => (saved.tensors[0].rows_out = { throughout: 0 })],
    ['tensors[0].kurtosis', (saved) => (saved.tensors[0].kurtosis = 'large')],
    ['tensors[0].a', (saved) => delete saved.tensors[0].a],
    ['tensors[0].a.mse', (saved) => (saved.tensors[0].a.mse = null)],
    ['tensors[0].a.bits_per_value', (saved) => (saved.tensors[0].a.bits_per_value = '4')],
    ['tensors[0].a.rmse', (saved) => delete saved.tensors[0].a.rmse],
    ['tensors[1].problem_a.key', (saved) => (saved.tensors[1].problem_a = {})],
    ['tensors[1].problem_a.words', (saved) => (saved.tensors[1].problem_a.words.scheme = 3)],
  ];
  for (const [place, change] of cases) {
    const said = /** @type {any} */ (refusal(changed(change)));
    assert.deepEqual([said.key, said.place], ['error.survey.field', place], place);
    assert.ok(said.message.includes(place), said.message);
  }
  assert.equal(refusal(changed((saved) => (saved.tensors = []))).key, 'error.survey.empty');
});

test('another version and an unknown scheme are named', () => {
  const newer = refusal(changed((saved) => (saved.schema = 'quantscope-survey/2')));
  assert.match(newer.message, /quantscope-survey\/2.*quantscope-survey\/1/);
  const unknown = refusal(savedText(SURVEY), () => {
    throw new Error('no such scheme');
  });
  assert.match(unknown.message, /int4/);
});

test('only what the form knows is taken over', () => {
  const survey = read(
    changed((saved) => {
      saved.tensors[0].role = '<img src=x>';
      saved.tensors[0].__proto__ = { polluted: true };
      saved.tensors[0].a.extra = 1;
      saved.tensors[0].more = [1];
    }),
  );
  assert.equal(survey.rows[0].role, 'other');
  assert.deepEqual(Object.keys(survey.rows[0]).sort(), Object.keys(SURVEY.rows[0]).sort());
  assert.ok(!('extra' in /** @type {any} */ (survey.rows[0].sides.get('int4')?.measures)));
});

/** A survey that measures nothing, with a model of some entries. @param {Partial<import('../../www/files/types.js').FileListing['entries'][number]>[]} entries @param {object} [source] */
function opened(entries, source = {}) {
  const models = new ModelSurvey({
    cores: 1,
    open: () => assert.fail('nothing is measured'),
    resolve: async () => null,
    list: () => assert.fail('nothing is listed'),
    pair: () => assert.fail('nothing is paired'),
  });
  const all = entries.map((entry) => ({
    count: 10,
    readable: true,
    surveyed: true,
    dtype: 'bfloat16',
    shape: [2, 5],
    ...entry,
  }));
  const model = /** @type {any} */ ({
    key: 'm#1',
    source: { key: 'm#1', name: 'm.safetensors', size: 1234, ...source },
    listing: { name: 'm.safetensors', size: 1234, entries: all, first: 0 },
  });
  return { models, model };
}
const NAME = SURVEY.rows[0].name;
/** @type {SavedSurvey} */
const KEPT = { file: 's.json', ...SURVEY };

test('numbers are taken over for tensors of the same name, shape and type', () => {
  const { models, model } = opened([{ name: NAME }, { name: 'other' }]);
  assert.equal(adopt(models, model, KEPT), 1);
  const known = models.known(model.key).get(NAME);
  assert.deepEqual([...(known?.sides.keys() ?? [])], SCHEMES);
  /** @type {boolean|null} */
  let active = null;
  const { stop } = models.ask(
    {
      model: { ...model, listing: { ...model.listing, entries: model.listing.entries.slice(0, 1) } },
      schemes: SCHEMES,
    },
    (_, progress) => (active = progress.active),
  );
  assert.equal(active, false, 'nothing is left to measure');
  stop();
  models.forget(model.key);
  assert.equal(models.known(model.key).size, 0);
});

test('what was measured here counts more than what a file says', () => {
  const { models, model } = opened([{ name: NAME }]);
  const mine = side('int4', measures(0.25));
  models.adopt(model.key, row(NAME), mine);
  adopt(models, model, KEPT);
  const known = models.known(model.key).get(NAME);
  assert.deepEqual([known?.sides.get('int4'), known?.sides.get('int8:row')?.measures?.mse], [mine, 0]);
});

for (const [what, entry, source, agrees] of /** @type {const} */ ([
  ['another shape', { shape: [5, 2] }, {}, 0],
  ['another type', { dtype: 'float32' }, {}, 1],
  ['an importance matrix', {}, { beside: {} }, 1],
]))
  test(`with ${what} a tensor is measured`, () => {
    const { models, model } = opened(
      [{ name: NAME, ...entry, shape: [...('shape' in entry ? entry.shape : [2, 5])] }],
      source,
    );
    assert.equal(agreeing(KEPT, model).length, agrees);
    assert.equal(adopt(models, model, KEPT), 0);
    assert.equal(models.known(model.key).size, 0);
  });

test('files of other sizes are noticed', () => {
  const at = (/** @type {object} */ source) => haveChanged(KEPT, opened([{ name: NAME }], source).model);
  assert.equal(at({}), false);
  assert.equal(at({ size: 99 }), true);
  assert.equal(at({ parts: [{ name: 'renamed', size: 99 }] }), false);
  assert.equal(
    at({
      parts: [
        { name: 'x', size: 1 },
        { name: 'm.safetensors', size: 99 },
      ],
    }),
    true,
  );
});

test('of files, surveys are taken, and all else is left', async (t) => {
  const engine = await openEngine();
  t.after(() => engine.dispose());
  const named = (/** @type {string} */ name, /** @type {string} */ text) => ({ name, file: new File([text], name) });
  const files = [
    named('numbers.json', '[[1, 2], [3, 4]]'),
    named('package.json', '{"name": "x", "schema": "other/1"}'),
    named('cut.json', savedText(SURVEY).slice(0, -9)),
    named(
      's.json',
      changed((saved) => (saved.b = 'INT8:row')),
    ),
    named('survey.txt', savedText(SURVEY)),
  ];
  const { others, bad, show } = await takeSurveys(files, engine, 'en');
  assert.deepEqual(
    others.map(({ name }) => name),
    ['numbers.json', 'package.json', 'survey.txt'],
  );
  assert.deepEqual(
    bad.map(({ name, problem }) => [name, problem?.key]),
    [['cut.json', 'error.survey.syntax']],
  );
  assert.deepEqual(
    show,
    { view: 'model', saved: 's.json', a: 'int4', b: 'int8:row' },
    'schemes are as the page writes them',
  );
  assert.deepEqual([...(engine.models.saved.get('s.json')?.rows[0].sides.keys() ?? [])], SCHEMES);
});

test('the survey that the page and the command line write alike is read', async (t) => {
  const engine = await openEngine();
  t.after(() => engine.dispose());
  const text = await readFile(new URL('../surveys/half-minilm.json', import.meta.url), 'utf8');
  const survey = readSurvey(text, 'survey.json', (scheme) => engine.drawing?.parse_scheme(scheme).text ?? '');
  const expected = JSON.parse(await readFile(new URL('../models/models/expected.json', import.meta.url), 'utf8'));
  const tensors = expected.safetensors.tensors;
  assert.deepEqual(survey.rows.map(({ name }) => name).sort(), Object.keys(tensors).sort());
  for (const { name, shape, sides } of survey.rows) {
    assert.deepEqual(shape, tensors[name].shape, name);
    for (const scheme of [survey.a, survey.b]) {
      const wanted = tensors[name].schemes[scheme];
      const found = sides.get(scheme)?.measures?.sqnr_db ?? NaN;
      const near = wanted.sqnr_db === null ? found === Infinity : Math.abs(found - wanted.sqnr_db) < 1e-9;
      assert.ok(near, `${name} under ${scheme}: ${found}, not ${wanted.sqnr_db}`);
    }
  }
});
