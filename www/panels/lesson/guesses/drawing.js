// What drawn guesses share: an SVG plot whose places are given in its own units, a pointer over it, and marks that are sliders to keys.

import { h, svg } from '../../../controls/dom.js';
import { describe } from '../../../controls/slider.js';

/** The widest drawing; on narrower screens it is as wide as there is room. */
const WIDEST = 560;
const HEIGHT = 196;
/** Beside the picture of a slide. */
const TALL = 320;
/** About the width of a letter. */
const LETTER = 7;
const FRAME = Object.freeze({ left: 40, right: 16, top: 24, bottom: 36 });

/** @typedef {ReturnType<typeof drawing>} Drawing */

/** How wide a drawing is where there is some room, in CSS pixels. @param {number} room */
const widthIn = (room) => Math.max(260, Math.min(WIDEST, Math.floor(room)));

/** Whether labels are too wide to stand side by side. @param {readonly string[]} labels @param {number} room */
export const areCrowded = (labels, room) =>
  Math.max(...labels.map(({ length }) => length)) * LETTER > (widthIn(room) - FRAME.left - FRAME.right) / labels.length;

/** @param {{width: number, tall: boolean}} room the width there is, in CSS pixels, and whether there is height @param {number} [more] height for further lines under the axis */
export function drawing({ width: room, tall }, more = 0) {
  const width = widthIn(room);
  const own = tall ? TALL : HEIGHT;
  const height = own + more;
  const box = { left: FRAME.left, right: width - FRAME.right, top: FRAME.top, bottom: own - FRAME.bottom };
  const element = svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'drawn' });
  // The letters grow with those around.
  element.style.width = `${width / 14}em`;
  return {
    element,
    box,
    /** Where a pointer is, in the units of the drawing. @param {PointerEvent} event */
    position({ clientX, clientY }) {
      const { left, top, width: shown } = element.getBoundingClientRect();
      const scale = width / shown;
      return { x: (clientX - left) * scale, y: (clientY - top) * scale };
    },
  };
}

/** A text in a drawing. @param {string} text @param {Record<string, string|number>} at */
export function label(text, at) {
  const element = svg('text', at);
  element.textContent = text;
  return element;
}

/** What the two lines over a drawing are. @param {import('../../../i18n/types.js').Translator} t */
export const legend = (t) =>
  h(
    'p',
    { class: 'hint key', 'aria-hidden': 'true' },
    h('span', { class: 'key-guess', text: t('ui.lesson.guess') }),
    h('span', { class: 'key-truth', text: t('ui.lesson.measured') }),
  );

/** The line through places; nothing for fewer than two. @param {readonly {x: number, y: number}[]} places */
export const pathOf = (places) =>
  places.length < 2 ? '' : `M${places.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;

/**
 * Follows a pointer that draws: mouse, pen or finger.
 * @param {Drawing} drawn @param {(at: {x: number, y: number}, from: {x: number, y: number}|null) => void} run from: where the pointer was
 *   before; null where it came down
 */
export function drawn({ element, position }, run) {
  /** @type {{x: number, y: number}|null} */
  let from = null;
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    const at = position(event);
    run(at, null);
    from = at;
  });
  element.addEventListener('pointermove', (event) => {
    if (!from) return;
    const at = position(event);
    run(at, from);
    from = at;
  });
  const end = () => {
    from = null;
  };
  element.addEventListener('pointerup', end);
  element.addEventListener('pointercancel', end);
}

/**
 * Makes a mark a slider to the keyboard and to a screen reader.
 * @param {SVGElement} mark @param {{name: string, label: string, min: number, max: number}} of
 */
export function asSlider(mark, { name, label: text, min, max }) {
  mark.setAttribute('role', 'slider');
  mark.setAttribute('tabindex', '0');
  mark.setAttribute('aria-label', text);
  mark.dataset.control = name;
  /** @param {number|null} value @param {string} said */
  return (value, said) => describe(/** @type {any} */ (mark), { min, max, now: value ?? (min + max) / 2, text: said });
}
