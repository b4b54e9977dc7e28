// The crew of a compute loop: other workers, each of which holds a shard of the data and does on it what the Lab does on its own. The
// page opens them when the Lab first has work for them (crew-opening.js); each has a port. What they find goes to the Lab, which
// joins it in the order of shards.
//
//     hold  a shard with its values      task  what to do now, in place of the task before      drop  the data is gone
//
// A worker that ends without a word, as one may that the system has taken, is missed after a while: those that work are heard from all
// the time. The Lab then goes on alone.
//
// The data can change while an answer is on its way, so each message has the number of the dealing it belongs to.

/** @typedef {import('./pkg.js').Lab} Lab */
/** @typedef {import('./messages.js').ShardReply} ShardReply */

/** A crew that is silent for so long is given up. */
const SILENCE_MS = 5000;

export class Crew {
  #lab;
  #want;
  /** @type {MessagePort[]} */
  #ports = [];
  /** Whether the page was asked for a crew. */
  #asked = false;
  /** Whether the Lab has dealt its data. */
  #dealt = false;
  #dealing = 0;
  /** Whoever waits for news: a question about the data can wait while a frame that came later does. @type {Set<() => void>} */
  #waiting = new Set();

  /** @param {Lab} lab @param {() => void} want asks the page for a crew */
  constructor(lab, want) {
    this.#lab = lab;
    this.#want = want;
  }

  /** Works with others from now on; with none, alone, and asks for no other crew unless `again`. @param {MessagePort[]} ports @param {boolean} [again] */
  join(ports, again = false) {
    this.drop();
    this.#closePorts();
    this.#ports = ports;
    this.#asked = !again;
    ports.forEach((port, nth) => (port.onmessage = ({ data }) => this.#hear(nth + 1, data)));
    this.stir();
  }

  /** Gives the others what the Lab has for them, after a question that is not answered yet. */
  tend() {
    if (this.#lab.wants_crew()) {
      if (this.#ports.length > 0) this.#deal();
      else if (!this.#asked) {
        this.#asked = true;
        this.#want();
      }
    }
    if (!this.#dealt) return;
    const task = this.#lab.task();
    if (task) this.#tell({ type: 'task', task });
  }

  /** Fulfilled when the crew was heard from, when it is lost, or by `stir`. @returns {Promise<void>} */
  async news() {
    const silence = setTimeout(() => this.join([], true), SILENCE_MS);
    await new Promise((resolve) => this.#waiting.add(() => resolve(undefined)));
    clearTimeout(silence);
  }

  /** Ends all waiting for news. */
  stir() {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    waiting.forEach((wake) => wake());
  }

  /** The Lab has other data, or works alone: the others forget what they hold. */
  drop() {
    if (!this.#dealt) return;
    this.#tell({ type: 'drop' });
    this.#dealt = false;
    this.#lab.alone();
    this.stir();
  }

  /** Ends the crew. */
  close() {
    this.#closePorts();
    this.#dealt = false;
    this.stir();
  }

  #closePorts() {
    this.#ports.forEach((port) => port.close());
    this.#ports = [];
  }

  #deal() {
    this.#dealing += 1;
    const places = this.#lab.deal(this.#ports.length + 1);
    this.#dealt = true;
    try {
      for (const [nth, place] of places.entries()) {
        const values = new Float32Array(place.rows * place.columns);
        this.#lab.copy_shard(nth + 1, values);
        const message = { type: 'hold', dealing: this.#dealing, shard: { ...place, values } };
        this.#ports[nth].postMessage(message, [values.buffer]);
      }
    } catch (error) {
      // There is no memory for a second copy of the values.
      if (!(error instanceof RangeError)) throw error;
      this.join([]);
    }
  }

  /** @param {import('./messages.js').ShardCall} message */
  #tell(message) {
    this.#ports.forEach((port) => port.postMessage(message));
  }

  /** @param {number} nth @param {ShardReply} reply */
  #hear(nth, { dealing, found }) {
    if (!this.#dealt || dealing !== this.#dealing) return;
    if (found) this.#lab.put(nth, found);
    this.stir();
  }
}
