// What of the page can be hidden, by name. The state's key `hide` is a list of such names, read from left to right:
// `data,b` hides two panels, `all,-a.percentile` leaves nothing but the picture and one slider.
//
// A region of the page is made of pieces, most of them single controls. Hiding takes them out of sight and out of the keyboard's way;
// the picture does not change. The modules that make a piece mark its elements with `hideable`; the rules that hide it are made of
// this table (styles/hide.js).

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
  'ratio',
  'percentile',
  'limits',
  'options',
  'block',
  'how',
];

/** The regions of the page, and the single controls of those that have some. @type {Readonly<Record<string, readonly string[]>>} */
export const REGIONS = Object.freeze({
  top: ['lessons', 'strings', 'history', 'present', 'reset', 'export', 'share', 'language', 'theme', 'help'],
  data: ['notation', 'kind', 'open', 'files', 'outliers', 'options', 'axis', 'point', 'paste', 'facts'],
  a: SCHEME,
  b: SCHEME,
  tabs: VIEWS.map(({ name }) => name),
  tools: [],
  inspector: [],
  scoreboard: ['measures', 'verdict'],
  tables: [],
});

/** The key of the text that names a region, or one of its controls. @param {string} region @param {string} [control] */
export function textOf(region, control) {
  if (control === undefined) return `hide.${region}`;
  if (region === 'tabs') return `ui.view.${control}`;
  // A and B have the same controls.
  return `hide.${region === 'a' || region === 'b' ? 'scheme' : region}.${control}`;
}

/** The panels beside the picture: without any of them it has the whole width. */
const PANELS = ['data', 'a', 'b'];

/** Pieces that have a name of one word. The word `scoreboard` of older links means both of its pieces. @type {Readonly<Record<string, string>>} */
const OWN_NAMES = Object.freeze({ 'scoreboard.verdict': 'verdict' });

/** The name of a region's piece. @param {string} region @param {string} control */
export function pieceOf(region, control) {
  const name = `${region}.${control}`;
  return OWN_NAMES[name] ?? name;
}

/** The pieces of a region, by name; a region of one piece is that piece. @param {string} region */
export const piecesOf = (region) =>
  REGIONS[region].length === 0 ? [region] : REGIONS[region].map((control) => pieceOf(region, control));

/** Every piece that can be hidden by itself. */
export const PIECES = Object.freeze(Object.keys(REGIONS).flatMap(piecesOf));

/** Means all regions, also those of later versions. */
const ALL = 'all';

/** Every word that `hide` takes; a `-` before it shows again what it names. */
export const NAMES = Object.freeze([ALL, ...new Set([...Object.keys(REGIONS), ...PIECES])]);

/** Marks the elements of a piece, so that it can be hidden. @param {string} piece @param {...HTMLElement} elements */
export function hideable(piece, ...elements) {
  for (const element of elements) element.dataset.part = piece;
}

/** The pieces that a list of names hides: the last name that means a piece decides. @param {string} hide @returns {Set<string>} */
export function hiddenBy(hide) {
  /** @type {Set<string>} */
  const hidden = new Set();
  for (const word of hide.split(',').filter(Boolean)) {
    const shown = word.startsWith('-');
    const name = shown ? word.slice(1) : word;
    const pieces = name === ALL ? PIECES : Object.hasOwn(REGIONS, name) ? piecesOf(name) : [name];
    for (const piece of pieces) {
      if (shown) hidden.delete(piece);
      else hidden.add(piece);
    }
  }
  return hidden;
}

/** The pieces that lie in the fold of a panel that is not always open. */
const IN_FOLD = {
  data: ['outliers', 'options', 'axis', 'point', 'paste', 'facts'],
  a: ['limits', 'options', 'block', 'how'],
  b: ['limits', 'options', 'block', 'how'],
};

/** The names of the folds, for `hideable`. @type {Readonly<Record<keyof typeof IN_FOLD, string>>} */
export const FOLDS = Object.freeze({ data: 'data-fold', a: 'a-fold', b: 'b-fold' });

/** What is out of sight, for the rules that hide it: pieces, folds and regions of which nothing is left, and `panels` if no panel is left. @param {string} hide @returns {string[]} */
export function outOfSight(hide) {
  const hidden = hiddenBy(hide);
  const gone = Object.keys(REGIONS).filter((region) => piecesOf(region).every((piece) => hidden.has(piece)));
  const folds = Object.entries(IN_FOLD)
    .filter(([region, pieces]) => pieces.every((piece) => hidden.has(`${region}.${piece}`)))
    .map(([region]) => FOLDS[/** @type {keyof typeof IN_FOLD} */ (region)]);
  return [
    ...new Set([...hidden, ...gone, ...folds, ...(PANELS.every((region) => gone.includes(region)) ? ['panels'] : [])]),
  ];
}

/** What a slide hides: everything but its picture and a step's controls. @param {readonly string[]} controls */
export const hideOfSlide = (controls) => [ALL, ...controls.map((name) => `-${name}`)].join(',');

/** The shortest list of names that hides these pieces and no others. @param {ReadonlySet<string>} hidden */
export function hideText(hidden) {
  const from = (/** @type {boolean} */ all) => {
    const words = Object.keys(REGIONS).flatMap((region) => wordsFor(region, hidden, all));
    return [...(all ? [ALL] : []), ...words].join(',');
  };
  const [some, most] = [from(false), from(true)];
  return most.length < some.length ? most : some;
}

/** The words for a region, if all of it or nothing of it is hidden so far. @param {string} region @param {ReadonlySet<string>} hidden @param {boolean} all @returns {string[]} */
function wordsFor(region, hidden, all) {
  const pieces = piecesOf(region);
  const others = pieces.filter((piece) => hidden.has(piece) !== all);
  const same = pieces.filter((piece) => hidden.has(piece) === all);
  const [change, back] = all ? ['-', ''] : ['', '-'];
  if (others.length === 0) return [];
  if (others.length <= same.length) return others.map((name) => change + name);
  return [change + region, ...same.map((name) => back + name)];
}
