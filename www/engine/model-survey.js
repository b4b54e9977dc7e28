// The survey of a model: its tensors are measured under schemes by as many workers as there are cores. Each worker reads a tensor, measures it
// and takes the next one, so that a worker holds one tensor at a time. It is given runs of tensors that mostly lie one behind another, which
// it reads ahead (model-runs.js).
//
// A model at an address is measured only when a person resumes it: that reads all of its tensors.
//
// What was measured is kept for each tensor and scheme: a survey that goes on, or asks for another scheme, measures only what is missing.

import { Obsolete, SentenceError } from './errors.js';
import { Crash, Reopened, heard, twice } from './host.js';
import { bytesOfRun, largeFirst, runOf } from './model-runs.js';
import { isSentence, messageOf, toRecord } from './wire.js';

/** @typedef {import('./model-records.js').KnownRow} KnownRow */
/** @typedef {import('./model-records.js').ModelProgress} ModelProgress */
/** @typedef {import('./model-records.js').ModelRow} ModelRow */
/** @typedef {import('../files/types.js').FileListing} FileListing */
/** @typedef {import('../files/types.js').Source} Source */
/** @typedef {{name: string, count: number, bytes?: number}} Subject a tensor to measure, how many values it has, and how many bytes these take */
/** @typedef {{key: string, source: Source, listing: FileListing}} Model the files of a model, and what they hold */
/** @typedef {import('./model-became.js').Became} Became */
/** @typedef {{subject: Subject, schemes: readonly string[]}} Job a tensor, and what it is measured under: schemes, casts such as bf16, and what it became */
/** @typedef {{model: Model, schemes: readonly string[], became?: Became|null, more?: ReadonlyMap<string, readonly string[]>}} Asked became: what the model is also held against, `schemes` then ends with its word; more: what some tensors are measured under when all have been under `schemes`, by their names */
/** @typedef {{host: Reopened, abort: AbortController|null, job: Job|null, run: Job[], share: number}} ModelWorker what it measures, what it measures then, and how much of the first is done */
/**
 * @typedef {object} Order
 * @property {Asked} asked
 * @property {readonly Job[]} jobs all of them, also what was measured before
 * @property {Job[]} queue
 * @property {boolean} paused
 * @property {boolean} ended
 * @property {Set<{onrow: (row: KnownRow|null, progress: ModelProgress) => void, onend: () => void}>} hearers
 */

/** As many workers as a machine has cores, up to this number. */
const MOST_WORKERS = 8;
/** Models whose rows are kept, and schemes of a row: a slider goes through many. */
const KEPT_MODELS = 3;
const KEPT_SCHEMES = 64;

export class ModelSurvey {
  /** @type {ModelWorker[]} */
  #workers;
  /** The rows of models by their keys, the latest last. @type {Map<string, Map<string, KnownRow>>} */
  #known = new Map();
  /** @type {Order|null} */
  #order = null;
  /** The models at addresses that a person wants to have read as a whole, by the keys of their sources. @type {Set<string>} */
  #whole = new Set();
  #resolve;
  #list;
  /** What a model became, of the two models asked about last. @type {{key: string, found: Promise<Became>}|null} */
  #became = null;
  /** The models that data was of, by the keys of their sources. @type {Map<string, Model>} */
  #models = new Map();
  /** Surveys that were saved and opened again, by the names of their files. @type {Map<string, import('./model-records.js').SavedSurvey>} */
  saved = new Map();

  /**
   * @param {object} options
   * @param {(name: string) => Promise<import('./host.js').Host>} options.open another worker
   * @param {number|undefined} options.cores
   * @param {(data: string) => Promise<Source|null>} options.resolve the files of a data string
   * @param {(source: Source) => Promise<FileListing>} options.list what files hold
   * @param {import('./model-became.js').Pair} options.pair which tensors of two models are the same weights
   */
  constructor({ open, cores, resolve, list, pair }) {
    this.#resolve = resolve;
    this.#list = list;
    /** Which tensors of two models are the same weights. */
    this.pair = pair;
    const count = Math.min(MOST_WORKERS, Math.max(1, cores ?? 2));
    this.#workers = Array.from({ length: count }, (_, nth) => ({
      host: new Reopened(() => open(`model ${nth}`)),
      abort: null,
      job: null,
      run: [],
      share: 0,
    }));
  }

  /**
   * The model that data is a tensor of; null for data of no file. Rejects with a sentence where the file cannot be read.
   * @param {string} data @returns {Promise<Model|null>}
   */
  async of(data) {
    const source = await this.#resolve(data);
    if (!source || source.raw !== undefined) return null;
    const key = source.beside ? `${source.key}*${source.beside.key}` : source.key;
    const known = this.#models.get(key);
    if (known) return known;
    const model = { key, source, listing: await this.#list(source) };
    this.#models.set(key, model);
    for (const oldest of [...this.#models.keys()].slice(0, -KEPT_MODELS)) this.#models.delete(oldest);
    return model;
  }

  /** What a model became in the file that a data string names. Rejects with a sentence where that is no model, or has nothing of this one. @param {Model} model @param {string} data @returns {Promise<Became>} */
  async became(model, data) {
    const [{ becameOf }, second] = await Promise.all([import('./model-became.js'), this.of(data)]);
    if (!second) throw new SentenceError('error.model.none', { data });
    const key = `${model.key} ${second.key}`;
    if (this.#became?.key !== key) this.#became = { key, found: becameOf(model, second, data, this.pair) };
    return this.#became.found;
  }

  /** What is known of a model, by the names of its tensors. @param {string} key of its source @returns {ReadonlyMap<string, KnownRow>} */
  known(key) {
    return this.#rowsOf(key);
  }

  /** Takes a side of a row that was measured before. @param {string} key of the source of its model @param {KnownRow} row @param {import('./model-records.js').ModelSide} side */
  adopt(key, row, side) {
    this.#joined(this.#rowsOf(key), { ...row, sides: [side] });
  }

  /** Forgets what is known of a model, so that it is measured again. @param {string} key of its source */
  forget(key) {
    this.#end();
    this.#known.delete(key);
  }

  /**
   * Measures the tensors of a model under schemes, in the order of the files but for very large ones, which come first. `onrow` hears of each row that was found, and of the progress
   * without one. Another survey takes the place of this one; the same survey is shared.
   * @param {Asked} asked
   * @param {(row: KnownRow|null, progress: ModelProgress) => void} onrow
   * @param {() => void} [onend] another survey takes the place of this one
   * @returns {{pause: () => void, resume: () => void, stop: () => void}}
   */
  ask(asked, onrow, onend = () => {}) {
    const order = this.#orderOf(asked);
    const hearer = { onrow, onend };
    order.hearers.add(hearer);
    onrow(null, this.#progress(order));
    const mine = () => this.#order === order && order.hearers.has(hearer);
    const pause = (/** @type {boolean} */ paused) => () => {
      if (!mine()) return;
      order.paused = paused;
      if (!paused) this.#whole.add(order.asked.model.key);
      if (paused) this.#halt(order);
      else this.#pump();
      this.#tell(order, null);
    };
    return {
      pause: pause(true),
      resume: pause(false),
      stop: () => {
        const ends = mine() && order.hearers.size === 1;
        order.hearers.delete(hearer);
        if (ends) this.#end();
      },
    };
  }

  /** The order for that: the one that runs, if it measures all of this, else a new one. @param {Asked} asked @returns {Order} */
  #orderOf(asked) {
    const { model, schemes, became, more } = asked;
    const now = this.#order?.asked;
    const same = now?.model.key === model.key && now.schemes.join(' ') === schemes.join(' ');
    if (this.#order && same && (!more || more === now.more)) return this.#order;
    this.#end();
    const all = model.listing.entries.filter(({ surveyed }) => surveyed);
    const subjects = largeFirst(all, this.#workers.length);
    const jobs = [
      ...subjects.map((subject) => ({ subject, schemes })),
      ...subjects.map((subject) => ({ subject, schemes: more?.get(subject.name) ?? [] })),
    ].filter(({ schemes }) => schemes.length > 0);
    const rows = this.#rowsOf(model.key);
    const queue = jobs.filter((job) => lacking(job, became, rows).length > 0);
    const remote = model.source.remote ?? became?.model.source.remote;
    const paused = remote !== undefined && !this.#whole.has(model.key);
    /** @type {Order} */
    const order = { asked, jobs, queue, paused, ended: false, hearers: new Set() };
    this.#order = order;
    this.#pump();
    return order;
  }

  /** Ends all workers; what was measured stays. */
  dispose() {
    this.#end();
    for (const { host } of this.#workers) host.close();
  }

  /** @param {string} key */
  #rowsOf(key) {
    const rows = this.#known.get(key) ?? new Map();
    this.#known.delete(key);
    this.#known.set(key, rows);
    for (const oldest of [...this.#known.keys()].slice(0, -KEPT_MODELS)) this.#known.delete(oldest);
    return rows;
  }

  #end() {
    const order = this.#order;
    if (!order) return;
    this.#halt(order);
    this.#order = null;
    order.ended = true;
    for (const { onend } of order.hearers) onend();
  }

  /** Gives up the tensors that are being measured, and those that were to follow. @param {Order} order */
  #halt(order) {
    for (const worker of this.#workers) {
      order.queue.unshift(...worker.run.splice(0));
      worker.abort?.abort(new Obsolete());
    }
  }

  #pump() {
    const order = this.#order;
    if (!order || order.paused) return;
    for (const worker of this.#workers) {
      if (worker.job) continue;
      if (worker.run.length === 0) worker.run = runOf(order.queue, this.#workers.length);
      const job = worker.run.shift();
      // Others may have some left of their runs.
      if (!job) continue;
      void this.#measure(worker, order, job);
    }
  }

  /** @param {ModelWorker} worker @param {Order} order @param {Job} job */
  async #measure(worker, order, job) {
    const { model, became } = order.asked;
    const { subject } = job;
    const abort = new AbortController();
    Object.assign(worker, { abort, job, share: 0 });
    const rows = this.#rowsOf(model.key);
    const missing = lacking(job, became, rows);
    let row = null;
    try {
      row = this.#joined(
        rows,
        await this.#row(worker, { ...model.source, tensor: subject.name }, missing, became, abort.signal),
      );
    } catch (error) {
      // What was given up is measured when the survey goes on.
      if (error instanceof Obsolete) order.queue.unshift(job);
      else row = this.#failed(rows, subject, missing, error);
    }
    Object.assign(worker, { abort: null, job: null, share: 0 });
    this.#pump();
    // The survey that took its place may have waited for this worker only.
    const now = order.ended ? this.#order : order;
    if (!now) return;
    this.#tell(now, order.ended ? null : row);
    if (!this.#busy(now) && !now.paused) for (const { host } of this.#workers) host.close();
  }

  /**
   * @param {ModelWorker} worker @param {Source} source @param {readonly string[]} missing @param {Became|null|undefined} became @param {AbortSignal} signal
   * @returns {Promise<ModelRow>}
   */
  async #row(worker, source, missing, became, signal) {
    const compares = became && missing.includes(became.word);
    const call = {
      type: 'row',
      source: compares ? (await import('./model-became.js')).withPartner(source, became) : source,
      schemes: missing.filter((scheme) => scheme !== became?.word),
      run: bytesOfRun([/** @type {Job} */ (worker.job), ...worker.run]),
    };
    const heardOf = (/** @type {number} */ share) => {
      worker.share = share;
      if (this.#order) this.#tell(this.#order, null);
    };
    return twice(async () => heard(await worker.host.get(), { signal }, call, heardOf));
  }

  /** @param {Map<string, KnownRow>} rows @param {ModelRow} found */
  #joined(rows, { sides, ...about }) {
    const known = new Map(rows.get(about.name)?.sides);
    for (const side of sides) known.set(side.scheme, side);
    for (const oldest of [...known.keys()].slice(0, -KEPT_SCHEMES)) known.delete(oldest);
    const row = { ...rows.get(about.name), ...about, sides: known };
    rows.set(about.name, row);
    return row;
  }

  /** A tensor that cannot be measured has a row that says why. @param {Map<string, KnownRow>} rows @param {Subject} subject @param {readonly string[]} schemes @param {unknown} error */
  #failed(rows, { name, count }, schemes, error) {
    const sentence = isSentence(error)
      ? error
      : new SentenceError(error instanceof Crash ? 'error.file.broke' : 'error.file.unforeseen', {
          name,
          message: messageOf(error),
        });
    const problem = toRecord(/** @type {any} */ (sentence));
    /** @type {ModelRow} */
    const about = {
      name,
      role: 'other',
      layer: null,
      stack: null,
      shape: [],
      dtype: '',
      stored_bits_per_value: NaN,
      values: count,
      non_finite: 0,
      signal: NaN,
      kurtosis: null,
      max_per_sigma: null,
      rows_out: { throughout: 0, by_few: 0 },
      columns_out: { throughout: 0, by_few: 0 },
      importance: null,
      ...rows.get(name),
      sides: schemes.map((scheme) => ({ scheme, measures: null, problem })),
    };
    return this.#joined(rows, about);
  }

  /** @param {Order} order */
  #busy(order) {
    return order.queue.length > 0 || this.#workers.some(({ job, run }) => job || run.length > 0);
  }

  /** @param {Order} order @param {KnownRow|null} row */
  #tell(order, row) {
    const progress = this.#progress(order);
    for (const { onrow } of [...order.hearers]) onrow(row, progress);
  }

  /** @param {Order} order @returns {ModelProgress} */
  #progress(order) {
    const running = this.#workers.filter(({ job }) => job && order.jobs.includes(job));
    const dealt = this.#workers.flatMap(({ run }) => run);
    const open = [...order.queue, ...dealt, ...running.map(({ job }) => /** @type {Job} */ (job))];
    const work = (/** @type {Job} */ { subject, schemes }) => subject.count * schemes.length;
    const sum = (/** @type {readonly Job[]} */ jobs) => jobs.reduce((sum, job) => sum + work(job), 0);
    const part = running.reduce((sum, { job, share }) => sum + share * (job ? work(job) : 0), 0);
    const all = sum(order.jobs);
    const names = (/** @type {readonly Job[]} */ jobs) => new Set(jobs.map(({ subject }) => subject.name)).size;
    const total = names(order.jobs);
    return {
      done: total - names(open),
      total,
      share: all === 0 ? 1 : (all - sum(open) + part) / all,
      active: this.#busy(order),
      paused: order.paused,
    };
  }
}

/** What of a job is not known of its tensor. A tensor without a partner became nothing. @param {Job} job @param {Became|null|undefined} became @param {ReadonlyMap<string, KnownRow>} rows */
function lacking({ subject: { name }, schemes }, became, rows) {
  const partner = became?.partners.get(name);
  const can = (/** @type {string} */ scheme) => scheme !== became?.word || (partner && !partner.unlike);
  return schemes.filter((scheme) => can(scheme) && !rows.get(name)?.sides.has(scheme));
}
