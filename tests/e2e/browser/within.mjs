// No script of a test may hold up a run for ever: a page that never answers is a failure with a name.

/** How long a script may run in a page on a busy machine, in milliseconds. */
export const SCRIPT_PATIENCE = 120_000;

/**
 * The answer of a page, or an error that says what was asked.
 * @template T @param {Promise<T>} answer @param {string} what @param {number} [patience] in milliseconds
 * @returns {Promise<T>}
 */
export async function within(answer, what, patience = SCRIPT_PATIENCE) {
  /** @type {NodeJS.Timeout|undefined} */
  let timer;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(`the page did not answer within ${patience} ms: ${what}`)), patience);
  });
  try {
    return await /** @type {Promise<T>} */ (Promise.race([answer, late]));
  } finally {
    clearTimeout(timer);
  }
}
