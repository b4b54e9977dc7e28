// Where a scheme decodes every value exactly, its SQNR is infinite: sentences say so in words.

import { decibels } from './format.js';

/** @param {{max_abs_error: number}} metrics */
export const isExact = ({ max_abs_error: most }) => most === 0;

/** An SQNR as a part of a sentence. @param {import('../i18n/types.js').Translator} t @param {{max_abs_error: number, sqnr_db: number}} metrics */
export const sqnrWords = (t, metrics) => (isExact(metrics) ? t('measure.exact') : decibels(metrics.sqnr_db));
