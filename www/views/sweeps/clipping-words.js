// What curves of error against clipping say, in sentences and in tables.

import { briefNotation } from '../../numbers/brief-notation.js';
import { count, decibels, number, percent } from '../../numbers/format.js';
import { joined } from '../../i18n/index.js';
import { table } from '../../panels/tables.js';
import { clipsLeftOf, leastOf } from './clipping-curve.js';

/** @typedef {import('./types.js').CurveRecord} CurveRecord */
/** @typedef {import('./clipping-curve.js').Axis} Axis */

/** Rows of a table. */
const ROWS = 20;

export const short = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });
/** A percentile with as many nines as it has, and the digit after them. @param {number} p */
const percentile = (p) =>
  p >= 100 ? '100' : String(Number(p.toFixed(Math.max(1, Math.ceil(-Math.log10(1 - p / 100)) - 1))));

/** Whether a curve is about many blocks, each with its own range. @param {CurveRecord} curve */
const isOfAll = ({ lo }) => lo.length > 0 && Number.isNaN(lo[0]);

/** Whether a scheme's format sets the ranges of its blocks itself, so that no calibrator and no limits can be chosen. @param {import('../../engine/records.js').SchemeFrame} scheme */
const setsRanges = ({ available }) => !available.calibration.includes('clip');

/**
 * A curve with the marks that a scheme can have: where its format sets the ranges, only its own. What a format of ggml finds for one block is
 * none of the grids of the curve, so there it has none.
 * @param {CurveRecord} curve @param {import('../../engine/records.js').SchemeFrame} scheme
 */
export function withOwnMarks(curve, scheme) {
  if (!setsRanges(scheme)) return curve;
  const name = briefNotation(scheme.text);
  const own = scheme.fitted && !isOfAll(curve) ? [] : curve.marks.slice(0, 1).map((mark) => ({ ...mark, name }));
  return { ...curve, marks: own };
}

/** @param {import('../../i18n/types.js').Translator} t */
export function clippingWords(t) {
  return {
    /** What a curve comes to. @param {string} letter @param {CurveRecord} curve @param {Axis} axis @param {import('../../engine/records.js').SchemeFrame} scheme */
    summary(letter, curve, axis, scheme) {
      const { index, mse } = leastOf(curve);
      if (setsRanges(scheme)) {
        const [own] = curve.marks;
        const less = own && mse < own.mse;
        const said = { letter, least: short(mse), own: own ? short(own.mse) : '' };
        if (!own) return t('sweeps.fixed.unknown', said);
        return t(less ? 'sweeps.fixed.least' : 'sweeps.fixed', {
          ...said,
          gain: less ? decibels(10 * Math.log10(own.mse / mse)) : '',
        });
      }
      const best = curve.marks.reduce((p, q) => (q.mse < p.mse ? q : p));
      const [{ mse: max }] = curve.marks;
      const gain = (/** @type {number} */ error) => decibels(error < max ? 10 * Math.log10(max / error) : 0);
      const words = {
        letter,
        mse: short(mse),
        gain: gain(mse),
        name: best.name,
        best: gain(best.mse),
      };
      const whole = index === curve.at.length - 1 || !(mse < max);
      if (isOfAll(curve) || axis.percentile) {
        const key = `sweeps.least.${isOfAll(curve) ? 'all' : 'percentile'}${whole ? '.max' : ''}`;
        const calibrator = best.mse < max ? 'sweeps.calibrator.best' : 'sweeps.calibrator.max';
        return joined([t(key, { ...words, percentile: percentile(curve.at[index]) }), t(calibrator, words)]);
      }
      if (whole) return t('sweeps.least.max', words);
      return t('sweeps.least', { ...words, lo: short(curve.lo[index]), hi: short(curve.hi[index]) });
    },
    /** A point of it. @param {string} letter @param {CurveRecord} curve @param {number} i */
    at(letter, curve, i) {
      const words = {
        letter,
        clipped: percent(curve.clipped[i]),
        rounding: short(curve.rounding[i]),
        clipping: short(curve.clipping[i]),
      };
      if (isOfAll(curve)) return t('sweeps.at.all', { ...words, percentile: percentile(curve.at[i]) });
      return t('sweeps.at', { ...words, lo: short(curve.lo[i]), hi: short(curve.hi[i]) });
    },
    /** A calibrator's mark. @param {string} letter @param {CurveRecord['marks'][number]} mark */
    mark: (letter, { name, clipped, mse }) =>
      t('sweeps.mark', { letter, name, clipped: percent(clipped), mse: short(mse) }),
    /** Where a curve clips the value pointed at. @param {string} letter @param {CurveRecord} curve @param {number} x @param {Axis} axis */
    value(letter, curve, x, axis) {
      const place = clipsLeftOf(curve, x, axis);
      if (Number.isNaN(place)) return '';
      const words = { letter, x: number(x, { digits: 5, trim: true }) };
      if (place === -Infinity) return t('sweeps.value.never', words);
      if (place === Infinity) return t('sweeps.value.always', words);
      const at = axis.valueAt(place);
      return axis.percentile
        ? t('sweeps.value.percentile', { ...words, percentile: percentile(at) })
        : t('sweeps.value.threshold', { ...words, share: percent(at) });
    },
    /** What a panel is about, beside its scheme. @param {import('../../engine/records.js').SchemeFrame} scheme @param {boolean} all */
    about({ blocks, block }, all) {
      if (blocks === 1) return '';
      return all
        ? t('sweeps.blocks', { count: count(blocks) })
        : t('sweeps.block', { index: count(block + 1), count: count(blocks) });
    },
    /** @param {string} letter @param {CurveRecord} curve @param {Axis} axis */
    tables(letter, curve, axis) {
      const row = (/** @type {number} */ i) => [
        axis.percentile ? `p${percentile(curve.at[i])}` : short(curve.at[i]),
        ...(isOfAll(curve) ? [] : [short(curve.lo[i]), short(curve.hi[i])]),
        percent(curve.clipped[i]),
        short(curve.rounding[i]),
        short(curve.clipping[i]),
      ];
      const picked = Array.from({ length: ROWS + 1 }, (_, i) => Math.round((i * (curve.at.length - 1)) / ROWS));
      const marks = curve.marks.map(({ name, mse, clipped }) => [name, short(mse), percent(clipped)]);
      const range = isOfAll(curve) ? [] : ['α', 'β'];
      return [
        table(t('ui.sweeps.marks', { letter }), [t('ui.calibration'), t('figure.mse'), t('measure.clipped')], marks),
        table(
          t('ui.sweeps.table', { letter }),
          [
            t(`figure.sweep.${axis.percentile ? 'percentile' : 'threshold'}`),
            ...range,
            t('measure.clipped'),
            t('figure.rounding'),
            t('figure.clipping'),
          ],
          picked.map(row),
        ),
      ];
    },
  };
}
