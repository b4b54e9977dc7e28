// The budget of a model, the second half of the view: a format for each tensor so that the model keeps to a number of bits and its error is
// least. Tensors are measured under all candidates by the survey of the view; a budget that is dragged changes the plan at once, before the
// state says it.

import { numberField } from '../../../controls/controls.js';
import { h } from '../../../controls/dom.js';
import { liveSentence } from '../../../controls/live-sentence.js';
import { joined } from '../../../i18n/index.js';
import { count, number } from '../../../numbers/format.js';
import { bits } from '../../../numbers/measures.js';
import { orderAfter, sorted } from '../columns.js';
import { tensorTable } from '../table.js';
import { listed, plannable, settingsOf } from './asking.js';
import { budgetChoices } from './choosing.js';
import { budgetCurve } from './curve.js';
import { COLUMNS, linesOf, planSheet } from './lines.js';
import { planSays } from './saying.js';
import { planTexts } from './taking.js';
import { usedFormats } from './used.js';

/** @typedef {import('../../../engine/model-records.js').BudgetOverview} BudgetOverview */
/** @typedef {import('../../../engine/model-records.js').BudgetPlan} BudgetPlan */
/** @typedef {import('../../../engine/model-records.js').KnownRow} KnownRow */
/** @typedef {import('../../../engine/model-survey.js').Model} Model */
/** @typedef {import('../../../engine/pkg.js').Pkg} Pkg */
/** @typedef {import('../index.js').ModelState} ModelState */
/** @typedef {import('./lines.js').PlanLine} PlanLine */
/** @typedef {{pkg: Pkg, key: string, plans: import('../../../engine/pkg.js').WasmBudget, overview: BudgetOverview, rows: KnownRow[], waiting: number}} Made */

/** The budget where none was asked for yet. */
const FIRST = 4.5;

/**
 * @param {import('../../types.js').ViewContext} context
 * @param {{open: (name: string) => void}} how open: a tensor becomes the data
 */
export function modelBudget(context, { open }) {
  const { t, set, drawing, wanted: last } = context;
  /** @type {Model|null} */
  let model = null;
  /** @type {ReadonlyMap<string, KnownRow>} */
  let known = new Map();
  let measuring = false;
  /** @type {ModelState|null} */
  let state = null;
  /** The budget shown: that of the state last asked for. */
  let budget = FIRST;
  let dragging = false;
  /** The budget that was typed last and was too small, and what it became. @type {{from: number, to: number}|null} */
  let raised = null;
  /** What each tensor has to be measured under. @type {{key: string, wanted: Map<string, import('./asking.js').Wanted>, formats: Map<string, readonly string[]>}} */
  let asked = { key: '', wanted: new Map(), formats: new Map() };
  /** The crate's plans over the tensors that are known. @type {Made|null} */
  let made = null;
  /** @type {readonly PlanLine[]} */
  let lines = [];
  let order = '';

  const choices = budgetChoices(context);
  const curve = budgetCurve(context, { wanted: () => budget, onDrag: drag });
  const field = numberField({
    label: t('model.budget.bits'),
    name: 'budget',
    min: 0,
    max: 32,
    onChange: take,
  });
  const table = tensorTable({
    t,
    kind: {
      label: 'model.budget.table',
      columns: COLUMNS,
      texts: 'model.budget.column',
      control: 'budget-order',
      lacks: ({ planned }) => planned.kept !== undefined,
      why: ({ planned }) => (planned.kept === undefined ? undefined : t(`model.budget.why.${planned.kept}`)),
    },
    onSort(key) {
      order = orderAfter(COLUMNS, key, order);
      show();
    },
    onOpen: ({ row }) => open(row.name),
    onPoint: () => {},
  });
  const used = usedFormats({ t });
  const texts = planTexts({
    t,
    write: (form) => made?.plans.text(budget, form) ?? '',
    named: () => [model?.source.name ?? '', t('model.budget.file', { bits: budget })],
  });
  const live = liveSentence();
  const element = h(
    'div',
    { class: 'model-budget', hidden: true },
    h('h2', { text: t('model.budget.title') }),
    h('p', { class: 'hint', text: t('model.budget.hint') }),
    live.element,
    h('div', { class: 'model-places' }, h('div', {}, curve.stage, used.element), table.element),
    texts.element,
    choices.element,
  );

  /** A budget that is typed; one that no choice of formats can keep to becomes the least that one can. @param {number} value */
  function take(value) {
    const least = made && made.waiting === 0 ? made.overview.curve[0]?.[0] : undefined;
    // Rounded up, so that the cheapest choice keeps to it.
    const taken = least !== undefined && value < least ? Math.ceil(least * 100) / 100 : value;
    raised = taken > value ? { from: value, to: taken } : null;
    set({ budget: String(taken) });
    // The state may have been this budget before.
    show();
    return taken;
  }

  /** @param {number} value @param {boolean} transient */
  function drag(value, transient) {
    budget = value;
    dragging = transient;
    show();
    set({ budget: String(value) }, { transient });
  }

  const settings = () => settingsOf(/** @type {ModelState} */ (state), choices.candidates());

  /** What is asked for of each tensor of the model. @param {Model} about */
  function askFor(about) {
    const key = JSON.stringify([about.key, settings()]);
    if (key === asked.key) return;
    const entries = surveyedOf(about);
    const plans = new (drawing().Budget)({ ...settings(), rows: entries.map(listed) });
    const found = plans.overview().wanted;
    plans.free();
    asked = {
      key,
      wanted: new Map(entries.map(({ name }, i) => [name, found[i]])),
      formats: new Map(entries.map(({ name }, i) => [name, found[i].formats])),
    };
  }

  /** Plans over what is known by now; those that there are, if nothing came since. @returns {Made|null} */
  function plansOver() {
    if (!model || !state) return null;
    const { rows, known: ready, waiting } = plannable(surveyedOf(model), known, asked.wanted);
    // Sides come and stay, so their number says whether some are new.
    const key = `${asked.key} ${rows.reduce((sum, { sides }) => sum + 1 + sides.length, 0)}`;
    const pkg = drawing();
    if (made?.key === key && made.pkg === pkg) return made;
    // What belongs to an instance that broke is gone with it.
    if (made?.pkg === pkg) made.plans.free();
    const plans = new pkg.Budget({ ...settings(), rows });
    return { pkg, key, plans, overview: plans.overview(), rows: ready, waiting };
  }

  function show() {
    if (!state || element.hidden) return;
    made = plansOver();
    field.update(budget);
    const planned = made && made.overview.curve.length > 0;
    const plan = planned ? made?.plans.plan(budget) : undefined;
    lines = made && plan ? linesOf(plan, made.rows) : [];
    const says = sentence(plan);
    live.say(says);
    curve.update(
      made && plan
        ? { overview: made.overview, budget, level: plan.level, kept: keptText(plan), criterion: state.least, says }
        : null,
    );
    used.update(lines);
    const wanted = state.find.trim().toLowerCase();
    const found = lines.filter(({ row: { name, role }, planned: { format } }) =>
      `${name} ${role} ${format}`.toLowerCase().includes(wanted),
    );
    table.update(
      sorted(found, COLUMNS, order).map((line) => ({ line })),
      order,
      lines.length > 0 && found.length === 0 ? t('model.budget.find.none', { text: state.find.trim() }) : '',
    );
    // The text of a large model is long; it waits for the end of a drag.
    if (!dragging) texts.update();
  }

  /** What is kept, and what the model has with it. @param {BudgetPlan} plan */
  function keptText(plan) {
    const kept = lines.filter(({ planned }) => planned.kept !== undefined).length;
    return kept === 0 ? '' : t('model.budget.kept', { count: count(kept), bits: bits(plan.bits_per_value_of_model) });
  }

  /** @param {BudgetPlan|undefined} plan */
  function sentence(plan) {
    if (!made) return '';
    const { overview, waiting } = made;
    // A screen reader need not hear of every tensor.
    if (waiting > 0 && measuring) return t('model.budget.says.waits');
    const part = waiting > 0 ? t('model.budget.says.part', { count: count(waiting) }) : '';
    if (!plan) return part || t('model.budget.says.nothing');
    const less =
      raised?.to === budget
        ? t('model.budget.raised', { from: number(raised.from, { digits: 4, trim: true }), to: number(raised.to) })
        : '';
    return joined([less, planSays(t, { overview, plan, budget, counted: settings().counted }), part]);
  }

  return {
    element,
    picture: curve.picture,
    field: field.element,
    /** Shows it, or hides it. @param {boolean} shown */
    toggle: (shown) => set({ budget: shown ? String(budget) : '' }),
    /**
     * What the tensors of a model are to be measured under, by their names; nothing while it is not shown. The same map, as long as the same
     * is wanted.
     * @param {Model} about @param {ModelState} next @returns {ReadonlyMap<string, readonly string[]>|undefined}
     */
    wanted(about, next) {
      if (next.budget === '') return undefined;
      state = next;
      choices.read(next);
      askFor(about);
      return asked.formats;
    },
    /** @param {Model|null} nextModel @param {ReadonlyMap<string, KnownRow>} nextKnown @param {boolean} goesOn whether more is being measured @param {ModelState} next */
    update(nextModel, nextKnown, goesOn, next) {
      [model, known, measuring, state] = [nextModel, nextKnown, goesOn, next];
      element.hidden = next.budget === '' || model === null;
      const wanted = /** @type {ModelState} */ (last()).budget;
      if (wanted !== '') budget = Number(wanted);
      if (element.hidden || !model) return;
      choices.update(
        next,
        [...known.values()].some(({ importance }) => typeof importance === 'number'),
      );
      askFor(model);
      show();
    },
    sheets: () => (element.hidden ? [] : [planSheet(lines)]),
    dispose() {
      curve.picture.dispose();
      if (made && made.pkg === drawing()) made.plans.free();
      made = null;
    },
  };
}

/** The tensors of a model that are measured. @param {Model} model */
const surveyedOf = ({ listing }) => listing.entries.filter(({ surveyed }) => surveyed);
