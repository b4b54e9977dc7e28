// Formulas as MathML: real elements, so that a screen reader reads them as formulas.
//
// A string becomes a number, an operator or an identifier by its first character. A long formula is a line of several
// <math> elements, one per relation, between which it can wrap.

import { h } from '../controls/dom.js';

const NAMESPACE = 'http://www.w3.org/1998/Math/MathML';

/** @typedef {Element|string} Piece */

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node|string)} children */
function element(tag, attributes, ...children) {
  const made = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** @param {Piece} piece */
function node(piece) {
  if (typeof piece !== 'string') return piece;
  if (/^[−∞]?\d|^∞/.test(piece)) return element('mn', {}, piece);
  if (/^[\p{L}]/u.test(piece)) return identifier(piece);
  return element('mo', { stretchy: 'false' }, piece);
}

/** The style sheet slants names of one letter, because few fonts have Unicode's mathematical letters. @param {string} name */
function identifier(name) {
  const letters = name.normalize('NFD').replace(/\p{M}/gu, '');
  return letters.length === 1
    ? element('mi', { mathvariant: 'normal', class: 'variable' }, name)
    : element('mi', {}, name);
}

/** @param {...Piece} pieces */
export function row(...pieces) {
  return element('mrow', {}, ...pieces.map(node));
}

/** @param {Piece} above @param {Piece} below */
export function frac(above, below) {
  return element('mfrac', {}, node(above), node(below));
}

/** @param {Piece} base @param {Piece} script */
export function sub(base, script) {
  return element('msub', {}, node(base), node(script));
}

/** @param {Piece} base @param {Piece} script */
export function sup(base, script) {
  return element('msup', {}, node(base), node(script));
}

/** What stands between two fences. @param {string} open @param {string} close @param {...Piece} inside */
export function fenced(open, close, ...inside) {
  const fence = (/** @type {string} */ text, /** @type {string} */ form) =>
    element('mo', { form, stretchy: 'false', fence: 'true' }, text);
  return row(fence(open, 'prefix'), ...inside, fence(close, 'postfix'));
}

/** @param {...Piece} inside */
export const abs = (...inside) => fenced('|', '|', ...inside);
/** @param {...Piece} inside */
export const floor = (...inside) => fenced('⌊', '⌋', ...inside);

/** A function of one argument without parentheses, as `min x`. @param {string} name @param {Piece} arg */
export function of(name, arg) {
  return row(name, '\u2061', element('mspace', { width: '0.17em' }), arg);
}

/** A relation or an operator with room around it, which the browser does not add. @param {string} sign */
export function apart(sign) {
  return element('mo', { form: 'infix', stretchy: 'false', lspace: '0.22em', rspace: '0.22em' }, sign);
}

/** A list with commas. @param {readonly Piece[]} items @returns {Piece[]} */
function listed(items) {
  return items.flatMap((item, i) => (i === 0 ? [item] : [element('mo', { separator: 'true' }, ','), item]));
}

/** A function of arguments. @param {Piece} name @param {...Piece} args */
export function fn(name, ...args) {
  return row(name, fenced('(', ')', ...listed(args)));
}

/** @param {string} open @param {string} close @param {...Piece} items */
export function tuple(open, close, ...items) {
  return fenced(open, close, ...listed(items));
}

/** Words in a formula. @param {string} text */
export function words(text) {
  return element('mtext', {}, text);
}

/** @param {...Piece} pieces */
export function math(...pieces) {
  return element('math', { displaystyle: 'true' }, ...pieces.map(node));
}

/** A continuation of an equation with another sign than `=`. @param {string} sign @param {...Piece} pieces */
export function goingOn(sign, ...pieces) {
  return math(sign, ...pieces);
}

/** A formula that can wrap before each of its relations: `left = right = right`. @param {Piece} left @param {...Piece} rights */
export function equation(left, ...rights) {
  const parts = rights.map((right, i) => {
    if (typeof right !== 'string' && right.localName === 'math') return right;
    return i === 0 ? math(left, '=', right) : math('=', right);
  });
  return h('p', { class: 'equation' }, ...parts.flatMap((part) => [part, ' ']));
}
