// What a stream says in sentences and captions. The state counts batches from 0, a reader from 1.

import { decibels, difference, percent } from '../../numbers/format.js';
import { CALIBRATIONS, batchOf, endsOf } from './index.js';
import { nameOf } from './table.js';

/** @typedef {import('../../i18n/types.js').Translator} Translator */
/** @typedef {import('./index.js').StreamAnswer} StreamAnswer */

/** Whether a batch has a finite value. @param {StreamAnswer} answer @param {number} time */
const hasValues = (answer, time) => !Number.isNaN(endsOf(answer, time)[0]);

/** Whether nothing is lost: an infinite SQNR, or none where all values are 0 and stay 0. @param {number} sqnr of finite values */
const isExact = (sqnr) => sqnr === Infinity || Number.isNaN(sqnr);

/** Which batch it is. @param {Translator} t @param {StreamAnswer} answer @param {number} time */
export const placeText = (t, { count }, time) => t('stream.place', { batch: time + 1, count });

/** A batch under each calibration. @param {Translator} t @param {StreamAnswer} answer @param {number} time */
export function batchText(t, answer, time) {
  const head = placeText(t, answer, time);
  if (!hasValues(answer, time)) return t('ui.headed', { head, text: t('stream.each.empty') });
  const each = CALIBRATIONS.map((name) => {
    const { sqnr, clipped } = batchOf(answer, name, time);
    const said = isExact(sqnr) ? t('measure.exact') : decibels(sqnr);
    return t('stream.each', { name: nameOf(t, name, answer), sqnr: said, clipped: percent(clipped) });
  });
  return t('ui.headed', { head, text: each.join(' ') });
}

/** What the whole stream comes to. @param {Translator} t @param {StreamAnswer} answer */
export function summary(t, answer) {
  const { count, seen, courses } = answer;
  if (count === 1) return t('stream.one');
  if (!Array.from({ length: count }, (_, time) => time).some((time) => hasValues(answer, time)))
    return t('stream.says.empty');
  const { first, all, average, dynamic } = courses;
  const words = {
    count,
    first: seen,
    dynamic: decibels(dynamic.sqnr_db),
    clipped: percent(first.clipped),
    averaged: percent(average.clipped),
  };
  if (!isExact(dynamic.sqnr_db) && !isExact(all.sqnr_db))
    return t('stream.says', { ...words, gain: difference(dynamic.sqnr_db - all.sqnr_db, decibels) });
  if (!isExact(all.sqnr_db)) return t('stream.says.exact', { ...words, all: decibels(all.sqnr_db) });
  return t(isExact(dynamic.sqnr_db) ? 'stream.says.exact.both' : 'stream.says.exact.all', words);
}
