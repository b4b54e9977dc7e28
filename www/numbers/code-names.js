// What the codes of a grid are called in a picture.

/** As many levels have room for both codes of zero. */
const FEW = 16;

/**
 * Whole numbers in a row are named by the first of them; the figure then chooses round ones. Other codes are named one by one; of few levels
 * zero by both of its codes, where it has two.
 * @param {{codes: Int32Array, table: import('../engine/records.js').Table|null}} scheme codes by rank
 * @returns {{first: number, names?: string[]}}
 */
export function codeNames({ codes, table }) {
  const inRow = codes.every((code, rank) => code === codes[0] + rank);
  if (inRow) return { first: codes[0] };
  const second = codes.length <= FEW ? table?.second_zero : undefined;
  const zero = second === undefined ? -1 : (table?.levels.indexOf(0) ?? -1);
  return { first: 0, names: Array.from(codes, (code, rank) => (rank === zero ? `${code}, ${second}` : String(code))) };
}
