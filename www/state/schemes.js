// The notation of schemes, as the crate reads it: the table of its words, from which controls and help make their lists, and
// schemes taken apart, each parsed once. A word has one sentence in the catalogues, `option.NAME`.

/** @typedef {import('../engine/pkg.js').Pkg} Pkg */
/** @typedef {import('../engine/records.js').SlotWords} SlotWords */
/** @typedef {import('../engine/records.js').WordNumber} WordNumber */
/** @typedef {import('../engine/records.js').ParsedScheme} ParsedScheme */

/** More schemes than a view names at once. */
const KEPT = 256;

/** The tables that were read, by the module they came from. @type {WeakMap<Pkg, readonly SlotWords[]>} */
const tables = new WeakMap();
/** The schemes that were parsed, by the module that parsed them. @type {WeakMap<Pkg, Map<string, ParsedScheme>>} */
const known = new WeakMap();

/** Every slot with its words, in the order of the notation; none before the module is there. @param {Pkg|null} pkg */
export function slotsOf(pkg) {
  if (!pkg) return [];
  const table = tables.get(pkg) ?? pkg.scheme_words();
  tables.set(pkg, table);
  return table;
}

/** The words of a slot, its default first. @param {Pkg|null} pkg @param {string} slot */
export function wordsOf(pkg, slot) {
  return slotsOf(pkg).find((each) => each.slot === slot)?.words ?? [];
}

/** Whether a scheme's format has a symmetry to choose; a table of levels has none. @param {Pkg} pkg @param {string} text */
export function hasSymmetries(pkg, text) {
  return parsedScheme(pkg, text).available.symmetry.length > 1;
}

/** Whether a scheme's format brings its own blocks, so that no granularity can be chosen. @param {Pkg} pkg @param {string} text */
export function hasOwnBlocks(pkg, text) {
  return parsedScheme(pkg, text).available.granularity.length === 0;
}

/** The scheme with the other symmetry, with its usual codes and zero-point; null where the format has none. @param {Pkg} pkg @param {string} text @returns {string|null} */
export function otherSymmetry(pkg, text) {
  if (!hasSymmetries(pkg, text)) return null;
  const symmetry = parsedScheme(pkg, text).parts.symmetry === 'sym' ? 'asym' : 'sym';
  return pkg.change_scheme(text, { symmetry, codes: 'narrow', zero: 'zint' });
}

/** A number that a word takes, by its key. @param {Pkg|null} pkg @param {string} key @returns {WordNumber} */
export function numberOf(pkg, key) {
  const numbers = slotsOf(pkg).flatMap(({ words }) => words.flatMap((word) => word.numbers));
  return numbers.find((number) => number.key === key) ?? { key, least: 0, most: 0, default: 0, stops: [] };
}

/** A scheme taken apart; throws a sentence when the text is none. @param {Pkg} pkg @param {string} text @returns {ParsedScheme} */
export function parsedScheme(pkg, text) {
  const schemes = known.get(pkg) ?? new Map();
  known.set(pkg, schemes);
  const found = schemes.get(text);
  if (found) return found;
  const parsed = pkg.parse_scheme(text);
  if (schemes.size >= KEPT) schemes.clear();
  // Its canonical notation is what is asked for next.
  schemes.set(text, parsed).set(parsed.text, parsed);
  return parsed;
}
