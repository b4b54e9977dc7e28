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
  #wake = () => {};

  /** @param {Lab} lab @param {() => void} want asks the page for a crew */
  constructor(lab, want) {
    this.#lab = lab;
    this.#want = want;
  }

  /** Works with others from now on; with none, alone, and asks for no other crew unless `again`. @param {MessagePort[]} ports @param {boolean} [again] */
  join(ports, again = false) {
    this.drop();
    this.#ports.forEach((port) => port.close());
    this.#ports = ports;
    this.#asked = !again;
    ports.forEach((port, nth) => (port.onmessage = ({ data }) => this.#hear(nth + 1, data)));
    this.#wake();
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
    await new Promise((resolve) => (this.#wake = () => resolve(undefined)));
    clearTimeout(silence);
  }

  /** Ends a waiting for news. */
  stir() {
    this.#wake();
  }

  /** The Lab has other data, or works alone: the others forget what they hold. */
  drop() {
    if (!this.#dealt) return;
    this.#tell({ type: 'drop' });
    this.#dealt = false;
    this.#lab.alone();
  }

  /** Ends the crew. */
  close() {
    this.#ports.forEach((port) => port.close());
    this.#ports = [];
  }

  #deal() {
    this.#dealing += 1;
    try {
      this.#lab.deal(this.#ports.length + 1).forEach((shard, nth) => {
        const message = { type: 'hold', dealing: this.#dealing, shard };
        this.#ports[nth].postMessage(message, [shard.values.buffer]);
      });
      this.#dealt = true;
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
    this.#wake();
  }
}
