// The record of the Grid picture, with a frame's numbers and texts in the reader's language, and the map that drawing it returns.

import { briefNotation } from '../../numbers/brief-notation.js';
import { codeNames } from '../../numbers/code-names.js';
import { count, number, percent } from '../../numbers/format.js';
import { blockText } from '../../panels/scheme/block-chooser.js';
import { letterOf } from '../../state/roles.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../engine/records.js').SchemeFrame} SchemeFrame */
/** @typedef {import('../../plot/types.js').GridMap} GridMap */
/** @typedef {{share: number, range: [number, number]}} Motion */

/** Which values go to a level, by the rounding. @type {Record<string, string>} */
const CELLS = { floor: 'above', stochastic: 'between' };
/** With more levels there is no room for their shares. */
const MOST_SHARES = 80;
/** A share of the values above which the picture speaks of it. */
const NOTABLE = { zeroed: 0.3, zeros: 0.01, clipped: 0.0005, unused: 0.4 };

/** What is written at each level of a scheme with one block: its share of the values. @param {import('../../i18n/types.js').Translator} t @param {SchemeFrame} scheme */
function sharesOf(t, { blocks, usage }) {
  if (blocks > 1 || usage.length > MOST_SHARES) return [];
  // Values that are not finite have no level.
  const all = usage.reduce((sum, n) => sum + n, 0);
  return [...usage].map((n) => {
    if (n === 0) return t('figure.unused');
    return n / all < 0.001 ? t('figure.times', { count: count(n) }) : percent(n / all);
  });
}

/** What the picture shows of a scheme, in one sentence: in full, and shorter where there is less room. @param {import('../../i18n/types.js').Translator} t @param {SchemeFrame} scheme */
export function notesOf(t, scheme) {
  const [name, words] = noteOf(scheme);
  return [t(`figure.note.${name}`, words), t(`figure.note.${name}.short`, words)];
}

/** The share of the values that are 0 before they are quantized, as far as the counts of codes tell. @param {SchemeFrame} scheme */
function zerosOf({ metrics, usage, levels }) {
  const all = usage.reduce((sum, n) => sum + n, 0);
  return usage[levels.indexOf(0)] / all - metrics.zeroed || 0;
}

/** The sentence that fits this case, and its words. @param {SchemeFrame} scheme @returns {[string, Record<string, string>]} */
function noteOf(scheme) {
  const { parts, blocks, metrics, usage, levels } = scheme;
  const n = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });
  const clipped = metrics.clipped ?? 0;
  const used = usage.filter((times) => times > 0).length;
  const zeros = zerosOf(scheme);
  const [lo, hi] = [levels[0], levels[levels.length - 1]];
  const words = {
    blocks: count(blocks),
    ratio: n(parts.ratio),
    reach: lo === -hi ? `±${n(hi)}` : `${n(lo)} … ${n(hi)}`,
    levels: count(usage.length),
    used: count(used),
    unused: count(usage.length - used),
    zeroed: percent(metrics.zeroed),
    zeros: percent(zeros),
    clipped: percent(clipped),
  };
  const name = () => {
    // Times 1 is the range of all values.
    if (blocks > 1 && parts.calibration === 'ratio' && parts.ratio !== 1) return 'ratio';
    if (blocks > 1 && clipped > NOTABLE.clipped) return 'blocks-clipped';
    if (blocks > 1) return metrics.zeroed > 0 ? 'blocks' : 'blocks-alone';
    // The share at the level 0 holds both.
    if (metrics.zeroed > NOTABLE.zeroed) return zeros > NOTABLE.zeros ? 'zeroed-zeros' : 'zeroed';
    if (clipped > NOTABLE.clipped) return 'clipped';
    return usage.length - used > NOTABLE.unused * usage.length ? 'unused' : 'used';
  };
  return [name(), words];
}

/** The drawing's map in CSS pixels. @param {any} map @param {number} scale @returns {GridMap} */
export function cssMap({ view: [lo, hi], panels }, scale) {
  const places = panels.map((/** @type {Record<string, number>} */ panel) =>
    Object.fromEntries(Object.entries(panel).map(([name, value]) => [name, value / scale])),
  );
  const { left, right } = places[0];
  return {
    lo,
    hi,
    left,
    right,
    panels: places,
    xOf: (value) => left + ((value - lo) / (hi - lo)) * (right - left),
    valueAt: (x) => lo + ((x - left) / (right - left)) * (hi - lo),
  };
}

/**
 * The record to draw, without the arrays.
 * @param {import('../../i18n/types.js').Translator} t
 * @param {Frame} frame
 * @param {{log: boolean, look: import('../../plot/types.js').Look, quiet?: boolean, noted?: boolean, motions?: Partial<Record<'a'|'b', Motion|null>>}} how
 *   quiet: without what it shows in words; noted: the sentences stand beside the picture; motions: the panels that are on their way
 *   from another grid
 */
export function gridPicture(t, frame, { quiet = false, noted = false, motions = {}, ...how }) {
  const [below, above] = [frame.below, frame.above];
  const panel = (/** @type {'a'|'b'} */ role) => {
    const scheme = frame[role];
    const { params, clipped } = scheme;
    const motion = motions[role];
    const where = scheme.blocks > 1 && !noted ? [t('figure.front', { block: blockText(t, scheme) })] : [];
    const share = (/** @type {number} */ n) => (n === 0 || quiet ? '' : t('figure.clipped', { count: count(n) }));
    return {
      role,
      codes: codeNames(scheme),
      range: motion?.range ?? [params.alpha, params.beta],
      fixed: !scheme.available.calibration.includes('clip'),
      ...(motion && { motion: { share: motion.share } }),
      title: `${letterOf(role)}  ${briefNotation(scheme.text)}`,
      subtitle: [...(quiet ? [] : [`s = ${number(params.scale, { digits: 3, trim: true })}`]), ...where].join(' · '),
      clipped: [share(clipped[0]), share(clipped[1])],
      cells: CELLS[scheme.parts.rounding] ?? 'nearest',
      shares: quiet ? [] : sharesOf(t, scheme),
      notes: quiet || noted ? [] : notesOf(t, scheme),
      zero_label:
        params.table || params.fitted || quiet ? '' : `z = ${number(params.zero_point, { digits: 3, trim: true })}`,
    };
  };
  return {
    view: frame.view,
    below,
    above,
    ...how,
    labels: {
      x: t('figure.x'),
      count: t('figure.count'),
      below: t('figure.below', { count: count(below) }),
      above: t('figure.above', { count: count(above) }),
      decoded: t('figure.decoded'),
      codes: t('figure.codes'),
      ranges: t('figure.ranges'),
    },
    panels: [panel('a'), panel('b')],
  };
}

/** The picture in words. @param {import('../../i18n/types.js').Translator} t @param {Frame} frame */
export function pictureText(t, frame) {
  return t('ui.picture', { data: frame.data.text, a: frame.a.text, b: frame.b.text });
}
