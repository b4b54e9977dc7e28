// Memory: what was shown before is let go when other data takes its place.
import assert from 'node:assert/strict';
import { existsSync, linkSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { choose } from '../drop.mjs';
import { inBrowser, ready, stateOf, until } from '../lab.mjs';

const visit = inBrowser();
const own = mkdtempSync(join(tmpdir(), 'quantscope-'));
after(() => rmSync(own, { recursive: true }));

/** Tensors of 100 MB. */
const SIDE = 5120;

/** An .npy file of SIDE × SIDE float32. @param {string} path */
function write(path) {
  const header = `${`{'descr': '<f4', 'fortran_order': False, 'shape': (${SIDE}, ${SIDE}), }`.padEnd(117)}\n`;
  const values = Float32Array.from({ length: SIDE * SIDE }, (_, i) => Math.sin(i * 0.001) * (i % 1000 === 0 ? 9 : 1));
  writeFileSync(
    path,
    Buffer.concat([
      Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0]),
      Buffer.from(header),
      Buffer.from(values.buffer),
    ]),
  );
}

visit(
  'twenty tensors of 100 MB, one after the other, take the memory of one',
  { hash: '#a=int4:g64:p99&b=int8' },
  async (page) => {
    assert.ok(existsSync('/proc/self/status'), 'the system tells what memory a process has');
    await ready(page);
    write(join(own, 'w0.npy'));
    /** @type {number[]} */
    const seen = [];
    for (let i = 0; i < 20; i += 1) {
      const path = join(own, `w${i}.npy`);
      if (i > 0) linkSync(join(own, 'w0.npy'), path);
      await choose(page, path);
      await until(
        `tensor ${i} is shown`,
        () => stateOf(page),
        ({ data }) => data === `file(w${i}.npy)`,
      );
      seen.push(await page.memory());
    }
    const text = seen.map((size) => size.toFixed(0)).join(' ');
    console.log(`memory of the page in MB after each: ${text}`);
    // The first few fill what is then used again and again; leaking one tensor in two would be ten times what is allowed.
    const [early, late] = [Math.max(...seen.slice(2, 6)), Math.min(...seen.slice(-4))];
    assert.ok(late < early + 100, `the page grew: ${text}`);
  },
);
