// A picture with its title, its strings and the main numbers, for a file: as SVG, with all text as text, or on a canvas.
//
// Both are written by the same calls of a 2d context. Nothing is loaded, so a Content-Security-Policy cannot forbid it.

import { count, decibels, number, percent } from '../numbers/format.js';
import { svgCanvas, visible } from '../plot/svg-canvas.js';
import { h, svg } from '../controls/dom.js';
import { bits } from '../numbers/measures.js';
import { ROLES, letterOf } from '../state/roles.js';

/** @typedef {import('../engine/records.js').Frame} Frame */
/** @typedef {import('../plot/types.js').Size} Size */
/** @typedef {Pick<CanvasRenderingContext2D, 'fillStyle'|'font'|'textAlign'|'fillText'|'measureText'|'fillRect'>} Context */
/**
 * @typedef {object} Figure
 * @property {Size} size of everything, in CSS pixels
 * @property {'light'|'dark'} theme
 * @property {string} title empty for none
 * @property {boolean} caption whether strings and numbers stand under the picture
 * @property {Frame} frame
 * @property {import('../i18n/types.js').Translator} t
 */

const FAMILY = 'system-ui, sans-serif';
const MARGIN = 16;
const TITLE = { size: 17, line: 23 };
const TEXT = { size: 13, line: 19 };
const GAP = 18;
/** The least height of the picture itself. */
const LEAST = 120;

/** The colours of src/figure/theme.rs. */
const COLORS = Object.freeze({
  light: {
    background: 'rgb(255,255,255)',
    ink: 'rgb(27,30,35)',
    muted: 'rgb(92,99,110)',
    a: 'rgb(0,106,166)',
    b: 'rgb(176,77,0)',
  },
  dark: {
    background: 'rgb(20,22,26)',
    ink: 'rgb(241,243,245)',
    muted: 'rgb(163,171,182)',
    a: 'rgb(98,181,234)',
    b: 'rgb(245,151,85)',
  },
});

const short = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });

/** The main numbers of the scoreboard. @type {readonly [string, (metrics: import('../engine/records.js').Measures) => string][]} */
const NUMBERS = [
  ['sqnr_db', ({ sqnr_db: sqnr }) => decibels(sqnr)],
  ['mse', ({ mse }) => short(mse)],
  ['max_abs_error', ({ max_abs_error: most }) => short(most)],
  ['clipped', ({ clipped }) => percent(clipped)],
  ['zeroed', ({ zeroed }) => percent(zeroed)],
  ['codes_used', ({ codes_used: used, codes_total: total }) => `${count(used)} / ${count(total)}`],
  ['bits_per_value', (metrics) => bits(metrics.bits_per_value)],
];

/** @typedef {{text: string, color: string, bold?: boolean, x: number, align?: CanvasTextAlign}} Run */
/** @typedef {{size: number, height: number, runs: Run[]}} Line */

const fontOf = (/** @type {number} */ size, /** @type {boolean|undefined} */ bold) =>
  `${bold ? 'bold ' : ''}${size}px ${FAMILY}`;

/** Breaks a text that is too wide: after a blank or a colon, or else anywhere. @param {(text: string) => number} widthOf @param {string} text @param {number} most */
function broken(widthOf, text, most) {
  /** @type {string[]} */
  const lines = [];
  let line = '';
  const pieces = text.split(/(?<=[ :])/u).flatMap((piece) => (widthOf(piece) > most ? [...piece] : [piece]));
  for (const piece of pieces) {
    if (line !== '' && widthOf((line + piece).trimEnd()) > most) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** What stands above the picture and below it. @param {Context} context @param {Figure} figure */
function texts(context, { size, theme, title, caption, frame, t }) {
  const colors = COLORS[theme];
  const room = size.width - 2 * MARGIN;
  const widthOf = (/** @type {number} */ letters, /** @type {boolean} */ bold) => (/** @type {string} */ text) => {
    context.font = fontOf(letters, bold);
    return context.measureText(text).width;
  };
  /** @param {string} text @param {string} color @param {boolean} bold @param {{size: number, line: number}} type @returns {Line[]} */
  const flow = (text, color, bold, type) =>
    broken(widthOf(type.size, bold), text, room).map((line) => ({
      size: type.size,
      height: type.line,
      runs: [{ text: line, color, bold, x: MARGIN }],
    }));
  const above = title === '' ? [] : flow(title, colors.ink, true, TITLE);
  if (!caption) return { above, below: [] };

  const rows = ROLES.map((role) => ({
    color: colors[role],
    name: `${letterOf(role)}  ${frame[role].text}`,
    cells: NUMBERS.map(([, write]) => write(frame[role].metrics)),
  }));
  const heads = NUMBERS.map(([key]) => t(`measure.${key}`));
  const plain = widthOf(TEXT.size, false);
  const widths = heads.map((head, i) => Math.max(plain(head), ...rows.map(({ cells }) => plain(cells[i]))));
  const first = Math.max(...rows.map(({ name }) => widthOf(TEXT.size, true)(name)));
  const data = flow(`${t('export.figure.data')}  ${frame.data.text}`, colors.muted, false, TEXT);
  if (first + widths.reduce((sum, width) => sum + GAP + width, 0) > room) {
    const below = rows.flatMap(({ color, name, cells }) => [
      ...flow(name, color, true, TEXT),
      ...flow(
        cells.map((cell, i) => `${heads[i]} ${cell}`.replaceAll(' ', '\u00a0')).join(' · '),
        colors.ink,
        false,
        TEXT,
      ),
    ]);
    return { above, below: [...data, ...below] };
  }
  // A table with right-aligned columns.
  let x = MARGIN + first;
  const ends = widths.map((width) => (x += GAP + width));
  const cells = (/** @type {string[]} */ row, /** @type {string} */ color) =>
    row.map((text, i) => ({ text, color, x: ends[i], align: /** @type {CanvasTextAlign} */ ('right') }));
  const line = (/** @type {Run[]} */ runs) => ({ size: TEXT.size, height: TEXT.line, runs });
  return {
    above,
    below: [
      ...data,
      line(cells(heads, colors.muted)),
      ...rows.map(({ color, name, cells: row }) =>
        line([{ text: name, color, bold: true, x: MARGIN }, ...cells(row, colors.ink)]),
      ),
    ],
  };
}

/** @param {readonly Line[]} lines */
const heightOf = (lines) => (lines.length === 0 ? 0 : lines.reduce((sum, { height }) => sum + height, 0) + 8);

/** Writes everything but the picture, and returns the picture's place. @param {Context} context @param {Figure} figure */
function write(context, figure) {
  const { size, theme } = figure;
  const { above, below } = texts(context, figure);
  context.fillStyle = COLORS[theme].background;
  context.fillRect(0, 0, size.width, size.height);
  const put = (/** @type {readonly Line[]} */ lines, /** @type {number} */ top) => {
    let y = top;
    for (const { size: letters, height, runs } of lines) {
      y += height;
      for (const { text, color, bold, x, align } of runs) {
        context.font = fontOf(letters, bold);
        context.fillStyle = color;
        context.textAlign = align ?? 'left';
        context.fillText(text, x, y - (height - letters) / 2 - 1);
      }
    }
  };
  const top = above.length > 0 ? MARGIN / 2 + heightOf(above) : 0;
  const height = Math.max(LEAST, size.height - top - (below.length > 0 ? heightOf(below) + MARGIN / 2 : 0));
  put(above, MARGIN / 2);
  put(below, top + height + MARGIN / 4);
  return { top, size: { width: size.width, height } };
}

/** The title of a picture, unless a person writes another. @param {import('../i18n/types.js').Translator} t @param {Frame} frame */
export function usualTitle(t, { data, a, b }) {
  return t('export.figure.title', { data: data.text, a: a.text, b: b.text });
}

/** @param {Figure} figure @param {import('../plot/types.js').Picture} picture @returns {string} a whole file */
export function svgFigure(figure, picture) {
  const { size, title, frame, t } = figure;
  const { element, canvas } = svgCanvas(size.width, size.height);
  const place = write(/** @type {Context} */ (canvas.getContext('2d')), figure);
  // Keeps double blanks.
  element.setAttributeNS('http://www.w3.org/XML/1998/namespace', 'xml:space', 'preserve');
  const inner = picture.svg(place.size);
  inner.setAttribute('y', String(place.top));
  inner.removeAttribute('role');
  element.prepend(
    svg('title', {}, document.createTextNode(visible(title || usualTitle(t, frame)))),
    svg(
      'desc',
      {},
      document.createTextNode(visible(`QuantScope: data=${frame.data.text} a=${frame.a.text} b=${frame.b.text}`)),
    ),
  );
  element.append(inner);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(element)}\n`;
}

/** @param {Figure} figure @param {import('../plot/types.js').Picture} picture @param {number} scale pixels in a CSS pixel */
export function bitmapFigure(figure, picture, scale) {
  const { width, height } = figure.size;
  const canvas = h('canvas', { width: Math.round(width * scale), height: Math.round(height * scale) });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.scale(scale, scale);
  const place = write(context, figure);
  context.resetTransform();
  context.drawImage(picture.bitmap(place.size, scale), 0, Math.round(place.top * scale));
  return canvas;
}
