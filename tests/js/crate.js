// The page's engine with the compiled crate, in Node: no worker, and samples read from the disk.

import { readFile } from 'node:fs/promises';
import { Engine } from '../../www/engine/engine.js';
import { Workers } from '../../www/engine/workers.js';

const www = new URL('../../www/', import.meta.url);

/** An engine as an element has one, ready to answer; the test that opened it disposes of it. */
export async function openEngine() {
  const engine = new Engine({
    compile: async () => WebAssembly.compile(await readFile(new URL('pkg/quantscope_bg.wasm', www))),
    // Where workers are forbidden, the engine computes in the page itself.
    workers: new Workers(() => {
      throw new Error('there is no worker in this test');
    }),
    fetchSample: async (file) => new Response(await readFile(new URL(`samples/${file}`, www))),
  });
  await engine.ready;
  return engine;
}
