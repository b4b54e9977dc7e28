// The scheme and the data as a script: which one, its text to copy or to save, and the files it reads.

import { TARGETS, refusal, scriptOf, subjectOf } from '../../code/index.js';
import { Obsolete } from '../../engine/errors.js';
import { fileName } from '../../export/names.js';
import { save, textFile } from '../../export/save.js';
import { say } from '../../i18n/index.js';
import { isSentence } from '../../engine/wire.js';
import { button, optionsOf, roleChoice, segmented } from '../../controls/controls.js';
import { copyButton } from '../../controls/copy.js';
import { h, setText } from '../../controls/dom.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../code/subject.js').Beside} Beside */

/** @param {import('../../export/types.js').ExportContext} context */
export function exportCode({ t, frame, ask }) {
  /** @type {'a'|'b'} */
  let role = 'a';
  let target = TARGETS[0];
  /** @type {AbortController|null} */
  let running = null;
  /** What the script was written for. */
  let asked = '';

  const targets = segmented({
    label: t('code.target'),
    name: 'code-target',
    options: optionsOf(t, 'code.target', TARGETS),
    onChange: (value) => {
      target = value;
      update();
    },
  });
  const roles = roleChoice({
    label: t('export.of'),
    name: 'code-role',
    onChange: (value) => {
      role = value;
      update();
    },
  });
  const hint = h('p', { class: 'hint' });
  const problem = h('p', { class: 'problem', role: 'status' });
  const field = h('textarea', {
    readOnly: true,
    rows: 18,
    spellcheck: false,
    wrap: 'off',
    'aria-label': t('code.script'),
    'data-control': 'code-script',
  });
  const copy = copyButton({ t, name: 'code-copy', label: t('code.script'), field, text: () => field.value });
  const store = button({ text: t('code.save'), name: 'code-save', onClick: () => saveScript() });
  const files = h('div', { class: 'row files-beside' });
  const said = h('p', { class: 'hint', role: 'status' });
  const shows = h('div', { class: 'script' }, h('div', { class: 'row' }, store, copy, files), said, field);

  function saveScript() {
    const shown = frame();
    if (!shown) return;
    const name = fileName([shown.data.text, shown[role].text, target], 'py');
    save(textFile(field.value, 'text/x-python'), name);
    setText(said, t('export.saved.as', { name }));
  }
  /** @param {Beside} file */
  async function saveBeside({ name, question }) {
    try {
      const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (
        (await fetched(question, new AbortController().signal)).bytes
      );
      save(new Blob([bytes], { type: 'application/octet-stream' }), name);
      setText(said, t('export.saved.as', { name }));
    } catch (error) {
      fail(error);
    }
  }
  /** @param {unknown} error */
  function fail(error) {
    if (error instanceof Obsolete) return;
    if (!isSentence(error)) throw error;
    setText(problem, say(t, /** @type {any} */ (error)));
  }
  const fetched = (
    /** @type {import('../../export/types.js').ExportQuestion} */ question,
    /** @type {AbortSignal} */ signal,
  ) => ask(question, { signal, onprogress: () => {} });

  async function write(/** @type {Frame} */ shown) {
    running?.abort();
    const own = new AbortController();
    running = own;
    try {
      const { subject, beside } = await subjectOf(shown.data, shown[role], (question) => fetched(question, own.signal));
      if (running !== own) return;
      field.value = scriptOf(target, subject);
      files.replaceChildren(
        ...beside.map((file, i) =>
          button({
            text: file.name,
            name: `code-file-${i}`,
            title: t('code.file', { name: file.name }),
            onClick: () => void saveBeside(file),
          }),
        ),
      );
      setText(
        hint,
        [t('code.hint'), t(`code.hint.${target}`), beside.length > 0 ? t('code.beside') : t('code.inline')].join(
          t.lang === 'en' ? ' ' : '',
        ),
      );
      shows.hidden = false;
    } catch (error) {
      asked = '';
      fail(error);
    }
  }
  function leave() {
    running?.abort();
    running = null;
  }
  function update() {
    const shown = frame();
    if (!shown) return;
    targets.update(target);
    roles.update(role);
    const now = [target, role, shown.data.text, shown[role].text].join('\n');
    if (now === asked) return;
    asked = now;
    setText(problem, '');
    setText(said, '');
    const why = refusal(target, shown[role], shown.data);
    if (why) {
      leave();
      shows.hidden = true;
      setText(hint, '');
      setText(problem, t(why));
      return;
    }
    void write(shown);
  }

  return {
    element: h(
      'div',
      { class: 'export-code' },
      h('div', { class: 'row picks' }, targets.element, roles.element),
      hint,
      problem,
      shows,
    ),
    update,
    leave,
  };
}
