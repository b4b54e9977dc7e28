// The canvas of a picture: as large as its box at the screen's pixel ratio, and drawn again when either changes, at most once per frame
// of the screen.

import { h } from '../controls/dom.js';
import { boxSize } from './box-size.js';
import { placeIn } from './pointer.js';
import { whenStale } from './repaint.js';
import { svgCanvas } from './svg-canvas.js';

/**
 * @param {{paint: (canvas: HTMLCanvasElement, scale: number) => void, recover: (error: unknown) => void}} options
 *   paint draws on the whole canvas; if it throws, the instance is broken
 */
export function pictureCanvas({ paint, recover }) {
  const canvas = h('canvas', { role: 'img' });
  /** Covers its parent; what lies over the picture is appended to it. */
  const box = h('div', { class: 'plot' }, canvas);
  let coming = 0;
  const size = boxSize(box, resized);
  const leave = whenStale(canvas, schedule);

  function schedule() {
    coming ||= requestAnimationFrame(draw);
  }
  /** The size of the canvas in its own pixels, and their number per CSS pixel. */
  function pixels() {
    // A box may be back in the page before its observer has noticed.
    if (size.now().width === 0) size.forget();
    const scale = Math.min(4, globalThis.devicePixelRatio || 1);
    const { width, height } = size.now();
    return { width: Math.round(width * scale), height: Math.round(height * scale), scale };
  }
  function resized() {
    const { width, height } = pixels();
    if (canvas.width !== width || canvas.height !== height) draw();
  }
  /** Draws now. */
  function draw() {
    if (coming) cancelAnimationFrame(coming);
    coming = 0;
    const { width, height, scale } = pixels();
    if (width === 0 || height === 0) return;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    try {
      paint(canvas, scale);
    } catch (error) {
      recover(error);
    }
  }

  return {
    box,
    canvas,
    draw,
    schedule,
    /** The picture as it is now, as SVG. @param {import('./types.js').Size} size */
    svg({ width: wide, height: high }) {
      const { element, canvas: paper } = svgCanvas(wide, high);
      paint(paper, 1);
      return element;
    },
    /** The picture as it is now, on a canvas of its own. @param {import('./types.js').Size} size @param {number} scale */
    bitmap({ width: wide, height: high }, scale) {
      const paper = h('canvas', { width: Math.round(wide * scale), height: Math.round(high * scale) });
      paint(paper, scale);
      return paper;
    },
    /** A pointer's place in the box, in CSS pixels. @param {MouseEvent} event */
    position: (event) => placeIn(box, event),
    dispose() {
      size.dispose();
      leave();
      if (coming) cancelAnimationFrame(coming);
    },
  };
}
