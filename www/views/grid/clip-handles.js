// The clip limits as handles on the histogram: sliders for mouse, touch, keys and screen readers.

import { number } from '../../numbers/format.js';
import { h } from '../../controls/dom.js';
import { grip } from '../../plot/drag.js';
import { placeIn } from '../../plot/pointer.js';
import { describe } from '../../controls/slider.js';
import { asked } from './limits.js';
import { keyStep } from '../../plot/view-range.js';
import { ROLES, letterOf } from '../../state/roles.js';

/** @typedef {import('../../plot/types.js').GridMap} GridMap */
/** @typedef {import('../../engine/records.js').SchemeFrame} SchemeFrame */

/** The nearest place on the axis. @param {GridMap} map @param {number} x */
const within = ({ left, right }, x) => Math.min(right, Math.max(left, x));

/**
 * @param {{t: import('../../i18n/types.js').Translator, limitOf: (role: 'a'|'b', end: 'lo'|'hi') => number, onPoint: (event: PointerEvent) => void, onDrag: (role: 'a'|'b', end: 'lo'|'hi', value: number, transient: boolean, place: number) => void}} options
 *   onPoint: the pointer is over a handle, or taps it: values under it can be pointed at; onDrag: place is the value at which the
 *   handle then stands
 */
export function clipHandles({ t, limitOf, onPoint, onDrag }) {
  /** @type {GridMap|null} */
  let map = null;
  const handles = ROLES.flatMap((role, i) =>
    /** @type {const} */ (['lo', 'hi']).map((end) => ({
      role,
      end,
      panel: i,
      value: 0,
      scale: 1,
      fixed: false,
      element: h('div', { class: `handle ${role}` }),
    })),
  );

  /**
   * The grid may end elsewhere than the range that was asked for: the handle stands at its end, and moves in proportion.
   * @param {typeof handles[number]} handle @param {SchemeFrame} shown
   */
  function scaleOf({ end, value }, shown) {
    const { alpha, beta } = asked(shown.parts, shown);
    const ratio = value / (end === 'lo' ? alpha : beta);
    return Number.isFinite(ratio) && ratio > 0 ? ratio : 1;
  }

  /** @param {typeof handles[number]} handle */
  function put({ element, value, fixed }) {
    if (!map) return;
    const x = map.xOf(value);
    const seen = x >= map.left - 1 && x <= map.right + 1;
    // A limit outside the view is drawn as an arrow at the edge, without a handle, unless a person holds it or is about to move it.
    // One whose format chooses its range by itself has no limits to set.
    element.hidden = fixed || (!seen && !element.matches(':focus'));
    element.style.left = `${seen ? x : within(map, x)}px`;
  }

  for (const handle of handles) {
    const { element, role, end } = handle;
    element.tabIndex = 0;
    element.setAttribute('role', 'slider');
    element.setAttribute('aria-label', t(`ui.handle.${end}`, { letter: letterOf(role) }));
    element.dataset.control = `handle-${role}-${end}`;
    grip(element, (down) => {
      const place = /** @type {HTMLElement} */ (element.offsetParent);
      if (!map || !place) return null;
      const across = (/** @type {PointerEvent} */ at) => placeIn(place, at).x;
      const held = across(down) - within(map, map.xOf(handle.value));
      const { scale } = handle;
      const put = (/** @type {PointerEvent} */ at, /** @type {boolean} */ transient) => {
        const value = /** @type {GridMap} */ (map).valueAt(across(at) - held);
        onDrag(role, end, value / scale, transient, value);
      };
      return { across, move: (at) => put(at, true), drop: (at) => put(at, false), press: onPoint };
    });
    element.addEventListener('pointermove', (event) => {
      if (event.buttons === 0) onPoint(event);
    });
    element.addEventListener('keydown', (event) => {
      const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (!direction || !map) return;
      event.preventDefault();
      event.stopPropagation();
      const step = keyStep([map.lo, map.hi]) * (event.shiftKey ? 10 : 1);
      const value = limitOf(role, end) + direction * step;
      onDrag(role, end, value, false, value * handle.scale);
    });
    element.addEventListener('blur', () => put(handle));
  }

  return {
    elements: handles.map(({ element }) => element),
    /** @param {GridMap} places @param {{a: SchemeFrame, b: SchemeFrame}} schemes */
    update(places, schemes) {
      map = places;
      for (const handle of handles) {
        const { params, parts, available } = schemes[handle.role];
        handle.fixed = !available.calibration.includes('clip');
        handle.value = handle.end === 'lo' ? params.alpha : params.beta;
        handle.scale = scaleOf(handle, schemes[handle.role]);
        const { element } = handle;
        const panel = places.panels[handle.panel];
        put(handle);
        element.style.top = `${panel.top}px`;
        element.style.height = `${panel.bottom - panel.top}px`;
        const value = number(handle.value, { digits: 4, trim: true });
        const ratio = number(parts.ratio, { trim: true });
        const text = parts.calibration === 'ratio' ? t('ui.handle.ratio', { value, ratio }) : value;
        describe(element, {
          min: Math.min(places.lo, handle.value),
          max: Math.max(places.hi, handle.value),
          now: handle.value,
          text,
        });
      }
    },
  };
}
