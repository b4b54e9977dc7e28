// What a script is about, from a frame: what stands in the script itself, and which files it reads.

import { fileName } from '../export/names.js';
import { isFound } from './found.js';

/** The most values and ranges that are written into the script itself. */
export const INLINE_VALUES = 256;
export const INLINE_RANGES = 64;

/**
 * @typedef {import('../export/types.js').ExportQuestion} ExportQuestion
 * @typedef {{name: string, question: ExportQuestion}} Beside a file that a script reads, and the question whose answer are its bytes
 */

/**
 * @param {Pick<import('../engine/records.js').DataFrame, 'text'|'shape'|'columns'|'count'>} data
 * @param {import('../engine/records.js').SchemeFrame} scheme
 * @param {(question: ExportQuestion) => Promise<any>} ask
 * @returns {Promise<{subject: import('./index.js').Subject, beside: Beside[]}>}
 */
export async function subjectOf(data, scheme, ask) {
  const { text, parts, stored, table, fitted, scripted, params, divisor, blocks, metrics } = scheme;
  /** @type {Beside[]} */
  const beside = [];
  /** @param {string} name @param {ExportQuestion} question */
  const file = (name, question) => {
    beside.push({ name, question });
    return name;
  };
  const short = data.count <= INLINE_VALUES;
  const values = short
    ? (await ask({ kind: 'data', npy: false })).numbers
    : file(fileName([data.text], 'npy'), { kind: 'data', npy: true });
  let [ranges, found] = [null, null];
  if (isFound(scheme)) {
    const question = /** @type {const} */ ({ kind: 'quantized', scheme: text, data: data.text, container: 'npz' });
    found = short ? (await ask(question)).bytes : file(fileName([data.text, text], 'npz'), question);
  }
  if (!fitted && !scripted) {
    const question = (/** @type {boolean} */ npy) => /** @type {const} */ ({ kind: 'ranges', scheme: text, npy });
    ranges =
      blocks > INLINE_RANGES
        ? file(fileName([data.text, text, 'ranges'], 'npy'), question(true))
        : (await ask(question(false))).ranges;
  }
  const subject = {
    data: data.text,
    scheme: text,
    parts,
    stored,
    table,
    fitted,
    atZero: metrics.error_at_zero,
    qMin: params.q_min,
    qMax: params.q_max,
    divisor,
    shape: data.shape,
    columns: data.columns,
    values,
    ranges,
    found,
  };
  return { subject, beside };
}
