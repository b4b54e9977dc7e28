// Whether a scheme has lost most of the data: then an RMSE near 1/√12 steps is no good sign.

/** @typedef {import('../engine/records.js').SchemeFrame} SchemeFrame */
/** @typedef {{kind: 'zeroed'|'one', share: number}} Loss values that became 0, or values that share one code */

/** More values than this share are most of them. */
const MOST = 0.5;

/**
 * How most values were lost; null where they were not.
 * @param {Pick<SchemeFrame, 'usage'|'levels'> & {metrics: {zeroed: number}}} scheme @returns {Loss|null}
 */
export function lossOf({ metrics: { zeroed }, usage, levels }) {
  if (zeroed > MOST) return { kind: 'zeroed', share: zeroed };
  const all = usage.reduce((sum, n) => sum + n, 0);
  // Zeros are zeros before, too: nothing is lost with them.
  const most = usage.reduce((most, n, rank) => (levels[rank] === 0 ? most : Math.max(most, n)), 0);
  return most > MOST * all ? { kind: 'one', share: most / all } : null;
}
