// Which values belong to the block whose grid is shown. Other blocks have grids of their own, so nothing about this grid is true of them.

/**
 * Whether a block of a scheme holds values near `x`: as near as a bin of the histogram. A scheme with one block holds all values.
 * @param {Pick<import('../engine/records.js').SchemeFrame, 'block_counts'>} scheme @param {[number, number]} view of the histogram @param {number} x
 */
export function blockHolds({ block_counts: counts }, [lo, hi], x) {
  if (!counts) return true;
  const bin = Math.floor(((x - lo) / (hi - lo)) * counts.length);
  return counts[x === hi ? counts.length - 1 : bin] > 0;
}
