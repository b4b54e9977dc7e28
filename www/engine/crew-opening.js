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
    if (this.#size < 1 || this.#deaths >= MOST_DEATHS) return;
    this.dispose();
    const names = Array.from({ length: this.#size }, (_, nth) => `crew ${nth + 1}`);
    const turn = this.#turn;
    const opened = await Promise.all(names.map((name) => this.#open(name).catch(() => null)));
    const hosts = /** @type {Host[]} */ (opened.filter((other) => other !== null));
    if (turn !== this.#turn) {
      hosts.forEach((other) => other.close());
      return;
    }
    this.#hosts = hosts;
    const ports = hosts.map((other) => {
      const { port1, port2 } = new MessageChannel();
      other.ondeath = () => this.#lose(hosts, host);
      // Whoever dies says so by ondeath.
      other.ask({ type: 'shard', port: port2 }, () => {}, [port2]).answer.catch(() => {});
      return port1;
    });
    if (ports.length > 0) connect(host, ports, false);
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

  /** One of a crew has died: the host goes on alone, and may ask for another crew. @param {Host[]} hosts @param {Host} host */
  #lose(hosts, host) {
    if (hosts !== this.#hosts) return;
    this.#deaths += 1;
    this.dispose();
    connect(host, [], this.#deaths < MOST_DEATHS);
  }
}

/** @param {Host} host @param {MessagePort[]} ports @param {boolean} again whether it may ask for another crew */
function connect(host, ports, again) {
  // A host that has died needs no crew.
  host.ask({ type: 'crew', ports, again }, () => {}, ports).answer.catch(() => {});
}
