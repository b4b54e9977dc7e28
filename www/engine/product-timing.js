// The worker's side of products of codes: it takes one element apart and times the variants in turn.
//
// A run has as many products as the clock needs to measure it. Each round has one run of every variant, so that a machine that is slow
// for a while slows all variants alike.

/** @typedef {import('./pkg.js').Pkg} Pkg */
/** @typedef {import('./messages.js').ProductRequest} ProductRequest */

/** Rounds that are timed; fewer, but at least FEW, when they last longer than LONG_MS. */
const ROUNDS = 40;
const FEW = 12;
const LONG_MS = 10_000;
/** How long each variant runs before it counts, because browsers compile in two stages; then how long to estimate it. */
const WARM_MS = 120;
const ESTIMATE_MS = 20;
/** The shortest run, and how many steps of the clock it lasts at least. */
const RUN_MS = 4;
const CLOCK_STEPS = 100;
const SEED = 1;

export class ProductTiming {
  #pkg;
  #now;
  #key = '';
  /** @type {import('./pkg.js').Products|null} those taken apart last */
  #products = null;

  /** @param {Pkg} pkg @param {() => number} [now] milliseconds */
  constructor(pkg, now = () => performance.now()) {
    this.#pkg = pkg;
    this.#now = now;
  }

  /** One element of a product. @param {ProductRequest & {row: number, column: number}} request @returns {import('./messages.js').ProductElement} */
  element(request) {
    const key = `${request.size} ${request.activations} ${request.weights}`;
    if (!this.#products || this.#key !== key) {
      this.free();
      this.#products = this.#make(request);
      this.#key = key;
    }
    return { ...this.#products.terms(request.row, request.column), ...this.#products.factors() };
  }

  /**
   * Checks each variant against its definition, then times them all.
   * @param {ProductRequest} request
   * @param {(fraction: number) => Promise<boolean>} goesOn reports progress; false when the work was given up
   * @returns {Promise<import('./messages.js').ProductTimes|null>} null when it was given up
   */
  async time(request, goesOn) {
    const variants = this.#pkg.Products.variants();
    const products = this.#make(request);
    const now = this.#now;
    try {
      let agree = true;
      let quickest = Infinity;
      for (const [i, variant] of variants.entries()) {
        agree = products.agrees(variant) && agree;
        if (!(await goesOn(0.04 * i + 0.02))) return null;
        repeat(products, variant, WARM_MS, now);
        quickest = Math.min(quickest, repeat(products, variant, ESTIMATE_MS, now));
        if (!(await goesOn(0.04 * (i + 1)))) return null;
      }
      const repeats = Math.max(1, Math.ceil(Math.max(RUN_MS, CLOCK_STEPS * clockStep(now)) / Math.max(quickest, 1e-6)));
      const begun = now();
      /** @type {number[]} */
      const times = [];
      for (let round = 0; round < ROUNDS && (round < FEW || now() - begun < LONG_MS); round += 1) {
        const took = variants.map(() => 0);
        for (const [i] of variants.entries()) {
          // Each variant comes first, second … in turn.
          const variant = (i + round) % variants.length;
          const start = now();
          for (let run = 0; run < repeats; run += 1) products.run(variants[variant]);
          took[variant] = (now() - start) / repeats;
          const done = Math.max((round + 1) / ROUNDS, Math.min((now() - begun) / LONG_MS, (round + 1) / FEW));
          if (!(await goesOn(0.16 + 0.84 * Math.min(done, 0.99)))) return null;
        }
        times.push(...took);
      }
      return { size: request.size, variants, agree, repeats, times: Float64Array.from(times) };
    } finally {
      products.free();
    }
  }

  free() {
    this.#products?.free();
    this.#products = null;
  }

  /** @param {ProductRequest} request */
  #make({ size, activations, weights }) {
    return new this.#pkg.Products(size, size, size, activations, weights, SEED);
  }
}

/** Multiplies for a time, at least twice; returns how long each took. @param {import('./pkg.js').Products} products @param {string} variant @param {number} ms @param {() => number} now */
function repeat(products, variant, ms, now) {
  const start = now();
  let runs = 0;
  for (; runs < 2 || now() - start < ms; runs += 1) products.run(variant);
  return (now() - start) / runs;
}

/** The smallest step of the clock, which browsers make coarse on purpose. @param {() => number} now */
function clockStep(now) {
  let least = Infinity;
  for (let i = 0; i < 8; i += 1) {
    const from = now();
    let to = from;
    while (to === from) to = now();
    least = Math.min(least, to - from);
  }
  return least;
}
