// What lies over the picture and moves without redrawing it: the line from the inspected value to its level, and the range that a drag
// chooses.

import { setPlace, svg } from '../../controls/dom.js';
import { ROLES } from '../../state/roles.js';

/** @typedef {import('../../plot/types.js').GridMap} GridMap */

export function overlay() {
  const cursors = ROLES.map(() => svg('line', { class: 'cursor' }));
  const brush = svg('rect', { class: 'brush' });
  const ways = ROLES.map((role) => {
    const line = svg('line', { class: `way ${role}` });
    const from = svg('circle', { class: 'from', r: 3 });
    const to = svg('circle', { class: `to ${role}`, r: 4.5 });
    return { line, from, to, group: svg('g', {}, line, from, to) };
  });
  const hide = (/** @type {SVGElement} */ node, /** @type {boolean} */ hidden) =>
    node.toggleAttribute('hidden', hidden);

  hide(brush, true);
  return {
    /** Its elements. @type {SVGElement[]} */
    over: [brush, ...cursors, ...ways.map(({ group }) => group)],
    /**
     * Marks a value, and the level it goes to in each panel.
     * @param {GridMap|null} map
     * @param {import('../types.js').Steps|null} steps
     */
    mark(map, steps) {
      const x = steps && map ? map.xOf(steps.a.x) : NaN;
      const shown = steps !== null && map !== null && x >= map.left - 0.5 && x <= map.right + 0.5;
      for (const cursor of cursors) hide(cursor, !shown);
      for (const { group } of ways) hide(group, !shown);
      if (!shown) return;
      ways.forEach((way, i) => {
        const panel = map.panels[i];
        setPlace(cursors[i], { x1: x, x2: x, y1: panel.top, y2: panel.bottom });
        const step = steps[ROLES[i]];
        hide(way.group, step.elsewhere);
        const level = map.xOf(step.decoded);
        const end = Math.min(map.right, Math.max(map.left, level));
        // The line runs just above the level strip, where it crosses the fewest bars.
        const y = panel.bottom - 10;
        setPlace(way.line, { x1: x, x2: end, y1: y, y2: y });
        setPlace(way.from, { cx: x, cy: y });
        setPlace(way.to, { cx: end, cy: y });
      });
    },
    /** Shows the range being dragged out, in CSS pixels. @param {GridMap|null} map @param {[number, number]|null} range */
    brush(map, range) {
      hide(brush, range === null || map === null);
      if (range === null || map === null) return;
      const [from, to] = range[0] < range[1] ? range : [range[1], range[0]];
      const top = map.panels[0].top;
      setPlace(brush, { x: from, y: top, width: to - from, height: map.panels[map.panels.length - 1].bottom - top });
    },
  };
}
