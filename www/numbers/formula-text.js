// A formula that a calibrator of the crate wrote as text, as MathML: `frac({bin}, {bins}) · of(max, dist)`.
// The crate's `scheme/calibration/finding.rs` says what such a text may hold.

import { abs, apart, fn, floor, frac, of, row, sub, sup, tuple } from './mathml.js';

/** @typedef {import('./mathml.js').Piece} Piece */
/** @typedef {{numbers: Readonly<Record<string, string>>, symmetric: boolean}} Context the numbers as they are written; and the kind of grid */

/** What stands before brackets and is more than a function's name. @type {ReadonlyMap<string, (...pieces: any[]) => Piece>} */
const BUILDERS = new Map(Object.entries({ abs, floor, frac, of, sub, sup }));
/** Signs with room around them. */
const APART = new Set(['‖']);
const CLOSING = /** @type {const} */ ({ '(': ')', '[': ']' });

/** Brackets and commas stand alone; all else ends at them or at a space. */
const TOKEN = /\s+|[()[\],]|[^\s()[\],]+/gu;

/** @param {string} text @param {Context} context @returns {Piece} */
export function formula(text, context) {
  const tokens = text.match(TOKEN) ?? [];
  let at = 0;
  const skip = () => {
    while (tokens[at]?.trim() === '') at += 1;
  };

  /** What stands between two commas. @returns {Piece} */
  function term() {
    /** @type {Piece[]} */
    const pieces = [];
    for (skip(); at < tokens.length && !/^[)\],]$/.test(tokens[at]); skip()) pieces.push(item());
    return pieces.length === 1 ? pieces[0] : row(...pieces);
  }
  /** What brackets hold, up to the closing one. @param {string} close @returns {Piece[]} */
  function list(close) {
    const terms = [];
    do {
      at += 1;
      terms.push(term());
    } while (tokens[at] === ',');
    if (tokens[at] !== close) throw new Error(`“${text}” lacks ${close}`);
    at += 1;
    return terms;
  }
  /** A name or number and the brackets right behind it, or brackets alone. @returns {Piece} */
  function item() {
    const token = tokens[at];
    if (token === '(' || token === '[') return tuple(token, CLOSING[token], ...list(CLOSING[token]));
    at += 1;
    const build = tokens[at] === '(' ? BUILDERS.get(token) : undefined;
    let piece = build ? build(...list(')')) : leaf(token, context);
    for (let open = tokens[at]; open === '(' || open === '['; open = tokens[at]) {
      piece = open === '(' ? fn(piece, ...list(')')) : row(piece, tuple('[', ']', ...list(']')));
    }
    return piece;
  }
  return term();
}

/** @param {string} token @param {Context} context @returns {Piece} */
function leaf(token, { numbers, symmetric }) {
  if (token === 'dist') return symmetric ? abs('x') : abs('x', '−', 'c');
  if (token === 'ends') return symmetric ? 'β' : tuple('(', ')', 'α', 'β');
  if (APART.has(token)) return apart(token);
  return token.replaceAll(/\{(\w+)\}/g, (_, name) => numbers[name]);
}
