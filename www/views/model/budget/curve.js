// The picture of a budget: what error each number of bits buys, the models of one format, and the line of the budget, which is dragged by
// its grip or anywhere in the plot.

import { h } from '../../../controls/dom.js';
import { pictureCanvas } from '../../../plot/canvas.js';
import { followDrag } from '../../../plot/drag.js';
import { plotMap } from '../../../plot/plot-map.js';
import { targetHandle } from '../../../plot/target-handle.js';
import { number } from '../../../numbers/format.js';
import { isScheme } from './asking.js';
import { errorText, singleName } from './saying.js';

/** @typedef {import('../../../engine/model-records.js').BudgetLevel} BudgetLevel */
/** @typedef {import('../../../engine/model-records.js').BudgetOverview} BudgetOverview */
/** @typedef {{overview: BudgetOverview, budget: number, level: BudgetLevel, kept: string, criterion: string, says: string}} Shown */

/** Room beside the outermost points, of the width of the axis. */
const ROOM = 0.06;

/** A number of bits on the picture. @param {number} value */
const bitsText = (value) => number(value, { digits: 4, trim: true });

/**
 * The bits between which a budget is dragged: from the cheapest choice to all tensors in the largest scheme. 16-bit floats would leave little
 * room for the others.
 * @param {Pick<BudgetOverview, 'curve'|'singles'>} overview @returns {[number, number]}
 */
export function reachOf({ curve, singles }) {
  const schemes = singles.filter(([format]) => isScheme(format));
  const levels = schemes.length > 0 ? schemes.map(([, level]) => level) : curve;
  const most = Math.max(...levels.map(([bits]) => bits));
  return [curve[0][0], Math.max(most, curve[0][0])];
}

/**
 * @param {import('../../types.js').ViewContext} context
 * @param {{wanted: () => number, onDrag: (budget: number, transient: boolean) => void}} how wanted: the budget asked for last
 */
export function budgetCurve({ t, drawing, look, recover }, { wanted, onDrag }) {
  /** @type {Shown|null} */
  let shown = null;
  /** @type {import('../../../plot/plot-map.js').PlotMap|null} */
  let map = null;
  const picture = pictureCanvas({ paint, recover });
  const grip = targetHandle({
    label: t('model.budget.grip'),
    wanted: () => ({ goal: 'bits', value: wanted() }),
    onDrag,
  });

  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function paint(canvas, scale) {
    if (!shown || shown.overview.curve.length === 0) return;
    const { overview, budget, level, kept, criterion, says } = shown;
    const [least, most] = reachOf(overview);
    const [low, high] = [Math.min(least, budget), Math.max(most, budget)];
    const room = ROOM * (high - low) || 0.5;
    const record = drawing().draw_budget(canvas, {
      look: look(scale),
      curve: overview.curve,
      singles: overview.singles.map((single) => ({ label: singleName(t, single), point: single[1] })),
      budget,
      budget_name: t('model.budget.line', { bits: bitsText(budget) }),
      chosen: level,
      chosen_name: t('model.budget.chosen', { bits: bitsText(level[0]), db: errorText(t, level[1]) }),
      kept,
      titles: [t('figure.bits'), t(`model.budget.axis.${criterion}`)],
      kinds: [t('model.budget.mixed'), t('model.budget.alone')],
      bits: [Math.max(0, low - room), high + room],
    });
    const drawn = plotMap(record, scale);
    map = drawn;
    const valueAt = (/** @type {number} */ x) => Math.min(high, Math.max(low, drawn.valueAt(x)));
    const at = drawn.xOf(budget);
    grip.update({ map: drawn, upright: true, at, value: budget, words: bitsText(budget), valueAt });
    picture.canvas.setAttribute('aria-label', t('model.budget.picture', { says }));
  }

  /** The budget under a pointer, as fine as the grip sets it; null where there is none. @param {MouseEvent} event */
  function under(event) {
    if (!map || !shown) return null;
    const { x, y } = picture.position(event);
    if (!map.contains(x, y)) return null;
    const [least, most] = reachOf(shown.overview);
    return Number(Math.min(most, Math.max(least, map.valueAt(x))).toFixed(2));
  }
  picture.box.addEventListener('pointerdown', (down) => {
    // A finger that moves scrolls the page; its tap is a click.
    const first = down.button === 0 && down.pointerType !== 'touch' ? under(down) : null;
    if (first === null) return;
    down.preventDefault();
    let last = first;
    onDrag(first, true);
    grip.element.focus({ preventScroll: true });
    followDrag(picture.box, down, {
      move: (event) => {
        last = under(event) ?? last;
        onDrag(last, true);
      },
      drop: () => onDrag(last, false),
    });
  });
  picture.box.addEventListener('click', (event) => {
    if (/** @type {PointerEvent} */ (event).pointerType !== 'touch') return;
    const value = under(event);
    if (value !== null) onDrag(value, false);
  });

  const stage = h('div', { class: 'stage', hidden: true }, picture.box, grip.element);
  return {
    picture,
    stage,
    /** @param {Shown|null} next null while there is nothing to draw */
    update(next) {
      shown = next;
      stage.hidden = next === null || next.overview.curve.length === 0;
      picture.schedule();
    },
  };
}
