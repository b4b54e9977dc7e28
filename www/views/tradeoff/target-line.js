// The target of the recommendation: what the state says of it, and its line on the picture.

import { decibels, number } from '../../numbers/format.js';

/** The usual targets, an SQNR in dB and bits per value. */
const TARGETS = { sqnr: 30, bits: 4.5 };

/** The target of a state. @param {import('../../state/state.js').State} state @returns {import('./advice.js').Target} */
export function targetOf({ goal, target }) {
  const chosen = goal === 'bits' ? 'bits' : 'sqnr';
  return { goal: chosen, value: target === '' ? TARGETS[chosen] : Number(target) };
}

/**
 * The line of a target on the picture.
 * @param {import('../../plot/plot-map.js').PlotMap} map @param {import('./advice.js').Target} target
 * @param {number|null} power mean square of the data where errors are mean squares, too; null where they are SQNRs
 * @returns {import('../../plot/target-handle.js').Line}
 */
export function lineOf(map, { goal, value }, power) {
  if (goal === 'bits')
    return {
      map,
      upright: true,
      at: map.xOf(value),
      value,
      words: number(value, { digits: 4, trim: true }),
      valueAt: map.valueAt,
    };
  const at = map.yOf(power === null ? value : power / 10 ** (value / 10));
  const valueAt = (/** @type {number} */ y) =>
    power === null ? map.heightAt(y) : 10 * Math.log10(power / map.heightAt(y));
  return { map, upright: false, at, value, words: decibels(value), valueAt };
}

/** The mean square of the data, from a scheme's measures. @param {import('../../engine/records.js').Measures} metrics */
export function signal({ mse, sqnr_db: sqnr }) {
  return mse * 10 ** (sqnr / 10);
}
