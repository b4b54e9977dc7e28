// The worker's side of sharing. The engines of a page share one worker, each on its own lane. Each lane has its own data and files;
// the wasm instance is shared. Work runs in steps, so that no lane waits for all the work of another.

import { serve } from './compute.js';

/** @typedef {import('./messages.js').LaneCall} LaneCall */
/** @typedef {import('./messages.js').LaneReply} LaneReply */
/** @typedef {{port: import('./compute.js').Port, stop: () => void}} Lane */

/**
 * @param {{postMessage(reply: LaneReply, transfer: Transferable[]): void, onmessage: ((event: MessageEvent<LaneCall>) => void)|null}} worker
 * @param {Parameters<typeof serve>[1]} options
 * @returns {() => void} stops all of them
 */
export function serveLanes(worker, options) {
  /** @type {Map<number, Lane>} */
  const lanes = new Map();

  /** @param {number} lane @returns {Lane} */
  function open(lane) {
    /** @type {import('./compute.js').Port} */
    const port = {
      postMessage: (reply, transfer = []) => worker.postMessage({ lane, ...reply }, transfer),
      onmessage: null,
    };
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
