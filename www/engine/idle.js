// What can wait until nobody waits for the page.

/**
 * Calls when the page has nothing to do for a moment, as behind a picture that is still to be painted. Some browsers cannot tell.
 * @param {() => void} run @param {Pick<import('./types.js').Timers, 'setTimeout'>} [timers]
 */
export function whenIdle(run, timers = { setTimeout: (later, ms) => setTimeout(later, ms) }) {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run);
  else timers.setTimeout(run, 0);
}
