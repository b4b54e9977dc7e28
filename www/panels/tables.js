// The data behind the picture, as tables in a fold: made only while it is open.

import { scrollBox } from '../controls/scroll-box.js';
import { h } from '../controls/dom.js';

/** @param {{t: import('../i18n/types.js').Translator, tables: () => HTMLElement[]}} options of what the picture shows */
export function tablesFold({ t, tables }) {
  const body = scrollBox(t('ui.tables'));
  body.classList.add('tables');
  const element = h(
    'details',
    { class: 'behind', 'data-control': 'tables' },
    h('summary', { text: t('ui.tables') }),
    body,
  );
  const show = () => {
    if (!element.open) return;
    const shown = tables();
    // A table that stays keeps its focus.
    if (shown.length !== body.children.length || shown.some((table, i) => table !== body.children[i]))
      body.replaceChildren(...shown);
  };
  element.addEventListener('toggle', show);
  return { element, update: show };
}

/** A table of texts. @param {string} caption @param {string[]} head @param {string[][]} rows */
export function table(caption, head, rows) {
  return h(
    'table',
    {},
    h('caption', { text: caption }),
    h('thead', {}, h('tr', {}, ...head.map((text) => h('th', { scope: 'col', text })))),
    h('tbody', {}, ...rows.map((row) => h('tr', {}, ...row.map((text) => h('td', { text }))))),
  );
}
