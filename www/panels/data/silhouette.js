// The shape of a distribution as an icon: the square roots of its counts, which keep rare values visible, and a
// detached bar at a side where values lie far out.

import { svg } from '../../controls/dom.js';

/** Bins of an icon. */
export const BINS = 22;
const WIDTH = 56;
const HEIGHT = 24;
/** Left of the first bin, and width of each. */
const LEFT = 6;
const STEP = 2;

/** @param {import('../../engine/records.js').Sketch} sketch */
export function silhouette({ counts, far_below, far_above }) {
  const [highest, second = 0] = counts.map(Math.sqrt).sort((p, q) => q - p);
  // A single spike, such as a ReLU's zeros, would flatten all other bars, so it is at most twice as high as they are.
  const full = Math.max(1, Math.min(highest, 2 * second));
  const tops = counts.map((count) => (HEIGHT - 1 - (HEIGHT - 2) * Math.min(1, Math.sqrt(count) / full)).toFixed(1));
  const bars = tops.map((top) => `V${top}h${STEP}`).join('');
  const icon = svg('svg', {
    class: 'silhouette',
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    width: WIDTH,
    height: HEIGHT,
    'aria-hidden': 'true',
  });
  icon.append(
    svg('path', { class: 'ground', d: `M0 ${HEIGHT - 0.5}H${WIDTH}` }),
    svg('path', { class: 'body', d: `M${LEFT} ${HEIGHT - 1}${bars}V${HEIGHT - 1}z` }),
  );
  for (const [far, x] of /** @type {[boolean, number][]} */ ([
    [far_below, 0],
    [far_above, WIDTH - STEP],
  ])) {
    if (far) icon.append(svg('path', { class: 'body', d: `M${x} ${HEIGHT - 1}v-4h${STEP}v4z` }));
  }
  return icon;
}
