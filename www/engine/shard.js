// The other end of a crew's port (crew.js): holds a shard of somebody's data and works on the newest task.

/** @typedef {import('./pkg.js').Pkg} Pkg */
/** @typedef {import('./pkg.js').Shard} Shard */

/** Who works is heard from this often. */
const SIGN_MS = 500;

/**
 * @param {MessagePort} port
 * @param {{pkg: Pkg, pause: () => Promise<void>, onpanic: (error: unknown) => void}} options onpanic: the instance must not be used any more
 * @returns {() => void} stops it
 */
export function serveShard(port, { pkg, pause, onpanic }) {
  /** @type {Shard|null} */
  let shard = null;
  let dealing = 0;
  let working = false;
  let stopped = false;

  function drop() {
    shard?.free();
    shard = null;
  }

  /** Works until nothing is left to do. Between two steps a newer task can arrive. */
  async function work() {
    if (working) return;
    working = true;
    let heard = performance.now();
    while (!stopped) {
      const step = shard?.step();
      if (step === undefined) break;
      const found = step === true ? null : step;
      if (found || performance.now() - heard > SIGN_MS) {
        heard = performance.now();
        const arrays = Object.values(found ?? {}).filter(ArrayBuffer.isView);
        port.postMessage(
          { dealing, found },
          arrays.map(({ buffer }) => buffer),
        );
      }
      await pause();
    }
    working = false;
  }

  /** @param {import('./messages.js').ShardCall} call */
  async function answer(call) {
    if (call.type !== 'task') drop();
    if (call.type === 'hold') {
      const { values, ...place } = call.shard;
      dealing = call.dealing;
      shard = new pkg.Shard(place, values);
    }
    if (call.type === 'task') {
      shard?.begin(call.task);
      await work();
    }
  }

  port.onmessage = ({ data }) => {
    if (!stopped) answer(data).catch(onpanic);
  };

  return () => {
    stopped = true;
    port.close();
    try {
      drop();
    } catch {
      // After a panic nothing can be freed; its memory goes with the instance.
    }
  };
}
