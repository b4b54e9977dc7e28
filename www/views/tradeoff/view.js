// The Trade-off view: every scheme of a list by its error and its size, the Pareto front, and what to use.
//
// Pointing, or ← →, shows a scheme's numbers; a click, a tap or Enter makes it A or B, as chosen above the picture; the keys A and B do it
// directly.

import { cheapest, entries, front, nearest, neighbor } from './advice.js';
import { briefNotation } from '../../numbers/brief-notation.js';
import { sqnrWords } from '../../numbers/exact.js';
import { number } from '../../numbers/format.js';
import { numberField, optionsOf, roleChoice, segmented } from '../../controls/controls.js';
import { h, setPlace, svg } from '../../controls/dom.js';
import { liveSentence } from '../../controls/live-sentence.js';
import { surveyProgress } from '../../controls/survey-progress.js';
import { adviceBox } from './advice-box.js';
import { factsBeside } from './facts.js';
import { knownTable } from './known-table.js';
import { comparisons, lopsided, reasons, withoutOutliers } from './reasons.js';
import { levelStrips } from './strips.js';
import { noteOf, storable } from './storable.js';
import { knownOf, usualList } from './usual.js';
import { itemAt } from '../../plot/item-at.js';
import { sliderPlot } from '../../plot/slider-plot.js';
import { lineOf, signal, targetOf } from './target-line.js';
import { schemesSheet } from '../../export/sheets.js';
import { plotMap } from '../../plot/plot-map.js';
import { targetHandle } from '../../plot/target-handle.js';
import { tradeOffList } from './list.js';
import { otherSymmetry, parsedScheme, wordsOf } from '../../state/schemes.js';
import { style } from './style.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../state/state.js').State} State */
/** @typedef {import('./advice.js').Entry} Entry */

/** How far from a point a click counts, in CSS pixels. */
const REACH = 28;
/** Dots of schemes, by how the levels of a block lie. */
const DOTS = Object.freeze({ sym: 'full', asym: 'ring', uneven: 'diamond' });

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function tradeOffView(context) {
  const { t, set, drawing, look, recover, survey, probe, ask: question, quiet, unadvised } = context;
  /** @type {Frame|null} */
  let frame = null;
  /** @type {State|null} */
  let state = null;
  /** @type {import('../../engine/types.js').Found} */
  let found = new Map();
  /** @type {Entry[]} what is drawn, by rising bits */
  let shown = [];
  /** @type {import('../../plot/plot-map.js').PlotMap|null} */
  let map = null;
  /** @type {string|null} the scheme pointed at */
  let at = null;
  /** @type {'a'|'b'} what a click sets */
  let role = 'b';
  /** The last request, and whether it is still being measured. */
  let asked = '';
  let going = false;
  let cancel = () => {};
  /** How far the survey is, and the data and the list that it has been through: nothing is recommended before. */
  let how = { done: 0, total: 0 };
  let surveyed = '';

  const notation = {
    parse: (/** @type {string} */ text) => parsedScheme(drawing(), text).parts,
    print: (/** @type {any} */ parts) => drawing().print_scheme(parts),
    other: (/** @type {string} */ text) => otherSymmetry(drawing(), text),
  };
  const ring = svg('circle', { class: 'ring', r: 10, hidden: '' });
  const picture = sliderPlot({ label: t('ui.tradeoff.plot'), draw, recover, over: [ring], keys, press, quiet });
  const grip = targetHandle({
    label: t('ui.tradeoff.grip'),
    wanted: () => targetOf(context.wanted()),
    onDrag: (value, transient) => set({ target: String(value) }, { transient }),
  });
  const live = liveSentence();
  const progress = surveyProgress({
    t,
    onCancel: () => {
      going = false;
      cancel();
    },
    onResume: () => ask(true),
  });
  /** A scheme as sentences name it. @param {string} scheme */
  const named = (scheme) => {
    const known = knownOf(scheme);
    return known ? t('ui.known.named', { scheme, name: t(`known.${known.name}`) }) : scheme;
  };
  const advice = adviceBox({ t, choose, named });
  const beside = factsBeside({ probe, ask: question, onfound: () => advise() });
  const levels = levelStrips({ t, ask: question, named });
  const known = knownTable({ t, choose, onPoint: pointAt });
  const list = tradeOffList({ t, drawing, choose, onList: (text) => set({ list: text }), onPoint: pointAt });

  const goals = segmented({
    label: t('ui.tradeoff.goal'),
    name: 'goal',
    options: optionsOf(t, 'ui.tradeoff.goal', ['sqnr', 'bits']),
    onChange: (value) => set({ goal: value, target: '' }),
  });
  const target = numberField({
    label: t('ui.tradeoff.target'),
    name: 'target',
    min: 0,
    max: 200,
    onChange: (value) => set({ target: String(value) }),
  });
  const errors = segmented({
    label: t('ui.tradeoff.error'),
    name: 'error',
    options: optionsOf(t, 'ui.tradeoff.error', ['sqnr', 'mse']),
    onChange: (value) => set({ error: value }),
  });
  const scales = segmented({
    label: t('ui.tradeoff.scales'),
    name: 'scales',
    options: optionsOf(t, 'ui.tradeoff.scales', ['16', '32']),
    onChange: (value) => set({ scales: value }),
  });
  const roles = roleChoice({
    label: t('ui.tradeoff.role'),
    name: 'choice-sets',
    onChange: (value) => {
      role = value;
    },
  });
  roles.update(role);

  /** @param {string} scheme @param {'a'|'b'} [which] */
  function choose(scheme, which = role) {
    set({ [which]: scheme, [`block${which}`]: 0 });
  }

  /** What a survey is about. */
  const subject = () => [frame?.data.text, ...list.schemes()].join(' ');
  /** The recommended scheme, once the list is measured. */
  function best() {
    if (!state || surveyed !== subject()) return null;
    return cheapest(candidates().counted, targetOf(state));
  }
  /** The measured schemes of the list that can be recommended, and those that cannot. */
  function candidates() {
    return storable(entries(list.schemes(), found), frame?.data.columns ?? 1, superBlockOf);
  }
  const superBlockOf = (/** @type {string} */ scheme) => parsedScheme(drawing(), scheme).super_block;
  const noted = (/** @type {string} */ scheme) => noteOf(t, scheme, frame?.data.columns ?? 1, superBlockOf);
  /** Measures what is missing: the list, and the schemes that reasons compare the recommended one with. @param {boolean} [again] also after it was stopped */
  function ask(again = false) {
    const own = list.schemes();
    const chosen = best();
    const compared = chosen && state ? Object.values(comparisons(chosen.scheme, notation, state.scales)) : [];
    const wanted = [...own, ...compared.filter((scheme) => scheme !== null)];
    const key = [frame?.data.text, ...wanted].join(' ');
    // Another view's survey may have replaced this one; what already runs is not started again.
    if (key === asked && !again && !going) return;
    asked = key;
    const stop = survey(wanted, (next, now) => {
      found = next;
      going = now.active;
      how = now;
      if (!now.active) surveyed = subject();
      // At the end the recommended scheme is known, and with it the schemes to compare it with.
      if (!now.active) ask();
      if (going === now.active) progress.update(now);
      refresh();
    });
    // What was asked for in between has its own.
    if (asked === key) cancel = stop;
  }
  function refresh() {
    if (!frame || !state) return;
    const own = new Map(found);
    for (const { text, metrics } of [frame.a, frame.b]) own.set(text, metrics);
    const listed = list.schemes();
    shown = entries([...listed, frame.a.text, frame.b.text], own).sort((p, q) => p.bits - q.bits || p.sqnr - q.sqnr);
    const measured = entries(listed, own);
    const advised = unadvised() ? null : (best()?.scheme ?? null);
    list.update({ entries: measured, best: advised, a: frame.a.text, b: frame.b.text, noted });
    known.update(found, noted);
    known.element.hidden = state.list !== '';
    if (surveyed === subject()) levels.update({ data: frame.data.text, entries: measured });
    else levels.clear();
    advise();
    picture.schedule();
    say();
  }
  /** Recommends a scheme, with the reasons that are known by now; while schemes are measured, says how far that is. */
  function advise() {
    if (!frame || !state) return;
    if (surveyed !== subject()) {
      advice.wait(how);
      return;
    }
    const target = targetOf(state);
    const { counted, left } = candidates();
    const chosen = best();
    const { data } = frame;
    const rows = { left, columns: data.columns };
    if (!chosen) {
      advice.update({ entry: nearest(counted, target), reaches: false, target, rows, why: [] });
      return;
    }
    const { whole } = comparisons(chosen.scheme, notation, state.scales);
    const facts = {
      chosen,
      target,
      found,
      data,
      scales: state.scales,
      next: neighbor(counted, chosen, target),
      clean: beside.clean(withoutOutliers(data, drawing().print_data), whole),
      width: beside.width(data.text, lopsided(data, chosen.scheme, notation)),
    };
    advice.update({ entry: chosen, reaches: true, target, rows, why: reasons(facts, notation) });
  }
  function say() {
    const entry = shown.find(({ scheme }) => scheme === at);
    const words = (/** @type {Entry} */ { scheme, bits, metrics }) => ({
      scheme: named(scheme),
      bits: number(bits, { digits: 4, trim: true }),
      sqnr: sqnrWords(t, metrics),
      mse: number(metrics.mse, { digits: 3 }),
    });
    live.say(
      entry
        ? [t('ui.tradeoff.point', words(entry)), noted(entry.scheme)].join(' ').trim()
        : // No verdict before all is measured.
          surveyed === subject()
          ? t('ui.tradeoff.says', { count: String(shown.length), front: String(front(shown).length) })
          : '',
    );
    picture.describe({
      min: 0,
      max: Math.max(0, shown.length - 1),
      now: Math.max(
        0,
        shown.findIndex(({ scheme }) => scheme === at),
      ),
      text: live.element.textContent ?? '',
    });
    mark();
  }
  function mark() {
    const entry = shown.find(({ scheme }) => scheme === at);
    ring.toggleAttribute('hidden', !entry || !map);
    if (!entry || !map) return;
    const { x, y } = placeOf(entry, map);
    setPlace(ring, { cx: x, cy: y });
  }
  /** @param {Entry} entry @param {import('../../plot/plot-map.js').PlotMap} map */
  function placeOf({ bits, sqnr, metrics }, map) {
    const error = state?.error === 'mse' ? metrics.mse : sqnr;
    const y = map.yOf(error);
    const best = state?.error === 'mse' ? map.bottom : map.top;
    return { x: map.xOf(bits), y: Number.isFinite(y) ? Math.min(map.bottom, Math.max(map.top, y)) : best };
  }
  /** @param {string|null} scheme */
  function pointAt(scheme) {
    at = scheme;
    say();
  }
  /** @param {MouseEvent} event @returns {string|null} the scheme under a pointer */
  function under(event) {
    if (!map) return null;
    const places = map;
    return itemAt(shown, (entry) => placeOf(entry, places), picture.position(event), REACH)?.scheme ?? null;
  }

  picture.plot.addEventListener('pointermove', (event) => {
    if (event.buttons === 0) pointAt(under(event));
  });
  /** @param {PointerEvent} event */
  function press(event) {
    const scheme = under(event);
    // A finger covers what it points at: the first tap shows the numbers, the second chooses.
    const known = event.pointerType !== 'touch' || scheme === at;
    pointAt(scheme);
    if (scheme !== null && known) choose(scheme);
  }
  function keys() {
    if (shown.length === 0) return null;
    const now = shown.findIndex(({ scheme }) => scheme === at);
    const go = (/** @type {number} */ i) => pointAt(shown[Math.min(shown.length - 1, Math.max(0, i))].scheme);
    return {
      ArrowLeft: () => go(now - 1),
      ArrowDown: () => go(now - 1),
      ArrowRight: () => go(now + 1),
      ArrowUp: () => go(now + 1),
      Home: () => go(0),
      End: () => go(shown.length - 1),
      Escape: () => pointAt(null),
      Enter: () => at !== null && choose(at),
      a: () => at !== null && choose(at, 'a'),
      b: () => at !== null && choose(at, 'b'),
    };
  }

  /** The dot of a scheme: by how its levels lie. @param {string} scheme */
  const kindOf = (scheme) => DOTS[parsedScheme(drawing(), scheme).levels];
  /** The name of a point: what people know the scheme by, or its notation. @param {string} scheme */
  function labelOf(scheme) {
    const known = knownOf(scheme);
    return known ? t(`known.${known.name}`) : briefNotation(scheme);
  }
  /** @param {HTMLCanvasElement} canvas @param {number} scale */
  function draw(canvas, scale) {
    if (!frame || !state) return;
    const { a, b } = frame;
    const mse = state.error === 'mse';
    const sought = targetOf(state);
    const advised = unadvised() ? undefined : best()?.scheme;
    const kept = new Set(front(shown));
    const line =
      sought.goal === 'bits'
        ? { bits: sought.value }
        : mse
          ? { error: signal(a.metrics) / 10 ** (sought.value / 10) }
          : { error: sought.value };
    const record = drawing().draw_trade_off(canvas, {
      look: look(scale),
      log: mse,
      points: shown.map((entry) => ({
        label: labelOf(entry.scheme),
        bits: entry.bits,
        error: mse ? entry.metrics.mse : entry.sqnr,
        kind: kindOf(entry.scheme),
        front: kept.has(entry),
        known: knownOf(entry.scheme) !== null,
        advised: entry.scheme === advised,
        roles: [entry.scheme === a.text, entry.scheme === b.text],
      })),
      target: line,
      titles: [t('figure.bits'), t(mse ? 'figure.mse' : 'figure.sqnr')],
      kinds: [
        t('ui.symmetry.sym'),
        t('ui.symmetry.asym'),
        ...(shown.some(({ scheme }) => kindOf(scheme) === 'diamond') ? [t('figure.uneven')] : []),
      ],
    });
    map = plotMap(/** @type {any} */ (record), scale);
    grip.update(lineOf(map, sought, mse ? signal(a.metrics) : null));
    mark();
    return t('ui.tradeoff.picture', { count: String(shown.length), data: frame.data.text });
  }

  return {
    style,
    picture,
    element: h(
      'section',
      { class: 'tradeoff-view', 'aria-label': t('ui.view.tradeoff') },
      h('div', { class: 'tools row' }, goals.element, target.element, errors.element, scales.element, roles.element),
      picture.stage(grip.element),
      progress.element,
      live.element,
      h('div', { class: 'advice-row' }, advice.element, levels.element),
      known.element,
      list.element,
    ),
    async settled() {
      await progress.settled();
      await Promise.all([levels.settled(), beside.settled()]);
    },
    update(nextFrame, nextState) {
      const other = frame?.data.text !== nextFrame.data.text;
      frame = nextFrame;
      state = nextState;
      if (other) found = new Map();
      if (other) surveyed = '';
      goals.update(state.goal);
      target.update(String(targetOf(state).value));
      errors.update(state.error);
      scales.update(state.scales);
      // A list of one's own says itself how scales are stored.
      scales.element.hidden = state.list !== '';
      list.read(state.list === '' ? usualList(state.scales, wordsOf(drawing(), 'format')).join(';') : state.list);
      refresh();
      ask();
    },
    sheets: () => [schemesSheet('schemes', shown)],
    dispose() {
      cancel();
      beside.dispose();
      levels.dispose();
      progress.dispose();
      picture.dispose();
    },
  };
}
