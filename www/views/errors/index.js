// The Errors view: what both schemes make of each value, what errors come of it, where the squared error comes from, and how
// errors are distributed. Ways to look around are those of look-around.js.

import { count, number, percent } from '../../numbers/format.js';
import { h, setPlace, svg } from '../../controls/dom.js';
import { liveSentence } from '../../controls/live-sentence.js';
import { errorShare } from '../../numbers/measures.js';
import { table } from '../../panels/tables.js';
import { pictureCanvas } from '../../plot/canvas.js';
import { inBins, profileOf } from './profile.js';
import { lookAround } from '../../plot/look-around.js';
import { rangeOf } from '../../state/state.js';
import { plotMap } from '../../plot/plot-map.js';

/** @typedef {import('../../types.js').Frame} Frame */
/** @typedef {import('../../types.js').ErrorsPart} ErrorsPart */
/** @typedef {'a'|'b'} Role */

const ROLES = /** @type {const} */ (['a', 'b']);
/** Bins of values, and of errors: an odd number, so that errors of 0 have one of their own. */
const BINS = 160;
const ERROR_BINS = 101;
/** Rows of a table. */
const ROWS = 20;
/** The height under the plots that belongs to their axis, in CSS pixels. */
const AXIS = 40;
const EVEN = 1 / Math.sqrt(12);

/** @param {import('../../types.js').ViewContext} context @returns {import('../../types.js').View} */
export function errorsView(context) {
  const { t, drawing, look, recover } = context;
  /** @type {Frame|null} */
  let frame = null;
  /** @type {ErrorsPart|null} */
  let part = null;
  let log = true;
  /** Staircase, saw-tooth, sources of A and B, distributions of A and B. @type {import('../../plot/plot-map.js').PlotMap[]} */
  let maps = [];
  /** @type {import('../../types.js').Steps|null} */
  let steps = null;

  const picture = pictureCanvas({ paint, recover });
  const { box: plot, position } = picture;
  Object.assign(plot, { tabIndex: 0, role: 'slider', ariaLabel: t('ui.errors.plot') });
  plot.dataset.control = 'plot';
  const brush = svg('rect', { class: 'brush', hidden: '' });
  const cursor = svg('line', { class: 'cursor' });
  const dots = ROLES.flatMap((role) => [
    svg('circle', { class: `to ${role}`, r: 4 }),
    svg('circle', { class: `to ${role}`, r: 4 }),
  ]);
  const errors = ROLES.map((role) => svg('line', { class: `way ${role}` }));
  const marks = svg('g', { hidden: '' }, cursor, ...dots, ...errors);
  plot.append(svg('svg', { class: 'overlay', 'aria-hidden': 'true' }, brush, marks));
  const live = liveSentence();
  const around = lookAround(context, { plot, position, places, brush: showBrush });

  /** @param {MouseEvent} [event] */
  function places(event) {
    const [first, , , low] = maps;
    if (!low) return null;
    const { x, y } = event ? position(event) : { x: first.left, y: first.top };
    // Distributions stand beside or below, over an axis of their own.
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
      const { decoded, error } = /** @type {import('../../types.js').Steps} */ (steps)[role];
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
  /** @param {Role} role */
  const ratio = (role) =>
    t('errors.ratio', { ratio: number(/** @type {Frame} */ (frame)[role].metrics.rmse_per_scale), even: number(EVEN) });
  /** What a scheme's errors come to. @param {Role} role */
  function summary(role) {
    if (!frame) return '';
    const { metrics } = frame[role];
    const key =
      metrics.rmse_per_scale === 0
        ? 'none'
        : metrics.clipping_sse > metrics.rounding_sse
          ? 'clipping'
          : metrics.rmse_per_scale < 0.9 * EVEN
            ? 'below'
            : metrics.rmse_per_scale > 1.1 * EVEN
              ? 'above'
              : 'even';
    return t(`errors.says.${key}`, {
      letter: role.toUpperCase(),
      ratio: number(metrics.rmse_per_scale),
      even: number(EVEN),
      clipping: percent(errorShare(metrics.clipping_sse, metrics)),
    });
  }

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function paint(canvas, scale) {
    if (!frame || !part) return;
    const [shown, all] = [frame, part];
    const panel = (/** @type {Role} */ role) => {
      const { params, metrics, text, blocks, block } = shown[role];
      const title = `${role.toUpperCase()}  ${text}`;
      const { rounding, clipping, errors: counts } = profileOf(all, role);
      const share = (/** @type {number} */ at) =>
        errorShare(/** @type {number} */ (rounding.at(at)) + /** @type {number} */ (clipping.at(at)), metrics);
      const outside = (/** @type {'left'|'right'} */ side, /** @type {number} */ part) =>
        part < 1e-4 ? '' : t(`figure.outside.${side}`, { what: percent(part) });
      const beyond = (/** @type {'left'|'right'} */ side, /** @type {number} */ n) =>
        n === 0 ? '' : t(`figure.outside.${side}`, { what: count(n) });
      return {
        params,
        rmse: metrics.rmse,
        even: blocks === 1 ? params.scale * EVEN : null,
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
    maps = drawing()
      .draw_errors(canvas, record, shown.counts, all.a, all.b)
      .map((map) => plotMap(map, scale));
    picture.canvas.setAttribute(
      'aria-label',
      t('ui.errors.picture', { a: shown.a.text, b: shown.b.text, data: shown.data.text }),
    );
    mark();
  }

  return {
    picture,
    element: h(
      'section',
      { class: 'errors-view', 'aria-label': t('ui.view.errors') },
      around.tools,
      h('div', { class: 'stage' }, plot),
      live.element,
    ),
    part: (state) => ({
      kind: 'errors',
      a: state.a,
      b: state.b,
      view: rangeOf(state),
      bins: BINS,
      error_bins: ERROR_BINS,
    }),
    update(next, state) {
      frame = next;
      part = next.part?.kind === 'errors' ? next.part : null;
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
      if (!frame || !part) return [];
      const [{ view }, all] = [frame, part];
      return ROLES.flatMap((role) => {
        const { rounding, clipping, errors: counts } = profileOf(all, role);
        const letter = role.toUpperCase();
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
