// How a scheme is computed: for each option in force its sentence, and its formula with the numbers of the block shown.

import { overflows } from './arithmetic.js';
import { count, number, percent } from './format.js';
import { h } from '../controls/dom.js';
import { abs, equation, floor, fn, frac, goingOn, row, sub, sup, tuple, words } from './mathml.js';
import { fittedBits, fittedDecoding, fittedScales } from './fitted-formula.js';
import { n, rangeLines } from './range-formula.js';
import { FLOATS, scale } from './scale-formula.js';
import { isSpecified } from './storage.js';

/** @typedef {import('../engine/records.js').SchemeFrame} SchemeFrame */
/** @typedef {import('./mathml.js').Piece} Piece */

/** Bits of the one scale for the whole tensor, over those of its blocks. */
const OUTER_BITS = 32;
/** As many levels are listed in full; of more, so many at each end. */
const LISTED = 16;
const ENDS = 4;

/**
 * The steps from the values of a block to their codes and what is stored.
 * @param {import('../i18n/types.js').Translator} t
 * @param {SchemeFrame} scheme
 * @param {number} values how many there are in the whole tensor
 * @returns {HTMLElement[]}
 */
export function computation(t, scheme, values) {
  const { parts } = scheme;
  if (scheme.fitted) return fittedSteps(t, scheme, scheme.fitted);
  if (scheme.table) return tableSteps(t, scheme, scheme.table.levels, values);
  const symmetric = parts.symmetry === 'sym';
  return [
    told(chosenBy(t, scheme), rangeLines(t, scheme)),
    step(t, symmetric ? ['sym', parts.codes] : ['asym'], [codes(scheme)]),
    told(sentenceOf(t, scheme, stored(parts)), scale(t, scheme)),
    ...(symmetric ? [] : [step(t, [parts.zero], zeroPoint(scheme))]),
    step(t, [parts.rounding], [...code(scheme), rounding(parts.rounding)]),
    shared(t, parts, [bitsPerValue(t, scheme, values)]),
  ];
}

/** The same for an element format. @param {import('../i18n/types.js').Translator} t @param {SchemeFrame} scheme @param {readonly number[]} levels before the scale @param {number} values */
function tableSteps(t, scheme, levels, values) {
  const { parts, params } = scheme;
  return [
    told(chosenBy(t, scheme), rangeLines(t, scheme)),
    step(t, [parts.format], [listed(levels)]),
    told(sentenceOf(t, scheme, stored(parts)), scale(t, scheme)),
    step(
      t,
      ['nearest'],
      [
        equation('r', row(sub('arg min', 'r'), abs(row('x', '/', 's', '−', sub('L', 'r'))))),
        equation('x̂', row(sub('L', 'r'), '·', 's'), row(sub('L', 'r'), '·', n(params.scale))),
        ...(overflows(params) ? [h('p', { class: 'found', text: t('ui.how.reciprocal') })] : []),
      ],
    ),
    shared(t, parts, [bitsPerValue(t, scheme, values)]),
  ];
}

/** The same for a format that fits its own scales. @param {import('../i18n/types.js').Translator} t @param {SchemeFrame} scheme @param {import('../engine/records.js').Fitted} fitted */
function fittedSteps(t, scheme, fitted) {
  const { parts, metrics } = scheme;
  if (fitted.layout !== undefined) return storedSteps(t, scheme, fitted);
  const found = fitted.searched ? 'fitted' : 'ruled';
  return [
    step(t, [parts.format], [listed(fitted.numbers)]),
    step(t, [fitted.d_min == null ? found : `${found}_minimum`], fittedScales(scheme, fitted, t)),
    step(t, ['nearest'], [fittedDecoding(fitted)]),
    step(t, [storing(parts, fitted)], fittedBits(t, fitted, parts.group, metrics.bits_per_value)),
  ];
}

/** The same for the grid that a file stores. @param {import('../i18n/types.js').Translator} t @param {SchemeFrame} scheme @param {import('../engine/records.js').Fitted} fitted */
function storedSteps(t, scheme, fitted) {
  const bits = number(scheme.metrics.bits_per_value, { digits: 6, trim: true });
  return [
    told(`${t('option.stored')}${t('ui.space')}${fitted.layout}`, [listed(fitted.numbers)]),
    step(t, ['stored_block'], fittedScales(scheme, fitted, t)),
    step(t, ['nearest'], [fittedDecoding(fitted)]),
    step(t, ['stored_bits'], [equation(words(t('measure.bits_per_value')), bits)]),
  ];
}

/** The levels before the scale: all of few, the ends of many. @param {readonly number[]} levels */
function listed(levels) {
  const short = (/** @type {number} */ level) => number(level, { digits: 3, trim: true });
  const few = levels.length <= LISTED ? levels : [...levels.slice(0, ENDS), ...levels.slice(-ENDS)];
  const texts = few.map(short);
  if (few.length < levels.length) texts.splice(ENDS, 0, '…');
  return h('p', { class: 'found', text: `L = {${texts.join(', ')}}` });
}

/** In short: range, scale and zero-point. @param {import('../i18n/types.js').Translator} t @param {SchemeFrame} scheme */
export function gist(t, scheme) {
  if (scheme.fitted) return h('div', { class: 'step' }, ...fittedScales(scheme, scheme.fitted));
  const zero = scheme.mirrored ? [] : zeroPoint(scheme).slice(0, 1);
  return told(chosenBy(t, scheme), [...rangeLines(t, scheme), ...scale(t, scheme), ...zero]);
}

/** The sentence of what chooses the range: of a block format it only gives the scale, and values can lie beyond. @param {import('../i18n/types.js').Translator} t @param {SchemeFrame} scheme */
const chosenBy = (t, scheme) => (isSpecified(scheme.parts) ? '' : sentenceOf(t, scheme, scheme.parts.calibration));

/** Options whose sentences say that nothing is clipped, which is so as long as the grid reaches the ends of the range. @type {readonly string[]} */
const UNCLIPPED = ['max', 'xceil', 'xrceil'];

/** The sentence of an option, as it is under a scheme. @param {import('../i18n/types.js').Translator} t @param {SchemeFrame} scheme @param {string} option */
function sentenceOf(t, { metrics: { clipped } }, option) {
  if (clipped === 0 || !UNCLIPPED.includes(option)) return t(`option.${option}`);
  return t(`ui.how.clips.${option}`, { clipped: percent(clipped) });
}

/** What stores the codes of a format that fits its own scales: a super-block where several blocks share one. @param {SchemeFrame['parts']} parts @param {import('../engine/records.js').Fitted} fitted */
function storing({ group }, { super_block: values, d_min }) {
  if (values > group) return 'super_block';
  return d_min == null ? 'plain_block' : 'plain_block_minimum';
}

/** The step of what shares a scale, with the sizes of groups and tiles. @param {import('../i18n/types.js').Translator} t @param {SchemeFrame['parts']} parts @param {HTMLElement[]} lines */
function shared(t, { granularity, group, tall, wide }, lines) {
  if (granularity === 'group') return told(t('ui.how.group', { size: count(group) }), lines);
  if (granularity === 'tile') return told(t('ui.how.tile', { tall: count(tall), wide: count(wide) }), lines);
  return step(t, [granularity], lines);
}

/** The sentences of options, and their formulas. @param {import('../i18n/types.js').Translator} t @param {string[]} options @param {HTMLElement[]} lines */
const step = (t, options, lines) => told(options.map((option) => t(`option.${option}`)).join(t('ui.space')), lines);

/** A sentence, if there is one, and its formulas. @param {string} sentence @param {HTMLElement[]} lines */
function told(sentence, lines) {
  const said = sentence === '' ? [] : [h('p', { class: 'sentence', text: sentence })];
  return h('div', { class: 'step' }, ...said, ...lines);
}

/** The codes there are. @param {SchemeFrame} scheme */
function codes({ parts: { bits, symmetry, codes }, params: { q_min: least, q_max: most } }) {
  const power = () => sup('2', String(symmetry === 'sym' ? bits - 1 : bits));
  const top = () => row(power(), '−', '1');
  const bottom = symmetry === 'asym' ? '0' : row('−', codes === 'narrow' ? tuple('(', ')', top()) : power());
  return equation('q', row(bottom, '…', top()), row(n(least), '…', n(most)));
}

/** The option that says how scales are stored. @param {SchemeFrame['parts']} parts */
const stored = (parts) => (isSpecified(parts) ? parts.rule : parts.scales);

/** @param {SchemeFrame} scheme */
function zeroPoint({ parts, params, range: [alpha], levels }) {
  const { scale, zero_point: z, real_zero: real } = params;
  const ratio = row('−', 'α', '/', 's');
  if (!real) return [equation('z', fn('round', ratio), fn('round', n(-alpha / scale)), n(z))];
  const format = FLOATS[parts.scales];
  const exact = n(-alpha / scale);
  const q = Math.min(params.q_max, Math.max(params.q_min, roundedZero(params)));
  const decoded = row(tuple('(', ')', row(n(q), z < 0 ? '+' : '−', n(Math.abs(z)))), '·', n(scale));
  return [
    equation('z', ...(format ? [fn(format, ratio), fn(format, exact)] : [ratio]), n(z)),
    equation(fn('x̂', row('x', '=', '0')), decoded, n(levels[q - params.q_min])),
  ];
}

/** What a real zero-point is rounded to: the code of 0.0 before it is clamped. @param {import('../engine/records.js').Params} params */
function roundedZero({ zero_point: z, rounding }) {
  const down = Math.floor(z);
  if (rounding === 'floor') return down;
  if (z - down !== 0.5) return Math.round(z);
  const up = rounding === 'away' ? z > 0 : down % 2 !== 0;
  return up ? down + 1 : down;
}

/** @param {SchemeFrame} scheme */
function code({ parts, params }) {
  const { q_min: least, q_max: most, zero_point: z, real_zero: real, scale } = params;
  const ratio = row('x', '/', 's');
  const shifted = parts.symmetry === 'asym';
  const inner = real ? row(ratio, '+', 'z') : ratio;
  const rounded = {
    even: () => fn('round', inner),
    away: () => fn('round', inner),
    floor: () => floor(inner),
    stochastic: () => floor(inner, '+', 'u'),
  }[params.rounding]();
  const sum = shifted && !real ? row(rounded, '+', 'z') : rounded;
  const decoded = row(tuple('(', ')', row('q', z < 0 ? '+' : '−', n(Math.abs(z)))), '·', n(scale));
  return [
    equation('q', fn('clamp', sum, n(least), n(most))),
    shifted
      ? equation('x̂', row(tuple('(', ')', row('q', '−', 'z')), '·', 's'), decoded)
      : equation('x̂', row('q', '·', 's'), row('q', '·', n(scale))),
  ];
}

/** Examples of a rounding rule. @param {import('../engine/records.js').Params['rounding']} rule */
function rounding(rule) {
  switch (rule) {
    case 'even':
      return examples(equation(fn('round', '2.5'), '2'), equation(fn('round', '3.5'), '4'));
    case 'away':
      return examples(equation(fn('round', '2.5'), '3'), equation(fn('round', '−2.5'), '−3'));
    case 'floor':
      return examples(equation(floor('2.7'), '2'), equation(floor('−2.3'), '−3'));
    case 'stochastic':
      return examples(
        h('p', { class: 'equation' }, goingOn('u', '∼', fn('U', '0', '1'))),
        equation(fn('P', row('2.3', '→', '3')), '0.3'),
      );
  }
}

/** @param {...HTMLElement} equations */
function examples(...equations) {
  return h('div', { class: 'examples' }, ...equations);
}

/** @param {import('../i18n/types.js').Translator} t @param {SchemeFrame} scheme @param {number} values */
function bitsPerValue(t, { parts: { bits, symmetry, granularity, group }, stored, outer, blocks, metrics }, values) {
  const { scale, zero_point: zero } = stored;
  const parts = symmetry === 'sym' ? String(scale) : row(String(scale), '+', String(zero));
  const size = values / blocks;
  const even = Number.isInteger(size) && (granularity !== 'group' || size === group);
  const sum = symmetry === 'sym' ? parts : tuple('(', ')', /** @type {Piece} */ (parts));
  const share = even ? frac(parts, count(size)) : frac(row(count(blocks), '·', sum), count(values));
  return equation(
    words(t('measure.bits_per_value')),
    row(
      String(bits),
      '+',
      share,
      ...(stored.run.bits === 0
        ? []
        : ['+', frac(row(String(stored.run.bits), '·', count(Math.ceil(blocks / stored.run.blocks))), count(values))]),
      ...(outer == null && stored.run.bits === 0 ? [] : ['+', frac(String(OUTER_BITS), count(values))]),
    ),
    number(metrics.bits_per_value, { digits: 6, trim: true }),
  );
}
