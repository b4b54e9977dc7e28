// Surveys measure many schemes on one tensor, beside the frames. Each of their lanes (survey-lanes.js) measures one scheme after
// another.
//
// The newest survey wins. Results are kept as long as the data is the same, so that going on after a cancel, or asking for one more
// scheme, measures only what is missing.

import { Obsolete } from './errors.js';

/** @typedef {import('./records.js').Measures} Measures */
/** @typedef {import('./types.js').Found} Found */
/** @typedef {import('./types.js').SurveyProgress} SurveyProgress */
/** @typedef {{answer: Promise<Measures>, stop: () => void}} Measuring */
/** @typedef {{measure: (data: string, key: string, scheme: string) => Measuring, close: () => void}} Lane whatever measures one scheme at a time */
/** @typedef {{lane: Lane, scheme: string|null, stopped: boolean, stop: () => void}} Worker stopped: the scheme was given up on purpose */
/** @typedef {{data: string, queue: string[], total: number, onresult: (found: Found, progress: SurveyProgress) => void}} Order */

/** With more workers than this, most would wait for memory. */
const MOST_WORKERS = 4;
/** Measures kept of one tensor. */
const KEPT = 4096;

/** How many workers a machine has cores for, besides the page and the worker that computes frames. @param {number|undefined} cores */
export function workersFor(cores) {
  return Math.min(MOST_WORKERS, Math.max(1, (cores ?? 2) - 1));
}

export class Surveys {
  #keyOf;
  /** @type {Worker[]} */
  #workers;
  #key = '';
  /** @type {Map<string, import('./records.js').Measures|null>} measures by scheme; null for what could not be measured */
  #found = new Map();
  /** @type {Order|null} */
  #order = null;

  /** @param {{lanes: Lane[], keyOf: (data: string) => string}} options keyOf: what tells data from other data */
  constructor({ lanes, keyOf }) {
    this.#keyOf = keyOf;
    this.#workers = lanes.map((lane) => ({ lane, scheme: null, stopped: false, stop: () => {} }));
  }

  /**
   * Measures schemes; `onresult` is called at once with what is known, and again with each further result.
   * @param {string} data
   * @param {readonly string[]} schemes canonical
   * @param {(found: Found, progress: SurveyProgress) => void} onresult
   * @returns {() => void} gives it up
   */
  ask(data, schemes, onresult) {
    this.show(data);
    const wanted = [...new Set(schemes)];
    const queue = wanted.filter((scheme) => !this.#found.has(scheme));
    for (const worker of this.#workers) if (worker.scheme !== null && !queue.includes(worker.scheme)) worker.stop();
    const order = { data, queue, total: wanted.length, onresult };
    this.#order = order;
    this.#report(order);
    this.#pump();
    return () => {
      if (this.#order !== order) return;
      this.#order = null;
      for (const worker of this.#workers) worker.stop();
    };
  }

  /** Other data is shown: the results of the old data are dropped, and the workers that hold it are closed. @param {string} data @returns {boolean} whether it is other data */
  show(data) {
    const key = this.#keyOf(data);
    if (key === this.#key) return false;
    this.dispose();
    this.#key = key;
    return true;
  }

  dispose() {
    this.#order = null;
    this.#found = new Map();
    for (const worker of this.#workers) {
      worker.stop();
      worker.lane.close();
    }
  }

  /** @param {Order} order @param {boolean} [active] whether it goes on */
  #report({ queue, total, onresult }, active = queue.length > 0) {
    const done = total - queue.length;
    const found = new Map([...this.#found].filter((entry) => entry[1] !== null));
    onresult(/** @type {Found} */ (found), { done, total, active });
  }

  /** Ends the order before all is measured. It can be given again. */
  #giveUp() {
    const order = this.#order;
    this.#order = null;
    if (!order) return;
    for (const worker of this.#workers) worker.stop();
    this.#report(order, false);
  }

  #pump() {
    const order = this.#order;
    if (!order) return;
    const running = new Set(this.#workers.map(({ scheme }) => scheme));
    const waiting = order.queue.filter((scheme) => !running.has(scheme));
    for (const worker of this.#workers) {
      const scheme = worker.scheme === null ? waiting.shift() : undefined;
      if (scheme !== undefined) void this.#run(worker, order.data, scheme);
    }
  }

  /** @param {Worker} worker @param {string} data @param {string} scheme */
  async #run(worker, data, scheme) {
    worker.scheme = scheme;
    const key = this.#key;
    try {
      const { answer, stop } = worker.lane.measure(data, key, scheme);
      worker.stopped = false;
      worker.stop = () => {
        worker.stopped = true;
        stop();
      };
      const measures = await answer;
      if (key === this.#key) this.#keep(scheme, measures);
    } catch (error) {
      // A scheme that even a fresh worker cannot measure is left out, not asked for again and again.
      if (!(error instanceof Obsolete)) {
        if (key === this.#key) this.#keep(scheme, null);
      } else if (!worker.stopped) {
        // Other data is shown, and nobody has said so yet: asking again would end in the same.
        this.#giveUp();
      }
    } finally {
      worker.scheme = null;
      worker.stop = () => {};
      this.#pump();
    }
  }

  /** @param {string} scheme @param {import('./records.js').Measures|null} measures */
  #keep(scheme, measures) {
    this.#found.set(scheme, measures);
    const oldest = this.#found.keys().next().value;
    if (this.#found.size > KEPT && oldest !== undefined) this.#found.delete(oldest);
    const order = this.#order;
    if (!order?.queue.includes(scheme)) return;
    order.queue = order.queue.filter((other) => other !== scheme);
    this.#report(order);
  }
}
