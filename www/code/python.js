// Values and texts as Python literals. A name stays a string or a comment, whatever it holds.

import { oneLine } from '../share/escape.js';

/** Visible characters; others could hide, or change the direction of text. */
const PLAIN = /^[\x20-\x7e\p{Script=Han}\p{Script=Latin}]$/u;

/** A string literal. @param {string} text */
export function pyString(text) {
  const marks = [...text].map((mark) => {
    if (mark === '"' || mark === '\\') return `\\${mark}`;
    if (PLAIN.test(mark)) return mark;
    const hex = Number(mark.codePointAt(0)).toString(16);
    return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
  });
  return `"${marks.join('')}"`;
}

/** The text of a comment: one line of visible characters. @param {string} text */
export function pyComment(text) {
  return [...oneLine(text)].filter((mark) => PLAIN.test(mark)).join('');
}

/** A 32-bit float with the fewest digits that read back as it. @param {number} x */
export function pyFloat32(x) {
  if (Number.isNaN(x)) return 'nan';
  if (!Number.isFinite(x)) return x > 0 ? 'inf' : '-inf';
  if (Object.is(x, -0)) return '-0.0';
  const text = [6, 7, 8, 9].map((digits) => x.toPrecision(digits)).find((each) => Math.fround(Number(each)) === x);
  return pyFloat(Number(text ?? x));
}

/** A number of 64 bits, as a float. @param {number} x */
export function pyFloat(x) {
  const text = String(x);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** The numbers of a list, several per line. @param {ArrayLike<number>} numbers @param {string} indent */
export function pyList(numbers, indent = '    ') {
  const words = Array.from(numbers, pyFloat32);
  const lines = [];
  for (let i = 0; i < words.length; i += 8) lines.push(`${indent}${words.slice(i, i + 8).join(', ')},`);
  return `[\n${lines.join('\n')}\n]`;
}
