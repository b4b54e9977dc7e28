// The table of tensors. Of many rows only those in sight are made: a model may have thousands, and they come while it is measured. Rows
// have one height, so that the place of each is known.

import { h, setText, settle } from '../../controls/dom.js';
import { obey } from '../../controls/slider.js';
import { say } from '../../i18n/index.js';
import { count, decibels, difference, percent } from '../../numbers/format.js';
import { bits } from '../../numbers/measures.js';
import { COLUMNS, becameText, gainText } from './columns.js';
import { whyNone } from './lines.js';

/** @typedef {import('./lines.js').Line} Line */
/** @typedef {import('./lines.js').Sum} Sum */
/**
 * A tensor, or the sums of those below it.
 * @template {{row: {name: string}}} [L=Line]
 * @typedef {{line: L}|{title: string, sum: Sum, count: number}} Item
 */
/**
 * What a table says of tensors.
 * @template {{row: {name: string}}} [L=Line]
 * @typedef {object} Kind
 * @property {string} label the key of what the table is called
 * @property {readonly import('./columns.js').Column<L>[]} columns one of them is the `name`
 * @property {string} texts the beginning of the keys of their texts, `TEXTS.KEY` and `TEXTS.KEY.means`
 * @property {string} control the beginning of the names of the controls that sort
 * @property {(line: L) => boolean} lacks whether a tensor has no numbers
 * @property {(line: L, t: import('../../i18n/types.js').Translator) => string|undefined} why why that is, or why some are missing
 */

/** The height of a row in CSS pixels, and how many are made beyond those in sight. */
const HEIGHT = 30;
const BEYOND = 12;
/** Rows that a page of keys moves by. */
const PAGE = 10;

/** Tensors under A and B. @type {Kind} */
export const UNDER_BOTH = {
  label: 'model.table',
  columns: COLUMNS,
  texts: 'model.column',
  control: 'model-order',
  lacks: ({ a, b }) => (a.problem ?? b.problem) !== null,
  why(line, t) {
    const problem = whyNone(line);
    return problem ? say(t, problem) : undefined;
  },
};

/**
 * @template {{row: {name: string}}} L
 * @param {object} context
 * @param {import('../../i18n/types.js').Translator} context.t
 * @param {Kind<L>} context.kind
 * @param {(key: string) => void} context.onSort
 * @param {(line: L) => void} context.onOpen
 * @param {(line: L|null) => void} context.onPoint
 */
export function tensorTable({ t, kind: { label, columns, texts, control, lacks, why }, onSort, onOpen, onPoint }) {
  /** @type {readonly Item<L>[]} */
  let items = [];
  /** The row that keys are at. */
  let active = 0;
  let order = '';
  /** Where the pointer last moved to. */
  let rested = '';
  /** The tensors of a cell of the map. @type {ReadonlySet<string>} */
  let marked = new Set();
  const heads = columns.map(({ key, words, role }) => {
    const sort = h('button', {
      type: 'button',
      class: 'sort',
      text: t(`${texts}.${key}`),
      title: t(`${texts}.${key}.means`),
      'data-control': `${control}-${key}`,
      on: { click: () => onSort(key) },
    });
    return h('th', { scope: 'col', class: [words ? 'words' : '', role ?? ''].join(' ') }, sort);
  });
  const body = h('tbody');
  const [above, below] = ['above', 'below'].map((class_) => h('tbody', { class: class_, 'aria-hidden': 'true' }));
  const table = h(
    'table',
    { class: 'tensors-table' },
    h('caption', { class: 'visually-hidden', text: t(label) }),
    h('thead', {}, h('tr', { 'aria-rowindex': '1' }, ...heads)),
    above,
    body,
    below,
  );
  const nothing = h('p', { class: 'no-rows', hidden: true });
  const element = h('div', { class: 'tensors-scroll', role: 'group', 'aria-label': t(label) }, table, nothing);

  element.addEventListener('scroll', draw, { passive: true });
  body.addEventListener('click', (event) => {
    const item = items[indexOf(event.target)];
    if (item && 'line' in item) onOpen(item.line);
  });
  body.addEventListener('pointerover', (event) => {
    // Rows also move below a pointer that rests: when others come, or keys bring one into sight. That points at nothing.
    if (placeOf(event) !== rested) pointAt(items[indexOf(event.target)]);
  });
  element.addEventListener('pointermove', (event) => (rested = placeOf(event)));
  element.addEventListener('wheel', () => (rested = ''), { passive: true });
  element.addEventListener('pointerleave', () => pointAt(undefined));
  body.addEventListener('focusin', (event) => {
    active = indexOf(event.target);
    pointAt(items[active]);
  });
  body.addEventListener('keydown', (event) => {
    const by = (/** @type {number} */ step) => () => moveTo(active + step);
    obey(event, {
      ArrowDown: by(1),
      ArrowUp: by(-1),
      PageDown: by(PAGE),
      PageUp: by(-PAGE),
      Home: () => moveTo(0),
      End: () => moveTo(items.length - 1),
      Enter: () => {
        const item = items[active];
        if (item && 'line' in item) onOpen(item.line);
      },
    });
  });

  /** @param {PointerEvent} event */
  const placeOf = ({ clientX, clientY }) => `${clientX} ${clientY}`;
  /** @param {Item<L>|undefined} item */
  const pointAt = (item) => onPoint(item && 'line' in item ? item.line : null);
  /** @param {EventTarget|null} target */
  const indexOf = (target) =>
    Number(/** @type {HTMLElement|null} */ (/** @type {Element} */ (target).closest('tr'))?.dataset.index ?? NaN);
  /** The height of the heads, which stay in sight. */
  const headed = () => table.tHead?.offsetHeight ?? 0;

  /** @param {number} index */
  function moveTo(index) {
    active = Math.min(items.length - 1, Math.max(0, index));
    const [top, room] = [active * HEIGHT, element.clientHeight - headed()];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + HEIGHT > element.scrollTop + room) element.scrollTop = top + HEIGHT - room;
    draw();
    /** @type {HTMLElement|null} */ (body.querySelector(`[data-index="${active}"]`))?.focus({ preventScroll: true });
  }

  function draw() {
    const first = Math.max(0, Math.floor(element.scrollTop / HEIGHT) - BEYOND);
    const room = Math.ceil((element.clientHeight || 600) / HEIGHT);
    const end = Math.min(items.length, first + room + 2 * BEYOND);
    above.style.height = `${first * HEIGHT}px`;
    below.style.height = `${(items.length - end) * HEIGHT}px`;
    active = Math.min(Math.max(0, items.length - 1), active);
    const fresh = items
      .slice(first, end)
      .map((item, i) => ('line' in item ? rowOf(item.line, first + i) : headOf(item, first + i)));
    settleRows(body, fresh);
    markRows();
    if (!body.querySelector('[tabindex="0"]')) body.querySelector('tr')?.setAttribute('tabindex', '0');
  }

  function markRows() {
    for (const row of body.rows) {
      const item = items[Number(row.dataset.index)];
      row.classList.toggle('marked', item !== undefined && 'line' in item && marked.has(item.line.row.name));
    }
  }

  /** @param {number} index */
  const attributes = (index) => ({
    'data-index': String(index),
    'aria-rowindex': String(index + 2),
    tabindex: undefined,
    tabIndex: index === active ? 0 : -1,
  });

  /** The classes of a column's cells. @param {import('./columns.js').Column<L>} column */
  const nameOf = ({ key, words, role }) =>
    [words ? 'words' : '', key, role === 'became' ? 'became' : ''].filter(Boolean).join(' ');

  /** @param {L} line @param {number} index */
  function rowOf(line, index) {
    const cells = columns.map((column) => {
      const text = column.text(line, t);
      const name = nameOf(column);
      if (column.key !== 'name') return h('td', { class: name, 'data-label': t(`${texts}.${column.key}`), text });
      return h('th', { scope: 'row', class: name, title: text }, h('span', {}, h('bdi', { text })));
    });
    return h('tr', { ...attributes(index), title: why(line, t), class: lacks(line) ? 'lacks' : '' }, ...cells);
  }

  /** @param {Extract<Item, {sum: Sum}>} item @param {number} index */
  function headOf({ title, sum, count: tensors }, index) {
    /** @type {Record<string, string>} */
    const sums = {
      values: count(sum.values),
      sqnr_a: sum.a.sqnr === null ? '–' : decibels(sum.a.sqnr),
      sqnr_b: sum.b.sqnr === null ? '–' : decibels(sum.b.sqnr),
      difference: sum.difference === null ? '–' : difference(sum.difference, decibels),
      sqnr_became: becameText(sum.became.sqnr, t),
      gain: gainText(sum.gain, t),
      share_became: sum.became.share === null ? '–' : percent(sum.became.share),
      bits_became: sum.became.bits === null ? '–' : bits(sum.became.bits),
      share_a: sum.a.share === null ? '–' : percent(sum.a.share),
      share_b: sum.b.share === null ? '–' : percent(sum.b.share),
      bits_a: sum.a.bits === null ? '–' : bits(sum.a.bits),
      bits_b: sum.b.bits === null ? '–' : bits(sum.b.bits),
    };
    const cells = columns.map((column) =>
      column.key === 'name'
        ? h('th', { scope: 'row', class: 'words name' }, h('span', { text: title }))
        : h('td', {
            class: nameOf({ ...column, words: false }),
            'data-label': t(`${texts}.${column.key}`),
            text:
              column.key === 'role' ? t('model.group.tensors', { count: count(tensors) }) : (sums[column.key] ?? ''),
          }),
    );
    return h('tr', { ...attributes(index), class: 'group' }, ...cells);
  }

  return {
    element,
    /** @param {readonly Item<L>[]} next @param {string} nextOrder @param {string} [none] what stands in the place of rows, if there are none */
    update(next, nextOrder, none = '') {
      setText(nothing, none);
      nothing.hidden = none === '' || next.length > 0;
      items = next;
      order = nextOrder;
      table.setAttribute('aria-rowcount', String(items.length + 1));
      heads.forEach((head, i) => {
        const { key } = columns[i];
        head.setAttribute('aria-sort', order === key ? 'ascending' : order === `-${key}` ? 'descending' : 'none');
      });
      draw();
    },
    draw,
    /** Whether there are columns of what the model became. @param {boolean} compared */
    compare: (compared) => table.classList.toggle('compared', compared),
    /** Brings a tensor into sight, and makes it the one that keys are at. @param {string} name */
    show(name) {
      const index = items.findIndex((item) => 'line' in item && item.line.row.name === name);
      if (index < 0) return;
      active = index;
      element.scrollTop = Math.max(0, (index + 0.5) * HEIGHT - element.clientHeight / 2);
      draw();
    },
    /** Marks the rows of a cell of the map. @param {ReadonlySet<string>} names */
    mark(names) {
      marked = names;
      markRows();
    },
  };
}

/**
 * Gives the body of a table the rows of a fresh one. A row keeps its element as long as it is in sight, whatever changes in it: a person
 * may have the focus there, or the pointer down.
 * @param {HTMLTableSectionElement} body @param {readonly HTMLTableRowElement[]} fresh
 */
function settleRows(body, fresh) {
  const kept = new Map([...body.rows].map((row) => [row.dataset.index, row]));
  const rows = fresh.map((row) => {
    const was = kept.get(row.dataset.index);
    if (!was) return row;
    kept.delete(row.dataset.index);
    for (const name of was.getAttributeNames()) if (!row.hasAttribute(name)) was.removeAttribute(name);
    for (const { name, value } of row.attributes) if (was.getAttribute(name) !== value) was.setAttribute(name, value);
    settle(was, [...row.childNodes]);
    return was;
  });
  for (const gone of kept.values()) gone.remove();
  // Those that are kept stand in order already.
  rows.forEach((row, i) => {
    if (body.rows[i] !== row) body.insertBefore(row, body.rows[i] ?? null);
  });
}
