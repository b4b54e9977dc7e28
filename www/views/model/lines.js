// The lines of the table: a tensor with its numbers under A and B, and sums over several of them.
//
//     SQNR of several = 10 log10(Σ signal / Σ Σe²)      as one vector
//     share of a line = its Σe² / that of all lines      Σ h e² where columns have an importance h

/** @typedef {import('../../engine/model-records.js').KnownRow} KnownRow */
/** @typedef {{sqnr: number|null, bits: number|null, share: number|null, weight: number|null, sse: number|null, problem: import('../../engine/model-records.js').ModelSide['problem']}} Side numbers are null where nothing is measured */
/** @typedef {{row: KnownRow, a: Side, b: Side, difference: number|null}} Line */
/** @typedef {{values: number, a: Side, b: Side, difference: number|null}} Sum */

const ROLES = /** @type {const} */ (['a', 'b']);

/**
 * The lines of rows, in their order. Shares are of all of them.
 * @param {readonly KnownRow[]} rows @param {Record<'a'|'b', string>} schemes @returns {Line[]}
 */
export function linesOf(rows, schemes) {
  const lines = rows.map((row) => {
    const [a, b] = ROLES.map((role) => sideOf(row, schemes[role]));
    return { row, a, b, difference: between(a.sqnr, b.sqnr) };
  });
  for (const role of ROLES) {
    const all = total(lines.map((line) => line[role].weight));
    for (const { [role]: side } of lines) side.share = side.weight === null || all === 0 ? null : side.weight / all;
  }
  return lines;
}

/** @param {KnownRow} row @param {string} scheme @returns {Side} */
function sideOf({ sides, values, non_finite, importance }, scheme) {
  const { measures, problem } = sides.get(scheme) ?? { measures: null, problem: null };
  if (!measures) return { sqnr: null, bits: null, share: null, weight: null, sse: null, problem };
  const sse = measures.mse * (values - non_finite);
  const weighted = measures.weighted_mse;
  return {
    sqnr: measures.sqnr_db,
    bits: measures.bits_per_value,
    share: null,
    weight: typeof importance === 'number' && typeof weighted === 'number' ? weighted * importance : sse,
    sse,
    problem: null,
  };
}

/** Several lines as one tensor. @param {readonly Line[]} lines @returns {Sum} */
export function sumOf(lines) {
  const [a, b] = ROLES.map((role) => {
    const measured = lines.filter((line) => line[role].sse !== null);
    const sse = total(measured.map((line) => line[role].sse));
    const signal = total(measured.map(({ row }) => row.signal));
    const values = total(measured.map(({ row }) => row.values));
    const shares = measured.map((line) => line[role].share).filter((share) => share !== null);
    return {
      sqnr: measured.length === 0 ? null : sse === 0 ? Infinity : 10 * Math.log10(signal / sse),
      bits: values === 0 ? null : total(measured.map((line) => (line[role].bits ?? 0) * line.row.values)) / values,
      share: shares.length === 0 ? null : total(shares),
      weight: total(measured.map((line) => line[role].weight)),
      sse,
      problem: null,
    };
  });
  return { values: total(lines.map(({ row }) => row.values)), a, b, difference: between(a.sqnr, b.sqnr) };
}

/** What A gains over B in dB; 0 where neither has an error. @param {number|null} a @param {number|null} b */
function between(a, b) {
  if (a === null || b === null) return null;
  return a === b ? 0 : a - b;
}

/** @param {readonly (number|null)[]} numbers */
const total = (numbers) => numbers.reduce((/** @type {number} */ sum, each) => sum + (each ?? 0), 0);

/** The lines that have a text in their name, role or type. @param {readonly Line[]} lines @param {string} wanted @param {(role: string) => string} roleText */
export function found(lines, wanted, roleText) {
  const text = wanted.trim().toLowerCase();
  if (text === '') return [...lines];
  return lines.filter(({ row: { name, role, dtype } }) =>
    `${name} ${role} ${roleText(role)} ${dtype}`.toLowerCase().includes(text),
  );
}

/**
 * Lines that belong together, in the order of their first ones.
 * @param {readonly Line[]} lines @param {(line: Line) => string} of @returns {{key: string, lines: Line[]}[]}
 */
export function groupsOf(lines, of) {
  /** @type {Map<string, Line[]>} */
  const groups = new Map();
  for (const line of lines) {
    const key = of(line);
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return [...groups].map(([key, lines]) => ({ key, lines }));
}
