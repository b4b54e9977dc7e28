// The Stream view: the rows of the data as batches over time, quantized with four scales: calibrated on the first batches, on all, as
// a moving average, and for each batch by itself.
//
// ← → go a batch back and on, page keys a tenth of the stream, Home and End to its ends; the space bar plays and pauses. A drag on
// the picture scrubs. While it plays or is dragged the time is the view's own; the state has it when it comes to rest.

import { scrollBox } from '../../controls/scroll-box.js';
import { decibels, difference, number, percent } from '../../numbers/format.js';
import { button, numberField, roleChoice } from '../../controls/controls.js';
import { h, setPlace, setText, svg } from '../../controls/dom.js';
import { followDrag } from '../../plot/drag.js';
import { liveSentence } from '../../controls/live-sentence.js';
import { table } from '../../panels/tables.js';
import { sliderPlot } from '../../plot/slider-plot.js';
import { plotMaps } from '../../plot/plot-map.js';
import { CALIBRATIONS, KEYS, batchOf, endsOf } from './index.js';
import { player } from './play.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('./index.js').StreamAnswer} StreamAnswer */
/** @typedef {import('./index.js').StreamState} StreamState */

/** Most rows of a table behind the picture. */
const ROWS = 400;

const short = (/** @type {number} */ value) => number(value, { digits: 4, trim: true });
/** An SQNR; a batch without signal and error has none. @param {number} value */
const inDecibels = (value) => (Number.isNaN(value) ? '–' : decibels(value));

/** The name of a calibration. @param {import('../../i18n/types.js').Translator} t @param {typeof CALIBRATIONS[number]} name @param {StreamAnswer} answer */
function nameOf(t, name, { seen, average }) {
  return t(`stream.name.${name}`, { first: seen, constant: short(average) });
}

/** Which rows a batch has. @param {import('../../i18n/types.js').Translator} t @param {StreamAnswer} answer @param {number} rows of the data @param {number} time */
function rowsOf(t, answer, rows, time) {
  const [from, to] = [time * answer.rows, Math.min(rows, (time + 1) * answer.rows) - 1];
  return from === to ? t('stream.row', { row: from }) : t('stream.rows', { from, to });
}

/** Cells of a calibration: range, scale, SQNR and clipped share of a batch, then both of the whole. @param {StreamAnswer} answer @param {typeof CALIBRATIONS[number]} name @param {number} time */
function cells(answer, name, time) {
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

/** Rows of a table of all batches under one calibration. @param {StreamAnswer} answer @param {typeof CALIBRATIONS[number]} name @param {number} step batches between two rows */
function history(answer, name, step) {
  const rows = [];
  for (let time = 0; time < answer.count; time += step)
    rows.push([String(time), ...cells(answer, name, time).slice(0, 4)]);
  return rows;
}

/** The numbers of one batch and of the whole stream under all four calibrations; also the key to the picture's lines. @param {{t: import('../../i18n/types.js').Translator}} context */
function streamTable({ t }) {
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
      const words = { batch: time, rows: rowsOf(t, answer, rowCount, time), lo: short(lo), hi: short(hi) };
      setText(caption, t(Number.isNaN(lo) ? 'stream.batch.empty' : 'stream.batch', words));
      for (const name of CALIBRATIONS) {
        const { label, values } = /** @type {{label: HTMLElement, values: HTMLElement[]}} */ (rows.get(name));
        setText(label, nameOf(t, name, answer));
        cells(answer, name, time).forEach((text, i) => setText(values[i], text));
      }
    },
  };
}

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function streamView({ t, set, wanted, drawing, look, recover }) {
  /** @type {Frame|null} */
  let frame = null;
  /** @type {StreamAnswer|null} */
  let answer = null;
  let time = 0;
  /** The time last asked for. */
  let lastAsked = 0;
  let held = false;
  /** Range, scale, SQNR, clipped. @type {import('../../plot/plot-map.js').PlotMap[]} */
  let maps = [];

  const cursors = [0, 1, 2, 3].map(() => svg('line', { class: 'cursor', hidden: '' }));
  const picture = sliderPlot({ label: t('stream.plot'), draw, recover, over: cursors, keys, press });
  const live = liveSentence();
  const numbers = streamTable({ t });
  const how = h('p', { class: 'hint' });

  const scheme = roleChoice({
    label: t('stream.scheme'),
    name: 'stream-scheme',
    onChange: (value) => set({ scheme: value }),
  });
  const fields = /** @type {const} */ (['batch', 'first', 'average']).map((name) => {
    const { min, max } = KEYS[name];
    const step = name === 'average' ? 'any' : '1';
    return {
      name,
      ...numberField({
        label: t(`stream.field.${name}`),
        name: `stream-${name}`,
        min,
        max,
        step,
        onChange: (value) => set({ [name]: value }),
      }),
    };
  });

  const play = button({ text: '', name: 'stream-play', onClick: () => plays.toggle() });
  const back = button({ text: '◂', name: 'stream-back', title: t('stream.back'), onClick: () => rest(time - 1) });
  const on = button({ text: '▸', name: 'stream-on', title: t('stream.on'), onClick: () => rest(time + 1) });
  const scrub = h('input', {
    type: 'range',
    min: '0',
    step: '1',
    'aria-label': t('stream.time'),
    'data-control': 'stream-time',
  });
  // A screen reader hears the time from the sliders, not for every picture while it plays.
  const place = h('output', { class: 'value', 'aria-live': 'off' });
  scrub.addEventListener('input', () => {
    plays.pause();
    held = true;
    show(Number(scrub.value));
  });
  scrub.addEventListener('change', () => rest(Number(scrub.value)));

  const stillness = matchMedia('(prefers-reduced-motion: reduce)');
  const plays = player({
    count: () => answer?.count ?? 0,
    now: () => time,
    go: show,
    seen: () => picture.box.isConnected,
    reduced: () => stillness.matches,
    changed(playing) {
      showPlaying(playing);
      if (!playing) set({ time });
    },
  });
  /** @param {boolean} playing */
  function showPlaying(playing) {
    setText(play, `${playing ? '❚❚' : '▶'} ${t(playing ? 'stream.pause' : 'stream.play')}`);
  }

  /** Shows a time for now. @param {number} asked */
  function show(asked) {
    if (!answer || !frame) return;
    time = Math.min(answer.count - 1, Math.max(0, asked));
    scrub.value = String(time);
    setText(place, t('stream.place', { batch: time, last: answer.count - 1 }));
    scrub.setAttribute('aria-valuetext', place.textContent ?? '');
    back.disabled = time === 0;
    on.disabled = time === answer.count - 1;
    numbers.update(answer, frame.data.rows, time);
    if (!plays.playing()) picture.describe({ min: 0, max: answer.count - 1, now: time, text: sentence() });
    mark();
  }
  /** Stops at a time. @param {number} asked */
  function rest(asked) {
    plays.pause();
    held = false;
    show(asked);
    set({ time });
  }
  /** The batch in words. */
  function sentence() {
    if (!answer) return '';
    const shown = answer;
    const each = CALIBRATIONS.map((name) => {
      const { sqnr, clipped } = batchOf(shown, name, time);
      return t('stream.each', { name: nameOf(t, name, shown), sqnr: decibels(sqnr), clipped: percent(clipped) });
    });
    return t('ui.headed', { head: place.textContent ?? '', text: each.join(' ') });
  }
  /** What the whole stream comes to. */
  function summary() {
    if (!answer) return '';
    if (answer.count === 1) return t('stream.one');
    const { first, all, average, dynamic } = answer.courses;
    const gain = dynamic.sqnr_db - all.sqnr_db;
    const words = {
      count: answer.count,
      first: answer.seen,
      dynamic: decibels(dynamic.sqnr_db),
      clipped: percent(first.clipped),
      averaged: percent(average.clipped),
    };
    return Number.isFinite(gain)
      ? t('stream.says', { ...words, gain: difference(gain, decibels) })
      : t('stream.says.exact', words);
  }
  function mark() {
    for (const [i, cursor] of cursors.entries()) {
      const map = maps[i];
      cursor.toggleAttribute('hidden', !map);
      if (map) setPlace(cursor, { x1: map.xOf(time), x2: map.xOf(time), y1: map.top, y2: map.bottom });
    }
  }

  /** The batch under a pointer, in whichever plot is nearest. @param {MouseEvent} event */
  function under(event) {
    const { x, y } = picture.position(event);
    const away = (/** @type {import('../../plot/plot-map.js').PlotMap} */ { left, right, top, bottom }) =>
      Math.max(left - x, x - right, 0) + Math.max(top - y, y - bottom, 0);
    const nearest = maps.reduce((best, map) => (away(map) < away(best) ? map : best), maps[0]);
    return Math.round(nearest.valueAt(x));
  }
  /** @param {PointerEvent} event */
  function press(event) {
    if (maps.length === 0) return false;
    plays.pause();
    held = true;
    show(under(event));
    followDrag(picture.plot, event, {
      move: (to) => show(under(to)),
      drop: (to) => rest(to.type === 'pointercancel' ? time : under(to)),
    });
    return true;
  }
  function keys() {
    if (!answer) return null;
    const last = answer.count - 1;
    const far = Math.max(1, Math.round(answer.count / 10));
    return {
      ArrowLeft: () => rest(time - 1),
      ArrowDown: () => rest(time - 1),
      ArrowRight: () => rest(time + 1),
      ArrowUp: () => rest(time + 1),
      PageDown: () => rest(time - far),
      PageUp: () => rest(time + far),
      Home: () => rest(0),
      End: () => rest(last),
      ' ': plays.toggle,
    };
  }

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function draw(canvas, scale) {
    if (!frame || !answer) return;
    const shown = answer;
    const { first, all, average, dynamic } = shown.courses;
    const record = {
      look: look(scale),
      seen: shown.seen,
      courses: CALIBRATIONS.map((name) => ({ label: t(`stream.label.${name}`, { first: shown.seen }) })),
      titles: ['range', 'scale', 'sqnr', 'clipped'].map((key) => t(`figure.stream.${key}`)),
      time: t('figure.stream.time'),
    };
    const found = drawing().draw_stream(
      canvas,
      record,
      shown.ends,
      first.numbers,
      all.numbers,
      average.numbers,
      dynamic.numbers,
    );
    maps = plotMaps(found, scale);
    mark();
    return t('stream.picture', { data: frame.data.text, scheme: shown.scheme });
  }

  return {
    picture,
    element: h(
      'section',
      { class: 'stream-view', 'aria-label': t('ui.view.stream') },
      h('div', { class: 'tools row' }, scheme.element, ...fields.map(({ element }) => element)),
      picture.stage(),
      h('div', { class: 'row transport' }, play, back, on, scrub, place),
      h('div', { class: 'batch-facts' }, numbers.element, live.element, how),
    ),
    /** @param {StreamState} state */
    update(next, state, answered) {
      frame = next;
      answer = answered;
      scheme.update(state.scheme);
      for (const { name, update } of fields) update(state[name]);
      if (!answer) return;
      scrub.max = String(answer.count - 1);
      play.disabled = answer.count === 1;
      // Keys can be quicker than frames: the time last asked for counts.
      const asked = Number(wanted().time);
      if (asked !== lastAsked && asked !== time) plays.dispose();
      lastAsked = asked;
      showPlaying(plays.playing());
      show(plays.playing() || held ? time : asked);
      picture.draw();
      live.say(summary());
      const words = {
        letter: state.scheme.toUpperCase(),
        scheme: answer.scheme,
        rows: answer.rows,
        asked: answer.batch,
        constant: number(answer.average, { trim: true }),
      };
      setText(
        how,
        [t('stream.how', words), ...(answer.rows > answer.batch ? [t('stream.raised', words)] : [])].join(' '),
      );
    },
    pause: plays.pause,
    tables() {
      if (!answer) return [];
      const shown = answer;
      const step = Math.ceil(shown.count / ROWS);
      const head = [
        t('figure.stream.time'),
        ...['range', 'scale', 'sqnr', 'clipped'].map((key) => t(`stream.column.${key}`)),
      ];
      return CALIBRATIONS.map((name) => table(nameOf(t, name, shown), head, history(shown, name, step)));
    },
    dispose() {
      plays.dispose();
      picture.dispose();
    },
  };
}
