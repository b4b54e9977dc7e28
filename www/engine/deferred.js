// A promise that is settled from outside.

/** @returns {{promise: Promise<void>, resolve: () => void, reject: (reason: unknown) => void}} its rejection may go unheard */
export function deferred() {
  /** @type {() => void} */
  let resolve = () => {};
  /** @type {(reason: unknown) => void} */
  let reject = () => {};
  /** @type {Promise<void>} */
  const promise = new Promise((...settle) => ([resolve, reject] = settle));
  promise.catch(() => {});
  return { promise, resolve, reject };
}
