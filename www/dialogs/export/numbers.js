// Saving numbers: the measures of both schemes, and the data behind what the view shows.

import { csv } from '../../export/csv.js';
import { measuresCsv, measuresJson } from '../../export/measures.js';
import { fileName } from '../../export/names.js';
import { save, textFile } from '../../export/save.js';
import { count } from '../../numbers/format.js';
import { button } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';

/** @param {import('../../export/types.js').ExportContext} context */
export function exportNumbers({ t, frame, wanted, sheets }) {
  const said = h('p', { class: 'hint', role: 'status' });
  const list = h('ul', { class: 'sheets' });
  const measures = h(
    'div',
    { class: 'row' },
    button({
      text: t('export.measures.csv'),
      name: 'export-measures-csv',
      onClick: () => store('measures', 'csv', measuresCsv),
    }),
    button({
      text: t('export.measures.json'),
      name: 'export-measures-json',
      onClick: () => store('measures', 'json', measuresJson),
    }),
  );

  /** @param {string} what @param {'csv'|'json'} ending @param {(frame: import('../../engine/records.js').Frame) => string} write */
  function store(what, ending, write) {
    const shown = frame();
    if (!shown) return;
    const name = fileName([shown.data.text, shown.a.text, shown.b.text, what], ending);
    save(textFile(write(shown), ending === 'csv' ? 'text/csv' : 'application/json'), name);
    setText(said, t('export.saved.as', { name }));
  }
  function update() {
    const rows = sheets().map(({ name, head, rows }) => {
      const what = `${wanted().view}-${name}`;
      const text = t('export.sheet', { name, columns: head.join(', '), rows: count(rows.length) });
      return h(
        'li',
        {},
        button({
          text: 'CSV',
          name: `export-sheet-${name}`,
          title: t('export.sheet.save', { name }),
          onClick: () => store(what, 'csv', () => csv([head, ...rows])),
        }),
        h('span', {}, h('code', { text: name }), h('span', { class: 'hint', text })),
      );
    });
    list.replaceChildren(...rows);
  }

  return {
    element: h(
      'div',
      { class: 'export-numbers' },
      h('h3', { text: t('export.measures') }),
      h('p', { class: 'hint', text: t('export.measures.hint') }),
      measures,
      h('h3', { text: t('export.sheets') }),
      list,
      said,
    ),
    update,
  };
}
