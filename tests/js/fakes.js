// Stand-ins for the engine's surroundings: a Lab whose work the test steers, a worker in the same process, a clock.

import { Engine } from '../../www/engine/engine.js';
import { Obsolete, SentenceError } from '../../www/engine/errors.js';
import { serveLanes } from '../../www/engine/lanes.js';
import { Workers } from '../../www/engine/workers.js';

/** The smallest wasm module. */
export const MODULE = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));

/** What the Labs of one test share: a record of what was done, and what is to happen. */
export class World {
  /** @type {string[]} */
  log = [];
  /** Steps to generate data whose name begins with `slow`. */
  steps = Infinity;
  /** Calls of prepare that schemes whose name begins with `slow` need. */
  parts = Infinity;
  /** How many frames are to panic. */
  panics = 0;
  workers = 0;
  /** Whether files ask for the same byte again and again. */
  endless = false;
  /** A file that vanished after it was opened. */
  gone = '';
  /** Whether files break their reader. */
  breaking = false;
  /** Calls of sort_step; the third is the last that is needed. */
  sorts = 0;

  /** @param {boolean} fresh @returns {Promise<any>} */
  async importPkg(fresh) {
    const world = this;
    const read_raw = (/** @type {string} */ data, /** @type {number} */ size) => new FakeReading(data, size, 'raw');
    return {
      fresh,
      default: async () => {},
      read_raw,
      File: class extends FakeFile {
        world = world;
      },
      Question: FakeQuestion,
      Lab: class extends FakeLab {
        constructor() {
          super(world);
        }
      },
    };
  }

  /** A worker that answers over a MessageChannel. @returns {any} */
  spawn() {
    this.workers += 1;
    const { port1, port2 } = new MessageChannel();
    const pkg = this.importPkg(false);
    const stop = serveLanes(port2, {
      importPkg: () => pkg,
      pause: () => new Promise((resolve) => setImmediate(resolve)),
    });
    const terminate = () => {
      stop();
      port1.close();
      this.log.push('terminated');
    };
    return Object.assign(port1, { terminate, onerror: null });
  }
}

/** Asks for its first byte, then for all others; each tensor of it is all of its bytes. One called `.imatrix` is an importance matrix. */
class FakeFile {
  given = 0;
  /** @type {World|null} */
  world = null;
  /** @param {string} name @param {number} size */
  constructor(name, size) {
    this.name = name;
    this.size = size;
  }
  step() {
    if (this.size === 0) throw new SentenceError('error.file.read', { name: this.name, message: 'empty' });
    if (this.world?.gone === this.name)
      throw new SentenceError('error.file.read', { name: this.name, message: 'gone' });
    if (this.world?.breaking) throw new WebAssembly.RuntimeError('unreachable');
    if (this.world?.endless) this.given = 0;
    return this.given < this.size ? [this.given, this.given === 0 ? 1 : this.size] : undefined;
  }
  /** @param {number} start @param {Uint8Array} bytes */
  give(start, bytes) {
    if (start !== this.given) throw new Error('given elsewhere');
    this.given += bytes.length;
  }
  listing() {
    return {
      name: this.name,
      entries: [{ name: 't', shape: [this.size], dtype: 'U8', count: this.size, readable: true }],
      first: 0,
      importance: this.name.endsWith('.imatrix'),
    };
  }
  /** @param {FakeReading} reading @param {string} data */
  weighed(reading, data) {
    const tensor = reading.tensor(data);
    const note = { key: 'note.importance.used', words: { file: this.name, entry: 't' }, text: 'weighed' };
    return { ...tensor, importance: Float32Array.of(this.size), notes: [...tensor.notes, note] };
  }
  /** @param {string|undefined} tensor */
  read(tensor) {
    return new FakeReading(this.name, this.size, tensor);
  }
  free() {}
}

class FakeReading {
  /** @type {number[]} */
  bytes = [];
  /** @param {string} name @param {number} size @param {string|undefined} tensor */
  constructor(name, size, tensor) {
    this.name = name;
    this.size = size;
    this.entry = tensor;
  }
  wants() {
    return this.bytes.length < this.size ? [this.bytes.length, this.bytes.length + 1] : undefined;
  }
  /** @param {Uint8Array} bytes */
  give(bytes) {
    this.bytes.push(...bytes);
  }
  progress() {
    return this.bytes.length / this.size;
  }
  /** @param {string} data */
  tensor(data) {
    const notes = [{ key: 'note.x', words: {}, text: 'a note' }];
    return { name: this.name, entry: this.entry, data, values: Float32Array.from(this.bytes), notes };
  }
  free() {}
}

class FakeQuestion {
  /** @param {any} record */
  constructor(record) {
    this.record = record;
  }
  free() {}
}

class FakeLab {
  held = 'none';
  making = '';
  made = 0;
  preparing = '';
  prepared = 0;
  /** @param {World} world */
  constructor(world) {
    this.world = world;
  }
  /** @param {string} data */
  begin(data) {
    if (data === 'wrong') throw new SentenceError('error.sample.unknown', { name: data, near: 'normal', count: '1' });
    this.world.log.push(`begin ${data}`);
    this.making = data;
    this.made = 0;
  }
  step() {
    this.made += 1;
    const steps = this.making.startsWith('slow') ? this.world.steps : 1;
    if (this.made >= steps) this.held = this.making;
    return Math.min(1, steps === Infinity ? 0.25 : this.made / steps);
  }
  /** @param {string} data @param {{name: string, entry: string|undefined}} read @param {Float32Array} values @param {Float32Array} [importance] */
  take(data, { name, entry }, values, importance) {
    this.world.log.push(`load ${name} ${values.join()} ${entry}${importance ? ` by ${importance}` : ''}`);
    this.held = data;
  }
  /** @param {FakeQuestion} question */
  ask({ record }) {
    const scheme = record.a ?? record.scheme;
    const slow = scheme.startsWith('slow');
    switch (record.kind) {
      case 'measures':
        return (slow ? this.#prepare(scheme) : null) ?? this.#measures(scheme);
      case 'frame':
        return (slow ? this.#prepare(scheme) : null) ?? this.#frame(record);
      default:
        this.world.log.push(`ask ${scheme}`);
        return (slow ? this.#prepare(scheme) : null) ?? record;
    }
  }
  /** The share that is done, until all is. @param {string} a */
  #prepare(a) {
    if (this.preparing !== a) {
      this.world.log.push(`prepare ${a}`);
      this.preparing = a;
      this.prepared = 0;
    }
    this.prepared += 1;
    const { parts } = this.world;
    if (this.prepared >= parts) return null;
    return parts === Infinity ? 0.5 : this.prepared / parts;
  }
  /** @param {any} request */
  #frame(request) {
    if ('data' in request) throw new Error('the Lab knows its data');
    this.world.log.push(`frame ${this.held} ${request.a}`);
    if (this.world.panics > 0) {
      this.world.panics -= 1;
      throw new WebAssembly.RuntimeError('unreachable');
    }
    return { a: { text: request.a, metrics: {} }, b: { text: request.b, metrics: {} } };
  }
  /** What there is to say of the data. */
  data() {
    return { text: this.held, count: this.held === 'large' ? 1 << 20 : 9 };
  }
  wants_crew() {
    return false;
  }
  waits() {
    return false;
  }
  task() {}
  alone() {}
  sort_step() {
    this.world.sorts += 1;
    return Math.min(1, this.world.sorts / 3);
  }
  /** @param {string} scheme */
  #measures(scheme) {
    this.world.log.push(`measure ${this.held} ${scheme}`);
    if (scheme === 'wrong') throw new SentenceError('error.sample.unknown', { name: scheme, near: '', count: '0' });
    if (this.world.panics > 0) {
      this.world.panics -= 1;
      throw new WebAssembly.RuntimeError('unreachable');
    }
    return { sqnr_db: scheme.length };
  }
  free() {
    this.world.log.push(`free ${this.held}`);
  }
}

/** A clock the test turns. */
export class Clock {
  time = 0;
  /** @type {Map<object, {at: number, run: () => void}>} */
  waiting = new Map();
  now = () => this.time;
  /** @param {() => void} run @param {number} ms */
  setTimeout = (run, ms) => {
    const timer = {};
    this.waiting.set(timer, { at: this.time + ms, run });
    return timer;
  };
  /** @param {any} timer */
  clearTimeout = (timer) => {
    this.waiting.delete(timer);
  };
  /** @param {number} ms */
  pass(ms) {
    this.time += ms;
    for (const [timer, { at, run }] of [...this.waiting]) {
      if (at <= this.time && this.waiting.delete(timer)) run();
    }
  }
}

/** Waits until something holds. @param {() => boolean} holds */
export async function until(holds) {
  for (let i = 0; i < 2000; i++) {
    if (holds()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`never: ${holds}`);
}

/** @param {string} data @param {string} [a] */
export const request = (data, a = 'int4') => ({
  data,
  a,
  b: 'int8',
  view: null,
  bins: 10,
  block_a: 0,
  block_b: 0,
  question: null,
});
export const isObsolete = (/** @type {unknown} */ error) => error instanceof Obsolete;
/** @param {string} key */
export const isSentence = (key) => (/** @type {any} */ error) => error instanceof SentenceError && error.key === key;

/**
 * An engine among stand-ins, disposed of after the test.
 * @param {any} t
 * @param {import('../../www/engine/types.js').EngineOptions & {spawn?: () => any, world?: World}} [options] spawn: how workers are started there; world: what it shares with others
 */
export function setUp(t, { world = new World(), spawn = () => world.spawn(), ...options } = {}) {
  const clock = new Clock();
  const engine = new Engine({
    compile: async () => MODULE,
    importPkg: (fresh) => world.importPkg(fresh),
    workers: new Workers(spawn),
    timers: clock,
    fetchSample: async () => new Response('', { status: 404 }),
    ...options,
  });
  t.after(() => engine.dispose());
  return { world, clock, engine };
}
