// Arithmetic of sweeps over measured schemes: the schemes at the stops of a parameter, and their known measures. A format without another
// symmetry has no curve with it: its list is empty.

import { sheet } from '../../export/sheets.js';

/** @typedef {import('../../engine/records.js').SchemeParts} SchemeParts */
/** @typedef {import('./types.js').SweepCurve} SweepCurve */
/** @typedef {import('./types.js').SweepStop} SweepStop */
/** @typedef {{own: (string|null)[], other: (string|null)[]}} Schemes notations by stop; null where a format with blocks of its own cannot be */

/**
 * The schemes at the stops: as one is, and with the other symmetry.
 * @param {string} scheme @param {SweepStop[]} stops
 * @param {{change: (scheme: string, parts: Partial<SchemeParts>) => string, other: (scheme: string) => string|null, parse: (scheme: string) => SchemeParts}} notation
 * @returns {Schemes}
 */
export function schemesAt(scheme, stops, notation) {
  const each = (/** @type {string} */ of) =>
    stops.map(({ change, is }) => {
      const changed = notation.change(of, change);
      return is(notation.parse(changed)) ? changed : null;
    });
  const other = notation.other(scheme);
  return { own: each(scheme), other: other === null ? [] : each(other) };
}

/** All schemes of both; those with their own symmetry come first. @param {Schemes[]} both */
export function allSchemes(both) {
  const all = new Set([...both.flatMap(({ own }) => own), ...both.flatMap(({ other }) => other)]);
  return [...all].filter((scheme) => scheme !== null);
}

/** The known measures of a scheme's stops. @param {SchemeParts} parts @param {Schemes} schemes @param {import('../../engine/types.js').Found} found @returns {SweepCurve} */
export function curveOf(parts, { own, other }, found) {
  const measures = (/** @type {(string|null)[]} */ list) =>
    list.map((scheme) => (scheme === null ? null : found.get(scheme)));
  return { parts, own: measures(own), other: measures(other) };
}

/**
 * Whose point a pointer means: that of the clearly nearer curve; where the curves run together, that of the nearer mark.
 * @param {readonly [number, number]} heights distances from the two curves, in pixels
 * @param {readonly [number, number]} marks distances from the two marks along the axis
 * @param {0|1} last whose point was meant last
 * @param {number} near how far apart curves run together
 * @returns {0|1}
 */
export function meant(heights, marks, last, near) {
  const nearer = (/** @type {readonly [number, number]} */ [p, q]) => (p < q ? 0 : 1);
  if (Math.abs(heights[0] - heights[1]) > near) return nearer(heights);
  return marks[0] === marks[1] ? last : nearer(marks);
}

/** A curve over measured schemes: as they are and, if there is one, with the other symmetry. @param {import('../../state/roles.js').Role} role @param {readonly import('./types.js').SweepStop[]} stops @param {import('./types.js').SweepCurve} curve */
export function curveSheet(role, stops, { own, other }) {
  const keys = Object.keys(own.find(Boolean) ?? {});
  const column = (/** @type {SweepCurve['own']} */ all, /** @type {string} */ key) =>
    stops.map((_, i) => all[i]?.[key] ?? '');
  const columns = keys.map((key) => [key, column(own, key)]);
  const compared = other.length > 0 ? ['bits_per_value', 'sqnr_db', 'mse'] : [];
  const others = compared.map((key) => [`other_symmetry_${key}`, column(other, key)]);
  return sheet(`curve-${role}`, {
    at: stops.map(({ at }) => at),
    label: stops.map(({ label }) => label),
    ...Object.fromEntries([...columns, ...others]),
  });
}
