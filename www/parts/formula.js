// The formulas of one block with its real numbers: what the scale and the zero-point come from.

import { number } from '../format.js';

/**
 * The lines that say how a block's grid follows from its range.
 * @param {import('../types.js').Translator} t
 * @param {import('../types.js').SchemeFrame} scheme
 * @returns {string[]}
 */
export function formulaLines(t, { parts, params, divisor }) {
  const n = (/** @type {number} */ value) => number(value, { digits: 4, trim: true });
  const s = n(params.scale);
  const by = n(divisor);
  const codes = t('ui.formula.codes', { min: n(params.q_min), max: n(params.q_max), count: params.q_max - params.q_min + 1 });
  if (parts.symmetry === 'sym') {
    const source = { max: 'max |x|', percentile: `P${parts.percentile}(|x|)`, clip: 'max(|LO|, |HI|)' }[parts.calibration];
    return [`s = ${source} / ${by} = ${n(params.beta)} / ${by} = ${s}`, `z = 0`, codes];
  }
  const ratio = -params.alpha / params.scale;
  const low = params.alpha === 0 ? '0' : `(${n(params.alpha)})`;
  return [
    `s = (β − α) / ${by} = (${n(params.beta)} − ${low}) / ${by} = ${s}`,
    `z = round(−α / s) = round(${n(ratio)}) = ${params.zero_point}`,
    codes,
  ];
}

/**
 * One value's way from the real line to the code line and back, with its numbers.
 * @param {import('../types.js').Translator} t
 * @param {import('../types.js').Arithmetic} step
 * @param {import('../types.js').Params} params
 */
export function arithmeticParts(t, step, params) {
  const n = (/** @type {number} */ value) => number(value, { digits: 5, trim: true });
  const shifted = params.zero_point === 0 ? '' : ` + ${params.zero_point}`;
  const parts = [
    `x / s = ${n(step.x)} / ${n(params.scale)} = ${n(step.ratio)}`,
    `q = round(${n(step.ratio)})${shifted} = ${n(step.unclamped)}`,
  ];
  if (step.q !== step.unclamped) parts.push(t('ui.inspector.clamped', { q: n(step.q) }));
  const offset = params.zero_point === 0 ? n(step.q) : `(${n(step.q)} − ${params.zero_point})`;
  parts.push(`x̂ = ${offset} · s = ${n(step.decoded)}`, `e = x̂ − x = ${n(step.error)}`);
  return parts;
}
