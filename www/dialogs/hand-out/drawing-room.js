// Room to draw a guess with a pencil: an empty diagram, an axis of values, a row of boxes for codes.

import { number } from '../../numbers/format.js';
import { svg } from '../../controls/dom.js';

/** In CSS pixels, as wide as the column of text. */
const WIDTH = 340;
const LETTER = 10;

/** @param {string} name @param {number} height @param {...SVGElement} parts */
function room(name, height, ...parts) {
  return svg(
    'svg',
    { class: 'drawing-room', viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': name },
    ...parts,
  );
}
/** @param {string} words @param {number} x @param {number} y @param {'start'|'middle'|'end'} anchor */
function text(words, x, y, anchor = 'middle') {
  const element = svg('text', { x, y, 'text-anchor': anchor, 'font-size': LETTER });
  element.textContent = words;
  return element;
}
/** @param {string} d @param {string} [kind] */
const path = (d, kind = 'axis') => svg('path', { d, class: kind });

/**
 * A diagram without its curve: the points along the axis, decibels upwards.
 * @param {{name: string, labels: readonly string[], axis: string, range: readonly [number, number]}} what
 */
export function emptyCurve({ name, labels, axis, range: [lo, hi] }) {
  const [left, right, top, bottom, height] = [34, WIDTH - 6, 15, 106, 134];
  const x = (/** @type {number} */ i) => left + ((right - left) * (i + 0.5)) / labels.length;
  const y = (/** @type {number} */ value) => bottom - ((bottom - top) * (value - lo)) / (hi - lo);
  return room(
    name,
    height,
    ...ticks(lo, hi, 5).flatMap((value) => [
      path(`M${left} ${y(value)}H${right}`, 'grid'),
      text(number(value, { trim: true }), left - 4, y(value) + 3.5, 'end'),
    ]),
    ...labels.flatMap((label, i) => [path(`M${x(i)} ${top}V${bottom}`, 'grid'), text(label, x(i), bottom + 13)]),
    path(`M${left} ${top}V${bottom}H${right}`),
    text('SQNR (dB)', 2, 9, 'start'),
    text(axis, (left + right) / 2, height - 4),
  );
}

/** The axis of the data without anything on it. @param {{name: string, range: readonly [number, number]}} what */
export function emptyLine({ name, range: [lo, hi] }) {
  const [left, right, line, height] = [14, WIDTH - 14, 40, 58];
  const x = (/** @type {number} */ value) => left + ((right - left) * (value - lo)) / (hi - lo);
  return room(
    name,
    height,
    path(`M${left} ${line}H${right}`),
    ...ticks(lo, hi, 8).flatMap((value) => [
      path(`M${x(value)} ${line}v5`),
      text(number(value, { digits: 3, trim: true }), x(value), line + 16),
    ]),
  );
}

/** A box for each code. @param {{name: string, labels: readonly string[]}} what */
export function emptyBoxes({ name, labels }) {
  const rows = Math.ceil(labels.length / 16);
  const columns = Math.ceil(labels.length / rows);
  const side = Math.min(24, (WIDTH - 4) / columns);
  return room(
    name,
    rows * (side + 16),
    ...labels.flatMap((label, i) => {
      const [left, top] = [2 + (i % columns) * side, 1 + Math.floor(i / columns) * (side + 16)];
      return [
        svg('rect', { class: 'axis', x: left, y: top, width: side, height: side }),
        text(label, left + side / 2, top + side + 11),
      ];
    }),
  );
}

/** Round numbers in a range, at most so many. @param {number} lo @param {number} hi @param {number} most */
export function ticks(lo, hi, most) {
  const raw = (hi - lo) / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= raw) ?? 10);
  const found = [];
  for (let i = Math.ceil(lo / step); i * step <= hi + step * 1e-9; i += 1)
    found.push(Number((i * step).toPrecision(12)));
  return found;
}
