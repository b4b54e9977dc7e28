// Scripts of every format of the crate: which are made, what files they read, and what a graph refuses. tests/e2e/code.test.mjs runs
// them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TARGETS, refusal, scriptOf, subjectOf } from '../../www/code/index.js';
import { CATALOGUES, createTranslator } from '../../www/i18n/index.js';
import { wordsOf } from '../../www/state/schemes.js';
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
const HOW = { signal: new AbortController().signal, onprogress: () => {} };
/** Ggml's formats need 256 values in a row; these are too many for a script. */
const LARGE = 'normal:2x256:seed=1';
const SMALL = 'normal:2x20:seed=1';

/** Every format in its own notation, and in its group. */
/** All but the grid of a file, which generated data has none of. */
const formats = () =>
  wordsOf(pkg(), 'format')
    .map(({ name, group = '' }) => ({ name, group }))
    .filter(({ name }) => name !== 'stored');

/** @param {string} data @param {string} scheme */
async function asked(data, scheme) {
  const frame = await engine.show(/** @type {any} */ (request(data, scheme)));
  /** @type {string[]} */
  const kinds = [];
  const { subject, beside } = await subjectOf(frame.data, frame.a, (question) => {
    kinds.push(question.kind);
    return engine.ask(data, /** @type {any} */ (question), HOW);
  });
  return { frame, subject, beside, kinds };
}

test('a script is made for every format, of values that it holds and of a file', async () => {
  for (const { name, group } of formats()) {
    const scheme = pkg().print_scheme(/** @type {any} */ ({ format: name }));
    for (const data of [SMALL, LARGE]) {
      const { frame, subject, beside } = await asked(data, scheme);
      for (const target of TARGETS) {
        const where = `${target} of ${scheme} on ${data}`;
        const why = refusal(target, frame.a, frame.data);
        if (target !== 'onnx') assert.equal(why, null, where);
        if (why) continue;
        const script = scriptOf(target, subject);
        assert.doesNotMatch(script, /undefined|null|NaN[,)]|\[object/, where);
        for (const file of beside) assert.ok(script.includes(`"${file.name}"`), `${where} reads ${file.name}`);
      }
      const kinds = beside.map(({ question }) => question.kind);
      const found = group === 'gguf' ? ['quantized'] : [];
      assert.deepEqual(kinds, data === LARGE ? ['data', ...found] : [], scheme);
    }
  }
});

test('what a scheme has found is decoded; of a searched range only its ends are', async () => {
  const kinds = async (/** @type {string} */ scheme) => (await asked(SMALL, scheme)).kinds;
  assert.deepEqual(await kinds('q4_k'), ['data', 'quantized']);
  assert.deepEqual(await kinds('mxfp4:xeven'), ['data']);
  assert.deepEqual(await kinds('nvfp4'), ['data']);
  assert.deepEqual(await kinds('nvfp4:search'), ['data', 'quantized']);
  assert.deepEqual(await kinds('int4:mse'), ['data', 'ranges']);
});

test('a graph is refused with a sentence where it cannot find the codes of a format', async () => {
  const why = async (/** @type {string} */ scheme) => {
    const { frame } = await asked(SMALL, scheme);
    return refusal('onnx', frame.a, frame.data);
  };
  /** @type {Record<string, string|null>} */
  const expected = { mxfp6_e2m3: 'code.refuse.table', mxfp6_e3m2: 'code.refuse.table' };
  for (const { name, group } of formats()) {
    if (group === 'mx') assert.equal(await why(name), expected[name] ?? null, name);
    if (group === 'gguf') assert.equal(await why(name), 'code.refuse.found', name);
  }
  assert.equal(await why('nvfp4:single'), 'code.refuse.reciprocal');
  assert.equal(await why('nvfp4:search'), 'code.refuse.found');
  for (const lang of Object.keys(CATALOGUES)) {
    const t = createTranslator(lang, { strict: true });
    for (const key of ['found', 'table', 'reciprocal']) assert.match(t(`code.refuse.${key}`), /ONNX.*NumPy.*PyTorch/);
  }
});
