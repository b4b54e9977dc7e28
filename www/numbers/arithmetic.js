// The arithmetic of one value: from the value to its code and back, with its numbers.

import { bitPattern, floatFormula } from './float-code.js';
import { number, percent, superscript } from './format.js';

/** @typedef {import('../engine/records.js').Params} Params */
/** @typedef {import('../engine/records.js').SchemeFrame} SchemeFrame */

/** Bits of a scale that is stored as an exponent. */
const EXPONENT_BITS = 8;

/**
 * @param {import('../i18n/types.js').Translator} t
 * @param {import('../engine/records.js').Arithmetic} step
 * @param {SchemeFrame} scheme
 * @returns {string[]}
 */
export function arithmeticSteps(t, step, scheme) {
  return [...scaleStep(scheme), ...codeSteps(t, step, scheme)];
}

/** @param {number} value */
const n = (value) => number(value, { digits: 5, trim: true });

/** What a scale is made of that is not stored as it is: on two levels, or as an exponent. @param {SchemeFrame} scheme @returns {string[]} */
function scaleStep({ fitted, outer, stored, params: { scale } }) {
  if (fitted) return fittedStep(fitted);
  if (outer !== null) return [`s = S · E4M3 = ${n(outer)} · ${n(scale / outer)} = ${n(scale)}`];
  const exponent = Math.log2(scale);
  const isPower = stored.scale === EXPONENT_BITS && Number.isInteger(exponent);
  return isPower ? [`s = 2${superscript(exponent)}${exponent === 0 ? ' = 1' : ` = ${n(scale)}`}`] : [];
}

/** The scale and the minimum of a block as multiples of those of its super-block; nothing of a stored grid. @param {import('../engine/records.js').Fitted} fitted */
function fittedStep({ d, d_min, scale_code: scale, minimum_code: minimum, step, base }) {
  const scales = scale == null ? [] : [`s = d · ${n(scale)} = ${n(d)} · ${n(scale)} = ${n(step)}`];
  const minimums = minimum == null ? [] : [`m = −${n(d_min ?? NaN)} · ${n(minimum)} = ${n(base)}`];
  return [...scales, ...minimums];
}

/** From the value to its code and back. @param {import('../i18n/types.js').Translator} t @param {import('../engine/records.js').Arithmetic} step @param {SchemeFrame} scheme */
function codeSteps(t, step, { params, table }) {
  const { zero_point: z, real_zero: real, rounding } = params;
  if (params.fitted) return codingSteps(t, step, codingOf(params.fitted));
  if (typeof step.level === 'number') return tableSteps(t, step, params, table);
  const unclamped = step.unclamped ?? NaN;
  const rounds = { even: 'round', away: 'round', floor: 'floor', stochastic: 'stochastic' }[rounding];
  const shift = plus(z);
  const rounded = real ? `${rounds}(${n(step.ratio)}${shift})` : `${rounds}(${n(step.ratio)})${shift}`;
  const steps = [`x / s = ${n(step.x)} / ${n(params.scale)} = ${n(step.ratio)}`, `q = ${rounded} = ${n(unclamped)}`];
  if (rounding === 'stochastic') steps.push(...chance(t, step, params));
  if (step.q !== unclamped) steps.push(t('ui.inspector.clamped', { q: n(step.q) }));
  const offset = z === 0 ? n(step.q) : `(${n(step.q)}${plus(-z)})`;
  steps.push(`x̂ = ${offset} · s = ${n(step.decoded)}`, `e = x̂ − x = ${n(step.error)}`);
  return steps;
}

/** How a block codes. In a stored grid a second factor may follow, with which values are coded. @param {[string, number[]]} fitted */
const codingOf = ([word, numbers]) =>
  word === 'stored' ? [numbers[4], -numbers[2] || 0, ...numbers.slice(2)] : numbers;

/** Whether a table multiplies by the reciprocal of its scale, and float32 cannot hold that. @param {Pick<Params, 'divides'|'scale'>} params */
export const overflows = ({ divides, scale }) => !divides && !Number.isFinite(Math.fround(1 / scale));

/**
 * The steps of a value to the nearest level of a table: of a float the bits of its code and what they mean, of another the index.
 * @param {import('../i18n/types.js').Translator} t @param {import('../engine/records.js').Arithmetic} step @param {Params} params @param {import('../engine/records.js').Table|null} table
 */
function tableSteps(t, step, params, table) {
  const level = n(step.level ?? NaN);
  const float = table?.float;
  const nearest = float
    ? [
        t('ui.inspector.level', { level, q: `${n(step.q)} = ${bitPattern(step.q, float)}` }),
        `${floatFormula(step.q, float)} = ${step.level === 0 && step.q !== 0 ? '−0' : level}`,
      ]
    : [t('ui.inspector.indexed', { level, index: n(step.rank), q: n(step.q) })];
  const ratio = overflows(params)
    ? `x · (1 / s) = ${n(step.x)} · ∞ = ${n(step.ratio)}`
    : `x / s = ${n(step.x)} / ${n(params.scale)} = ${n(step.ratio)}`;
  return [ratio, ...nearest, `x̂ = ${level} · s = ${n(step.decoded)}`, `e = x̂ − x = ${n(step.error)}`];
}

/**
 * The steps of a value in a block of a format that fits its own scales: what codes a value is not always what decodes it.
 * @param {import('../i18n/types.js').Translator} t @param {import('../engine/records.js').Arithmetic} step @param {number[]} coding
 */
function codingSteps(t, step, [s, base, shift, divides, by]) {
  const level = n(step.level ?? NaN);
  const x = shift === 0 ? n(step.x) : `(${n(step.x)}${plus(shift)})`;
  return [
    `${x} ${divides ? '/' : '·'} ${n(by)} = ${n(step.ratio)}`,
    t('ui.inspector.level', { level, q: n(step.q) }),
    `x̂ = ${level} · ${n(s)}${plus(base)} = ${n(step.decoded)}`,
    `e = x̂ − x = ${n(step.error)}`,
  ];
}

/** A further summand, with its sign; empty for 0. @param {number} value */
function plus(value) {
  if (value === 0) return '';
  return value < 0 ? ` − ${n(-value)}` : ` + ${n(value)}`;
}

/** The probability of the code shown, and the other code that may come. @param {import('../i18n/types.js').Translator} t @param {import('../engine/records.js').Arithmetic} step @param {Params} params */
function chance(t, step, { zero_point: z, real_zero: real }) {
  const before = real ? Math.fround(step.ratio + z) : step.ratio;
  const up = before - Math.floor(before);
  if (up === 0 || !Number.isFinite(up)) return [];
  const after = real ? 0 : z;
  const other = 2 * Math.floor(before) + 1 - ((step.unclamped ?? NaN) - after) + after;
  return [
    t('ui.inspector.likelier', { p: percent(Math.max(up, 1 - up)), other: number(other, { digits: 5, trim: true }) }),
  ];
}
