// The Errors view: the data of both schemes coloured by what it contributes to the squared error, and how errors are distributed.
// look-around.js zooms, pans and points.

import { briefNotation } from '../../numbers/brief-notation.js';
import { count, number, percent } from '../../numbers/format.js';
import { h, setPlace, svg } from '../../controls/dom.js';
import { liveSentence } from '../../controls/live-sentence.js';
import { errorShare } from '../../numbers/measures.js';
import { table } from '../../panels/tables.js';
import { inBins, profileOf } from './profile.js';
import { EVEN, errorWords } from './words.js';
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

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function errorsView(context) {
  const { t, drawing, look, recover, quiet } = context;
  /** @type {Frame|null} */
  let frame = null;
  /** @type {ErrorsAnswer|null} */
  let answer = null;
  let log = true;
  /** The data of A and of B, distributions of A and B. @type {import('../../plot/plot-map.js').PlotMap[]} */
  let maps = [];
  /** @type {import('../types.js').Steps|null} */
  let steps = null;

  const brush = svg('rect', { class: 'brush', hidden: '' });
  const cursor = svg('line', { class: 'cursor' });
  const errors = ROLES.map((role) => svg('line', { class: `way ${role}` }));
  const marks = svg('g', { hidden: '' }, cursor, ...errors);
  const picture = sliderPlot({ label: t('ui.errors.plot'), draw, recover, over: [brush, marks] });
  const live = liveSentence();
  const around = lookAround(context, { ...picture, places, brush: showBrush });

  /** @param {MouseEvent} [event] */
  function places(event) {
    const [first, low] = maps;
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
    setPlace(brush, { x: from, y: maps[0].top, width: to - from, height: maps[1].bottom - maps[0].top });
  }
  function mark() {
    const [first, low, ...spreads] = maps;
    const x = steps && low ? first.xOf(steps.a.x) : NaN;
    const shown = steps !== null && low !== undefined && x >= first.left - 0.5 && x <= first.right + 0.5;
    marks.toggleAttribute('hidden', !shown);
    if (!shown) return;
    setPlace(cursor, { x1: x, x2: x, y1: first.top, y2: low.bottom });
    ROLES.forEach((role, i) => {
      const { elsewhere, error } = /** @type {import('../types.js').Steps} */ (steps)[role];
      const spread = spreads[i];
      const at = spread.xOf(error);
      errors[i].toggleAttribute('hidden', elsewhere || !(at >= spread.left && at <= spread.right));
      setPlace(errors[i], { x1: at, x2: at, y1: spread.top, y2: spread.bottom });
    });
  }

  const words = errorWords(t);
  const short = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });
  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function draw(canvas, scale) {
    if (!frame || !answer) return;
    const [shown, all] = [frame, answer];
    const panel = (/** @type {Role} */ role) => {
      const { params, metrics, text, blocks } = shown[role];
      const other = role === 'a' ? 'b' : 'a';
      const { rounding, clipping, errors: counts } = profileOf(all, role);
      // What the numbers say in words; nothing while a question is open.
      const told = (/** @type {string} */ text) => (quiet() ? '' : text);
      const share = (/** @type {number} */ at) =>
        errorShare(/** @type {number} */ (rounding.at(at)) + /** @type {number} */ (clipping.at(at)), metrics);
      const outside = (/** @type {'left'|'right'} */ side, /** @type {number} */ share) =>
        share < 1e-4 ? '' : t(`figure.outside.${side}`, { what: percent(share) });
      const beyond = (/** @type {'left'|'right'} */ side, /** @type {number} */ n) =>
        n === 0 ? '' : t(`figure.outside.${side}`, { what: count(n) });
      return {
        role,
        rmse: metrics.rmse,
        even: blocks === 1 && typeof metrics.rmse_per_scale === 'number' ? params.scale * EVEN : null,
        // Several blocks have no range in common.
        range: blocks === 1 ? [params.alpha, params.beta] : null,
        title: `${letterOf(role)}  ${briefNotation(text)}`,
        source: told(words.parts(shown[role])),
        smaller: told(words.smaller(shown[role], shown[other], other)),
        outside: [told(outside('left', share(0))), told(outside('right', share(-1)))],
        spread: told(words.spread(shown[role])),
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
        data: t('figure.error-data'),
        squares: t('figure.error-squares'),
        rounding: t('figure.rounding'),
        clipping: t('figure.clipping'),
        error: t('figure.error'),
        count: t('figure.error-count'),
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
      { class: 'errors-view fits', 'aria-label': t('ui.view.errors') },
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
      const summary = (/** @type {Role} */ role) =>
        answered ? words.summary(role, next[role], profileOf(answered, role), next.view) : '';
      live.say(ROLES.map(summary).join('\n'));
    },
    mark(next, said) {
      steps = next;
      mark();
      around.mark(steps, said);
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
