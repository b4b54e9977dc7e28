// Block numbers: people count blocks from 1; links and frames count them from 0.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTranslator } from '../../www/i18n/index.js';
import { blockText } from '../../www/panels/scheme/block-chooser.js';
import { parseHash } from '../../www/state/state.js';
import { gridPicture } from '../../www/views/grid/picture.js';
import { clippingWords } from '../../www/views/sweeps/clipping-words.js';
import './texts.js';

/** A scheme of 1024 blocks, the shown one in columns 0 to 63 of its row. @param {number} block */
const schemeOf = (block) =>
  /** @type {import('../../www/engine/records.js').SchemeFrame} */ (
    /** @type {unknown} */ ({
      text: 'int4:g64',
      block,
      blocks: 1024,
      rows: [block / 4, block / 4 + 1],
      cols: [0, 64],
      params: { scale: 0.5, zero_point: 0 },
      parts: { rounding: 'even', ratio: 0.8 },
      available: { calibration: ['max', 'clip'] },
      metrics: { clipped: 0, zeroed: 0.5 },
      usage: Float64Array.of(1, 2, 1),
      levels: Float32Array.of(-0.5, 0, 0.5),
      codes: Int32Array.of(-1, 0, 1),
      clipped: [0, 0],
    })
  );

for (const [lang, first, title, curve] of /** @type {const} */ ([
  ['en', 'block 1 of 1024: row 0, columns 0–63', 'grid of block 1 of 1024: ', 'block 5 of 1024'],
  ['zh-CN', '第 1 块，共 1024 块：行 0，列 0–63', '当前显示：第 1 块，', '第 5 块，共 1024 块'],
])) {
  test(`the block that a link calls 0 is shown as block 1 (${lang})`, () => {
    const t = createTranslator(lang, { strict: true });
    const { state } = parseHash('#blocka=0&blockb=4');
    assert.deepEqual([state.blocka, state.blockb], [0, 4]);
    assert.equal(blockText(t, schemeOf(state.blocka)), first);
    const frame = /** @type {any} */ ({ a: schemeOf(0), b: schemeOf(4), view: [-1, 1], below: 0, above: 0 });
    const picture = gridPicture(t, frame, { log: true, look: /** @type {any} */ ({}) });
    assert.ok(picture.panels[0].subtitle.includes(title), picture.panels[0].subtitle);
    const words = clippingWords(t);
    assert.equal(words.about(schemeOf(state.blockb), false), curve);
  });
}
