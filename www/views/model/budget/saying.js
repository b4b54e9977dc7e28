// The sentences about a plan: what it uses and reaches, what the whole model then has, and what one format throughout would reach.

import { joined } from '../../../i18n/index.js';
import { count, decibels, number } from '../../../numbers/format.js';
import { bits } from '../../../numbers/measures.js';

/** @typedef {import('../../../engine/model-records.js').BudgetOverview} BudgetOverview */
/** @typedef {import('../../../engine/model-records.js').BudgetPlan} BudgetPlan */
/** @typedef {import('../../../i18n/types.js').Translator} Translator */
/** @typedef {BudgetOverview['singles'][number]} Single */

/** Decibels below the signal, or that there is no error. @param {Translator} t @param {number} db */
export const errorText = (t, db) => (db === Infinity ? t('model.key.perfect') : decibels(db));

/** What one format throughout is called: where rows do not fit it, other formats stand beside it. @param {Translator} t @param {Single} single */
export const singleName = (t, [format, , fallen]) =>
  t(fallen.length > 0 ? 'model.budget.single.fallback' : 'model.budget.single', { format });

/**
 * @param {Translator} t
 * @param {{overview: BudgetOverview, plan: BudgetPlan, budget: number, counted: string}} of counted: the values that the budget is divided by
 */
export function planSays(t, { overview, plan, budget, counted }) {
  const [used, db] = plan.level;
  const words = { budget: number(budget, { digits: 4, trim: true }), used: bits(used), db: decibels(db) };
  const keeps = plan.tensors.some(({ kept }) => kept !== undefined);
  const whole =
    keeps && counted === 'planned' ? t('model.budget.says.whole', { bits: bits(plan.bits_per_value_of_model) }) : '';
  return joined([
    t(`${plan.left < 0 ? 'model.budget.says.less' : 'model.budget.says'}${db === Infinity ? '.exact' : ''}`, words),
    whole,
    ...singleSays(t, overview.singles, budget, db),
  ]);
}

/** What the best of one format throughout would reach, if it is worse. @param {Translator} t @param {readonly Single[]} singles @param {number} budget @param {number} db */
function singleSays(t, singles, budget, db) {
  const best = singles
    .filter(([, [bits]]) => bits <= budget)
    .sort(([, [, one]], [, [, other]]) => (one === other ? 0 : one < other ? 1 : -1))[0];
  if (!best || best[1][1] >= db) return [];
  const [format, [, alone], fallen] = best;
  const others = fallen.map(([format, tensors]) => t('model.budget.fallen', { count: count(tensors), format }));
  const reach = db === Infinity ? 'model.budget.says.single.exact' : 'model.budget.says.single';
  return [
    t(reach, { format, db: decibels(alone), gain: decibels(db - alone) }),
    others.length === 0
      ? ''
      : t('model.budget.says.fallen', { format, fallen: others.join(t.lang === 'en' ? ', ' : '、') }),
  ];
}
