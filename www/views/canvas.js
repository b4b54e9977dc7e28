// A canvas that a picture is drawn on: as large as its box at the screen's pixel ratio, drawn again when either changes,
// at most once a frame of the screen.

import { h } from '../parts/dom.js';

/**
 * @param {{paint: (canvas: HTMLCanvasElement, scale: number) => void, recover: (error: unknown) => void}} options
 *   paint draws on the whole canvas; what it throws is a broken instance
 */
export function pictureCanvas({ paint, recover }) {
  const canvas = h('canvas', { role: 'img' });
  /** Covers its parent; what lies over the picture is appended to it. */
  const box = h('div', { class: 'plot' }, canvas);
  let coming = 0;
  const resized = new ResizeObserver(() => schedule());
  resized.observe(box);

  function schedule() {
    coming ||= requestAnimationFrame(draw);
  }
  /** Draws now. */
  function draw() {
    if (coming) cancelAnimationFrame(coming);
    coming = 0;
    const { clientWidth: width, clientHeight: height } = box;
    if (width === 0 || height === 0) return;
    const scale = Math.min(4, globalThis.devicePixelRatio || 1);
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
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
    /** A pointer's place in the box, in CSS pixels. @param {MouseEvent} event */
    position(event) {
      const { left, top } = box.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    },
    dispose() {
      resized.disconnect();
      if (coming) cancelAnimationFrame(coming);
    },
  };
}
