// The scoreboard: the measures of A and B and their difference, and one sentence that sums them up. Pointing at the name of a measure,
// focusing or touching it explains the measure in a line below.

import { difference, percent } from '../numbers/format.js';
import { button } from '../controls/controls.js';
import { h, setText, uid } from '../controls/dom.js';
import { FIRST, MORE, NO_MEASURE, WEIGHTED, errorShare } from '../numbers/measures.js';
import { lossOf } from '../numbers/lost.js';
import { ROLES, letterOf } from '../state/roles.js';
import { areSameBits, verdict } from './verdict.js';

/** @typedef {import('../numbers/measures.js').Metrics} Metrics */

/** A change is spoken when nothing has changed for this time. */
const REST_MS = 700;

/** @param {{t: import('../i18n/types.js').Translator}} context */
export function scoreboard({ t }) {
  const sentence = h('p', { class: 'verdict-line' });
  // A screen reader hears the sentence once the numbers rest, not at every step of a drag.
  const spoken = h('p', { class: 'visually-hidden', role: 'status' });
  const explanation = explained(t);
  const first = measureTable(t, t('ui.scoreboard'), [...FIRST, WEIGHTED], explanation.name);
  const split = splitBars(t, explanation.name);
  const more = measureTable(t, t('ui.measures.more'), MORE, explanation.name, split.row);
  const unfold = button({
    text: t('ui.measures.more'),
    name: 'more-measures',
    class: 'quiet unfold',
    onClick: () => fold(more.element.classList.contains('folded')),
  });
  more.element.classList.add('more');
  const fold = (/** @type {boolean} */ open) => {
    more.element.classList.toggle('folded', !open);
    unfold.setAttribute('aria-expanded', String(open));
  };
  fold(false);
  let said = '';
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let rest;
  return {
    /** The sentence, which is a piece of its own. */
    verdict: h('div', { class: 'verdict' }, sentence, spoken),
    measures: first.element,
    element: h(
      'section',
      { class: 'scoreboard', 'aria-label': t('ui.scoreboard') },
      first.element,
      unfold,
      more.element,
      explanation.element,
    ),
    /** @param {import('../engine/records.js').Frame} frame */
    update(frame) {
      const [{ metrics: a }, { metrics: b }] = [frame.a, frame.b];
      const lost = lostText(t, frame);
      explanation.remark((key) =>
        a[key] === null || b[key] === null ? t(`measure.${key}.none`) : key === 'rmse_per_scale' ? lost : '',
      );
      first.update(a, b);
      more.update(a, b);
      split.update({ a, b });
      said = verdict(t, a, b);
      setText(sentence, said);
      clearTimeout(rest);
      rest = setTimeout(() => setText(spoken, said), REST_MS);
    },
    /** While measuring lasts, the numbers are those of before, and nothing is concluded from them. @param {boolean} lasts */
    wait(lasts) {
      setText(sentence, lasts ? t('ui.verdict.waiting') : said);
    },
    dispose() {
      clearTimeout(rest);
    },
  };
}

/** Why an RMSE in steps says little: most values of a scheme are lost. Empty where they are not. @param {import('../i18n/types.js').Translator} t @param {import('../engine/records.js').Frame} frame */
function lostText(t, frame) {
  const each = ROLES.flatMap((role) => {
    const loss = lossOf(frame[role]);
    if (!loss) return [];
    return [t(`measure.rmse_per_scale.${loss.kind}`, { letter: letterOf(role), share: percent(loss.share) })];
  });
  return each.join(' ');
}

/**
 * The line that explains a measure, and the names of measures that show it. It also says why a scheme does not have the measure, or why
 * the measure says little.
 * @param {import('../i18n/types.js').Translator} t
 */
function explained(t) {
  const touch = globalThis.matchMedia('(hover: none)').matches;
  const hint = t(touch ? 'ui.measures.hint.touch' : 'ui.measures.hint');
  const line = h('p', { class: 'explanation', text: hint });
  /** @type {string|null} the measure that was touched or clicked */
  let kept = null;
  /** @type {string|null} the measure that is explained */
  let shown = null;
  /** What is to be said of measures in this case. @type {Map<string, string>} */
  const remarks = new Map();
  /** The hidden descriptions of the names. @type {Map<string, HTMLElement>} */
  const helps = new Map();
  const helpOf = (/** @type {string} */ key) => [t(`measure.${key}.help`), remarks.get(key)].filter(Boolean).join(' ');
  const show = (/** @type {string|null} */ key) => {
    shown = key;
    line.classList.toggle('said', key !== null);
    line.replaceChildren(...(key === null ? [hint] : [h('b', { text: t(`measure.${key}`) }), ` ${helpOf(key)}`]));
  };
  return {
    element: line,
    /** Takes what is to be said of each measure in this case; empty where there is nothing. @param {(key: string) => string} of */
    remark(of) {
      for (const [key, help] of helps) {
        const remark = of(key);
        if (remark === (remarks.get(key) ?? '')) continue;
        remarks.set(key, remark);
        setText(help, helpOf(key));
        if (shown === key) show(key);
      }
    },
    /** A measure's name. @param {string} key */
    name(key) {
      const help = h('span', { id: uid(key), hidden: true, text: helpOf(key) });
      helps.set(key, help);
      const click = () => {
        kept = kept === key ? null : key;
        show(kept);
      };
      const at = () => show(key);
      const off = () => show(kept);
      const on = { click, pointerenter: at, pointerleave: off, focus: at, blur: off };
      const name = h(
        'button',
        { type: 'button', class: 'name', 'aria-describedby': help.id, 'data-control': `measure-${key}`, on },
        t(`measure.${key}`),
      );
      return h('div', { role: 'rowheader', class: 'measure' }, name, help);
    },
  };
}

/**
 * @param {import('../i18n/types.js').Translator} t
 * @param {string} label
 * @param {readonly import('../numbers/measures.js').Measure[]} measures
 * @param {(key: string) => HTMLElement} name
 * @param {...HTMLElement} before rows of another kind
 */
function measureTable(t, label, measures, name, ...before) {
  const rows = measures.map((measure) => {
    const [a, b, delta] = ['a', 'b', 'delta'].map((column) =>
      h('div', { role: 'cell', class: `number ${column}`, 'data-measure': `${measure.key}-${column}` }),
    );
    return {
      measure,
      row: h('div', { role: 'row', class: 'measure-row' }, name(measure.key), a, b, delta),
      a,
      b,
      delta,
    };
  });
  const heading = (/** @type {string} */ text, /** @type {string} */ className) =>
    h('div', { role: 'columnheader', class: className, text });
  const head = h(
    'div',
    { role: 'row', class: 'measure-row head' },
    h(
      'div',
      { role: 'columnheader', class: 'measure' },
      h('span', { class: 'visually-hidden', text: t('ui.measure') }),
    ),
    heading('A', 'a'),
    heading('B', 'b'),
    heading(t('ui.difference'), 'delta'),
  );
  const element = h(
    'div',
    { class: 'measures', role: 'table', 'aria-label': label },
    head,
    ...before,
    ...rows.map(({ row }) => row),
  );
  return {
    element,
    /** @param {Metrics} ma @param {Metrics} mb */
    update(ma, mb) {
      for (const { measure, row, a, b, delta } of rows) {
        const [x, y] = [ma[measure.key], mb[measure.key]];
        // What is measured only in some cases comes last.
        if (x === undefined || y === undefined) {
          row.remove();
          continue;
        }
        if (row.parentNode !== element) element.append(row);
        setText(a, x === null ? NO_MEASURE : measure.format(x, ma));
        setText(b, y === null ? NO_MEASURE : measure.format(y, mb));
        const change = changeOf(x, y);
        const format = measure.delta ?? ((/** @type {number} */ value) => measure.format(value, mb));
        setText(delta, change === null ? NO_MEASURE : difference(change, format));
        // Numbers that read the same are the same to a reader.
        const alike = a.textContent === b.textContent || (measure.key === 'bits_per_value' && areSameBits(change ?? 0));
        const better = alike ? 0 : (change ?? 0) * measure.better;
        a.classList.toggle('better', better < 0);
        b.classList.toggle('better', better > 0);
      }
    },
  };
}

/** From A to B; null where one of them lacks the measure or has no value of it. @param {number|null} x @param {number|null} y */
function changeOf(x, y) {
  if (x === null || y === null) return null;
  // A number and an infinity have no difference that says anything, and neither does a cosine of nothing.
  return x === y ? 0 : Number.isFinite(y - x) ? y - x : null;
}

/**
 * The squared error as two bars on one scale, each split into rounding and clipping.
 * @param {import('../i18n/types.js').Translator} t
 * @param {(key: string) => HTMLElement} name
 */
function splitBars(t, name) {
  const bars = ROLES.map((role) => {
    const [rounding, clipping] = ['rounding', 'clipping'].map((kind) => h('span', { class: `error-share ${kind}` }));
    const bar = h('div', { class: `split ${role}`, role: 'img', 'data-control': `split-${role}` }, rounding, clipping);
    return { role, rounding, clipping, bar, cell: h('div', { role: 'cell', class: `number ${role}` }, bar) };
  });
  return {
    row: h(
      'div',
      { role: 'row', class: 'measure-row' },
      name('split'),
      ...bars.map(({ cell }) => cell),
      h('div', { role: 'cell', class: 'number delta' }),
    ),
    /** @param {{a: Metrics, b: Metrics}} metrics */
    update(metrics) {
      const sum = (/** @type {Metrics} */ { rounding_sse, clipping_sse }) => rounding_sse + clipping_sse;
      const most = Math.max(sum(metrics.a), sum(metrics.b));
      const width = (/** @type {number} */ sse) => `${most === 0 ? 0 : (100 * sse) / most}%`;
      for (const { role, rounding, clipping, bar } of bars) {
        const shares = {
          rounding: errorShare(metrics[role].rounding_sse, metrics[role]),
          clipping: errorShare(metrics[role].clipping_sse, metrics[role]),
        };
        rounding.style.width = width(metrics[role].rounding_sse);
        clipping.style.width = width(metrics[role].clipping_sse);
        bar.setAttribute(
          'aria-label',
          t('ui.split', { rounding: percent(shares.rounding), clipping: percent(shares.clipping) }),
        );
      }
    },
  };
}
