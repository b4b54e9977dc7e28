// The compute loop: it answers the calls of an engine over a message port. The worker runs one for each lane. Where workers are
// forbidden, the page runs one over a MessageChannel.
//
// It holds one Lab and with it the current data. Long work runs in steps of about 10 ms; between two steps waiting messages are
// handled, so that a cancel can arrive. Data that fails, or is given up half-way, leaves the last good data in place: the Lab keeps it
// until a step has returned 1 or a load has succeeded.

import { Crew } from './crew.js';
import { FileReading } from './file-reading.js';
import { ProductTiming } from './product-timing.js';
import { serveShard } from './shard.js';
import { started } from './started.js';
import { line } from './turns.js';
import { buffersOf, isSentence, messageOf, sentence, toRecord } from './wire.js';

/** @typedef {import('./messages.js').Call} Call */
/** @typedef {import('./messages.js').Reply} Reply */
/** @typedef {import('./pkg.js').Pkg} Pkg */
/** @typedef {import('./pkg.js').Lab} Lab */
/** @typedef {{postMessage(reply: Reply, transfer?: Transferable[]): void, onmessage: ((event: MessageEvent) => void)|null}} Port */

/**
 * @param {Port} port
 * @param {{importPkg: () => Promise<Pkg>, module?: WebAssembly.Module, pause?: () => Promise<void>}} options module: used when the start call brings none
 * @returns {() => void} stops it
 */
export function serve(port, { importPkg, module, pause = queueTurn }) {
  /** @type {Pkg|null} */
  let pkg = null;
  /** @type {Lab|null} */
  let lab = null;
  /** @type {FileReading|null} */
  let files = null;
  /** @type {ProductTiming|null} */
  let products = null;
  /** @type {Crew|null} */
  let crew = null;
  /** Stops the work for the crew of another. */
  let leave = () => {};
  /** @type {string|null} key of the data the Lab holds */
  let loaded = null;
  /** @type {import('../i18n/types.js').Sentence[]} */
  let notes = [];
  /** Calls being answered, and whether each was given up. @type {Map<number, boolean>} */
  const calls = new Map();
  /** Those who wait for what no step ends, woken when a call is given up. @type {Set<() => void>} */
  const sleepers = new Set();
  /** Calls that wait for bytes of their file. @type {Map<number, (given: Extract<Call, {type: 'given'}>) => void>} */
  const waiting = new Map();
  const join = line();
  let stopped = false;

  /** @param {Extract<Call, {type: 'start'}>} call */
  async function start(call) {
    const instance = await started(await importPkg(), /** @type {WebAssembly.Module} */ (call.module ?? module));
    if (stopped) return null;
    pkg = instance;
    lab = new instance.Lab();
    files = new FileReading(instance);
    products = new ProductTiming(instance);
    crew = new Crew(lab, () => port.postMessage({ type: 'crew' }));
    return null;
  }

  /** @param {Extract<Call, {type: 'shard'}>} call */
  function serveCrew(call) {
    leave();
    leave = serveShard(call.port, {
      pkg: /** @type {Pkg} */ (pkg),
      pause,
      onpanic: (error) => port.postMessage({ type: 'panic', id: call.id, message: messageOf(error) }),
    });
    return null;
  }

  /** @param {Extract<Call, {type: 'open'}>} call */
  async function open({ id, source }) {
    return (await /** @type {FileReading} */ (files).list(source, reader(id))) ?? OBSOLETE;
  }

  /** @param {Extract<Call, {type: 'read'}>} call */
  async function read({ id, source, data }) {
    return (await /** @type {FileReading} */ (files).read(source, data, reader(id))) ?? OBSOLETE;
  }

  /** @param {Extract<Call, {type: 'row'}>} call */
  async function row({ id, source, schemes, run }) {
    return (await /** @type {FileReading} */ (files).row(source, schemes, run, reader(id))) ?? OBSOLETE;
  }

  /** @param {number} id @returns {import('./file-reading.js').Call} */
  function reader(id) {
    let rested = performance.now();
    return {
      async goesOn(fraction) {
        if (performance.now() - rested < TURN_MS) return !givenUp(id);
        const open = await goesOn(id, fraction);
        rested = performance.now();
        return open;
      },
      ask: (key, start, end) =>
        new Promise((done, failed) => {
          waiting.set(id, ({ bytes, message, error }) => {
            if (bytes) done(bytes);
            else failed(error ? sentence(error.key, error.words, error.text) : new Error(message));
          });
          port.postMessage({ type: 'wants', id, key, start, end });
        }),
    };
  }

  /** @param {Extract<Call, {type: 'time'}>} call */
  async function time({ id, request }) {
    return (await products?.time(request, (fraction) => goesOn(id, fraction))) ?? OBSOLETE;
  }

  /**
   * Answers questions about a tensor, one after the other. With `follows`, they are about the data shown: when other data takes
   * its place, they are obsolete.
   * @param {Extract<Call, {type: 'ask'}>} call @param {{lab: Lab, crew: Crew}} bench
   * @returns {Promise<import('./messages.js').Answers|typeof OBSOLETE>}
   */
  async function ask({ id, key, data, tensor, questions, follows }, { lab, crew }) {
    const place = join(!follows);
    try {
      await place.turn();
      if (givenUp(id)) return OBSOLETE;
      if (!(follows && loaded !== null) && !(await hold(id, key, data, tensor, lab))) return OBSOLETE;
      const answers = [];
      for (const question of questions) {
        const share = (/** @type {number} */ part) => (answers.length + part) / questions.length;
        const goesOnAt = async (/** @type {number} */ part) => {
          const open = await goesOn(id, share(part), lab.waits() ? () => crew.news() : pause);
          await place.turn();
          return open && !givenUp(id) && loaded === key;
        };
        const answer = loaded === key ? await answered(question, { lab, crew }, goesOnAt) : OBSOLETE;
        if (answer === OBSOLETE) return OBSOLETE;
        answers.push(answer);
      }
      return { answers, data: lab.data(), notes };
    } finally {
      place.leave();
    }
  }

  /**
   * The answer to a question, or OBSOLETE when it was given up or other data took the place of its own. The first part of the work
   * is done at once, so that what is quick costs no turn of the queue.
   * @param {import('./records.js').Question} record @param {{lab: Lab, crew: Crew}} bench @param {(part: number) => Promise<boolean>} goesOnAt
   */
  async function answered(record, { lab, crew }, goesOnAt) {
    const question = new /** @type {Pkg} */ (pkg).Question(record);
    try {
      for (;;) {
        const answer = lab.ask(question);
        if (typeof answer !== 'number') return answer;
        crew.tend();
        if (!(await goesOnAt(answer))) return OBSOLETE;
      }
    } finally {
      question.free();
    }
  }

  /**
   * Makes the Lab hold the data.
   * @param {number} id @param {string} key @param {string} data @param {import('./pkg.js').ReadTensor|null} tensor @param {Lab} lab
   * @returns {Promise<boolean>} false when it was given up
   */
  async function hold(id, key, data, tensor, lab) {
    if (key === loaded) return true;
    if (tensor) {
      lab.take(data, tensor, tensor.values, tensor.importance);
      notes = tensor.notes;
      // The call lasts until its answer: what it brought must not.
      tensor.values = new Float32Array(0);
    } else if (!(await generate(id, data, lab))) {
      return false;
    }
    crew?.drop();
    loaded = key;
    return true;
  }

  /** @param {number} id @param {string} data @param {Lab} lab @returns {Promise<boolean>} whether it was finished */
  async function generate(id, data, lab) {
    lab.begin(data);
    for (;;) {
      const fraction = lab.step();
      if (fraction >= 1) break;
      if (!(await goesOn(id, fraction))) return false;
    }
    notes = [];
    return true;
  }

  /** Reports progress and lets a cancel arrive. @param {number} id @param {number} fraction @param {() => Promise<void>} [rest] */
  async function goesOn(id, fraction, rest = pause) {
    port.postMessage({ type: 'progress', id, fraction, loaded });
    await rest();
    return !givenUp(id);
  }

  /** Waits for what comes over the network, or until the call is given up. @param {number} id @param {Promise<unknown>|undefined} coming @returns {Promise<boolean>} whether it goes on */
  async function untilGivenUp(id, coming) {
    let wake = () => {};
    /** @type {Promise<void>} */
    const end = new Promise((resolve) => (wake = () => givenUp(id) && resolve()));
    sleepers.add(wake);
    try {
      await Promise.race([coming, end]);
    } finally {
      sleepers.delete(wake);
    }
    return !givenUp(id);
  }

  /** @param {number} id */
  const givenUp = (id) => stopped || calls.get(id) === true;

  /** @param {Exclude<Call, {type: 'cancel'|'ping'}>} call */
  async function answer(call) {
    if (call.type === 'start') return start(call);
    if (!lab || !crew) throw new Error('not started');
    if (!ofFirstVisit(call) && !(await untilGivenUp(call.id, pkg?.whole?.()))) return OBSOLETE;
    if (call.type === 'crew') return crew.join(call.ports, call.again);
    if (call.type === 'shard') return serveCrew(call);
    if (call.type === 'open') return open(call);
    if (call.type === 'read') return read(call);
    if (call.type === 'group') return pkg?.group_files(call.names, call.texts);
    if (call.type === 'row') return row(call);
    if (call.type === 'element') return products?.element(call.request);
    if (call.type === 'time') return time(call);
    return ask(/** @type {Extract<Call, {type: 'ask'}>} */ (call), { lab, crew });
  }

  port.onmessage = async ({ data: call }) => {
    if (call.type === 'ping') return port.postMessage({ type: 'pong' });
    if (call.type === 'cancel') {
      if (calls.has(call.id)) calls.set(call.id, true);
      crew?.stir();
      sleepers.forEach((wake) => wake());
      return;
    }
    const { id } = call;
    if (call.type === 'given') {
      waiting.get(id)?.(call);
      waiting.delete(id);
      return;
    }
    calls.set(id, false);
    try {
      const value = await answer(call);
      if (stopped) return;
      const transfer = call.type === 'read' && value !== OBSOLETE ? buffersOf(/** @type {any} */ (value)) : [];
      if (value === OBSOLETE) port.postMessage({ type: 'obsolete', id, loaded });
      else port.postMessage({ type: 'done', id, value, loaded }, transfer);
    } catch (error) {
      if (stopped) return;
      // An error that is not a sentence is a bug; after a panic the instance must not be used any more.
      // What was given up may end because its bytes do not come any more.
      if (isSentence(error) && givenUp(id)) port.postMessage({ type: 'obsolete', id, loaded });
      else if (isSentence(error)) port.postMessage({ type: 'error', id, error: toRecord(error), loaded });
      else port.postMessage({ type: 'panic', id, message: messageOf(error) });
      return;
    } finally {
      calls.delete(id);
    }
    if (call.type === 'ask' && call.rests) await rest();
  };

  /** While nobody asks: sorts, and fetches what a later call needs. */
  async function rest() {
    await sort();
    // A call that needs it tries again, and then says why it fails.
    pkg?.whole?.().catch(() => {});
  }

  /** Sorts the data while the lab is idle; most later questions are then answered at once. */
  async function sort() {
    await pause();
    while (!stopped && calls.size === 0 && lab && lab.sort_step() < 1) await pause();
  }

  return () => {
    stopped = true;
    sleepers.forEach((wake) => wake());
    leave();
    crew?.stir();
    crew?.close();
    try {
      files?.close();
      products?.free();
      lab?.free();
    } catch {
      // After a panic the Lab cannot be freed; its memory goes with the instance.
    }
  };
}

const OBSOLETE = Symbol('obsolete');

/** Work in small steps goes on for so many milliseconds before it lets messages be handled, which may take longer than a step. */
const TURN_MS = 8;

/** Whether a call is one of those before the first picture, which the first part of the module answers. @param {Call} call */
const ofFirstVisit = (call) =>
  call.type === 'ask' && !call.tensor && call.questions.every(({ kind }) => kind === 'frame');

/** Lets waiting messages be handled; a timer would take 4 ms every time. @returns {Promise<void>} */
function queueTurn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
