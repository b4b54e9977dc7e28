// The page's side of computing. An engine compiles the wasm module, draws with one instance of it on the page, and has another in a
// worker compute frames. The newest request wins: one request runs, one may wait, and a newer one replaces the waiting one. A
// replaced request is rejected with Obsolete, which callers ignore. A running request is given up for the waiting one when it is about
// other data, or is slow; quick frames are finished, so that a drag shows some.
//
// A panic leaves a wasm instance unusable. The engine then starts a new one and asks once more; the state lives in the page, so
// nothing is lost. Each element has its own engine; the engines of a page share their workers (workers.js).

import { fetchSample } from '../beside.js';
import { Obsolete, SentenceError } from './errors.js';
import { Files } from '../files/files.js';
import { CANCEL_GRACE_MS, Crash, heard, openInline, openWorker, twice } from './host.js';
import { FileClient } from './file-client.js';
import { Looking } from './looking.js';
import { importPkg } from '../instance.js';
import { CrewOpening } from './crew-opening.js';
import { whenIdle } from './idle.js';
import { Job } from './job.js';
import { ModelSurvey } from './model-survey.js';
import { ProductClient } from './product-client.js';
import { started } from './started.js';
import { LARGE, besideFrames, ownWorker } from './survey-lanes.js';
import { Surveys, workersFor } from './survey.js';
import { compile, unsupported } from './wasm.js';
import { buffersOf, isSentence, messageOf } from './wire.js';
import { pageWorkers } from './workers.js';

/** @typedef {import('./records.js').Frame} Frame */
/** @typedef {import('../files/types.js').FileListing} FileListing */
/** @typedef {import('./messages.js').ShowRequest} ShowRequest */
/** @typedef {import('./types.js').EngineOptions} EngineOptions */
/** @typedef {import('./host.js').Host} Host */
/** @typedef {Job<ShowRequest & {needs: Promise<unknown>}, Frame>} FrameJob */

/** @type {import('./types.js').Timers} */
const TIMERS = {
  now: () => performance.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(/** @type {any} */ (timer)),
};

export class Engine {
  /** @type {((progress: import('./types.js').Progress) => void)|null} of requests that last; the last call says `active: false` */
  onprogress = null;
  /** @type {((message: string) => void)|null} the computing instance broke and is being replaced */
  onpanic = null;
  /** @type {import('./pkg.js').Pkg|null} the namespace of the page's own instance, to draw with; there once `ready` */
  drawing = null;
  #options;
  #files;
  #reader;
  #surveys;
  /** Of large data. */
  #largeSurveys;
  /** Surveys of variants of the data, and questions about data beside it. */
  #probes;
  #beside;
  #crew;
  /** @type {Promise<WebAssembly.Module>} */
  #module;
  /** @type {Promise<Host>|null} */
  #host = null;
  #inline = false;
  /** The data of the last frame, and how many values it has. */
  #shown = { key: '', count: 0 };
  /** @type {FrameJob|null} */
  #running = null;
  /** @type {FrameJob|null} */
  #waiting = null;
  #looking;
  #disposed = false;

  /** @param {EngineOptions} [options] */
  constructor(options = {}) {
    this.#options = {
      compile,
      importPkg,
      workers: pageWorkers,
      timers: TIMERS,
      fetchSample,
      wasm: globalThis.WebAssembly,
      cores: globalThis.navigator?.hardwareConcurrency,
      ...options,
    };
    this.#files = new Files(this.#options.fetchSample);
    const open = (/** @type {string} */ name) => this.#another(name);
    this.#reader = new FileClient({ open: () => open('files'), files: this.#files, timers: this.#options.timers });
    this.#looking = new Looking({ files: this.#files, reader: this.#reader, timers: this.#options.timers });
    this.#looking.onprogress = (progress) => this.onprogress?.(progress);
    const keyOf = (/** @type {string} */ data) => this.#files.keyOf(data);
    const own = (/** @type {string} */ name) =>
      ownWorker(
        () => open(name),
        (data, signal) => this.#reader.tensor(data, { signal }),
      );
    const workers = Array.from({ length: workersFor(this.#options.cores) }, (_, nth) => own(`survey ${nth}`));
    const beside = besideFrames((data, question, signal) => this.ask(data, question, { signal, onprogress: () => {} }));
    this.#surveys = new Surveys({ lanes: workers, keyOf });
    this.#largeSurveys = new Surveys({ lanes: [beside], keyOf });
    this.#beside = own('beside');
    this.#probes = new Surveys({ lanes: [own('probe')], keyOf });
    this.#crew = new CrewOpening({
      open: async (name) => {
        const { workers, timers } = this.#options;
        return this.#inline ? null : openWorker(workers.lane(name), this.#module, timers);
      },
      cores: this.#options.cores,
    });
    /** Models, and the surveys of their tensors. */
    this.models = new ModelSurvey({
      open,
      cores: this.#options.cores,
      resolve: (data) => this.#files.resolve(data),
      list: (source) => this.#reader.list(source, {}),
      pair: async (ours, theirs) => {
        const pkg = /** @type {import('./pkg.js').Pkg} */ (this.drawing);
        await pkg.whole?.();
        return pkg.partners(ours, theirs);
      },
    });
    /** Products of codes, taken apart and timed. */
    this.products = new ProductClient(() => open('products'));
    this.#module = this.#compile();
    /** Fulfilled when `drawing` can draw; rejected with a SentenceError if it never can. @type {Promise<void>} */
    this.ready = this.resetDrawing(false);
    this.ready.catch(() => {});
    this.#open().catch(() => {});
  }

  /**
   * Computes a frame. Rejects with a SentenceError, or with Obsolete when a newer request replaced it.
   * @param {ShowRequest} request
   * @param {Promise<unknown>} [needs] what the frame is shown with: parts of the page that are fetched meanwhile, with the same progress; its rejection is the frame's
   * @returns {Promise<Frame>}
   */
  show(request, needs = Promise.resolve()) {
    // Nobody hears of it where the frame fails first.
    needs.catch(() => {});
    if (this.#surveys.show(request.data)) {
      this.#probes.dispose();
      this.#beside.close();
    }
    this.#largeSurveys.show(request.data);
    /** @type {FrameJob} */
    const job = new Job({ ...request, needs }, this.#options.timers, (progress) => {
      this.onprogress?.(progress);
      if (progress.active) this.#giveWay();
    });
    if (this.#disposed) {
      job.stop();
    } else if (this.#running) {
      this.#waiting?.stop();
      this.#waiting = job;
      this.#giveWay();
    } else {
      this.#run(job);
    }
    return job.result;
  }

  /**
   * Measures schemes on a tensor beside the frames; see survey.js.
   * @param {string} data
   * @param {readonly string[]} schemes
   * @param {(found: import('./types.js').Found, progress: import('./types.js').SurveyProgress) => void} onresult
   * @returns {() => void}
   */
  survey(data, schemes, onresult) {
    const { key, count } = this.#shown;
    const surveys = key === this.#files.keyOf(data) && count >= LARGE ? this.#largeSurveys : this.#surveys;
    return surveys.ask(data, schemes, onresult);
  }

  /**
   * Measures schemes on a variant of the data shown; kept until other data is shown.
   * @type {Engine['survey']}
   */
  probe(data, schemes, onresult) {
    return this.#probes.ask(data, schemes, onresult);
  }

  /**
   * Answers a question about the data shown, beside the frames. Obsolete when it is given up, or when other data takes its place.
   * @param {string} data
   * @param {import('./records.js').Question & Record<string, any>} question
   * @param {{signal: AbortSignal, onprogress: (fraction: number) => void}} how
   * @returns {Promise<any>} the answer of its kind
   */
  ask(data, question, { signal, onprogress }) {
    const key = this.#files.keyOf(data);
    return this.#twice(async (host) => {
      const tensor = host.loaded === null ? await this.#reader.tensor(data, { signal }) : null;
      const call = { type: 'ask', key, data, tensor, questions: [question], follows: true, rests: true };
      return (await heard(host, { signal }, call, onprogress, buffersOf(tensor))).answers[0];
    });
  }

  /** Answers a question about data beside that shown, in a worker of its own. @param {string} data @param {import('./records.js').Question & Record<string, any>} question @param {AbortSignal} signal @returns {Promise<any>} */
  askBeside(data, question, signal) {
    return this.#beside.ask(data, this.#files.keyOf(data), question, signal);
  }

  /** Gives up whatever is running or waiting. */
  cancel() {
    this.#waiting?.stop();
    this.#waiting = null;
    this.#looking.stop();
    if (this.#running) this.#stop(this.#running);
  }

  /** Gives up the job that runs. A worker that does not hear of it is ended: else all that is asked later would wait for it. @param {FrameJob} job */
  #stop(job) {
    if (job.signal.aborted) return;
    job.stop();
    this.#options.timers.setTimeout(() => {
      if (this.#running === job) this.#close(true);
    }, CANCEL_GRACE_MS);
  }

  /** Which files are one model: for each the places of its files. @param {string[]} names @param {(string|undefined)[]} texts those of indices */
  group(names, texts) {
    return this.#reader.group(names, texts);
  }

  /**
   * Registers a file under a name and lists its contents; from then on `file(NAME)` shows it, or an importance matrix weighs data. A file that cannot be read never
   * replaces a good one; it is registered only so that it can be read as raw numbers.
   * @param {File} file
   * @param {string} [name]
   * @returns {Promise<FileListing>}
   */
  addFile(file, name = file.name) {
    return this.addFiles([file], name);
  }

  /** Registers files that are read as one under a name, as `addFile` does. @param {readonly File[]} files @param {string} name @returns {Promise<FileListing>} */
  addFiles(files, name) {
    return this.#looking.at(() => this.#files.candidate(files, name));
  }

  /** Asks the host of an address what lies there; from then on `url(ADDRESS)` shows it. A person agreed to that. @param {string} address @returns {Promise<FileListing>} */
  addAddress(address) {
    return this.#looking.at((signal) => this.#files.remote(address, signal));
  }

  /** Data is no longer weighed by an importance matrix. */
  unweigh() {
    this.#files.weigh(null);
  }

  /** The samples beside the page. @returns {Promise<import('../files/types.js').Sample[]>} */
  samples() {
    return this.#files.samples();
  }

  /** Replaces the drawing instance, after a panic in it. @param {boolean} [fresh] @returns {Promise<void>} */
  async resetDrawing(fresh = true) {
    const module = await this.#module;
    try {
      this.drawing = await started(await this.#options.importPkg(fresh), module);
    } catch (error) {
      throw new SentenceError('error.engine.start', { message: messageOf(error) });
    }
  }

  /** Ends the engine; its open requests become obsolete. */
  dispose() {
    this.#disposed = true;
    this.#waiting?.stop();
    this.#waiting = null;
    this.#running?.stop();
    this.#looking.stop();
    this.#surveys.dispose();
    this.#largeSurveys.dispose();
    this.#probes.dispose();
    this.#beside.close();
    this.products.dispose();
    this.models.dispose();
    this.#reader.dispose();
    this.#crew.dispose();
    this.#close();
  }

  /** Stops the running request if the waiting one should not wait for it. Data that is being made is finished: the waiting request needs it, too. */
  #giveWay() {
    const [job, next] = [this.#running, this.#waiting];
    if (!job || !next) return;
    if (job.request.data !== next.request.data || (job.slow && job.dataStands)) this.#stop(job);
  }

  async #compile() {
    const reason = unsupported(this.#options.wasm);
    if (reason) throw reason;
    try {
      return await this.#options.compile();
    } catch (error) {
      throw isSentence(error) ? error : new SentenceError('error.engine.start', { message: messageOf(error) });
    }
  }

  /** @param {FrameJob} job */
  async #run(job) {
    this.#running = job;
    job.start();
    try {
      const frame = await this.#twice((host) => this.#frame(host, job));
      await job.orStopped(job.request.needs);
      job.finish(frame);
      // When the picture of it stands. What needs it before asks for it, and then says why it fails.
      whenIdle(() => void this.drawing?.whole?.().catch(() => {}), this.#options.timers);
    } catch (error) {
      job.fail(error);
    }
    this.#running = null;
    const next = this.#waiting;
    this.#waiting = null;
    if (next) this.#run(next);
  }

  /** @param {Host} host @param {FrameJob} job @returns {Promise<Frame>} */
  async #frame(host, job) {
    const { request, signal } = job;
    signal.throwIfAborted();
    const key = this.#files.keyOf(request.data);
    const onprogress = (/** @type {number} */ done) => job.progress(done);
    const bringing = host.loaded === key ? null : this.#reader.tensor(request.data, { signal, onprogress });
    const tensor = bringing && (await job.orStopped(bringing));
    job.dataStands = host.loaded === key;
    const { data, question, needs: _, ...frame } = request;
    const questions = [{ kind: 'frame', ...frame }, ...(question ? [question] : [])];
    const call = { type: 'ask', key, data, tensor, questions, follows: false, rests: true };
    const computed = (/** @type {number} */ done) => {
      job.dataStands = host.loaded === key;
      job.progress(done);
    };
    const { answers, ...about } = await heard(host, job, call, computed, buffersOf(tensor));
    this.#shown = { key, count: about.data.count };
    if (about.data.count < LARGE) this.#crew.release(host);
    return { ...answers[0], ...about, answer: answers[1] ?? null };
  }

  /** Asks a host, and a fresh one if it dies. @template T @param {(host: Host) => Promise<T>} attempt */
  async #twice(attempt) {
    try {
      return await twice(async () => attempt(await this.#open()));
    } catch (error) {
      throw error instanceof Crash ? new SentenceError('error.engine.panic', { message: error.message }) : error;
    }
  }

  /** The host; a new one if there is none. */
  #open() {
    this.#host ??= this.#start().catch((error) => {
      this.#host = null;
      throw error;
    });
    return this.#host;
  }

  async #start() {
    const host = await this.#another('frames');
    host.ondeath = (message) => {
      this.#host = null;
      this.#crew.dispose();
      if (message !== null) this.onpanic?.(message);
    };
    host.oncrew = () => void this.#crew.join(host);
    return host;
  }

  /** Another host: in a worker, or in the page. @param {string} name what for @returns {Promise<Host>} */
  async #another(name) {
    const host =
      (await this.#startWorker(name)) ?? (await openInline(() => this.#options.importPkg(true), await this.#module));
    if (!this.#disposed) return host;
    host.close();
    throw new Obsolete();
  }

  /** Starts it while the module is still on its way. @param {string} name @returns {Promise<Host|null>} null where workers are forbidden */
  async #startWorker(name) {
    if (this.#inline) return null;
    // A worker that is ended while it begins is an error to some browsers, which they report.
    if (unsupported(this.#options.wasm)) await this.#module;
    try {
      return await openWorker(this.#options.workers.lane(name), this.#module, this.#options.timers);
    } catch {
      await this.#module;
      this.#inline = true;
      return null;
    }
  }

  /** @param {boolean} [deaf] */
  #close(deaf = false) {
    this.#host?.then((host) => host.close(deaf)).catch(() => {});
    this.#host = null;
    this.#crew.dispose();
  }
}
