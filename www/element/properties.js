// The properties of the element that have the names of its attributes.

import { isSentence } from '../engine/wire.js';
import { KEYS } from '../state/state.js';

/**
 * A change that a program asked for. The element itself says why it refuses one, so a program that does not listen to the outcome makes no
 * uncaught error of a sentence; any other error stays one.
 * @template T @param {Promise<T>} change
 */
export function answered(change) {
  change.catch((error) => {
    if (!isSentence(error)) throw error;
  });
  return change;
}

/** @param {{getState(): any, setState(part: object): Promise<unknown>}} prototype of the element's class */
export function addProperties(prototype) {
  for (const { name } of KEYS) {
    // HTML has a property of that name.
    if (name === 'lang') continue;
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      get() {
        return this.getState()[name];
      },
      set(value) {
        this.setState({ [name]: value }).catch(() => {});
      },
    });
  }
}

/**
 * Takes over what a program set on an element before its class was defined: those are properties of its own, which would hide the
 * class's ones for ever.
 * @param {Record<string, any>} element
 */
export function takeEarly(element) {
  for (const name of ['page', ...KEYS.map((key) => key.name)]) {
    if (name === 'lang' || !Object.hasOwn(element, name)) continue;
    const value = element[name];
    delete element[name];
    element[name] = value;
  }
}
