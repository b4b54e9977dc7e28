// The worker's side of sharing: the engines of a page ask one worker, each on a lane of its own. What each holds, its data
// and its files, is apart from the others'; the wasm instance is one. Work goes in steps, so that none waits for all of
// another's.

import { serve } from './compute.js';

/** @typedef {import('./messages.js').LaneCall} LaneCall */
/** @typedef {import('./messages.js').LaneReply} LaneReply */
/** @typedef {{port: import('./compute.js').Port, stop: () => void}} Lane */

/**
 * @param {{postMessage(reply: LaneReply): void, onmessage: ((event: MessageEvent<LaneCall>) => void)|null}} worker
 * @param {Parameters<typeof serve>[1]} options
 * @returns {() => void} stops all of them
 */
export function serveLanes(worker, options) {
  /** @type {Map<number, Lane>} */
  const lanes = new Map();

  /** @param {number} lane @returns {Lane} */
  function open(lane) {
    /** @type {import('./compute.js').Port} */
    const port = { postMessage: (reply) => worker.postMessage({ lane, ...reply }), onmessage: null };
    const opened = { port, stop: serve(port, options) };
    lanes.set(lane, opened);
    return opened;
  }

  worker.onmessage = ({ data: { lane, ...call } }) => {
    if (call.type === 'end') {
      lanes.get(lane)?.stop();
      lanes.delete(lane);
    } else {
      (lanes.get(lane) ?? open(lane)).port.onmessage?.(/** @type {MessageEvent} */ ({ data: call }));
    }
  };

  return () => lanes.forEach(({ stop }) => stop());
}
