// The target of the trade-off as a grip at the end of its line: a slider for mouse, touch, keys and screen readers.

import { h } from '../controls/dom.js';
import { grip } from './drag.js';
import { placeIn } from './pointer.js';
import { describe, obey } from '../controls/slider.js';

/** @typedef {import('./plot-map.js').PlotMap} PlotMap */
/**
 * @typedef {object} Line
 * @property {PlotMap} map
 * @property {boolean} upright of bits per value, or level of an SQNR
 * @property {number} at its place across, in CSS pixels of the plot
 * @property {number} value
 * @property {string} words
 * @property {(place: number) => number} valueAt the value of another place
 */

/** By what the line is of: the step of a key, how finely a drag sets it, and its range. */
const STEP = { bits: 0.05, sqnr: 0.5 };
const FINEST = { bits: 0.01, sqnr: 0.1 };
const RANGE = { bits: [0, 32], sqnr: [0, 200] };
/** @typedef {keyof typeof RANGE} Kind what the line is of */

/** @param {{label: string, wanted: () => {goal: Kind, value: number}, onDrag: (value: number, transient: boolean) => void}} options wanted: the target asked for last, which the picture may not show yet */
export function targetHandle({ label, wanted, onDrag }) {
  const sign = h('span', { 'aria-hidden': 'true' });
  const element = h('div', { class: 'target-grip', tabIndex: 0, hidden: true }, sign);
  element.setAttribute('role', 'slider');
  element.setAttribute('aria-label', label);
  element.dataset.control = 'target-grip';
  /** @type {Line|null} */
  let line = null;
  const kindOf = (/** @type {Line} */ { upright }) => (upright ? 'bits' : 'sqnr');
  const legal = (/** @type {number} */ value, /** @type {Kind} */ kind) => {
    const [least, most] = RANGE[kind];
    const fine = Math.round(value / FINEST[kind]) * FINEST[kind];
    return Math.min(most, Math.max(least, Number(fine.toFixed(2))));
  };

  grip(element, (down) => {
    const place = /** @type {HTMLElement} */ (element.offsetParent);
    if (!line || !place) return null;
    const begun = line;
    const across = (/** @type {PointerEvent} */ at) => placeIn(place, at)[begun.upright ? 'x' : 'y'];
    const held = across(down) - begun.at;
    const valueOf = (/** @type {PointerEvent} */ at) => legal(begun.valueAt(across(at) - held), kindOf(begun));
    return { across, move: (at) => onDrag(valueOf(at), true), drop: (at) => onDrag(valueOf(at), false) };
  });
  element.addEventListener('keydown', (event) => {
    if (!line) return;
    const { goal, value } = wanted();
    const go = (/** @type {number} */ direction) => () =>
      onDrag(legal(value + direction * STEP[goal] * (event.shiftKey ? 10 : 1), goal), false);
    obey(event, { ArrowLeft: go(-1), ArrowDown: go(-1), ArrowRight: go(1), ArrowUp: go(1) });
  });

  return {
    element,
    /** Moves it to the end of a line; hidden without one, or where the line is out of the picture. @param {Line|null} next */
    update(next) {
      line = next;
      const seen =
        next &&
        (next.upright
          ? next.at >= next.map.left && next.at <= next.map.right
          : next.at >= next.map.top && next.at <= next.map.bottom);
      element.hidden = !seen;
      if (!next || !seen) return;
      const { map, upright, at, value, words } = next;
      element.style.left = `${upright ? at : map.right}px`;
      element.style.top = `${upright ? map.bottom : at}px`;
      element.classList.toggle('upright', upright);
      sign.textContent = upright ? '↔' : '↕';
      const [least, most] = RANGE[kindOf(next)];
      element.setAttribute('aria-orientation', upright ? 'horizontal' : 'vertical');
      describe(element, { min: least, max: most, now: value, text: words });
    },
  };
}

/** The rules of the grip, for a view that has one. */
export const gripStyle = /* css */ `
.target-grip { position: absolute; width: 24px; height: 24px; margin: -12px 0 0 -12px; display: grid; place-items: center; border: 1px solid var(--strong-rule); border-radius: 12px; background: var(--background); color: var(--ink); cursor: ns-resize; touch-action: none; user-select: none; -webkit-user-select: none; line-height: 1; }
.target-grip.upright { cursor: ew-resize; }
.target-grip:hover, .target-grip:focus-visible { border-color: var(--ink); }
@media (pointer: coarse) {
  .target-grip { width: 44px; height: 44px; margin: -22px 0 0 -22px; border-radius: 22px; }
}
`;
