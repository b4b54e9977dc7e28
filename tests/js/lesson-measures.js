// Measures the states of the lessons' steps with the crate, once each, as the page does.

import { scopeOf } from '../../www/lessons/following.js';
import { defaults } from '../../www/state/state.js';
import { integers } from '../../www/views/integers/index.js';
import { stream } from '../../www/views/stream/index.js';

/** @typedef {import('../../www/state/state.js').State} State */
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
   * @param {Partial<State>} given @param {string} expression @returns {Promise<Scope>}
   */
  async scope(given, expression) {
    const state = /** @type {any} */ ({ ...defaults(), ...given });
    const [streams, padding, bias, product] = BESIDE.map((name) => expression.includes(`${name}.`));
    /** @type {Scope} */
    const scope = {};
    Object.assign(scope, scopeOf(await this.#frame(state, streams ? stream.ask(state) : null)));
    if (padding || bias) {
      const question = integers.ask({ ...state, integers: 'padding' });
      Object.assign(scope, convolution((await this.#frame(state, question)).answer));
    }
    if (product) Object.assign(scope, { product: await this.#product() });
    return scope;
  }

  /** @param {Partial<State>} given @returns {Promise<import('../../www/engine/records.js').Frame>} */
  frame(given) {
    return this.#frame(/** @type {State} */ ({ ...defaults(), ...given }), null);
  }

  /** @param {State} state @param {import('../../www/engine/records.js').Question|null} question @returns {Promise<import('../../www/engine/records.js').Frame>} */
  #frame({ data, a, b }, question) {
    const request = { data, a, b, question, view: null, bins: 64, block_a: 0, block_b: 0 };
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

/** What the Integer arithmetic view shows of a convolution. @param {any} answer @returns {Scope} */
function convolution({ ways, biases }) {
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
