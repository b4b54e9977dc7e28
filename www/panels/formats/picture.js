// The levels of a format on an axis that is the same for all: each is a line, and the largest is at 1 or at −1. A level 0 is taller.

import { svg } from '../../controls/dom.js';

/** Room beside the outermost lines, in shares of the axis. */
const MARGIN = 0.02;
/** How far from the top the lines begin; the line at 0 begins at the top. */
const TOP = 0.3;

/** The levels in shares of the largest. @param {ArrayLike<number>} levels */
export function inShares(levels) {
  const all = Array.from(levels);
  const reach = Math.max(...all.map(Math.abs));
  return reach > 0 ? all.map((level) => level / reach) : all;
}

/** @param {ArrayLike<number>} levels */
export function levelsPicture(levels) {
  const lines = inShares(levels);
  const line = (/** @type {number} */ x, /** @type {number} */ top) => `M${Number(x.toFixed(5))} ${top}V1`;
  return svg(
    'svg',
    {
      class: 'format-levels',
      viewBox: `${-1 - MARGIN} 0 ${2 * (1 + MARGIN)} 1`,
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
    },
    svg('path', { class: 'ground', d: `M${-1 - MARGIN} 1H${1 + MARGIN}` }),
    svg('path', {
      class: 'level',
      d: lines
        .filter((x) => x !== 0)
        .map((x) => line(x, TOP))
        .join(''),
    }),
    svg('path', { class: 'level zero', d: lines.includes(0) ? line(0, 0) : '' }),
  );
}
