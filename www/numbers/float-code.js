// The code of a small float: its bits as sign, exponent and mantissa, and the number that they mean.

import { count, superscript } from './format.js';

/** @typedef {import('../engine/records.js').FloatBits} FloatBits */

/** @param {number} code @param {FloatBits} float */
function fields(code, { exponent_bits: e, mantissa_bits: m }) {
  return { sign: (code >> (e + m)) & 1, exponent: (code >> m) & (2 ** e - 1), mantissa: code & (2 ** m - 1) };
}

/** The bits of a code, `sign|exponent|mantissa`. @param {number} code @param {FloatBits} float */
export function bitPattern(code, float) {
  const { sign, exponent, mantissa } = fields(code, float);
  const binary = (/** @type {number} */ value, /** @type {number} */ width) => value.toString(2).padStart(width, '0');
  return [sign, binary(exponent, float.exponent_bits), binary(mantissa, float.mantissa_bits)].join('|');
}

/** A code as people read it: its number, and of a float its bits. @param {number} code @param {import('../engine/records.js').Table|null} table */
export function codeText(code, table) {
  return table?.float ? `${count(code)} = ${bitPattern(code, table.float)}` : count(code);
}

/**
 * How a code that is a number becomes that number: `(−1)⁰ · 2⁶⁻⁷ · (1 + 5/8)`. With the exponent 0 it is subnormal or zero:
 * `(−1)⁰ · 2¹⁻⁷ · 5/8`.
 * @param {number} code @param {FloatBits} float
 */
export function floatFormula(code, float) {
  const { sign, exponent, mantissa } = fields(code, float);
  const share = `${mantissa}/${2 ** float.mantissa_bits}`;
  const power = `2${superscript(Math.max(1, exponent))}⁻${superscript(float.bias)}`;
  return `(−1)${superscript(sign)} · ${power} · ${exponent > 0 ? `(1 + ${share})` : share}`;
}

/**
 * What is left of a format's codes beside those of its levels: the second zero, infinities and NaN, each with its codes.
 * @param {import('../engine/records.js').Table} table
 */
export function otherCodes({ values, codes }) {
  const levels = new Set(codes);
  const others = values.flatMap((value, code) => (levels.has(code) ? [] : [{ code, value }]));
  const of = (/** @type {(value: number) => boolean} */ is) =>
    others.filter(({ value }) => is(value)).map(({ code }) => code);
  return {
    zeros: of((value) => value === 0),
    infinite: of((value) => Math.abs(value) === Infinity),
    nan: of(Number.isNaN),
  };
}

/** What a code that is no level means. @param {number} value */
export function specialText(value) {
  if (Number.isNaN(value)) return 'NaN';
  if (value === 0) return Object.is(value, -0) ? '−0' : '+0';
  return value < 0 ? '−∞' : '∞';
}
