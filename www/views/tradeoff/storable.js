// Which schemes advice counts. Files of a format with super-blocks hold only rows of whole ones; others are measured, but not recommended.

/**
 * @template {{scheme: string}} T
 * @param {readonly T[]} list @param {number} columns values of a row @param {(scheme: string) => number} superBlockOf
 * @returns {{counted: T[], left: string[]}} left: the schemes whose files cannot hold such rows
 */
export function storable(list, columns, superBlockOf) {
  const fits = (/** @type {T} */ { scheme }) => columns % superBlockOf(scheme) === 0;
  return { counted: list.filter(fits), left: list.filter((entry) => !fits(entry)).map(({ scheme }) => scheme) };
}
