// A value placed by hand, as a grip on the axis of values: a slider for mouse, touch, keys and screen readers. While it is dragged the
// axis stays as it is; at its end the axis extends, so that the grip reaches any magnitude.

import { number } from '../numbers/format.js';
import { h } from '../controls/dom.js';
import { grip } from './drag.js';
import { describe, obey } from '../controls/slider.js';
import { keyStep } from './view-range.js';

/** @typedef {import('./types.js').GridMap} GridMap */
/** @typedef {[number, number]} Range */

/** The axis extends while the grip is this near to its end, in pixels. */
const EDGE = 6;
/** How much the axis grows per frame, as a share of its length: the least, the most, and the pixels beyond the end that give the most. */
const GROWTH = { least: 0.03, most: 0.08, beyond: 240 };
/** The grip's distance from the end of the axis meanwhile, as a share of its length. */
const INSIDE = 0.02;
/** Values are set to a thousandth of the view. */
const FINENESS = 1000;

/** A value of a few digits, as fine as a view can show. @param {number} value @param {Range} range */
export function rounded(value, [lo, hi]) {
  const step = 10 ** Math.floor(Math.log10((hi - lo) / FINENESS));
  return Number((Math.round(value / step) * step).toPrecision(7));
}

/**
 * Where a grip held at `x` is, on an axis that extends if that is at its end.
 * @param {number} x in pixels
 * @param {{left: number, right: number}} axis
 * @param {Range} range of the axis
 * @returns {{value: number, range: Range, grows: boolean}}
 */
export function placed(x, { left, right }, [lo, hi]) {
  const beyond = Math.max(x - (right - EDGE), left + EDGE - x);
  if (beyond <= 0) return { value: lo + ((x - left) / (right - left)) * (hi - lo), range: [lo, hi], grows: false };
  const more = (hi - lo) * Math.min(GROWTH.most, GROWTH.least + (GROWTH.most * beyond) / GROWTH.beyond);
  const inside = (hi - lo + more) * INSIDE;
  return x > (left + right) / 2
    ? { value: hi + more - inside, range: [lo, hi + more], grows: true }
    : { value: lo - more + inside, range: [lo - more, hi], grows: true };
}

/**
 * @param {{label: string, onDrag: (value: number, range: Range|null, transient: boolean) => void}} options `range`: what the
 *   axis shows meanwhile; null at the end of the drag
 */
export function pointGrip({ label, onDrag }) {
  const sign = h('span', { 'aria-hidden': 'true', text: '◆' });
  const element = h(
    'div',
    {
      class: 'point-grip',
      tabIndex: 0,
      hidden: true,
      role: 'slider',
      'aria-label': label,
      'data-control': 'point-grip',
    },
    sign,
  );
  /** @type {GridMap|null} */
  let map = null;
  let value = 0;

  grip(element, (down) => {
    if (!map) return null;
    const axis = { left: map.left, right: map.right };
    const start = map.xOf(Math.min(map.hi, Math.max(map.lo, value)));
    /** @type {Range} */
    let range = [map.lo, map.hi];
    let x = start;
    let frame = 0;
    const step = () => {
      const next = placed(x, axis, range);
      range = next.range;
      onDrag(rounded(next.value, range), range, true);
      frame = next.grows ? requestAnimationFrame(step) : 0;
    };
    return {
      across: (at) => at.clientX,
      move: (at) => {
        x = start + at.clientX - down.clientX;
        if (frame === 0) step();
      },
      drop: () => {
        cancelAnimationFrame(frame);
        onDrag(rounded(placed(x, axis, range).value, range), null, false);
      },
    };
  });
  element.addEventListener('keydown', (event) => {
    if (!map) return;
    const range = /** @type {Range} */ ([map.lo, map.hi]);
    const go = (/** @type {number} */ direction) => () =>
      onDrag(rounded(value + direction * keyStep(range) * (event.shiftKey ? 10 : 1), range), null, false);
    obey(event, { ArrowLeft: go(-1), ArrowDown: go(-1), ArrowRight: go(1), ArrowUp: go(1) });
  });

  return {
    element,
    /** @param {GridMap} places @param {number|undefined} now its value; hidden without one */
    update(places, now) {
      map = places;
      element.hidden = now === undefined;
      if (now === undefined) return;
      value = now;
      const { panels, lo, hi, left, right } = places;
      const x = Math.min(right, Math.max(left, places.xOf(value)));
      const bottom = panels[panels.length - 1].strip_bottom;
      element.style.left = `${x}px`;
      element.style.top = `${bottom}px`;
      element.style.setProperty('--rise', `${bottom - panels[0].top}px`);
      element.classList.toggle('away', value < lo || value > hi);
      sign.textContent = value < lo ? '◀' : value > hi ? '▶' : '◆';
      describe(element, {
        min: Math.min(lo, value),
        max: Math.max(hi, value),
        now: value,
        text: `x = ${number(value, { digits: 4, trim: true })}`,
      });
    },
  };
}
