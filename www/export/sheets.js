// The data behind what is shown, as tables with all digits: what views share. The rest each view has in its folder.

/** @typedef {import('../engine/records.js').Frame} Frame */
/** @typedef {import('./types.js').Sheet} Sheet */
/** @typedef {import('../state/roles.js').Role} Role */

/** A table by its columns. @param {string} name @param {Record<string, ArrayLike<string|number>>} columns of the same length @returns {Sheet} */
export function sheet(name, columns) {
  const head = Object.keys(columns);
  const all = Object.values(columns);
  return { name, head, rows: Array.from(all[0] ?? [], (_, i) => all.map((column) => column[i])) };
}

/** The two ends of each bin. @param {[number, number]} ends @param {number} bins */
function edges([lo, hi], bins) {
  const edge = (/** @type {number} */ i) => lo + ((hi - lo) * i) / bins;
  return {
    from: Array.from({ length: bins }, (_, i) => edge(i)),
    to: Array.from({ length: bins }, (_, i) => edge(i + 1)),
  };
}

/** The same, with a bin below the axis and one above it. @param {[number, number]} ends @param {number} bins */
export function openEdges([lo, hi], bins) {
  const { from, to } = edges([lo, hi], bins);
  return { from: [-Infinity, ...from, hi], to: [lo, ...to, Infinity] };
}

/** The histogram of the data over the view. @param {Frame} frame @returns {Sheet} */
export function histogramSheet({ view: [lo, hi], counts, below, above, a, b }) {
  const columns = { ...openEdges([lo, hi], counts.length), count: [below, ...counts, above] };
  // Values of a block outside the view are not counted.
  const blocks = Object.entries({ a, b }).flatMap(([role, { block, block_counts }]) =>
    block_counts ? [[`${role}_block_${block}`, ['', ...block_counts, '']]] : [],
  );
  return sheet('histogram', { ...columns, ...Object.fromEntries(blocks) });
}

/** Every code of a scheme: its level in the block shown, and how often it is used in the whole tensor. @param {Frame} frame @param {Role} role */
export function codesSheet(frame, role) {
  const { codes, levels, usage } = frame[role];
  return sheet(`codes-${role}`, { code: codes, level: levels, count: usage });
}

/** Schemes with their measures. @param {string} name @param {readonly {scheme: string, metrics: import('../engine/records.js').Measures}[]} entries */
export function schemesSheet(name, entries) {
  const keys = Object.keys(entries[0]?.metrics ?? {});
  return {
    name,
    head: ['scheme', ...keys],
    rows: entries.map(({ scheme, metrics }) => [scheme, ...keys.map((key) => metrics[key] ?? '')]),
  };
}
