// The picture of a view as a file: for the dialog, and for programs.

import { SentenceError } from '../engine/errors.js';
import { bitmapFigure, svgFigure, usualTitle } from './figure.js';

/** @typedef {import('../engine/records.js').Frame} Frame */
/** @typedef {import('./types.js').ImageOptions} ImageOptions */
/** @typedef {Required<ImageOptions>} Image */
/**
 * @typedef {object} Drawing
 * @property {import('../i18n/types.js').Translator} t
 * @property {() => Frame|null} frame
 * @property {<T>(theme: 'light'|'dark', draw: (picture: import('../plot/types.js').Picture) => T) => T|null} drawn
 * @property {() => 'light'|'dark'} theme
 */

/** In CSS pixels. */
export const WIDTH = Object.freeze({ min: 320, max: 4000 });
export const HEIGHT = Object.freeze({ min: 240, max: 4000 });
export const SCALE = Object.freeze({ min: 1, max: 4 });
/** Not every browser has a canvas of more pixels than this. */
const MOST_PIXELS = 2 ** 26;

const within = (/** @type {number} */ value, /** @type {{min: number, max: number}} */ { min, max }) =>
  Math.min(max, Math.max(min, value));

/** The options brought into range, with the usual values for missing ones. @param {ImageOptions} options @param {Drawing} drawing @param {Frame} frame @returns {Image} */
export function imageOf(options, { t, theme }, frame) {
  const number = (/** @type {number|undefined} */ value, /** @type {number} */ usual) =>
    typeof value === 'number' && Number.isFinite(value) ? value : usual;
  const width = Math.round(within(number(options.width, 1200), WIDTH));
  const height = Math.round(within(number(options.height, 760), HEIGHT));
  const scale = Math.min(within(number(options.scale, 2), SCALE), Math.sqrt(MOST_PIXELS / (width * height)));
  return {
    width,
    height,
    scale,
    theme: options.theme === 'light' || options.theme === 'dark' ? options.theme : theme(),
    title: typeof options.title === 'string' ? options.title : usualTitle(t, frame),
    caption: options.caption !== false,
  };
}

/** @param {Drawing} drawing @param {Frame} frame @param {Image} image */
const figureOf = ({ t }, frame, { width, height, theme, title, caption }) => ({
  size: { width, height },
  theme,
  title,
  caption,
  frame,
  t,
});

/** The picture on a canvas. @param {Drawing} drawing @param {Frame} frame @param {Image} image @returns {HTMLCanvasElement|null} null where the view has no picture */
export function imageCanvas(drawing, frame, image) {
  return drawing.drawn(image.theme, (picture) => bitmapFigure(figureOf(drawing, frame, image), picture, image.scale));
}

/**
 * The picture as a file. Rejects with a sentence where there is none.
 * @param {Drawing|null} drawing null: of an element that was taken out of its page meanwhile
 * @param {'png'|'svg'} type @param {ImageOptions} [options] @returns {Promise<Blob>}
 */
export async function imageBlob(drawing, type, options = {}) {
  if (type !== 'png' && type !== 'svg')
    throw new TypeError(`exportImage makes "png" or "svg", not ${JSON.stringify(type)}`);
  if (!drawing) throw new SentenceError('error.export.gone', {});
  const frame = drawing.frame();
  const image = frame && imageOf(options, drawing, frame);
  if (!frame || !image) throw new SentenceError('error.export.picture', {});
  if (type === 'svg') {
    const text = drawing.drawn(image.theme, (picture) => svgFigure(figureOf(drawing, frame, image), picture));
    if (text === null) throw new SentenceError('error.export.picture', {});
    return new Blob([text], { type: 'image/svg+xml' });
  }
  const canvas = imageCanvas(drawing, frame, image);
  if (!canvas) throw new SentenceError('error.export.picture', {});
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new SentenceError('error.export.large', {}))), 'image/png'),
  );
}
