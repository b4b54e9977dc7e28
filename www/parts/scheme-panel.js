// The controls of one scheme, A or B: its string, and a control for each part of it.

import { count } from '../format.js';
import { numberField, segmented, stopSlider, button } from './controls.js';
import { h, setText } from './dom.js';
import { formulaLines } from './formula.js';
import { notationField } from './notation-field.js';

/** @typedef {import('../types.js').SchemeParts} SchemeParts */

const BITS = [2, 3, 4, 5, 6, 7, 8];
const GROUPS = [8, 16, 32, 64, 128, 256, 512, 1024];
/** Percent of the values that a percentile clips; the first stop, none, is max calibration. */
const TAILS = [0, 0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50];

/** P for a clipped share; 100 − 0.1 must read 99.9, not 99.90000000000001. @param {number} tail */
const percentileOf = (tail) => Number((100 - tail).toFixed(3));

/**
 * @param {import('../types.js').PartContext} context
 * @param {'a'|'b'} role
 */
export function schemePanel({ t, set, compose, wanted, drawing }, role) {
  /** @type {SchemeParts} */
  let parts;
  const letter = role.toUpperCase();
  const name = (/** @type {string} */ control) => `${role}-${control}`;

  /** @param {Partial<SchemeParts>} change @param {boolean} [transient] */
  function change(change, transient = false) {
    const now = drawing().parse_scheme(wanted()[role]).parts;
    compose(role, () => drawing().print_scheme({ ...now, ...change }), { transient });
  }

  const notation = notationField({
    t,
    label: t('ui.scheme.notation', { letter }),
    name: role,
    onCommit: (text) => set({ [role]: text }),
  });
  const symmetry = segmented({
    label: t('ui.symmetry'),
    name: name('symmetry'),
    options: ['sym', 'asym'].map((value) => ({ value, label: t(`ui.symmetry.${value}`), title: t(`ui.symmetry.${value}.title`) })),
    onChange: (value) => change({ symmetry: /** @type {SchemeParts['symmetry']} */ (value) }),
  });
  const bits = stopSlider({
    label: t('ui.bits'),
    name: name('bits'),
    stops: BITS,
    format: (value) => t('ui.bits.value', { bits: value }),
    onChange: (value, transient) => change({ bits: value }, transient),
  });
  const codes = segmented({
    label: t('ui.codes'),
    name: name('codes'),
    options: ['narrow', 'wide', 'full'].map((value) => ({ value, label: t(`ui.codes.${value}`), title: t(`ui.codes.${value}.title`) })),
    onChange: (value) => change({ codes: /** @type {SchemeParts['codes']} */ (value) }),
  });
  const percentile = stopSlider({
    label: t('ui.clipping'),
    name: name('percentile'),
    stops: TAILS,
    format: () => t(`ui.clipping.${parts.calibration}`, { percentile: parts.percentile }),
    onChange: (tail, transient) => {
      /** @type {Partial<SchemeParts>} */
      const calibration = tail === 0 ? { calibration: 'max' } : { calibration: 'percentile', percentile: percentileOf(tail) };
      parts = { ...parts, ...calibration };
      percentile.update(tail);
      change(calibration, transient);
    },
  });
  const limit = (/** @type {'lo'|'hi'} */ end, /** @type {string} */ label) =>
    numberField({
      label,
      name: name(end),
      onChange: (value) => {
        const other = end === 'lo' ? params.beta : params.alpha;
        if (parts.symmetry === 'sym') change(limits(-Math.abs(value), Math.abs(value)));
        else change(end === 'lo' ? limits(value, other) : limits(other, value));
      },
    });
  const lo = limit('lo', t('ui.limit.lo'));
  const hi = limit('hi', t('ui.limit.hi'));
  const granularity = segmented({
    label: t('ui.granularity'),
    name: name('granularity'),
    options: ['tensor', 'row', 'col', 'group'].map((value) => ({
      value,
      label: t(`ui.granularity.${value}`),
      title: t(`ui.granularity.${value}.title`),
    })),
    onChange: (value) => change({ granularity: /** @type {SchemeParts['granularity']} */ (value) }),
  });
  const group = stopSlider({
    label: t('ui.group'),
    name: name('group'),
    stops: GROUPS,
    format: (value) => t('ui.group.value', { count: value }),
    onChange: (value, transient) => change({ granularity: 'group', group: value }, transient),
  });
  const block = blockChooser({ t, name: name('block'), onChange: (index) => set({ [`block${role}`]: index }) });
  const formula = h('div', { class: 'formula' });

  /** @type {import('../types.js').Params} */
  let params;

  return {
    element: h(
      'section',
      { class: `panel scheme ${role}`, 'aria-label': t('ui.scheme', { letter }) },
      h('h2', {}, h('span', { class: 'letter', text: letter }), ' ', t('ui.scheme.heading')),
      notation.element,
      bits.element,
      symmetry.element,
      codes.element,
      percentile.element,
      h('div', { class: 'pair' }, lo.element, hi.element),
      granularity.element,
      group.element,
      block.element,
      formula,
    ),
    notation,
    /** @param {import('../types.js').SchemeFrame} scheme */
    update(scheme) {
      ({ parts, params } = scheme);
      notation.update(scheme.text);
      symmetry.update(parts.symmetry);
      bits.update(parts.bits);
      codes.element.hidden = parts.symmetry !== 'sym';
      codes.update(parts.codes);
      percentile.update(parts.calibration === 'percentile' ? Number((100 - parts.percentile).toFixed(6)) : 0);
      lo.update(rounded(params.alpha));
      hi.update(rounded(params.beta));
      granularity.update(parts.granularity);
      group.element.hidden = parts.granularity !== 'group';
      group.update(parts.group);
      block.update(scheme);
      formula.replaceChildren(...formulaLines(t, scheme).map((line) => h('p', { text: line })));
    },
  };
}

/** A range typed as two ends, whichever is which. @param {number} a @param {number} b @returns {Partial<SchemeParts>} */
function limits(a, b) {
  return { calibration: 'clip', lo: Math.min(a, b), hi: Math.max(a, b) };
}

/** A limit as a person would type it. @param {number} value */
function rounded(value) {
  return String(Number(value.toPrecision(4)));
}

/**
 * Chooses the block whose grid is shown.
 * @param {{t: import('../types.js').Translator, name: string, onChange: (index: number) => void}} options
 */
function blockChooser({ t, name, onChange }) {
  let index = 0;
  let last = 0;
  const field = numberField({ label: t('ui.block'), name, min: 0, step: '1', onChange: (value) => go(value) });
  const where = h('p', { class: 'hint' });
  const go = (/** @type {number} */ value) => onChange(Math.max(0, Math.min(last, Math.round(value))));
  const step = (/** @type {number} */ by, /** @type {string} */ text, /** @type {string} */ which) =>
    button({ text, name: `${name}-${which}`, title: t(`ui.block.${which}`), onClick: () => go(index + by), class: 'quiet' });
  const element = h(
    'div',
    { class: 'block-chooser' },
    h('div', { class: 'row' }, field.element, step(-1, '‹', 'previous'), step(1, '›', 'next')),
    where,
  );
  return {
    element,
    /** @param {import('../types.js').SchemeFrame} scheme */
    update(scheme) {
      element.hidden = scheme.blocks < 2;
      index = scheme.block;
      last = scheme.blocks - 1;
      field.update(index);
      setText(where, blockText(t, scheme));
    },
  };
}

/** Which block, in words. @param {import('../types.js').Translator} t @param {import('../types.js').SchemeFrame} scheme */
export function blockText(t, { block, blocks, rows, cols }) {
  const part = (/** @type {'row'|'column'} */ name, /** @type {[number, number]} */ [from, to]) =>
    to - from === 1 ? t(`ui.block.${name}`, { index: count(from) }) : t(`ui.block.${name}s`, { from: count(from), to: count(to - 1) });
  return t('ui.block.where', { index: count(block), count: count(blocks), rows: part('row', rows), columns: part('column', cols) });
}
