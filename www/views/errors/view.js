// The Errors view: what both schemes make of each value and its error, where the squared error comes from, and how errors are
// distributed. look-around.js zooms, pans and points.

import { count, number, percent } from '../../numbers/format.js';
import { h, setPlace, svg } from '../../controls/dom.js';
import { liveSentence } from '../../controls/live-sentence.js';
import { errorShare } from '../../numbers/measures.js';
import { table } from '../../panels/tables.js';
import { inBins, profileOf } from './profile.js';
import { lookAround } from '../../plot/look-around.js';
import { plotMaps } from '../../plot/plot-map.js';
import { sliderPlot } from '../../plot/slider-plot.js';
import { ROLES, letterOf } from '../../state/roles.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('./types.js').ErrorsAnswer} ErrorsAnswer */
/** @typedef {import('../../state/roles.js').Role} Role */

/** Rows of a table. */
const ROWS = 20;
/** The height of the axis under the plots, in CSS pixels. */
const AXIS = 40;
const EVEN = 1 / Math.sqrt(12);
/** @param {unknown} measure @returns {measure is number} */
const isNumber = (measure) => typeof measure === 'number';

/** When more values than this share have become 0, the error says little about a step. */
const MOSTLY = 0.5;

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function errorsView(context) {
  const { t, drawing, look, recover } = context;
  /** @type {Frame|null} */
  let frame = null;
  /** @type {ErrorsAnswer|null} */
  let answer = null;
  let log = true;
  /** Staircase, saw-tooth, sources of A and B, distributions of A and B. @type {import('../../plot/plot-map.js').PlotMap[]} */
  let maps = [];
  /** @type {import('../types.js').Steps|null} */
  let steps = null;

  const brush = svg('rect', { class: 'brush', hidden: '' });
  const cursor = svg('line', { class: 'cursor' });
  const dots = ROLES.flatMap((role) => [
    svg('circle', { class: `to ${role}`, r: 4 }),
    svg('circle', { class: `to ${role}`, r: 4 }),
  ]);
  const errors = ROLES.map((role) => svg('line', { class: `way ${role}` }));
  const marks = svg('g', { hidden: '' }, cursor, ...dots, ...errors);
  const picture = sliderPlot({ label: t('ui.errors.plot'), draw, recover, over: [brush, marks] });
  const live = liveSentence();
  const around = lookAround(context, { ...picture, places, brush: showBrush });

  /** @param {MouseEvent} [event] */
  function places(event) {
    const [first, , , low] = maps;
    if (!low) return null;
    const { x, y } = event ? picture.position(event) : { x: first.left, y: first.top };
    // The distributions stand beside or below, with an axis of their own.
    if (x > first.right + AXIS / 2 || y > low.bottom + AXIS) return null;
    return { left: first.left, right: first.right, bottom: low.bottom, valueAt: first.valueAt };
  }
  /** @param {[number, number]|null} range */
  function showBrush(range) {
    brush.toggleAttribute('hidden', range === null || maps.length === 0);
    if (range === null || maps.length === 0) return;
    const [from, to] = range[0] < range[1] ? range : [range[1], range[0]];
    setPlace(brush, { x: from, y: maps[0].top, width: to - from, height: maps[3].bottom - maps[0].top });
  }
  function mark() {
    const [stairs, teeth, , low, ...spreads] = maps;
    const x = steps && low ? stairs.xOf(steps.a.x) : NaN;
    const shown = steps !== null && low !== undefined && x >= stairs.left - 0.5 && x <= stairs.right + 0.5;
    marks.toggleAttribute('hidden', !shown);
    if (!shown) return;
    setPlace(cursor, { x1: x, x2: x, y1: stairs.top, y2: low.bottom });
    ROLES.forEach((role, i) => {
      const { decoded, error } = /** @type {import('../types.js').Steps} */ (steps)[role];
      for (const [dot, map, value] of /** @type {const} */ ([
        [dots[2 * i], stairs, decoded],
        [dots[2 * i + 1], teeth, error],
      ])) {
        const y = map.yOf(value);
        dot.toggleAttribute('hidden', !(y >= map.top - 1 && y <= map.bottom + 1));
        setPlace(dot, { cx: x, cy: y });
      }
      const spread = spreads[i];
      const at = spread.xOf(error);
      errors[i].toggleAttribute('hidden', !(at >= spread.left && at <= spread.right));
      setPlace(errors[i], { x1: at, x2: at, y1: spread.top, y2: spread.bottom });
    });
  }

  const short = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });
  /** @param {Role} role */
  function shares(role) {
    const { metrics } = /** @type {Frame} */ (frame)[role];
    const [rounding, clipping] = [metrics.rounding_sse, metrics.clipping_sse];
    if (rounding + clipping === 0) return t('errors.none');
    return t('errors.parts', {
      rounding: percent(errorShare(rounding, metrics)),
      clipping: percent(errorShare(clipping, metrics)),
    });
  }
  /** The RMSE in steps; of a format whose levels are not one scale apart, the RMSE alone. @param {Role} role */
  function ratio(role) {
    const { rmse, rmse_per_scale: steps } = /** @type {Frame} */ (frame)[role].metrics;
    return isNumber(steps)
      ? t('errors.ratio', { ratio: number(steps), even: number(EVEN) })
      : t('errors.rmse', { rmse: short(rmse) });
  }
  /** A scheme's errors in a sentence. @param {Role} role */
  function summary(role) {
    if (!frame) return '';
    const { metrics } = frame[role];
    const steps = metrics.rmse_per_scale;
    const clipping = percent(errorShare(metrics.clipping_sse, metrics));
    if (!isNumber(steps)) {
      const words = { letter: letterOf(role), rmse: short(metrics.rmse), clipping };
      return t(metrics.rmse === 0 ? 'errors.says.none' : 'errors.says.uneven', words);
    }
    const key =
      steps === 0
        ? 'none'
        : metrics.zeroed > MOSTLY
          ? 'lost'
          : metrics.clipping_sse > metrics.rounding_sse
            ? 'clipping'
            : steps < 0.9 * EVEN
              ? 'below'
              : steps > 1.1 * EVEN
                ? 'above'
                : 'even';
    return t(`errors.says.${key}`, {
      letter: letterOf(role),
      ratio: number(steps),
      even: number(EVEN),
      share: percent(metrics.zeroed),
      clipping,
    });
  }

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function draw(canvas, scale) {
    if (!frame || !answer) return;
    const [shown, all] = [frame, answer];
    const panel = (/** @type {Role} */ role) => {
      const { params, metrics, text, blocks, block } = shown[role];
      const title = `${letterOf(role)}  ${text}`;
      const { rounding, clipping, errors: counts } = profileOf(all, role);
      const share = (/** @type {number} */ at) =>
        errorShare(/** @type {number} */ (rounding.at(at)) + /** @type {number} */ (clipping.at(at)), metrics);
      const outside = (/** @type {'left'|'right'} */ side, /** @type {number} */ share) =>
        share < 1e-4 ? '' : t(`figure.outside.${side}`, { what: percent(share) });
      const beyond = (/** @type {'left'|'right'} */ side, /** @type {number} */ n) =>
        n === 0 ? '' : t(`figure.outside.${side}`, { what: count(n) });
      return {
        role,
        rmse: metrics.rmse,
        even: blocks === 1 && isNumber(metrics.rmse_per_scale) ? params.scale * EVEN : null,
        title,
        grid_title: blocks === 1 ? title : t('errors.block', { title, block: count(block + 1) }),
        source: shares(role),
        outside: [outside('left', share(0)), outside('right', share(-1))],
        spread: ratio(role),
        beyond: [beyond('left', counts[0]), beyond('right', counts[counts.length - 1])],
      };
    };
    const record = {
      look: look(scale),
      view: shown.view,
      log,
      reach: all.reach,
      bins: all.bins,
      grids: ROLES.map((role) => shown[role].params),
      labels: {
        value: t('figure.x'),
        level: t('figure.level'),
        error: t('figure.error'),
        count: t('figure.error-count'),
        data: t('figure.grey-data'),
        identity: 'x̂ = x',
        rmse: 'RMSE',
        even: 's/√12',
      },
      panels: ROLES.map(panel),
    };
    maps = plotMaps(drawing().draw_errors(canvas, record, shown.counts, all.a, all.b), scale);
    mark();
    return t('ui.errors.picture', { a: shown.a.text, b: shown.b.text, data: shown.data.text });
  }

  return {
    picture,
    element: h(
      'section',
      { class: 'errors-view', 'aria-label': t('ui.view.errors') },
      around.tools,
      picture.stage(),
      live.element,
    ),
    update(next, state, /** @type {ErrorsAnswer|null} */ answered) {
      frame = next;
      answer = answered;
      log = state.counts === 'log';
      around.update(next, state);
      picture.draw();
      live.say(`${summary('a')} ${summary('b')}`);
    },
    mark(next, words) {
      steps = next;
      mark();
      around.mark(steps, words);
    },
    tables() {
      if (!frame || !answer) return [];
      const [{ view }, all] = [frame, answer];
      return ROLES.flatMap((role) => {
        const { rounding, clipping, errors: counts } = profileOf(all, role);
        const letter = letterOf(role);
        const sources = inBins(view, [rounding, clipping], ROWS).map(({ range, sums }) => [range, ...sums.map(short)]);
        const spread = inBins([-all.reach, all.reach], [counts], ROWS + 1).map(({ range, sums }) => [
          range,
          count(sums[0]),
        ]);
        return [
          table(
            t('ui.errors.sources', { letter }),
            [t('figure.x'), t('measure.rounding_sse'), t('measure.clipping_sse')],
            sources,
          ),
          table(t('ui.errors.spread', { letter }), [t('figure.error'), t('ui.tables.count')], spread),
        ];
      });
    },
    dispose: picture.dispose,
  };
}
