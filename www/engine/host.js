// One running computer of frames: a lane of a worker, or where workers are forbidden the page itself, behind one face.
// It answers calls until it dies, of a panic or a crash; then whoever holds it opens another.

import { serve } from './compute.js';
import { Obsolete, SentenceError, fromRecord } from './errors.js';
import { messageOf } from './wire.js';

/** @typedef {import('./messages.js').Reply} Reply */
/** @typedef {import('./messages.js').WorkerLike} WorkerLike */
/** @typedef {import('./types.js').Timers} Timers */
/** @typedef {{resolve: (value: any) => void, reject: (error: unknown) => void, onprogress: (fraction: number) => void}} Pending */

/** A worker that has not said it is ready by then never will. */
const READY_MS = 10_000;

/** The host died before it could answer. */
export class Crash extends Error {}

/** It was ended for another's sake, who shares its worker: what was asked of it may be asked again. */
export class Lost extends Crash {}

/**
 * Asks, and if a host dies of it, once more; one lost for another's sake does not count.
 * @template T @param {() => Promise<T>} attempt opens a fresh host when the one before has died
 * @returns {Promise<T>} rejected with the second Crash, and with whatever else is wrong at once
 */
export async function twice(attempt) {
  for (let crashes = 0; ;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      if (!(error instanceof Lost)) crashes += 1;
      if (crashes > 1) throw error;
    }
  }
}

export class Host {
  /** @type {string|null} key of the data it holds, as far as it has told */
  loaded = null;
  /** @type {(message: string|null) => void} called once, if it dies; null where another is to blame */
  ondeath = () => {};
  #worker;
  #next = 0;
  #closed = false;
  /** @type {Map<number, Pending>} */
  #pending = new Map();

  /** @param {WorkerLike} worker */
  constructor(worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault?.();
      this.#die(event.message || 'the worker stopped');
    };
    worker.onmessageerror = () => this.#die('a message could not be read');
  }

  /**
   * @param {any} call without its id
   * @param {(fraction: number) => void} [onprogress]
   * @returns {{id: number, answer: Promise<any>}}
   */
  ask(call, onprogress = () => {}) {
    this.#next += 1;
    const id = this.#next;
    const answer = new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Crash('closed'));
      this.#pending.set(id, { resolve, reject, onprogress });
      this.#worker.postMessage({ ...call, id });
    });
    return { id, answer };
  }

  /** Asks to give up a call; its answer will be Obsolete, unless it is there already. @param {number} id */
  cancel(id) {
    if (!this.#closed) this.#worker.postMessage({ type: 'cancel', id });
  }

  /** Ends it; what it was asked is obsolete. @param {boolean} [deaf] it does not hear a cancel, so that what is not cancelled has to be asked again */
  close(deaf = false) {
    this.#end(() => (deaf ? new Lost('the worker did not hear') : new Obsolete()), deaf);
  }

  /** @param {Reply} reply */
  #hear(reply) {
    if (reply.type === 'panic') return this.#die(reply.message);
    if (reply.type === 'lost') return this.#die(null);
    const pending = this.#pending.get(reply.id);
    this.loaded = reply.loaded;
    if (reply.type === 'progress') return pending?.onprogress(reply.fraction);
    this.#pending.delete(reply.id);
    if (reply.type === 'done') pending?.resolve(reply.value);
    else pending?.reject(reply.type === 'error' ? fromRecord(reply.error) : new Obsolete());
  }

  /** @param {string|null} message */
  #die(message) {
    this.#end(() => (message === null ? new Lost('the worker was replaced') : new Crash(message)));
    this.ondeath(message);
    this.ondeath = () => {};
  }

  /** @param {() => Error} why @param {boolean} [deaf] */
  #end(why, deaf = false) {
    this.#closed = true;
    this.#worker.onmessage = this.#worker.onmessageerror = this.#worker.onerror = null;
    this.#worker.terminate(deaf);
    for (const { reject } of this.#pending.values()) reject(why());
    this.#pending.clear();
  }
}

/**
 * Opens a host in a worker, and gives up on one that does not get ready.
 * @param {WorkerLike} worker @param {WebAssembly.Module} module @param {Timers} timers
 */
export async function openWorker(worker, module, timers) {
  const host = new Host(worker);
  const timer = timers.setTimeout(() => host.close(), READY_MS);
  try {
    await host.ask({ type: 'start', module }).answer;
    return host;
  } catch (error) {
    host.close();
    throw error;
  } finally {
    timers.clearTimeout(timer);
  }
}

/**
 * Opens a host in the page itself.
 * @param {() => Promise<import('./pkg.js').Pkg>} importPkg of an instance of its own
 * @param {WebAssembly.Module} module
 */
export async function openInline(importPkg, module) {
  const { port1, port2 } = new MessageChannel();
  // Beside the port: that of an opaque origin, as a page from a disk or in a sandboxed frame has, lets no module through.
  const stop = serve(port2, { importPkg, module });
  const terminate = () => {
    stop();
    port1.close();
    port2.close();
  };
  const host = new Host(Object.assign(port1, { terminate }));
  try {
    await host.ask({ type: 'start' }).answer;
    return host;
  } catch (error) {
    host.close();
    throw new SentenceError('error.engine.start', { message: messageOf(error) });
  }
}
