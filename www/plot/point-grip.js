// A value placed by hand, as a grip on the axis of values: a slider for mouse, touch, keys and screen readers. It is always at the value
// under the pointer on the axis as it is drawn, also beyond the ends of the axis, and the axis holds still.

import { number } from '../numbers/format.js';
import { h } from '../controls/dom.js';
import { grip } from './drag.js';
import { placeIn } from './pointer.js';
import { describe, obey } from '../controls/slider.js';
import { keyStep } from './view-range.js';

/** @typedef {import('./types.js').GridMap} GridMap */
/** @typedef {[number, number]} Range */

/** Values are set to a thousandth of the view. */
const FINENESS = 1000;

/** A value of a few digits, as fine as a view can show. @param {number} value @param {Range} range */
export function rounded(value, [lo, hi]) {
  const step = 10 ** Math.floor(Math.log10((hi - lo) / FINENESS));
  return Number((Math.round(value / step) * step).toPrecision(7));
}

/** @param {{label: string, onDrag: (value: number, range: Range, transient: boolean) => void}} options `range`: what the axis shows */
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

  grip(element, () => {
    const place = /** @type {HTMLElement} */ (element.offsetParent);
    if (!map || !place) return null;
    const put = (/** @type {PointerEvent} */ at, /** @type {boolean} */ transient) => {
      const { lo, hi, valueAt } = /** @type {GridMap} */ (map);
      onDrag(rounded(valueAt(placeIn(place, at).x), [lo, hi]), [lo, hi], transient);
    };
    return { across: (at) => at.clientX, move: (at) => put(at, true), drop: (at) => put(at, false) };
  });
  element.addEventListener('keydown', (event) => {
    if (!map) return;
    const range = /** @type {Range} */ ([map.lo, map.hi]);
    const go = (/** @type {number} */ direction) => () => {
      // Kept at once: a held key comes again before the picture shows what it did.
      value = rounded(value + direction * keyStep(range) * (event.shiftKey ? 10 : 1), range);
      onDrag(value, range, false);
    };
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
