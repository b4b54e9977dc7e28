// The plan as text, to copy or to save: tables, and what other programs read. The crate writes it, and says in it what its numbers are.

import { button, optionsOf, segmented } from '../../../controls/controls.js';
import { copyButton } from '../../../controls/copy.js';
import { h, setText } from '../../../controls/dom.js';
import { fileName } from '../../../export/names.js';
import { save, textFile } from '../../../export/save.js';

/** The forms of a plan (`FORMS` of src/survey/recipe.rs), with the ending and the type of a file. */
export const FORMS = Object.freeze({
  csv: ['csv', 'text/csv'],
  json: ['json', 'application/json'],
  'llama-quantize': ['sh', 'text/x-shellscript'],
  'llm-compressor': ['yaml', 'application/yaml'],
  torchao: ['json', 'application/json'],
});
/** @typedef {keyof typeof FORMS} Form */

/** @param {{t: import('../../../i18n/types.js').Translator, write: (form: Form) => string, named: () => string[]}} options write: the plan as text; named: what the name of a file begins with */
export function planTexts({ t, write, named }) {
  /** @type {Form} */
  let form = 'csv';
  const forms = segmented({
    label: t('model.budget.form'),
    name: 'plan-form',
    options: optionsOf(t, 'model.budget.form', Object.keys(FORMS)),
    onChange: (value) => {
      form = /** @type {Form} */ (value);
      show();
    },
  });
  forms.update(form);
  const field = h('textarea', {
    readOnly: true,
    rows: 12,
    spellcheck: false,
    wrap: 'off',
    'aria-label': t('model.budget.text'),
    'data-control': 'plan-text',
  });
  const copy = copyButton({ t, name: 'plan-copy', label: t('model.budget.text'), field, text: () => write(form) });
  const said = h('span', { class: 'hint', role: 'status' });
  const store = button({
    text: t('model.budget.save'),
    name: 'plan-save',
    onClick() {
      const [ending, type] = FORMS[form];
      const name = fileName([...named(), form], ending);
      save(textFile(write(form), type), name);
      setText(said, t('model.budget.saved', { name }));
    },
  });
  const element = h(
    'details',
    { class: 'plan-texts', 'data-control': 'plan-texts' },
    h('summary', { text: t('model.budget.take') }),
    h('p', { class: 'hint', text: t('model.budget.weights') }),
    h('div', { class: 'row' }, forms.element, store, copy, said),
    field,
  );
  element.addEventListener('toggle', show);

  function show() {
    const text = element.open ? write(form) : '';
    if (field.value !== text) field.value = text;
  }
  return { element, update: show };
}
