// Measures the states of the lessons' steps with the crate, once each, as the page does.

import { scopeOf } from '../../www/lessons/following.js';
import { defaults } from '../../www/state/state.js';
import { convolutionRequest } from '../../www/views/integers/input.js';
import { requestOf as streamRequest } from '../../www/views/stream/courses.js';

/** @typedef {import('../../www/types.js').State} State */
/** @typedef {import('../../www/lessons/expression.js').Scope} Scope */

/** What expressions may name beside the frame's own measures, by the first part of the name. */
const BESIDE = /** @type {const} */ (['stream', 'padding', 'bias', 'product']);

export class LessonMeasures {
  #engine;
  /** @type {Map<string, Promise<any>>} */
  #known = new Map();

  /** @param {import('../../www/engine/engine.js').Engine} engine */
  constructor(engine) {
    this.#engine = engine;
  }

  /**
   * What an expression may name in a state. Only what it does name is measured.
   * @param {Partial<State>} part @param {string} expression @returns {Promise<Scope>}
   */
  async scope(part, expression) {
    const state = { ...defaults(), ...part };
    const [stream, padding, bias, product] = BESIDE.map((name) => expression.includes(`${name}.`));
    /** @type {Scope} */
    const scope = {};
    Object.assign(scope, scopeOf(await this.#frame(state, stream ? streamRequest(state) : null)));
    if (padding || bias) Object.assign(scope, integers((await this.#frame(state, convolutionRequest(state))).part));
    if (product) Object.assign(scope, { product: await this.#product() });
    return scope;
  }

  /** @param {State} state @param {import('../../www/types.js').PartRequest|null} part @returns {Promise<import('../../www/types.js').Frame>} */
  #frame({ data, a, b }, part) {
    const request = { data, a, b, part, view: null, bins: 64, block_a: 0, block_b: 0 };
    return this.#once(JSON.stringify(request), () => this.#engine.show(request));
  }

  /** The element that the Integer arithmetic view shows first. */
  #product() {
    const request = { size: 128, activations: 'int8:asym', weights: 'int8:asym', row: 0, column: 0 };
    return this.#once('product', () => this.#engine.products.element(request));
  }

  /** @param {string} key @param {() => Promise<any>} measure */
  #once(key, measure) {
    const known = this.#known.get(key) ?? measure();
    this.#known.set(key, known);
    return known;
  }
}

/** What the Integer arithmetic view shows of a convolution. @param {any} part @returns {Scope} */
function integers({ ways, biases }) {
  const padding = ['symmetric', 'asymmetric', 'mistaken'].flatMap((way, i) =>
    ['border', 'inner'].flatMap((place) => [
      [`${way}_${place}_rmse`, ways[i][place].rmse],
      [`${way}_${place}_max`, ways[i][place].max_abs_error],
    ]),
  );
  const largest = (/** @type {'wide'|'narrow'} */ stored) =>
    Math.max(...biases.map((/** @type {any} */ bias) => Math.abs(bias[stored].value - bias.bias)));
  return {
    padding: Object.fromEntries(padding),
    bias: { wide_error: largest('wide'), narrow_error: largest('narrow') },
  };
}
