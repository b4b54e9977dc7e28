// The tensors of all opened files, to filter and to choose by a click or the keyboard. A file without tensors shows why, and can be read
// as raw numbers.

import { bytesText, count } from '../../numbers/format.js';
import { say } from '../../i18n/index.js';
import { withName } from '../../files/names.js';
import { dataOf, firstOf, ownOf } from '../../files/opened.js';
import { button } from '../../controls/controls.js';
import { h, setText, uid } from '../../controls/dom.js';
import { listBox } from '../../controls/list-box.js';
import { obey } from '../../controls/slider.js';

/** @typedef {import('../../files/types.js').Opened} Opened */

/** A list of more tensors than this has a filter. */
const FEW = 10;
/** The most rows made for a file, alone and among others; the filter finds the rest. */
const MOST_ROWS = { alone: 500, among: 60 };

/**
 * @param {{t: import('../../i18n/types.js').Translator, onChoose: (data: string) => void, onRaw: (file: Opened) => void}} options
 */
export function fileList({ t, onChoose, onRaw }) {
  const id = uid('files');
  const caption = h('span', { class: 'caption', id: `${id}-caption` });
  const filter = h('input', {
    type: 'search',
    class: 'filter',
    placeholder: t('ui.files.filter'),
    'aria-label': t('ui.files.filter'),
    'aria-controls': id,
    'data-control': 'tensor-filter',
    spellcheck: false,
  });
  const list = h('div', {
    class: 'tensors',
    id,
    role: 'listbox',
    tabIndex: 0,
    'aria-labelledby': `${id}-caption`,
    'data-control': 'tensor',
  });
  const rest = h('p', { class: 'hint', hidden: true });
  // What is wrong with a file is no choice of the list.
  const problems = h('div');
  const scroller = h('div', { class: 'tensor-list' }, list, problems);
  const element = h('div', { class: 'files', hidden: true }, caption, filter, scroller, rest);
  /** @type {readonly Opened[]} */
  let files = [];
  let chosen = '';
  /** @type {HTMLElement[]} the rows that can be chosen */
  let rows = [];
  const box = listBox({ holders: [list], rows: () => rows, page: FEW });

  function mark() {
    for (const row of rows) row.setAttribute('aria-selected', String(row.dataset.value === chosen));
    box.activate(
      rows.find((row) => row.dataset.value === chosen),
      null,
    );
  }
  function make() {
    const wanted = filter.value.trim().toLowerCase();
    /** @type {HTMLElement[]} */
    const made = [];
    rows = [];
    problems.replaceChildren();
    let left = 0;
    for (const file of files) {
      // Arrays of a quantized tensor are folded into it: a search finds them by their names.
      const found = file.entries.filter(({ name, dtype, shape, of }) =>
        of
          ? wanted !== '' && name.toLowerCase().includes(wanted)
          : `${file.name} ${name} ${dtype} ${shape.join('×')}`.toLowerCase().includes(wanted),
      );
      const unread = file.problem !== undefined && file.name.toLowerCase().includes(wanted);
      if (unread) problems.append(problem(file, /** @type {import('../../i18n/index.js').Sayable} */ (file.problem)));
      if (found.length === 0) continue;
      const group = h('div', { role: 'group', 'aria-label': file.name });
      if (files.length > 1)
        group.append(
          h(
            'div',
            { class: 'file', 'aria-hidden': 'true' },
            h('span', { text: file.name }),
            h('span', { class: 'hint', text: bytesText(file.size) }),
          ),
        );
      const shown = found
        .slice(0, files.length > 1 ? MOST_ROWS.among : MOST_ROWS.alone)
        .map((entry) => row(file, entry));
      left += found.length - shown.length;
      rows.push(...shown);
      group.append(...shown);
      made.push(group);
    }
    list.replaceChildren(...made);
    list.hidden = made.length === 0;
    const none = made.length === 0 && problems.childElementCount === 0;
    scroller.hidden = none;
    rest.hidden = left === 0 && !none;
    setText(rest, none ? t('ui.files.none') : t('ui.files.more', { count: count(left) }));
    mark();
  }
  /** @param {Opened} file @param {Opened['entries'][number]} entry */
  function row(file, entry) {
    const { name, shape, dtype, readable } = entry;
    const data = dataOf(file, entry);
    const facts = [shape.join('×') || '1', dtype, ...(readable ? [] : [t('ui.files.unreadable')])].join(' · ');
    return h(
      'div',
      {
        role: 'option',
        id: uid('tensor'),
        class: readable ? 'tensor' : 'tensor unreadable',
        'data-value': data,
        on: { click: () => onChoose(data) },
      },
      h('span', { class: 'name', text: name }),
      ' ',
      h('span', { class: 'hint', text: facts }),
    );
  }
  /** @param {Opened} file @param {import('../../i18n/index.js').Sayable} why */
  function problem(file, why) {
    const raw = button({ text: t('ui.files.raw'), name: 'raw', class: 'quiet', onClick: () => onRaw(file) });
    return h('div', { class: 'unread' }, h('p', { class: 'hint', text: say(t, why) }), ...(file.size > 0 ? [raw] : []));
  }

  filter.addEventListener('input', make);
  filter.addEventListener('keydown', (event) => {
    obey(event, {
      ArrowDown: () => {
        list.focus();
        box.activate(box.active() ?? rows[0]);
      },
      Escape: () => {
        filter.value = '';
        make();
      },
    });
  });
  list.addEventListener('keydown', (event) => {
    obey(event, { ...box.keys, ' ': box.keys.Enter });
  });

  return {
    element,
    /** @param {readonly Opened[]} opened @param {import('../../engine/records.js').DataParts} parts of the data shown */
    update(opened, parts) {
      const fresh = files !== opened;
      files = opened;
      const tensors = files.reduce((sum, file) => sum + ownOf(file).length, 0);
      const failed = files.some((file) => file.problem !== undefined);
      element.hidden = tensors < 2 && !failed;
      filter.hidden = tensors <= FEW;
      const before = chosen;
      chosen = valueOf(files, parts);
      if (element.hidden || (!fresh && before === chosen)) return;
      const words = { count: count(tensors), files: count(files.length) };
      setText(caption, files.length === 1 ? t('ui.data.tensor', words) : t('ui.files.tensors', words));
      if (fresh) make();
      else mark();
      box.active()?.scrollIntoView({ block: 'nearest' });
    },
  };
}

/** The row that stands for the data shown. @param {readonly Opened[]} files @param {import('../../engine/records.js').DataParts} parts */
function valueOf(files, { source, name, tensor }) {
  const file = source === 'file' || source === 'url' ? withName(files, name) : undefined;
  if (!file || file.entries.length === 0) return '';
  const entry = tensor === undefined ? firstOf(file) : withName(file.entries, tensor);
  return entry ? dataOf(file, entry) : '';
}
