// The lines of the table: a tensor with its numbers under A and B, and sums over several of them.
//
//     SQNR of several = 10 log10(Σ signal / Σ Σe²)      as one vector
//     share of a line = its Σe² / that of all lines      Σ h e² where columns have an importance h

/** @typedef {import('../../engine/model-records.js').KnownRow} KnownRow */
/** @typedef {import('../../engine/model-records.js').ShownBecame} Became */
/** @typedef {{sqnr: number|null, bits: number|null, share: number|null, weight: number|null, sse: number|null, signal: number|null, problem: import('../../engine/model-records.js').ModelSide['problem']}} Side numbers are null where nothing is measured */
/** @typedef {{a: Side, b: Side, became: Side, difference: number|null, gain: number|null}} Sides became: what a second file stores; difference: A less B; gain: what it became less A */
/** @typedef {{row: KnownRow} & Sides} Line */
/** @typedef {{values: number} & Sides} Sum */

const ROLES = /** @type {const} */ (['a', 'b', 'became']);

/**
 * The lines of rows, in their order. Shares are of all of them.
 * @param {readonly KnownRow[]} rows @param {Record<'a'|'b', string>} schemes @param {Became|null} [became] what the model became in a second file
 * @returns {Line[]}
 */
export function linesOf(rows, schemes, became = null) {
  const lines = rows.map((row) => ({
    row,
    ...withDifferences(sideOf(row, schemes.a), sideOf(row, schemes.b), becameSide(row, became)),
  }));
  for (const role of ROLES) {
    const all = total(lines.map((line) => line[role].weight));
    for (const { [role]: side } of lines) side.share = side.weight === null || all === 0 ? null : side.weight / all;
  }
  return lines;
}

/** A side without numbers. @param {Side['problem']} [problem] @returns {Side} */
const without = (problem = null) => ({
  sqnr: null,
  bits: null,
  share: null,
  weight: null,
  sse: null,
  signal: null,
  problem,
});

/** @param {KnownRow} row @param {Became|null} became */
function becameSide(row, became) {
  const partner = became?.partners.get(row.name);
  return became && partner && !partner.unlike ? sideOf(row, became.word) : without(partner?.unlike);
}

/** @param {KnownRow} row @param {string} scheme @returns {Side} */
function sideOf({ sides, values, non_finite, importance, ...row }, scheme) {
  const { measures, problem, left_out = non_finite, signal = row.signal } = sides.get(scheme) ?? {};
  if (!measures) return without(problem);
  const sse = measures.mse * (values - left_out);
  const weighted = measures.weighted_mse;
  return {
    sqnr: measures.sqnr_db,
    bits: measures.bits_per_value,
    share: null,
    weight: typeof importance === 'number' && typeof weighted === 'number' ? weighted * importance : sse,
    sse,
    signal,
    problem: null,
  };
}

/** @param {Side} a @param {Side} b @param {Side} became @returns {Sides} */
const withDifferences = (a, b, became) => ({
  a,
  b,
  became,
  difference: between(a.sqnr, b.sqnr),
  gain: between(became.sqnr, a.sqnr),
});

/** Several lines as one tensor. @param {readonly Line[]} lines @returns {Sum} */
export function sumOf(lines) {
  const [a, b, became] = ROLES.map((role) => {
    const measured = lines.filter((line) => line[role].sse !== null);
    const sse = total(measured.map((line) => line[role].sse));
    const signal = total(measured.map((line) => line[role].signal));
    const values = total(measured.map(({ row }) => row.values));
    const bits = total(measured.map((line) => (line[role].bits ?? 0) * line.row.values));
    const shares = measured.map((line) => line[role].share).filter((share) => share !== null);
    return {
      sqnr: measured.length === 0 ? null : sse === 0 ? Infinity : 10 * Math.log10(signal / sse),
      bits: measured.length === 0 || measured.some((line) => line[role].bits === null) ? null : bits / values,
      share: shares.length === 0 ? null : total(shares),
      weight: total(measured.map((line) => line[role].weight)),
      sse,
      signal,
      problem: null,
    };
  });
  return { values: total(lines.map(({ row }) => row.values)), ...withDifferences(a, b, became) };
}

/** Why a tensor lacks some of its numbers. @param {Line} line */
export const whyNone = ({ a, b, became }) => a.problem ?? b.problem ?? became.problem;

/** What one gains over another in dB; 0 where neither has an error. @param {number|null} a @param {number|null} b */
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
