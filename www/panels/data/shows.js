// The sentence about the data: that of what was chosen from the list, as long as it is true of them, or else one of measured numbers.

import { count, number } from '../../numbers/format.js';

/** @typedef {import('../../engine/records.js').DataParts} DataParts */
/** @typedef {import('../../engine/records.js').DataFrame} DataFrame */

/** What makes generated data differ from what the sentence of their kind says. */
const SHAPING = /** @type {const} */ (['mean', 'sd', 'df', 'outlier_fraction', 'channel_count', 'drift', 'point']);

/** Whether generated data are those of their kind and nothing else. @param {DataParts} parts @param {import('../../engine/pkg.js').Pkg} pkg */
function isPlain(parts, pkg) {
  const usual = /** @type {any} */ (pkg.parse_data(parts.kind).parts);
  return SHAPING.every((name) => (parts[name] ?? null) === (usual[name] ?? null));
}

/** How many of the values of generated data are outliers: `round(fraction · n)`, at least one (src/data/generate.rs). @param {DataFrame} data */
function outliersOf({ parts, count: n }) {
  return parts.outlier_fraction === 0 ? 0 : Math.min(n, Math.max(1, Math.round(parts.outlier_fraction * n)));
}

/**
 * @param {import('../../i18n/types.js').Translator} t
 * @param {DataFrame} data
 * @param {import('./choices.js').DataChoice|undefined} choice
 * @param {import('../../engine/pkg.js').Pkg} pkg
 * @returns {string} empty for none
 */
export function showsText(t, data, choice, pkg) {
  const { parts, min, max, sd } = data;
  if (!choice || 'file' in choice.means) return '';
  const chosen = 'data' in choice.means ? parts.point === undefined || parts.point === null : isPlain(parts, pkg);
  if (chosen) return choice.shows;
  if (!(sd > 0)) return '';
  const n = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });
  const most = Math.max(Math.abs(min), Math.abs(max));
  const outliers = outliersOf(data);
  const words = { count: count(outliers), n: count(data.count), max: n(most), ratio: n(most / sd), sd: n(sd) };
  const outlying = outliers === 1 ? '.outliers.one' : outliers > 0 ? '.outliers' : '';
  return t(`ui.data.reach${outlying}`, words);
}
