// What lies over the map of blocks and moves without redrawing it: the place pointed at, the line chosen, the rectangle being
// dragged out, and the value pointed at on the key of colours.

import { number } from '../../numbers/format.js';
import { setPlace, svg } from '../../controls/dom.js';

/** @typedef {import('./window.js').Window} Window */
/** @typedef {import('../../plot/plot-map.js').PlotMap} PlotMap */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Strip */

/** The least size of the frame around a cell, in CSS pixels. */
const LEAST = 7;

export function blocksOverlay() {
  const panels = [0, 1].map(() => ({
    line: svg('rect', { class: 'chosen-line' }),
    across: svg('line', { class: 'cursor' }),
    down: svg('line', { class: 'cursor' }),
    place: svg('rect', { class: 'place' }),
  }));
  const brush = svg('rect', { class: 'brush' });
  const tick = svg('path', { class: 'key-tick' });
  const label = svg('text', { class: 'key-value', 'text-anchor': 'middle' });
  const marks = panels.flatMap(({ line, across, down, place }) => [line, across, down, place]);

  const show = (/** @type {SVGElement} */ node, /** @type {Record<string, number>|null} */ at) => {
    node.toggleAttribute('hidden', at === null);
    if (at) setPlace(node, at);
  };
  /** The pixels of a window, as far as the panel shows them. @param {PlotMap} map @param {Window} window */
  function boxOf(map, [top, bottom, left, right]) {
    const y = (/** @type {number} */ row) =>
      Math.min(map.bottom, Math.max(map.top, map.yOf(map.y.lo + map.y.hi - row)));
    const x = (/** @type {number} */ column) => Math.min(map.right, Math.max(map.left, map.xOf(column)));
    return { left: x(left), right: x(right), top: y(top), bottom: y(bottom) };
  }
  /** @param {{left: number, right: number, top: number, bottom: number}} box @param {number} least */
  function framed({ left, right, top, bottom }, least) {
    const [width, height] = [Math.max(least, right - left), Math.max(least, bottom - top)];
    return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
  }
  show(brush, null);

  return {
    /** Its elements. @type {SVGElement[]} */
    over: [...marks, brush, tick, label],
    /** @param {PlotMap[]} maps @param {Window|null} cell of the place pointed at @param {Window|null} line rows and columns of the line chosen */
    mark(maps, cell, line) {
      panels.forEach((panel, i) => {
        const map = maps[i];
        const at = map && cell ? boxOf(map, cell) : null;
        const [x, y] = at ? [(at.left + at.right) / 2, (at.top + at.bottom) / 2] : [0, 0];
        show(panel.place, at && framed(at, LEAST));
        show(panel.across, at && { x1: map.left, x2: map.right, y1: y, y2: y });
        show(panel.down, at && { x1: x, x2: x, y1: map.top, y2: map.bottom });
        const box = map && line ? boxOf(map, line) : null;
        show(panel.line, box && box.right > box.left && box.bottom > box.top ? framed(box, 3) : null);
      });
    },
    /** The value pointed at, on a key whose colours run from `lo` to `hi`. @param {Strip|null} strip @param {[number, number]} ends @param {number|null} value */
    key(strip, [lo, hi], value) {
      const shown = strip !== null && value !== null && hi > lo;
      tick.toggleAttribute('hidden', !shown);
      label.toggleAttribute('hidden', !shown);
      if (!shown) return;
      const { left, right, top, bottom } = strip;
      const x = left + Math.min(1, Math.max(0, (value - lo) / (hi - lo))) * (right - left);
      tick.setAttribute('d', `M${x} ${top - 1} l-3.5 -5 h7 z M${x} ${top} V${bottom}`);
      label.textContent = number(value, { digits: 4, trim: true });
      show(label, { x, y: top - 9 });
    },
    /** The rectangle between two places of a drag, in CSS pixels. @param {{x: number, y: number}|null} from @param {{x: number, y: number}} [to] */
    brush(from, to = { x: 0, y: 0 }) {
      show(
        brush,
        from && {
          x: Math.min(from.x, to.x),
          y: Math.min(from.y, to.y),
          width: Math.abs(to.x - from.x),
          height: Math.abs(to.y - from.y),
        },
      );
    },
  };
}
