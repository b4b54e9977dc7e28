// The Stream view: the rows of the data as batches over time, quantized with four scales: calibrated on the first batches, on all, as
// a moving average, and for each batch by itself. Rows that do not drift by themselves are made to, and a sentence says so.
//
// ← → go a batch back and on, page keys a tenth of the stream, Home and End to its ends; the space bar plays and pauses. A drag on
// the picture scrubs. While it plays or is dragged the time is the view's own; the state has it when it comes to rest.

import { count, number, percent } from '../../numbers/format.js';
import { joined } from '../../i18n/index.js';
import { button, numberField, roleChoice } from '../../controls/controls.js';
import { h, setPlace, setText, settle, svg } from '../../controls/dom.js';
import { followDrag } from '../../plot/drag.js';
import { liveSentence } from '../../controls/live-sentence.js';
import { table } from '../../panels/tables.js';
import { sliderPlot } from '../../plot/slider-plot.js';
import { plotMaps } from '../../plot/plot-map.js';
import { CALIBRATIONS, KEYS, batchOf, openingTime } from './index.js';
import { player } from './play.js';
import { history, inDecibels, nameOf, rowsOf, short, streamTable } from './table.js';
import { batchText, placeText, summary } from './words.js';
import { letterOf } from '../../state/roles.js';
import { STORED, unlessStored } from '../stored.js';
import { style } from './style.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('./index.js').StreamAnswer} StreamAnswer */
/** @typedef {import('./index.js').StreamState} StreamState */

/** As short as a bracket's label should be. */
const rough = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });
/** Most rows of a table behind the picture. */
const ROWS = 400;

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function streamView({ t, set, wanted, drawing, look, recover, quiet }) {
  /** @type {Frame|null} */
  let frame = null;
  /** @type {StreamAnswer|null} */
  let answer = null;
  let time = 0;
  /** The time last asked for. */
  let lastAsked = 0;
  let held = false;
  /** The strips over time: range, SQNR. @type {import('../../plot/plot-map.js').PlotMap[]} */
  let maps = [];

  const cursors = [0, 1].map(() => svg('line', { class: 'cursor', hidden: '' }));
  const picture = sliderPlot({ label: t('stream.plot'), draw, recover, over: cursors, keys, press, quiet });
  const live = liveSentence();
  const numbers = streamTable({ t });
  const how = h('p', { class: 'hint' });
  const begin = h('p', { class: 'hint' });
  const drift = h('p', { class: 'drift' });

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

  const play = button({ text: '', name: 'stream-play', onClick: toggle });
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
  /** What stands still since the view was opened plays from the beginning. */
  function toggle() {
    if (!plays.playing() && wanted().time === '') show(0);
    plays.toggle();
  }
  /** @param {boolean} playing */
  function showPlaying(playing) {
    setText(play, `${playing ? '❚❚' : '▶'} ${t(playing ? 'stream.pause' : 'stream.play')}`);
  }

  /** Shows a time for now. @param {number} asked */
  function show(asked) {
    if (!answer || !frame) return;
    time = Math.min(answer.count - 1, Math.max(0, asked));
    scrub.value = String(time);
    setText(place, placeText(t, answer, time));
    scrub.setAttribute('aria-valuetext', place.textContent ?? '');
    back.disabled = time === 0;
    on.disabled = time === answer.count - 1;
    numbers.update(answer, frame.data.rows, time);
    picture.schedule();
    if (!plays.playing())
      picture.describe({ min: 0, max: answer.count - 1, now: time, text: batchText(t, answer, time) });
    mark();
  }
  /** Stops at a time. @param {number} asked */
  function rest(asked) {
    plays.pause();
    held = false;
    show(asked);
    set({ time });
  }
  /** Says whether the rows drift by themselves, and offers the other way. */
  function sayDrift() {
    if (!answer || answer.count === 1 || !(answer.grown > 1 || answer.steady)) {
      settle(drift, []);
      return;
    }
    const grows = answer.grown > 1;
    const text = t(answer.steady ? (grows ? 'stream.grows' : 'stream.steady') : 'stream.grows.more', {
      factor: short(answer.grown),
    });
    const other = button({
      text: t(grows ? 'stream.grow.off' : 'stream.grow.on'),
      name: 'stream-drift',
      onClick: () => set({ drift: grows ? 1 : '' }),
    });
    settle(drift, [h('span', { text }), other]);
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
    followDrag(picture.plot, event, { move: (to) => show(under(to)), drop: (to) => rest(under(to)) });
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
      ' ': toggle,
    };
  }

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function draw(canvas, scale) {
    if (!frame || !answer) return;
    const shown = answer;
    const { first, all, average, dynamic } = shown.courses;
    const batch = Math.min(shown.count - 1, time);
    const [from, to] = rowsOf(shown, frame.data.rows, batch);
    const record = {
      look: look(scale),
      time: batch,
      seen: shown.seen,
      counted: shown.counted,
      courses: CALIBRATIONS.map((name) => {
        const { alpha, beta, sqnr, clipped } = batchOf(shown, name, batch);
        return {
          name: nameOf(t, name, shown),
          label: t(`stream.label.${name}`, { first: shown.seen }),
          says: [
            `${rough(alpha)} … ${rough(beta)}`,
            inDecibels(sqnr),
            clipped > 0 ? t('figure.stream.clipped', { share: percent(clipped) }) : t('figure.stream.unclipped'),
          ],
        };
      }),
      measure: t('stream.column.sqnr'),
      titles: [
        t('figure.stream.batch', { batch: batch + 1, count: count((to - from + 1) * frame.data.columns) }),
        ...['range', 'sqnr', 'time'].map((key) => t(`figure.stream.${key}`)),
      ],
    };
    const [, ...strips] = drawing().draw_stream(
      canvas,
      record,
      shown.ends,
      shown.counts,
      [first, all, average, dynamic].map(({ numbers }) => numbers),
    );
    maps = plotMaps(strips, scale);
    mark();
    return t('stream.picture', { data: frame.data.text, scheme: shown.scheme });
  }

  return unlessStored(
    {
      style,
      picture,
      element: h(
        'section',
        { class: 'stream-view', 'aria-label': t('ui.view.stream') },
        h('div', { class: 'tools row' }, scheme.element, ...fields.map(({ element }) => element)),
        h('div', { class: 'begin' }, begin, drift),
        picture.stage(),
        h('div', { class: 'row transport' }, play, back, place, on, scrub),
        h('div', { class: 'batch-facts' }, live.element, numbers.element, how),
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
        const { time: place } = wanted();
        const asked = place === '' ? openingTime(answer) : Number(place);
        if (asked !== lastAsked && asked !== time) plays.dispose();
        lastAsked = asked;
        showPlaying(plays.playing());
        show(plays.playing() || held ? time : asked);
        picture.draw();
        sayDrift();
        live.say(summary(t, answer));
        const words = {
          letter: state.scheme.toUpperCase(),
          scheme: answer.scheme,
          rows: answer.rows,
          asked: answer.batch,
          constant: number(answer.average, { trim: true }),
        };
        setText(begin, t('stream.begin', words));
        setText(
          how,
          joined([t('stream.how', words), ...(answer.rows > answer.batch ? [t('stream.raised', words)] : [])]),
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
    },
    (_, state) => (state[state.scheme] === STORED ? t('stored.stream', { letter: letterOf(state.scheme) }) : ''),
  );
}
