// What drawn guesses share: an SVG plot that fills its box, a pointer over it, and marks that are sliders to keys.
//
// A box of another size has the plot drawn anew, so that its letters are always as large as those around it. What was guessed is kept in
// units of the question, not in those of the drawing.

import { h, svg } from '../../../controls/dom.js';
import { describe } from '../../../controls/slider.js';
import { boxSize } from '../../../plot/box-size.js';

/** The size of type for which letters, margins and lines are given, in CSS pixels: larger type makes them larger. */
const TYPE = 14;
/** The size before there is a box, in units of the drawing. */
const USUAL = Object.freeze({ width: 560, height: 210 });
const FRAME = Object.freeze({ left: 40, right: 16, top: 24, bottom: 38 });
/** About the width of a letter. */
const LETTER = 7;

/** @typedef {{left: number, right: number, top: number, bottom: number}} Box where the data stand in a drawing */
/** @typedef {ReturnType<typeof drawing>} Drawing */

/** The room that labels need, in units of the drawing. @param {readonly string[]} labels */
export const widthOf = (labels) => Math.max(...labels.map(({ length }) => length)) * LETTER;

/** @param {AbortSignal} signal ends it @param {(box: Box) => void} lay gives everything its place in a box */
export function drawing(signal, lay) {
  const element = svg('svg', { class: 'drawn' });
  const room = h('div', { class: 'drawing' }, element);
  let unit = 1;

  /** @param {{width: number, height: number}} size in units of the drawing */
  function fit({ width, height }) {
    element.setAttribute('viewBox', `0 0 ${width.toFixed(1)} ${height.toFixed(1)}`);
    lay({ left: FRAME.left, right: width - FRAME.right, top: FRAME.top, bottom: height - FRAME.bottom });
  }
  const size = boxSize(room, () => {
    const { width, height } = size.now();
    // It has no size while it is hidden.
    if (width === 0 || height === 0) return;
    unit = parseFloat(getComputedStyle(room).fontSize) / TYPE;
    fit({ width: width / unit, height: height / unit });
  });
  signal.addEventListener('abort', size.dispose);

  return {
    element,
    /** The element with its box. */
    room,
    /** Draws it as long as nothing is known of its box. */
    begin: () => fit(USUAL),
    /** Where a pointer is, in the units of the drawing. @param {PointerEvent} event */
    position({ clientX, clientY }) {
      const { left, top, width } = element.getBoundingClientRect();
      // Under a transform of the page around, a pixel of the window is another one here.
      const scale = room.clientWidth / width / unit;
      return { x: (clientX - left) * scale, y: (clientY - top) * scale };
    },
  };
}

/** Round numbers along an axis. @param {number} lo @param {number} hi @param {number} most how many there may be */
export function ticksOf(lo, hi, most) {
  const power = 10 ** Math.floor(Math.log10((hi - lo) / most));
  const step = [1, 2, 5, 10, 20].map((part) => part * power).find((each) => (hi - lo) / each <= most) ?? hi - lo;
  const first = Math.ceil(lo / step);
  return Array.from({ length: Math.floor(hi / step) - first + 1 }, (_, i) => (first + i) * step);
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
 * @param {Pick<Drawing, 'element'|'position'>} drawn @param {(at: {x: number, y: number}, from: {x: number, y: number}|null) => void} run from: where the pointer was
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
