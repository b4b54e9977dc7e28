// The clip limits as handles on the histogram: sliders for mouse, touch, keys and screen readers.

import { number } from '../../numbers/format.js';
import { h } from '../../controls/dom.js';
import { grip } from '../../plot/drag.js';
import { placeIn } from '../../plot/pointer.js';
import { describe } from '../../controls/slider.js';
import { keyStep } from '../../plot/view-range.js';
import { ROLES, letterOf } from '../../state/roles.js';

/** @typedef {import('../../plot/types.js').GridMap} GridMap */
/** @typedef {import('../../engine/records.js').SchemeFrame} SchemeFrame */

/**
 * @param {{t: import('../../i18n/types.js').Translator, limitOf: (role: 'a'|'b', end: 'lo'|'hi') => number, onPoint: (event: PointerEvent) => void, onDrag: (role: 'a'|'b', end: 'lo'|'hi', value: number, transient: boolean) => void}} options
 *   onPoint: the pointer is over a handle, or taps it: values under it can be pointed at
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
      element: h('div', { class: `handle ${role}` }),
    })),
  );

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
      const held = across(down) - map.xOf(handle.value);
      // The grid may end elsewhere than the range that was asked for: the handle stands at its end, and moves in proportion.
      const ratio = handle.value / limitOf(role, end);
      const scale = Number.isFinite(ratio) && ratio > 0 ? ratio : 1;
      const valueAt = (/** @type {PointerEvent} */ at) =>
        /** @type {GridMap} */ (map).valueAt(across(at) - held) / scale;
      return {
        across,
        move: (at) => onDrag(role, end, valueAt(at), true),
        drop: (at) => onDrag(role, end, valueAt(at), false),
        press: onPoint,
      };
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
      onDrag(role, end, limitOf(role, end) + direction * step, false);
    });
  }

  return {
    elements: handles.map(({ element }) => element),
    /** @param {GridMap} places @param {{a: SchemeFrame, b: SchemeFrame}} schemes */
    update(places, schemes) {
      map = places;
      for (const handle of handles) {
        const { params, parts } = schemes[handle.role];
        handle.value = handle.end === 'lo' ? params.alpha : params.beta;
        const { element } = handle;
        const x = places.xOf(handle.value);
        const panel = places.panels[handle.panel];
        // A limit outside the view is drawn as an arrow at the edge, without a handle.
        element.hidden = !(x >= places.left - 1 && x <= places.right + 1);
        element.style.left = `${x}px`;
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
