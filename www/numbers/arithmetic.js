// The arithmetic of one value: from the value to its code and back, with its numbers.

import { number, percent } from './format.js';

/** @typedef {import('../engine/records.js').Params} Params */

/**
 * @param {import('../i18n/types.js').Translator} t
 * @param {import('../engine/records.js').Arithmetic} step
 * @param {Params} params
 * @returns {string[]}
 */
export function arithmeticSteps(t, step, params) {
  const n = (/** @type {number} */ value) => number(value, { digits: 5, trim: true });
  const { zero_point: z, real_zero: real, rounding } = params;
  if (typeof step.level === 'number') return tableSteps(t, step, params.scale, n);
  const unclamped = step.unclamped ?? NaN;
  const rounds = { even: 'round', away: 'round', floor: 'floor', stochastic: 'stochastic' }[rounding];
  const shift = plus(z, n);
  const rounded = real ? `${rounds}(${n(step.ratio)}${shift})` : `${rounds}(${n(step.ratio)})${shift}`;
  const steps = [`x / s = ${n(step.x)} / ${n(params.scale)} = ${n(step.ratio)}`, `q = ${rounded} = ${n(unclamped)}`];
  if (rounding === 'stochastic') steps.push(...chance(t, step, params));
  if (step.q !== unclamped) steps.push(t('ui.inspector.clamped', { q: n(step.q) }));
  const offset = z === 0 ? n(step.q) : `(${n(step.q)}${plus(-z, n)})`;
  steps.push(`x̂ = ${offset} · s = ${n(step.decoded)}`, `e = x̂ − x = ${n(step.error)}`);
  return steps;
}

/**
 * The steps of a value to the nearest level of a table.
 * @param {import('../i18n/types.js').Translator} t @param {import('../engine/records.js').Arithmetic} step @param {number} scale @param {(value: number) => string} n
 */
function tableSteps(t, step, scale, n) {
  const level = n(step.level ?? NaN);
  return [
    `x / s = ${n(step.x)} / ${n(scale)} = ${n(step.ratio)}`,
    t('ui.inspector.level', { level, q: n(step.q) }),
    `x̂ = ${level} · s = ${n(step.decoded)}`,
    `e = x̂ − x = ${n(step.error)}`,
  ];
}

/** A further summand, with its sign; empty for 0. @param {number} value @param {(value: number) => string} n */
function plus(value, n) {
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
