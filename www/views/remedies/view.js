// The Remedies view: quantization with one scale and each remedy in a picture, measured on the data that is shown, and what follows for
// weights and for activations. Behind it stands a table with all numbers. The number format is A's.

import { schemesSheet } from '../../export/sheets.js';
import { count, decibels, difference, number } from '../../numbers/format.js';
import { button } from '../../controls/controls.js';
import { h, setText, settle } from '../../controls/dom.js';
import { surveyProgress } from '../../controls/survey-progress.js';
import { joined } from '../../i18n/index.js';
import { remediesPicture } from './picture.js';
import { remedies, table, withOutlier } from './remedies.js';
import { howKey, nameOf, sentences } from './words.js';
import { same } from '../../state/state.js';
import { letterOf } from '../../state/roles.js';
import { hasSymmetries, parsedScheme } from '../../state/schemes.js';
import { STORED, unlessStored } from '../stored.js';
import { style } from './style.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../engine/types.js').Found} Found */
/** @typedef {import('./remedies.js').Row} Row */
/** @typedef {import('../../engine/types.js').SurveyProgress} Progress */

const COLUMNS = Object.freeze(['sqnr', 'codes', 'outlier', 'shared', 'stored', 'cost']);
const short = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function remediesView(context) {
  const { t, set, drawing, survey, probe } = context;
  /** @type {Frame|null} */
  let frame = null;
  /** @type {Found} */
  let found = new Map();
  /** @type {Found} */
  let probed = new Map();
  /** The schemes last asked for. @type {string[]} */
  let asked = [];
  /** Stop what still runs. */
  let stops = [() => {}];
  const cancel = () => stops.forEach((stop) => stop());
  /** What the table shows. @type {unknown} */
  let shown = null;

  const touch = globalThis.matchMedia('(hover: none)');
  const notation = {
    parse: (/** @type {string} */ scheme) => parsedScheme(drawing(), scheme).parts,
    canonical: (/** @type {string} */ scheme) => parsedScheme(drawing(), scheme).text,
  };
  const progress = surveyProgress({ t, onCancel: cancel, onResume: () => ask() });
  const body = h('tbody');
  const heads = COLUMNS.map((column) => h('th', { scope: 'col', text: t(`comparison.${column}`) }));
  const grid = h(
    'table',
    { class: 'remedies' },
    h('caption', { class: 'visually-hidden', text: t('ui.view.comparison') }),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col', text: t('comparison.remedy') }),
        ...heads,
        h('th', { scope: 'col', class: 'take', text: t('comparison.take') }),
      ),
    ),
    body,
  );
  const says = h('div', { class: 'reasons' });
  const how = h('p', { class: 'hint' });
  const seen = remediesPicture(context, { nameOf: ({ name }) => nameOf(t, name), choose });
  const { picture } = seen;
  const fold = h(
    'details',
    { class: 'compared-table' },
    h('summary', { text: t('comparison.table'), 'data-control': 'comparison-table' }),
    says,
    grid,
    how,
  );
  const element = h(
    'section',
    { class: 'comparison-view fits', 'aria-label': t('ui.view.comparison') },
    picture.stage(),
    h('div', { class: 'compared' }, progress.element, seen.live, fold),
  );

  /** @param {string} scheme @param {'a'|'b'} role */
  function choose(scheme, role) {
    set({ [role]: scheme, [`block${role}`]: 0 });
  }

  /** The remedies of A's format. @param {Frame} now */
  function own({ a: { text, parts } }) {
    const format = drawing().print_scheme(
      /** @type {any} */ ({ format: parts.format, bits: parts.bits, levels: parts.levels }),
    );
    return remedies(format, hasSymmetries(drawing(), text), notation.canonical);
  }
  /** The remedies in A's format, and A and B where they are none of them. @param {Frame} now */
  function list(now) {
    const all = own(now);
    const { a, b } = now;
    for (const [name, { text }] of Object.entries({ a, b }))
      if (!all.some(({ scheme }) => scheme === text)) all.push({ name, scheme: text });
    return all;
  }

  /** Measures what is missing: first on the data, then on the data with an outlier. */
  function ask() {
    if (!frame) return;
    const now = frame;
    const schemes = list(now).map(({ scheme }) => scheme);
    const outlier = withOutlier(now.data, drawing().print_data);
    const total = schemes.length * (outlier ? 2 : 1);
    asked = [now.data.text, ...schemes];
    stops = [];
    const more = (/** @type {Found} */ next, /** @type {Progress} */ { done, active }) => {
      probed = next;
      progress.update({ done: schemes.length + done, total, active });
      refresh();
    };
    const stop = survey(schemes, (next, { done, active }) => {
      found = next;
      if (active || !outlier) progress.update({ done, total, active });
      else stops.push(probe(outlier.text, schemes, more));
      refresh();
    });
    stops.push(stop);
  }

  function refresh() {
    if (!frame) return;
    const { a, b, data } = frame;
    const rows = table(list(frame), found, probed, { parse: notation.parse, shape: data });
    // Without a change the table stays, and its buttons keep their focus.
    const now = [rows, a.text, b.text];
    if (same(shown, now)) return;
    shown = now;
    const most = Math.max(...rows.map(({ metrics }) => (Number.isFinite(metrics.sqnr_db) ? metrics.sqnr_db : 0)), 1);
    settle(
      body,
      rows.map((row) => line(row, most, { a: a.text, b: b.text })),
    );
    const reasons = sentences(t, rows, own(frame));
    settle(
      says,
      reasons.map((text) => h('p', { text })),
    );
    // The first one says what the picture shows; the others stand with the table.
    const first = reasons.slice(0, 1);
    const hint = t(touch.matches ? 'comparison.hint.touch' : 'comparison.hint');
    seen.update({ rows, a: a.text, b: b.text, data: data.text, says: joined([...first, hint]) });
    const outlier = withOutlier(data, drawing().print_data);
    const [base] = own(frame);
    setText(
      how,
      joined([
        t(howKey(base.name), { scheme: base.scheme }),
        outlier ? t('comparison.how.outlier', { value: short(outlier.value) }) : '',
        t(rows.some(({ zeros }) => zeros > 0) ? 'comparison.how.cost' : 'comparison.how.cost.plain'),
      ]),
    );
  }

  /** @param {Row} row @param {number} most the highest SQNR of the table @param {{a: string, b: string}} roles */
  function line(row, most, roles) {
    const { scheme, metrics, gain, growth } = row;
    const cells = [
      [decibels(metrics.sqnr_db), Number.isFinite(gain) && gain !== 0 ? difference(gain, decibels) : ''],
      [`${count(metrics.codes_used)} / ${count(metrics.codes_total)}`],
      [growth === null ? '…' : Number.isFinite(growth) ? `× ${short(growth)}` : '–'],
      [shared(row)],
      [
        t('comparison.bits', { bits: number(metrics.bits_per_value, { digits: 4, trim: true }) }),
        t(row.zeros > 0 ? 'comparison.parameters.zeros' : 'comparison.parameters', {
          scales: count(row.scales),
          zeros: count(row.zeros),
        }),
      ],
      [t('comparison.rescalings', { count: count(row.rescalings) }), row.zeros > 0 ? t('comparison.zero') : ''],
    ];
    const bar = h('div', { class: 'bar', 'aria-hidden': 'true' });
    bar.style.width = `${Math.min(100, Math.max(0, (100 * metrics.sqnr_db) / most))}%`;
    const take = (/** @type {'a'|'b'} */ role) => {
      const holds = roles[role] === scheme;
      return button({
        text: letterOf(role),
        name: `remedy-${role}-${scheme}`,
        title: t('ui.advice.take', { letter: letterOf(role) }),
        class: `quiet ${holds ? role : ''}`,
        onClick: () => choose(scheme, role),
      });
    };
    return h(
      'tr',
      { 'data-remedy': row.name },
      h('th', { scope: 'row' }, h('span', { class: 'name', text: nameOf(t, row.name) }), h('code', { text: scheme })),
      ...cells.map(([first, second], i) =>
        h(
          'td',
          { 'data-label': t(`comparison.${COLUMNS[i]}`), class: COLUMNS[i] },
          h('span', { text: first }),
          second ? h('span', { class: 'hint', text: second }) : null,
          i === 0 ? bar : null,
        ),
      ),
      h('td', { class: 'row take', 'data-label': t('comparison.take') }, take('a'), take('b')),
    );
  }

  /** How many values share a scale. @param {Row} row */
  function shared({ parts }) {
    if (!frame) return '';
    const { rows, columns, count: all } = frame.data;
    const values = {
      tensor: all,
      row: columns,
      col: rows,
      group: Math.min(parts.group, columns),
      tile: parts.tall * parts.wide,
    };
    return count(values[parts.granularity]);
  }

  return unlessStored(
    {
      style,
      element,
      picture,
      settled: progress.settled,
      update(next) {
        if (frame?.data.text !== next.data.text) [found, probed] = [new Map(), new Map()];
        frame = next;
        refresh();
        // Another view's survey may have replaced this one; known results cost nothing.
        if (!same(asked, [next.data.text, ...list(next).map(({ scheme }) => scheme)]) || probed.size === 0) ask();
      },
      sheets: () =>
        frame
          ? [schemesSheet('remedies', table(list(frame), found, probed, { parse: notation.parse, shape: frame.data }))]
          : [],
      dispose() {
        cancel();
        progress.dispose();
        picture.dispose();
      },
    },
    ({ a, b }) => ([a, b].some(({ text }) => text === STORED) ? t('stored.remedies') : ''),
  );
}
