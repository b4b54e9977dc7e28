// The scheme and the data as a script that computes the same numbers elsewhere: the subject of a script, the targets, and what they
// refuse.

import { storageOf } from '../numbers/storage.js';
import { isFound } from './found.js';
import { numpyScript } from './numpy.js';
import { floatTypeOf, onnxScript } from './onnx.js';
import { pytorchScript } from './pytorch.js';

/**
 * @typedef {object} Subject
 * @property {string} data the data string
 * @property {string} scheme the scheme string
 * @property {import('../engine/records.js').SchemeParts} parts
 * @property {import('../engine/records.js').Stored} stored
 * @property {import('../engine/records.js').Table|null} table the element format; null for integers and formats of ggml
 * @property {import('../engine/records.js').Fitted|null} [fitted] of a format of ggml
 * @property {number} [atZero] the error at zero, which a script cannot measure where codes are given
 * @property {number} qMin smallest and largest code of integers
 * @property {number} qMax
 * @property {number} divisor what max|x| or the width of the range is divided by
 * @property {readonly number[]} shape
 * @property {number} columns
 * @property {Float32Array|string} values the data, or the name of its `.npy` file
 * @property {Float32Array|string|null} ranges the ranges of a calibrator that searches: lower and upper ends in turn, or the name of
 *   their `.npy` file, two columns
 * @property {import('./found-file.js').Found|null} [found] what a scheme has found that searches for more than ranges, or fits its own
 *   scales, as the `.npz` of its quantized data: its bytes or its name. The script then decodes; ranges are not needed.
 */

/** @type {Readonly<Record<string, (subject: Subject) => string>>} */
const SCRIPTS = Object.freeze({ numpy: numpyScript, pytorch: pytorchScript, onnx: onnxScript });

export const TARGETS = Object.freeze(Object.keys(SCRIPTS));

export { subjectOf } from './subject.js';

/** Beyond this a level may not be finite, and the crate takes a smaller scale than a script would. */
const HUGE = 1e36;

/**
 * Why there is no such script, as a catalogue key; null if there is one.
 * @param {string} target
 * @param {Pick<Subject, 'parts' | 'table' | 'fitted'>} scheme
 * @param {{min: number, max: number}} data
 */
export function refusal(target, { parts, table, fitted }, { min, max }) {
  const { calibration, lo, hi, rounding, symmetry, zero } = parts;
  const ends = calibration === 'clip' ? [min, max, lo, hi] : [min, max];
  if (ends.some((end) => Math.abs(end) > HUGE)) return 'code.refuse.huge';
  // Its numbers are in the file, which a script cannot read as this page does.
  if (parts.format === 'stored') return 'code.refuse.stored';
  if (target !== 'onnx') return null;
  if (parts.granularity === 'tile') return 'code.refuse.tile';
  if (isFound({ parts, fitted })) return 'code.refuse.found';
  if (table && !floatTypeOf(parts)) return 'code.refuse.table';
  if (table) return storageOf(parts) === 'single' ? 'code.refuse.reciprocal' : null;
  if (rounding !== 'even') return 'code.refuse.rounding';
  return symmetry === 'asym' && zero === 'zfloat' ? 'code.refuse.zfloat' : null;
}

/** @param {string} target @param {Subject} subject */
export function scriptOf(target, subject) {
  return SCRIPTS[target](subject);
}
