// What the codes of a grid are called in a picture.

/**
 * Whole numbers in a row are named by the first of them; the figure then chooses round ones. Other codes are named one by one.
 * @param {Int32Array} codes by rank
 * @returns {{first: number, names?: string[]}}
 */
export function codeNames(codes) {
  const inRow = codes.every((code, rank) => code === codes[0] + rank);
  return inRow ? { first: codes[0] } : { first: 0, names: Array.from(codes, String) };
}
