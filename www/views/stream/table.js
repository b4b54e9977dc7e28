// The numbers of a stream: of one batch and of the whole, under each calibration.

import { decibels, number, percent } from '../../numbers/format.js';
import { h, setText, svg } from '../../controls/dom.js';
import { scrollBox } from '../../controls/scroll-box.js';
import { CALIBRATIONS, batchOf, endsOf } from './index.js';

/** @typedef {import('./index.js').StreamAnswer} StreamAnswer */

export const short = (/** @type {number} */ value) => number(value, { digits: 4, trim: true });
/** An SQNR; a batch without signal and error has none. @param {number} value */
export const inDecibels = (value) => (Number.isNaN(value) ? '–' : decibels(value));

/** The name of a calibration. @param {import('../../i18n/types.js').Translator} t @param {typeof CALIBRATIONS[number]} name @param {StreamAnswer} answer */
export function nameOf(t, name, { seen, average }) {
  return t(`stream.name.${name}`, { first: seen, constant: short(average) });
}

/** The first and the last row of a batch. @param {StreamAnswer} answer @param {number} rows of the data @param {number} time */
export function rowsOf(answer, rows, time) {
  return [time * answer.rows, Math.min(rows, (time + 1) * answer.rows) - 1];
}

/** Which rows a batch has, in words. @param {import('../../i18n/types.js').Translator} t @param {StreamAnswer} answer @param {number} rows of the data @param {number} time */
function rowsText(t, answer, rows, time) {
  const [from, to] = rowsOf(answer, rows, time);
  return from === to ? t('stream.row', { row: from }) : t('stream.rows', { from, to });
}

/** Cells of a calibration: range, scale, SQNR and clipped share of a batch, then both of the whole. @param {StreamAnswer} answer @param {typeof CALIBRATIONS[number]} name @param {number} time */
export function cells(answer, name, time) {
  const { alpha, beta, scale, sqnr, clipped } = batchOf(answer, name, time);
  const whole = answer.courses[name];
  return [
    `${short(alpha)} … ${short(beta)}`,
    short(scale),
    inDecibels(sqnr),
    percent(clipped),
    inDecibels(whole.sqnr_db),
    percent(whole.clipped),
  ];
}

/** Rows of a table of all batches, which are counted from 1, under one calibration. @param {StreamAnswer} answer @param {typeof CALIBRATIONS[number]} name @param {number} step batches between two rows */
export function history(answer, name, step) {
  const rows = [];
  for (let time = 0; time < answer.count; time += step)
    rows.push([String(time + 1), ...cells(answer, name, time).slice(0, 4)]);
  return rows;
}

/** The numbers of one batch and of the whole stream under all four calibrations; also the key to the picture's lines. @param {{t: import('../../i18n/types.js').Translator}} context */
export function streamTable({ t }) {
  const caption = h('caption');
  const body = h('tbody');
  const column = (/** @type {string} */ text, span = 1, scope = 'col') => h('th', { scope, text, colSpan: span });
  const head = h(
    'thead',
    {},
    h('tr', {}, h('td'), column(t('stream.this'), 4, 'colgroup'), column(t('stream.whole'), 2, 'colgroup')),
    h(
      'tr',
      {},
      h('td'),
      ...['range', 'scale', 'sqnr', 'clipped', 'sqnr', 'clipped'].map((key) => column(t(`stream.column.${key}`))),
    ),
  );
  const rows = new Map(
    CALIBRATIONS.map((name) => {
      const line = svg(
        'svg',
        { class: `line-key ${name}`, width: 26, height: 8, 'aria-hidden': 'true' },
        svg('line', { x1: 1, x2: 25, y1: 4, y2: 4 }),
      );
      const label = h('span');
      const values = Array.from({ length: 6 }, () => h('td'));
      body.append(h('tr', { 'data-calibration': name }, h('th', { scope: 'row' }, line, label), ...values));
      return [name, { label, values }];
    }),
  );
  return {
    element: scrollBox(
      t('ui.view.stream'),
      h('table', { class: 'stream-table', 'data-control': 'stream-table' }, caption, head, body),
    ),
    /** @param {StreamAnswer} answer @param {number} rowCount of the data @param {number} time */
    update(answer, rowCount, time) {
      const [lo, hi] = endsOf(answer, time);
      const words = { batch: time + 1, rows: rowsText(t, answer, rowCount, time), lo: short(lo), hi: short(hi) };
      setText(caption, t(Number.isNaN(lo) ? 'stream.batch.empty' : 'stream.batch', words));
      for (const name of CALIBRATIONS) {
        const { label, values } = /** @type {{label: HTMLElement, values: HTMLElement[]}} */ (rows.get(name));
        setText(label, nameOf(t, name, answer));
        cells(answer, name, time).forEach((text, i) => setText(values[i], text));
      }
    },
  };
}
