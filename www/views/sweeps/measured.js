// Curves whose points are schemes measured one by one, beside the frames: the error of both schemes at the stops of one
// parameter, as they are and with the other symmetry, if their format has one. A kind defines the parameter (groups.js, bits.js, formats.js).
//
// A click or a drag on a curve sets that scheme's parameter; ← → do the same from the keyboard, ↑ ↓ go to the other scheme.

import { briefNotation } from '../../numbers/brief-notation.js';
import { sqnrWords } from '../../numbers/exact.js';
import { decibels, number } from '../../numbers/format.js';
import { optionsOf, segmented } from '../../controls/controls.js';
import { setPlace, svg } from '../../controls/dom.js';
import { followDrag } from '../../plot/drag.js';
import { liveSentence } from '../../controls/live-sentence.js';
import { surveyProgress } from '../../controls/survey-progress.js';
import { table } from '../../panels/tables.js';
import { plotMap } from '../../plot/plot-map.js';
import { sliderPlot } from '../../plot/slider-plot.js';
import { ROLES, letterOf } from '../../state/roles.js';
import { otherSymmetry, parsedScheme } from '../../state/schemes.js';
import { allSchemes, curveOf, curveSheet, meant, schemesAt } from './measured-curves.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('./types.js').SweepCurve} SweepCurve */
/** @typedef {import('./types.js').SweepStop} SweepStop */
/** @typedef {import('../../engine/records.js').Measures} Metrics */
/** @typedef {{role: 0|1, stop: number}} Spot */

/** Curves at most this many pixels apart run together. */
const TOGETHER = 8;
/** Pictures narrower than this have room for fewer digits. */
const NARROW = 480;

const letterAt = (/** @type {0|1} */ role) => letterOf(ROLES[role]);

/** @param {import('./types.js').SweepKind} kind @returns {(context: import('../types.js').ViewContext) => import('./types.js').Sweep} */
export const measuredSweep =
  (kind) =>
  ({ t, set, compose, wanted, drawing, look, recover, survey, quiet }) => {
    /** @type {Frame|null} */
    let frame = null;
    let mse = false;
    /** @type {SweepStop[]} */
    let stops = [];
    /** @type {import('./measured-curves.js').Schemes[]} of A and of B */
    let schemes = [];
    /** @type {SweepCurve[]} of A and of B */
    let curves = [];
    /** @type {import('../../engine/types.js').Found} */
    let found = new Map();
    /** @type {import('../../plot/plot-map.js').PlotMap|null} */
    let map = null;
    /** @type {0|1} the scheme the keys set */
    let role = 0;
    /** @type {Spot|null} */
    let at = null;
    /** The last request, and whether it is still being measured. */
    let asked = '';
    let going = false;
    let cancel = () => {};

    const cursor = svg('line', { class: 'cursor', hidden: '' });
    const ring = svg('circle', { class: 'ring', r: 10, hidden: '' });
    const label = t(`ui.sweeps.plot.${kind.name}`);
    const picture = sliderPlot({ label, draw, recover, over: [cursor, ring], keys, press, quiet });
    const { plot } = picture;
    const live = liveSentence();
    const progress = surveyProgress({
      t,
      onCancel: () => {
        going = false;
        cancel();
      },
      onResume: ask,
    });
    const errors = segmented({
      label: t('ui.tradeoff.error'),
      name: 'error',
      options: optionsOf(t, 'ui.tradeoff.error', ['sqnr', 'mse']),
      onChange: (value) => set({ error: value }),
    });

    const notation = {
      change: (
        /** @type {string} */ scheme,
        /** @type {Partial<import('../../engine/records.js').SchemeParts>} */ parts,
      ) => drawing().change_scheme(scheme, parts),
      parse: (/** @type {string} */ scheme) => parsedScheme(drawing(), scheme).parts,
      other: (/** @type {string} */ scheme) => (kind.alone ? null : otherSymmetry(drawing(), scheme)),
    };
    const errorOf = (/** @type {Metrics|undefined|null} */ metrics) =>
      metrics ? (mse ? metrics.mse : metrics.sqnr_db) : NaN;
    /** The stop of a scheme; −1 off the axis. @param {0|1} which */
    const here = (which) => stops.findIndex((stop) => stop.is(curves[which].parts));
    /** The same; of a scheme beside the curve the stop below its mark. @param {0|1} which */
    const near = (which) => stops.findIndex(({ at, is }) => is(curves[which].parts) || at === curves[which].beside?.at);

    /** @param {0|1} which @param {number} stop @param {boolean} transient */
    function choose(which, stop, transient) {
      const { change } = stops[Math.min(stops.length - 1, Math.max(0, stop))];
      const name = ROLES[which];
      compose(name, () => drawing().change_scheme(wanted()[name], change), { transient });
    }
    /** Measures what is missing; what already runs goes on. */
    function ask() {
      going = true;
      cancel = survey(allSchemes(schemes), (next, how) => {
        found = next;
        going = how.active;
        progress.update(how);
        refresh();
      });
    }
    function refresh() {
      if (!frame) return;
      const known = new Map(found);
      for (const name of ROLES) known.set(frame[name].text, frame[name].metrics);
      const [a, b] = [frame.a, frame.b];
      curves = [a, b].map(({ parts }, i) => curveOf(parts, schemes[i], known));
      // A scheme has its own numbers where it stands, however its notation says so.
      [a, b].forEach(({ metrics }, i) => {
        const stop = here(/** @type {0|1} */ (i));
        if (stop >= 0) curves[i].own[stop] = metrics;
      });
      [a, b].forEach(({ parts, text, metrics }, i) => {
        const place = kind.beside?.(parts) ?? null;
        curves[i].beside = place === null ? null : { at: place, scheme: text, metrics };
      });
      picture.schedule();
      say();
    }

    /** Height of an error on the picture. @param {number} error @param {import('../../plot/plot-map.js').PlotMap} places */
    function heightOf(error, places) {
      const y = places.yOf(error);
      return Number.isFinite(y) ? Math.min(places.bottom, Math.max(places.top, y)) : mse ? places.bottom : places.top;
    }
    /** @param {MouseEvent} event */
    function stopUnder(event) {
      const { x } = picture.position(event);
      const far = (/** @type {SweepStop} */ stop) => Math.abs((map?.xOf(stop.at) ?? 0) - x);
      return stops.reduce((best, stop, i) => (far(stop) < far(stops[best]) ? i : best), 0);
    }
    /** @param {MouseEvent} event @returns {Spot|null} */
    function under(event) {
      if (!map || stops.length === 0) return null;
      const places = map;
      const { y } = picture.position(event);
      const stop = stopUnder(event);
      const away = (/** @type {SweepCurve} */ { own }) =>
        own[stop] ? Math.abs(heightOf(errorOf(own[stop]), places) - y) : Infinity;
      const along = (/** @type {0|1} */ which) => (here(which) < 0 ? Infinity : Math.abs(here(which) - stop));
      return { role: meant([away(curves[0]), away(curves[1])], [along(0), along(1)], role, TOGETHER), stop };
    }
    /** @param {Spot|null} spot */
    function pointAt(spot) {
      at = spot;
      say();
    }

    plot.addEventListener('pointermove', (event) => {
      if (event.buttons === 0) pointAt(under(event));
    });
    plot.addEventListener('pointerleave', () => pointAt(null));
    /** @param {PointerEvent} event */
    function press(event) {
      const start = under(event);
      if (!start) return false;
      role = start.role;
      pointAt(start);
      let chosen = -1;
      followDrag(plot, event, {
        move: (to) => {
          const stop = stopUnder(to);
          if (stop === chosen) return;
          chosen = stop;
          pointAt({ role, stop });
          choose(role, stop, true);
        },
        drop: (to, cancelled) => {
          if (!cancelled || chosen >= 0) choose(role, stopUnder(to), false);
        },
      });
      return true;
    }
    function keys() {
      if (!frame) return null;
      const last = stops.length - 1;
      const now = near(role);
      const go = (/** @type {number} */ stop) => {
        at = null;
        choose(role, stop, false);
      };
      const other = (/** @type {0|1} */ which) => {
        role = which;
        pointAt(null);
      };
      return {
        // From off the axis, go to its end.
        ArrowLeft: () => go(now < 0 ? last : now - 1),
        ArrowRight: () => go(now < 0 ? last : now + 1),
        Home: () => go(0),
        End: () => go(last),
        ArrowUp: () => other(0),
        ArrowDown: () => other(1),
      };
    }

    /** A point in words. @param {0|1} which @param {number} stop */
    function sentence(which, stop) {
      const { own, other, parts } = curves[which];
      const [metrics, mirror] = [own[stop], other[stop]];
      const words = { letter: letterAt(which), stop: stops[stop].words };
      if (metrics === null) return t('sweeps.stop.none', words);
      if (!metrics) return t('sweeps.stop.unknown', words);
      const numbers = {
        ...words,
        sqnr: sqnrWords(t, metrics),
        mse: number(metrics.mse, { digits: 3 }),
        bits: number(metrics.bits_per_value, { digits: 4, trim: true }),
      };
      if (!mirror) return t('sweeps.stop.alone', numbers);
      return t('sweeps.stop', {
        ...numbers,
        symmetry: t(`ui.symmetry.${parts.symmetry === 'sym' ? 'asym' : 'sym'}`),
        other: sqnrWords(t, mirror),
      });
    }
    function say() {
      if (curves.length === 0) return;
      const which = at?.role ?? role;
      const stop = at?.stop ?? here(which);
      picture.describe({
        min: 0,
        max: stops.length - 1,
        now: Math.max(0, at?.stop ?? near(which)),
        text:
          stop < 0 ? kind.summary(t, letterAt(which), stops, curves[which]) || letterAt(which) : sentence(which, stop),
      });
      const summaries = [0, 1]
        .map((each) => kind.summary(t, letterAt(/** @type {0|1} */ (each)), stops, curves[each]))
        .filter(Boolean);
      live.say(
        at
          ? sentence(which, stop)
          : [...summaries, ...(summaries.length > 0 && kind.remark ? [kind.remark(t)] : [])].join('\n'),
      );
      mark();
    }
    /** Marks what is pointed at over the picture. */
    function mark() {
      const metrics = at && curves[at.role]?.own[at.stop];
      cursor.toggleAttribute('hidden', !at || !map);
      ring.toggleAttribute('hidden', !metrics || !map);
      if (!at || !map) return;
      const x = map.xOf(stops[at.stop].at);
      setPlace(cursor, { x1: x, x2: x, y1: map.top, y2: map.bottom });
      if (metrics) setPlace(ring, { cx: x, cy: heightOf(errorOf(metrics), map) });
    }

    /** @param {HTMLCanvasElement} canvas @param {number} scale */
    function draw(canvas, scale) {
      if (!frame || curves.length === 0) return;
      const shown = frame;
      const digits = plot.clientWidth < NARROW ? 3 : 4;
      const cost = (/** @type {Metrics|undefined|null} */ metrics) =>
        metrics ? number(metrics.bits_per_value, { digits, trim: true }) : '';
      // A dashed line is left out where it would equal the other scheme's line.
      const same = (/** @type {number} */ i) =>
        schemes[i].other.every((scheme, stop) => scheme === schemes[1 - i].own[stop]);
      const record = drawing().draw_sweep(canvas, {
        look: look(scale),
        stops: stops.map((stop) => [stop.at, stop.label]),
        groups: kind.groups?.(t, stops) ?? [],
        curves: curves.map(({ own, other, beside }, i) => {
          const stop = here(/** @type {0|1} */ (i));
          return {
            role: ROLES[i],
            errors: own.map(errorOf),
            other: same(i) ? [] : other.map(errorOf),
            chosen: stop < 0 ? null : stop,
            beside: beside ? [beside.at, errorOf(beside.metrics)] : null,
            label: `${letterAt(/** @type {0|1} */ (i))}  ${briefNotation(shown[ROLES[i]].text)}`,
            costs: kind.priced ? own.map(cost) : [],
          };
        }),
        log: mse,
        titles: [t(`figure.sweep.${kind.name}`), t(mse ? 'figure.mse' : 'figure.sqnr')],
        guide:
          kind.gain === undefined
            ? null
            : [mse ? 10 ** (-kind.gain / 10) : kind.gain, t('figure.sweep.guide', { gain: decibels(kind.gain) })],
        kinds: [t('figure.sweep.own'), t('figure.sweep.other')],
      });
      map = plotMap(record, scale);
      mark();
      return t(`ui.sweeps.picture.${kind.name}`, { a: shown.a.text, b: shown.b.text, data: shown.data.text });
    }

    return {
      picture,
      tools: [errors.element],
      elements: [picture.stage(), progress.element, live.element],
      settled: progress.settled,
      update(next, state) {
        const fresh = frame?.data.text !== next.data.text;
        frame = next;
        mse = state.error === 'mse';
        errors.update(state.error);
        stops = kind.stops(t, next, drawing());
        schemes = ROLES.map((name) => schemesAt(next[name].text, stops, notation));
        if (fresh) found = new Map();
        if (at && at.stop >= stops.length) at = null;
        const wish = [next.data.text, ...allSchemes(schemes)].join(' ');
        refresh();
        // Another view's survey may have replaced this one.
        if (wish !== asked || going) {
          asked = wish;
          ask();
        }
        picture.draw();
      },
      tables() {
        const head = [
          t(`ui.sweeps.by.${kind.name}`),
          t('measure.bits_per_value'),
          t('measure.sqnr_db'),
          t('measure.mse'),
        ];
        const compared = (/** @type {SweepCurve} */ { other }) => other.length > 0;
        const row =
          (/** @type {SweepCurve} */ curve) =>
          (/** @type {SweepStop} */ { label }, /** @type {number} */ i) => {
            const [metrics, mirror] = [curve.own[i], curve.other[i]];
            return [
              label,
              metrics ? number(metrics.bits_per_value, { digits: 4, trim: true }) : '–',
              metrics ? decibels(metrics.sqnr_db) : '–',
              metrics ? number(metrics.mse, { digits: 3 }) : '–',
              ...(compared(curve) ? [mirror ? decibels(mirror.sqnr_db) : '–'] : []),
            ];
          };
        return curves.map((curve, i) =>
          table(
            t(`ui.sweeps.table.${kind.name}`, { letter: letterAt(/** @type {0|1} */ (i)) }),
            compared(curve) ? [...head, t('ui.sweeps.other')] : head,
            stops.map(row(curve)),
          ),
        );
      },
      sheets: () => curves.map((curve, i) => curveSheet(ROLES[i], stops, curve)),
      dispose() {
        cancel();
        progress.dispose();
        picture.dispose();
      },
    };
  };
