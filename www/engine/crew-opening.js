// The page's side of a crew (crew.js): opens its workers and connects each with the host that wants them.

/** @typedef {import('./host.js').Host} Host */

/** All workers that compute frames, the host included. With more, each would have too little to do. */
const MOST_WORKERS = 8;
/** A crew that died this often is not opened again. */
const MOST_DEATHS = 2;

export class CrewOpening {
  #open;
  #size;
  /** @type {Host[]} */
  #hosts = [];
  /** How often a crew was opened or ended. */
  #turn = 0;
  #deaths = 0;

  /** @param {{open: (name: string) => Promise<Host|null>, cores: number|undefined}} options open: a host in a worker of that name, null where workers are forbidden */
  constructor({ open, cores }) {
    this.#open = open;
    this.#size = Math.min(MOST_WORKERS, cores ?? 1) - 1;
  }

  /** Opens a crew for a host; nothing where there is one core. @param {Host} host */
  async join(host) {
    // A host that has one and asks for another has not heard from it.
    if (this.#hosts.length > 0) this.#deaths += 1;
    this.dispose();
    if (this.#size < 1 || this.#deaths >= MOST_DEATHS) return;
    const names = Array.from({ length: this.#size }, (_, nth) => `crew ${nth + 1}`);
    const turn = this.#turn;
    const opened = await Promise.all(names.map((name) => this.#member(name).catch(() => null)));
    const members = opened.filter((member) => member !== null);
    if (turn !== this.#turn) {
      members.forEach((member) => member.host.close());
      return;
    }
    const hosts = members.map((member) => member.host);
    this.#hosts = hosts;
    for (const other of hosts) other.ondeath = (message) => this.#lose(hosts, host, message);
    if (hosts.length > 0) {
      const ports = members.map(({ port }) => port);
      connect(host, ports, false);
    }
  }

  /** Small data is shown: the crew is ended, for its memory would never shrink, and the host may ask for another. @param {Host} host */
  release(host) {
    if (this.#hosts.length === 0) return;
    this.dispose();
    connect(host, [], true);
  }

  /** Opens one of a crew and waits until it serves. @param {string} name */
  async #member(name) {
    const host = await this.#open(name);
    if (!host) return null;
    const { port1: port, port2 } = new MessageChannel();
    try {
      await host.ask({ type: 'shard', port: port2 }, () => {}, [port2]).answer;
    } catch (error) {
      host.close();
      throw error;
    }
    return { host, port };
  }

  /** Ends the crew. */
  dispose() {
    this.#turn += 1;
    for (const host of this.#hosts) {
      host.ondeath = () => {};
      host.close();
    }
    this.#hosts = [];
  }

  /**
   * One of a crew has died: the host goes on alone, and may ask for another crew.
   * @param {Host[]} hosts @param {Host} host @param {string|null} message null if its worker ended because of another element
   */
  #lose(hosts, host, message) {
    if (hosts !== this.#hosts) return;
    if (message !== null) this.#deaths += 1;
    this.dispose();
    connect(host, [], this.#deaths < MOST_DEATHS);
  }
}

/** @param {Host} host @param {MessagePort[]} ports @param {boolean} again whether it may ask for another crew */
function connect(host, ports, again) {
  // A host that has died needs no crew.
  host.ask({ type: 'crew', ports, again }, () => {}, ports).answer.catch(() => {});
}
