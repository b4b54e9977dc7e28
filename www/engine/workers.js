// The workers of a page, which its engines share by purpose: one computes all frames; others measure, and exist only while there is
// something to measure. To its engine a lane is a worker.
//
// A panic leaves the wasm instance of a worker unusable for all its lanes. The lane that asked receives the panic, the others that
// they lost their worker: each engine opens another and goes on.

import { spawnWorker } from '../beside.js';

/** @typedef {import('./messages.js').WorkerLike} WorkerLike */
/** @typedef {import('./messages.js').RealWorker} RealWorker */
/** @typedef {import('./messages.js').LaneReply} LaneReply */

export class Workers {
  #spawn;
  /** @type {Map<string, Shared>} */
  #shared = new Map();

  /** @param {() => RealWorker} spawn starts a worker, or throws where that is forbidden */
  constructor(spawn) {
    this.#spawn = spawn;
  }

  /** A lane of the worker of that name, which starts with its first lane and ends with its last. @param {string} name @returns {WorkerLike} */
  lane(name) {
    return (this.#shared.get(name) ?? this.#open(name)).lane();
  }

  /** Starts a worker before there is a lane of it. Where that is forbidden, nothing happens. @param {string} name */
  begin(name) {
    try {
      if (!this.#shared.has(name)) this.#open(name);
    } catch {
      // The first lane meets the same.
    }
  }

  /** @param {string} name */
  #open(name) {
    const shared = new Shared(this.#spawn(), () => {
      if (this.#shared.get(name) === shared) this.#shared.delete(name);
    });
    this.#shared.set(name, shared);
    return shared;
  }
}

/** Those of this page. */
export const pageWorkers = new Workers(spawnWorker);

class Shared {
  #worker;
  #onend;
  /** @type {Map<number, Lane>} */
  #lanes = new Map();
  #next = 0;

  /** @param {RealWorker} worker @param {() => void} onend called once, when it has ended */
  constructor(worker, onend) {
    this.#worker = worker;
    this.#onend = onend;
    worker.onmessage = ({ data: { lane, ...reply } }) => this.#hear(lane, reply);
    worker.onerror = (event) => this.#end().forEach((lane) => lane.onerror?.(event));
    worker.onmessageerror = (event) => this.#end().forEach((lane) => lane.onmessageerror?.(event));
  }

  lane() {
    this.#next += 1;
    const id = this.#next;
    const lane = new Lane(
      (call, transfer = []) => this.#worker.postMessage({ lane: id, ...call }, transfer),
      (deaf) => this.#close(id, deaf),
    );
    this.#lanes.set(id, lane);
    return lane;
  }

  /** @param {number} id @param {import('./messages.js').Reply} reply */
  #hear(id, reply) {
    if (reply.type !== 'panic') {
      this.#lanes.get(id)?.receive(reply);
      return;
    }
    const asked = this.#lanes.get(id);
    for (const lane of this.#end()) lane.receive(lane === asked ? reply : { type: 'lost' });
  }

  /** @param {number} id @param {boolean} deaf */
  #close(id, deaf) {
    if (!this.#lanes.delete(id)) return;
    if (!deaf && this.#lanes.size > 0) {
      this.#worker.postMessage({ lane: id, type: 'end' }, []);
    } else {
      for (const lane of this.#end()) lane.receive({ type: 'lost' });
    }
  }

  /** Ends the worker. @returns {Lane[]} those who had it still */
  #end() {
    const left = [...this.#lanes.values()];
    this.#lanes.clear();
    this.#worker.onmessage = this.#worker.onerror = this.#worker.onmessageerror = null;
    this.#worker.terminate();
    this.#onend();
    return left;
  }
}

/** @implements {WorkerLike} */
class Lane {
  /** @type {WorkerLike['onmessage']} */
  onmessage = null;
  /** @type {WorkerLike['onerror']} */
  onerror = null;
  /** @type {WorkerLike['onmessageerror']} */
  onmessageerror = null;
  #close;

  /** @param {WorkerLike['postMessage']} post @param {(deaf: boolean) => void} close */
  constructor(post, close) {
    this.postMessage = post;
    this.#close = close;
  }

  /** @param {import('./messages.js').Reply} reply */
  receive(reply) {
    this.onmessage?.(/** @type {MessageEvent} */ ({ data: reply }));
  }

  /** @param {boolean} [deaf] whether the whole worker has to be ended, because it does not react */
  terminate(deaf = false) {
    this.#close(deaf);
  }
}
