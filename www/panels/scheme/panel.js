// The controls of one scheme, A or B: its string, a control for each of its options, and how it is computed.

import { calibrationControl } from './calibration-control.js';
import { blockChooser } from './block-chooser.js';
import { choice, numberField, optionsOf, restFold, segmented, stopSlider } from '../../controls/controls.js';
import { fetchTexts, hasTexts } from '../../i18n/index.js';
import { formatControl } from './format-control.js';
import { FOLDS, hideable } from '../../state/hide.js';
import { h, settle } from '../../controls/dom.js';
import { messageOf } from '../../engine/wire.js';
import { computation, gist } from '../../numbers/scheme-formula.js';
import { notationField } from '../../controls/notation-field.js';
import { numberOf, wordsOf } from '../../state/schemes.js';
import { letterOf } from '../../state/roles.js';

/** @typedef {import('../../engine/records.js').SchemeParts} SchemeParts */

/** Slots that most schemes leave at their defaults. */
const UNUSUAL = /** @type {const} */ (['codes', 'zero', 'rounding', 'scales']);

/** Whether an option is chosen that most schemes leave alone. @param {import('../../engine/records.js').SchemeFrame} scheme */
const isUnusual = ({ parts, available }) =>
  UNUSUAL.some((slot) => available[slot].length > 0 && parts[slot] !== available[slot][0]);

/**
 * @param {import('../../element/types.js').PageContext & {problem: (key: string, words: Record<string, string>) => void}} context problem: says what went wrong
 * @param {'a'|'b'} role
 */
export function schemePanel({ t, set, compose, wanted, drawing, problem }, role) {
  const letter = letterOf(role);
  const name = (/** @type {string} */ control) => `${role}-${control}`;

  /** @param {Partial<SchemeParts>} change @param {boolean} [transient] */
  function change(change, transient = false) {
    format.changed(change);
    compose(role, () => drawing().change_scheme(wanted()[role], change), { transient });
  }
  const words = (/** @type {string} */ slot) => wordsOf(drawing(), slot).map((word) => word.name);
  /** The options of a slot as a row of choices. @param {'symmetry'|'codes'|'zero'|'granularity'} slot */
  const row = (slot) =>
    segmented({
      label: t(`ui.${slot}`),
      name: name(slot),
      options: words(slot).map((value) => ({
        value,
        label: t(`ui.${slot}.${value}`),
        title: t(`option.${value}`),
      })),
      onChange: (value) => change({ [slot]: value }),
    });
  /** The options of a slot as a list. @param {'rounding'|'scales'|'rule'} slot */
  const list = (slot) =>
    choice({
      label: t(`ui.${slot}`),
      name: name(slot),
      options: optionsOf(t, `ui.${slot}`, words(slot)),
      onChange: (value) => change({ [slot]: value }),
    });

  const notation = notationField({
    t,
    label: t('ui.scheme.notation', { letter }),
    name: role,
    onCommit: (text) => set({ [role]: text }),
  });
  const format = formatControl({
    t,
    name,
    letter,
    wanted: () => wanted()[role],
    drawing,
    problem,
    onChoose: (print) => compose(role, () => print(wanted()[role])),
  });
  const bits = stopSlider({
    label: t('ui.bits'),
    name: name('bits'),
    stops: numberOf(drawing(), 'bits').stops,
    format: (value) => t('ui.bits.value', { bits: value }),
    onChange: (value, transient) => change({ bits: value }, transient),
  });
  const symmetry = row('symmetry');
  const granularity = row('granularity');
  const group = stopSlider({
    label: t('ui.group'),
    name: name('group'),
    stops: numberOf(drawing(), 'group').stops,
    format: (value) => t('ui.group.value', { count: value }),
    onChange: (value, transient) => change({ granularity: 'group', group: value }, transient),
  });
  /** Rows or columns of a tile. @param {'tall'|'wide'} side */
  const sideOf = (side) =>
    stopSlider({
      label: t(`ui.${side}`),
      name: name(side),
      stops: numberOf(drawing(), side).stops,
      format: (value) => t('ui.group.value', { count: value }),
      onChange: (value, transient) => change({ granularity: 'tile', [side]: value }, transient),
    });
  const [tall, wide] = [sideOf('tall'), sideOf('wide')];
  const calibration = calibrationControl({
    t,
    name,
    change,
    drawing,
    onInstead: (scheme) => compose(role, () => scheme),
  });
  const codes = row('codes');
  const zero = row('zero');
  const rounding = list('rounding');
  const seed = numberField({
    label: t('ui.seed'),
    name: name('seed'),
    min: 0,
    max: numberOf(drawing(), 'seed').most,
    step: '1',
    onChange: (value) => change({ seed: Math.round(value) }),
  });
  const scales = list('scales');
  const rule = list('rule');
  const unusual = h(
    'details',
    { class: 'more', 'data-control': name('options') },
    h('summary', { text: t('ui.scheme.options') }),
    codes.element,
    zero.element,
    rounding.element,
    seed.element,
    scales.element,
  );
  const slots = { symmetry, granularity, rule, codes, zero, rounding, scales };
  let wasUnusual = false;
  let wasClipped = false;
  const block = blockChooser({ t, name: name('block'), onChange: (index) => set({ [`block${role}`]: index }) });
  const short = h('div', { class: 'gist' });
  const formula = h('div', { class: 'formula' });
  const how = h(
    'details',
    { class: 'more how', 'data-control': name('how') },
    h('summary', { text: t('ui.how') }),
    formula,
  );
  /** @type {() => void} makes the formulas that are in sight, and no others: they are many elements */
  let explain = () => {};
  /** @type {import('../../engine/records.js').SchemeFrame|null} what the formulas say */
  let explained = null;
  how.addEventListener('toggle', () => explain());
  let described = Promise.resolve();
  /** Explains when the texts of formats are here. */
  function describe() {
    described = fetchTexts('formats', t.lang).then(
      () => explain(),
      (error) => problem('error.engine.fetch', { address: `i18n/formats-${t.lang}.js`, message: messageOf(error) }),
    );
  }

  const pieces = {
    notation: [notation.copy, notation.element],
    bits: [format.element, bits.element, format.own],
    symmetry: [symmetry.element],
    granularity: [granularity.element, rule.element],
    group: [group.element, tall.element, wide.element],
    ...calibration.pieces,
    options: [unusual],
    block: [block.element],
    how: [how, short],
  };
  for (const [piece, elements] of Object.entries(pieces)) hideable(`${role}.${piece}`, ...elements);
  const rest = restFold(
    { text: t('ui.rest'), name: name('rest') },
    ...calibration.rest,
    block.element,
    unusual,
    how,
    short,
  );
  hideable(FOLDS[role], rest);
  const element = h(
    'section',
    { class: `panel scheme ${role}`, 'aria-label': t('ui.scheme', { letter }) },
    h(
      'div',
      { class: 'row heading' },
      h(
        'h2',
        {},
        h('span', { class: 'letter', text: letter }),
        h('span', { class: 'word', text: ` ${t('ui.scheme.heading')}` }),
      ),
      notation.copy,
    ),
    notation.element,
    h('div', { class: 'format-and-bits' }, format.element, bits.element),
    format.own,
    symmetry.element,
    granularity.element,
    group.element,
    tall.element,
    wide.element,
    rule.element,
    ...calibration.main,
    calibration.remarks,
    rest,
  );
  hideable(role, element);

  return {
    element,
    notation,
    settled: () => Promise.all([format.settled(), described]),
    /** @param {import('../../engine/records.js').SchemeFrame} scheme @param {import('../../engine/records.js').DataFrame} data */
    update(scheme, { count: values, stored }) {
      const { parts, available } = scheme;
      for (const [slot, control] of Object.entries(slots)) {
        control.element.hidden = available[slot].length === 0;
        control.allow(available[slot]);
      }
      unusual.hidden = UNUSUAL.every((slot) => available[slot].length === 0);
      notation.update(scheme.text);
      format.update(parts, stored ?? null);
      bits.element.hidden = parts.format !== 'int';
      bits.update(parts.bits);
      symmetry.update(parts.symmetry);
      granularity.update(parts.granularity);
      group.element.hidden = parts.granularity !== 'group' || granularity.element.hidden;
      group.update(parts.group);
      for (const [side, value] of /** @type {const} */ ([
        [tall, parts.tall],
        [wide, parts.wide],
      ])) {
        side.element.hidden = parts.granularity !== 'tile' || granularity.element.hidden;
        side.update(value);
      }
      calibration.update(scheme);
      codes.update(parts.codes);
      zero.update(parts.zero);
      rounding.update(parts.rounding);
      seed.element.hidden = parts.rounding !== 'stochastic';
      seed.update(parts.seed);
      scales.update(parts.scales);
      rule.update(parts.rule);
      // Unusual options and limits set by hand are shown, until a person folds them away. A lesson says what it sets, and needs the
      // room for its numbers.
      const shown = wanted().lesson === '';
      if (shown && isUnusual(scheme) && !wasUnusual) unusual.open = rest.open = true;
      if (shown && parts.calibration === 'clip' && !wasClipped) rest.open = true;
      wasClipped = parts.calibration === 'clip';
      wasUnusual = isUnusual(scheme);
      block.update(scheme);
      explain = () => {
        if (how.open && (scheme.table || scheme.fitted) && !hasTexts('formats', t.lang)) return describe();
        settle(short, how.open ? [] : [gist(t, scheme)]);
        settle(formula, how.open ? computation(t, scheme, values) : []);
      };
      if (scheme !== explained) explain();
      explained = scheme;
    },
  };
}
