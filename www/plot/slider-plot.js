// A picture that is a slider to the keyboard and to a screen reader: nearly every view has one.

import { h, svg } from '../controls/dom.js';
import { describe, obey } from '../controls/slider.js';
import { pictureCanvas } from './canvas.js';

/**
 * @typedef {object} Options
 * @property {string} label what a screen reader calls the plot
 * @property {(canvas: HTMLCanvasElement, scale: number) => string|void} draw draws on a canvas with `scale` pixels per CSS pixel and
 *   returns the picture in words; nothing while there is nothing to draw
 * @property {(error: unknown) => void} recover what to do when drawing breaks the wasm instance
 * @property {SVGElement[]} [over] what lies over the picture and moves without redrawing it
 * @property {(event: KeyboardEvent) => Record<string, () => void>|null} [keys] what each key does now
 * @property {() => boolean} [quiet] whether a question is open, so that the slider tells no numbers
 * @property {(event: PointerEvent) => boolean|void} [press] the pointer went down; false where there is nothing to press, so that
 *   the plot does not take the focus
 */

/** @param {Options} options */
export function sliderPlot({ label, draw, recover, over = [], keys, press, quiet = () => false }) {
  const picture = pictureCanvas({ paint, recover });
  const plot = picture.box;
  Object.assign(plot, { tabIndex: 0, role: 'slider', ariaLabel: label });
  plot.dataset.control = 'plot';
  if (over.length > 0) plot.append(svg('svg', { class: 'overlay', 'aria-hidden': 'true' }, ...over));

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function paint(canvas, scale) {
    const words = draw(canvas, scale);
    if (words) picture.canvas.setAttribute('aria-label', words);
  }
  if (keys)
    plot.addEventListener('keydown', (event) => {
      const actions = keys(event);
      if (actions) obey(event, actions);
    });
  if (press)
    plot.addEventListener('pointerdown', (event) => {
      if (event.button === 0 && press(event) !== false) plot.focus({ preventScroll: true });
    });

  return {
    ...picture,
    /** The element that has the focus. */
    plot,
    /** The room for the picture, and what else stands in it. @param {...HTMLElement} beside */
    stage: (...beside) => h('div', { class: 'stage' }, plot, ...beside),
    /** What the slider says of itself. @param {Parameters<typeof describe>[1]} value */
    describe: (value) => describe(plot, quiet() ? { ...value, text: label } : value),
  };
}
