// The panels of the clipping picture: one for each scheme, or one for both where they differ in their range only, for then they share
// the curve.

import { wordsOf } from '../../state/schemes.js';
import { same } from '../../state/state.js';
import { ROLES } from '../../state/roles.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../engine/records.js').SchemeFrame} SchemeFrame */
/** @typedef {import('../../engine/pkg.js').Pkg} Pkg */
/** @typedef {import('../../state/roles.js').Role} Role */
/** @typedef {import('./types.js').CurveRecord} CurveRecord */
/** @typedef {CurveRecord['marks'][number]} Mark */
/** @typedef {{place: number, error: number, label: string, role: Role}} Own a scheme whose calibrator has no mark of its own */
/** @typedef {{roles: Role[], curve: CurveRecord, marks: Mark[]}} Panel */

/** The keys of a scheme's parts that say how its range is chosen. @param {Pkg} drawing */
function rangeKeys(drawing) {
  return new Set([
    'calibration',
    ...wordsOf(drawing, 'calibration').flatMap(({ numbers }) => numbers.map(({ key }) => key)),
  ]);
}

/** Whether two schemes are one but for their range. @param {Pkg} drawing @param {SchemeFrame} a @param {SchemeFrame} b */
export function differInRangeOnly(drawing, a, b) {
  const range = rangeKeys(drawing);
  const keys = /** @type {(keyof SchemeFrame['parts'])[]} */ (Object.keys({ ...a.parts, ...b.parts }));
  return keys.every((key) => range.has(key) || same(a.parts[key], b.parts[key]));
}

/** @param {Pkg} drawing @param {Frame} frame @param {Record<Role, CurveRecord>} curves @param {boolean} all whether curves are about all blocks @returns {Panel[]} */
export function panelsOf(drawing, { a, b }, curves, all) {
  const same = differInRangeOnly(drawing, a, b) && (all || a.block === b.block);
  if (!same) return ROLES.map((role) => ({ roles: [role], curve: curves[role], marks: curves[role].marks }));
  // Both have the marks of the same calibrators.
  return [{ roles: [...ROLES], curve: curves.a, marks: curves.a.marks }];
}

/** How a scheme's range is chosen, in the words of the notation: `p97`. @param {Pkg} drawing @param {SchemeFrame} scheme */
export function rangeWord(drawing, { parts }) {
  const chosen = Object.fromEntries([...rangeKeys(drawing)].map((key) => [key, parts[/** @type {'bits'} */ (key)]]));
  const [, ...words] = drawing.change_scheme('int4', /** @type {any} */ (chosen)).split(':');
  return words.join(':');
}
