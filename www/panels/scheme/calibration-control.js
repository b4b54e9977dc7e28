// Controls how the range of a scheme is chosen: the calibrator, its option, the limits themselves, and remarks about the result.

import { count, number, percent } from '../../numbers/format.js';
import { button, choice, numberField, optionsOf, stopSlider } from '../../controls/controls.js';
import { h } from '../../controls/dom.js';
import { wordsOf } from '../../state/schemes.js';

/** @typedef {import('../../engine/records.js').SchemeParts} SchemeParts */
/** @typedef {import('../../engine/records.js').SchemeFrame} SchemeFrame */

/** Percent of the values that a percentile clips; the first stop, none, is max calibration. */
const TAILS = [0, 0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50];

/** P for a clipped share; 100 − 0.1 must read 99.9, not 99.90000000000001. @param {number} tail */
const percentileOf = (tail) => Number((100 - tail).toFixed(3));

/**
 * @param {{t: import('../../i18n/types.js').Translator, name: (control: string) => string, change: (part: Partial<SchemeParts>, transient?: boolean) => void, onInstead: (scheme: string) => void, drawing: () => import('../../engine/pkg.js').Pkg}} options
 */
export function calibrationControl({ t, name, change, onInstead, drawing }) {
  /** @type {SchemeFrame} */
  let scheme;
  /** The text of the slider while the frame of its new place is still being computed. @type {string|null} */
  let moved = null;

  const words = wordsOf(drawing(), 'calibration');
  const calibrator = choice({
    label: t('ui.calibration'),
    name: name('calibration'),
    options: optionsOf(
      t,
      'ui.calibration',
      words.map((word) => word.name),
    ),
    onChange: (value) => change(value === 'clip' ? limitsOf(scheme) : { calibration: value }),
  });
  const percentile = stopSlider({
    label: t('ui.clipping'),
    name: name('percentile'),
    stops: TAILS,
    format: () => moved ?? clippingText(t, scheme),
    onChange: (tail, transient) => {
      moved = tail === 0 ? t('ui.clipping.none') : t('ui.clipping.percentile', { percentile: percentileOf(tail) });
      percentile.update(tail);
      change(
        tail === 0 ? { calibration: 'max' } : { calibration: 'percentile', percentile: percentileOf(tail) },
        transient,
      );
    },
  });
  /** A slider for each number that the table gives stops. */
  const sliders = words.flatMap(({ name: word, numbers }) =>
    numbers.filter(({ stops }) => stops.length > 0).map(({ key, stops }) => numberSlider(word, key, stops)),
  );
  /** The number of a calibrator, which is shown while it is chosen. @param {string} word @param {string} key @param {readonly number[]} stops */
  function numberSlider(word, key, stops) {
    const held = () => /** @type {Record<string, any>} */ (scheme.parts)[key];
    const slider = stopSlider({
      label: t(`ui.${key}`),
      name: name(key),
      stops,
      format: (value) =>
        t(`ui.${key}.value`, { k: number(scheme.parts.calibration === word ? held() : value, { trim: true }) }),
      onChange: (value, transient) => {
        scheme = { ...scheme, parts: { ...scheme.parts, [key]: value } };
        slider.update(value);
        change({ calibration: word, [key]: value }, transient);
      },
    });
    return {
      key,
      element: slider.element,
      update() {
        slider.element.hidden = scheme.parts.calibration !== word;
        slider.update(held());
      },
    };
  }
  const limit = (/** @type {'lo'|'hi'} */ end) =>
    numberField({
      label: t(`ui.limit.${end}`),
      name: name(end),
      onChange: (value) => {
        const { alpha, beta } = scheme.params;
        if (scheme.mirrored) change(limits(-Math.abs(value), Math.abs(value)));
        else change(end === 'lo' ? limits(value, beta) : limits(alpha, value));
      },
    });
  const [lo, hi] = [limit('lo'), limit('hi')];
  const remarks = h('div', { class: 'remarks', role: 'status' });
  let said = '';

  /** A button for the scheme that fits where the one shown does not. @param {string|null} instead */
  const offer = (instead) =>
    instead == null
      ? []
      : [
          button({
            text: t('ui.instead', { scheme: instead }),
            name: name('instead'),
            onClick: () => onInstead(instead),
          }),
        ];

  const pair = h('div', { class: 'pair' }, lo.element, hi.element);

  return {
    /** Its elements, by the names that hide them (www/state/hide.js). */
    pieces: {
      calibration: [calibrator.element],
      ...Object.fromEntries(sliders.map(({ key, element }) => [key, [element]])),
      percentile: [percentile.element],
      limits: [pair],
    },
    /** Those that are always in sight, and the others. */
    main: [calibrator.element, ...sliders.map(({ element }) => element), percentile.element],
    rest: [pair],
    remarks,
    /** @param {SchemeFrame} next */
    update(next) {
      scheme = next;
      moved = null;
      const { parts, params, metrics } = next;
      const chosen = next.available.calibration.length > 0;
      for (const control of [calibrator, percentile]) control.element.hidden = !chosen;
      pair.hidden = !chosen;
      calibrator.allow(next.available.calibration);
      calibrator.update(parts.calibration);
      // With another calibrator, the slider stands at the share that it clips, to go on from there.
      /** @type {Record<string, number>} */
      const tail = { max: 0, percentile: Number((100 - parts.percentile).toFixed(6)) };
      percentile.update(tail[parts.calibration] ?? 100 * metrics.clipped);
      for (const slider of sliders) slider.update();
      lo.update(rounded(params.alpha));
      hi.update(rounded(params.beta));
      const texts = [...eachEnd(t, next), ...next.remarks.map((remark) => remarkText(t, next, remark))];
      // A live region speaks when it changes, so the same texts are not put in again.
      const words = [...texts, next.instead].join('\n');
      if (words === said) return;
      said = words;
      remarks.replaceChildren(...texts.map((text) => h('p', { text })), ...offer(next.instead));
    },
  };
}

/** How much is clipped, and by which percentile. @param {import('../../i18n/types.js').Translator} t @param {SchemeFrame} scheme */
function clippingText(t, { parts, metrics }) {
  if (parts.calibration === 'max') return t('ui.clipping.none');
  if (parts.calibration === 'percentile') return t('ui.clipping.percentile', { percentile: parts.percentile });
  return percent(metrics.clipped);
}

/** That a percentile is cut at each end, and what a library means that keeps a central share. @param {import('../../i18n/types.js').Translator} t @param {SchemeFrame} scheme */
function eachEnd(t, { parts: { calibration, percentile: p }, mirrored }) {
  if (calibration !== 'percentile' || mirrored || p === 100) return [];
  const short = (/** @type {number} */ n) => Number(n.toFixed(6));
  return [t('ui.clipping.each_end', { p, rest: short(100 - p), central: short((100 + p) / 2) })];
}

/**
 * @param {import('../../i18n/types.js').Translator} t
 * @param {SchemeFrame} scheme
 * @param {SchemeFrame['remarks'][number]} remark
 */
function remarkText(t, { parts, blocks, fitted }, { kind, blocks: concerned }) {
  const share = (100 - parts.percentile) / 100;
  const words = {
    percentile: parts.percentile,
    columns: count(fitted?.columns ?? 0),
    super_block: count(fitted?.super_block ?? 0),
    // The fewest values of which this share is one value; 1 / 0.001 must not become 1001.
    needed: share > 0 ? count(Math.ceil(Number((1 / share).toPrecision(12)))) : '∞',
  };
  const what = t(`remark.${kind}`, words);
  return blocks === 1 ? what : t('remark.blocks', { what, blocks: count(concerned), count: count(blocks) });
}

/** A range from two typed ends, in either order. @param {number} a @param {number} b @returns {Partial<SchemeParts>} */
function limits(a, b) {
  return { calibration: 'clip', lo: Math.min(a, b), hi: Math.max(a, b) };
}

/** The current range as typed limits. @param {SchemeFrame} scheme */
function limitsOf({ mirrored, params: { alpha, beta } }) {
  return mirrored
    ? limits(Number(rounded(-beta)), Number(rounded(beta)))
    : limits(Number(rounded(alpha)), Number(rounded(beta)));
}

/** A limit as a person would type it. @param {number} value */
function rounded(value) {
  return String(Number(value.toPrecision(4)));
}
