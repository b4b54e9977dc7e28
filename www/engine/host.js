// A worker lane, or the page, behind one interface. It answers calls until it dies of a panic or a crash; its owner then opens another.

import { Obsolete, SentenceError, fromRecord } from './errors.js';
import { isSentence, messageOf, toRecord } from './wire.js';

/** @typedef {import('./messages.js').Reply} Reply */
/** @typedef {import('./messages.js').WorkerLike} WorkerLike */
/** @typedef {import('./types.js').Timers} Timers */
/** @typedef {import('../files/types.js').Source} Source */
/**
 * @typedef {object} Pending
 * @property {(value: any) => void} resolve
 * @property {(error: unknown) => void} reject
 * @property {(fraction: number) => void} onprogress
 * @property {number} share the progress that was reported last
 * @property {Source} [source] the file the call is about
 * @property {AbortController} reading ends what the page reads for it
 */

/** A worker that is not ready within this time is given up. */
const READY_MS = 10_000;
/** If a cancel has no effect within this time, the worker is ended. */
export const CANCEL_GRACE_MS = 1000;

/** A worker that owes an answer is asked so often whether it is there. */
const PING_MS = 5000;
/** After so many questions without a word it is given up. A computer that sleeps, or a page in the background, asks later, and not more often. */
const UNANSWERED_PINGS = 8;

/** The host died before it could answer. */
export class Crash extends Error {}

/** Its worker was ended because of another lane: the same call may be made again. */
export class Lost extends Crash {}

/**
 * Asks, and once more if the host dies; a host that is lost because of another lane does not count.
 * @template T @param {() => Promise<T>} attempt opens a fresh host when the one before has died
 * @returns {Promise<T>} rejected with the second Crash, or at once with any other error
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
  /** @type {string|null} key of the data it holds, as last reported */
  loaded = null;
  /** @type {(message: string|null) => void} called once, if it dies; null if another lane is the cause */
  ondeath = () => {};
  /** Called when it has work for a crew. */
  oncrew = () => {};
  #worker;
  #next = 0;
  #closed = false;
  /** @type {Map<number, Pending>} */
  #pending = new Map();
  /** @type {Timers|null} */
  #timers = null;
  /** @type {any} */
  #ping = null;
  /** How many pings in a row brought no word of any kind. */
  #silence = 0;

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
   * @param {Transferable[]} [transfer]
   * @returns {{id: number, answer: Promise<any>}}
   */
  ask(call, onprogress = () => {}, transfer = []) {
    this.#next += 1;
    const id = this.#next;
    const answer = new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Crash('closed'));
      this.#pending.set(id, {
        resolve,
        reject,
        onprogress,
        share: 0,
        source: call.source,
        reading: new AbortController(),
      });
      this.#listen();
      this.#worker.postMessage({ ...call, id }, transfer);
    });
    return { id, answer };
  }

  /** Cancels a call; its answer will be Obsolete, unless it has arrived already. @param {number} id */
  cancel(id) {
    if (this.#closed) return;
    this.#worker.postMessage({ type: 'cancel', id });
    this.#pending.get(id)?.reading.abort();
  }

  /** Ends it; its open calls become obsolete. @param {boolean} [deaf] it does not react to a cancel, so its other calls have to be made again */
  close(deaf = false) {
    this.#end(() => (deaf ? new Lost('the worker did not hear') : new Obsolete()), deaf);
  }

  /** Finds out from now on when the worker ends without a word, as one does that the system takes. @param {Timers} timers */
  watch(timers) {
    this.#timers = timers;
    return this;
  }

  /** Asks for a sign of life, as long as an answer is owed. */
  #listen() {
    this.#ping ??= this.#timers?.setTimeout(() => {
      this.#ping = null;
      if (this.#closed || this.#pending.size === 0) return;
      this.#silence += 1;
      if (this.#silence > UNANSWERED_PINGS) return this.#die('the worker stopped without a word');
      this.#worker.postMessage({ type: 'ping' });
      this.#listen();
    }, PING_MS);
  }

  /** @param {Reply} reply */
  #hear(reply) {
    this.#silence = 0;
    if (reply.type === 'pong') return;
    if (reply.type === 'panic') return this.#die(reply.message);
    if (reply.type === 'lost') return this.#die(null);
    if (reply.type === 'crew') return this.oncrew();
    if (reply.type === 'wants') return void this.#give(reply);
    const pending = this.#pending.get(reply.id);
    this.loaded = reply.loaded;
    if (reply.type === 'progress') {
      if (pending) pending.share = reply.fraction;
      return pending?.onprogress(reply.fraction);
    }
    this.#pending.delete(reply.id);
    if (reply.type === 'done') pending?.resolve(reply.value);
    else pending?.reject(reply.type === 'error' ? fromRecord(reply.error) : new Obsolete());
  }

  /** Reads in the page what the worker could not. @param {Extract<Reply, {type: 'wants'}>} range */
  async #give({ id, key, start, end }) {
    const pending = this.#pending.get(id);
    const source = [pending?.source, pending?.source?.beside, pending?.source?.became].find(
      (each) => each?.key === key,
    );
    if (!pending || !source) return;
    try {
      const bytes = await bytesOf(source, start, end, {
        signal: pending.reading.signal,
        // Bytes on their way are a sign of life of the reader that waits for them.
        onheard: () => pending.onprogress(pending.share),
      });
      if (!this.#closed) this.#worker.postMessage({ type: 'given', id, bytes }, [bytes]);
    } catch (error) {
      const why = isSentence(error) ? { error: toRecord(error) } : { message: messageOf(error) };
      if (!this.#closed) this.#worker.postMessage({ type: 'given', id, ...why });
    }
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
    if (this.#ping !== null) this.#timers?.clearTimeout(this.#ping);
    this.#worker.onmessage = this.#worker.onmessageerror = this.#worker.onerror = null;
    this.#worker.terminate(deaf);
    for (const { reject, reading } of this.#pending.values()) {
      reading.abort();
      reject(why());
    }
    this.#pending.clear();
  }
}

/** Bytes of a source, as the page reads them. @param {Source} source @param {number} start @param {number} end @param {import('../files/transport.js').How} how */
async function bytesOf({ blob, remote = [] }, start, end, how) {
  if (blob) return blob.slice(start, end).arrayBuffer();
  return (await import('../files/remote.js')).bytesOf(remote, start, end, how);
}

/** A host that is opened when it is first needed, and anew when it has died. */
export class Reopened {
  #open;
  /** @type {Promise<Host>|null} */
  #host = null;
  /** What `#host` came to. @type {Host|null} */
  #opened = null;

  /** @param {() => Promise<Host>} open */
  constructor(open) {
    this.#open = open;
  }

  async get() {
    const opening = (this.#host ??= this.#open());
    const forget = () => {
      if (this.#host === opening) this.#host = null;
    };
    try {
      const host = await opening;
      // A host that died is not asked again.
      host.ondeath = forget;
      if (this.#host === opening) this.#opened = host;
      return host;
    } catch (error) {
      forget();
      throw error;
    }
  }

  /** Ends a host that hangs. @param {Host} host */
  end(host) {
    host.close(true);
    if (this.#opened === host) this.#host = null;
  }

  /** Ends the host; its open calls become obsolete. */
  close() {
    this.#host?.then((host) => host.close()).catch(() => {});
    this.#host = null;
  }
}

/**
 * Asks a host, and cancels the call when it is given up. An answer that was on its way by then is obsolete, too.
 * @param {Host} host @param {{signal: AbortSignal}} how @param {object} call @param {(fraction: number) => void} onprogress @param {Transferable[]} [transfer]
 * @returns {Promise<any>}
 */
export async function heard(host, { signal }, call, onprogress, transfer = []) {
  signal.throwIfAborted();
  const { id, answer } = host.ask(call, onprogress, transfer);
  const cancel = () => host.cancel(id);
  signal.addEventListener('abort', cancel);
  try {
    const value = await answer;
    if (signal.aborted) throw new Obsolete();
    return value;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/**
 * Opens a host in a worker, and gives up if it does not get ready. Rejects if there is no module, too.
 * @param {WorkerLike} worker @param {Promise<WebAssembly.Module>} module @param {Timers} timers
 */
export async function openWorker(worker, module, timers) {
  const host = new Host(worker);
  let timer = null;
  try {
    const compiled = await module;
    timer = timers.setTimeout(() => host.close(), READY_MS);
    await host.ask({ type: 'start', module: compiled }).answer;
    return host.watch(timers);
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
  // Most browsers allow workers, so a page that has one does not fetch this.
  const { serve } = await import('./compute.js');
  const { port1, port2 } = new MessageChannel();
  // The module does not go through the port: an opaque origin, as of a page from a disk or in a sandboxed frame, forbids that.
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
