// The expressions of the lessons: arithmetic over the measures of both schemes and the summary of the data, such as
// `b.sqnr_db - a.sqnr_db > 5.5`. Parsed here, never run as code.

import { count, decibels, difference, number, percent } from '../numbers/format.js';

/** What names stand for: `a.mse`, `b.mse`, `data.max`. @typedef {Record<string, Record<string, number>>} Scope */
/** Moves along one text. @typedef {{next: () => string|undefined, take: (...accepted: string[]) => string|undefined, scope: Scope}} Cursor */

const TOKEN = /\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?|[a-z]\w*(?:\.[a-z]\w*)?|<=|>=|==|[-+*/^()<>,])/y;

/** @type {Record<string, (...values: number[]) => number>} */
const FUNCTIONS = { abs: Math.abs, log2: Math.log2, log10: Math.log10, sqrt: Math.sqrt, min: Math.min, max: Math.max };

/** @type {Record<string, (p: number, q: number) => boolean>} */
const COMPARISONS = {
  '<': (p, q) => p < q,
  '<=': (p, q) => p <= q,
  '>': (p, q) => p > q,
  '>=': (p, q) => p >= q,
  '==': (p, q) => p === q,
};

/**
 * How a placeholder's number is written. `gain` is a difference in dB with its sign.
 * @type {Record<string, (value: number) => string>}
 */
const FORMATS = {
  number: (value) => number(value, { trim: true }),
  short: (value) => number(value, { digits: 2, trim: true }),
  count,
  db: decibels,
  gain: (value) => difference(value, decibels),
  percent,
};

/**
 * The value of an expression: a number, or whether a comparison holds.
 * @param {string} text @param {Scope} scope @returns {number|boolean}
 */
export function evaluate(text, scope) {
  const words = tokens(text);
  let at = 0;
  const next = () => words[at];
  const take = (/** @type {string[]} */ ...accepted) => (accepted.includes(words[at]) ? words[at++] : undefined);
  const cursor = { next, take, scope };
  const left = sum(cursor);
  const comparison = take(...Object.keys(COMPARISONS));
  const value = comparison === undefined ? left : COMPARISONS[comparison](left, sum(cursor));
  if (next() !== undefined) throw new Error(`${text}: what is ${next()}?`);
  return value;
}

/**
 * A text with its placeholders filled: `{EXPRESSION}` or `{EXPRESSION|FORMAT}`.
 * @param {string} text @param {Scope} scope
 */
export function fill(text, scope) {
  return text.replace(/\{([^{}|]*)(?:\|(\w+))?\}/g, (whole, expression, name = 'number') => {
    if (!Object.hasOwn(FORMATS, name)) throw new Error(`${whole}: no format ${name}`);
    const value = evaluate(expression, scope);
    if (typeof value !== 'number') throw new Error(`${whole} is no number`);
    return FORMATS[name](value);
  });
}

/** @param {string} text */
function tokens(text) {
  const found = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`${text}: cannot read ${text.slice(from).trim()}`);
    found.push(match[1]);
  }
  return found;
}

/** @param {Cursor} cursor @returns {number} */
function sum(cursor) {
  let value = product(cursor);
  for (let sign = cursor.take('+', '-'); sign; sign = cursor.take('+', '-')) {
    value = sign === '+' ? value + product(cursor) : value - product(cursor);
  }
  return value;
}

/** @param {Cursor} cursor @returns {number} */
function product(cursor) {
  let value = signed(cursor);
  for (let sign = cursor.take('*', '/'); sign; sign = cursor.take('*', '/')) {
    value = sign === '*' ? value * signed(cursor) : value / signed(cursor);
  }
  return value;
}

/** A minus binds less than a power: -2^2 is -4. @param {Cursor} cursor @returns {number} */
function signed(cursor) {
  if (cursor.take('-')) return -signed(cursor);
  const base = atom(cursor);
  return cursor.take('^') ? base ** signed(cursor) : base;
}

/** @param {Cursor} cursor @returns {number} */
function atom({ next, take, scope }) {
  const word = next();
  if (word === undefined) throw new Error('an expression ends too early');
  take(word);
  if (/^\d/.test(word)) return Number(word);
  const cursor = { next, take, scope };
  if (word === '(') return closed(cursor, sum(cursor));
  if (Object.hasOwn(FUNCTIONS, word)) {
    if (!take('(')) throw new Error(`${word} needs parentheses`);
    const values = [sum(cursor)];
    while (take(',')) values.push(sum(cursor));
    return closed(cursor, FUNCTIONS[word](...values));
  }
  const [of, key] = word.split('.');
  if (!Object.hasOwn(scope, of) || !Object.hasOwn(scope[of], key)) throw new Error(`there is no ${word}`);
  return scope[of][key];
}

/** @param {Cursor} cursor @param {number} value */
function closed(cursor, value) {
  if (!cursor.take(')')) throw new Error('a parenthesis is not closed');
  return value;
}
