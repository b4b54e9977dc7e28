// The record of the Grid picture, with a frame's numbers and texts in the reader's language, and the map that drawing it returns.

import { codeNames } from '../../numbers/code-names.js';
import { count, number } from '../../numbers/format.js';
import { blockText } from '../../panels/scheme/block-chooser.js';
import { letterOf } from '../../state/roles.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../plot/types.js').GridMap} GridMap */

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
 * @param {{log: boolean, look: import('../../plot/types.js').Look}} how
 */
export function gridPicture(t, frame, how) {
  const [below, above] = [frame.below, frame.above];
  const panel = (/** @type {'a'|'b'} */ role) => {
    const scheme = frame[role];
    const { params, clipped } = scheme;
    const where = scheme.blocks > 1 ? [t('figure.front', { block: blockText(t, scheme) })] : [];
    const share = (/** @type {number} */ n) => (n === 0 ? '' : t('figure.clipped', { count: count(n) }));
    return {
      role,
      codes: codeNames(scheme.codes),
      range: [params.alpha, params.beta],
      title: `${letterOf(role)}  ${scheme.text}`,
      subtitle: [`s = ${number(params.scale, { digits: 3, trim: true })}`, ...where].join(' · '),
      clipped: [share(clipped[0]), share(clipped[1])],
      zero_label: params.table ? '' : `z = ${number(params.zero_point, { digits: 3, trim: true })}`,
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
    },
    panels: [panel('a'), panel('b')],
  };
}

/** The picture in words. @param {import('../../i18n/types.js').Translator} t @param {Frame} frame */
export function pictureText(t, frame) {
  return t('ui.picture', { data: frame.data.text, a: frame.a.text, b: frame.b.text });
}
