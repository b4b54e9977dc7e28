// A canvas that records a picture as SVG. The crate's backend (src/web/canvas.rs) draws on it as on any other, so a file shows what the
// page shows, with its text as text, and the wasm needs no second backend.
//
// It has only those calls and properties of a 2d context that the backend uses.

import { h, svg } from '../controls/dom.js';

/** Measures letters, as a real canvas does. @type {CanvasRenderingContext2D|null} */
let ruler = null;

const ANCHORS = { left: 'start', center: 'middle', right: 'end' };

/** A coordinate, to the hundredth of a pixel. @param {number} value */
const at = (value) => String(Math.round(value * 100) / 100);

/** A CSS colour of the backend as a paint of SVG; alpha stands apart, because not every program reads it in a colour. @param {string} color @param {'fill'|'stroke'} how */
function paint(color, how) {
  const [, r, g, b, alpha] = /^rgba?\((\d+),(\d+),(\d+)(?:,([\d.e-]+))?\)$/.exec(color) ?? [];
  return { fill: 'none', [how]: `rgb(${r},${g},${b})`, ...(alpha === undefined ? {} : { [`${how}-opacity`]: alpha }) };
}

class SvgContext {
  fillStyle = '';
  strokeStyle = '';
  lineWidth = 1;
  lineJoin = 'round';
  font = '';
  /** @type {keyof typeof ANCHORS} */
  textAlign = 'left';
  textBaseline = 'alphabetic';
  canvas;
  #root;
  /** The current path, and its circle if it is one. */
  #path = '';
  /** @type {Record<string, string>|null} */
  #circle = null;
  #transform = '';

  /** @param {SVGSVGElement} root @param {{width: number, height: number}} canvas */
  constructor(root, canvas) {
    this.#root = root;
    this.canvas = canvas;
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  fillRect(x, y, width, height) {
    this.#root.append(
      svg('rect', { x: at(x), y: at(y), width: at(width), height: at(height), ...paint(this.fillStyle, 'fill') }),
    );
  }
  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  strokeRect(x, y, width, height) {
    this.#root.append(svg('rect', { x: at(x), y: at(y), width: at(width), height: at(height), ...this.#stroke() }));
  }
  beginPath() {
    this.#path = '';
    this.#circle = null;
  }
  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.#path += `M${at(x)} ${at(y)}`;
  }
  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.#path += `L${at(x)} ${at(y)}`;
  }
  /** Only whole circles are drawn. @param {number} x @param {number} y @param {number} radius */
  arc(x, y, radius) {
    this.#circle = { cx: at(x), cy: at(y), r: at(radius) };
  }
  stroke() {
    this.#shape(this.#stroke());
  }
  fill() {
    this.#shape(paint(this.fillStyle, 'fill'));
  }
  /** @param {string} text @param {number} x @param {number} y */
  fillText(text, x, y) {
    const [, style, weight, size, family] = /^(italic )?(bold )?([\d.]+)px (.+)$/.exec(this.font) ?? [];
    const face = {
      'font-size': size,
      'font-family': family,
      ...(weight && { 'font-weight': 'bold' }),
      ...(style && { 'font-style': 'italic' }),
    };
    const place = {
      x: at(x),
      y: at(y),
      'text-anchor': ANCHORS[this.textAlign],
      ...(this.#transform && { transform: this.#transform }),
    };
    this.#root.append(
      svg('text', { ...place, ...face, ...paint(this.fillStyle, 'fill') }, document.createTextNode(visible(text))),
    );
  }
  /** @param {string} text */
  measureText(text) {
    ruler ??= h('canvas').getContext('2d');
    if (!ruler) return { width: 0 };
    ruler.font = this.font;
    return ruler.measureText(text);
  }
  save() {}
  restore() {
    this.#transform = '';
  }
  /** @param {number} x @param {number} y */
  translate(x, y) {
    this.#transform = `translate(${at(x)} ${at(y)})`;
  }
  /** @param {number} angle in radians */
  rotate(angle) {
    this.#transform += ` rotate(${at((angle * 180) / Math.PI)})`;
  }
  /** @param {ImageData} image @param {number} x @param {number} y */
  putImageData(image, x, y) {
    const { width, height } = image;
    const pixels = h('canvas', { width, height });
    pixels.getContext('2d')?.putImageData(image, 0, 0);
    this.#root.append(
      svg('image', {
        x: at(x),
        y: at(y),
        width,
        height,
        href: pixels.toDataURL('image/png'),
        'image-rendering': 'pixelated',
      }),
    );
  }

  #stroke() {
    return {
      'stroke-width': at(this.lineWidth),
      'stroke-linejoin': this.lineJoin,
      ...paint(this.strokeStyle, 'stroke'),
    };
  }
  /** @param {Record<string, string>} how */
  #shape(how) {
    this.#root.append(
      this.#circle ? svg('circle', { ...this.#circle, ...how }) : svg('path', { d: this.#path, ...how }),
    );
  }
}

/**
 * A canvas to be drawn on once, and the SVG element that then holds the picture.
 * @param {number} width @param {number} height in CSS pixels
 */
export function svgCanvas(width, height) {
  const element = svg('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' });
  const canvas = { width, height };
  const context = new SvgContext(element, canvas);
  return {
    element,
    canvas: /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ ({ ...canvas, getContext: () => context })),
  };
}

/** Replaces characters that XML cannot hold, such as halves of surrogate pairs. @param {string} text */
export function visible(text) {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
