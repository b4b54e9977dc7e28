// The Model view: a map of layers by roles, and a table of all tensors, which fill while the model is measured. A tensor that is chosen
// becomes the data of all other views.

import { button, choice, optionsOf, segmented } from '../../controls/controls.js';
import { h } from '../../controls/dom.js';
import { liveSentence } from '../../controls/live-sentence.js';
import { Obsolete } from '../../engine/errors.js';
import { dataOf } from '../../files/opened.js';
import { AFRESH } from '../../state/state.js';
import { modelBecame } from './became.js';
import { beginning } from './beginning.js';
import { modelBudget } from './budget/half.js';
import { budgetStyle } from './budget/style.js';
import { cellsOf, shownHeats } from './cells.js';
import { COLUMNS, inOrder, layerText, orderAfter } from './columns.js';
import { found, groupsOf, linesOf, sumOf } from './lines.js';
import { HEATS } from './index.js';
import { modelMap } from './map.js';
import { modelProgress } from './progress.js';
import { adopt, agreeing } from './saved/agreement.js';
import { savedBar } from './saved/bar.js';
import { aboutModel, saveSurvey } from './saved/saving.js';
import { leftOf, linesSay, modelSays } from './saying.js';
import { rowsSheet } from './sheets.js';
import { style } from './style.js';
import { UNDER_BOTH, tensorTable } from './table.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../engine/model-survey.js').Model} Model */
/** @typedef {import('./index.js').ModelState} ModelState */
/** @typedef {import('./lines.js').Line} Line */

/** While rows come, the table is put in order again after this many milliseconds. */
const ORDER_MS = 250;
/** Nothing is being measured. */
const IDLE = Object.freeze({ done: 0, total: 0, share: 1, active: false, paused: false });

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function modelView(context) {
  const { t, set, models, openFiles } = context;
  /** @type {Frame|null} */
  let frame = null;
  /** @type {ModelState|null} */
  let state = null;
  /** The model that the data is from; null where it is of none, and before it is known. @type {Model|null} */
  let model = null;
  /** The data that `model` is about. */
  let about = '';
  /** What is being measured. @type {{key: string, more?: ReadonlyMap<string, readonly string[]>, pause: () => void, resume: () => void, stop: () => void}|null} */
  let survey = null;
  /** Whether a person has given that up: it goes on only when they say so, or when something else is to be measured. */
  let givenUp = false;
  let measuring = false;
  /** Whether the budget is shown. */
  let planning = false;
  /** @type {readonly Line[]} */
  let lines = [];
  /** What is said where a search finds no tensor. */
  let none = '';
  /** How many tensors of the model have numbers of a saved survey. */
  let taken = 0;
  /** The names of the tensors pointed at. @type {ReadonlySet<string>} */
  let pointed = new Set();
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  /** Settles when the model is known. */
  let looking = Promise.resolve();
  let disposed = false;

  const roleText = (/** @type {string} */ role) => t(`model.role.${role}`);
  const progress = modelProgress({
    t,
    onPause: () => survey?.pause(),
    onResume: () => (givenUp ? ask(true) : survey?.resume()),
    onCancel: () => {
      survey?.stop();
      givenUp = true;
      measuring = false;
      progress.stop();
      refresh();
    },
  });
  const table = tensorTable({
    t,
    kind: UNDER_BOTH,
    onSort: sortBy,
    onOpen: ({ row }) => open(row.name),
    onPoint: (line) => pointAt(line ? [line] : []),
  });
  const map = modelMap(context, {
    onPoint: (cell) => pointAt(cell?.lines ?? []),
    onOpen: ({ lines }) => (lines.length === 1 ? open(lines[0].row.name) : table.show(lines[0].row.name)),
    words: ({ lines }) => wordsOf(lines),
    summary,
  });
  const live = liveSentence();
  const saved = savedBar({
    t,
    openFiles,
    set,
    onAgain: () => {
      if (model) models()?.forget(model.key);
      survey = null;
      set({ saved: '' });
    },
  });
  const save = button({ text: t('model.save'), name: 'model-save', title: t('model.save.title'), onClick: saveNow });
  const heat = choice({
    label: t('model.heat'),
    name: 'heat',
    options: optionsOf(t, 'model.heat', HEATS),
    onChange: (value) => set({ heat: value }),
  });
  const together = segmented({
    label: t('model.together'),
    name: 'together',
    options: optionsOf(t, 'model.together', ['none', 'layer', 'role']),
    onChange: (value) => set({ together: value }),
  });
  const second = modelBecame(context, () => {
    ask();
    refresh();
  });
  const search = h('input', {
    type: 'search',
    class: 'filter',
    placeholder: t('model.find'),
    'aria-label': t('model.find'),
    'data-control': 'model-find',
    spellcheck: false,
    on: { input: () => set({ find: search.value }, { transient: true }), change: () => set({ find: search.value }) },
  });
  const budget = modelBudget(context, { open });
  const plan = button({
    text: t('model.budget'),
    name: 'model-budget',
    onClick: () => budget.toggle(state?.budget === ''),
  });
  const nothing = beginning(context);
  const tools = h(
    'div',
    { class: 'tools row' },
    heat.element,
    together.element,
    budget.field,
    search,
    plan,
    ...second.button,
    save,
  );
  const places = h('div', { class: 'model-places' }, map.picture.stage(), table.element);
  const element = h(
    'section',
    { class: 'model-view', 'aria-label': t('ui.view.model') },
    nothing,
    saved.element,
    tools,
    second.element,
    progress.element,
    places,
    live.element,
  );

  /** @param {string} key */
  function sortBy(key) {
    set({ order: orderAfter(COLUMNS, key, state?.order ?? '') });
  }
  /** The tensor becomes the data. @param {string} name */
  function open(name) {
    const entry = model?.listing.entries.find((entry) => entry.name === name);
    if (model && entry) set({ data: dataOf(model.listing, entry), view: 'grid', ...AFRESH });
    else saved.refuse(name);
  }
  /** The saved survey that the state names, if it is here. */
  const kept = () => models()?.saved.get(state?.saved ?? '') ?? null;
  /** The saved survey whose rows are shown, because its model is not open. */
  function alone() {
    const record = kept();
    return record && model && agreeing(record, model).length > 0 ? null : record;
  }
  function saveNow() {
    const about = alone() ?? (model && aboutModel(model));
    const became = second.current();
    if (about && frame)
      saveSurvey({ ...about, a: frame.a.text, b: frame.b.text, rows: lines.map(({ row }) => row), became });
  }
  /** @param {readonly Line[]} those */
  function pointAt(those) {
    pointed = new Set(those.map(({ row }) => row.name));
    table.mark(pointed);
    tell();
  }
  /** Says what is pointed at, or what the model as a whole has. */
  function tell() {
    const those = lines.filter(({ row }) => pointed.has(row.name));
    live.say(those.length > 0 ? wordsOf(those) : none || summary());
  }
  /** @param {readonly Line[]} those */
  function wordsOf(those) {
    return linesSay(t, those, { alone: alone() !== null, became: becameFile() });
  }
  /** What the model as a whole has. */
  function summary() {
    return modelSays(t, lines, { became: becameFile(), left: leftOf(alone() ? undefined : model?.listing) });
  }
  const becameFile = () => second.current()?.model.listing.name;

  /** What the model became: in the file that the state names, or by the saved survey that is shown. */
  function updateSecond() {
    const only = alone();
    second.update(only ? null : model, state?.became ?? '', only?.became ?? null);
  }
  /** Finds the model that the data is from. @param {string} data */
  async function look(data) {
    try {
      const next = await models()?.of(data);
      if (disposed || about !== data) return;
      const other = next?.key !== model?.key;
      model = next ?? null;
      if (other) table.update([], '');
      updateSecond();
      ask();
    } catch (error) {
      // The frame of the same data says why it cannot be read.
      if (!(error instanceof Obsolete)) model = null;
    }
    refresh();
  }

  /** Measures what is missing. @param {boolean} [again] also after it was given up */
  function ask(again = false) {
    const surveys = models();
    if (!model || !frame || !state || !surveys) return;
    const record = kept();
    if (alone()) {
      survey?.stop();
      survey = null;
      measuring = false;
      return progress.update(IDLE);
    }
    // What the second file has is measured with the rest.
    if (second.looks()) return;
    const became = second.now();
    const schemes = [...new Set([frame.a.text, frame.b.text]), ...(became ? [became.word] : [])];
    const key = [model.key, record?.file ?? '', ...schemes].join(' ');
    const more = budget.wanted(model, state);
    if (survey?.key === key && survey.more === more && !again) return;
    survey?.stop();
    givenUp = false;
    taken = record ? adopt(surveys, model, record) : 0;
    const asked = { model, schemes, became, more };
    const handle = surveys.ask(asked, (row, now) => {
      progress.update(now);
      const measured = measuring;
      measuring = now.active && !now.paused;
      if (row) later();
      if (!now.active || (measured && !measuring)) refresh();
    });
    survey = { key, more, ...handle };
    refresh();
  }
  /** Puts the rows in order again, soon; the first ones stand at once. */
  function later() {
    timer ??= setTimeout(refresh, lines.length === 0 ? 0 : ORDER_MS);
  }
  /** Shows the budget in the place of map and table, or these again. */
  function turn() {
    heat.element.hidden = together.element.hidden = planning;
    budget.field.hidden = !planning;
    plan.setAttribute('aria-pressed', String(planning));
    if (planning === (budget.element.parentNode === element)) return;
    if (planning) places.replaceWith(budget.element);
    else budget.element.replaceWith(places);
    if (planning) live.element.remove();
    else element.append(live.element);
  }
  function refresh() {
    clearTimeout(timer);
    timer = undefined;
    if (!frame || !state || disposed) return;
    const record = kept();
    const known = model ? (models()?.known(model.key) ?? new Map()) : new Map();
    const rows = (model?.listing.entries ?? []).flatMap(({ name }) => known.get(name) ?? []);
    const only = alone();
    const became = second.current();
    const schemes = { a: frame.a.text, b: frame.b.text, became: became?.model.listing.name ?? '' };
    lines = linesOf(only?.rows ?? rows, schemes, became);
    nothing.hidden = model !== null || record !== null;
    places.hidden = tools.hidden = !nothing.hidden;
    save.disabled = lines.length === 0;
    saved.update(state.saved, record, model, schemes, taken);
    // A budget is planned of what is open: a saved survey has two schemes only.
    const planned = only ? null : model;
    planning = state.budget !== '' && planned !== null;
    plan.disabled = planned === null;
    plan.title = t(planned ? 'model.budget.means' : 'model.budget.needs');
    turn();
    budget.update(planned, known, measuring, state);
    if (planning) return;
    const shown = inOrder(found(lines, state.find, roleText), state.order);
    none = lines.length > 0 && shown.length === 0 ? t('model.find.none', { text: state.find.trim() }) : '';
    table.update(itemsOf(shown, state.together), state.order, none);
    table.compare(became !== null);
    const heats = shownHeats(HEATS, became !== null);
    heat.allow(heats);
    const shownHeat = heats.includes(state.heat) ? state.heat : HEATS[0];
    heat.update(shownHeat);
    map.update(cellsOf(lines, shownHeat), shownHeat, schemes);
    tell();
  }
  /** @param {readonly Line[]} shown @param {string} by @returns {import('./table.js').Item[]} */
  function itemsOf(shown, by) {
    if (by === 'none') return shown.map((line) => ({ line }));
    const groups = groupsOf(shown, ({ row }) => (by === 'role' ? row.role : layerText(row)));
    const titleOf = (/** @type {string} */ key) =>
      by === 'role' ? roleText(key) : key === '–' ? t('model.no-layer') : t('model.group.layer', { layer: key });
    return groups.flatMap(({ key, lines }) => [
      { title: titleOf(key), sum: sumOf(lines), count: lines.length },
      ...lines.map((line) => ({ line })),
    ]);
  }

  return {
    style: style + budgetStyle,
    get picture() {
      return planning ? budget.picture : map.picture;
    },
    element,
    async settled() {
      await looking;
      await second.settled();
      await progress.settled();
    },
    update(nextFrame, nextState) {
      frame = nextFrame;
      state = /** @type {ModelState} */ (nextState);
      heat.update(state.heat);
      together.update(state.together);
      if (search !== /** @type {ShadowRoot} */ (search.getRootNode()).activeElement) search.value = state.find;
      if (about !== frame.data.text) {
        about = frame.data.text;
        looking = look(about);
      } else {
        updateSecond();
        ask();
        refresh();
      }
    },
    sheets: () => [rowsSheet(lines, second.current()), ...budget.sheets()],
    dispose() {
      disposed = true;
      clearTimeout(timer);
      survey?.stop();
      progress.dispose();
      map.picture.dispose();
      budget.dispose();
    },
  };
}
