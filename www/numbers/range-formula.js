// How each calibrator found the range of a block, with its numbers.

import { count, number, percent } from './format.js';
import { h } from '../controls/dom.js';
import { formula } from './formula-text.js';
import { abs, equation, fn, goingOn, of, row, tuple } from './mathml.js';
import { isE8m0, storageOf } from './storage.js';

/** @typedef {import('../engine/records.js').SchemeFrame} SchemeFrame */
/** @typedef {import('./mathml.js').Piece} Piece */

/** @param {number} value */
export const n = (value) => number(value, { digits: 4, trim: true });

/** Whether the grid, as it is stored, ends elsewhere than the chosen range. @param {SchemeFrame} scheme */
export function endsElsewhere({ parts, params: { alpha, beta }, levels, table }) {
  const evenSided = levels[0] === -levels[levels.length - 1];
  const storage = storageOf(parts);
  if (storage === 's32' && (table == null || evenSided)) return false;
  const further = alpha === levels[0] || beta === levels[levels.length - 1];
  if (storage === 'spow2' || (isE8m0(storage) && further)) return further;
  const near = (/** @type {number} */ end, /** @type {number} */ limit) =>
    Math.abs(end - limit) <= 1e-6 * Math.abs(limit);
  const top = levels.length - 1;
  const [below, above] = [(levels[1] - levels[0]) / 2, (levels[top] - levels[top - 1]) / 2];
  return near(beta, levels[top] + above) || near(alpha, levels[0] - below);
}

/** Whether a block has no value but 0, and 0 is no level: its range has no width, whatever the grid reaches. @param {SchemeFrame} scheme */
export function isOfZeros({ table, extrema: [lo, hi], parts }) {
  return table !== null && lo === 0 && hi === 0 && parts.calibration !== 'clip' && !table.levels.includes(0);
}

/** Beyond this share a threshold lies outside the range, and not just outside its last digit. */
const ROUNDING = 1e-6;

/** How the numbers of a finding are written. @type {Readonly<Record<string, (value: number) => string>>} */
const WRITTEN = {
  short: n,
  rough: (value) => number(value, { digits: 3, trim: true }),
  exact: (value) => number(value, { digits: 9, trim: true }),
  count,
  percent,
};

/**
 * The lines under the calibrator's sentence: its formula, as the crate describes it, and what it found.
 * @param {import('../i18n/types.js').Translator} t
 * @param {SchemeFrame} scheme
 * @returns {HTMLElement[]}
 */
export function rangeLines(t, scheme) {
  const { finding } = scheme;
  const numbers = Object.fromEntries(
    Object.entries(finding.numbers).map(([name, { value, digits }]) => [name, WRITTEN[digits](value)]),
  );
  const context = { numbers, symmetric: scheme.mirrored };
  const pieces = finding.formulas.map((text) => () => formula(text, context));
  return [...SHAPES[finding.shape](scheme, pieces), ...finding.notes.map((key) => note(t(key, numbers)))];
}

/** The equations of each shape of range. @type {Record<import('../engine/records.js').Finding['shape'], (scheme: SchemeFrame, pieces: (() => Piece)[]) => HTMLElement[]>} */
const SHAPES = {
  nothing: () => [],
  ends(scheme, [magnitude, low, high]) {
    if (!scheme.mirrored) return ends(scheme, low(), high());
    return [equation('β', magnitude(), n(scheme.range[1]))];
  },
  together(scheme, [both]) {
    const [alpha, beta] = scheme.range;
    if (scheme.mirrored) return [equation('β', both(), n(beta))];
    return [equation(tuple('(', ')', 'α', 'β'), both(), tuple('(', ')', n(alpha), n(beta)))];
  },
  threshold(scheme, pieces) {
    const { threshold: t, center } = scheme.finding.numbers;
    const reach = pieces.map((piece) => piece());
    if (t) return threshold(scheme, reach, t.value, center.value);
    if (!scheme.mirrored) return [equation('t', ...reach), around(scheme, null)];
    return [equation('β', ...reach, n(scheme.range[1]))];
  },
};

/** @param {string} text */
function note(text) {
  return h('p', { class: 'found', text });
}

/** The range of all values. @param {SchemeFrame} scheme */
function whole(scheme) {
  if (!scheme.mirrored) return ends(scheme, of('min', 'x'), of('max', 'x'));
  return [equation('β', of('max', abs('x')), n(scheme.range[1]))];
}

/** Both ends of an asymmetric range; widened to 0 where the scheme does that. @param {SchemeFrame} scheme @param {Piece} low @param {Piece} high */
function ends(scheme, low, high) {
  const {
    parts,
    range: [alpha, beta],
  } = scheme;
  const widened = parts.zero === 'zint';
  return [
    equation('α', widened && alpha === 0 ? fn('min', low, '0') : low, n(alpha)),
    equation('β', widened && beta === 0 ? fn('max', high, '0') : high, n(beta)),
  ];
}

/** A threshold around the center, and the range it gives. @param {SchemeFrame} scheme @param {Piece[]} reach @param {number} t @param {number} center */
function threshold(scheme, reach, t, center) {
  if (t === 0) return whole(scheme);
  if (!scheme.mirrored) return [equation('t', ...reach, n(t)), around(scheme, center)];
  const [, beta] = scheme.range;
  if (t <= beta * (1 + ROUNDING)) return [equation('β', ...reach, n(t))];
  return [equation('t', ...reach, n(t)), equation('β', fn('min', 't', of('max', abs('x'))), n(beta))];
}

/** The range around a center, as far as there are values. @param {SchemeFrame} scheme @param {number|null} center where it is known */
function around(scheme, center) {
  const [alpha, beta] = scheme.range;
  const c = () => (center === null ? 'c' : center < 0 ? tuple('(', ')', n(center)) : n(center));
  const reach = tuple('[', ']', row(c(), '−', 't'), row(c(), '+', 't'));
  const data = goingOn('∩', tuple('[', ']', of('min', 'x'), of('max', 'x')));
  return equation(tuple('[', ']', 'α', 'β'), reach, data, tuple('[', ']', n(alpha), n(beta)));
}
