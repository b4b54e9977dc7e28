// What of the page can be hidden, by name. The state's key `hide` is a list of such names, read from left to right:
// `data,b` hides two panels, `all,-a.percentile` leaves nothing but the picture and one slider.
//
// Hiding takes a part out of sight and out of the way of the keyboard; what the picture shows stays as it is. Whoever makes
// a part marks its elements with `partOf`; the rules that hide them are made of this table (styles/hide.js).

import { VIEWS } from '../views/index.js';

/** The single controls of a scheme's panel. */
const SCHEME = [
  'notation',
  'bits',
  'symmetry',
  'granularity',
  'group',
  'calibration',
  'deviations',
  'percentile',
  'limits',
  'options',
  'block',
  'how',
];

/** Parts of the page, and the single controls of those that have some. @type {Readonly<Record<string, readonly string[]>>} */
export const PARTS = Object.freeze({
  top: ['lessons', 'strings', 'present', 'reset', 'export', 'share', 'language', 'theme', 'help'],
  data: ['notation', 'kind', 'open', 'files', 'outliers', 'options', 'axis', 'point', 'paste', 'facts'],
  a: SCHEME,
  b: SCHEME,
  tabs: VIEWS.map(({ name }) => name),
  tools: [],
  inspector: [],
  scoreboard: [],
  tables: [],
});

/** The key of the text that names a part, or one of its controls. @param {string} part @param {string} [control] */
export function textOf(part, control) {
  if (control === undefined) return `hide.${part}`;
  if (part === 'tabs') return `ui.view.${control}`;
  // A and B have the same controls.
  return `hide.${part === 'a' || part === 'b' ? 'scheme' : part}.${control}`;
}

/** The panels beside the picture: without any of them it has the whole width. */
const PANELS = ['data', 'a', 'b'];

/** What a part is made of, by full name; of one piece, itself. @param {string} part */
export const piecesOf = (part) =>
  PARTS[part].length === 0 ? [part] : PARTS[part].map((control) => `${part}.${control}`);

/** Every piece that can be hidden by itself. */
export const PIECES = Object.freeze(Object.keys(PARTS).flatMap(piecesOf));

/** Stands for all parts, those of later versions, too. */
const ALL = 'all';

/** Every word that `hide` takes; a `-` before it shows again what it names. */
export const NAMES = Object.freeze([ALL, ...new Set([...Object.keys(PARTS), ...PIECES])]);

/** Marks the elements of a piece, so that it can be hidden. @param {string} piece @param {...HTMLElement} elements */
export function partOf(piece, ...elements) {
  for (const element of elements) element.dataset.part = piece;
}

/** The pieces that a list of names hides: the last name that means a piece decides. @param {string} hide @returns {Set<string>} */
export function hiddenBy(hide) {
  /** @type {Set<string>} */
  const hidden = new Set();
  for (const word of hide.split(',').filter(Boolean)) {
    const shown = word.startsWith('-');
    const name = shown ? word.slice(1) : word;
    const pieces = name === ALL ? PIECES : Object.hasOwn(PARTS, name) ? piecesOf(name) : [name];
    for (const piece of pieces) {
      if (shown) hidden.delete(piece);
      else hidden.add(piece);
    }
  }
  return hidden;
}

/** What is out of sight, for the rules that hide it: pieces, parts of which nothing is left, and `panels` if none of them is. @param {string} hide @returns {string[]} */
export function outOfSight(hide) {
  const hidden = hiddenBy(hide);
  const gone = Object.keys(PARTS).filter((part) => piecesOf(part).every((piece) => hidden.has(piece)));
  return [...new Set([...hidden, ...gone, ...(PANELS.every((part) => gone.includes(part)) ? ['panels'] : [])])];
}

/** The shortest list of names that hides these pieces and no others. @param {ReadonlySet<string>} hidden */
export function hideText(hidden) {
  const from = (/** @type {boolean} */ all) => {
    const words = Object.keys(PARTS).flatMap((part) => wordsFor(part, hidden, all));
    return [...(all ? [ALL] : []), ...words].join(',');
  };
  const [some, most] = [from(false), from(true)];
  return most.length < some.length ? most : some;
}

/** What has to be said of a part, if all or nothing of it is hidden so far. @param {string} part @param {ReadonlySet<string>} hidden @param {boolean} all @returns {string[]} */
function wordsFor(part, hidden, all) {
  const pieces = piecesOf(part);
  const others = pieces.filter((piece) => hidden.has(piece) !== all);
  const same = pieces.filter((piece) => hidden.has(piece) === all);
  const [change, back] = all ? ['-', ''] : ['', '-'];
  if (others.length === 0) return [];
  if (others.length <= same.length) return others.map((name) => change + name);
  return [change + part, ...same.map((name) => back + name)];
}
