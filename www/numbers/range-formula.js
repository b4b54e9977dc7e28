// How each calibrator found the range of a block, with its numbers.

import { count, number, percent } from './format.js';
import { h } from '../controls/dom.js';
import { abs, apart, equation, fn, frac, goingOn, of, row, sub, sup, tuple } from './mathml.js';

/** @typedef {import('../engine/records.js').SchemeFrame} SchemeFrame */
/** @typedef {import('./mathml.js').Piece} Piece */

/** @param {number} value */
export const n = (value) => number(value, { digits: 4, trim: true });

/**
 * Whether the grid, as it is stored, ends elsewhere than the chosen range: then α and β are the ends of the grid.
 * @param {SchemeFrame} scheme
 */
export function endsElsewhere({ parts, params: { alpha, beta, scale }, levels }) {
  if (parts.scales === 's32') return false;
  if (parts.scales === 'spow2') return alpha === levels[0] || beta === levels[levels.length - 1];
  const near = (/** @type {number} */ end, /** @type {number} */ limit) =>
    Math.abs(end - limit) <= 1e-6 * Math.abs(limit);
  return near(beta, levels[levels.length - 1] + scale / 2) || near(alpha, levels[0] - scale / 2);
}

/** An end of the range, or both, as the result of a formula. @param {SchemeFrame} scheme @param {Piece} value */
function reached(scheme, value) {
  return endsElsewhere(scheme) ? goingOn('→', value) : value;
}

/** Beyond this share a threshold lies outside the range, and not just outside its last digit. */
const ROUNDING = 1e-6;

/**
 * The lines under the calibrator's sentence.
 * @param {import('../i18n/types.js').Translator} t
 * @param {SchemeFrame} scheme
 * @returns {HTMLElement[]}
 */
export function rangeLines(t, scheme) {
  const { parts, params, finding } = scheme;
  const { alpha, beta } = params;
  const symmetric = parts.symmetry === 'sym';
  const squares = row('Σ', sup(tuple('(', ')', row('x', '−', 'x̂')), '2'));
  switch (finding.kind) {
    case 'max':
      return whole(scheme);
    case 'clip':
      if (symmetric) return [equation('β', fn('max', abs(n(parts.lo)), abs(n(parts.hi))), reached(scheme, n(beta)))];
      return ends(scheme, n(parts.lo), n(parts.hi));
    case 'percentile': {
      const [low, high] = [100 - parts.percentile, parts.percentile].map((p) => number(p, { digits: 9, trim: true }));
      const lines = symmetric
        ? [equation('β', fn(sub('P', high), abs('x')), reached(scheme, n(beta)))]
        : ends(scheme, fn(sub('P', low), 'x'), fn(sub('P', high), 'x'));
      const key = symmetric ? 'ui.how.beyond' : 'ui.how.beyond.each';
      return [...lines, note(t(key, { count: number(finding.beyond, { digits: 3, trim: true }) }))];
    }
    case 'mse': {
      const { grids, mse, unclipped } = finding;
      const words = {
        grids: count(grids),
        mse: n(mse),
        unclipped: n(unclipped),
        gain: percent(unclipped === 0 ? 0 : 1 - mse / unclipped),
      };
      const best = row(sub('argmin', symmetric ? 'β' : tuple('(', ')', 'α', 'β')), squares);
      const line = symmetric
        ? equation('β', best, reached(scheme, n(beta)))
        : equation(tuple('(', ')', 'α', 'β'), best, reached(scheme, tuple('(', ')', n(alpha), n(beta))));
      return [line, ...(grids === 0 ? [] : [note(t('ui.how.mse', words))])];
    }
    case 'kl': {
      const { bin, bins, levels, divergence } = finding;
      const best = row(sub('argmin', 't'), fn('KL', row(sub('P', 't'), apart('‖'), sub('Q', 't'))));
      const cut = row(frac(count(bin), count(bins)), '·', of('max', distance(symmetric)));
      const lines = symmetric
        ? [equation('β', best, cut, reached(scheme, n(beta)))]
        : [equation('t', best, cut), around(scheme, null), note(t('ui.how.center'))];
      if (bin === 0) return [];
      const words = { bin: count(bin), levels: count(levels) };
      const said = Number.isNaN(divergence)
        ? t('ui.how.kl', words)
        : t('ui.how.kl.divergence', { ...words, divergence: n(divergence) });
      return [...lines, note(said)];
    }
    case 'aciq': {
      const spread = finding.distribution === 'gaussian' ? 'σ' : 'b';
      const reach = [row(n(finding.factor), '·', spread), row(n(finding.factor), '·', n(finding.spread))];
      return [
        ...threshold(scheme, reach, finding.factor * finding.spread, finding.center),
        note(t(`ui.how.aciq.${finding.distribution}`)),
      ];
    }
    case 'octav': {
      const { center, iterations } = finding;
      const x = () => distance(symmetric);
      // On one side of 0 an asymmetric grid has all its codes: as many as a symmetric one with a bit more.
      const bits = parts.bits + Number(!symmetric && center === 0 && (alpha === 0 || beta === 0));
      const beyond = row('E', tuple('[', ']', row(x(), '·', sub('1', row(x(), '>', 't')))));
      const balance = row(
        frac(sup('4', `−${bits}`), '3'),
        '·',
        fn('P', row(x(), '≤', 't')),
        '+',
        fn('P', row(x(), '>', 't')),
      );
      return [
        ...threshold(scheme, [frac(beyond, balance)], finding.threshold, center),
        ...(symmetric ? [] : [note(t('ui.how.center'))]),
        note(t('ui.how.octav', { iterations })),
      ];
    }
    case 'deviations': {
      const { mean, sd } = finding;
      const k = n(parts.deviations);
      if (symmetric)
        return threshold(
          scheme,
          [row(abs('μ'), '+', k, '·', 'σ'), row(n(Math.abs(mean)), '+', k, '·', n(sd))],
          Math.abs(mean) + parts.deviations * sd,
          0,
        );
      return threshold(scheme, [row(k, '·', 'σ'), row(k, '·', n(sd))], parts.deviations * sd, mean);
    }
  }
}

/** @param {string} text */
function note(text) {
  return h('p', { class: 'found', text });
}

/** The distance of a value from the center of the grid. @param {boolean} symmetric */
function distance(symmetric) {
  return symmetric ? abs('x') : abs('x', '−', 'c');
}

/** The range of all values. @param {SchemeFrame} scheme */
function whole(scheme) {
  if (scheme.parts.symmetry === 'asym') return ends(scheme, of('min', 'x'), of('max', 'x'));
  return [equation('β', of('max', abs('x')), reached(scheme, n(scheme.params.beta)))];
}

/** Both ends of an asymmetric range; widened to 0 where the scheme does that. @param {SchemeFrame} scheme @param {Piece} low @param {Piece} high */
function ends(scheme, low, high) {
  const {
    parts,
    params: { alpha, beta },
  } = scheme;
  const widened = parts.zero === 'zint';
  return [
    equation('α', widened && alpha === 0 ? fn('min', low, '0') : low, reached(scheme, n(alpha))),
    equation('β', widened && beta === 0 ? fn('max', high, '0') : high, reached(scheme, n(beta))),
  ];
}

/** A threshold around the center, and the range it gives. @param {SchemeFrame} scheme @param {Piece[]} reach @param {number} t @param {number} center */
function threshold(scheme, reach, t, center) {
  if (t === 0) return whole(scheme);
  if (scheme.parts.symmetry !== 'sym') return [equation('t', ...reach, n(t)), around(scheme, center)];
  const { beta } = scheme.params;
  if (t <= beta * (1 + ROUNDING)) return [equation('β', ...reach, n(t))];
  return [equation('t', ...reach, n(t)), equation('β', fn('min', 't', of('max', abs('x'))), reached(scheme, n(beta)))];
}

/** The range around a center, as far as there are values. @param {SchemeFrame} scheme @param {number|null} center where it is known */
function around(scheme, center) {
  const { alpha, beta } = scheme.params;
  const c = () => (center === null ? 'c' : center < 0 ? tuple('(', ')', n(center)) : n(center));
  const reach = tuple('[', ']', row(c(), '−', 't'), row(c(), '+', 't'));
  const data = goingOn('∩', tuple('[', ']', of('min', 'x'), of('max', 'x')));
  return equation(tuple('[', ']', 'α', 'β'), reach, data, reached(scheme, tuple('[', ']', n(alpha), n(beta))));
}
