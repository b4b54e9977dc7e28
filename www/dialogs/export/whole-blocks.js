// Block formats and rows that do not fit them: libraries store whole blocks only, so a row of another length is why none has a layout.

/** @typedef {import('../../engine/records.js').SchemeFrame} SchemeFrame */

/** Values of a block that a row would have to fill, where a format brings its own blocks and rows do not; otherwise null. @param {SchemeFrame} scheme @param {number} columns values of a row */
export function unfilledBlock({ available, parts, fitted }, columns) {
  if (available.granularity.length > 0) return null;
  const block = fitted?.super_block ?? parts.group;
  return columns % block === 0 ? null : block;
}

/**
 * Schemes that libraries may store instead, the nearest first: what the crate names for such rows, the element format with one scale per row,
 * integers of as many bits with one scale per row.
 * @param {SchemeFrame} scheme @returns {string[]}
 */
export function nearestStored({ instead, parts: { format }, metrics }) {
  const [, element = ''] = /^(?:ggml_)?(?:mx|nv)(fp\w+)$/.exec(format) ?? [];
  const bits = Math.min(8, Math.max(2, Math.ceil(Math.log2(metrics.codes_total))));
  return [
    ...(instead === null ? [] : [instead]),
    ...(element === '' ? [] : [`${element === 'fp4' ? 'fp4_e2m1' : element}:row`]),
    `int${bits}:row`,
  ];
}
