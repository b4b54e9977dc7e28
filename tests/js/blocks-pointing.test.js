// What the Blocks view says of the place pointed at, over the compiled crate: the value as the whole tensor decodes it, whatever block is shown.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CATALOGUES, createTranslator } from '../../www/i18n/index.js';
import { blockText } from '../../www/views/blocks/block-text.js';
import { openEngine } from './crate.js';
import { request } from './fakes.js';
import './texts.js';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
before(async () => {
  engine = await openEngine();
});
after(() => engine.dispose());

const DATA = 'normal:16x512';
const PLACE = { row: 8, column: 205 };

/** The x̂ of a text. @param {string} text */
const decodedIn = (text) => /x̂ = (\S+?)[,，]/.exec(text)?.[1];

test('a value is decoded by its own block, under every format', async () => {
  for (const a of ['q4_k', 'q4_0', 'q4_1', 'q6_k', 'mxfp4', 'nvfp4', 'nf4:g64:snested8', 'int4:asym:g64', 'int4:row']) {
    const question = { kind: 'blocks', a, b: 'nvfp4', map: 'scale', window: null, cells: [16, 512] };
    const { answer, ...frame } = /** @type {any} */ (
      await engine.show(/** @type {any} */ ({ ...request(DATA, a), b: 'nvfp4', question }))
    );
    // What the map of decoded values shows at the place.
    const { answer: map } = /** @type {any} */ (
      await engine.show(
        /** @type {any} */ ({ ...request(DATA, a), b: 'nvfp4', question: { ...question, map: 'decoded' } }),
      )
    );
    const oracle = map.a.cells[PLACE.row * 512 + PLACE.column];
    for (const lang of Object.keys(CATALOGUES)) {
      const text = blockText(createTranslator(lang, { strict: true }), 'a', PLACE, answer, frame);
      const said = Number(decodedIn(text)?.replace('−', '-'));
      assert.ok(Math.abs(said - oracle) <= 1e-3 * Math.abs(oracle), `${a}: ${text}, but ${oracle}`);
      // Only formats with a zero-point or a minimum name one.
      assert.equal(/[,，] ?z /.test(text), a.includes('asym'), text);
      assert.equal(/[,，] ?m /.test(text), ['q4_k', 'q4_1'].includes(a), text);
    }
    if (a === 'q4_k') assert.equal(decodedIn(blockText(createTranslator('en'), 'a', PLACE, answer, frame)), '−0.3672');
  }
});
