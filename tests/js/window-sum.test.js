// One output of a convolution, over the compiled crate: where a value of its window is no number, a sentence says why there is no result.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTranslator } from '../../www/i18n/index.js';
import { realText, windowOf } from '../../www/views/integers/window-sum.js';
import { openEngine } from './crate.js';
import './texts.js';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
before(async () => {
  engine = await openEngine();
});
after(() => engine.dispose());

/** @param {string} data @param {{row: number, column: number}} at */
async function said(data, at) {
  const [a, b] = ['int8', 'int8:asym'];
  const question = { kind: 'convolution', a, b, scene: false, filter: 'blur', weights: 'int8' };
  const shape = { view: null, bins: 8, block_a: 0, block_b: 0 };
  const { answer } = await engine.show({ data, a, b, ...shape, question: /** @type {any} */ (question) });
  const window = windowOf({ answer: /** @type {any} */ (answer), at, way: 0, role: 'a' });
  return ['en', 'zh-CN'].map((lang) => realText(createTranslator(lang, { strict: true }), window));
}

test('a window with NaN or an infinity has no result in real numbers, and a sentence says why', async () => {
  for (const data of ['values(1,2,NaN,4)', 'values(1,2,inf,4)']) {
    const [english, chinese] = await said(data, { row: 0, column: 0 });
    assert.match(english, /no result.*: a value in the window is NaN or infinite\.$/);
    assert.match(chinese, /^窗口中有 NaN 或无穷/);
  }
  const [finite] = await said('values(1,2,3,4)', { row: 0, column: 0 });
  assert.match(finite, /^In real numbers: [\d.]+; error /);
  const far = `values(nan,${Array.from({ length: 15 }, (_, i) => i).join()}):4x4`;
  assert.match((await said(far, { row: 3, column: 3 }))[0], /^In real numbers: /, 'a window without it');
});
