// What the colours of the map can stand for, in the order they are offered.

export const MAPS = /** @type {const} */ (['error', 'decoded', 'values', 'scale', 'sqnr', 'absmax']);

/** The colours of each map: signed numbers, a photograph, or magnitudes. @param {string} map @param {boolean} photograph */
export function colorsOf(map, photograph) {
  if (map !== 'values' && map !== 'decoded') return 'sequential';
  return photograph ? 'gray' : 'diverging';
}

/** The labels of the ends of the colours; they say whether numbers lie beyond. @param {import('./types.js').BlocksAnswer} answer @param {(value: number) => string} written */
export function endsOf({ ends: [lo, hi], a, b }, written) {
  let [least, most] = [Infinity, -Infinity];
  for (const { cells } of [a, b]) {
    for (const cell of cells) {
      if (cell < least) least = cell;
      if (cell > most) most = cell;
    }
  }
  return [least < lo ? `≤ ${written(lo)}` : written(lo), most > hi ? `≥ ${written(hi)}` : written(hi)];
}
